"""`quizgen retire`: status and reason are set in place, and nothing that still depends on it is left without ground."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.cli import main
from quizgen.locks import held
from tests.workbench.desk import ITEMS, RULES, Desk

FORM = """\
id: K7Q2M4
bank: '1-abcdef'
as_of: 2024-04-01
seed: '1'
variants:
  A:
    - {item: atribut-1, version: '1', order: ''}
"""


def test_an_item_is_retired_with_its_reason_and_every_other_byte_stays(desk: Desk) -> None:
    desk.write(ITEMS, "# kepala\n" + desk.text(ITEMS).replace("status: approved", "status:   'approved'   # ya", 1))
    before = desk.content()
    assert desk.run("retire atribut-1 --why 'aturannya: sudah  diganti'") == (
        0,
        f"atribut-1 ditarik ({ITEMS}:2:7).\n",
        "",
    )
    expected = before[ITEMS].decode()
    expected = expected.replace("status:   'approved'   # ya", "status:   retired   # ya", 1)
    expected = expected.replace(
        "rationale: {id: Sekda memintanya., en: The secretary asks so.}\n",
        'rationale: {id: Sekda memintanya., en: The secretary asks so.}\n  reason: "aturannya: sudah diganti"\n',
        1,
    )
    assert desk.text(ITEMS) == expected
    assert {name: data for name, data in desk.content().items() if name != ITEMS} == {
        name: data for name, data in before.items() if name != ITEMS
    }
    assert desk.run("check").code == 0


def test_a_rule_on_which_approved_items_rest_is_not_retired(desk: Desk) -> None:
    before = desk.content()
    assert desk.run("retire atribut-calon --why usang") == (
        1,
        "",
        (
            "quizgen: ketentuan atribut-calon belum dapat ditarik; butir yang disetujui ini bersandar padanya: "
            "atribut-1, atribut-2. Tarik dahulu butir itu\n"
        ),
    )
    assert desk.content() == before


def test_a_rule_whose_items_are_retired_is_retired(desk: Desk) -> None:
    for name in ("atribut-1", "atribut-2", "atribut-calon"):
        assert desk.run(f"retire {name} --why usang").code == 0
    assert desk.text(RULES).count("  status: retired\n  reason: usang\n") == 1
    assert desk.run("check").code == 0


def test_what_stands_on_a_stored_form_is_not_retired(desk: Desk) -> None:
    (desk.folder / "forms").mkdir()
    desk.write("forms/K7Q2M4.yaml", FORM)
    before = desk.content()
    assert desk.run("retire atribut-1 --why usang --lang en") == (
        1,
        "",
        (
            "quizgen: atribut-1 cannot be retired yet; it stands on these forms: K7Q2M4. Where a form is no longer "
            "used, delete its file in the folder forms first\n"
        ),
    )
    assert desk.run("retire atribut-calon --why usang --lang en").err == (
        "quizgen: the rule atribut-calon cannot be retired yet; these approved items rest on it: atribut-1, atribut-2; "
        "they stand on the forms K7Q2M4. Retire those items first\n"
    )
    assert desk.run("retire atribut-2 --why usang").code == 0
    assert {name: data for name, data in desk.content().items() if name != ITEMS} == {
        name: data for name, data in before.items() if name != ITEMS
    }


def test_what_is_retired_already_stays_as_it_is(desk: Desk) -> None:
    desk.run("retire atribut-1 --why usang")
    before = desk.content()
    assert desk.run("retire atribut-1 --why lain") == (0, "", "quizgen: atribut-1 sudah ditarik: usang\n")
    assert desk.content() == before


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("retire kabar --why x", 2, "kabar bukan butir soal atau ketentuan; hanya keduanya yang dapat ditarik"),
        ("retire atribut-1 --why ' '", 2, 'alasan belum diisi; tulis misalnya --why "aturannya sudah diganti"'),
        ("retire atribut-1", 2, "--why belum disebut\nBantuan: quizgen retire --help"),
        ("retire nihil --why x", 2, 'tidak ada isi dengan pengenal "nihil"; daftarnya: quizgen list'),
    ],
)
def test_wrong_usage_is_told(desk: Desk, line: str, code: int, said: str) -> None:
    assert desk.run(line) == (code, "", f"quizgen: {said}\n")


def test_an_entry_with_errors_is_left_to_its_editor(desk: Desk) -> None:
    desk.write(ITEMS, desk.text(ITEMS).replace("level: recall", "level: ingat"))
    assert desk.run("retire atribut-1 --why x") == (
        1,
        "",
        f"quizgen: {ITEMS}:1:7: isi atribut-1 punya kesalahan; perbaiki dahulu (quizgen edit atribut-1)\n",
    )


def test_a_file_that_another_quizgen_edits_is_not_touched(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.locks._PATIENCE", 0)
    before = desk.content()
    with held([desk.folder / ITEMS]):
        done = desk.run("retire atribut-1 --why x")
    assert done.code == 6
    kept = f"{ITEMS}.conflict"
    assert done.err == (
        f"quizgen: {ITEMS} berubah sejak dibaca, jadi tidak ditimpa. Pekerjaan Anda disimpan di {kept}\n"
    )
    assert b"reason: x" in desk.content().pop(kept)
    assert {name: data for name, data in desk.content().items() if name != kept} == before


@pytest.mark.parametrize("line", ["retire a --why x", "edit a", "new item", "new rule"])
def test_outside_a_workspace_nothing_is_written_and_init_is_named(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([*line.split(), "--lang", "en"]) == 2
    assert capsys.readouterr() == (
        "",
        (
            "quizgen: there is no workspace here that may be written; make one first: quizgen init FOLDER, "
            "then go into it\n"
        ),
    )
    assert list(tmp_path.iterdir()) == []
