"""Copies: who gets which variant of each test, and which stay without a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from quizgen.model.session import Part, Participant


class Copy(NamedTuple):
    """One copy of a test: for whom (None: a spare one), and in which variant."""

    variant: str
    participant: Participant | None = None


def copies(people: Sequence[Participant], variants: Sequence[str], spare: int) -> Iterator[Copy]:
    """Give a test's copies in the order of the roster, neighbours with different variants, then the spare ones."""
    count = len(people)
    for number, one in enumerate(people):
        yield Copy(variants[number % len(variants)], one)
    for number in range(count, count + spare):
        yield Copy(variants[number % len(variants)])


def letters_of(letters: Sequence[str], tests: Sequence[Part]) -> Mapping[Part, tuple[str, ...]]:
    """Give each test its variants of the one form: the first A, B ..., the next those after.

    Raises ValueError beyond Z.
    """
    size = len(letters)
    if size * len(tests) > 26:
        raise ValueError("more variants than letters")
    names = [chr(ord("A") + number) for number in range(size * len(tests))]
    return {part: tuple(names[number * size : (number + 1) * size]) for number, part in enumerate(tests)}
