from __future__ import annotations

import pytest

from quizgen.quiz.clock import minutes_told, seconds_spent
from quizgen.quiz.participant import plain_name, refused, same


@pytest.mark.parametrize(
    "name",
    [
        "198501012010011001",
        "19850101 201001 1 001",
        "1985-0101-2010.01.1/001",
        "NIP 19850101 201001 1 001",
        "NIK: 3374010101850001",
        "３３７４０１０１０１８５０００１",
        "3374\u200b010101850001",
        "01.234.567.8-901.000",
    ],
)
def test_a_personal_number_is_refused_in_any_spelling(name: str) -> None:
    assert refused(plain_name(name)) == "number"


@pytest.mark.parametrize("name", ["", "Budi", "peserta-07", "=cmd", "Dinas 3, meja 12", "2024001", "Ni Luh Komang"])
def test_a_name_or_a_code_is_taken(name: str) -> None:
    assert refused(plain_name(name)) is None


def test_what_is_too_long_or_cannot_be_seen_is_refused() -> None:
    assert refused("x" * 61) == "long"
    assert refused("a\x1b[2J") == "unprintable"


@pytest.mark.parametrize("way", ["", " ", "-", "anonim", "Anonymous", "NOBODY"])
def test_each_way_to_say_nobody_is_nobody(way: str) -> None:
    assert plain_name(way) == ""


def test_names_are_the_same_whatever_their_capitals_and_spaces() -> None:
    assert same("Budi  Santoso", "budi santoso")
    assert same("Ｂudi", "BUDI")
    assert not same("Budi", "Badi")
    assert not same("Budi", "")


def test_the_clock_counts_from_the_start_to_the_latest_time_and_never_below_nothing() -> None:
    start = "2024-01-10T08:00:00.000+00:00"
    assert seconds_spent(start, ["2024-01-10T08:12:00.000+00:00", "2024-01-10T08:03:00.000+00:00"]) == 12 * 60
    assert seconds_spent(start, ["2024-01-10T07:00:00.000+00:00"]) == 0
    assert seconds_spent(start, ["bukan waktu"]) == 0


def test_begun_minutes_are_told_as_whole_ones() -> None:
    assert [minutes_told(left) for left in (1800, 1799.5, 61, 60, 1, 0)] == [30, 30, 2, 1, 1, 0]
