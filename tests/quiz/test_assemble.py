"""Assembling a form: deterministic, fair to the weights, and each variant the same items."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.form import Form
from quizgen.quiz.assemble import Candidate, assemble, variant_letters
from quizgen.quiz.form_id import is_valid

candidates = st.lists(
    st.builds(
        lambda item, version, topic, options: Candidate(item, version, topic, *options),
        st.integers(0, 200).map(lambda number: f"butir-{number}"),
        st.sampled_from(["1", "2"]),
        st.sampled_from(["atribut", "keluarga", "sanksi", "gestur"]),
        st.sampled_from([("", "A"), ("", "B"), ("ab", "a"), ("abc", "c"), ("abcd", "bd")]),
    ),
    max_size=40,
    unique_by=lambda one: one.item,
)
weights = st.dictionaries(st.sampled_from(["atribut", "keluarga", "sanksi"]), st.integers(1, 9))
seeds = st.text(max_size=8)


def draw(
    pool: list[Candidate], count: int = 10, seed: str = "s", variants: str = "A", topics: dict[str, int] | None = None
) -> Form:
    return assemble(
        pool, count=count, weights=topics or {}, seed=seed, variants=list(variants), bank="1-abcdef", as_of="2024-02-01"
    )


@given(candidates, st.integers(1, 30), seeds, weights, st.randoms(use_true_random=False))
def test_the_same_seed_gives_the_same_form_whatever_the_order_of_the_pool(
    pool: list[Candidate], count: int, seed: str, topics: dict[str, int], shuffler: random.Random
) -> None:
    mixed = list(pool)
    shuffler.shuffle(mixed)
    assert draw(pool, count, seed, "ABC", topics) == draw(mixed, count, seed, "ABC", topics)


@given(candidates, st.integers(1, 60), seeds)
def test_no_item_is_asked_twice_and_a_small_pool_gives_all_it_has(pool: list[Candidate], count: int, seed: str) -> None:
    items = [slot.item for slot in draw(pool, count, seed).variants["A"]]
    assert len(items) == len(set(items)) == min(count, len(pool))
    assert set(items) <= {one.item for one in pool}


@given(candidates, st.integers(1, 30), seeds)
def test_the_key_of_a_slot_names_the_right_options_as_they_are_shown(
    pool: list[Candidate], count: int, seed: str
) -> None:
    by_item = {one.item: one for one in pool}
    for slots in draw(pool, count, seed, "AB").variants.values():
        for slot in slots:
            one = by_item[slot.item]
            shown = "".join(sorted(slot.order["ABCD".index(letter)] for letter in slot.key)) if slot.order else slot.key
            assert shown == one.keys


@given(candidates, st.integers(1, 30), seeds)
def test_variants_are_the_same_items_with_all_their_options_in_another_order(
    pool: list[Candidate], count: int, seed: str
) -> None:
    by_item = {one.item: one for one in pool}
    form = draw(pool, count, seed, "ABCD")
    assert list(form.variants) == ["A", "B", "C", "D"]
    wanted = sorted(slot.item for slot in form.variants["A"])
    for slots in form.variants.values():
        assert sorted(slot.item for slot in slots) == wanted
        for slot in slots:
            assert sorted(slot.order) == sorted(by_item[slot.item].letters)
            assert slot.version == by_item[slot.item].version


@given(candidates, st.integers(1, 30), weights)
def test_no_topic_gets_a_place_while_another_is_further_below_its_weight(
    pool: list[Candidate], count: int, topics: dict[str, int]
) -> None:
    topic_of = {one.item: one.topic for one in pool}
    has = Counter(topic_of.values())
    got = Counter(topic_of[slot.item] for slot in draw(pool, count, topics=topics).variants["A"])
    for more in got:
        for less in has:
            if got[less] < has[less]:
                # Sainte-Lague: the last place given was due to none of the others
                assert Fraction(2 * got[more] - 1, topics.get(more, 1)) <= Fraction(
                    2 * got[less] + 1, topics.get(less, 1)
                )


def test_weights_are_followed_exactly_where_they_can_be() -> None:
    pool = [Candidate(f"{topic}-{number}", "1", topic, "", "A") for topic in ("a", "b", "c") for number in range(30)]
    got = Counter(slot.item[0] for slot in draw(pool, 20, topics={"a": 3}).variants["A"])
    assert got == {"a": 12, "b": 4, "c": 4}


def test_other_seeds_and_other_banks_give_other_forms() -> None:
    pool = [Candidate(f"butir-{number}", "1", "a", "abcd", "b") for number in range(40)]
    forms = {draw(pool, 20, seed).id for seed in "abcdefgh"}
    assert len(forms) == 8
    other = assemble(pool, count=20, weights={}, seed="a", bank="2-abcdef", as_of="2024-02-01")
    assert other.id not in forms


@given(candidates, seeds)
def test_the_id_of_a_form_is_valid_and_names_its_content(pool: list[Candidate], seed: str) -> None:
    form = draw(pool, 5, seed)
    assert is_valid(form.id)
    assert (form.seed, form.bank, form.as_of) == (seed, "1-abcdef", "2024-02-01")


def test_options_and_items_come_in_every_order_over_many_seeds() -> None:
    pool = [Candidate("x", "1", "a", "abc", "ac"), Candidate("y", "1", "a", "", "B")]
    seen = {tuple((slot.item, slot.order) for slot in draw(pool, 2, str(seed)).variants["A"]) for seed in range(200)}
    assert len(seen) == 2 * 6


@pytest.mark.parametrize(
    ("wanted", "letters"),
    [
        ("A", "A"), ("a", "A"), ("A-D", "ABCD"), ("a-c", "ABC"), ("A,C", "AC"), ("A, C-E", "ACDE"), ("B-B", "B"),
        ("", None), ("D-A", None), ("A,A", None), ("C,A", None), ("AB", None), ("-A", None), ("1", None),
        ("A-D-F", None), ("Ä", None), ("A,,B", None), ("A;B", None),
    ],
)  # fmt: skip
def test_variants_are_named_as_letters_in_rising_order(wanted: str, letters: str | None) -> None:
    assert variant_letters(wanted) == (tuple(letters) if letters else None)
