"""The rows of a sheet against the bank as it is now: what they change, what they add, and what cannot be taken.

Each cell is compared with the bank and, by its print in the row's mark, with what was exported. What the editor left
alone is left alone; what only the editor changed is a change; what both changed is a conflict and nobody's work is
written over. A row of which a cell cannot be taken is not taken at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quizgen.bank.grading import is_higher, key_changed
from quizgen.bank.patching import as_yaml
from quizgen.bank.reading import Placed, Reading
from quizgen.bank.sheets.cells import canonical, print_of, stands_for_text, value_of
from quizgen.bank.sheets.columns import ID, TOPIC, columns
from quizgen.bank.sheets.entries import MISSING, PlainItems, form_faults, with_values
from quizgen.bank.sheets.new_ids import NewIds, first_topic
from quizgen.bank.sheets.rows import cells_of
from quizgen.bank.sheets.taking import Row, Taken
from quizgen.model.item import Item
from quizgen.problems import Problem
from quizgen.strict_yaml import read

_SHORT = 60
_NO_CONTENT = {"id", "version", "status", "topic", "mark"}
_NO_ID_YET = "baru"
"""Stands in the entry of a row of which no topic is known, so no id can be suggested; such a row is never taken."""


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that says something else than the bank: the column's name, and what both show."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Edit:
    """What a row makes of an item: the path of its file within the bank folder, and the entry as it shall be."""

    row: Row
    id: str
    path: str
    entry: Mapping[str, Any]
    changes: Sequence[Change] = ()
    version: str = ""
    """The version that it is raised to because its key changed; empty where it is not."""

    @property
    def is_new(self) -> bool:
        """True where the bank has no such item yet."""
        return not self.changes


@dataclass(slots=True)
class Comparison:
    """What a sheet comes to: edits, Problems by cell with the rows they keep out, and items that are not in it."""

    edits: list[Edit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)

    def refuse(self, row: int, problems: Iterable[Problem]) -> None:
        """Keep a row out, and say why."""
        self.refused.add(row)
        self.problems += problems


def compare(taken: Taken, reading: Reading, exported: Sequence[str], language: str) -> Comparison:
    """Compare a sheet with the bank; `exported` are the ids that the workbook had when it was made."""
    return _Comparing(taken, reading, language).run(exported)


class _Comparing:
    def __init__(self, taken: Taken, reading: Reading, language: str) -> None:
        self.taken = taken
        self.reading = reading
        self.language = language
        self.items: dict[str, Placed[Item]] = {}
        for one in reading.items:
            self.items.setdefault(one.record.id, one)
        self.rules = {one.record.id: one.record for one in reading.rules}
        self.plain = PlainItems(reading)
        self.found = Comparison(problems=list(taken.head.twice))
        self.rows = [row for row in taken.rows if not row.is_empty]
        self.marked: dict[str, list[Row]] = {}
        self.named: dict[str, list[Row]] = {}
        for row in self.rows:
            self.named.setdefault(_id(row), []).append(row)
            if row.mark:
                self.marked.setdefault(row.mark.id, []).append(row)
        self.contents: set[frozenset[tuple[str, str]]] = set()
        self.new_ids = NewIds(reading, self.named)

    def run(self, exported: Sequence[str]) -> Comparison:
        """Compare row by row."""
        for row in self.rows:
            if _id(row) not in self.items and _is_untouched(row):
                continue
            problems = [*row.problems, *self._identity(row)]
            if self.taken.head.twice or problems:
                self.found.refuse(row.number, problems)
                continue
            self._known(row, self.items[_id(row)]) if _id(row) in self.items else self._new(row)
        self.found.left_out = [
            name for name in exported if name in self.items and name not in self.named and name not in self.marked
        ]
        return self.found

    def _identity(self, row: Row) -> Iterator[Problem]:
        """Find what is wrong with whose row it is."""
        name, mark = _id(row), row.mark
        place = self.taken.place(row.number, ID.name)
        if name and (rival := self._rival(row)):
            yield Problem(place, "E301", {"id": name, "first": str(self.taken.place(rival.number, ID.name))})
        elif (
            mark and mark.id != name and mark.id in self.items and mark.id not in self.named and name not in self.items
        ):
            yield Problem(place, "E434", {"id": mark.id})
        elif mark and mark.id == name and name not in self.items and name not in self.reading.seen[Item]:
            yield Problem(place, "E442", {"id": name})
        elif name and name not in self.items and name in self.reading.seen[Item]:
            yield Problem(place, "E443", {"id": name})

    def _rival(self, row: Row) -> Row | None:
        """Give another row of the same id, unless this one alone was exported as that; None where there is none."""
        rows = self.named[_id(row)]
        exported = [one for one in rows if one.mark and one.mark.id == _id(row)]
        if len(rows) == 1 or exported == [row]:
            return None
        others = exported if len(exported) == 1 else rows
        return next(one for one in others if one is not row)

    def _prints(self, row: Row) -> Mapping[str, str] | None:
        """Give what was exported of a row's item: by its own mark, else by the one mark of that id; None: unknown."""
        if row.mark and row.mark.id == _id(row):
            return row.mark.prints
        marked = self.marked.get(_id(row), [])
        return marked[0].mark.prints if len(marked) == 1 and marked[0].mark else None

    def _known(self, row: Row, item: Placed[Item]) -> None:
        """Compare the row of an item that the bank has."""
        shown = cells_of(item.record, self.language)
        prints = self._prints(row)
        changes, problems = [], []
        for column in columns():
            name = column.name
            if column == TOPIC or name not in row.cells or row.cells[name] == shown.get(name, ""):
                continue
            said, now = canonical(name, row.cells[name]), canonical(name, shown.get(name, ""))
            was = prints.get(name, "") if prints is not None else None
            if said == now or print_of(said) == was:
                continue
            if was is None:
                problems.append(self._problem(row, name, "E435", id=item.record.id))
                break
            if print_of(now) != was:
                problems.append(self._problem(row, name, "E433", now=_short(shown.get(name, "")) or "@cell.empty"))
            changes.append(Change(name, shown.get(name, ""), row.cells[name]))
        if changes or problems or self._topic_typed(row, item.record, prints):
            self._edited(row, item, changes, problems)

    def _topic_typed(self, row: Row, item: Item, prints: Mapping[str, str] | None) -> bool:
        """Tell whether someone wrote another topic."""
        rule = self.rules.get(item.rules[0])
        typed = _topic(row)
        return bool(typed and prints and rule and typed != rule.topic and print_of(typed) != prints.get(TOPIC.name))

    def _edited(self, row: Row, item: Placed[Item], changes: list[Change], problems: list[Problem]) -> None:
        path = item.path.removeprefix(self.reading.files.prefix)
        old = self.plain.entry(path, item.record.id)
        entry = with_values(old, self._values(row, changes, item.record.kind))
        version = ""
        if key_changed(old, entry):
            if entry.get("version") == old["version"]:
                version = entry["version"] = str(int(old["version"]) + 1)
            elif not is_higher(entry.get("version", ""), old["version"]):
                problems.append(self._problem(row, "version", "E439", version=old["version"]))
        if not problems:
            problems += self._wrong(row, entry, path, {change.column for change in changes})
        if problems:
            self.found.refuse(row.number, problems)
        elif changes:
            self.found.edits.append(Edit(row, item.record.id, path, entry, changes, version))

    def _new(self, row: Row) -> None:
        """Make a new item of a row, unless it has no id and the bank has an item that says the same."""
        if not _id(row) and _content(row.cells) in self._contents():
            return
        cells = [Change(column.name, "", row.cells.get(column.name, "")) for column in columns() if column != TOPIC]
        entry = with_values({}, self._values(row, cells, ""))
        entry.setdefault("version", "1")
        entry.setdefault("status", "draft")
        topic = first_topic(entry, self.rules)
        entry.setdefault("id", self.new_ids.suggested(entry) if topic else _NO_ID_YET)
        path = f"items/{topic}.yaml"
        entry = with_values(entry, {})
        problems = list(self._wrong(row, entry, path, set(row.cells)))
        if problems:
            self.found.refuse(row.number, problems)
        else:
            self.found.edits.append(Edit(row, str(entry["id"]), path, entry))

    def _contents(self) -> set[frozenset[tuple[str, str]]]:
        """Give what the items of the bank say, so that a sheet whose new rows were taken can be imported again."""
        if not self.contents:
            self.contents = {_content(cells_of(one.record, self.language)) for one in self.reading.items}
        return self.contents

    def _values(self, row: Row, changes: Iterable[Change], kind: str) -> dict[tuple[str, ...], Any]:
        """Give what changed cells mean, by the keys where it belongs."""
        kind = value_of("kind", row.cells.get("kind", kind)) or kind
        typed = {one.column: one.after for one in changes}
        if "kind" in typed and "key" in row.cells:
            typed["key"] = row.cells["key"]
        by_name = {column.name: column for column in columns()}
        return {by_name[name].path: value_of(name, said, several=kind == "multiple") for name, said in typed.items()}

    def _wrong(self, row: Row, entry: Mapping[str, Any], path: str, written: set[str]) -> Iterator[Problem]:
        """Find what is wrong with the entry of a row, as far as the row alone shows."""
        has_fault = False
        for name, problem in form_faults(entry):
            has_fault = True
            if problem.code == MISSING:
                yield self._problem(row, name, "E431", column=self._title(name))
            else:
                yield Problem(self.taken.place(row.number, name), problem.code, problem.words)
        for name in sorted(written):
            for problem in read(as_yaml({"text": row.cells.get(name, "")}).encode("utf-8", "replace"), "")[1]:
                has_fault = True
                yield Problem(self.taken.place(row.number, name), problem.code, problem.words)
            if stands_for_text(row.cells.get(name, "")):
                yield self._problem(row, name, "E441")
        if entry.get("status") == "retired" and "status" in written:
            yield self._problem(row, "status", "E440", id=str(entry["id"]))
        if not has_fault:
            yield from self._misplaced(row, entry, path)

    def _misplaced(self, row: Row, entry: Mapping[str, Any], path: str) -> Iterator[Problem]:
        """Find a rule that there is not, and a topic that is not that of the first rule."""
        unknown = [name for name in entry["rules"] if name not in self.rules]
        if unknown:
            yield self._problem(row, "rules", "E303", id=unknown[0], near=self.new_ids.near_rule(unknown[0]))
            return
        first = self.rules[entry["rules"][0]]
        typed = _topic(row)
        if path != f"items/{first.topic}.yaml":
            yield self._problem(row, "rules", "E444", rule=first.id, topic=first.topic, id=str(entry["id"]))
        elif typed and typed != first.topic:
            yield self._problem(row, "topic", "E438", topic=typed, rule=first.id, right=first.topic)

    def _problem(self, row: Row, name: str, code: str, **words: str) -> Problem:
        return Problem(self.taken.place(row.number, name), code, words)

    def _title(self, name: str) -> str:
        return next((column.title(self.language) for column in columns() if column.name == name), name)


def _is_untouched(row: Row) -> bool:
    """Tell whether a row says what it said when it was exported."""
    if row.mark is None or row.problems:
        return False
    said = {name: print_of(canonical(name, text)) for name, text in row.cells.items() if text}
    return said == {name: row.mark.prints[name] for name in row.mark.prints if name in row.cells}


def _id(row: Row) -> str:
    return row.cells.get(ID.name, "").strip()


def _topic(row: Row) -> str:
    return row.cells.get(TOPIC.name, "").strip()


def _content(cells: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Give what a row says of an item, but for which item it is and what came of it."""
    said = ((name, canonical(name, text)) for name, text in cells.items() if name not in _NO_CONTENT)
    return frozenset((name, text) for name, text in said if text)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHORT else text[: _SHORT - 3] + "..."
