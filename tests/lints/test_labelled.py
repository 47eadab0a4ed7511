"""How often each lint is right on the labelled items (labelled.yaml); printed with `pytest -s`."""

from __future__ import annotations

from tests.lints.labelled import LABELLED, Precision, found, precision

MISSED = {"W208": 1}
"""What the lints are known to miss: a synonym (`mengenakan` for `memakai`), and a clause among nouns."""


def test_there_are_at_least_eighty_labelled_items_and_a_third_of_them_has_no_flaw() -> None:
    clean = [one for one in LABELLED["items"] if not one["flaws"]]
    assert len(LABELLED["items"]) >= 80
    assert 3 * len(clean) >= len(LABELLED["items"])


def test_no_lint_finds_a_flaw_where_none_was_labelled() -> None:
    wrong = {
        one["stem"]["id"]: codes - set(one["flaws"])
        for one, codes in zip(LABELLED["items"], found(), strict=True)
        if codes - set(one["flaws"])
    }
    assert wrong == {}


def test_each_lint_finds_what_was_labelled_but_for_what_is_known() -> None:
    counted = precision()
    assert {code: one.missed for code, one in counted.items() if one.missed} == MISSED
    for code, one in counted.items():
        print(f"{code}  precision {_share(one.right, one.wrong)}  recall {_share(one.right, one.missed)}  {one}")


def test_every_lint_of_wording_has_a_labelled_item() -> None:
    wording = {f"W{number}" for number in (*range(201, 214), 215)} | {"E411", "E412", "E413"}
    assert set(precision()) == wording


def _share(right: int, other: int) -> str:
    return f"{right / (right + other):.2f}" if right + other else "-"


def test_precision_counts_right_wrong_and_missed() -> None:
    assert precision()["W205"] == Precision(right=3, wrong=0, missed=0)
