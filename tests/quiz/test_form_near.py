from __future__ import annotations

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.quiz.form_id import ALPHABET, form_id, is_valid, typed
from quizgen.quiz.form_near import MOST, near_ids

IDS = st.binary(min_size=8, max_size=8).map(form_id)


@given(IDS, st.integers(0, 5), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_one_wrong_character_leads_to_the_stored_form(name: str, place: int, wrong: str) -> None:
    slip = typed(name[:place] + wrong + name[place + 1 :])[0]
    assume(slip != name)
    assert name in near_ids(slip, {name})


@given(IDS, st.integers(0, 4))
def test_two_neighbours_swapped_lead_to_the_stored_form(name: str, place: int) -> None:
    slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assume(slip != name)
    assert near_ids(slip, {name}) == (name,)


@given(IDS, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_a_character_missing_or_too_many_leads_to_the_stored_form(name: str, place: int, more: str) -> None:
    assert name in near_ids(name[:place] + name[place + 1 :], {name})
    assert name in near_ids(name[:place] + more + name[place:], {name})


@given(IDS, st.integers(0, 4))
def test_a_swap_is_named_also_where_the_form_is_not_stored(name: str, place: int) -> None:
    slip = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    assume(slip != name)
    found = near_ids(slip, ())
    assert 0 < len(found) <= MOST
    assert all(is_valid(one) for one in found)


@pytest.mark.parametrize(("read", "meant"), [("0", "D"), ("O", "Q"), ("1", "7"), ("I", "J"), ("L", "T"), ("O", "C")])
def test_a_character_that_no_id_has_leads_to_the_one_that_looks_alike(read: str, meant: str) -> None:
    name = next(
        one for seed in range(9999) if (one := form_id(hashlib.sha256(b"%d" % seed).digest())).count(meant) == 1
    )
    assert near_ids(name.replace(meant, read), ()) == (name,)


def test_two_characters_that_no_id_has_are_read_by_their_looks() -> None:
    name = next(
        one
        for seed in range(99999)
        if "D" in (one := form_id(hashlib.sha256(b"%d" % seed).digest())) and "J" in one and one.count("D") == 1
    )
    assert name in near_ids(name.replace("D", "0").replace("J", "1"), {name})
    assert name in near_ids(name.replace("D", "0").replace("J", "1"), ()) or name.count("J") > 1


def test_b_and_u_are_read_as_8_and_v_because_no_id_has_them() -> None:
    assert typed("kbu2mx-b") == ("K8V2MX", "B")
    assert typed("Ｋ７ｑ２ＭＸ–Ａ") == ("K7Q2MX", "A")


@pytest.mark.parametrize("name", ["", "K7Q2", "../../ETC", "K7Q2MX\x00", "*", "X" * 500, "中文字中文字"])
def test_what_is_no_slip_of_an_id_has_nothing_near(name: str) -> None:
    assert near_ids(name, ()) == ()


def test_a_whole_id_that_is_not_stored_names_only_stored_ones() -> None:
    assert is_valid("222222")
    assert near_ids("222222", ()) == ()
