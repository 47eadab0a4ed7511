"""The version of an item is raised when its grading changes, and only then."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from quizgen.bank.grading import key_changed, with_versions_raised
from quizgen.bank.patching import plain_of
from quizgen.strict_yaml import Seq, read
from tests.tiny import original

FILE = "items/atribut.yaml"
TEXT = original(FILE)


def item(number: int) -> dict[str, Any]:
    node, _ = read(TEXT.encode(), FILE)
    assert isinstance(node, Seq)
    entry: dict[str, Any] = plain_of(node)[number - 1]
    return entry


@pytest.mark.parametrize(
    "change",
    [
        {"key": "a"},
        {"key": ["a", "b"], "kind": "multiple"},
        {"kind": "multiple"},
        {"options": {letter: one for letter, one in item(2)["options"].items() if letter != "c"}},
    ],
)
def test_another_key_kind_or_set_of_options_changes_the_grading(change: dict[str, Any]) -> None:
    assert key_changed(item(2), item(2) | change)


def test_a_right_and_a_wrong_option_that_change_places_change_the_grading() -> None:
    options = item(2)["options"]
    assert key_changed(item(2), item(2) | {"options": options | {"a": options["b"], "b": options["a"]}})
    assert not key_changed(item(2), item(2) | {"options": options | {"a": options["c"], "c": options["a"]}})


def test_texts_reasons_and_order_do_not() -> None:
    changed = copy.deepcopy(item(2))
    changed["stem"]["id"] = "Anda diberi topi. Apa yang Anda lakukan?"
    changed["options"]["b"]["id"] = "Menolaknya dengan sopan"
    changed["options"] = dict(reversed(changed["options"].items()))
    assert not key_changed(item(2), changed)
    assert not key_changed(item(1), item(1) | {"rationale": {"id": "Lain.", "en": "Other."}})


def test_the_version_is_raised_in_place_and_a_version_raised_by_hand_stays() -> None:
    after = TEXT.replace("  key: b", "  key: c  # kini c")
    raised = after.replace("- id: atribut-2\n  version: 1\n", "- id: atribut-2\n  version: 2\n").encode()
    assert with_versions_raised(TEXT.encode(), after.encode(), FILE) == (raised, {"atribut-2": "2"})
    by_hand = raised.replace(b"version: 2", b"version: 5")
    assert with_versions_raised(TEXT.encode(), by_hand, FILE) == (by_hand, {})


def test_a_version_that_went_back_is_raised_above_the_one_before() -> None:
    before = TEXT.replace("version: 1", "version: 3", 1)
    after = before.replace("version: 3", "version: 2").replace("key: tidak", "key: boleh")
    assert with_versions_raised(before.encode(), after.encode(), FILE)[1] == {"atribut-1": "4"}


@pytest.mark.parametrize("broken", ["- id: [", "a: b", "", TEXT + "- id: {x: y}\n  version: 1\n- x\n- id: atribut-9\n"])
def test_a_file_that_is_no_list_of_items_is_left_as_it_is(broken: str) -> None:
    assert with_versions_raised(TEXT.encode(), broken.encode(), FILE) == (broken.encode(), {})
    assert with_versions_raised(broken.encode(), TEXT.encode(), FILE) == (TEXT.encode(), {})
