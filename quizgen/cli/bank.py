"""`quizgen bank`: the items as a workbook, and a workbook's changes back into the bank."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.voice import language, tell, text
from quizgen.language import say

_SUFFIX = ".xlsx"


def export_(
    path: Annotated[Path, typer.Argument(metavar="BANK.xlsx", help=say(language(), "sheet.help.export"))],
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Write the items to a workbook."""
    from quizgen.bank.checks import check
    from quizgen.bank.reading import read_bank
    from quizgen.files import bank_files, find_bank, shipped_bank, write_whole
    from quizgen.spreadsheets.writing import workbook
    from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop

    if path.suffix.lower() != _SUFFIX:
        raise Stop(BAD_USAGE, "sheet.name", path=path)
    bank = find_bank(Path.cwd())
    if bank is None:
        tell("workbench.shipped")
    reading = read_bank(bank_files(bank or shipped_bank()))
    if reading.settings is None:
        errors = [problem for problem in check(reading) if problem.is_error]
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    made, count = workbook(reading, language())
    if path.exists() and (not path.is_file() or path.read_bytes() != made):
        raise Stop(BAD_INPUT, "sheet.new_name", path=path)
    write_whole(path, made)
    if reading.problems:
        tell("sheet.unread", count=len(reading.problems))
    print(say(language(), "sheet.exported", count=count, path=path), flush=True)
    return DONE


def import_(
    path: Annotated[Path, typer.Argument(metavar="BANK.xlsx", help=say(language(), "sheet.help.import"))],
    yes: Annotated[bool, typer.Option("--yes", help=say(language(), "sheet.help.yes"))] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say(language(), "sheet.help.dry_run"))] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Put the changes of a workbook into the bank."""
    from quizgen.cli.sheet_session import SheetSession

    return SheetSession(path).run(without_asking=yes, dry_run=dry_run)


PARTS = (export_, import_)
