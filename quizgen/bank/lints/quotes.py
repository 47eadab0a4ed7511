"""Flaws in the use of quotes: a stem that copies them, and one quote that carries too many items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.bank.lints.view import Asked, View, words_of
from quizgen.model.rule import Rule
from quizgen.problems import Problem
from quizgen.verbatim import normalised

MOST_COPIED = 12
MOST_ITEMS = 3

_Run = tuple[str, ...]


class Copied:
    """Runs of 13 words of the quotes of each rule."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.runs: dict[str, set[_Run]] = {}
        for rule in rules:
            runs = {run for evidence in rule.evidence for run in _runs(words_of(evidence.quote))}
            if runs:
                self.runs[rule.id] = runs

    def __call__(self, view: View) -> Iterator[Problem]:
        """W211: a stem or an option has more than 12 words of its quote in a row."""
        known = [self.runs[name] for name in view.item.rules if name in self.runs]
        if not known:
            return
        side = view.sides[0]
        for text, words in ((view.item.stem.id, side.words), *((one.text, one.words) for one in side.options)):
            found = next((run for run in _runs(words) if any(run in runs for runs in known)), None)
            if found:
                yield view.flaw("W211", text, words=" ".join(found[:6]), limit=str(MOST_COPIED))


def crowded_quotes(asked: Sequence[Asked]) -> Iterator[Problem]:
    """W214: more than three approved items for each quote of their first rule; told at the first item too many."""
    items: dict[str, list[Asked]] = {}
    for one in asked:
        if one.item.status == "approved" and one.rule and one.rule.evidence:
            items.setdefault(one.rule.id, []).append(one)
    for rule_id, asking in items.items():
        evidence = asking[0].rule.evidence if asking[0].rule else ()
        quotes = len({(one.source, normalised(one.quote)) for one in evidence})
        if len(asking) > MOST_ITEMS * quotes:
            first = asking[MOST_ITEMS * quotes]
            words = {"rule": rule_id, "count": str(len(asking)), "quotes": str(quotes), "limit": str(MOST_ITEMS)}
            yield Problem(first.one.at(first.item.rules[0]), "W214", words)


def _runs(words: Sequence[str]) -> Iterator[_Run]:
    length = MOST_COPIED + 1
    return (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
