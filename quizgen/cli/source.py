"""`quizgen source`: store and register a text that a trainer has, and see what a changed one touches."""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.byline import Byline, byline
from quizgen.bank.changes import Change, changes
from quizgen.bank.layout import SOURCES
from quizgen.bank.patching import PatchError, append_entry
from quizgen.bank.proposals import slug
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.found_rows import day_of
from quizgen.cli.into_bank import writable_bank
from quizgen.cli.laws import local_day
from quizgen.cli.voice import language, tell, text
from quizgen.dates import iso, written
from quizgen.documents import Document, one_line, read_document
from quizgen.edits import write_unchanged
from quizgen.files import SEEDS, bank_files, find_bank, seeds_of, shipped_bank
from quizgen.language import say
from quizgen.model.source import Source
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop
from quizgen.texts import DOCUMENTS, shown

_DOMAIN = re.compile(r"\.(?:com|co|id|net|org|news|tv|go)\b", re.I)


class Format(StrEnum):
    """How changed sources are written to stdout."""

    text = "text"
    json = "json"


@dataclass(frozen=True, slots=True)
class Told:
    """What is registered of a text; `unknown` names what could be told neither by the user nor by the text."""

    title: str
    publisher: str
    place: str
    published: str
    unknown: tuple[str, ...]


def add(
    file: Annotated[Path, typer.Argument(metavar=_say("metavar"), help=_say("add.file"))],
    publisher: Annotated[str, typer.Option(help=_say("add.publisher"), show_default=False)] = "",
    title: Annotated[str, typer.Option(help=_say("add.title"), show_default=False)] = "",
    published: Annotated[str, typer.Option(help=_say("add.published"), show_default=False)] = "",
    place: Annotated[str, typer.Option(help=_say("add.place"), show_default=False)] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Store the text of a document in seeds/ and register it in sources.yaml."""
    if find_bank(Path.cwd()) is None:
        raise Stop(BAD_USAGE, "source.no_workspace")
    bank = writable_bank(Path.cwd())
    _refuse_folder(file)
    document = read_document(file)
    reading = read_bank(bank_files(bank))
    sha256 = hashlib.sha256(document.stored).hexdigest()
    same = next((one.record for one in reading.sources if one.record.sha256 == sha256), None)
    if same is not None:
        print(_say("already", id=same.id, file=same.file, path=shown(file)))
        return DONE
    found = byline(document.text)
    told = _told(document, found, Told(title, publisher, place, published, ()), file)
    entry = _entry(reading, told, sha256, document.stored)
    _store(bank, reading, entry, document.stored)
    _report(entry, told, found, len(document.text))
    if document.encoding:
        tell("source.converted", encoding=document.encoding)
    day = day_of(told.published)
    if day and day > local_day():
        tell("source.future", date=told.published)
    return DONE


def changed(
    format: Annotated[Format, typer.Option("--format", help=_say("changed.format"), show_default=False)] = Format.text,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """List the sources whose stored text is not the registered one, and the rules and items that they touch."""
    bank = find_bank(Path.cwd())
    if bank is None:
        tell("check.shipped")
    found = list(changes(read_bank(bank_files(bank or shipped_bank()))))
    rows = [_as_json(found)] if format is Format.json else [row for one in found for row in _as_text(one)]
    print("".join(row + "\n" for row in rows), end="", flush=True)
    if not found and format is Format.text:
        tell("source.unchanged")
    return BAD_INPUT if found else DONE


PARTS = (add, changed)


def _refuse_folder(path: Path) -> None:
    """Raise Stop where a folder is given, as each source has a title and a day of its own."""
    if not path.is_dir():
        return
    kinds = (".txt", *DOCUMENTS)
    inside = sorted(one for one in path.iterdir() if one.suffix.lower() in kinds)
    if not inside:
        raise Stop(BAD_INPUT, "source.empty_folder", path=shown(path), kinds=", ".join(kinds))
    raise Stop(BAD_INPUT, "source.folder", path=shown(path), example=shown(inside[0]))


def _told(document: Document, found: Byline, given: Told, file: Path) -> Told:
    """Take what the user says, else what the page says of itself, else what the words tell.

    Raises Stop where no date is known, or the one given is none.
    """
    published = _given_date(given.published) or document.published or found.published
    if not published:
        raise Stop(BAD_INPUT, "source.no_date", path=shown(file))
    title = one_line(given.title or document.title or found.title)
    publisher = one_line(given.publisher or document.publisher or found.publisher)
    place = one_line(given.place or found.place)
    known = {"title": title, "publisher": publisher, "place": place}
    first_words = " ".join(one_line(document.text[:1000]).split()[:7])
    return Told(
        title=title or say("id", "source.no_title", words=first_words),
        publisher=publisher or say("id", "source.no_publisher"),
        place=place,
        published=published,
        unknown=tuple(name for name, value in known.items() if not value),
    )


def _given_date(words: str) -> str:
    """Check a date given by the user; raises Stop where it is none, or its weekday was another."""
    words = one_line(words)
    dates = list(written(words))
    if not words or iso(words) is not None:
        return words
    if len(dates) != 1 or dates[0].day is None:
        raise Stop(BAD_USAGE, "cli.bad_date", date=words)
    if not dates[0].weekday_fits:
        raise Stop(BAD_USAGE, "source.weekday", date=words, real=f"@day.{dates[0].day.weekday()}")
    return words


def _entry(reading: Reading, told: Told, sha256: str, stored: bytes) -> dict[str, str]:
    """Make the record of a new source; its id and its file's name are free, and safe on every system."""
    registered = {one.record.file.lower() for one in reading.sources}
    taken = registered | {name.lower() for name in reading.files.seeds}
    here = [name for name, data in reading.files.seeds.items() if data == stored and name.lower() not in registered]
    telling = ["" if "publisher" in told.unknown else told.publisher, told.place, " ".join(told.title.split()[:4])]
    head = next((name for one in telling if (name := _head(one))), "naskah")
    base = f"{head}-{_iso_day(told.published)}"
    number, name = 1, base
    while name in reading.seen[Source] or (not here and f"{name}.txt" in taken):
        number += 1
        name = f"{base}-{number}"
    entry = {"id": name, "file": here[0] if here else f"{name}.txt", "title": told.title, "publisher": told.publisher}
    return entry | ({"place": told.place} if told.place else {}) | {"published": told.published, "sha256": sha256}


def _head(words: str) -> str:
    """Give the beginning of an id: a publisher without its domain's end, a place, or words of a title."""
    return slug(_DOMAIN.sub("", words))[:40].strip("-")


def _iso_day(published: str) -> str:
    day = iso(published) or next((one.day for one in written(published)), None)
    return day.isoformat() if day else published


def _store(bank: Path, reading: Reading, entry: dict[str, str], stored: bytes) -> None:
    """Write the text and register it, both or neither; raises Stop where sources.yaml cannot or may not be changed."""
    before = reading.files.yaml.get(SOURCES)
    try:
        after = append_entry(before or b"", reading.path(SOURCES), entry)
    except PatchError as error:
        raise Stop(BAD_INPUT, problems=[error.problem]) from error
    seed = seeds_of(bank) / entry["file"]
    is_new = not seed.exists()
    new: dict[Path, tuple[bytes | None, bytes]] = {seed: (None, stored)} if is_new else {}
    try:
        write_unchanged(new | {bank / SOURCES: (before, after)})
    except BaseException:
        if is_new:
            seed.unlink(missing_ok=True)
        raise


def _report(entry: dict[str, str], told: Told, found: Byline, length: int) -> None:
    """Say what was registered, and plainly what could not be told."""
    print(_say("added", id=entry["id"], path=f"{SEEDS}/{entry['file']}", length=length))
    for name in ("title", "publisher", "place", "published"):
        if entry.get(name) and name not in told.unknown:
            print(f"  {_say(f'field.{name}')}: {entry[name]}")
    sys.stdout.flush()
    if told.unknown:
        tell("source.untold", fields=", ".join(_say(f"field.{name}") for name in told.unknown))
    for misfit in found.misfits:
        if misfit.day is not None:
            tell("source.misfit", date=misfit.words, real=f"@day.{misfit.day.weekday()}")


def _as_text(change: Change) -> Iterator[str]:
    path = f"{SEEDS}/{change.source.file}"
    yield _say("changed.here" if change.found else "changed.gone", id=change.source.id, path=path)
    for quote in change.quotes:
        yield "  " + _say("changed.holds" if quote.holds else "changed.lost", rule=quote.rule, quote=quote.quote)
    if change.items:
        yield "  " + _say("changed.items", items=", ".join(change.items))


def _as_json(found: Iterable[Change]) -> str:
    rows = [
        {
            "source": one.source.id,
            "file": one.source.file,
            "registered": one.source.sha256,
            "found": one.found or None,
            "quotes": [{"rule": quote.rule, "quote": quote.quote, "holds": quote.holds} for quote in one.quotes],
            "items": list(one.items),
        }
        for one in found
    ]
    return json.dumps(rows, indent=1)


def _say(key: str, **words: object) -> str:
    return say(language(), f"source.{key}", **words)
