"""Reading a bank's files: bytes in; the records, where each stands, and all Problems of form out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

import msgspec

from quizgen.bank.layout import INSTRUMENTS, SETTINGS, SOURCES, Files, digest_of
from quizgen.bank.shape import faults
from quizgen.model.bank import Bank, Settings
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.model.words import Record
from quizgen.problems import Place, Problem
from quizgen.strict_yaml import ENDS, Map, Node, Text, entries, read

R = TypeVar("R", bound=Record)


class Placed(NamedTuple, Generic[R]):
    """A record and the file it stands in; the texts within the record know their lines."""

    path: str
    record: R

    def at(self, value: object = None) -> Place:
        """The place of a text of the record; that of its id where the text has none of its own."""
        for text in (value, getattr(self.record, "id", None)):
            if isinstance(text, Text):
                return Place(self.path, text.line, text.col)
        return Place(self.path)


@dataclass
class Reading:
    """What was read: records in the order of their files, the ids seen (also of records with faults), and Problems."""

    files: Files
    settings: Placed[Settings] | None = None
    sources: list[Placed[Source]] = field(default_factory=list)
    instruments: list[Placed[Instrument]] = field(default_factory=list)
    rules: list[Placed[Rule]] = field(default_factory=list)
    items: list[Placed[Item]] = field(default_factory=list)
    seen: dict[type, set[str]] = field(default_factory=dict)
    cut: set[type] = field(default_factory=set)
    """Classes of record of which a file was not read to its end, so that an id that was not seen may yet be there."""
    problems: list[Problem] = field(default_factory=list)

    def path(self, name: str) -> str:
        """Give a path within the bank folder as it is shown to the user."""
        return self.files.prefix + name

    def bank(self) -> Bank:
        """Give what was read as a bank; raises ValueError where bank.yaml could not be read."""
        if self.settings is None:
            raise ValueError("a bank without settings")
        return Bank(
            settings=self.settings.record,
            sources={one.record.id: one.record for one in self.sources},
            instruments={one.record.id: one.record for one in self.instruments},
            rules={one.record.id: one.record for one in self.rules},
            items={one.record.id: one.record for one in self.items},
            version=version_of(self.settings.record, digest_of(self.files.yaml)),
        )


def version_of(settings: Settings, digest: str) -> str:
    """Give the bank version that is printed: the editor's version, and six digits that change with any byte."""
    return f"{settings.version}-{digest[:6]}"


def read_bank(files: Files) -> Reading:
    """Read all files of a bank; whatever is wrong with their form is in the reading's `problems`."""
    reading = Reading(files)
    if SETTINGS in files.yaml:
        path = reading.path(SETTINGS)
        settings, problems = read_record(files.yaml[SETTINGS], path, Settings)
        reading.problems += problems
        reading.settings = Placed(path, settings) if settings else None
    else:
        reading.problems.append(Problem(Place(reading.path(SETTINGS)), "E116"))
    reading.sources = list(_records(reading, [SOURCES], Source))
    reading.instruments = list(_records(reading, [INSTRUMENTS], Instrument))
    reading.rules = list(_records(reading, _in_folder(files, "rules/"), Rule))
    reading.items = list(_records(reading, _in_folder(files, "items/"), Item))
    return reading


def read_record(data: bytes, path: str, record: type[R]) -> tuple[R | None, list[Problem]]:
    """Read a YAML file that is one record, such as bank.yaml or a stored form."""
    node, problems = read(data, path)
    if node is None:
        return None, problems or [Problem(Place(path), "E117")]
    one, faults_found = _record(node, record, path)
    return one, problems + faults_found


def _in_folder(files: Files, folder: str) -> list[str]:
    return sorted(path for path in files.yaml if path.startswith(folder))


def _records(reading: Reading, names: list[str], record: type[R]) -> Iterator[Placed[R]]:
    seen = reading.seen.setdefault(record, set())
    for name in names:
        path = reading.path(name)
        found: list[Problem] = []
        for node in entries(reading.files.yaml.get(name, b""), path, found):
            if isinstance(node, Map) and isinstance(known := node.get("id"), Text):
                seen.add(str(known))
            one, problems = _record(node, record, path)
            reading.problems += problems
            if one is not None:
                yield Placed(path, one)
        reading.problems += found
        if any(problem.code in ENDS for problem in found):
            reading.cut.add(record)


def _record(node: Node, record: type[R], path: str) -> tuple[R | None, list[Problem]]:
    """Make a record of a node, or say what keeps it from being one; of a flawed node all has been said."""
    if isinstance(node, Map) and node.flawed:
        return None, []
    try:
        return msgspec.convert(node, record), []
    except msgspec.ValidationError as error:
        place = Place(path, node.line, node.col)
        return None, list(faults(node, record, path)) or [Problem(place, "E299", {"reason": str(error)})]
