"""Who takes a quiz: a name or code of their own choice, or nobody; never a number that tells who a person is."""

from __future__ import annotations

import unicodedata
from typing import Literal

LONGEST = 60
"""Characters of a name or code."""
NOBODY = ("", "-", "anonim", "anonymous", "nobody")
"""Ways to say that nobody is to be named, in small letters."""
_TELLING = 15
"""Digits in a row from which a number tells who a person is: NPWP has 15, NIK 16, NIP 18."""

Refused = Literal["number", "long", "unprintable"]


def plain_name(text: str) -> str:
    """Give a name or code in one form: white space evened out, NFC; empty for each way to say nobody."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    return "" if name.casefold() in NOBODY else name


def refused(name: str) -> Refused | None:
    """Tell why a name or code is not taken: a personal number in any spelling, too long, or signs not to be seen."""
    marks = [one for one in unicodedata.normalize("NFKC", name) if one.isalnum()]
    run = longest = 0
    for mark in marks:
        run = run + 1 if mark.isdigit() else 0
        longest = max(longest, run)
    if longest >= _TELLING:
        return "number"
    if len(name) > LONGEST:
        return "long"
    return None if name.isprintable() else "unprintable"


def same(one: str, other: str) -> bool:
    """Tell whether two names are meant to be the same: capitals, width and spacing do not count."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", plain_name(name)).casefold().split())
