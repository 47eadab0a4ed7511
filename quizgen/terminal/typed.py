"""What a person typed at a question: an answer by letters, numbers or words, or a wish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

_COUNT = re.compile(r"[0-9]{1,5}|[0-9]{1,2}\.[0-9]{3}")
Wish = Literal["help", "skip", "leave", "language"]
WISHES: tuple[Wish, ...] = ("help", "skip", "leave", "language")


class Chosen(Struct, frozen=True):
    """Options by their places as shown, 0-based, each once."""

    places: tuple[int, ...]


class Unclear(Struct, frozen=True):
    """Nothing that can be taken as an answer; `message` is the key of what to say about it."""

    message: str


def wish_of(typed: str, words: Mapping[Wish, Sequence[str]]) -> Wish | None:
    """Tell which wish was typed, if any; `words` are the ways to say each, in small letters."""
    plain = _plain(typed)
    return next((wish for wish in WISHES if plain in words.get(wish, ())), None)


def answer_of(typed: str, count: int, *, several: bool, names: Sequence[Sequence[str]] = ()) -> Chosen | Unclear:
    """Read an answer to a question with `count` options: `b`, `2`, `a c`, `ac`, `1,3`, `B.`, in any case.

    `names` are other words for each option. A letter always means the option that is shown under it.
    """
    plain = _plain(typed)
    if not plain:
        return Unclear("nothing")
    for place, ways in enumerate(names):
        if plain in ways:
            return Chosen((place,))
    marks = re.sub(r"[\s,;.()/+&\-]", "", plain)
    places = sorted({_place(mark) for mark in marks})
    if not places or places[0] < 0 or places[-1] >= count:
        return Unclear("unclear_several" if several else "unclear")
    if len(places) > 1 and not several:
        return Unclear("only_one")
    if len(places) < 2 and several:
        return Unclear("at_least_two")
    return Chosen(tuple(places))


def hands_of(typed: str, count: int) -> tuple[int, ...] | None:
    """Read hands counted for the first of `count` options, or for all of them in order: `12`, or `12 5 3`.

    A point between thousands may stand (`1.250`). None for anything else; no hall has more than 99,999 hands.
    """
    words = _plain(typed).replace(",", " ").split()
    if len(words) not in (1, count) or not all(_COUNT.fullmatch(word) for word in words):
        return None
    return tuple(int(word.replace(".", "")) for word in words)


def _plain(typed: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def _place(mark: str) -> int:
    """Give the place that `a` or `1` names; -1 for any other character."""
    if "a" <= mark <= "h":
        return ord(mark) - ord("a")
    return ord(mark) - ord("1") if "1" <= mark <= "8" else -1
