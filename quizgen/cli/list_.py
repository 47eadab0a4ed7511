"""`quizgen list`: what is in a bank, one line each."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer

from quizgen.bank.listing import COLUMNS, FILTERS, Row, rows_of, wanted
from quizgen.bank.reading import Reading, read_bank
from quizgen.bank.shape import nearest
from quizgen.cli.voice import language, tell, text
from quizgen.files import bank_files, find_bank, shipped_bank
from quizgen.language import say
from quizgen.model.item import Kind as ItemKind
from quizgen.model.item import Level as ItemLevel
from quizgen.model.words import Status as RecordStatus
from quizgen.plain import plain
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop
from quizgen.terminal.console import printable, terminal_width
from quizgen.terminal.table import fitted


class What(StrEnum):
    """What is listed."""

    items = "items"
    rules = "rules"
    sources = "sources"
    instruments = "instruments"


class Format(StrEnum):
    """How the list is written to stdout."""

    table = "table"
    json = "json"
    csv = "csv"


def _help(key: str) -> str:
    return say(language(), f"workbench.help.list.{key}")


def list_(
    what: Annotated[What, typer.Option(help=_help("what"), show_default=False)] = What.items,
    topic: Annotated[list[str] | None, typer.Option(help=_help("topic"), show_default=False)] = None,
    status: Annotated[list[str] | None, typer.Option(help=_help("status"), show_default=False)] = None,
    rule: Annotated[list[str] | None, typer.Option(help=_help("rule"), show_default=False)] = None,
    kind: Annotated[list[str] | None, typer.Option(help=_help("kind"), show_default=False)] = None,
    level: Annotated[list[str] | None, typer.Option(help=_help("level"), show_default=False)] = None,
    words: Annotated[str, typer.Option("--text", help=_help("text"), show_default=False)] = "",
    format: Annotated[Format, typer.Option("--format", help=_help("format"), show_default=False)] = Format.table,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Write the records that fit all filters."""
    bank = find_bank(Path.cwd())
    if bank is None:
        tell("workbench.shipped")
    reading = read_bank(bank_files(bank or shipped_bank()))
    asked = {"topic": topic, "status": status, "rule": rule, "kind": kind, "level": level}
    filters = {name: values for name, values in asked.items() if values}
    _known(reading, what, filters)
    found = [row for row in rows_of(reading, what.value, language()) if wanted(row, filters, words)]
    for line in _WRITERS[format](what, found, filters):
        sys.stdout.write(line)
    sys.stdout.flush()
    if unread := sum(problem.is_error for problem in reading.problems):
        tell("workbench.list.unread", count=unread)
        return BAD_INPUT
    if not found:
        tell("workbench.list.none")
    return DONE


def _known(reading: Reading, what: What, filters: dict[str, list[str]]) -> None:
    """Check that the filters fit what is listed and name what there is; raises Stop."""
    choices: dict[str, Sequence[str]] = {
        "topic": list(reading.settings.record.topics) if reading.settings else [],
        "status": get_args(RecordStatus),
        "rule": [one.record.id for one in reading.rules],
        "kind": get_args(ItemKind),
        "level": get_args(ItemLevel),
    }
    for name, values in filters.items():
        if name not in FILTERS[what.value]:
            fitting = ", ".join(kind.value for kind in What if name in FILTERS[kind.value])
            raise Stop(BAD_USAGE, "workbench.list.no_filter", option=f"--{name}", what=fitting)
        for value in values:
            if value not in choices[name]:
                near = nearest(value, list(choices[name]))
                shown = near if name == "rule" else ", ".join(choices[name])
                key = "workbench.list.no_value" if shown else "workbench.list.no_value.none"
                raise Stop(BAD_USAGE, key, option=f"--{name}", value=value, known=shown)


def _table(what: What, rows: Sequence[Row], filters: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Write aligned columns on a terminal, without those that a filter made all alike; tabs for a program."""
    columns = COLUMNS[what.value]
    if not sys.stdout.isatty():
        for cells in (columns, *(row.cells.values() for row in rows)):
            yield "\t".join(printable(cell, _encoding()) for cell in cells) + "\n"
    elif rows:
        columns = tuple(name for name in columns if len(filters.get(name, ())) != 1)
        heads = [say(language(), f"workbench.column.{name}") for name in columns]
        told = [[_told(name, row.cells[name]) for name in columns] for row in rows]
        for line in fitted(heads, told, terminal_width(sys.stdout)):
            yield printable(line, _encoding()) + "\n"


def _told(name: str, value: str) -> str:
    """Give a value in the words of the language, where it is one of a few."""
    if name == "status":
        return say(language(), f"review.status.{value}")
    if name == "level":
        return say(language(), f"review.level.{value}")
    if name == "modality":
        return say(language(), f"review.modality.{value}")
    return value


def _json(what: What, rows: Sequence[Row], filters: Mapping[str, Sequence[str]]) -> Iterator[str]:
    values = [{**row.cells, "file": row.path, "line": row.line} for row in rows]
    yield json.dumps(values, indent=1) + "\n"


def _csv(what: What, rows: Sequence[Row], filters: Mapping[str, Sequence[str]]) -> Iterator[str]:
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow([*COLUMNS[what.value], "file", "line"])
    for row in rows:
        table.writerow([*map(_inert, row.cells.values()), row.path, row.line])
    yield plain(written.getvalue(), _encoding())


def _inert(text: str) -> str:
    """Give a value that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


_WRITERS: dict[Format, Callable[[What, Sequence[Row], Mapping[str, Sequence[str]]], Iterator[str]]] = {
    Format.table: _table,
    Format.json: _json,
    Format.csv: _csv,
}
