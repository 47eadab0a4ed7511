"""Forms: a frozen selection and order of items, the same on paper and in the terminal."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from quizgen.model.words import Id, IsoDate, Record


class Slot(Record, frozen=True):
    """One place on a form: which item, at which version, with its options in which order."""

    item: Id
    version: str
    order: Annotated[str, Meta(pattern=r"^[a-h]{0,8}$(?!\n)", extra={"form": "order"})] = ""
    """Letters of the bank file in the order shown as A, B, C ...; empty for a verdict."""
    key: Annotated[str, Meta(pattern=r"^[A-H]{0,8}$(?!\n)", extra={"form": "order"})] = ""
    """Letters of the right options as shown, sorted: the key of the printed form, whatever the bank says later."""


class Form(Record, frozen=True):
    """A paper: its id, the bank it was drawn from, and for each variant (A, B ...) its slots in order."""

    id: str
    bank: str
    as_of: IsoDate
    seed: str
    variants: dict[str, tuple[Slot, ...]]
