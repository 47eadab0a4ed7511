"""What can be wrong between the records of a bank: one function per matter, `Reading -> Problems`.

The functions are listed in `CHECKS`; a new one is a new row. They trust the form of what they read (bank.shape).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from quizgen.bank.item_checks import item_checks
from quizgen.bank.lints import flaws
from quizgen.bank.reading import Placed, Reading
from quizgen.bank.shape import nearest
from quizgen.dates import iso, written
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Period, Source
from quizgen.model.words import Record
from quizgen.problems import Place, Problem, by_place
from quizgen.verbatim import normalised, occurs

Check = Callable[[Reading], Iterator[Problem]]

UNFINISHED = "DRAFT:"
"""What begins a statement that `extract --into` proposed and nobody has worded yet."""
WEEKDAYS = ("@day.0", "@day.1", "@day.2", "@day.3", "@day.4", "@day.5", "@day.6")


def check(reading: Reading, checks: Sequence[Check] | None = None) -> list[Problem]:
    """Give all problems of a bank, those of form included, sorted by place; `checks` are all `CHECKS` unless named."""
    found = list(reading.problems)
    for one in CHECKS if checks is None else checks:
        found += one(reading)
    return by_place(found)


def unique_ids(reading: Reading) -> Iterator[Problem]:
    """An id names one record only."""
    kinds: tuple[list[Placed[Any]], ...] = (reading.sources, reading.instruments, reading.rules, reading.items)
    for records in kinds:
        first: dict[str, Placed[Any]] = {}
        for one in records:
            before = first.setdefault(one.record.id, one)
            if before is not one:
                yield Problem(one.at(), "E301", {"id": one.record.id, "first": str(before.at())})


def emptied(reading: Reading) -> Iterator[Problem]:
    """A file of rules or items holds something, if only the head that explains its keys."""
    for path, data in reading.files.yaml.items():
        if "/" in path and not data.strip():
            yield Problem(Place(reading.path(path)), "W309")


def settings(reading: Reading) -> Iterator[Problem]:
    """The settings speak of topics and files that exist."""
    if (one := reading.settings) is None:
        return
    unknown = _Unknown("E310", one.record.topics)
    for topic, weight in one.record.blueprint.weights.items():
        if topic not in one.record.topics:
            yield unknown(one.at(weight), topic)
    emblem = one.record.letterhead.emblem if one.record.letterhead else ""
    if emblem and emblem not in reading.files.other:
        yield Problem(one.at(emblem), "E323", {"file": emblem})


def sources(reading: Reading) -> Iterator[Problem]:
    """A source's file is stored unchanged, and its dates are days that were."""
    for one in reading.sources:
        source = one.record
        stored = reading.files.seeds.get(source.file)
        if stored is None:
            yield Problem(one.at(source.file), "E306", {"file": source.file})
        elif (found := hashlib.sha256(stored).hexdigest()) != source.sha256:
            yield Problem(one.at(source.sha256), "E307", {"file": source.file, "found": found})
        else:
            yield from _readable(one, stored)
        yield from _source_dates(one)
    registered = {one.record.file for one in reading.sources}
    if Source in reading.cut or len(reading.seen[Source]) > len(reading.sources):
        return  # an entry that could not be read may register the file
    for name in sorted(set(reading.files.seeds) - registered):
        yield Problem(Place(reading.path("sources.yaml")), "W304", {"file": name})


def instruments(reading: Reading) -> Iterator[Problem]:
    """An instrument's period is one, and what replaced it exists."""
    known, whole = reading.seen[Instrument], Instrument not in reading.cut
    unknown = _Unknown("E304", known)
    for one in reading.instruments:
        instrument = one.record
        yield from _period(one, instrument.in_force)
        if whole and instrument.replaced_by is not None and instrument.replaced_by not in known:
            yield unknown(one.at(instrument.replaced_by), instrument.replaced_by)


def rules(reading: Reading) -> Iterator[Problem]:
    """A rule stands in its topic's file and refers to what exists."""
    topics = list(reading.settings.record.topics) if reading.settings else None
    known, whole = reading.seen[Instrument], Instrument not in reading.cut
    unknown_topic, unknown_instrument = _Unknown("E310", topics or ()), _Unknown("E304", known)
    for one in reading.rules:
        rule = one.record
        stem = one.path.rpartition("/")[2].removesuffix(".yaml")
        if topics is not None and rule.topic not in topics:
            yield unknown_topic(one.at(rule.topic), rule.topic)
        elif rule.topic != stem:
            yield Problem(one.at(rule.topic), "E311", {"topic": rule.topic, "file": stem})
        for instrument in rule.instruments:
            if whole and instrument not in known:
                yield unknown_instrument(one.at(instrument), instrument)
        if rule.status == "approved":
            yield from _approved(one)
        if rule.valid is not None:
            yield from _period(one, rule.valid)


def _approved(one: Placed[Rule]) -> Iterator[Problem]:
    """An approved rule has evidence, and a person has worded it."""
    statement = one.record.statement
    for text in (statement.id, statement.en):
        if text.startswith(UNFINISHED):
            yield Problem(one.at(text), "E327", {"mark": UNFINISHED})
    if not one.record.evidence:
        yield Problem(one.at(), "E315", {"id": one.record.id})


def quotes(reading: Reading) -> Iterator[Problem]:
    """Each quote occurs verbatim in its stored source (quizgen.verbatim says what is folded)."""
    known, whole = reading.seen[Source], Source not in reading.cut
    unknown = _Unknown("E302", known)
    stored = {one.record.id: reading.files.seeds.get(one.record.file) for one in reading.sources}

    @cache
    def text_of(source: str) -> str:
        return normalised((stored[source] or b"").decode("utf-8", "replace"))

    for one in reading.rules:
        for evidence in one.record.evidence:
            if evidence.source not in known:
                if whole:
                    yield unknown(one.at(evidence.source), evidence.source)
            elif stored.get(evidence.source) is not None and not occurs(evidence.quote, text_of(evidence.source)):
                words = {"source": evidence.source, "where": _longest_start(evidence.quote, text_of(evidence.source))}
                yield Problem(one.at(evidence.quote), "E308", words)
            elif len(evidence.quote.split()) < 2:
                yield Problem(one.at(evidence.quote), "W306", {"quote": evidence.quote})


def items(reading: Reading) -> Iterator[Problem]:
    """Items agree with their rules and with themselves; see quizgen.bank.item_checks."""
    known_rules = {one.record.id: one.record for one in reading.rules}
    unreadable, whole = reading.seen[Rule] - known_rules.keys(), Rule not in reading.cut
    unknown = _Unknown("E303", known_rules)
    for one in reading.items:
        item = one.record
        mine: list[Rule] = []
        for rule in item.rules:
            if rule in known_rules:
                mine.append(known_rules[rule])
            elif whole and rule not in unreadable:
                yield unknown(one.at(rule), rule)
        yield from item_checks(one, mine)


def blank_texts(reading: Reading) -> Iterator[Problem]:
    """No text of a source, instrument or rule is only white space (of items: quizgen.bank.item_checks)."""
    records: list[Placed[Any]] = [*reading.sources, *reading.instruments, *reading.rules]
    for one in records:
        pending: list[object] = [one.record]
        while pending:
            value = pending.pop()
            if isinstance(value, Record):
                pending += [getattr(value, name) for name in value.__struct_fields__]
            elif isinstance(value, tuple):
                pending += value
            elif isinstance(value, str) and value.isspace():
                yield Problem(one.at(value), "E205")


def layout(reading: Reading) -> Iterator[Problem]:
    """No YAML file lies where it would not be read."""
    for path in reading.files.other:
        if path.lower().endswith((".yaml", ".yml")):
            yield Problem(Place(reading.path(path)), "W305", {"file": path.rpartition("/")[2]})


RECORDS: tuple[Check, ...] = (
    unique_ids,
    settings,
    sources,
    instruments,
    rules,
    quotes,
    items,
    blank_texts,
    layout,
    emptied,
)
"""What the records say of one another."""

CHECKS: tuple[Check, ...] = (*RECORDS, flaws)
"""All checks: those above, and the flaws in the writing of items (quizgen.bank.lints)."""


class _Unknown:
    """Makes the Problem of a name that there is not; guesses what was meant as long as that takes little time."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        self.code = code
        self.known = sorted(known)
        self.comparisons_left = 100_000

    def __call__(self, place: Place, name: str) -> Problem:
        self.comparisons_left -= len(self.known)
        near = nearest(name, self.known) if self.comparisons_left > 0 else ""
        return Problem(place, self.code, {"id": name, "near": f" ({near}?)" if near else ""})


def _readable(one: Placed[Source], stored: bytes) -> Iterator[Problem]:
    try:
        stored.decode("utf-8")
    except UnicodeDecodeError as error:
        yield Problem(one.at(one.record.file), "E324", {"file": one.record.file, "byte": str(error.start)})


def _source_dates(one: Placed[Source]) -> Iterator[Problem]:
    source = one.record
    found = list(written(source.published))
    if iso(source.published) is None and not (found and found[0].day and found[0].words == source.published.strip()):
        yield Problem(one.at(source.published), "E305", {"date": source.published})
    for text in (source.published, source.title, source.place):
        for date in written(text):
            if date.day is not None and not date.weekday_fits:
                words = {"date": date.words, "real": WEEKDAYS[date.day.weekday()]}
                yield Problem(one.at(text), "E325" if text is source.published else "W301", words)


def _period(one: Placed[Any], period: Period) -> Iterator[Problem]:
    for day in (period.from_, period.until):
        if day is not None and iso(day) is None:
            yield Problem(one.at(day), "E305", {"date": day})
    if period.from_ and period.until and period.from_ > period.until:
        yield Problem(one.at(period.until), "E326", {"from": period.from_, "until": period.until})


def _longest_start(quote: str, text: str) -> str:
    """Give the first words of a quote that do occur, so that the editor sees where it goes astray."""
    words = normalised(quote).split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if occurs(" ".join(words[:middle]), text) else (low, middle - 1)
    return " ".join(words[:low][-6:])
