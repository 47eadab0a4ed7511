"""A bank's sheet of items in memory, changed cell by cell, and what becomes of it: without a file."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.bank.reading import Reading
from quizgen.bank.sheets.applying import Applied, apply
from quizgen.bank.sheets.columns import columns
from quizgen.bank.sheets.comparing import Comparison, compare
from quizgen.bank.sheets.grid import Area, Odd, Sheet
from quizgen.bank.sheets.rows import table_of
from quizgen.bank.sheets.taking import Taken, take
from quizgen.problems import Problem
from tests.tiny import reading_of

Cells = dict[int, dict[int, str | Odd]]


class Grid:
    """A sheet of items as it was exported; rows are 1-based, the first has the heads."""

    def __init__(self, reading: Reading | None = None, language: str = "id", title: str = "Butir") -> None:
        self.reading = reading or reading_of()
        self.language = language
        self.title = title
        self.merged: list[Area] = []
        table = table_of(self.reading, language)
        self.names = [column.name for column in table.columns]
        heads: dict[int, str | Odd] = {number: column.title(language) for number, column in enumerate(table.columns, 1)}
        self.rows: Cells = {1: heads}
        for number, row in enumerate(table.rows, 2):
            self.rows[number] = {at: row[name] for at, name in enumerate(self.names, 1) if name in row}

    def put(self, row: int, name: str, cell: str | Odd) -> Grid:
        """Put something into a cell; an empty text empties it."""
        cells = self.rows.setdefault(row, {})
        cells[self.names.index(name) + 1] = cell
        if cell == "":
            del cells[self.names.index(name) + 1]
        return self

    def add(self, cells: Mapping[str, str | Odd]) -> int:
        """Add a row and give its number."""
        row = max(self.rows) + 1
        for name, cell in cells.items():
            self.put(row, name, cell)
        return row

    def taken(self) -> Taken:
        taken = take([Sheet(self.title, self.rows, self.merged)])
        assert taken is not None
        return taken

    def compared(self, bank: Reading | None = None) -> Comparison:
        """Compare with the bank as it is now (None: as it was exported)."""
        exported = [one.record.id for one in self.reading.items]
        return compare(self.taken(), bank or self.reading, exported, self.language)

    def applied(self, bank: Reading | None = None) -> tuple[Comparison, Applied]:
        """Put the edits into the bank as it is now."""
        comparison = self.compared(bank)
        return comparison, apply(self.taken(), bank or self.reading, comparison)

    def problems(self, bank: Reading | None = None) -> list[Problem]:
        """Give all Problems of an import, each once."""
        comparison, _ = self.applied(bank)
        return [one for number, one in enumerate(comparison.problems) if one not in comparison.problems[:number]]


NEW_VERDICT = {
    "rules": "atribut-calon",
    "kind": "verdict",
    "level": "apply",
    "stem.id": "Anda ASN. Bolehkah Anda memakai topi calon di pasar?",
    "stem.en": "You are a civil servant. May you wear a candidate's cap at the market?",
    "key": "tidak",
    "rationale.id": "Sekda meminta ASN tidak memakai atribut calon.",
    "rationale.en": "The secretary asks ASN not to wear candidates' attributes.",
}
assert set(NEW_VERDICT) <= {column.name for column in columns()}
