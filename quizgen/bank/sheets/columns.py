"""The columns of the sheet of items: one for each text of an item that an editor can change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quizgen.language import LANGUAGES, say
from quizgen.model.item import Item

LETTERS = "abcdefgh"
"""The letters that options can have."""
FEWEST_OPTIONS = 4
"""Options for which a sheet has columns though no item has so many."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `path` are the keys that lead to its text in an item; `topic` and `mark` are not part of one."""

    path: tuple[str, ...]

    @property
    def name(self) -> str:
        """The keys joined by points, as in `options.a.rationale.id`."""
        return ".".join(self.path)

    def title(self, language: str) -> str:
        """Give what stands at the head of the column."""
        return say(language, f"sheet.column.{self._general}", letter=self._letter)

    def note(self, language: str) -> str:
        """Give the note that explains the column."""
        return say(language, f"sheet.note.{self._general}", letter=self._letter)

    @property
    def _letter(self) -> str:
        return self.path[1] if self.path[0] == "options" else ""

    @property
    def _general(self) -> str:
        return ".".join(("option", *self.path[2:]) if self.path[0] == "options" else self.path)


def _both(*path: str) -> list[Column]:
    return [Column((*path, language)) for language in LANGUAGES]


TOPIC, MARK, ID = Column(("topic",)), Column(("mark",)), Column(("id",))

_BEGIN = (
    ID,
    *map(Column, (("status",), ("version",), ("topic",), ("rules",), ("kind",), ("level",), ("scenario",))),
    *_both("stem"),
    Column(("key",)),
)
_END = (
    *_both("rationale"), *_both("distractor_rationale"), *_both("discussion"), Column(("accept",)), Column(("reason",)),
    MARK,
)  # fmt: skip


@cache
def columns(options: int = len(LETTERS)) -> tuple[Column, ...]:
    """Give the columns in their order, with those of so many options."""
    of_options = [
        column
        for letter in LETTERS[:options]
        for column in (*_both("options", letter), *_both("options", letter, "rationale"))
    ]
    return (*_BEGIN, *of_options, *_END)


@cache
def by_title() -> Mapping[str, Column]:
    """Give the columns by what may stand at their head, folded: their titles in each language, or their names."""
    found = {column.name: column for column in columns()}
    for language in LANGUAGES:
        found |= {folded_title(column.title(language)): column for column in columns()}
    return found


def folded_title(text: str) -> str:
    """Fold what does not make two heads of a column different: case and white space."""
    return " ".join(text.split()).casefold()


def of_item() -> frozenset[str]:
    """Give the keys of an item that columns cover; a test compares them with the model."""
    return frozenset(column.path[0] for column in columns()) - {"topic", "mark"}


def all_keys() -> frozenset[str]:
    """Give all keys of an item."""
    return frozenset(Item.__struct_fields__)
