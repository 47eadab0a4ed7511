"""What drafting knows is whole: each row bilingual, its example holds, and its rules are there."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from quizgen.bank.reading import read_bank
from quizgen.draft.binding import bound_by_all
from quizgen.draft.lore import KINDS, Case, Excuse, LoreError, StatementRow, WordingRow, load_lore
from quizgen.draft.statements import act_of, bare
from quizgen.files import bank_files, shipped_bank
from quizgen.shipped import data
from tests.draft.office import LORE, rule

SHIPPED = read_bank(bank_files(shipped_bank(), Path.cwd())).bank()
FILLED = {"lead", "bearers", "one", "One"}
FILLED_OF = {
    "verdict": {"act"},
    "excuse": {"act", "excuse"},
    "prohibited": {"setting"},
    "permitted": {"setting"},
    "condition": {"ask", "cloze"},
    "bearer": {"act", "cue"},
    "sanction": {"ask", "cloze"},
    "channel": {"ask", "cloze"},
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
        assert "lead" in fields(text), "says whose words are asked for, where that must be said"
    assert (row.kind == "excuse") == (row.voice is not None)


@pytest.mark.parametrize("row", LORE.statements, ids=lambda row: row.name)
def test_a_statement_row_takes_its_example_apart(row: StatementRow) -> None:
    found = act_of(rule("x", row.modality, "atribut", row.example.id, row.example.en), LORE)
    assert found is not None
    verb = row.verb.id if row.verb else ""
    assert found.act.id.startswith(verb)
    assert found.cue == (row.asked or found.cue)


def test_people_who_give_reasons_and_people_who_warn_each_have_four_wordings() -> None:
    voices = [row.voice for row in LORE.wordings["excuse"]]
    assert voices.count("doer") >= 4
    assert voices.count("colleague") >= 4


@pytest.mark.parametrize("row", LORE.cases, ids=lambda row: row.name)
def test_a_case_is_decided_by_approved_rules_of_the_shipped_bank(row: Case) -> None:
    rules = [SHIPPED.rules[name] for name in row.rules]
    modalities = {rule.modality for rule in rules}
    assert {rule.status for rule in rules} == {"approved"}
    assert ("prohibition" in modalities) if row.verdict == "tidak" else (rules[-1].modality != "prohibition")
    assert set(row.pleas) <= {one.name for one in LORE.excuses}
    assert set(row.themes) <= LORE.settings.keys() | {"lapor"}
    assert row.id[0].islower()
    assert row.en[0].islower()


@pytest.mark.parametrize("row", LORE.cases, ids=lambda row: row.name)
def test_somebody_is_bound_by_all_rules_of_a_case_and_their_law(row: Case) -> None:
    rules = [SHIPPED.rules[name] for name in row.rules]
    assert bound_by_all(rules, LORE.bearers, SHIPPED.instruments)


@pytest.mark.parametrize("row", LORE.excuses, ids=lambda row: row.name)
def test_an_excuse_comes_up_against_rules_of_the_shipped_bank(row: Excuse) -> None:
    assert set(row.rules) <= SHIPPED.rules.keys()
    assert row.forbidden or row.allowed
    assert not row.one or row.one in LORE.bearers


def test_forbidden_and_allowed_cases_use_the_same_words_of_limitation() -> None:
    limited = [row.verdict for row in LORE.cases if "tanpa" in row.id.split()]
    assert min(limited.count("boleh"), limited.count("tidak")) >= 5, "else `tanpa` gives the verdict away"


def test_names_are_given_once() -> None:
    for rows in (LORE.cases, LORE.excuses, LORE.gaps, [row for kind in KINDS for row in LORE.wordings[kind]]):
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
