"""Dates as they are written in Indonesian texts and in bank files, checked against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_OTHER_NAMES = {"jum'at": "jumat", "jum’at": "jumat", "ahad": "minggu"}
_WRITTEN = re.compile(
    rf"(?:\b({'|'.join(WEEKDAYS)}|{'|'.join(_OTHER_NAMES)})\b,?\s*\(?)?\b([0-9]{{1,2}})(?:\s+({'|'.join(MONTHS)})\s+|/([0-9]{{1,2}})/)([0-9]{{4}})\b",
    re.IGNORECASE,
)


class WrittenDate(NamedTuple):
    """A date found in a text: its words, the day (None where the calendar has no such day), and the weekday named."""

    words: str
    day: date | None
    weekday: int | None
    """0 Monday to 6 Sunday, None where no weekday is named."""

    @property
    def weekday_fits(self) -> bool:
        """False where a weekday is named and the day was another one."""
        return self.day is None or self.weekday is None or self.day.weekday() == self.weekday


def iso(text: str) -> date | None:
    """Read `2024-01-28`; None where the text has another form or the calendar no such day."""
    found = _ISO.fullmatch(text)
    return _day(*(int(part) for part in found.groups())) if found else None


def written(text: str) -> Iterator[WrittenDate]:
    """Find the dates written as `Minggu, 28 Januari 2024`, `28 Januari 2024` or `Ahad (28/1/2024)`."""
    for found in _WRITTEN.finditer(text):
        weekday, day, month_name, month_number, year = found.groups()
        month = MONTHS.index(month_name.lower()) + 1 if month_name else int(month_number)
        yield WrittenDate(found.group(), _day(int(year), month, int(day)), _weekday(weekday))


def indonesian(day: date) -> str:
    """Write a date as an Indonesian office does: `28 Januari 2024`."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def english(day: date) -> str:
    """Write a date in English: `28 January 2024`."""
    return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"


_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(name: str | None) -> int | None:
    if name is None:
        return None
    plain = name.lower()
    return WEEKDAYS.index(_OTHER_NAMES.get(plain, plain))
