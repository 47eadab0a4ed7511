"""Characters that the font cannot draw, and where on a handout they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from quizgen.render.fonts import missing
from quizgen.render.handout import Handout


class Undrawn(NamedTuple):
    """A character that will not print, and the ids of the items (or `bank.yaml`) that use it."""

    character: str
    used_by: tuple[str, ...]

    @property
    def code(self) -> str:
        """The character's name as `U+A9B2`."""
        return f"U+{ord(self.character):04X}"


def undrawn(html: str, handout: Handout) -> tuple[Undrawn, ...]:
    """Find the characters of printed pages that the font cannot draw, sorted."""
    wanted = missing(html)
    places = [(place, set(text)) for place, text in _texts(handout)] if wanted else []
    return tuple(Undrawn(one, tuple(place for place, has in places if one in has)) for one in wanted)


def _texts(handout: Handout) -> Iterator[tuple[str, str]]:
    """Give the text of the bank's head, and of each item with its rules, instruments and sources."""
    bank = handout.bank
    yield "bank.yaml", _all_text((bank.settings, handout.form.bank))
    for name in sorted({slot.item for variant in handout.variants for slot in handout.form.variants[variant]}):
        item = bank.items[name]
        rules = [bank.rules[rule] for rule in item.rules if rule in bank.rules]
        instruments = [bank.instruments.get(one) for rule in rules for one in rule.instruments]
        sources = [bank.sources.get(one.source) for rule in rules for one in rule.evidence]
        yield name, _all_text((item, rules, instruments, sources))


def _all_text(value: object) -> str:
    # Composed, as `missing` looks at it; as JSON, because that goes through everything.
    return unicodedata.normalize("NFC", msgspec.json.encode(value, enc_hook=str).decode())
