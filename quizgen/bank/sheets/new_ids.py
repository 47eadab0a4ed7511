"""Ids for the new items of a sheet that have none: as `quizgen new item` suggests them, each one once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quizgen.bank.new_entry import path_of, suggested_id
from quizgen.bank.reading import Reading
from quizgen.bank.shape import nearest
from quizgen.model.item import Item
from quizgen.model.rule import Rule

_NUMBERED = re.compile(r"(.+?)([0-9]+)")


def first_topic(entry: Mapping[str, Any], rules: Mapping[str, Rule]) -> str:
    """Give the topic of an entry's first rule; empty where there is no such rule."""
    first = rules.get(next(iter(entry.get("rules", ())), ""))
    return first.topic if first else ""


class NewIds:
    """Suggests ids that neither the bank nor the sheet has."""

    def __init__(self, reading: Reading, named: Iterable[str]) -> None:
        self.reading = reading
        self.taken = reading.seen.get(Item, set()) | set(named)
        self.last: dict[str, str] = {}
        self.rules = [one.record.id for one in reading.rules]

    def suggested(self, entry: Mapping[str, Any]) -> str:
        """Suggest an id for an entry whose first rule there is."""
        path = path_of(self.reading, "item", entry)
        name = self._after(self.last[path]) if path in self.last else self._first(entry)
        while name in self.taken:
            name = self._after(name)
        self.last[path] = name
        self.taken.add(name)
        return name

    def near_rule(self, name: str) -> str:
        """Give the id of the rule that was probably meant, as a message shows it; empty where none is near."""
        near = nearest(name, self.rules)
        return f" ({near}?)" if near else ""

    def _first(self, entry: Mapping[str, Any]) -> str:
        known = replace(self.reading, seen={**self.reading.seen, Item: self.taken})
        return suggested_id(known, "item", entry)

    @staticmethod
    def _after(name: str) -> str:
        """Give the id with the next number."""
        numbered = _NUMBERED.fullmatch(name)
        assert numbered, f"a suggested id ends in a number: {name}"
        begin, number = numbered.groups()
        return f"{begin}{int(number) + 1:0{len(number)}d}"
