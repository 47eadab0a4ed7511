"""The questions of a run: slots of a form joined with the items of the bank, as the engine needs them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quizgen.model.bank import Bank
from quizgen.model.form import Slot


class Question(Struct, frozen=True):
    """One question: its item, its topic, its options in the order shown, and which of them are right.

    Options are named as in the bank file: letters, or `boleh` and `tidak` for a verdict.
    """

    item: str
    topic: str
    kind: str
    options: tuple[str, ...]
    keys: tuple[str, ...]

    def is_right(self, chosen: Iterable[str]) -> bool:
        """Tell whether an answer is right: all or nothing, also where several options are right."""
        return set(chosen) == set(self.keys)

    def letter(self, option: str) -> str:
        """Give the letter under which an option is shown: A for the first; raises ValueError for an unknown one."""
        return "ABCDEFGH"[self.options.index(option)]


def questions(slots: Iterable[Slot], bank: Bank) -> tuple[Question, ...]:
    """Join slots with their items, in the order of the slots.

    Raises KeyError where the bank does not have an item, ValueError where a slot names other options than its item has.
    """
    return tuple(_question(slot, bank) for slot in slots)


def _question(slot: Slot, bank: Bank) -> Question:
    item = bank.items[slot.item]
    options = tuple(slot.order) or item.letters
    if sorted(options) != sorted(item.letters):
        raise ValueError(f"{item.id} has not the options of its slot: {slot.order}")
    return Question(item.id, bank.topic_of(item), item.kind, options, item.keys)
