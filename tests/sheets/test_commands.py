"""`quizgen bank export` and `quizgen bank import` as a trainer runs them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from quizgen.cli import sheet_session
from quizgen.edits import write_unchanged
from quizgen.language import say
from quizgen.shipped import shipped
from tests.tiny import original
from tests.workbench.desk import ITEMS, Desk

BOOK = "bank.xlsx"


def edit(desk: Desk, change: Callable[[Any], object], sheet: str = "Butir") -> None:
    """Change a sheet as another program does: opened, changed, saved."""
    book = openpyxl.load_workbook(desk.folder / BOOK)
    change(book[sheet])
    book.save(desk.folder / BOOK)


def put(cells: dict[str, object]) -> Callable[[Any], None]:
    """Make a change that puts values into cells by their names."""

    def change(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return change


@pytest.fixture
def exported(desk: Desk) -> Desk:
    assert desk.run(f"bank export {BOOK}").code == 0
    return desk


def test_export_says_how_many_items_it_wrote_and_where(desk: Desk) -> None:
    done = desk.run(f"bank export {BOOK}")
    assert (done.code, done.out, done.err) == (0, "3 butir soal ditulis ke bank.xlsx.\n", "")


def test_export_does_not_write_over_what_may_be_edits(exported: Desk) -> None:
    assert exported.run(f"bank export {BOOK}").code == 0
    edit(exported, put({"I2": "Lain?"}))
    before = exported.content()
    done = exported.run(f"bank export {BOOK}")
    assert done.code == 1
    assert done.err == (
        "quizgen: sudah ada: bank.xlsx; isinya mungkin suntingan Anda, jadi tidak ditimpa. "
        "Pilih nama lain, atau pindahkan dahulu\n"
    )
    assert exported.content() == before


def test_export_wants_a_name_of_a_workbook(desk: Desk) -> None:
    done = desk.run("bank export bank.csv")
    assert (done.code, done.err) == (2, 'quizgen: "bank.csv" bukan nama lembar kerja; akhiri dengan .xlsx\n')


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_shipped_bank_goes_out_and_comes_in_without_a_byte_changed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for name in ("question_bank", "seeds"):
        shutil.copytree(shipped(name), tmp_path / name)
    desk = Desk(tmp_path, capfd, monkeypatch)
    assert desk.run(f"bank export {BOOK} --lang {language}").code == 0
    before = desk.content()
    done = desk.run(f"bank import {BOOK} --yes")
    assert (done.code, done.out, done.err) == (0, "Tidak ada yang berubah.\n", "")
    assert desk.content() == before


def test_import_shows_what_changes_writes_it_and_checks(exported: Desk) -> None:
    edit(exported, put({"I2": "Bolehkah ASN memakai topi calon", "K3": "a"}))
    done = exported.run(f"bank import {BOOK} --yes")
    assert done.out.splitlines() == [
        "atribut-1 (question_bank/items/atribut.yaml)",
        "  Butir!I2 Pokok soal (Indonesia)",
        "    - Bolehkah ASN memakai atribut calon?",
        "    + Bolehkah ASN memakai topi calon",
        "atribut-2 (question_bank/items/atribut.yaml)",
        "  Butir!K3 Kunci",
        "    - b",
        "    + a",
        "  versi 1 menjadi 2, karena kuncinya berubah",
        "Ditulis: question_bank/items/atribut.yaml",
    ]
    assert done.err.splitlines()[0] == "quizgen: 2 butir berubah, 0 butir baru, 0 baris tidak dapat dipakai."
    assert done.err.splitlines()[-1] == "Bank soal bersih: 3 butir soal, 2 ketentuan, 1 sumber."
    changed = original("items/atribut.yaml").replace(
        "Bolehkah ASN memakai atribut calon?", "Bolehkah ASN memakai topi calon"
    )
    first, second = changed.split("- id: atribut-2\n")
    second = second.replace("version: 1", "version: 2").replace("key: b", "key: a")
    assert exported.text(ITEMS) == f"{first}- id: atribut-2\n{second}"
    again = exported.run(f"bank import {BOOK} --yes")
    assert (again.code, again.out) == (0, "Tidak ada yang berubah.\n")


def test_what_the_check_says_of_the_result_is_shown(exported: Desk) -> None:
    edit(exported, put({"E2": "atribut-calon, boleh-memilih", "K2": "boleh"}))
    checked = exported.run(f"bank import {BOOK} --yes")
    assert exported.run("check").err.splitlines()[-1] == checked.err.splitlines()[-1]


def test_a_dry_run_shows_and_writes_nothing(exported: Desk) -> None:
    edit(exported, put({"I2": "Bolehkah ASN memakai topi calon?"}))
    before = exported.content()
    done = exported.run(f"bank import {BOOK} --dry-run")
    assert (done.code, exported.content()) == (0, before)
    assert "    + Bolehkah ASN memakai topi calon?\n" in done.out
    assert "Ditulis" not in done.out


def test_where_there_is_nobody_to_ask_nothing_is_written(exported: Desk) -> None:
    edit(exported, put({"I2": "Bolehkah ASN memakai topi calon?"}))
    before = exported.content()
    done = exported.run(f"bank import {BOOK}")
    assert (done.code, exported.content()) == (2, before)
    assert done.err.endswith(
        "quizgen: tidak ditulis, karena di sini tidak ada yang dapat ditanya; tambahkan --yes untuk menulis\n"
    )


def test_a_bad_cell_is_named_and_the_other_rows_are_written(exported: Desk) -> None:
    edit(exported, put({"I2": "Bolehkah ASN memakai topi calon?", "J3": "=A1"}))
    done = exported.run(f"bank import {BOOK} --yes")
    assert done.code == 3
    assert "topi calon" in exported.text(ITEMS)
    assert done.err.splitlines()[:3] == [
        "Butir!J3: E432 sel ini berisi rumus, bukan teks: =A1",
        "  petunjuk: hapus isinya, beri sel format Teks, lalu ketik isinya lagi",
        "quizgen: 1 butir berubah, 0 butir baru, 1 baris tidak dapat dipakai.",
    ]
    assert done.err.splitlines()[-1] == (
        "quizgen: 1 baris tidak ditulis; perbaiki sel di atas di bank.xlsx, lalu impor lagi"
    )


def test_where_nothing_can_be_taken_nothing_is_written(exported: Desk) -> None:
    edit(exported, put({"J3": "=A1"}))
    before = exported.content()
    done = exported.run(f"bank import {BOOK} --yes")
    assert (done.code, exported.content()) == (1, before)
    assert done.err.endswith("quizgen: tidak ada yang ditulis; perbaiki sel di atas di bank.xlsx, lalu impor lagi\n")


def test_a_stale_workbook_never_writes_over_a_colleagues_work(exported: Desk) -> None:
    exported.write(ITEMS, exported.text(ITEMS).replace("Sekda memintanya", "Sekda menghendakinya"))
    edit(exported, put({"AB2": "Sekda melarangnya."}))
    before = exported.content()
    done = exported.run(f"bank import {BOOK} --yes")
    assert (done.code, exported.content()) == (6, before)
    assert done.err.startswith("Butir!AB2: E433 sel ini juga diubah di bank soal sejak ekspor; di sana sekarang: Sekda")


def test_a_bank_that_changes_while_one_is_asked_keeps_both_works(
    exported: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(exported, put({"I2": "Bolehkah ASN memakai topi calon?"}))
    theirs = exported.text(ITEMS) + "# rekan\n"

    def meanwhile(files: Any) -> None:
        exported.write(ITEMS, theirs)
        write_unchanged(files)

    monkeypatch.setattr(sheet_session, "write_unchanged", meanwhile)
    done = exported.run(f"bank import {BOOK} --yes")
    assert done.code == 6
    assert exported.text(ITEMS) == theirs
    assert "topi calon" in exported.text(f"{ITEMS}.conflict")
    assert f"disimpan di {Path(ITEMS)}.conflict; jalankan impor lagi" in done.err


def test_new_rows_become_items_of_their_topic(exported: Desk) -> None:
    def add(sheet: Any) -> None:
        heads = [cell.value for cell in sheet[1]]
        values = {
            "rules": "boleh-memilih", "kind": "verdict", "level": "recall", "stem.id": "=Bolehkah ASN memilih?",
            "stem.en": "May ASN vote?", "key": "boleh", "rationale.id": "Itu haknya.", "rationale.en": "It is a right.",
        }  # fmt: skip
        for name, value in values.items():
            cell = sheet.cell(9, heads.index(say("id", f"sheet.column.{name}")) + 1, value)
            cell.data_type = "s"

    edit(exported, add)
    done = exported.run(f"bank import {BOOK} --yes")
    assert done.code == 0
    assert "quizgen: butir baru kini punya pengenal: hak-pilih-2. Sebelum menyuntingnya lagi" in done.err
    assert done.out.splitlines()[0] == "hak-pilih-2: butir baru, baris 9 (question_bank/items/hak_pilih.yaml)"
    assert exported.text("question_bank/items/hak_pilih.yaml").endswith(
        "\n- id: hak-pilih-2\n  version: 1\n  status: draft\n  rules: [boleh-memilih]\n  kind: verdict\n"
        '  level: recall\n  stem:\n    id: "=Bolehkah ASN memilih?"\n    en: May ASN vote?\n  key: boleh\n'
        "  rationale:\n    id: Itu haknya.\n    en: It is a right.\n"
    )


def test_a_deleted_row_deletes_nothing_and_says_how_items_are_retired(exported: Desk) -> None:
    edit(exported, lambda sheet: sheet.delete_rows(2))
    before = exported.content()
    done = exported.run(f"bank import {BOOK} --yes")
    assert (done.code, done.out, exported.content()) == (0, "Tidak ada yang berubah.\n", before)
    assert done.err == (
        "quizgen: 1 butir tidak ada lagi di lembar, tetapi tetap di bank soal: atribut-1. "
        'Untuk menarik butir: quizgen retire PENGENAL --why "alasan"\n'
    )


def test_an_inserted_column_is_named_and_left_aside(exported: Desk) -> None:
    def insert(sheet: Any) -> None:
        sheet.insert_cols(2)
        sheet["B1"] = "Catatan saya"

    edit(exported, insert)
    done = exported.run(f"bank import {BOOK} --yes")
    assert (done.code, done.err) == (0, "quizgen: kolom ini tidak dikenal, jadi tidak dibaca: Catatan saya (B1)\n")


def test_what_comes_from_a_workbook_does_nothing_to_a_terminal(exported: Desk) -> None:
    edit(exported, put({"F2": "a_x001B_[31mb\nc", "I3": "Apa\u009b31m?", "AZ1": "x_x001B_[2Jy"}))
    done = exported.run(f"bank import {BOOK} --yes")
    assert done.code == 1
    assert not set("\x1b\x9b") & set(done.out + done.err)
    assert 'E204 nilai "a?[31mb c" tidak dikenal di sini' in done.err


def test_a_renamed_sheet_is_found_and_cells_bear_its_name(exported: Desk) -> None:
    def rename(sheet: Any) -> None:
        sheet.title = "Soal baru"
        sheet["F2"] = "pilihan"

    edit(exported, rename)
    assert exported.run(f"bank import {BOOK} --yes").err.startswith("Soal baru!F2: E204 ")


def test_a_workbook_of_something_else_gets_one_line(desk: Desk) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Anggaran"  # type: ignore[index]  # a new workbook has a sheet
    book.save(desk.folder / BOOK)
    done = desk.run(f"bank import {BOOK} --yes")
    assert done.code == 1
    assert done.err == (
        "quizgen: di bank.xlsx tidak ada lembar butir soal (lembar yang ada: Sheet); "
        "lembar itu dibuat dengan: quizgen bank export bank.xlsx\n"
    )


def test_a_file_that_is_not_there_gets_one_line(desk: Desk) -> None:
    done = desk.run("bank import tiada.xlsx")
    assert (done.code, done.err) == (1, "quizgen: tiada.xlsx tidak ada\n")


def test_english_heads_are_understood_in_an_indonesian_run_and_say_their_cells(desk: Desk) -> None:
    assert desk.run(f"bank export {BOOK} --lang en").code == 0
    edit(desk, put({"H2": "yes", "G3": "aply"}), "Items")
    done = desk.run(f"bank import {BOOK} --yes")
    assert done.code == 3
    assert done.err.startswith('Items!G3: E204 nilai "aply" tidak dikenal di sini (apply?)\n')
    assert desk.text(ITEMS) == original("items/atribut.yaml").replace(
        "  level: recall\n", "  level: recall\n  scenario: true\n"
    )
