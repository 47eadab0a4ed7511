from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.terminal.typed import Chosen, Unclear, Wish, answer_of, wish_of

WORDS: dict[Wish, tuple[str, ...]] = {"help": ("?", "bantuan"), "skip": ("s", "lewati"), "leave": ("q", "keluar")}
VERDICT = [("boleh",), ("tidak", "tidak boleh")]


@pytest.mark.parametrize("typed", ["b", "B", " b ", "b.", "b)", "(b)", "2", "2.", "ｂ"])
def test_one_option_by_letter_or_number(typed: str) -> None:
    assert answer_of(typed, 3, several=False) == Chosen((1,))


@pytest.mark.parametrize("typed", ["a c", "ac", "AC", "c,a", "1,3", "1 3", "13", "a, c.", "a+c", "a;c", "a3", "c a c"])
def test_several_options_in_any_manner(typed: str) -> None:
    assert answer_of(typed, 4, several=True) == Chosen((0, 2))


@pytest.mark.parametrize(("typed", "place"), [("boleh", 0), ("TIDAK", 1), ("tidak  boleh", 1), ("a", 0), ("2", 1)])
def test_a_verdict_by_word_letter_or_number(typed: str, place: int) -> None:
    assert answer_of(typed, 2, several=False, names=VERDICT) == Chosen((place,))


def test_b_is_the_letter_on_the_screen_and_never_short_for_boleh() -> None:
    assert answer_of("b", 2, several=False, names=VERDICT) == Chosen((1,))


@pytest.mark.parametrize(
    ("typed", "several", "message"),
    [
        ("", False, "nothing"),
        ("d", False, "unclear"),
        ("0", False, "unclear"),
        ("x", False, "unclear"),
        (".", False, "unclear"),
        ("ab", False, "only_one"),
        ("a", True, "at_least_two"),
        ("a z", True, "unclear_several"),
        ("\x1b[A", False, "unclear"),
        ("t", False, "unclear"),
    ],
)
def test_what_is_no_answer_is_named(typed: str, several: bool, message: str) -> None:
    assert answer_of(typed, 3, several=several) == Unclear(message)


@pytest.mark.parametrize(
    ("typed", "wish"), [("?", "help"), ("S", "skip"), (" keluar ", "leave"), ("a", None), ("", None)]
)
def test_wishes(typed: str, wish: Wish | None) -> None:
    assert wish_of(typed, WORDS) == wish


@given(st.text(), st.integers(2, 8), st.booleans())
def test_anything_typed_is_an_answer_that_the_question_has_or_unclear(typed: str, count: int, several: bool) -> None:
    answer = answer_of(typed, count, several=several)
    if isinstance(answer, Chosen):
        assert answer.places == tuple(sorted(set(answer.places)))
        assert set(answer.places) <= set(range(count))
        assert (len(answer.places) >= 2) is several
