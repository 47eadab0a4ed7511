"""`quizgen check`: all that is wrong with a bank, all at once."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.checks import check as check_bank
from quizgen.bank.day_checks import dropping_out, from_the_future
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.form_choice import today
from quizgen.cli.voice import language, tell, text
from quizgen.dates import iso
from quizgen.files import bank_files, find_bank, shipped_bank
from quizgen.form_keys import changed_keys
from quizgen.language import hint_of, lines_of, message_of, say
from quizgen.problems import Problem, by_place
from quizgen.stop import BAD_INPUT, BAD_USAGE, Stop
from quizgen.terminal.console import printable
from quizgen.workspace import stored_forms


class Format(StrEnum):
    """How problems are written to stdout."""

    text = "text"
    json = "json"
    github = "github"


def check(
    folder: Annotated[Path | None, typer.Argument(metavar=text("metavar.folder"), help=text("check.folder"))] = None,
    format: Annotated[Format, typer.Option("--format", help=text("check.format"), show_default=False)] = Format.text,
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar=say(language(), "quiz.help.metavar.date"), help=text("check.as_of"), show_default=False
        ),
    ] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Check a bank and write every problem, sorted by place; with a day also what is not in force then."""
    if as_of and iso(as_of) is None:
        raise Stop(BAD_USAGE, "bad_date", date=as_of)
    bank = find_bank(folder or Path.cwd())
    if bank is None and folder is not None:
        raise Stop(BAD_INPUT, "no_bank", folder=folder)
    if bank is None:
        tell("check.shipped")
    gc.set_threshold(1_000_000)  # all that is read stays; collecting takes a fifth of the time for nothing
    reading = read_bank(bank_files(bank or shipped_bank()))
    problems = [*check_bank(reading), *from_the_future(reading, today())]
    if bank is not None:
        problems += changed_keys(reading, stored_forms(bank.parent))
    dropped = list(dropping_out(reading, as_of)) if as_of else []
    problems = by_place([*problems, *dropped])
    print(_WRITERS[format](problems), end="", flush=True)
    if format is Format.text:
        print(summary(reading, problems), file=sys.stderr)
        if as_of:
            asked = sum(one.record.status == "approved" for one in reading.items)
            tell("check.on_day", day=as_of, used=asked - len(dropped), count=asked)
    return BAD_INPUT if any(problem.is_error for problem in problems) else 0


def summary(reading: Reading, problems: Sequence[Problem]) -> str:
    """Give the line that counts what was read and what is wrong."""
    errors = sum(problem.is_error for problem in problems)
    counts = {
        "sources": len(reading.sources),
        "rules": len(reading.rules),
        "items": len(reading.items),
        "errors": errors,
        "warnings": len(problems) - errors,
    }
    return text("check.summary.clean" if not problems else "check.summary", **counts)


def _as_text(problems: Sequence[Problem]) -> str:
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return "".join(printable(line, encoding) + "\n" for problem in problems for line in lines_of(language(), problem))


def _as_json(problems: Sequence[Problem]) -> str:
    import json

    rows = [
        {
            "file": problem.place.path,
            "line": problem.place.line,
            "col": problem.place.col,
            "code": problem.code,
            "severity": "error" if problem.is_error else "warning",
            "message": message_of(language(), problem),
            "hint": hint_of(language(), problem),
        }
        for problem in problems
    ]
    return json.dumps(rows, indent=1) + "\n"


def _as_github(problems: Sequence[Problem]) -> str:
    """Write workflow commands; their data escapes % and line ends, their properties also : and ,."""
    lines = []
    for problem in problems:
        at = problem.place
        place = f"file={_escaped(at.path, ':,')},line={max(at.line, 1)},col={max(at.col, 1)}"
        message = _escaped("\n".join([message_of(language(), problem), *_hint(problem)]))
        lines.append(f"::{'error' if problem.is_error else 'warning'} {place},title={problem.code}::{message}\n")
    return "".join(lines)


def _hint(problem: Problem) -> Iterator[str]:
    if hint := hint_of(language(), problem):
        yield say(language(), "problems.hint") + ": " + hint


def _escaped(words: str, further: str = "") -> str:
    for character in "%\r\n" + further:
        words = words.replace(character, f"%{ord(character):02X}")
    return words


_WRITERS: dict[Format, Callable[[Sequence[Problem]], str]] = {
    Format.text: _as_text,
    Format.json: _as_json,
    Format.github: _as_github,
}
