"""Finding a record of a bank by its id, also one with faults, and what depends on it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from quizgen.bank.layout import INSTRUMENTS, SOURCES
from quizgen.bank.reading import Placed, Reading
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.problems import Place

What = Literal["item", "rule", "source", "instrument"]
WHATS: tuple[What, ...] = ("item", "rule", "source", "instrument")
_CLASSES: dict[What, type] = {"item": Item, "rule": Rule, "source": Source, "instrument": Instrument}
_FOLDERS: dict[What, str] = {"item": "items/", "rule": "rules/", "source": SOURCES, "instrument": INSTRUMENTS}


@dataclass(frozen=True, slots=True)
class Located:
    """A record, where it stands (path within the bank folder, place as shown); record is None where it has faults."""

    what: What
    id: str
    path: str
    place: Place
    record: Any


def placed(reading: Reading, what: What) -> list[Placed[Any]]:
    """Give the records of one kind that could be read, in the order of their files."""
    records: dict[What, list[Any]] = {
        "item": reading.items,
        "rule": reading.rules,
        "source": reading.sources,
        "instrument": reading.instruments,
    }
    return records[what]


def find(reading: Reading, name: str, what: What | None = None) -> list[Located]:
    """Give the records of that id, at most one of each kind; of one kind only where `what` says which."""
    found = []
    for kind in (what,) if what else WHATS:
        one = next((one for one in placed(reading, kind) if one.record.id == name), None)
        if one is not None:
            found.append(Located(kind, name, one.path.removeprefix(reading.files.prefix), one.at(), one.record))
        elif name in reading.seen.get(_CLASSES[kind], ()) or reading.problems:
            found += _flawed(reading, kind, name)
    return found


def nearest_ids(reading: Reading, name: str, most: int = 3) -> list[str]:
    """Give the ids that were probably meant, the nearest first."""
    known = list(dict.fromkeys(one for kind in WHATS for one in sorted(reading.seen.get(_CLASSES[kind], ()))))
    near = difflib.get_close_matches(name, known, n=most, cutoff=0.6)
    return near or [one for one in known if name and name in one][:most]


def topic_of(reading: Reading, item: Item) -> str:
    """Give the topic of an item: that of its first rule; empty where the rule is unknown."""
    return next((one.record.topic for one in reading.rules if one.record.id == item.rules[0]), "")


def resting_on(reading: Reading, rule: str, *statuses: str) -> list[Item]:
    """Give the items that ask about a rule and have one of these statuses (none named: all)."""
    items = (one.record for one in reading.items if rule in one.record.rules)
    return [item for item in items if not statuses or item.status in statuses]


def _flawed(reading: Reading, what: What, name: str) -> Iterator[Located]:
    """Find an entry that could not be read, by the line that gives its id."""
    line_of_id = re.compile(rf"""^[ \t]*-?[ \t]*\{{?[ \t]*id:[ \t]*(['"]?){re.escape(name)}\1[ \t]*(?:[,#}}].*)?$""")
    for path in sorted(reading.files.yaml):
        if not path.startswith(_FOLDERS[what]):
            continue
        lines = reading.files.yaml[path].decode("utf-8", "replace").splitlines()
        for number, line in enumerate(lines, 1):
            if line_of_id.match(line):
                place = Place(reading.path(path), number, line.index(name) + 1)
                yield Located(what, name, path, place, None)
                return
