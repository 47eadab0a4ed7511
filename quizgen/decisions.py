"""Decisions on drafts, written into the bank's files one by one: approve, reject; never over somebody else's change."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from quizgen.bank.checks import check
from quizgen.bank.newly import newly
from quizgen.bank.patching import PatchError, set_scalar
from quizgen.bank.reading import Placed, Reading, read_bank
from quizgen.draft.lore import Lore, load_lore
from quizgen.draft.statements import is_sentence
from quizgen.edits import write_unchanged
from quizgen.files import bank_files
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.problems import Place, Problem
from quizgen.shipped import data
from quizgen.stop import LOCKED, Stop


class Pending(NamedTuple):
    """A draft that waits for a decision, and where it stands: the path shown to the user, its line (1-based)."""

    kind: Literal["rule", "item"]
    id: str
    topic: str
    place: Place


class Meanwhile(Exception):
    """The draft's file was changed by somebody else since it was read; it has been read anew, nothing was written."""


class Decisions:
    """A bank on disk and the drafts in it."""

    def __init__(self, bank: Path) -> None:
        self.bank = bank
        self.read()

    def read(self) -> None:
        """Read the bank anew; raises OSError."""
        self.reading = read_bank(bank_files(self.bank))
        self.problems = check(self.reading)

    def pending(self, topics: Collection[str] = ()) -> list[Pending]:
        """Give the drafts of these topics (none named: all), rules first, topics in the bank's order."""
        topic_of = {one.record.id: one.record.topic for one in self.reading.rules}
        rules = [_pending("rule", one, one.record.topic) for one in self.reading.rules]
        items = [_pending("item", one, topic_of.get(one.record.rules[0], "")) for one in self.reading.items]
        known = list(self.reading.settings.record.topics) if self.reading.settings else []
        order = {topic: place for place, topic in enumerate(known)}
        found = [one for one in (*rules, *items) if one and (not topics or one.topic in topics)]
        return sorted(found, key=lambda one: (one.kind == "item", order.get(one.topic, len(order))))

    def faults(self, draft: Pending) -> list[Problem]:
        """Give what the check says of a draft."""
        return _within(self.reading, self.problems, draft)

    def approve(self, draft: Pending) -> list[Problem]:
        """Approve a draft; gives the errors that it has or that its approval brings, none where it is written.

        Raises Meanwhile, and OSError.
        """
        return self._decide(draft, {"status": "approved"})

    def reject(self, draft: Pending, reason: str) -> list[Problem]:
        """Retire a draft with a reason; gives what keeps the file from being patched. Raises Meanwhile, and OSError."""
        return self._decide(draft, {"status": "retired", "reason": reason})

    def fragment(self, draft: Pending) -> bool:
        """Tell whether a draft is a rule whose statement is no whole sentence yet, as the points of a list are."""
        rules = (one.record for one in self.reading.rules if one.record.id == draft.id)
        rule = next(rules, None) if draft.kind == "rule" else None
        return rule is not None and not is_sentence(rule, _lore())

    def broken(self, draft: Pending) -> list[Problem]:
        """Give the errors for which a draft cannot be read any more; none where it can."""
        records: list[Placed[Rule] | Placed[Item]] = [*self.reading.rules, *self.reading.items]
        if any(one.record.id == draft.id for one in records):
            return []
        return [one for one in self.problems if one.is_error and one.place.path == draft.place.path]

    def file_of(self, draft: Pending) -> Path:
        """Give the file that a draft stands in."""
        return self.bank / self._path(draft)

    def _path(self, draft: Pending) -> str:
        return draft.place.path.removeprefix(self.reading.files.prefix)

    def _decide(self, draft: Pending, changes: Mapping[str, str]) -> list[Problem]:
        path = self._path(draft)
        before = self.reading.files.yaml[path]
        after = before
        try:
            for key, value in changes.items():
                after = set_scalar(after, draft.place.path, draft.id, key, value)
        except PatchError as error:
            return [error.problem]
        reading = read_bank(self.reading.files._replace(yaml={**self.reading.files.yaml, path: after}))
        problems = check(reading)
        if changes["status"] == "approved":
            own = _within(reading, problems, draft)
            against = [
                one for one in problems if one.is_error and (one in own or one in newly(self.problems, problems))
            ]
            if against:
                return against
        self._write(path, before, after)
        self.read()
        return []

    def _write(self, path: str, before: bytes, after: bytes) -> None:
        try:
            write_unchanged({self.bank / path: (before, after)})
        except Stop as stop:
            if stop.code != LOCKED:
                raise
            self.read()
            raise Meanwhile from stop


@cache
def _lore() -> Lore:
    return load_lore(lambda name: data("draft/data", name))


def _pending(kind: Literal["rule", "item"], one: Placed[Rule] | Placed[Item], topic: str) -> Pending | None:
    return Pending(kind, one.record.id, topic, one.at()) if one.record.status == "draft" else None


def _within(reading: Reading, problems: Collection[Problem], draft: Pending) -> list[Problem]:
    """Give the problems between the first line of a draft and that of the next entry of its file."""
    records: list[Placed[Rule] | Placed[Item]] = [*reading.rules, *reading.items]
    lines = sorted(one.at().line for one in records if one.path == draft.place.path)
    begin = next(
        (one.at().line for one in records if one.path == draft.place.path and one.record.id == draft.id),
        draft.place.line,
    )
    end = next((line for line in lines if line > begin), None)
    return [
        one
        for one in problems
        if one.place.path == draft.place.path and one.place.line >= begin and (end is None or one.place.line < end)
    ]
