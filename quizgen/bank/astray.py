"""Where a quote that is not verbatim goes astray: what still fits, what was typed then, what the source says there."""

from __future__ import annotations

from dataclasses import dataclass

from quizgen.verbatim import normalised, occurs

_SHOWN = 8
"""Words that are shown of each part at the most."""


@dataclass(frozen=True, slots=True)
class Astray:
    """The last words that fit (empty where not even the first does), the words typed after them, and the source's."""

    fits: str
    typed: str
    source: str


def astray(quote: str, text: str) -> Astray | None:
    """Compare a quote with the text of its source; None where it is verbatim."""
    whole = normalised(text)
    if occurs(quote, whole):
        return None
    words = normalised(quote).split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if occurs(" ".join(words[:middle]), whole) else (low, middle - 1)
    begin = " ".join(words[:low])
    after = whole[whole.find(begin) + len(begin) :].split(" ") if begin else []
    return Astray(
        fits=" ".join(words[:low][-_SHOWN:]),
        typed=" ".join(words[low : low + _SHOWN]),
        source=" ".join([word for word in after if word][:_SHOWN]),
    )


def best_source(quote: str, texts: dict[str, str]) -> str:
    """Give the name of the text in which a quote is verbatim; empty where it is in none."""
    return next((name for name, text in texts.items() if occurs(quote, normalised(text))), "")
