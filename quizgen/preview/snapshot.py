"""A bank as the preview shows it: what can be read, the last good state of what cannot, and whose is which problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from quizgen.bank.listing import rows_of
from quizgen.bank.reading import Placed, Reading
from quizgen.model.bank import Bank, Settings
from quizgen.model.words import Bilingual
from quizgen.preview.entries import Entry, entries_of, entry_at, lines_of_file
from quizgen.problems import Place, Problem

_KINDS = ("sources", "instruments", "rules", "items")
_NO_SETTINGS = Settings(title=Bilingual("–", "–"), version="–", topics={})


class Row(NamedTuple):
    """An item in the list; one that was never readable has only its id, path and line (1-based)."""

    id: str
    path: str
    line: int
    topic: str = ""
    status: str = ""
    kind: str = ""
    words: str = ""
    """All its texts in both languages and its rules, casefolded, to be searched."""
    errors: int = 0
    warnings: int = 0


@dataclass(frozen=True)
class Snapshot:
    """One state of a bank; `number` counts the states, from 1."""

    number: int
    reading: Reading
    """What is shown: records of a file that can no longer be read are those of the last time."""
    bank: Bank
    as_of: str
    """The ISO day for which the law is told."""
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    of_item: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    of_rule: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The lines of the files that have problems, by path as shown."""
    kept: frozenset[tuple[str, str]] = frozenset()
    """Kind and id (`items`, `atribut-003`) of each record that is shown as it was before."""
    checked: bool = True
    """False while the problems are still those of the state before."""
    unread: str = ""
    """Why the files could not be read at all; everything is then as it was before."""

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(problem.is_error for problem in self.problems)

    @cached_property
    def homes(self) -> dict[Place, str]:
        """The item to which the problems at a place belong."""
        return {problem.place: name for name, problems in self.of_item.items() for problem in problems}

    def line_at(self, place: Place) -> str:
        """Give the line of a file at a place; empty where it is not known."""
        lines = self.lines.get(place.path, ())
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""


def snapshot(
    now: Reading, problems: Iterable[Problem], before: Snapshot | None, as_of: str, *, checked: bool = True
) -> Snapshot:
    """Make the state that follows on another; `now` is what the files say."""
    found = tuple(problems)
    lines = _lines(now, {problem.place.path for problem in found})
    entries = {path: entries_of(one) for path, one in lines.items()}
    shown, kept = _with_last_good(now, before.reading if before else None, entries)
    settings = shown.settings.record if shown.settings else _NO_SETTINGS
    of_item = _by_entry(found, entries, now.path("items/"))
    return Snapshot(
        number=before.number + 1 if before else 1,
        reading=shown,
        bank=_bank(shown, settings),
        as_of=as_of,
        rows=tuple(_rows(shown, entries, of_item)),
        problems=found,
        of_item=of_item,
        of_rule=_by_entry(found, entries, now.path("rules/")),
        lines=lines,
        kept=kept,
        checked=checked,
    )


def unreadable(before: Snapshot, reason: str) -> Snapshot:
    """Make the state in which the files cannot be read at all."""
    return replace(before, number=before.number + 1, unread=reason)


def _bank(reading: Reading, settings: Settings) -> Bank:
    """Give what was read as a bank that has these settings."""
    placed = Placed(reading.path("bank.yaml"), settings)
    return replace(reading, settings=placed).bank()


def _lines(now: Reading, paths: Iterable[str]) -> dict[str, list[str]]:
    """Give the lines of the files that have problems, by path as shown."""
    stored = ((shown, now.files.yaml.get(shown.removeprefix(now.files.prefix))) for shown in paths)
    return {shown: lines_of_file(data) for shown, data in stored if data is not None}


def _with_last_good(
    now: Reading, before: Reading | None, entries: Mapping[str, Sequence[Entry]]
) -> tuple[Reading, frozenset[tuple[str, str]]]:
    """Add the records that were readable before and still stand, with faults of form, in their file."""
    if before is None or not any(problem.is_error for problem in now.problems):
        return now, frozenset()
    faulty = {problem.place.path for problem in now.problems if problem.is_error}
    kept: set[tuple[str, str]] = set()
    lists: dict[str, Any] = {}
    for kind in _KINDS:
        known: list[Placed[Any]] = getattr(now, kind)
        ids = {one.record.id for one in known}
        still = {path: {entry.id for entry in entries.get(path, ())} for path in faulty}
        lost = [one for one in getattr(before, kind) if one.record.id not in ids]
        lost = [one for one in lost if one.record.id in still.get(one.path, ())]
        kept |= {(kind, one.record.id) for one in lost}
        lists[kind] = sorted([*known, *lost], key=lambda one: one.path) if lost else known
    settings = now.settings or (before.settings if now.path("bank.yaml") in faulty else None)
    return replace(now, settings=settings, **lists), frozenset(kept)


def _by_entry(
    problems: Iterable[Problem], entries: Mapping[str, Sequence[Entry]], folder: str
) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        place = problem.place
        if place.path.startswith(folder) and place.line and (name := entry_at(entries.get(place.path, ()), place.line)):
            found.setdefault(name, []).append(problem)
    return {name: tuple(ones) for name, ones in found.items()}


def _rows(
    shown: Reading, entries: Mapping[str, Sequence[Entry]], of_item: Mapping[str, Sequence[Problem]]
) -> list[Row]:
    """Give a row for each item, in the order of the files; one that was never readable too."""
    rows: dict[str, Row] = {}
    for one in rows_of(shown, "items", "id"):
        cells = one.cells
        words = f"{one.words} {cells['rules']}".replace("\n", " ")
        row = Row(cells["id"], one.path, one.line, cells["topic"], cells["status"], cells["kind"], words)
        rows.setdefault(row.id, _counted(row, of_item.get(row.id, ())))
    folder = shown.path("items/")
    broken = [
        _counted(Row(entry.id, path, entry.line, words=entry.id), of_item.get(entry.id, ()))
        for path, found in entries.items()
        if path.startswith(folder)
        for entry in found
        if entry.id and entry.id not in rows
    ]
    return sorted([*rows.values(), *broken], key=lambda row: (row.path, row.line)) if broken else list(rows.values())


def _counted(row: Row, problems: Sequence[Problem]) -> Row:
    errors = sum(problem.is_error for problem in problems)
    return row._replace(errors=errors, warnings=len(problems) - errors) if problems else row
