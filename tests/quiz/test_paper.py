from __future__ import annotations

import pytest

from quizgen.model.form import Slot
from quizgen.quiz.paper import Question, questions
from tests.quiz.sample_bank import BANK, SLOTS


def test_a_question_shows_its_options_in_the_order_of_the_slot() -> None:
    question = questions(SLOTS, BANK)[1]
    assert question == Question("atribut-002", "atribut", "single", ("c", "a", "b"), ("b",))
    assert [question.letter(option) for option in "cab"] == ["A", "B", "C"]


def test_a_verdict_always_shows_boleh_before_tidak() -> None:
    assert questions(SLOTS, BANK)[0].options == ("boleh", "tidak")


def test_an_item_that_the_bank_does_not_have_is_named() -> None:
    with pytest.raises(KeyError, match=r"^'atribut-999'$"):
        questions([Slot(item="atribut-999", version="1")], BANK)


@pytest.mark.parametrize(("item", "order"), [("atribut-002", "abcd"), ("atribut-002", "ab"), ("atribut-001", "ab")])
def test_a_slot_that_names_other_options_than_its_item_is_refused(item: str, order: str) -> None:
    with pytest.raises(ValueError, match=f"^{item} has not the options of its slot: {order}$"):
        questions([Slot(item=item, version="1", order=order)], BANK)
