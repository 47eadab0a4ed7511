"""Words that may be longer than a line."""

from __future__ import annotations

import re

from markupsafe import Markup

LONG_WORD = 40
"""Characters from which on a word may not fit into the line of an option."""


def breakable(text: str) -> Markup:
    """Escape a text, and let a word that may be longer than a line break where the line ends."""
    return Markup("").join(_long_word(part) if len(part) > LONG_WORD else part for part in re.split(r"(\s+)", text))


def _long_word(word: str) -> str:
    return word if word.isspace() else Markup('<span class="long">{}</span>').format(word)
