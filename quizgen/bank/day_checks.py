"""What of a bank does not hold on a given day: items that drop out, and sources from the future."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.bank.reading import Reading
from quizgen.dates import iso, written
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument
from quizgen.problems import Problem


def dropping_out(reading: Reading, day: str) -> Iterator[Problem]:
    """Name each approved item that is not asked on an ISO day, and the first of its rules that does not bind then."""
    rules = {one.record.id: one.record for one in reading.rules}
    instruments = {one.record.id: one.record for one in reading.instruments}
    for one in reading.items:
        if one.record.status != "approved":
            continue
        for name in one.record.rules:
            if name in rules and not rules[name].in_force_on(day, instruments):
                words = {"id": one.record.id, "rule": name, "day": day, **_why(rules[name], instruments, day)}
                yield Problem(one.at(), "W307", words)
                break


def from_the_future(reading: Reading, today: str) -> Iterator[Problem]:
    """Name each source that is said to be published after an ISO day."""
    for one in reading.sources:
        days = [iso(one.record.published), *(found.day for found in written(one.record.published))]
        if any(day is not None and day.isoformat() > today for day in days):
            yield Problem(one.at(one.record.published), "W308", {"date": one.record.published, "today": today})


def _why(rule: Rule, instruments: dict[str, Instrument], day: str) -> dict[str, str]:
    """Say why a rule does not bind: its own period, or that of its instruments, of which the last to end is named."""
    if rule.valid is not None and not rule.valid.covers(day):
        if rule.valid.from_ is not None and day < rule.valid.from_:
            return {"reason": "@why.not_yet", "date": rule.valid.from_, "basis": ""}
        return {"reason": "@why.over", "date": rule.valid.until or "", "basis": ""}
    known = [instruments[name] for name in rule.instruments if name in instruments]
    ended = sorted((one.in_force.until, one.number) for one in known if one.in_force.until and one.in_force.until < day)
    if ended:
        return {"reason": "@why.repealed", "date": ended[-1][0], "basis": f" ({ended[-1][1]})"}
    first = min(known, key=lambda one: one.begins)
    return {"reason": "@why.no_basis_yet", "date": first.begins, "basis": f" ({first.number})"}
