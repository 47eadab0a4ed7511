"""Form ids: short, typed from paper, and a mistyped one is noticed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.quiz.form_id import ALPHABET, form_id, is_valid, typed

ids = st.binary(min_size=8, max_size=32).map(form_id)


@given(ids)
def test_an_id_has_six_characters_that_are_not_mistaken_for_one_another(one: str) -> None:
    assert len(one) == 6
    assert not set(one) & set("01OILBU")
    assert is_valid(one)


@given(ids, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(one: str, at: int, other: str) -> None:
    assume(one[at] != other)
    assert not is_valid(one[:at] + other + one[at + 1 :])


@given(ids, st.integers(0, 4))
def test_every_two_neighbours_swapped_are_noticed(one: str, at: int) -> None:
    assume(one[at] != one[at + 1])
    assert not is_valid(one[:at] + one[at + 1] + one[at] + one[at + 2 :])


@given(ids)
def test_a_character_too_few_or_too_many_is_noticed(one: str) -> None:
    assert not is_valid(one[:-1])
    assert not is_valid(one + "2")


@given(ids, st.sampled_from(["", "A", "D"]))
def test_an_id_is_read_however_it_is_typed(one: str, variant: str) -> None:
    written = f" {one[:3].lower()} {one[3:]}{'-' if variant else ''}{variant.lower()} "
    assert typed(written) == (one, variant)


@given(st.text(max_size=12))
def test_any_text_is_read_and_a_wrong_one_is_no_id(text: str) -> None:
    name, _ = typed(text)
    assert not is_valid(name) or set(name) <= set(ALPHABET)


@pytest.mark.parametrize("text", ["", "K7Q2M", "K7Q2M0", "../../", "k7q2m4", "K7Q2M\u0664"])
def test_what_has_another_form_is_no_id(text: str) -> None:
    assert not is_valid(text)


def test_the_same_content_always_has_the_same_id() -> None:
    assert form_id(bytes(range(8))) == form_id(bytes(range(8)) + b"more")


@given(ids, st.sampled_from("ABCD"))
def test_a_variant_may_follow_its_id_without_a_dash(one: str, variant: str) -> None:
    assert typed(f"{one.lower()} {variant.lower()}") == typed(one + variant) == (one, variant)
