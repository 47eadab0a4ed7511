from __future__ import annotations

import pytest

from quizgen.quiz.engine import begin, respond
from quizgen.quiz.paper import questions
from quizgen.quiz.score import Tally, score
from tests.quiz.sample_bank import BANK, SLOTS


def test_topics_come_in_the_order_of_the_bank_and_only_those_that_were_asked() -> None:
    state = begin("practice", [questions(SLOTS, BANK)[place] for place in (6, 0, 1)])
    state, _ = respond(state, ["tidak"], "")
    tally = score(state, ["lain", "atribut", "media_sosial", "kampanye"])
    assert tally.topics == (("atribut", Tally(0, 2)), ("kampanye", Tally(1, 1)))
    assert (tally.whole, tally.unanswered) == (Tally(1, 3), 2)


@pytest.mark.parametrize(
    ("right", "total", "percent"), [(0, 0, 0), (0, 3, 0), (1, 3, 33), (2, 3, 67), (1, 8, 13), (8, 8, 100)]
)
def test_percent_is_rounded_half_up(right: int, total: int, percent: int) -> None:
    assert Tally(right, total).percent == percent
