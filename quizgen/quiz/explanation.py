"""Why an answer is right or wrong: reasons, quotes and legal basis, as values without wording."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from quizgen.model.bank import Bank
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.quiz.paper import Question


class Reason(Struct, frozen=True):
    """Why one option is right or wrong; the option is named as in the bank file."""

    option: str
    right: bool
    chosen: bool
    text: str


class Quoted(Struct, frozen=True):
    """A verbatim quote, who said it (may be empty) and the source it stands in."""

    quote: str
    speaker: str
    source: Source


class Basis(Struct, frozen=True):
    """A legal instrument behind a rule; the first ISO day without it where that is past; and what replaced it."""

    instrument: Instrument
    ended_on: str | None
    replaced_by: Instrument | None


class Explanation(Struct, frozen=True):
    """All that speaks for the key of an item, told to someone who chose these options."""

    reasons: tuple[Reason, ...]
    remark: str
    quotes: tuple[Quoted, ...]
    bases: tuple[Basis, ...]


def explain(bank: Bank, question: Question, chosen: Iterable[str], *, language: str, as_of: str) -> Explanation:
    """Gather why the answer is right or wrong: right options first, those chosen before those missed, then wrong ones.

    as_of is the ISO day for which the law is told.

    Raises KeyError where the bank does not have the question's item.
    """
    item = bank.items[question.item]
    picked = set(chosen)
    told = [option for option in question.options if option in question.keys or option in picked]
    told.sort(key=lambda option: (option not in question.keys, option not in picked))
    reasons = tuple(
        Reason(option, option in question.keys, option in picked, text)
        for option in told
        if (text := _reason(item, option, language))
    )
    remark = item.rationale[language] if item.rationale and item.kind != "verdict" else ""
    rules = [bank.rules[rule] for rule in item.rules if rule in bank.rules]
    return Explanation(reasons, remark, _quotes(bank, rules), _bases(bank, rules, as_of))


def _reason(item: Item, option: str, language: str) -> str:
    if item.kind == "verdict":
        rationale = item.rationale if option in item.keys else item.distractor_rationale
        return rationale[language] if rationale else ""
    return item.options[option].rationale[language]


def _quotes(bank: Bank, rules: Iterable[Rule]) -> tuple[Quoted, ...]:
    """Give the first quote of each rule, each quote once."""
    first = {rule.evidence[0].quote: rule.evidence[0] for rule in rules if rule.evidence}
    return tuple(
        Quoted(evidence.quote, evidence.speaker, bank.sources[evidence.source])
        for evidence in first.values()
        if evidence.source in bank.sources
    )


def _bases(bank: Bank, rules: Iterable[Rule], as_of: str) -> tuple[Basis, ...]:
    """Give the instruments that had come into force by the day, each once."""
    names = dict.fromkeys(name for rule in rules for name in rule.instruments if name in bank.instruments)
    bases = []
    for instrument in (bank.instruments[name] for name in names):
        if instrument.begins > as_of:
            continue
        until = instrument.in_force.until
        replacement = bank.instruments.get(instrument.replaced_by) if instrument.replaced_by else None
        ended = (date.fromisoformat(until) + timedelta(days=1)).isoformat() if until and until < as_of else None
        bases.append(Basis(instrument, ended, replacement))
    return tuple(bases)
