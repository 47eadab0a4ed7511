"""Text for terminals and files whose encoding lacks some of its characters: close ASCII, and never a fault."""

from __future__ import annotations

import codecs
import unicodedata

_CLOSE = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "′": "'", "″": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "...", "·": "-", "•": "*", "×": "x", "→": "->",
    "≤": "<=", "≥": ">=", "½": "1/2", "€": "EUR", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip

ERRORS = "quizgen-plain"
"""The name under which streams and `str.encode` find what is done here."""


def plain(text: str, encoding: str) -> str:
    """Give a text with close ASCII, or `?`, for the characters that an encoding lacks."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one if _has(encoding, one) else _close(one) for one in text)
    return text


def _has(encoding: str, character: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _close(character: str) -> str:
    """Give ASCII that looks like a character: from the list, else the letter without its accents, else `?`."""
    if (listed := _CLOSE.get(character)) is not None:
        return listed
    letters = (one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    folded = "".join(one for one in letters if one.isascii())
    return folded or "?"


def _replace(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_close(character) for character in error.object[error.start : error.end]), error.end


codecs.register_error(ERRORS, _replace)
