"""Flaws that make an item unanswerable: a distractor that is right as well, and options about options."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.bank.lints.view import Said, Side, View, words_of
from quizgen.bank.lints.words import WordLists, word_lists
from quizgen.bank.stems import content, stem
from quizgen.model.rule import Rule
from quizgen.problems import Problem

ALIKE = 0.75
"""Share of stems that two actions must have in common (of all that either has) to be the same action."""

_GOOD = ("permission", "obligation", "advice")


def options_about_options(view: View) -> Iterator[Problem]:
    """E413: an option that speaks of the other options, which are printed in another order on another form."""
    for side in view.sides:
        pattern = side.lists.about_options
        for one in side.options:
            if pattern and len(one.words) <= 8 and pattern.fullmatch(" ".join(one.words)):
                yield view.flaw("E413", one.text, option=one.letter)


def contained(view: View) -> Iterator[Problem]:
    """E412: what a distractor says is a part of the key, or the key one of the distractor's alternatives."""
    for side in view.sides:
        joining, choosing = side.lists.joining, side.lists.choosing
        for key in side.keys:
            joins = not joining.isdisjoint(key.words)
            for other in side.distractors:
                if (joins and _is_part(side.lists, other, key, joining)) or (
                    not choosing.isdisjoint(other.words) and _is_part(side.lists, key, other, choosing)
                ):
                    yield view.flaw("E412", other.text, key=key.letter, other=other.letter)


def _is_part(lists: WordLists, small: Said, large: Said, at: frozenset[str]) -> bool:
    """Tell whether a text is one of the parts that the other has between words such as `dan`; numbers never are."""
    if len(small.words) >= len(large.words):
        return False
    if any(word[0].isdigit() for word in large.words) or not lists.changing.isdisjoint(large.words):
        return False
    parts = [list(words) for joins, words in groupby(large.words, at.__contains__) if not joins]
    return len(parts) > 1 and small.words in parts


@dataclass(frozen=True, slots=True)
class _Act:
    """What a rule says of an action, in stems; good where it allows, asks or advises it."""

    rule: Rule
    stems: frozenset[str]
    is_good: bool


class Supported:
    """What the approved rules say, to be compared with distractors (Indonesian, the language of the quotes)."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.acts = [act for rule in rules if rule.status == "approved" for act in _acts(rule)]
        self.by_stem: dict[str, list[int]] = {}
        for number, act in enumerate(self.acts):
            for one in act.stems:
                self.by_stem.setdefault(one, []).append(number)

    def __call__(self, view: View) -> Iterator[Problem]:
        """E411: a distractor that says what an approved rule says."""
        if view.item.kind == "verdict" or not self.acts:
            return
        side = view.sides[0]
        likely = [(one, acts) for one in side.distractors if (acts := list(self._alike(one)))]
        if not likely:
            return
        asked = _asked(side)
        is_sourced = bool(side.lists.attribution and side.lists.attribution.search(side.stem))
        bearers = _bearers(side)
        for one, acts in likely:
            is_good = _says(side.lists, one, asked)
            if is_good is None or not side.lists.conditions.isdisjoint(one.words):
                continue
            for act in acts:
                mine = act.rule.id in view.item.rules
                if act.is_good == is_good and (mine or not is_sourced) and _binds(act.rule, bearers):
                    yield view.flaw("E411", one.text, option=one.letter, rule=act.rule.id)
                    break

    def _alike(self, said: Said) -> Iterator[_Act]:
        """Give the acts that have nearly the same stems as an option, two of them at least."""
        if len(self.by_stem.keys() & set(map(stem, said.words))) < 2:
            return
        stems = frozenset(content(said.text))
        shared = Counter(number for one in stems for number in self.by_stem.get(one, ()))
        for number, count in shared.items():
            act = self.acts[number]
            if count >= 2 and count >= ALIKE * len(stems | act.stems):
                yield act


def _acts(rule: Rule) -> Iterator[_Act]:
    """Give the statement and the short quotes of a rule as actions; a negated duty is left out."""
    if rule.modality != "prohibition" and rule.modality not in _GOOD:
        return
    negators = word_lists("id").negators
    is_good = rule.modality in _GOOD
    for text in (rule.statement.id, *(evidence.quote for evidence in rule.evidence)):
        stems = frozenset(content(text))
        if len(stems) >= 2 and not (is_good and not negators.isdisjoint(words_of(text))):
            yield _Act(rule, stems, is_good)


def _asked(side: Side) -> bool | None:
    """Tell whether the question asks for what is right (True) or for what is forbidden; None where unclear."""
    lists, question = side.lists, side.question
    forbidden = bool(lists.asks_forbidden and lists.asks_forbidden.search(question))
    allowed = bool(lists.asks_allowed and lists.asks_allowed.search(question))
    return allowed if allowed != forbidden else (False if forbidden else None)


def _says(lists: WordLists, said: Said, asked: bool | None) -> bool | None:
    """Tell what an option, were it right, would say of its action: that it is good, or that it is not."""
    text = said.text.lower()
    if lists.says_forbidden and lists.says_forbidden.search(text):
        return None if asked is False else False
    if lists.says_allowed and lists.says_allowed.search(text):
        return None if asked is False else True
    if asked is None or not lists.negators.isdisjoint(said.words[1:]):
        return None
    is_negated = bool(said.words) and said.words[0] in lists.negators
    return asked != is_negated


def _bearers(side: Side) -> set[str]:
    return {code for word, code in side.lists.bearers.items() if word in side.words}


def _binds(rule: Rule, bearers: set[str]) -> bool:
    """Tell whether a rule is for one of these; ASN are PNS and PPPK, and whoever names nobody means all."""
    mine: Sequence[str] = rule.bearer
    widened = set(mine) | ({"PNS", "PPPK"} if "ASN" in mine else set())
    return not bearers or bool(widened & bearers)
