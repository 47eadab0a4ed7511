"""Characters that no font of the papers has: found before anything is laid out, and named by their lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from quizgen.bank.reading import Placed, read_bank
from quizgen.cli.voice import tell, tell_problems
from quizgen.files import bank_files
from quizgen.model.session import Participant, Session
from quizgen.model.words import Record
from quizgen.open_bank import OpenBank
from quizgen.problems import Place, Problem, by_place
from quizgen.render.fonts import missing
from quizgen.strict_yaml import Text

if TYPE_CHECKING:
    from quizgen.render.handout import Handout
    from quizgen.render.theme import Theme

Paper = tuple[str, str, "Handout"]
"""A kind of paper, the suffix of its file, and the order to print."""

MOST_TOLD = 20
"""Places named; the rest are counted."""
_FURTHEST = 60
"""Lines after the first one of a text in which its characters are looked for."""


def told_before(
    papers: Sequence[Paper],
    opened: OpenBank,
    session: Placed[Session] | None = None,
    people: Sequence[Participant] = (),
) -> frozenset[str]:
    """Tell which characters of papers will not print, each place on a line, and give these characters.

    Looking through the texts costs a few ms; only where one of them has such a character is it looked up which papers
    print it, and where it is written. Raises Stop as rendering does.
    """
    unsure = frozenset(missing("".join(_texts(papers))))
    problems = list(in_roster(people, session.record.roster if session else ""))
    found: frozenset[str] = frozenset()
    if unsure:
        from quizgen.child import in_child

        found = unsure & in_child(lacking, papers)
    if found:
        problems += _in_bank(found, papers, opened)
        problems += _in_session(found, session) if session else ()
        problems += _in_theme(found, papers[0][2].theme)
    problems = by_place(problems)
    tell_problems(problems[:MOST_TOLD])
    if len(problems) > MOST_TOLD:
        tell("kit.more_places", count=len(problems) - MOST_TOLD)
    return frozenset(sign for one in problems for sign in one.words["signs"])


def lacking(papers: Sequence[Paper]) -> frozenset[str]:
    """Give the characters that papers print and the font lacks; a task."""
    from dataclasses import replace

    from quizgen.render.registry import renderer

    found: set[str] = set()
    for kind, _, order in papers:
        row = renderer(kind, "html")
        for letter in order.variants if row.one_variant else [""]:
            printed = row.render(replace(order, variants=(letter,)) if letter else order)
            found.update(one.character for one in printed.undrawn)
    return frozenset(found)


def _texts(papers: Sequence[Paper]) -> Iterator[str]:
    """Give all that papers may print, each text once."""
    seen: set[int] = set()
    for _, _, order in papers:
        for part in (order.bank, order.session):
            if part is not None and id(part) not in seen:
                seen.add(id(part))
                yield msgspec.json.encode(part, enc_hook=str).decode()
        if order.theme and id(order.theme) not in seen:
            seen.add(id(order.theme))
            yield from (text for _, text in order.theme.texts())


def in_roster(people: Iterable[Participant], path: str) -> Iterator[Problem]:
    """Find what of a roster will not print, by its lines."""
    for one in people:
        if signs := missing("".join((one.name, one.unit, one.number))):
            yield _problem(Place(path, one.line, 1), signs)


def _in_bank(found: Collection[str], papers: Sequence[Paper], opened: OpenBank) -> Iterator[Problem]:
    reading = read_bank(bank_files(opened.folder))
    banks = [order.bank for _, _, order in papers]
    items = {str(name) for bank in banks for name in bank.items}
    rules = {str(rule) for bank in banks for item in bank.items.values() for rule in item.rules}
    placed: list[tuple[str, Record]] = [(one.path, one.record) for one in reading.items if one.record.id in items]
    placed += [(one.path, one.record) for one in reading.rules if one.record.id in rules]
    placed += [(one.path, one.record) for one in reading.instruments]
    placed += [(one.path, one.record) for one in reading.sources]
    placed += [(one.path, one.record) for one in (reading.settings,) if one]
    for path, record in placed:
        yield from _in_record(found, path, record, reading.files.yaml.get(path.removeprefix(reading.files.prefix), b""))


def _in_session(found: Collection[str], session: Placed[Session]) -> Iterator[Problem]:
    return _in_record(found, session.path, session.record, b"")


def _in_record(found: Collection[str], path: str, record: Record, data: bytes) -> Iterator[Problem]:
    for text in _scalars(record):
        if signs := [sign for sign in missing(text) if sign in found]:
            yield _problem(_exact(path, text, signs, data), signs)


def _in_theme(found: Collection[str], theme: Theme | None) -> Iterator[Problem]:
    for name, text in theme.texts() if theme else ():
        for number, line in enumerate(text.splitlines(), 1):
            if signs := [sign for sign in missing(line) if sign in found]:
                yield _problem(Place(theme.shown(name) if theme else "", number, line.find(signs[0]) + 1), signs)


def _scalars(value: object) -> Iterator[Text]:
    """Give the texts of a record that know their place."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _scalars(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _scalars(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _scalars(inner)


def _exact(path: str, text: Text, signs: Sequence[str], data: bytes) -> Place:
    """Give where the first of the signs is written; where the text begins if it is written as an escape."""
    lines = data.decode("utf-8", "replace").splitlines()
    for number, line in enumerate(lines[text.line - 1 : text.line + _FURTHEST], text.line):
        start = text.col - 1 if number == text.line else 0
        places = [at for sign in signs if (at := line.find(sign, start)) >= 0]
        if places:
            return Place(path, number, min(places) + 1)
    return Place(path, text.line, text.col)


def _problem(place: Place, signs: Sequence[str]) -> Problem:
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in signs)
    return Problem(place, "W504", {"characters": named, "signs": "".join(signs)})
