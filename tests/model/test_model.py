"""The model: frozen records, compared by value."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.bank import Settings
from quizgen.model.form import Form, Slot
from quizgen.model.item import Item, Option
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Period, Source
from quizgen.model.words import Bilingual, Record
from tests.tiny import reading_of

days = st.none() | st.dates().map(str)


@given(days, days, st.dates().map(str))
def test_both_ends_of_a_period_belong_to_it(first: str | None, last: str | None, day: str) -> None:
    covered = Period(from_=first, until=last).covers(day)
    assert covered == ((first or "") <= day <= (last or "9999-12-31"))


def test_a_text_is_asked_for_by_its_language() -> None:
    pair = Bilingual(id="Boleh", en="Allowed")
    option = Option(id="Boleh", en="Allowed", rationale=pair)
    assert (pair["id"], pair["en"], option["id"], option["en"]) == ("Boleh", "Allowed", "Boleh", "Allowed")
    for text in (pair, option):
        with pytest.raises(KeyError, match=r"^'jv'$"):
            text["jv"]


def test_keys_and_letters_of_each_kind_of_item() -> None:
    verdict, single, multiple = (one.record for one in reading_of().items)
    assert (verdict.keys, verdict.letters) == (("tidak",), ("boleh", "tidak"))
    assert (single.keys, single.letters) == (("b",), ("a", "b", "c"))
    assert (multiple.keys, multiple.letters) == (("a", "c"), ("a", "b", "c"))


def test_the_topic_of_an_item_is_that_of_its_first_rule() -> None:
    bank = reading_of().bank()
    assert [bank.topic_of(item) for item in bank.items.values()] == ["atribut", "atribut", "hak_pilih"]
    stray = msgspec.structs.replace(bank.items["atribut-1"], rules=("tidak-ada",))
    assert bank.topic_of(stray) == ""


@pytest.mark.parametrize("record", [Settings, Source, Instrument, Rule, Item, Form, Slot, Period, Bilingual, Option])
def test_a_record_is_frozen_and_refuses_keys_it_does_not_know(record: type[Record]) -> None:
    config: Any = record.__struct_config__
    assert config.frozen
    assert config.forbid_unknown_fields


def test_an_id_does_not_end_in_a_line_break() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"item": "atribut-1\n", "version": "1"}, Slot)


def test_a_day_is_written_in_ascii_digits() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"from": "२०२४-०१-२८"}, Period)
