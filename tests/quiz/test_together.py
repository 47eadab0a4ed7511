from __future__ import annotations

import pytest

from quizgen.quiz.paper import questions
from quizgen.quiz.together import gather, splits, vote
from tests.quiz.sample_bank import BANK, SLOTS

NOW = "2024-01-10T08:00:00.000+00:00"
ASKED = questions(SLOTS[:4], BANK)  # verdict (tidak), single (b), multiple (a, c), verdict (boleh)


def test_questions_come_in_order_and_each_once() -> None:
    hall = gather(ASKED)
    for place, question in enumerate(ASKED, 1):
        assert hall.current == question
        assert hall.place(question) == place
        hall = vote(hall, {}, NOW)
    assert hall.current is None
    with pytest.raises(ValueError, match="nothing is asked"):
        vote(hall, {}, NOW)


def test_a_session_goes_on_from_its_votes_and_leaves_out_those_on_other_items() -> None:
    hall = vote(gather(ASKED), {"boleh": 3, "tidak": 20}, NOW)
    assert gather(ASKED, hall.votes) == hall
    assert gather(ASKED[1:], hall.votes).votes == ()


@pytest.mark.parametrize("counts", [{"a": 1}, {"boleh": -1}])
def test_votes_that_the_question_has_not_are_refused(counts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="has no such votes"):
        vote(gather(ASKED), counts, NOW)


def test_the_items_that_split_the_hall_come_first() -> None:
    hall = gather(ASKED)
    hall = vote(hall, {"boleh": 5, "tidak": 35}, NOW)  # 88 of 100 right
    hall = vote(hall, {"c": 20, "a": 0, "b": 20}, NOW)  # 50, and two options lead
    hall = vote(hall, {"d": 30, "b": 5, "c": 3, "a": 2}, NOW)  # 13
    hall = vote(hall, {"boleh": 0, "tidak": 0}, NOW)  # nobody voted
    found = splits(hall)
    assert [(one.question.item, one.percent, one.divided) for one in found] == [
        ("atribut-003", 13, True),
        ("atribut-002", 50, True),
        ("atribut-001", 88, False),
    ]
    assert [one.leading for one in found] == [("d",), ("c", "b"), ("tidak",)]
    assert [(one.right, one.total) for one in found] == [(5, 40), (20, 40), (35, 40)]
