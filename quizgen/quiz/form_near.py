"""Which form a person meant who typed an id that is none: one slip of the eye or the finger away.

The check character tells that an id is wrong, and for each place which one character would make it right; so the ids
that are one slip away are few, and they can be named also where their form is not stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import product

from quizgen.quiz.form_id import ALPHABET, is_valid

MOST = 3
"""Ids to name; more are no help."""
_LENGTH = 6
_ALIKE = ("0ODQCG", "1ILJT7", "2Z", "3E8", "4AH", "5S", "6G", "8B", "9GQ", "UVY", "VW", "MN", "KX", "PRF", "CG", "EF")
"""Characters that are taken for one another on paper, on copies and in handwriting."""


def near_ids(name: str, stored: Collection[str]) -> tuple[str, ...]:
    """Give the ids that may be meant by one that is not stored, in the order of likelihood, `MOST` at the most.

    Stored ones come alone where there are any: one slip away, else (where only they can be meant) two. Others are
    named only for an id that no form can have.
    """
    if not name.isascii() or not name.isalnum():
        return ()
    close = dict.fromkeys(_by_likelihood(name))
    if kept := [one for one in close if one in stored]:
        return tuple(kept[:MOST])
    if farther := sorted(one for one in stored if _two_slips(name, one)):
        return tuple(farther[:MOST])
    return () if is_valid(name) else tuple(list(close)[:MOST])


def _by_likelihood(name: str) -> Iterator[str]:
    """Give the valid ids one slip away: alike characters, neighbours swapped, one missing or too many, any other."""
    yield from (one for one in _replaced(name, only_alike=True) if one != name)
    yield from _all_foreign_replaced(name)
    yield from (one for one in _swapped(name) if one != name)
    yield from _lengthened(name)
    yield from _shortened(name)
    yield from (one for one in _replaced(name, only_alike=False) if one != name)


def _replaced(name: str, *, only_alike: bool) -> Iterator[str]:
    """Give valid ids with one character replaced; a character that no id has is the one to replace."""
    foreign = [place for place, one in enumerate(name) if one not in ALPHABET]
    for place in foreign or range(len(name)):
        for one in ALPHABET:
            if not only_alike or _alike(name[place], one):
                yield from _valid(name[:place] + one + name[place + 1 :])


def _all_foreign_replaced(name: str) -> Iterator[str]:
    """Give valid ids with each of two or three characters that no id has replaced by one that looks alike."""
    if 2 <= sum(one not in ALPHABET for one in name) <= 3:
        ways = [one if one in ALPHABET else [other for other in ALPHABET if _alike(one, other)] for one in name]
        for marks in product(*ways):
            yield from _valid("".join(marks))


def _swapped(name: str) -> Iterator[str]:
    for place in range(len(name) - 1):
        yield from _valid(name[:place] + name[place + 1] + name[place] + name[place + 2 :])


def _lengthened(name: str) -> Iterator[str]:
    if len(name) == _LENGTH - 1:
        for place in range(_LENGTH):
            for one in ALPHABET:
                yield from _valid(name[:place] + one + name[place:])


def _shortened(name: str) -> Iterator[str]:
    if len(name) == _LENGTH + 1:
        for place in range(len(name)):
            yield from _valid(name[:place] + name[place + 1 :])


def _valid(name: str) -> Iterator[str]:
    if is_valid(name):
        yield name


def _alike(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _ALIKE)


def _two_slips(name: str, stored: str) -> bool:
    """Tell whether two characters at the most differ, foreign ones by their looks, or two pairs are swapped."""
    if len(name) != len(stored):
        return False
    differing = [(one, other) for one, other in zip(name, stored, strict=True) if one != other]
    if len(differing) <= 2:
        return True
    looks = sum(not _alike(one, other) for one, other in differing)
    return looks == 0 or (len(differing) <= 4 and sorted(name) == sorted(stored))
