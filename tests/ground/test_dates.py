"""Dates as they are written in Indonesian."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.dates import MONTHS, WEEKDAYS, WrittenDate, english, indonesian, iso, written

SUNDAY = date(2024, 1, 28)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Minggu, 28 Januari 2024", [WrittenDate("Minggu, 28 Januari 2024", SUNDAY, 6)]),
        ("terbit MINGGU (28/1/2024) pagi", [WrittenDate("MINGGU (28/1/2024", SUNDAY, 6)]),
        ("Ahad 28 januari 2024", [WrittenDate("Ahad 28 januari 2024", SUNDAY, 6)]),
        ("Jum'at, 2 Februari 2024", [WrittenDate("Jum'at, 2 Februari 2024", date(2024, 2, 2), 4)]),
        ("Jum’at, 2 Februari 2024", [WrittenDate("Jum’at, 2 Februari 2024", date(2024, 2, 2), 4)]),
        ("28 Januari 2024", [WrittenDate("28 Januari 2024", SUNDAY, None)]),
        ("30 Februari 2024", [WrittenDate("30 Februari 2024", None, None)]),
        ("28 Januari\n2024", [WrittenDate("28 Januari\n2024", SUNDAY, None)]),
        ("128 Januari 2024", []),
        ("28 Januari 20245", []),
        ("Januari 2024", []),
    ],
)
def test_a_written_date_is_found_with_its_words_day_and_weekday(text: str, found: list[WrittenDate]) -> None:
    assert list(written(text)) == found


def test_a_weekday_that_does_not_fit_its_date_is_noticed() -> None:
    (wrong,) = written("Selasa 5 November 2023")
    (right,) = written("Minggu 5 November 2023")
    assert not wrong.weekday_fits
    assert right.weekday_fits


@given(st.dates(min_value=date(1000, 1, 1)))
def test_what_is_written_of_a_day_is_read_as_that_day(day: date) -> None:
    text = f"{WEEKDAYS[day.weekday()].capitalize()}, {indonesian(day)}"
    assert list(written(text)) == [WrittenDate(text, day, day.weekday())]
    assert iso(day.isoformat()) == day


def test_a_date_is_written_as_each_language_does() -> None:
    assert indonesian(SUNDAY) == "28 Januari 2024"
    assert english(SUNDAY) == "28 January 2024"
    assert len(MONTHS) == 12


@pytest.mark.parametrize(
    "text",
    ["2024-02-30", "2023-02-29", "2024-1-28", "24-01-28", "2024-01-28 ", "2024-13-01", "0000-01-01", "२०२४-०१-२८", ""],
)
def test_what_is_no_iso_day_gives_none(text: str) -> None:
    assert iso(text) is None
