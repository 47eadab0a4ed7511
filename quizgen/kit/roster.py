"""The roster of a session: rows of a table become participants, and what is off is told by its line."""

from __future__ import annotations

import random
import re
import unicodedata
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from quizgen.kit.people import People
from quizgen.model.session import Participant
from quizgen.problems import Place, Problem

CODE_SIGNS = "23456789ACDEFGHJKMNPQRSTVWXYZ"
"""Signs of a code: none that is mistaken for another in print or handwriting."""
MAX_CELL = 300
"""Characters of a cell; a longer one is no name of a person or an office."""
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("nama", "nama lengkap", "nama peserta", "nama pegawai", "name", "full name", "participant"),
    "unit": (
        "unit", "unit kerja", "instansi", "opd", "skpd", "perangkat daerah", "bagian", "bidang", "dinas", "kantor",
        "office", "organisation", "organization", "department",
    ),
    "number": ("nomor", "nomor induk", "nomor peserta", "nip", "nipppk", "ni pppk", "number", "participant number"),
}  # fmt: skip
"""How rosters head their columns; letter case and what is no letter do not count."""
_JOINERS = "\u200c\u200d"
_UNSEEN = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Soft hyphens, blanks without width, and marks of direction. Source: Unicode, category Cf."""
_SHARES = 16
"""Into so many parts a roster is split to look for people who are on it twice."""
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
"""How a spreadsheet writes a long number into a CSV file."""


class Row(NamedTuple):
    """A row of a table: its line in the file (from 1; of a spreadsheet the row) and its cells in order.

    `rounded` are the cells (from 0) that hold a number of more digits than a spreadsheet keeps; `off` is the key of why
    the row cannot be what was meant, if it is seen before its cells are.
    """

    line: int
    cells: Sequence[str]
    rounded: Collection[int] = ()
    off: str = ""


class Roster(NamedTuple):
    """Who was read from a roster, and what was wrong with other rows."""

    people: People
    problems: tuple[Problem, ...]


def roster(rows: Iterable[Row], path: str) -> Roster:
    """Read participants from the rows of a table whose first row that is not empty is its head.

    A row that is off is left out and told; all others are kept. An E code means that nobody could be read.
    """
    filled = (row for row in rows if any(cell.strip() for cell in row.cells))
    head = next(filled, None)
    if head is None:
        return Roster(People(), (Problem(Place(path), "E506"),))
    places = _columns(head.cells)
    if "name" not in places:
        found = ", ".join(cell.strip() for cell in head.cells if cell.strip())[:120]
        return Roster(People(), (Problem(Place(path, head.line, 1), "E507", {"found": found}),))
    people = People()
    problems: list[Problem] = []
    for row in filled:
        if row.off:
            text = next(cell for cell in row.cells if cell.strip()).split("\n")[0][:40].strip()
            words = {"text": f"{text}…", "reason": f"@roster.{row.off}"}
            problems.append(Problem(Place(path, row.line, 1), "W502", words))
            continue
        one = {name: _cleaned(row.cells[at]) if at < len(row.cells) else "" for name, at in places.items()}
        if _is_rounded(one.get("number", ""), places.get("number", -1), row):
            problems.append(Problem(Place(path, row.line, 1), "W505", {"text": one["number"]}))
            one["number"] = ""
        faults = list(_faults(one, Place(path, row.line, 1)))
        problems += faults
        if not faults:
            people.append(Participant(len(people) + 1, **one, line=row.line))
    if not people and not problems:
        problems.append(Problem(Place(path), "E506"))
    problems += _twice(people, path)
    return Roster(people, tuple(sorted(problems, key=lambda one: one.place.line)))


def _twice(people: People, path: str) -> Iterator[Problem]:
    """Give a W503 for each row that says what a row before it says, letter case aside; memory stays small."""
    marks = array("q", (hash(_same(one)) for one in people))
    for share in range(_SHARES):
        first: dict[int, int] = {}
        alike: dict[int, list[int]] = {}
        for number, mark in enumerate(marks):
            if mark % _SHARES == share and first.setdefault(mark, number) != number:
                alike.setdefault(mark, [first[mark]]).append(number)
        for numbers in alike.values():
            yield from _repeats([people[number] for number in numbers], path)


def _repeats(people: Iterable[Participant], path: str) -> Iterator[Problem]:
    first: dict[tuple[str, str, str], int] = {}
    for one in people:
        if first.setdefault(_same(one), one.line) != one.line:
            words = {"name": one.name, "first": str(first[_same(one)])}
            yield Problem(Place(path, one.line, 1), "W503", words)


def _same(one: Participant) -> tuple[str, str, str]:
    return one.name.casefold(), one.unit.casefold(), one.number


def anonymous(people: Sequence[Participant], seed: str) -> People:
    """Give each a code in an order that tells nothing of the roster's; the same seed gives the same codes."""
    rng = random.Random(f"{seed}/codes")
    codes: dict[str, None] = {}
    while len(codes) < len(people):
        codes["".join(rng.choices(CODE_SIGNS, k=5))] = None
    given = list(codes)
    rng.shuffle(given)
    return People(replace(one, code=code) for one, code in zip(people, given, strict=True))


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Find the columns by what heads them; the first of a kind counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        words = "".join(sign if sign.isalnum() else " " for sign in cell.casefold()).split()
        for name, heads in _COLUMNS.items():
            if " ".join(words) in heads:
                found.setdefault(name, at)
    return found


def _is_rounded(number: str, at: int, row: Row) -> bool:
    """Tell whether a staff number has lost its last digits in a spreadsheet, or in a CSV file written by one."""
    return at in row.rounded or bool(_SCIENTIFIC.fullmatch(number))


def _cleaned(cell: str) -> str:
    """Give a cell without what cannot be seen: blanks in runs, and signs that only steer how text is set."""
    text = unicodedata.normalize("NFC", cell)
    if not text.isascii():
        # Joiners belong to Indic and Arabic letters (as in Javanese names); elsewhere they come in by pasting.
        steering = frozenset(
            _UNSEEN if any(sign > "\u05ff" and sign.isalpha() for sign in text) else _UNSEEN + _JOINERS
        )
        text = "".join(sign for sign in text if sign not in steering)
    return " ".join(text.split())


def _faults(one: Mapping[str, str], place: Place) -> Iterator[Problem]:
    if not one["name"]:
        yield Problem(place, "W501")
    for text in one.values():
        if len(text) > MAX_CELL:
            yield Problem(place, "W502", {"text": f"{text[:40]}…", "reason": "@roster.long"})
        elif any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") for sign in text):
            yield Problem(
                place, "W502", {"text": text.encode("unicode_escape").decode()[:60], "reason": "@roster.sign"}
            )
