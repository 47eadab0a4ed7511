"""The paragraph of a source that a quote stands in, with the quote's place."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from quizgen.verbatim import normalised, occurs

_PARAGRAPH = re.compile(r"(?:[^\n]*\S[^\n]*\n?)+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST = 2500
"""Characters; a text without empty lines is cut at its lines where its only paragraph is longer than this."""


class Context(Struct, frozen=True):
    """A paragraph in three parts: what stands before the quote, the quote as the source has it, and what follows."""

    before: str
    quote: str
    after: str


def context_of(text: str, quote: str) -> Context | None:
    """Find the first place where a quote stands verbatim (quizgen.verbatim), with its paragraph around it.

    A quote that runs over several paragraphs has them all around it. None where the text does not have the quote.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain, places = _folded(text)
    found = _found(quote, plain)
    if found is None:
        return None
    start, end = places[found[0]], places[found[1] - 1] + 1
    first, last = _around(text, start, end)
    before, after = _one_line(text[first:start]).lstrip(), _one_line(text[end:last]).rstrip()
    return Context(before, _one_line(text[start:end]), after)


def _folded(text: str) -> tuple[str, list[int]]:
    """Give the text in the form in which quotes are compared, and for each character of it where it comes from."""
    kept: list[str] = []
    places: list[int] = []
    for place, one in enumerate(text):
        if one.isspace():
            if kept and kept[-1] != " ":
                kept.append(" ")
                places.append(place)
            continue
        for folded in normalised(one):
            kept.append(folded)
            places.append(place)
    return "".join(kept), places


def _found(quote: str, plain: str) -> tuple[int, int] | None:
    """Find the first run of whole words that is the quote: half-open offsets in the folded text."""
    wanted = normalised(quote)
    start = plain.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if occurs(quote, plain[max(start - 2, 0) : end + 2]):
            return start, end
        start = plain.find(wanted, start + 1)
    return None


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the half-open offsets of the paragraphs, or of the lines of a very long one, that a span lies in."""
    for pattern in (_PARAGRAPH, _LINE):
        touched = [one.span() for one in pattern.finditer(text) if one.start() < end and one.end() > start]
        first, last = min(touched)[0], max(touched)[1]
        if last - first <= _LONGEST:
            break
    return first, last


def _one_line(text: str) -> str:
    """Make each run of white space one blank, at the ends too: words may stand on both sides of them."""
    return re.sub(r"\s+", " ", text)
