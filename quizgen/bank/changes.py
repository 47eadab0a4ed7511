"""What a changed source touches: the rules that quote it, whether the quotes still hold, and the rules' items."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.bank.reading import Reading
from quizgen.model.source import Source
from quizgen.verbatim import normalised, occurs


@dataclass(frozen=True, slots=True)
class TouchedQuote:
    """A quote from a changed source, and whether its words are still there."""

    rule: str
    quote: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A source whose stored bytes are not those registered; found is their sha256, empty where the file is gone."""

    source: Source
    found: str
    quotes: tuple[TouchedQuote, ...]
    items: tuple[str, ...]


def changes(reading: Reading) -> Iterator[Change]:
    """Give the changed sources in the order of sources.yaml."""
    for one in reading.sources:
        source = one.record
        stored = reading.files.seeds.get(source.file)
        found = hashlib.sha256(stored).hexdigest() if stored is not None else ""
        if found == source.sha256:
            continue
        text = normalised((stored or b"").decode("utf-8", "replace"))
        quotes = tuple(
            TouchedQuote(rule.record.id, evidence.quote, occurs(evidence.quote, text))
            for rule in reading.rules
            for evidence in rule.record.evidence
            if evidence.source == source.id
        )
        rules = {quote.rule for quote in quotes}
        items = tuple(item.record.id for item in reading.items if rules.intersection(item.record.rules))
        yield Change(source, found, quotes, items)
