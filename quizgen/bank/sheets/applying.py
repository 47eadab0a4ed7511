"""The edits of a sheet put into the bank's files, as many as leave the bank without a new error."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from quizgen.bank.checks import check
from quizgen.bank.heads import head
from quizgen.bank.newly import newly
from quizgen.bank.patching import PatchError, append_entries
from quizgen.bank.reading import Placed, Reading, read_bank
from quizgen.bank.revising import revise
from quizgen.bank.sheets.columns import ID
from quizgen.bank.sheets.comparing import Comparison, Edit
from quizgen.bank.sheets.entries import column_of, texts_of
from quizgen.bank.sheets.taking import Taken
from quizgen.model.item import Item
from quizgen.problems import Problem


@dataclass(frozen=True, slots=True)
class Applied:
    """The files that change, by path within the bank folder, the edits in them, and the bank read with them."""

    files: Mapping[str, bytes]
    edits: Sequence[Edit]
    after: Reading
    problems: Sequence[Problem]
    """What the check says of the bank with them."""
    new: Sequence[Problem]
    """Those of them that it did not say before."""


def apply(taken: Taken, reading: Reading, comparison: Comparison) -> Applied:
    """Put in the edits of a sheet; those that cannot be, or that the check has errors against, are refused by cell.

    Refused rows and their Problems are added to the comparison. If errors remain that no row can be blamed for, all
    are refused.
    """
    before = check(reading) if comparison.edits else []
    edits = list(comparison.edits)
    while True:
        files, refused = _patched(reading, edits)
        after = read_bank(reading.files._replace(yaml={**reading.files.yaml, **files})) if files else reading
        problems = check(after) if files else before
        new = newly(before, problems)
        errors = [problem for problem in new if problem.is_error]
        if not refused:
            refused = _Blame(taken, after, edits).of(errors)
        if not refused:
            break
        for edit in edits:
            if edit.id in refused:
                comparison.refuse(edit.row.number, refused[edit.id])
        edits = [edit for edit in edits if edit.id not in refused]
    return Applied(files, edits, after, problems, new)


def _patched(reading: Reading, edits: Sequence[Edit]) -> tuple[dict[str, bytes], dict[str, list[Problem]]]:
    """Give the files with the edits in them, and by id why edits could not be put in."""
    files: dict[str, bytes] = {}
    refused: dict[str, list[Problem]] = {}
    for path, group in groupby(sorted(edits, key=lambda edit: edit.path), lambda edit: edit.path):
        of_file = list(group)
        shown, old = reading.path(path), reading.files.yaml.get(path)
        data = old or head(path).encode()
        try:
            changed = {edit.id: edit.entry for edit in of_file if not edit.is_new}
            if changed:
                data, reasons = revise(data, shown, changed)
                refused |= {name: [problem] for name, problem in reasons.items()}
            data = append_entries(data, shown, [edit.entry for edit in of_file if edit.is_new])
        except PatchError as error:
            refused |= {edit.id: [error.problem] for edit in of_file if edit.id not in refused}
            continue
        if data != old:
            files[path] = data
    return files, refused


class _Blame:
    """Finds the cell that a new error of the bank comes from."""

    def __init__(self, taken: Taken, after: Reading, edits: Sequence[Edit]) -> None:
        self.taken = taken
        self.edits = {edit.id: edit for edit in edits}
        self.begins: dict[str, list[tuple[int, Placed[Item]]]] = {}
        for one in after.items:
            self.begins.setdefault(one.path, []).append((one.at().line, one))

    def of(self, errors: Sequence[Problem]) -> dict[str, list[Problem]]:
        """Give errors by the id of the edited item that they stand in, placed at cells; all at all edits if in none."""
        found: dict[str, list[Problem]] = {}
        for problem in errors:
            item = self._item(problem)
            if item is not None and item.record.id in self.edits:
                found.setdefault(item.record.id, []).append(self._at_cell(problem, item.record))
        if errors and not found:
            return {name: list(errors) if number == 0 else [] for number, name in enumerate(self.edits)}
        return found

    def _item(self, problem: Problem) -> Placed[Item] | None:
        begins = self.begins.get(problem.place.path, [])
        number = bisect_right([line for line, _ in begins], problem.place.line)
        return begins[number - 1][1] if number else None

    def _at_cell(self, problem: Problem, item: Item) -> Problem:
        at = problem.place.line, problem.place.col
        paths = [path for path, text in texts_of(item) if (text.line, text.col) == at]
        column = column_of(paths[0]) if paths else ID.name
        return Problem(self.taken.place(self.edits[item.id].row.number, column), problem.code, problem.words)
