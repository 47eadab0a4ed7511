"""The word lists of the linter: one YAML file for each language, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from quizgen.model.words import Language
from quizgen.shipped import data
from quizgen.strict_yaml import Map, Seq, read

_MULTIPLE_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists of one language; what each is for stands in quizgen/bank/data/lints.id.yaml.

    Patterns that look for nothing are None.
    """

    absolutes: re.Pattern[str] | None
    absolute_words: frozenset[str]
    quantifiers: frozenset[str]
    idioms: re.Pattern[str] | None
    relaxing: frozenset[str]
    limiting: frozenset[str]
    only_when: frozenset[str]
    about_options: re.Pattern[str] | None
    negative_question: re.Pattern[str] | None
    except_words: frozenset[str]
    marked: frozenset[str]
    negators: frozenset[str]
    clause_ends: frozenset[str]
    not_double: re.Pattern[str] | None
    negated_verdict: re.Pattern[str] | None
    joining: frozenset[str]
    choosing: frozenset[str]
    changing: frozenset[str]
    conditions: frozenset[str]
    asks_forbidden: re.Pattern[str] | None
    asks_allowed: re.Pattern[str] | None
    says_forbidden: re.Pattern[str] | None
    says_allowed: re.Pattern[str] | None
    attribution: re.Pattern[str] | None
    bearers: dict[str, str]
    attributed: frozenset[str]
    reports: frozenset[str]
    honorifics: frozenset[str]
    offices: frozenset[str]
    spoken_of: re.Pattern[str] | None
    speaks: re.Pattern[str] | None
    forms: tuple[tuple[str, re.Pattern[str]], ...]
    no_form: frozenset[str]
    pronouns: frozenset[str]
    pronoun_ending: str
    idle: frozenset[str]
    """Words that give no key away: those that only bind, and those of the subject."""


@cache
def word_lists(language: Language) -> WordLists:
    """Read the lists of a language; raises KeyError where one is missing."""
    name = f"lints.{language}.yaml"
    root, problems = read(data("bank/data", name), name)
    if not isinstance(root, Map) or problems:
        raise ValueError(f"{name}: {problems[0] if problems else 'not a mapping'}")
    absolutes = _list(root, "absolutes")
    return WordLists(
        absolutes=_phrases(absolutes),
        absolute_words=frozenset(phrase.split(" ")[0] for phrase in absolutes),
        quantifiers=_set(root, "quantifiers"),
        idioms=_phrases(_list(root, "idioms")),
        relaxing=_set(root, "relaxing"),
        limiting=_set(root, "limiting"),
        only_when=_set(root, "only_when"),
        about_options=_pattern(_list(root, "about_options"), ignore_case=True),
        negative_question=_pattern(_list(root, "negative_question")),
        except_words=_set(root, "except_words"),
        marked=_set(root, "marked"),
        negators=_set(root, "negators"),
        clause_ends=_set(root, "clause_ends"),
        not_double=_pattern(_list(root, "not_double"), ignore_case=True),
        negated_verdict=_pattern(_list(root, "negated_verdict"), ignore_case=True),
        joining=_set(root, "joining"),
        choosing=_set(root, "choosing"),
        changing=_set(root, "changing"),
        conditions=_set(root, "conditions"),
        asks_forbidden=_pattern(_list(root, "asks_forbidden"), ignore_case=True),
        asks_allowed=_pattern(_list(root, "asks_allowed"), ignore_case=True),
        says_forbidden=_pattern(_list(root, "says_forbidden"), ignore_case=True),
        says_allowed=_pattern(_list(root, "says_allowed"), ignore_case=True),
        attribution=_pattern(_list(root, "attribution"), ignore_case=True),
        bearers=_mapping(root, "bearers"),
        attributed=_set(root, "attributed"),
        reports=_set(root, "reports"),
        honorifics=_set(root, "honorifics"),
        offices=frozenset(str(root["offices"]).split()),
        spoken_of=_pattern(_list(root, "spoken_of"), ignore_case=True),
        speaks=_pattern(_list(root, "speaks"), ignore_case=True),
        forms=tuple((name, re.compile(pattern)) for name, pattern in _mapping(root, "forms").items()),
        no_form=_set(root, "no_form"),
        pronouns=_set(root, "pronouns"),
        pronoun_ending=str(root["pronoun_ending"]),
        idle=frozenset(f"{root['function_words']} {root['subject_words']}".split()),
    )


def _list(root: Map, key: str) -> list[str]:
    node = root[key]
    if not isinstance(node, Seq):
        raise ValueError(f"{key} is not a list")
    return [str(one) for one in node]


def _set(root: Map, key: str) -> frozenset[str]:
    return frozenset(_list(root, key))


def _mapping(root: Map, key: str) -> dict[str, str]:
    node = root[key]
    if not isinstance(node, Map):
        raise ValueError(f"{key} is not a mapping")
    return {str(name): str(value) for name, value in node.items()}


def _pattern(patterns: Iterable[str], ignore_case: bool = False) -> re.Pattern[str] | None:
    parts = [f"(?:{pattern})" for pattern in patterns]
    return re.compile("|".join(parts), re.IGNORECASE if ignore_case else 0) if parts else None


def _phrases(phrases: Iterable[str]) -> re.Pattern[str] | None:
    parts = [_MULTIPLE_SPACES.sub(r"\\s+", re.escape(phrase).replace(r"\ ", " ")) for phrase in phrases]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b") if parts else None
