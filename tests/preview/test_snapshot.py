"""States of a bank: what can be read, the last good state of what cannot, and whose is which problem."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.reading import Reading, read_bank
from quizgen.files import bank_files, shipped_bank
from quizgen.preview.entries import Entry, entries_of, entry_at, lines_of_file
from quizgen.preview.rereading import Rereader
from tests.preview.shown import HAK, ITEMS, RULES, shown
from tests.tiny import original, replaced, tiny

CUT = original(ITEMS).replace("kind: single", "kind: 'single", 1)


def test_entries_are_found_by_their_dashes_and_ids_also_where_the_file_is_no_yaml() -> None:
    text = (
        '# head\n- id: satu\n  stem: {id: Apa?}\n\n-   version: 1\n    id: "dua"\n'
        "    options:\n    - id: x\n- {id: tiga, key: [\n-\n"
    )
    found = entries_of(lines_of_file(text.encode()))
    assert found == [Entry(2, "satu"), Entry(5, "dua"), Entry(9, "tiga"), Entry(10, "")]
    assert [entry_at(found, line) for line in (1, 2, 4, 5, 8, 9, 10, 99)] == [
        "",
        "satu",
        "satu",
        "dua",
        "dua",
        "tiga",
        "",
        "",
    ]


@given(st.binary(max_size=300))
def test_any_bytes_have_entries_in_the_order_of_their_lines(data: bytes) -> None:
    lines = [entry.line for entry in entries_of(lines_of_file(data))]
    assert lines == sorted(set(lines))


def told(reading: Reading) -> tuple[object, ...]:
    problems = sorted(reading.problems, key=lambda one: (one.place, one.code))
    records = (reading.settings, reading.sources, reading.instruments, reading.rules, reading.items)
    return (*records, reading.seen, reading.cut, problems)


@pytest.mark.parametrize(
    "changed",
    [{}, {"bank.yaml": None}, {"bank.yaml": ""}, {ITEMS: CUT}, {ITEMS: ""}, {"sources.yaml": "- id: [", HAK: None}],
    ids=["whole", "no settings", "empty settings", "cut", "empty", "several"],
)
def test_a_reader_that_remembers_files_reads_what_read_bank_reads(changed: dict[str, str | bytes | None]) -> None:
    rereader = Rereader()
    rereader.read(tiny())
    assert told(rereader.read(tiny(changed))) == told(read_bank(tiny(changed)))
    assert told(rereader.read(tiny())) == told(read_bank(tiny()))


def test_the_shipped_bank_is_read_as_read_bank_reads_it() -> None:
    files = bank_files(shipped_bank())
    assert told(Rereader().read(files)) == told(read_bank(files))


def test_an_unchanged_file_is_not_read_again() -> None:
    rereader = Rereader()
    first, second = rereader.read(tiny()), rereader.read(tiny(replaced(HAK, "Itu hak Anda.", "Itu memang hak Anda.")))
    same = [one.record is two.record for one, two in zip(first.items, second.items, strict=True)]
    assert same == [True, True, False]


def test_a_problem_belongs_to_the_item_or_the_rule_in_whose_lines_it_lies() -> None:
    state = shown(
        replaced(ITEMS, "key: b", "key: d") | replaced(RULES, "quote: tidak memakai", "quote: jangan memakai")
    )
    assert {name: [one.code for one in ones] for name, ones in state.of_item.items()} == {"atribut-2": ["E309"]}
    assert {name: [one.code for one in ones] for name, ones in state.of_rule.items()} == {"atribut-calon": ["E308"]}
    assert [(row.id, row.errors) for row in state.rows] == [("atribut-1", 0), ("atribut-2", 1), ("hak-pilih-1", 0)]


def test_a_file_that_is_no_yaml_any_more_leaves_its_items_as_they_were_and_the_others_follow() -> None:
    first = shown()
    broken = shown({ITEMS: CUT} | replaced(HAK, "Itu hak Anda.", "Itu hak setiap orang."), first)
    assert broken.number == 2
    assert [row.id for row in broken.rows] == ["atribut-1", "atribut-2", "hak-pilih-1"]
    assert ("items", "atribut-2") in broken.kept
    assert broken.bank.items["atribut-2"] == first.bank.items["atribut-2"]
    assert broken.bank.items["hak-pilih-1"].options["a"].rationale.id == "Itu hak setiap orang."
    assert [one.code for one in broken.problems] == ["E111"]
    mended = shown(before=broken)
    assert (mended.kept, mended.problems) == (frozenset(), ())


def test_an_item_deleted_while_its_file_is_broken_is_gone() -> None:
    text = original(ITEMS)
    second = text.index("- id: atribut-2")
    state = shown({ITEMS: text[:second].replace("kind: verdict", "kind: [")}, shown())
    assert [row.id for row in state.rows] == ["atribut-1", "hak-pilih-1"]


def test_the_items_of_a_file_that_was_removed_are_gone() -> None:
    assert [row.id for row in shown({ITEMS: None}, shown()).rows] == ["hak-pilih-1"]


def test_an_item_that_was_never_readable_is_listed_with_its_errors() -> None:
    state = shown(replaced(ITEMS, "  level: recall\n", ""))
    assert state.rows[0][:3] == ("atribut-1", "question_bank/items/atribut.yaml", 1)
    assert (state.rows[0].status, state.rows[0].errors, "atribut-1" in state.bank.items) == ("", 1, False)


@pytest.mark.parametrize("changed", [{"bank.yaml": None}, {"bank.yaml": "title: ["}, {"rules/atribut.yaml": "- ["}])
def test_settings_and_rules_stay_as_they_were_while_their_file_is_broken(changed: dict[str, str]) -> None:
    first = shown()
    state = shown(changed, first)
    assert state.errors
    assert state.bank.settings == first.bank.settings
    assert "boleh-memilih" in state.bank.rules


def test_a_bank_without_settings_from_the_start_is_shown_all_the_same() -> None:
    state = shown({"bank.yaml": None})
    assert [row.id for row in state.rows] == ["atribut-1", "atribut-2", "hak-pilih-1"]
    assert [one.code for one in state.problems if one.is_error] == ["E116"]
