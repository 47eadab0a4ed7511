"""What an Indonesian text is about, as a set of concepts: content words, their forms folded together."""

from __future__ import annotations

import re
from functools import lru_cache

from quizgen.draft.lore import Lore

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_TAIL_CLAUSE = re.compile(r",? (?:tanpa|sebatas|kecuali|asalkan|juga bila|walau|meski)\b.*", re.I)
_PREFIX = re.compile(
    r"^(?:mem(?=[bfp])|men(?=[cdjt])|meng|meny|me|ber|ter|di|ke|pem(?=[bp])|pen(?=[cdjt])|peng|per|pe|se)"
)
_SUFFIX = re.compile(r"(?:kan|an|i|nya|lah|kah|pun)$")


def concepts(text: str, lore: Lore) -> frozenset[str]:
    """Give the concepts of an Indonesian text; words that tell nothing about an act are left out."""
    words = (_folded(word, lore) for word in _WORD.findall(text.lower()))
    return frozenset(word for word in words if word)


def core_of(act: str) -> str:
    """Give an act without the clause that limits it: `membantu keluarga, tanpa ...` is `membantu keluarga`."""
    return _TAIL_CLAUSE.sub("", act)


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Give the share of the smaller set that is in the other, 0 to 1; 0 where one is empty."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def _folded(word: str, lore: Lore) -> str:
    if word in lore.words["empty"]:
        return ""
    if word in lore.families:
        return lore.families[word]
    stem = _stem(word)
    return "" if stem in lore.words["empty"] else lore.families.get(stem, stem)


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Take off a suffix and a prefix where at least four letters stay; consistent rather than right."""
    for affix in (_SUFFIX, _PREFIX):
        shorter = affix.sub("", word)
        word = shorter if len(shorter) >= 4 else word
    return word
