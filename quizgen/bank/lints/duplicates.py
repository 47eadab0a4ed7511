"""Stems that are nearly the same, found among ten thousand in a fraction of a second.

Only stems that share a fair part of their runs of four words are compared; how alike they are is the share of words
that stay when one is edited into the other, in order. One word in seven may differ, so a run of four stays whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from quizgen.bank.lints.view import Asked, View
from quizgen.problems import Problem

ALIKE = 0.85
SHORT = 8
"""Words below which a stem says too little by itself: `What should you do?`; then the right answers count, too."""

LEAST = 4
"""Words below which there is nothing to compare."""

_COMMON = 40
"""Stems that have a run of words in common before it is taken for a formula of the bank."""
_SHARE = 0.2

_Run = tuple[str, str, str, str]


def near_duplicates(asked: Sequence[Asked]) -> Iterator[Problem]:
    """W215: a stem is nearly the same as one before it."""
    first: dict[tuple[str, ...], int] = {}
    once: list[int] = []
    for number, one in enumerate(asked):
        if len(one.words) < LEAST:
            continue
        before = first.setdefault(one.words, number)
        if before == number:
            once.append(number)
        else:
            yield _told(one, asked[before], 1.0)
    runs = {number: _runs(asked[number].words) for number in once}
    holders = _holders(runs)
    for number, mine in runs.items():
        others = Counter(chain.from_iterable(holders[run] for run in mine & holders.keys()))
        least = max(1, int(_SHARE * len(mine)))
        near = [asked[other] for other, count in others.items() if other < number and count >= least]
        if near:
            yield from _nearest(asked[number], near)


def _holders(runs: Mapping[int, set[_Run]]) -> dict[_Run, list[int]]:
    """Give for each run that several stems have, but not too many, who has it."""
    seen: set[_Run] = set()
    twice: set[_Run] = set()
    for mine in runs.values():
        twice |= seen & mine
        seen |= mine
    holders: dict[_Run, list[int]] = {run: [] for run in twice}
    for number, mine in runs.items():
        for run in mine & twice:
            holders[run].append(number)
    return {run: numbers for run, numbers in holders.items() if len(numbers) <= _COMMON}


def _nearest(one: Asked, near: Sequence[Asked]) -> Iterator[Problem]:
    from rapidfuzz.distance import Indel  # 20 ms that a bank without candidates need not wait

    likeness = [Indel.normalized_similarity(one.words, other.words, score_cutoff=ALIKE) for other in near]
    best = max(likeness)
    if best:
        yield _told(one, near[likeness.index(best)], best)


def words_asked(view: View) -> tuple[str, ...]:
    """Give the words of the Indonesian stem; of a short one with those of the key."""
    side = view.sides[0]
    if len(side.words) >= SHORT or not side.options:
        return tuple(side.words)
    return tuple(chain(side.words, *(one.words for one in side.keys)))


def _runs(words: Sequence[str]) -> set[_Run]:
    return set(zip(words, words[1:], words[2:], words[3:], strict=False))


def _told(one: Asked, other: Asked, likeness: float) -> Problem:
    words = {"other": other.item.id, "percent": str(int(100 * likeness)), "place": str(other.one.at())}
    return Problem(one.one.at(one.item.stem.id), "W215", words)
