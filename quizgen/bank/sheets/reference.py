"""The sheets beside the items: what the lists offer, the rules with the words they rest on, and how it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizgen.bank.reading import Reading
from quizgen.bank.sheets.cells import LONGEST
from quizgen.language import catalogue, say
from quizgen.model.item import VERDICTS
from quizgen.model.rule import Rule

STATUSES, KINDS, LEVELS = ("draft", "approved"), ("verdict", "single", "multiple"), ("recall", "apply", "analyse")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a list offers in the cells of a column: pairs of what is chosen and what it means."""

    column: str
    title: str
    choices: Sequence[tuple[str, str]]


def offers(reading: Reading, language: str, options: int) -> list[Offer]:
    """Give the lists, in the order of their columns; the key's offers as many letters as a sheet has options."""
    topics = reading.settings.record.topics if reading.settings else {}
    meanings = {
        "status": [(name, say(language, f"sheet.status.{name}")) for name in STATUSES],
        "topic": [(name, name_in[language]) for name, name_in in topics.items()],
        "kind": [(name, say(language, f"sheet.kind.{name}")) for name in KINDS],
        "level": [(name, say(language, f"sheet.level.{name}")) for name in LEVELS],
        "scenario": [
            (say(language, f"sheet.{name}"), say(language, f"sheet.scenario.{name}")) for name in ("yes", "no")
        ],
        "key": [
            *((name, say(language, f"sheet.key.{name}")) for name in VERDICTS),
            *((letter, say(language, "sheet.key.letter", letter=letter)) for letter in "abcdefgh"[:options]),
        ],
    }
    return [Offer(name, say(language, f"sheet.column.{name}"), choices) for name, choices in meanings.items()]


def rules_table(reading: Reading, language: str) -> list[list[str]]:
    """Give the rules as rows under a row of heads: what each says, in whose words, by which source and which law."""
    heads = ("id", "topic", "status", "modality", "bearer", "statement", "quotes", "instruments", "valid", "items")
    items: dict[str, int] = {}
    for placed in reading.items:
        for name in placed.record.rules:
            items[name] = items.get(name, 0) + (placed.record.status != "retired")
    rows = [[say(language, f"sheet.rule.{name}") for name in heads]]
    sources = {one.record.id: one.record for one in reading.sources}
    for ruled in reading.rules:
        rule = ruled.record
        quotes = []
        for evidence in rule.evidence:
            source = sources.get(evidence.source)
            where = {"publisher": source.publisher if source else "?", "day": source.published if source else "?"}
            said = {"quote": evidence.quote, "id": evidence.source, "speaker": evidence.speaker}
            quotes.append(say(language, f"sheet.quote{'.said' * bool(evidence.speaker)}", **said, **where))
        law = [_instruments(reading, rule), _valid(rule, language), str(items.get(rule.id, 0))]
        kind = say(language, f"sheet.modality.{rule.modality}")
        words = [", ".join(rule.bearer), rule.statement[language], "\n".join(quotes)[: LONGEST // 2]]
        rows.append([rule.id, rule.topic, rule.status, kind, *words, *law])
    return rows


def instructions(language: str) -> list[str]:
    """Give the lines of the sheet that says how it is done; the first is its title."""
    keys = [key for key in catalogue(language, "sheet") if key.startswith("how.")]
    return [say(language, f"sheet.{key}") for key in keys]


def _instruments(reading: Reading, rule: Rule) -> str:
    known = {one.record.id: one.record for one in reading.instruments}
    found = [known[name] for name in rule.instruments if name in known]
    return "\n".join(f"{one.number}{f', {one.article}' if one.article else ''}" for one in found)


def _valid(rule: Rule, language: str) -> str:
    period = rule.valid
    if period is None or not (period.from_ or period.until):
        return ""
    return say(language, "sheet.valid", begin=period.from_ or "...", end=period.until or "...")
