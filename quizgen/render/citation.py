"""How a rule, its quotes and its legal basis are cited on paper."""

from __future__ import annotations

from collections.abc import Iterable

from quizgen import dates
from quizgen.language import say
from quizgen.model.bank import Bank
from quizgen.model.rule import Evidence, Rule
from quizgen.model.source import Instrument, Period, Source
from quizgen.render.counting import counted

MOST_QUOTES = 3
"""Quotes printed for a rule; of further ones the key says how many the bank holds."""


def day(text: str, language: str) -> str:
    """Write a date of the bank (`2024-01-28`, or with its weekday) in words; a text that is no date stays as it is."""
    found = dates.iso(text) or next((one.day for one in dates.written(text) if one.day), None)
    if found is None:
        return text
    return dates.indonesian(found) if language == "id" else dates.english(found)


def rule_cited(rule: Rule, bank: Bank, as_of: str, language: str) -> dict[str, object]:
    """Give what the key prints of a rule: statement, standing, quotes with their origin, legal basis on the day."""
    known = [bank.instruments[name] for name in rule.instruments if name in bank.instruments]
    quotes = [one for one in rule.evidence if one.source in bank.sources]
    rest = len(quotes) - MOST_QUOTES
    return {
        "statement": rule.statement[language],
        "standing": _standing(rule, language),
        "quotes": _by_origin(quotes[:MOST_QUOTES], bank, language),
        "more": counted(language, "more_quotes", rest, rule=rule.id) if rest > 0 else "",
        "instruments": [instrument_cited(one, bank, as_of, language) for one in known if begun(one, as_of)],
        "not_yet": [_announced(one, language) for one in known if not begun(one, as_of)],
    }


def begun(instrument: Instrument, as_of: str) -> bool:
    """Tell whether an instrument had come into force by an ISO day, whether or not it still was."""
    return instrument.begins <= as_of


def instrument_cited(instrument: Instrument, bank: Bank, as_of: str, language: str) -> str:
    """Name an instrument in short: number, article, whom it binds, and that it is repealed where that is so."""
    remarks = []
    if instrument.binds:
        remarks.append(say(language, "paper.binds", bearers=_bearers(instrument.binds, language)))
    if instrument.in_force.until:
        remarks.append(_ended(instrument, bank, as_of, language))
    name = instrument_name(instrument)
    return f"{name} ({'; '.join(remarks)})" if remarks else name


def instrument_name(instrument: Instrument) -> str:
    """Number and article, as `PP Nomor 94 Tahun 2021, Pasal 5 huruf n`."""
    return f"{instrument.number}, {instrument.article}" if instrument.article else instrument.number


def instrument_entry(instrument: Instrument, bank: Bank, as_of: str, language: str) -> dict[str, str]:
    """Give the entry of an instrument in the list of legal bases: name, and all there is to know about it."""
    period = instrument.in_force
    parts = [say(language, "paper.about", title=instrument.title[language])]
    if period.from_:
        parts.append(say(language, "paper.in_force", day=day(period.from_, language)))
    if period.until:
        ended = _ended(instrument, bank, as_of, language)
        parts.append(f"{ended[:1].upper()}{ended[1:]}.")
    if instrument.note:
        parts.append(instrument.note[language])
    return {"name": instrument_name(instrument), "about": " ".join(parts)}


def source_entry(source: Source, language: str) -> dict[str, str]:
    """Give the entry of a source in the list of sources: title, where it appeared, and what an auditor must know."""
    publisher = _publisher(source) or say(language, "paper.no_publisher")
    origin = ", ".join(part for part in (publisher, source.place, day(source.published, language)) if part)
    parts = [f"{origin}.", say(language, "paper.stored", file=source.file, sha256=source.sha256[:16])]
    if source.note:
        parts.append(source.note[language])
    return {"name": f"{source.title}.", "about": " ".join(parts)}


def _standing(rule: Rule, language: str) -> str:
    modality = say(language, f"paper.modality.{rule.modality}", bearers=_bearers(rule.bearer, language))
    parts = [modality, say(language, f"paper.standing.{rule.standing}")]
    if rule.valid:
        parts.append(_valid(rule.valid, language))
    return "; ".join(part for part in parts if part)


def _valid(period: Period, language: str) -> str:
    parts = []
    if period.from_:
        parts.append(say(language, "paper.valid.from", day=day(period.from_, language)))
    if period.until:
        parts.append(say(language, "paper.valid.until", day=day(period.until, language)))
    return " ".join(parts)


def _by_origin(quotes: Iterable[Evidence], bank: Bank, language: str) -> list[dict[str, object]]:
    """Put the quotes of one speaker in one source together."""
    found: dict[str, list[str]] = {}
    for one in quotes:
        found.setdefault(origin(one, bank.sources[one.source], language), []).append(_unquoted(one.quote))
    return [{"origin": said, "texts": texts} for said, texts in found.items()]


def origin(evidence: Evidence, source: Source, language: str) -> str:
    """Say who said it where and when."""
    where = ", ".join(part for part in (_publisher(source), source.place, day(source.published, language)) if part)
    return f"{evidence.speaker}; {where}." if evidence.speaker else f"{where}."


def _publisher(source: Source) -> str:
    """Name the publisher; words in brackets are the editor's remark that the text names none."""
    return "" if source.publisher.startswith("(") else source.publisher


def _unquoted(quote: str) -> str:
    """Take the outer quotation marks off, because the page sets its own."""
    text = quote.strip()
    return (
        text[1:-1]
        if len(text) > 1 and text[0] in '"“' and text[-1] in '"”' and not set(text[1:-1]) & set('"“”')
        else text
    )


def _ended(instrument: Instrument, bank: Bank, as_of: str, language: str) -> str:
    until = instrument.in_force.until or ""
    key = "paper.repealed" if until < as_of else "paper.ends"
    text = say(language, key, day=day(until, language))
    heir = bank.instruments.get(instrument.replaced_by or "")
    return f"{text}, {say(language, 'paper.replaced', by=heir.number)}" if heir and begun(heir, as_of) else text


def _announced(instrument: Instrument, language: str) -> str:
    if not instrument.in_force.from_:
        return instrument_name(instrument)
    since = say(language, "paper.since", day=day(instrument.in_force.from_, language))
    return f"{instrument_name(instrument)} ({since})"


def _bearers(bearers: Iterable[str], language: str) -> str:
    return ", ".join(say(language, f"paper.bearer.{bearer}") for bearer in bearers)
