"""What the lints leave alone, what an editor accepts, and that the shipped bank is without a flaw."""

from __future__ import annotations

import pytest

from quizgen.bank.lints import flaws
from quizgen.bank.lints.persons import Persons
from quizgen.bank.lints.view import english_stem, words_of
from quizgen.bank.lints.words import word_lists
from quizgen.bank.reading import read_bank
from quizgen.files import bank_files, shipped_bank
from tests.tiny import found, original, reading_of, replaced

ITEMS = "items/atribut.yaml"
NEGATIVE = """\
- id: atribut-3
  version: 1
  status: STATUS
  rules: [atribut-calon]
  kind: verdict
  level: apply
  stem: {id: Bolehkah Anda tidak melepas topi itu?, en: May the cap be worn?}
  key: tidak
  rationale: {id: Itu atribut., en: It is an attribute.}
"""


def with_item(text: str) -> dict[str, str | bytes | None]:
    return {ITEMS: original(ITEMS) + text}


def test_the_shipped_bank_has_no_flaw() -> None:
    assert list(flaws(read_bank(bank_files(shipped_bank())))) == []


def test_a_flaw_is_told_in_english_too() -> None:
    assert found(with_item(NEGATIVE.replace("STATUS", "draft")), "en") == (
        'question_bank/items/atribut.yaml:28:14: W206 double negative: "Bolehkah Anda tidak"\n'
        '  hint: say it without a negative, for instance "refuse" or "forbidden"\n'
    )


def test_a_retired_item_is_left_alone() -> None:
    assert found(with_item(NEGATIVE.replace("STATUS", "retired"))) == ""


def test_an_accepted_warning_is_not_shown() -> None:
    accepted = NEGATIVE.replace("STATUS", "approved") + "  accept: [W206: bunyi pertanyaan warga sendiri]\n"
    assert found(with_item(accepted)) == ""


def test_an_accepted_warning_may_stand_in_a_block_list() -> None:
    accepted = NEGATIVE.replace("STATUS", "approved") + "  accept:\n    - W206: bunyi pertanyaan warga sendiri\n"
    assert found(with_item(accepted)) == ""


def test_a_warning_that_compares_items_can_be_accepted() -> None:
    twice = NEGATIVE.replace("STATUS", "draft").replace("tidak melepas", "melepas")
    again = twice.replace("atribut-3", "atribut-4")
    told = found(with_item(twice + again))
    assert told.startswith("question_bank/items/atribut.yaml:37:14: W215 pokok soal ini 100 persen sama dengan butir")
    assert found(with_item(twice + again + "  accept: [W215: kembarannya segera ditarik]\n")) == ""


def test_accepting_needs_a_reason_and_a_code_of_a_lint() -> None:
    item = NEGATIVE.replace("STATUS", "approved").replace("tidak melepas", "melepas")
    assert "E205" in found(with_item(item + '  accept: [W206: ""]\n'))
    assert "E206" in found(with_item(item + "  accept: [E413: begitulah]\n"))
    assert "E203" in found(with_item(item + "  accept: [W206]\n"))


def test_an_error_cannot_be_accepted_away() -> None:
    changed = replaced(ITEMS, "Memberikannya kepada rekan", "Semua jawaban benar")
    changed = {ITEMS: str(changed[ITEMS]) + "  accept: [W204: mutlak]\n"}
    assert [problem.code for problem in flaws(reading_of(changed))] == ["E413", "W218"]


def test_a_distractor_that_only_another_source_supports_may_stand_in_a_question_about_one_source() -> None:
    asked = "Menurut WARTA CONTOH, apa yang dilarang bagi PNS?"
    item = _single(asked, ("Memasang spanduk", "Memilih di bilik suara", "Membaca koran"))
    assert "E411" not in found({"items/hak_pilih.yaml": original("items/hak_pilih.yaml") + item})


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Raden Wiratama, Kepala Dinas Contoh", ["Raden Wiratama"]),
        ("Dr. Hj. Siti Contohwati, Camat", ["Siti Contohwati"]),
        ("Sekretaris Daerah Kota Contoh", []),
        ("Pj Bupati, Kabupaten Contoh", []),
    ],
)
def test_a_person_is_told_from_an_office(speaker: str, name: list[str]) -> None:
    assert Persons([speaker], []).names == name


def test_a_name_behind_an_office_in_a_title_is_a_person() -> None:
    assert Persons([], ["Pelantikan camat Budi Contohadi di balai kota"]).names == ["Budi Contohadi"]
    assert Persons([], ["Camat Budi Contohadi Buka Rapat Netralitas"]).names == []


def test_a_person_who_only_speaks_is_no_offender() -> None:
    persons, lists = Persons(["Raden Wiratama, Camat"], []), word_lists("id")
    assert persons.at_fault("Menurut Raden Wiratama, bolehkah itu?", lists) == ""
    assert persons.at_fault("Raden Wiratama, camat di sana, mengatakan itu.", lists) == ""
    assert persons.at_fault("Bolehkah Raden Wiratama berorasi?", lists) == "Raden Wiratama"


def test_words_keep_hyphens_and_apostrophes_and_lose_other_signs() -> None:
    assert words_of("“Calon-calon” itu, don’t!") == ["calon-calon", "itu", "don't"]
    assert words_of("Pukul 23.30 (WIB)?") == ["pukul", "23", "30", "wib"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("wearing", "wears"),
        ("candidates", "candidate's"),
        ("running", "run"),
        ("parties", "party"),
        ("refused", "refuse"),
    ],
)
def test_forms_of_an_english_word_have_one_stem(first: str, second: str) -> None:
    assert english_stem(first) == english_stem(second)


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_word_stands_twice_in_a_list(language: str) -> None:
    lists = word_lists("id" if language == "id" else "en")
    assert lists.negators
    assert lists.absolute_words
    assert not lists.quantifiers & lists.absolute_words


def _single(stem: str, options: tuple[str, str, str]) -> str:
    rows = "".join(
        f"    {letter}: {{id: {text}, en: {text}, rationale: {{id: Sebab., en: Because.}}}}\n"
        for letter, text in zip("abc", options, strict=True)
    )
    return (
        "- id: hak-pilih-2\n  version: 1\n  status: approved\n  rules: [boleh-memilih]\n  kind: single\n"
        "  level: apply\n"
        f'  stem: {{id: "{stem}", en: "What?"}}\n  options:\n{rows}  key: a\n'
    )
