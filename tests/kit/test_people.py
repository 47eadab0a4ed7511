from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.kit.people import People
from quizgen.model.session import Participant

TEXTS = st.text(max_size=12)
PARTICIPANTS = st.builds(
    Participant,
    place=st.integers(1, 300_000),
    name=TEXTS,
    unit=st.sampled_from(["", "Dinas Contoh", "Bagian Umum"]) | TEXTS,
    number=TEXTS,
    code=TEXTS,
    line=st.integers(0, 300_000),
)


@given(st.lists(PARTICIPANTS))
def test_who_was_packed_comes_out_the_same(them: list[Participant]) -> None:
    people = People(them)
    assert list(people) == them
    assert people[1:3] == tuple(them[1:3])
    assert [people[at] for at in range(-len(them), len(them))] == them * 2
    assert people == People(iter(them))
    assert pickle.loads(pickle.dumps(people)) == people
    assert bool(people) == bool(them)


@given(st.lists(PARTICIPANTS, min_size=1))
def test_people_that_differ_in_one_are_others(them: list[Participant]) -> None:
    assert People(them) != People(them[:-1])
    assert People(them) != People([*them[:-1], Participant(them[-1].place, them[-1].name + "x")])


def test_codes_give_an_order_of_their_own() -> None:
    people = People(
        [Participant(1, "Ani", code="Z9"), Participant(2, "Budi", code="A2"), Participant(3, "Cici", code="K4")]
    )
    assert [one.name for one in people.by_code()] == ["Budi", "Cici", "Ani"]


@pytest.mark.parametrize("at", [2, -3, 99])
def test_a_place_beyond_the_end_is_an_error(at: int) -> None:
    with pytest.raises(IndexError):
        People([Participant(1, "Ani"), Participant(2, "Budi")])[at]


def test_a_province_takes_few_bytes_for_each_person() -> None:
    people = People(
        Participant(at, f"Peserta Nomor {at}", f"Dinas {at % 40}", f"{at:018d}", line=at + 1) for at in range(5000)
    )
    assert len(pickle.dumps(people)) < 60 * 5000
