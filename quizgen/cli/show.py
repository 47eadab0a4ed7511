"""`quizgen show`: one record with all that it rests on."""

from __future__ import annotations

import json
from contextlib import nullcontext, suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from quizgen.bank.lookup import Located, find, nearest_ids, topic_of
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.voice import language, tell, tell_problems, text
from quizgen.draft.context import quote_in_context
from quizgen.files import bank_files, find_bank, shipped_bank
from quizgen.language import say
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop
from quizgen.terminal.console import OutputClosed, standard_console
from quizgen.terminal.record_shown import RecordShown


class Kind(StrEnum):
    """The kinds of record that have an id."""

    item = "item"
    rule = "rule"
    source = "source"
    instrument = "instrument"


class Format(StrEnum):
    """How a record is written to stdout."""

    text = "text"
    json = "json"


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help=say(language(), "workbench.help.id"))],
    what: Annotated[Kind | None, typer.Option(help=say(language(), "workbench.help.what"), show_default=False)] = None,
    format: Annotated[
        Format, typer.Option("--format", help=say(language(), "workbench.help.show.format"), show_default=False)
    ] = Format.text,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Show the records of that id."""
    bank = find_bank(Path.cwd())
    if bank is None:
        tell("workbench.shipped")
    reading = read_bank(bank_files(bank or shipped_bank()))
    records = found_records(reading, id, what.value if what else None)
    readable = [one for one in records if one.record is not None]
    if format is Format.json:
        values = [_as_json(reading, one) for one in readable]
        print(json.dumps(values[0] if len(values) == 1 else values, indent=1), flush=True)
    else:
        _write(reading, readable)
    broken = [one for one in records if one.record is None]
    for one in broken:
        tell("workbench.show.broken", id=id, place=one.place)
        tell_problems(problem for problem in reading.problems if problem.place.path == one.place.path)
    return BAD_INPUT if broken else DONE


def found_records(reading: Reading, name: str, what: Any = None) -> list[Located]:
    """Find the records of an id; raises Stop with the nearest ids where there is none."""
    records = find(reading, name, what)
    if not records:
        near = nearest_ids(reading, name)
        raise Stop(BAD_USAGE, "workbench.no_id.near" if near else "workbench.no_id", id=name, near=", ".join(near))
    return records


def the_record(reading: Reading, name: str, what: Any = None) -> Located:
    """Find the one record of an id; raises Stop where there is none, or several kinds of record share it."""
    records = found_records(reading, name, what)
    if len(records) > 1:
        kinds = " | ".join(f"--what {one.what}" for one in records)
        raise Stop(BAD_USAGE, "workbench.several", id=name, kinds=kinds)
    return records[0]


def _write(reading: Reading, records: list[Located]) -> None:
    with suppress(OutputClosed):
        console = standard_console(nullcontext)
        shown = RecordShown(console, reading, language())
        for number, one in enumerate(records):
            if number:
                console.line()
            shown.record(one)
        console.flush()


def _as_json(reading: Reading, one: Located) -> dict[str, Any]:
    """Give a record as it is written, where, and with what it rests on."""
    value = {
        "what": one.what,
        "id": one.id,
        "file": one.place.path,
        "line": one.place.line,
        one.what: _plain(one.record),
    }
    if isinstance(one.record, Item):
        rules = [each.record for each in reading.rules if each.record.id in one.record.rules]
        value |= {"topic": topic_of(reading, one.record), "rules": [_rule(reading, rule) for rule in rules]}
    elif isinstance(one.record, Rule):
        value[one.what] = _rule(reading, one.record)
    return value


def _rule(reading: Reading, rule: Rule) -> dict[str, Any]:
    sources = {one.record.id: one.record for one in reading.sources}
    instruments = {one.record.id: one.record for one in reading.instruments}
    value: dict[str, Any] = _plain(rule)
    for piece in value["evidence"]:
        if source := sources.get(piece["source"]):
            stored = reading.files.seeds.get(source.file, b"").decode("utf-8", "replace")
            piece["title"], piece["published"] = str(source.title), str(source.published)
            piece["context"] = quote_in_context(piece["quote"], stored)
    value["instruments"] = [_plain(instruments[name]) for name in rule.instruments if name in instruments]
    return value


def _plain(record: Any) -> Any:
    return msgspec.to_builtins(record, enc_hook=str)
