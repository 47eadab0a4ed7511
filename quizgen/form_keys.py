"""Keys of stored forms against the bank: a key that changed although the item's version did not is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen.bank.reading import Placed, Reading
from quizgen.model.form import Form, Slot
from quizgen.model.item import Item
from quizgen.problems import Problem
from quizgen.quiz.assemble import shown_key

_MANY = 5
"""Forms that a message names at the most."""


def changed_keys(reading: Reading, forms: Iterable[tuple[str, Form]]) -> Iterator[Problem]:
    """Tell of each item whose key, at the version that forms hold, is another than there; the forms are named."""
    items: dict[str, Placed[Item]] = {}
    for one in reading.items:
        items.setdefault(one.record.id, one)
    found: dict[str, list[str]] = {}
    for name, form in forms:
        for slot in (slot for slots in form.variants.values() for slot in slots):
            if slot.item in items and _differs(items[slot.item].record, slot) and name not in found.get(slot.item, ()):
                found.setdefault(slot.item, []).append(name)
    for item, names in found.items():
        yield _problem(items[item], names)


def _differs(item: Item, slot: Slot) -> bool:
    if item.version != slot.version or not slot.key:
        return False
    return set(item.options) != set(slot.order) or shown_key(item.key_letters, slot.order) != slot.key


def _problem(one: Placed[Item], names: list[str]) -> Problem:
    version = str(one.record.version)
    forms = ", ".join(names[:_MANY]) + (" ..." if len(names) > _MANY else "")
    words = {"id": str(one.record.id), "version": version, "forms": forms, "next": str(int(version) + 1)}
    return Problem(one.at(one.record.version), "W310", words)
