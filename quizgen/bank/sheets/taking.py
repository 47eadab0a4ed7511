"""The sheet of items found in a workbook, its columns by their heads, and its rows as texts or Problems by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.bank.sheets.columns import ID, MARK, TOPIC, Column, by_title, columns, folded_title
from quizgen.bank.sheets.grid import Odd, Sheet, cell_name, cell_place
from quizgen.bank.sheets.rows import Mark, read_mark
from quizgen.problems import Place, Problem

_HEAD_WITHIN = 20
"""Rows at the top in which the heads of the columns are looked for."""
_LEAST_HEADS = 3
_WHOLE = re.compile(r"-?[0-9]+(?:\.0*)?")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns are: the row of their heads, and the number of each column by its name."""

    row: int
    at: Mapping[str, int]
    unknown: Sequence[str] = ()
    twice: Sequence[Problem] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: its number, what its cells say by the column's name, its mark, and what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    mark: Mark | None
    problems: list[Problem] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True where it says nothing of an item."""
        return not any(text.strip() for name, text in self.cells.items() if name != TOPIC.name)


@dataclass(frozen=True, slots=True)
class Taken:
    """The sheet of items with its head and its rows."""

    sheet: Sheet
    head: Head
    rows: Sequence[Row]

    def place(self, row: int, column: str) -> Place:
        """Give the place of a cell by its column's name; of a column that the sheet lacks, that of the id."""
        return cell_place(self.sheet, row, self.head.at.get(column, self.head.at[ID.name]))


def take(sheets: Iterable[Sheet]) -> Taken | None:
    """Take the rows of the first sheet that has the heads of items; None where there is none."""
    for sheet in sheets:
        if head := _head(sheet):
            rows = [_row(sheet, head, number) for number in sorted(sheet.rows) if number > head.row]
            return Taken(sheet, head, rows)
    return None


def _head(sheet: Sheet) -> Head | None:
    """Find the row that has the head of the ids and further ones that are known."""
    for number in sorted(sheet.rows)[:_HEAD_WITHIN]:
        cells = sheet.rows[number]
        known = {at: _column(cell) for at, cell in sorted(cells.items())}
        found = [column.name for column in known.values() if column]
        if ID.name in found and len(set(found)) >= _LEAST_HEADS:
            return _head_of(sheet, number, known)
    return None


def _head_of(sheet: Sheet, row: int, known: Mapping[int, Column | None]) -> Head:
    at: dict[str, int] = {}
    unknown, twice = [], []
    for number, column in known.items():
        cell = sheet.rows[row][number]
        title = cell.shown if isinstance(cell, Odd) else " ".join(cell.split())
        if column is None:
            unknown.append(f"{title} ({cell_name(row, number)})")
        elif column.name in at:
            first = cell_name(row, at[column.name])
            twice.append(Problem(cell_place(sheet, row, number), "E437", {"column": title, "first": first}))
        else:
            at[column.name] = number
    return Head(row, at, [one for one in unknown if one.strip()], twice)


def _column(cell: str | Odd) -> Column | None:
    return None if isinstance(cell, Odd) else by_title().get(folded_title(cell))


def _row(sheet: Sheet, head: Head, number: int) -> Row:
    cells: dict[str, str] = {}
    problems = list(_merged(sheet, head, number))
    for column in columns():
        at = head.at.get(column.name)
        if at is None:
            continue
        cell = sheet.rows[number].get(at, "")
        text = _text(column, cell) if isinstance(cell, Odd) else cell
        if text is None:
            assert isinstance(cell, Odd)
            words = {"kind": f"@cell.{cell.kind}", "shown": cell.shown[:40]}
            problems.append(Problem(cell_place(sheet, number, at), "E432", words))
        cells[column.name] = cell.shown if text is None and isinstance(cell, Odd) else text or ""
    return Row(number, cells, read_mark(cells.pop(MARK.name, "")), problems)


def _text(column: Column, cell: Odd) -> str | None:
    """Give a cell that is no text as the text that it stands for without doubt; None where there is a doubt."""
    if cell.kind == "number" and _WHOLE.fullmatch(cell.shown):
        return cell.shown.partition(".")[0]
    if cell.kind == "truth" and column.name == "scenario":
        return cell.shown.casefold()
    return cell.shown if column in (TOPIC, MARK) else None


def _merged(sheet: Sheet, head: Head, row: int) -> Iterator[Problem]:
    """Refuse cells of an item that were merged: all but one of them lost what they held."""
    for area in sheet.merged:
        if area.top <= row <= area.bottom and any(area.left <= at <= area.right for at in head.at.values()):
            whole = f"{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"
            yield Problem(cell_place(sheet, row, area.left), "E436", {"range": whole})
