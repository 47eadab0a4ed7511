"""A workbook as it was read: sheets of cells by row and column, both 1-based."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from quizgen.problems import Place

OddKind = Literal["formula", "number", "date", "truth", "error"]


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that holds no text; `shown` is what is stored in it: a number, `TRUE`, `=A1`, `#REF!`."""

    kind: OddKind
    shown: str


class Area(NamedTuple):
    """Cells that were merged into one, all four ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its cells that are not empty, by row and column."""

    title: str
    rows: Mapping[int, Mapping[int, str | Odd]]
    merged: Sequence[Area] = field(default=())


def cell_name(row: int, column: int) -> str:
    """Name a cell as spreadsheets do: `F12`."""
    letters = ""
    while column:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return f"{letters}{row}"


def cell_place(sheet: Sheet, row: int, column: int) -> Place:
    """Give the place of a cell: `Butir!F12`."""
    return Place(f"{sheet.title}!{cell_name(row, column)}")
