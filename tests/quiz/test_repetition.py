from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizgen.quiz.past import Answered
from quizgen.quiz.repetition import due, schedule

VERSIONS = {"x": "1", "y": "1", "z": "1"}
START = datetime(2024, 1, 1, 8, tzinfo=UTC)


def said(item: str, marks: str, days: tuple[int, ...]) -> list[Answered]:
    return [
        Answered(item, "1", mark == "+", (START + timedelta(days=day)).isoformat(timespec="milliseconds"))
        for mark, day in zip(marks, days, strict=True)
    ]


def days_until(past: list[Answered], item: str) -> int:
    last = max(datetime.fromisoformat(one.at) for one in past if one.item == item)
    return next((one.at - last).days for one in schedule(past, VERSIONS) if one.item == item)


def test_what_was_wrong_comes_on_the_next_day_however_early_and_what_was_right_later() -> None:
    past = [*said("x", "-", (0,)), *said("y", "+", (0,))]
    assert due(past, VERSIONS, "2024-01-01T23:59:00.000+00:00") == ()
    assert due(past, VERSIONS, "2024-01-02T00:01:00.000+00:00") == ("x",)
    assert due(past, VERSIONS, "2024-02-02T00:01:00.000+00:00") == ("x", "y")


def test_each_right_answer_on_its_day_puts_the_item_off_for_longer_and_a_wrong_one_brings_it_near() -> None:
    past = said("x", "+++", (0, 2, 13))
    spans = [days_until(past[:count], "x") for count in (1, 2, 3)]
    assert spans == sorted(set(spans))
    assert days_until([*past, *said("x", "-", (60,))], "x") < spans[1]


def test_answers_to_other_versions_and_times_that_cannot_be_read_are_left_out() -> None:
    past = [Answered("x", "2", right=False, at="2024-01-01T08:00:00+00:00")]
    past += [Answered("y", "1", right=False, at="kemarin"), Answered("z", "1", right=False, at="2024-01-01T08:00:00")]
    assert schedule(past, VERSIONS) == ()


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans(), st.integers(0, 400)), max_size=25), st.integers())
def test_the_schedule_follows_from_the_answers_alone(answers: list[tuple[str, bool, int]], seed: int) -> None:
    past = [one for item, right, day in answers for one in said(item, "+" if right else "-", (day,))]
    random.seed(seed)
    first = schedule(past, VERSIONS)
    shuffled = sorted(past, key=lambda one: one.at)
    assert schedule(shuffled, VERSIONS) == first
    assert [one.at for one in first] == sorted(one.at for one in first)
    assert {one.item for one in first} == {one.item for one in past}


def test_of_very_many_answers_to_an_item_the_last_ones_count() -> None:
    past = [
        Answered("a", "1", number % 3 > 0, f"2024-01-01T{number // 60:02}:{number % 60:02}:00.000+00:00")
        for number in range(1200)
    ]
    assert schedule(past, {"a": "1"}) == schedule(past[-200:], {"a": "1"})
