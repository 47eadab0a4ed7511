"""Blueprints: tests of equal weight that share no item, and every shortage told at once."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.quiz.assemble import Candidate
from quizgen.quiz.blueprint import Blueprint, Plan, Shortage, draw, plan

TOPICS = ("atribut", "keluarga", "sanksi")
LEVELS = ("recall", "apply", "analyse")

pools = st.lists(
    st.tuples(st.sampled_from(TOPICS), st.sampled_from(LEVELS)), max_size=60
).map(lambda kinds: [candidate(number, *kind) for number, kind in enumerate(kinds)])  # fmt: skip


def candidate(number: int, topic: str, level: str = "apply") -> Candidate:
    return Candidate(f"butir-{number:03d}", "1", topic, "abc", "a", level)


def pool_of(**sizes: int) -> list[Candidate]:
    names = [topic for topic, size in sizes.items() for _ in range(size)]
    return [candidate(number, topic, LEVELS[number % 3]) for number, topic in enumerate(names)]


@given(pools, st.integers(1, 20), st.sampled_from([1, 2]), st.integers(0, 9))
def test_two_tests_have_no_item_in_common_and_the_same_number_of_each_topic(
    pool: list[Candidate], count: int, tests: int, seed: int
) -> None:
    wanted = Blueprint(count, {}, {}, tests)
    if plan(pool, wanted).shortages:
        with pytest.raises(ValueError, match="too small"):
            draw(pool, wanted, random.Random(seed))
        return
    drawn = draw(pool, wanted, random.Random(seed))
    assert [len(test) for test in drawn] == [count] * tests
    assert len({one.item for test in drawn for one in test}) == count * tests
    topics = [Counter(one.topic for one in test) for test in drawn]
    assert all(one == topics[0] for one in topics)


@given(pools, st.tuples(*[st.integers(0, 6)] * 3), st.sampled_from([1, 2]), st.integers(0, 9))
def test_with_levels_each_test_has_just_as_many_of_each_level(
    pool: list[Candidate], numbers: tuple[int, int, int], tests: int, seed: int
) -> None:
    levels = {level: number for level, number in zip(LEVELS, numbers, strict=True) if number}
    if not levels:
        return
    wanted = Blueprint(sum(numbers), {}, levels, tests)
    if plan(pool, wanted).shortages:
        return
    for test in draw(pool, wanted, random.Random(seed)):
        assert Counter(one.level for one in test) == levels


@given(pools, st.tuples(*[st.integers(0, 3)] * 3))
def test_a_plan_with_levels_is_found_wherever_there_is_one(
    pool: list[Candidate], numbers: tuple[int, int, int]
) -> None:
    levels = {level: number for level, number in zip(LEVELS, numbers, strict=True) if number}
    sizes = Counter((one.topic, one.level) for one in pool)
    if not levels:
        return
    made = plan(pool, Blueprint(sum(numbers), {}, levels))
    if not made.shortages:
        assert all(count <= sizes[cell] for cell, count in made.cells.items())
        return
    if plan(pool, Blueprint(sum(numbers), {}, {})).shortages:
        return
    assert not any(_possible(way, levels, sizes) for way in _supplies(sum(numbers)))


def _supplies(count: int) -> list[dict[str, int]]:
    """All ways to share the places out over the topics, none of which has a weight of its own."""
    return [dict(zip(TOPICS, way, strict=True)) for way in _ways(count, [count] * len(TOPICS))]


def _possible(supply: dict[str, int], levels: dict[str, int], sizes: Counter[tuple[str, str]]) -> bool:
    """Try all ways, one topic after another."""
    if not supply:
        return not any(levels.values())
    topic, *others = supply
    rest = {name: supply[name] for name in others}
    names = list(levels)
    return any(
        _possible(rest, {name: levels[name] - taken for name, taken in zip(names, way, strict=True)}, sizes)
        for way in _ways(supply[topic], [min(levels[name], sizes[topic, name]) for name in names])
    )


def _ways(total: int, bounds: list[int]) -> list[list[int]]:
    if not bounds:
        return [[]] if total == 0 else []
    return [[here, *rest] for here in range(min(total, bounds[0]) + 1) for rest in _ways(total - here, bounds[1:])]


def test_a_topic_with_a_weight_of_its_own_that_has_too_few_is_named_with_how_many_are_missing() -> None:
    made = plan(pool_of(atribut=2, keluarga=12, sanksi=12), Blueprint(10, {"atribut": 3}, {}, 2))
    assert made.shortages == (Shortage("atribut", "", 12, 2),)
    assert made.shortages[0].lacking == 10


def test_a_topic_that_is_weighted_and_has_nothing_at_all_is_named_too() -> None:
    made = plan(pool_of(keluarga=30), Blueprint(4, {"gestur": 1}, {}))
    assert made.shortages == (Shortage("gestur", "", 2, 0),)


def test_a_pool_that_is_too_small_as_a_whole_says_so() -> None:
    assert plan(pool_of(keluarga=3), Blueprint(2, {}, {}, 2)).shortages == (Shortage("", "", 4, 2),)


def test_a_level_that_has_too_few_is_named() -> None:
    pool = [candidate(number, "atribut", "recall") for number in range(9)]
    made = plan(pool, Blueprint(4, {}, {"recall": 2, "analyse": 2}, 2))
    assert made.shortages == (Shortage("", "analyse", 4, 0),)


def test_levels_that_do_not_add_up_are_the_callers_fault() -> None:
    with pytest.raises(ValueError, match="add up"):
        plan([], Blueprint(5, {}, {"recall": 4}))


def test_the_same_seed_draws_the_same_tests() -> None:
    pool, wanted = pool_of(atribut=8, keluarga=8, sanksi=8), Blueprint(6, {"atribut": 2}, {}, 2)
    assert draw(pool, wanted, random.Random("a")) == draw(pool[::-1], wanted, random.Random("a"))
    assert draw(pool, wanted, random.Random("a")) != draw(pool, wanted, random.Random("b"))
    assert plan(pool, wanted) == Plan({("atribut", ""): 3, ("keluarga", ""): 2, ("sanksi", ""): 1})
