"""A quote in its context: the paragraph of the stored source that holds it, with the quote marked."""

from __future__ import annotations

import re

from quizgen.verbatim import normalised

OPENS, CLOSES = ">>", "<<"
_BREAK = re.compile(r"\n[^\S\n]*\n|\n")


def quote_in_context(quote: str, text: str) -> str | None:
    """Give the paragraphs over which a quote runs, as one line with >> << about the quote; None where it is not there.

    A paragraph is a line of the text; a quote that goes on after a line end brings all its lines. What is shown is
    normalised as quotes are compared (quizgen.verbatim).
    """
    wanted = normalised(quote)
    blocks = [block for part in _BREAK.split(text) if (block := normalised(part))]
    whole = " ".join(blocks)
    start = whole.find(wanted) if wanted else -1
    if start < 0:
        return None
    end = start + len(wanted)
    first = last = at = 0
    for block in blocks:
        if at <= start:
            first = at
        if at < end:
            last = at + len(block)
        at += len(block) + 1
    return f"{whole[first:start]}{OPENS}{wanted}{CLOSES}{whole[end : max(last, end)]}"
