"""Flaws of stems: a negative that is overlooked, doubled negatives, too many words, no date, a person at fault."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.bank.lints.persons import Persons
from quizgen.bank.lints.view import Side, View, words_of
from quizgen.bank.lints.words import word_lists
from quizgen.dates import written
from quizgen.model.rule import Rule
from quizgen.problems import Problem

MOST_WORDS = 40
_NEAR = 5
"""Words within which two negatives of one clause are read together."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSE = re.compile(r"[,;:.!?()\"“”]")


def unmarked_negative(view: View) -> Iterator[Problem]:
    """W205: the stem asks for what is not so, and the word that says it is easily overlooked."""
    for side in view.sides:
        if found := _negative(side):
            yield view.flaw("W205", _pair(view, side), words=found, marked=found.split()[-1].upper())


def double_negative(view: View) -> Iterator[Problem]:
    """W206: two negatives in one clause, a negative verdict question, or a negative option of a negative question."""
    for side in view.sides:
        negators = side.lists.negators
        for one in side.options:
            if not negators.isdisjoint(one.words) and (found := _doubled(side, one.text)):
                yield view.flaw("W206", one.text, words=found)
        if negators.isdisjoint(side.words):
            continue
        if found := _doubled(side, side.stem) or (_negative_verdict(side) if view.item.kind == "verdict" else ""):
            yield view.flaw("W206", _pair(view, side), words=found)
        elif side.options and (found := _negative(side, also_marked=True)):
            for one in side.options:
                if not negators.isdisjoint(one.words[:1]):
                    yield view.flaw("W206", one.text, words=f"{found} ... {one.words[0]}")


def long_stem(view: View) -> Iterator[Problem]:
    """W209: a stem of more than 40 words."""
    for side in view.sides:
        if len(side.words) > MOST_WORDS:
            yield view.flaw("W209", _pair(view, side), count=str(len(side.words)), limit=str(MOST_WORDS))


def undated(view: View, publishers: frozenset[str]) -> Iterator[Problem]:
    """W212: the rule is a speaker's, a news report's or limited in time; the stem names neither date nor source."""
    rules = view.rules
    if not rules or len(rules) < len(view.item.rules) or not all(map(_needs_origin, rules)):
        return
    for side in view.sides:
        if not _has_origin(side, publishers):
            yield view.flaw("W212", _pair(view, side), rule=rules[0].id)


def person_at_fault(view: View, persons: Persons) -> Iterator[Problem]:
    """W213: an item about a breach names a person who is known from the sources."""
    if not persons or not _is_about_breach(view):
        return
    for side in view.sides:
        for text in (side.stem, *(one.text for one in side.options)):
            if name := persons.at_fault(text, side.lists):
                yield view.flaw("W213", text, name=name)


def _pair(view: View, side: Side) -> str:
    return view.item.stem.id if side.language == "id" else view.item.stem.en


def _negative(side: Side, also_marked: bool = False) -> str:
    """Give the words by which the question asks for what is not so; empty where it does not, or marks it."""
    lists = side.lists
    if lists.negators.isdisjoint(side.words) and lists.except_words.isdisjoint(side.words):
        return ""
    question = side.question
    if any(re.search(rf"\b{word}\b", question) for word in lists.marked):
        if not also_marked:
            return ""
        question = re.sub("|".join(rf"\b{word}\b" for word in lists.marked), lambda one: one.group().lower(), question)
    if lists.negative_question and (found := lists.negative_question.search(question)):
        return found.group()
    words = re.findall(r"[\w'-]+", question)
    return next((word for word in words if word in lists.except_words), "")


def _negative_verdict(side: Side) -> str:
    """Give the words of a verdict question that is negative itself, such as `Bolehkah Anda tidak`."""
    found = side.lists.negated_verdict.search(side.question) if side.lists.negated_verdict else None
    return found.group() if found else ""


def _doubled(side: Side, text: str) -> str:
    """Find two negatives close together in one clause; give them with what stands between."""
    lists = side.lists
    text = text.lower()
    if lists.not_double:
        text = lists.not_double.sub(",", text)
    for clause in _CLAUSE.split(text):
        words = re.findall(r"[\w'’-]+", clause)
        before = -1
        for position, word in enumerate(words):
            if word in lists.clause_ends:
                before = -1
            elif word in lists.negators:
                if before >= 0 and position - before <= _NEAR:
                    return " ".join(words[before : position + 1])
                before = position
    return ""


def _needs_origin(rule: Rule) -> bool:
    """Tell whether a rule holds only for a time, as a speaker's words, or as a news report's."""
    if rule.valid is not None and not (rule.valid.from_ and rule.valid.until and rule.valid.from_ > rule.valid.until):
        return True  # a period that is upside down is E326
    if rule.instruments:
        return False
    lists, words = word_lists("id"), words_of(rule.statement.id)
    is_attributed = not lists.attributed.isdisjoint(words[:1]) and not (lists.offices | lists.reports).isdisjoint(
        words[1:2]
    )
    return is_attributed or rule.standing == "news-case"


def _has_origin(side: Side, publishers: frozenset[str]) -> bool:
    stem = side.stem
    if _YEAR.search(stem) or any(True for _ in written(stem)):
        return True
    folded = stem.casefold()
    return any(name in folded for name in publishers)


def _is_about_breach(view: View) -> bool:
    return view.item.key == "tidak" or any(rule.modality in ("prohibition", "sanction") for rule in view.rules)
