"""Numbers with their noun, and lists cut to a length, in the language of the reader."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.language import say


def counted(language: str, noun: str, count: int, **words: object) -> str:
    """Say how many there are of a noun of the catalogue `paper`: `1 item`, `2 items`."""
    return say(language, f"paper.{noun}.one" if count == 1 else f"paper.{noun}", count=count, **words)


def listed(language: str, words: Sequence[str], most: int) -> str:
    """Join words with commas; of more than `most` only those, and how many more there are."""
    first = ", ".join(words[:most])
    return say(language, "paper.and_more", first=first, count=len(words) - most) if len(words) > most else first
