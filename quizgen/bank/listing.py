"""The records of a bank as rows: what a list shows of each, and what it can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from quizgen.bank.reading import Placed, Reading
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "items": ("id", "topic", "status", "kind", "level", "key", "rules", "text"),
    "rules": ("id", "topic", "status", "modality", "items", "text"),
    "sources": ("id", "published", "publisher", "rules", "text"),
    "instruments": ("id", "number", "article", "from", "until", "rules", "text"),
}
"""What is listed, and its columns; the last is the longest."""

FILTERS: Mapping[str, frozenset[str]] = {
    "items": frozenset({"topic", "status", "rule", "kind", "level"}),
    "rules": frozenset({"topic", "status", "rule"}),
    "sources": frozenset({"topic", "rule"}),
    "instruments": frozenset({"topic", "rule"}),
}


@dataclass(slots=True)
class Row:
    """One record: its cells by column, where it stands, and by what it is found."""

    cells: dict[str, str]
    path: str
    line: int
    facets: Mapping[str, frozenset[str]]
    words: str = field(repr=False)


def rows_of(reading: Reading, what: str, language: str) -> Iterator[Row]:
    """Give the rows of one kind of record, texts in one language; sources and instruments count the rules on them."""
    makers = {"items": _items, "rules": _rules, "sources": _sources, "instruments": _instruments}
    return makers[what](reading, language)


def wanted(row: Row, filters: Mapping[str, Iterable[str]], words: str) -> bool:
    """Tell whether a row fits every filter (one of its values) and its texts, in either language, have all words."""
    fits = all(not row.facets[name].isdisjoint(values) for name, values in filters.items())
    return fits and all(word in row.words for word in words.casefold().split())


def _items(reading: Reading, language: str) -> Iterator[Row]:
    topics = {one.record.id: one.record.topic for one in reading.rules}
    for one in reading.items:
        item: Item = one.record
        topic = topics.get(item.rules[0], "")
        cells = {"id": item.id, "topic": topic, "status": item.status, "kind": item.kind, "level": item.level}
        cells |= {"key": ",".join(item.keys), "rules": ",".join(item.rules), "text": item.stem[language]}
        facets = {
            "topic": frozenset({topic}),
            "status": frozenset({item.status}),
            "rule": frozenset(item.rules),
            "kind": frozenset({item.kind}),
            "level": frozenset({item.level}),
        }
        texts = [item.id, item.stem, item.rationale, item.distractor_rationale, item.discussion]
        texts += [text for option in item.options.values() for text in (option, option.rationale)]
        yield _row(one, cells, facets, texts)


def _rules(reading: Reading, language: str) -> Iterator[Row]:
    asked = [name for one in reading.items for name in one.record.rules]
    for one in reading.rules:
        rule: Rule = one.record
        cells = {"id": rule.id, "topic": rule.topic, "status": rule.status, "modality": rule.modality}
        cells |= {"items": str(asked.count(rule.id)), "text": rule.statement[language]}
        facets = {
            "topic": frozenset({rule.topic}),
            "status": frozenset({rule.status}),
            "rule": frozenset({rule.id}),
        }
        yield _row(one, cells, facets, [rule.id, rule.statement, rule.note, *(each.quote for each in rule.evidence)])


def _sources(reading: Reading, language: str) -> Iterator[Row]:
    del language  # a source has one language, its own
    for one in reading.sources:
        source: Source = one.record
        quoting = [
            each.record for each in reading.rules if any(piece.source == source.id for piece in each.record.evidence)
        ]
        cells = {"id": source.id, "published": source.published, "publisher": source.publisher}
        cells |= {"rules": str(len(quoting)), "text": source.title}
        texts = [source.id, source.title, source.publisher, source.place, source.note]
        yield _row(one, cells, _facets_of(quoting), texts)


def _instruments(reading: Reading, language: str) -> Iterator[Row]:
    for one in reading.instruments:
        instrument: Instrument = one.record
        resting = [each.record for each in reading.rules if instrument.id in each.record.instruments]
        cells = {"id": instrument.id, "number": instrument.number, "article": instrument.article}
        cells |= {"from": instrument.in_force.from_ or "", "until": instrument.in_force.until or ""}
        cells |= {"rules": str(len(resting)), "text": instrument.title[language]}
        texts = [instrument.id, instrument.number, instrument.article, instrument.title, instrument.note]
        yield _row(one, cells, _facets_of(resting), texts)


def _facets_of(rules: Iterable[Rule]) -> dict[str, frozenset[str]]:
    known = list(rules)
    return {"topic": frozenset(rule.topic for rule in known), "rule": frozenset(rule.id for rule in known)}


def _row(one: Placed[Any], cells: dict[str, Any], facets: dict[str, frozenset[str]], texts: Iterable[Any]) -> Row:
    said = [part for text in texts if text for part in ((text,) if isinstance(text, str) else (text.id, text.en))]
    plain = {name: str(value) for name, value in cells.items()}
    return Row(plain, one.path, one.at().line, facets, " ".join(said).casefold())
