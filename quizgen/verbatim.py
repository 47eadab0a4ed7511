"""When a quote counts as verbatim: equal to a run of the source's text after one fixed, documented normalisation.

The normalisation folds only what a keyboard, an editor or a copy through the clipboard changes without changing a word:

1. Unicode NFC (a letter and its combining accent are the composed letter);
2. a run of white space, no-break and line-break characters included, is one space;
3. typographic quotation marks and apostrophes are the straight ones; zero-width spaces are nothing.

Nothing is fuzzy: letters, case, digits, dashes and punctuation must be the same. A quote is a run of whole words: it
may not begin or end inside a word or a number (`Rp 1` is not a quote of `Rp 1.000`).
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'", "′": "'",
    }
)  # fmt: skip
_NOTHING = str.maketrans(dict.fromkeys("\u200b\u2060\ufeff"))
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9][.,][0-9]")
_HYPHENED = re.compile(r"\w-\w")


def normalised(text: str) -> str:
    """Give the text in the form in which quotes are compared."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text.translate(_NOTHING)).translate(_MARKS)).strip()


def occurs(quote: str, normalised_text: str) -> bool:
    """Tell whether the quote is a run of whole words of a text that was normalised before; an empty quote is not."""
    wanted = normalised(quote)
    if not any(letter.isalpha() for letter in wanted):
        return False
    start = normalised_text.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if not (_cuts_word(normalised_text, start) or _cuts_word(normalised_text, end)):
            return True
        start = normalised_text.find(wanted, start + 1)
    return False


def _cuts_word(text: str, at: int) -> bool:
    """Tell whether a boundary lies inside a word, before an accent, or inside a number such as `1.000`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if after.isalnum() and before.isalnum():
        return True
    if "-" in (before, after):  # calon-calon and non-ASN are one word each
        around = text[max(at - 2, 0) : at + 2]
        if _HYPHENED.search(around if before == "-" else text[at - 1 : at + 2]):
            return True
    return unicodedata.combining(after) > 0 or _NUMBER.search(text[max(at - 2, 0) : at + 2]) is not None
