"""One import of a workbook: what it changes is shown, asked about, written and checked; nothing of it is lost.

A row is taken whole or not at all. Rows that cannot be taken are named cell by cell and stay in the workbook; the
others are written. What was written before is no change any more, so the workbook, mended, is simply imported again.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quizgen.bank.checks import check
from quizgen.bank.patching import as_yaml
from quizgen.bank.reading import Reading, read_bank
from quizgen.bank.sheets.applying import Applied, apply
from quizgen.bank.sheets.columns import columns
from quizgen.bank.sheets.comparing import Edit, compare
from quizgen.bank.sheets.grid import Sheet
from quizgen.bank.sheets.taking import Taken, take
from quizgen.cli.check import summary
from quizgen.cli.voice import language, tell, tell_problems
from quizgen.edits import keep_beside, write_unchanged
from quizgen.files import bank_files
from quizgen.language import LANGUAGES, say
from quizgen.problems import Place, Problem
from quizgen.spreadsheets.reading import Workbook
from quizgen.spreadsheets.titles import IDS
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, LESS_THAN_ASKED, LOCKED, Stop
from quizgen.terminal.console import printable
from quizgen.workspace import shown_path, workspace_bank

_CONFLICT = "E433"
_MANY = 12
"""Ids that a message names at the most."""


class SheetSession:
    """Imports one workbook into the bank of the workspace."""

    def __init__(self, path: Path) -> None:
        """Open both; raises Stop where one cannot be read, and OSError."""
        self.path = path
        if not path.is_file():
            raise Stop(BAD_INPUT, "sheet.no_file", path=path)
        gc.set_threshold(1_000_000)  # all that is read stays
        self.bank = workspace_bank(Path.cwd())
        self.taken, exported = _taken(path)
        self.reading = _whole(self.bank)
        self.comparison = compare(self.taken, self.reading, exported, language())

    def run(self, *, without_asking: bool, dry_run: bool) -> int:
        """Show what the workbook changes, and write it if that is wished; gives the exit code. Raises Stop."""
        applied = apply(self.taken, self.reading, self.comparison)
        self._show(applied)
        if not applied.edits:
            return self._ended(applied)
        if not dry_run:
            if not without_asking and not _wanted():
                return DONE if _can_ask() else BAD_USAGE
            self._write(applied)
        self._tell_check(applied)
        return self._ended(applied)

    def _show(self, applied: Applied) -> None:
        """Write the changes to stdout, what cannot be taken to stderr."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        for line in _diff(applied.edits, self.taken, self.reading):
            print(printable(line, encoding))
        sys.stdout.flush()
        tell_problems(map(_printable, dict.fromkeys(self.comparison.problems)))
        if self.taken.head.unknown:
            tell("sheet.unknown_columns", columns=printable(", ".join(self.taken.head.unknown)))
        if left_out := self.comparison.left_out:
            tell("sheet.left_out", count=len(left_out), ids=_named(left_out))
        if applied.edits or self.comparison.problems:
            new = sum(edit.is_new for edit in applied.edits)
            counts = {"changed": len(applied.edits) - new, "new": new, "refused": len(self.comparison.refused)}
            tell("sheet.summary", **counts)
        else:
            print(say(language(), "sheet.nothing"), flush=True)

    def _write(self, applied: Applied) -> None:
        """Write all files or none; where one is not as it was read, keep all beside. Raises Stop."""
        files = {self.bank / path: (self.reading.files.yaml.get(path), data) for path, data in applied.files.items()}
        try:
            write_unchanged(files)
        except Stop as stop:
            if stop.code != LOCKED:
                raise
            kept = [shown_path(keep_beside(path, after)) for path, (_, after) in files.items()]
            paths = ", ".join(map(shown_path, files))
            raise Stop(LOCKED, "sheet.conflict", paths=paths, kept=", ".join(kept)) from stop
        paths = ", ".join(self.reading.path(path) for path in sorted(applied.files))
        print(say(language(), "sheet.written", paths=paths), flush=True)
        if new := [edit.id for edit in applied.edits if edit.is_new]:
            tell("sheet.export_again", ids=_named(new))

    def _tell_check(self, applied: Applied) -> None:
        """Tell what the check says of the files that changed, and newly of others."""
        shown = {self.reading.path(path) for path in applied.files}
        tell_problems(one for one in applied.problems if one.place.path in shown or one in applied.new)
        print(summary(applied.after, applied.problems), file=sys.stderr)

    def _ended(self, applied: Applied) -> int:
        """Give the exit code, and say what is left to do where not all was taken."""
        problems, refused = self.comparison.problems, len(self.comparison.refused)
        if not problems:
            return DONE
        if applied.edits:
            tell("sheet.part", refused=refused, path=self.path)
            return LESS_THAN_ASKED
        tell("sheet.none", path=self.path)
        return LOCKED if all(problem.code == _CONFLICT for problem in problems) else BAD_INPUT


def _taken(path: Path) -> tuple[Taken, list[str]]:
    """Read the sheet of items, and the ids that were exported; raises Stop where there is no such sheet."""
    book = Workbook(path)
    titles = [say(lang, "sheet.title.items").casefold() for lang in LANGUAGES]
    taken = take(book.sheets(titles))
    if taken is None:
        named = ", ".join(title for title in book.parts if title != IDS)
        raise Stop(BAD_INPUT, "sheet.no_items", path=path, titles=printable(named))
    return taken, list(_ids(book.sheet(IDS))) if IDS in book.parts else []


def _ids(sheet: Sheet) -> Iterator[str]:
    """Give the ids that a workbook was made with."""
    for number in sorted(sheet.rows):
        if isinstance(name := sheet.rows[number].get(1), str):
            yield name


def _whole(bank: Path) -> Reading:
    """Read the bank; raises Stop where its settings cannot be read."""
    reading = read_bank(bank_files(bank))
    if reading.settings is None:
        errors = [problem for problem in check(reading) if problem.is_error]
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    return reading


def _diff(edits: Iterable[Edit], taken: Taken, reading: Reading) -> Iterator[str]:
    """Give the lines that show what edits change, cell by cell, and new items as they will be written."""
    titles = {column.name: column.title(language()) for column in columns()}
    for edit in edits:
        path = reading.path(edit.path)
        if edit.is_new:
            yield say(language(), "sheet.diff.new", id=edit.id, row=edit.row.number, path=path)
            yield from (f"  + {line}" for line in as_yaml(edit.entry).splitlines())
        else:
            yield say(language(), "sheet.diff.changed", id=edit.id, path=path)
        for change in edit.changes:
            yield f"  {taken.place(edit.row.number, change.column)} {titles[change.column]}"
            yield from (f"    - {line}" for line in change.before.splitlines())
            yield from (f"    + {line}" for line in change.after.splitlines())
        if edit.version:
            before = str(int(edit.version) - 1)
            yield f"  {say(language(), 'sheet.diff.version', before=before, after=edit.version)}"


def _printable(problem: Problem) -> Problem:
    """Give a problem whose words, which may come from anybody's workbook, do nothing to a terminal."""
    words = {name: printable(word) for name, word in problem.words.items()}
    return Problem(Place(printable(problem.place.path), problem.place.line, problem.place.col), problem.code, words)


def _named(ids: Sequence[str]) -> str:
    return printable(", ".join(ids[:_MANY]) + (" ..." if len(ids) > _MANY else ""))


def _can_ask() -> bool:
    return bool(sys.stdin and sys.stdin.isatty())


def _wanted() -> bool:
    """Ask whether to write; says so where there is nobody to ask."""
    if not _can_ask():
        tell("sheet.not_asked")
        return False
    sys.stderr.write(say(language(), "sheet.ask"))
    sys.stderr.flush()
    typed = sys.stdin.readline().strip().casefold()
    if typed in say(language(), "workbench.words.yes").split(", "):
        return True
    tell("sheet.left")
    return False
