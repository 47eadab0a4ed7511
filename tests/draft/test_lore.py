"""What drafting knows is whole: each row bilingual, its example holds, and its rules are there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from quizgen.bank.reading import read_bank
from quizgen.draft.lore import KINDS, LoreError, Misconception, StatementRow, WordingRow, load_lore
from quizgen.draft.statements import act_of, bare
from quizgen.files import bank_files, shipped_bank
from quizgen.shipped import data
from tests.draft.office import LORE, rule

SHIPPED = read_bank(bank_files(shipped_bank(), Path.cwd())).bank()
FILLED = {"according", "According", "bearers", "Bearers", "one", "One"}
FILLED_OF = {
    "verdict": {"act"},
    "excuse": {"act", "excuse"},
    "prohibited": set[str](),
    "permitted": set[str](),
    "condition": {"ask", "Ask", "cloze"},
    "bearer": {"act", "cue"},
    "sanction": {"ask", "Ask", "cloze"},
    "channel": {"ask", "Ask", "cloze"},
}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_at_least_four_wordings(kind: str) -> None:
    assert len([row for row in LORE.wordings[kind] if row.kind == kind]) >= 4  # type: ignore[index]


@pytest.mark.parametrize("row", [row for rows in LORE.wordings.values() for row in rows], ids=lambda row: row.name)
def test_a_wording_asks_in_both_languages_with_words_that_its_kind_fills_in(row: WordingRow) -> None:
    for text in (row.id, row.en):
        assert fields(text) <= FILLED | FILLED_OF[row.kind]
        assert fields(text) & {"according", "According"}, "says whose words are asked for"


@pytest.mark.parametrize("row", LORE.statements, ids=lambda row: row.name)
def test_a_statement_row_takes_its_example_apart(row: StatementRow) -> None:
    found = act_of(rule("x", row.modality, "atribut", row.example.id, row.example.en), LORE)
    assert found is not None
    verb = row.verb.id if row.verb else ""
    assert found.act.id.startswith(verb)
    assert found.cue == (row.asked or found.cue)


@pytest.mark.parametrize("row", LORE.misconceptions, ids=lambda row: row.name)
def test_a_misconception_is_refuted_by_rules_of_the_shipped_bank(row: Misconception) -> None:
    assert set(row.refuted_by) <= SHIPPED.rules.keys()
    assert set(row.topics) <= SHIPPED.settings.topics.keys()
    assert bool(row.topics) == (row.leans == "excuse")
    assert not row.one or row.one in LORE.bearers


def test_names_are_given_once() -> None:
    for rows in (LORE.misconceptions, LORE.gaps, [row for kind in KINDS for row in LORE.wordings[kind]]):
        names = [row.name for row in rows]
        assert len(names) == len(set(names))


def test_every_gap_is_found_in_some_statement_of_the_shipped_bank() -> None:
    statements = [bare(one.statement) for one in SHIPPED.rules.values()]
    unused = {
        row.name
        for row in LORE.gaps
        if not any(re.search(row.id, one.id, re.I) and re.search(row.en, one.en, re.I) for one in statements)
    }
    assert unused == set()


def test_a_broken_row_is_told_with_file_and_line() -> None:
    broken = {"wordings.yaml": b"- {name: a, kind: verdict, level: recall, id: A}\n"}
    with pytest.raises(LoreError, match=r"^wordings\.yaml:1: Object missing required field `en`"):
        load_lore(lambda name: broken.get(name) or data("draft/data", name))


def test_a_file_that_is_no_list_is_told() -> None:
    with pytest.raises(LoreError, match=r"^wordings\.yaml: not a list$"):
        load_lore(lambda name: b"a: b\n" if name == "wordings.yaml" else data("draft/data", name))
