"""What a good item keeps to; a draft that breaks one of these is worded otherwise or dropped.

Source: the item-writing flaws that the literature on multiple-choice items names most often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizgen.draft.concepts import concepts
from quizgen.draft.lore import Lore
from quizgen.draft.sketch import Choice
from quizgen.model.words import Bilingual, Language
from quizgen.verbatim import normalised

STEM_WORDS, OPTION_WORDS, COPIED_WORDS = 40, 18, 12
KEY_LENGTH, UNEVEN = 1.25, 2.2
LANGUAGES: tuple[Language, ...] = ("id", "en")
_ALL_OR_NONE = re.compile(
    r"\b(?:semua(?:nya)?|tidak ada(?: yang)?|all|none)(?: of)?(?: di atas| jawaban| the above)?"
    r" (?:benar|salah|correct)",
    re.I,
)


def broken(
    stem: Bilingual, key: Choice | None, wrong: Sequence[Choice], quotes: Sequence[str], lore: Lore, said: str = ""
) -> list[str]:
    """Give the names of the limits that a draft breaks, none where it may be shown to a person.

    `said` is what its rules say: an absolute word of theirs may stand in the key.
    """
    found = set(_stem(stem, quotes))
    if key is not None:
        found.update(_options([key, *wrong], quotes, lore, said))
        found.update(_key(stem, key, wrong, lore))
    return sorted(found)


def _stem(stem: Bilingual, quotes: Sequence[str]) -> Iterator[str]:
    for language in LANGUAGES:
        if len(stem[language].split()) > STEM_WORDS:
            yield "long-stem"
        if not stem[language].strip() or "{" in stem[language]:
            yield "empty"
        if stem[language].count('"') > 2:
            yield "nested-quotes"
    if any(_copied(stem.id, quote) for quote in quotes):
        yield "copied"


def _options(options: Sequence[Choice], quotes: Sequence[str], lore: Lore, said: str) -> Iterator[str]:
    own = lore.words["absolute"] & set(re.findall(r"\w+", said.lower()))
    for language in LANGUAGES:
        texts = [one.text[language] for one in options]
        if len({_folded(text) for text in texts}) < len(texts):
            yield "equal"
        if any(not text.strip() or "{" in text for text in texts):
            yield "empty"
        if any(len(text.split()) > OPTION_WORDS for text in texts):
            yield "long-option"
        if max(map(len, texts)) > UNEVEN * max(min(map(len, texts)), 1):
            yield "uneven"
        if any(_ALL_OR_NONE.search(text) for text in texts):
            yield "all-or-none"
    for one in options:
        found = lore.words["absolute"] & set(re.findall(r"\w+", one.text.id.lower()))
        if found - (own if one is options[0] else set()):
            yield "absolute"
        if any(_copied(one.text.id, quote) for quote in quotes):
            yield "copied"


def _key(stem: Bilingual, key: Choice, wrong: Sequence[Choice], lore: Lore) -> Iterator[str]:
    """The key is not given away by its length, nor by a word that it alone shares with the stem."""
    for language in LANGUAGES:
        mean = sum(len(one.text[language]) for one in wrong) / max(len(wrong), 1)
        if len(key.text[language]) > KEY_LENGTH * mean:
            yield "long-key"
    shared = concepts(stem.id, lore) & concepts(key.text.id, lore)
    if any(all(word not in concepts(one.text.id, lore) for one in wrong) for word in shared):
        yield "clang"


def _copied(text: str, quote: str) -> bool:
    """Tell whether more than twelve words in a row are those of a quote."""
    words = normalised(text).lower().split()
    long = normalised(quote).lower()
    length = COPIED_WORDS + 1
    return any(" ".join(words[at : at + length]) in long for at in range(len(words) - length + 1))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(" .")
