"""An item as the lints see it: for each language its words and the stems that give something away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from quizgen.bank.lints.words import WordLists, word_lists
from quizgen.bank.reading import Placed
from quizgen.bank.stems import stem as indonesian_stem
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.words import Language
from quizgen.problems import Problem

LANGUAGES: tuple[Language, ...] = ("id", "en")

_BETWEEN_WORDS = '".,;:!?()[]{}/`*_'
_ASCII = bytes.maketrans(_BETWEEN_WORDS.encode(), b" " * len(_BETWEEN_WORDS))
_OTHERS = {ord(sign): " " for sign in f"{_BETWEEN_WORDS}“”„…–—‘"} | {ord("’"): "'"}
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ENGLISH_ENDINGS = (
    ("'s", ""), ("’s", ""), ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ings", ""), ("ing", ""), ("ed", ""),
    ("es", "e"), ("ss", "ss"), ("s", ""), ("ly", ""),
)  # fmt: skip


class Said(NamedTuple):
    """One option in one language; words are in lower case, without punctuation, stems those that say something."""

    letter: str
    text: str
    is_key: bool
    words: list[str]
    stems: set[str]


class Side(NamedTuple):
    """One language of an item."""

    language: Language
    lists: WordLists
    stem: str
    words: list[str]
    options: list[Said]
    keys: list[Said]
    distractors: list[Said]

    @property
    def question(self) -> str:
        """The last sentence of the stem, what is quoted in it left out."""
        sentences = _SENTENCE.split(_QUOTED.sub('""', self.stem).strip())
        return next((one for one in reversed(sentences) if "?" in one), sentences[-1])

    def telling(self, words: Iterable[str]) -> set[str]:
        """Give the stems of those words that say something of their own."""
        return _telling(_STEMS[self.language], words)


class View(NamedTuple):
    """An item with its rules (those that could be read) and its two languages."""

    one: Placed[Item]
    rules: tuple[Rule, ...]
    sides: tuple[Side, Side]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.one.record

    def flaw(self, code: str, text: object, **words: str) -> Problem:
        """Make the Problem of a flaw at a text of the item."""
        return Problem(self.one.at(text), code, words)


class Asked(NamedTuple):
    """What is kept of an item to compare it with others: the words that it asks with, in Indonesian."""

    one: Placed[Item]
    rule: Rule | None
    """The first rule; None where it could not be read."""
    words: tuple[str, ...]

    @property
    def item(self) -> Item:
        """The item itself."""
        return self.one.record


def view(one: Placed[Item], rules: tuple[Rule, ...]) -> View:
    """Look at an item."""
    return View(one, rules, (_side(one.record, "id"), _side(one.record, "en")))


def words_of(text: str) -> list[str]:
    """Give the words of a text in lower case; hyphens and apostrophes belong to a word."""
    folded = text.lower()
    if folded.isascii():  # three times as quick, and nearly all texts are
        return folded.encode("ascii").translate(_ASCII).decode("ascii").split()
    return folded.translate(_OTHERS).split()


def _side(item: Item, language: Language) -> Side:
    key, stems = item.key, _STEMS[language]
    keys = (key,) if isinstance(key, str) else key
    said: list[Said] = []
    right: list[Said] = []
    wrong: list[Said] = []
    for letter, option in item.options.items():
        text = option.id if language == "id" else option.en
        words = words_of(text)
        one = Said(letter, text, letter in keys, words, _telling(stems, words))
        said.append(one)
        (right if one.is_key else wrong).append(one)
    stem = item.stem.id if language == "id" else item.stem.en
    return Side(language, word_lists(language), stem, words_of(stem), said, right, wrong)


def _telling(stems: _Stems, words: Iterable[str]) -> set[str]:
    made = set(map(stems.__getitem__, words))
    made.discard("")
    return made


class _Stems(dict[str, str]):
    """The stem of each word that was met, empty for a word that gives nothing away; a word is stemmed once."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language = language

    def __missing__(self, word: str) -> str:
        self[word] = found = _stem_or_nothing(self.language, word)
        return found


_STEMS: dict[Language, _Stems] = {language: _Stems(language) for language in LANGUAGES}


def _stem_or_nothing(language: Language, word: str) -> str:
    """Give the stem of a word; empty for a word that gives nothing away."""
    if word in word_lists(language).idle or len(word) < 3 or word[0].isdigit():
        return ""
    if language == "en":
        return english_stem(word)
    stem = indonesian_stem(word)
    return "" if stem in _idle_stems() else stem


@cache
def _idle_stems() -> frozenset[str]:
    return frozenset(indonesian_stem(word) for word in word_lists("id").idle if len(word) > 4)


def english_stem(word: str) -> str:
    """Give one form for the forms of an English word; it is for comparing, never for showing."""
    for ending, rest in _ENGLISH_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending) + rest
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word
