"""Items as rows of texts, and the mark of each row: what it said when it was exported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.bank.reading import Placed, Reading
from quizgen.bank.sheets.cells import canonical, print_of, shown_accepted, shown_list, shown_text, shown_truth
from quizgen.bank.sheets.columns import FEWEST_OPTIONS, Column, columns
from quizgen.model.item import Item
from quizgen.model.words import Bilingual

_MARK_BEGINS = "quizgen1"


@dataclass(frozen=True, slots=True)
class Table:
    """What is exported: the columns, and for each item a row that gives what its cells show by the column's name."""

    columns: Sequence[Column]
    rows: Sequence[Mapping[str, str]]


def table_of(reading: Reading, language: str) -> Table:
    """Give the items of a bank that could be read as rows, in the order of topics, then of their files."""
    topics = {one.record.id: one.record.topic for one in reading.rules}
    order = list(reading.settings.record.topics) if reading.settings else []
    place = {topic: number for number, topic in enumerate(order)}
    rows = []
    most = FEWEST_OPTIONS
    for one in sorted(reading.items, key=lambda one: place.get(_file_topic(one), len(place))):
        cells = cells_of(one.record, language) | {"topic": topics.get(one.record.rules[0], "")}
        rows.append(cells | {"mark": mark_of(cells)})
        most = max(most, *("abcdefgh".find(letter) + 1 for letter in one.record.options), 0)
    return Table(columns(most), rows)


def _file_topic(one: Placed[Item]) -> str:
    return one.path.rpartition("/")[2].removesuffix(".yaml")


def cells_of(item: Item, language: str) -> dict[str, str]:
    """Give what the cells of an item show, by the name of the column; empty cells are left out."""
    cells = {
        "id": str(item.id),
        "status": str(item.status),
        "version": str(item.version),
        "rules": shown_list(item.rules),
        "kind": str(item.kind),
        "level": str(item.level),
        "scenario": shown_truth(item.scenario, language),
        "key": shown_list((item.key,) if isinstance(item.key, str) else item.key),
        "accept": shown_text(shown_accepted(item.accept), language),
        "reason": shown_text(item.reason, language),
    }
    pairs: list[tuple[str, Bilingual | None]] = [
        ("stem", item.stem),
        ("rationale", item.rationale),
        ("distractor_rationale", item.distractor_rationale),
        ("discussion", item.discussion),
    ]
    for letter, option in item.options.items():
        pairs += [
            (f"options.{letter}", Bilingual(option.id, option.en)),
            (f"options.{letter}.rationale", option.rationale),
        ]
    for name, pair in pairs:
        if pair is not None:
            cells[f"{name}.id"], cells[f"{name}.en"] = shown_text(pair.id, language), shown_text(pair.en, language)
    return {name: shown for name, shown in cells.items() if shown}


def mark_of(cells: Mapping[str, str]) -> str:
    """Give the mark of a row: whose it is, and a print of each cell as it was exported."""
    return " ".join(
        [_MARK_BEGINS, cells["id"], *(f"{name}={print_of(canonical(name, shown))}" for name, shown in cells.items())]
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """A row's mark as it was read: the id of its item, and the prints by the name of the column."""

    id: str
    prints: Mapping[str, str] = field(default_factory=dict)


def read_mark(text: str) -> Mark | None:
    """Read the mark of a row; None where it has none, or one that is not whole."""
    begin, *words = text.split() or [""]
    if begin != _MARK_BEGINS or not words or not all("=" in word for word in words[1:]):
        return None
    return Mark(words[0], dict(word.split("=", 1) for word in words[1:]))
