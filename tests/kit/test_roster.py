"""Rosters: whatever an office program writes becomes participants; a row that is off is told by its line."""

from __future__ import annotations

import os
import threading
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from openpyxl import Workbook

from quizgen.kit.roster import Roster, Row, anonymous, roster
from quizgen.language import lines_of
from quizgen.model.session import Participant
from quizgen.rosters import read_roster

UNREADABLE = "daftar peserta tidak dapat dibaca:"
SITI = Participant(1, "Siti Aminah, S.Sos.", "Dinas Sosial", "1980")


def write(folder: Path, content: str | bytes, name: str = "peserta.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def people(found: Roster) -> tuple[Participant, ...]:
    """Give who was read, wherever it stands in the file."""
    return tuple(replace(one, line=0) for one in found.people)


def told(path: Path) -> str:
    return "".join(f"{line}\n" for one in read_roster(path, path.name).problems for line in lines_of("id", one))


@pytest.mark.parametrize(
    "content",
    [
        'nama,unit,nomor\n"Siti Aminah, S.Sos.",Dinas Sosial,1980\n',
        "Nama;Unit Kerja;NIP\nSiti Aminah, S.Sos.;Dinas Sosial;1980\n",
        "NAMA LENGKAP\tOPD\tNomor Induk\nSiti Aminah, S.Sos.\tDinas Sosial\t1980\n",
        "\ufeffNo.;Nama;Unit;Nomor\r\n1;  Siti  Aminah, S.Sos. ;Dinas Sosial;1980\r\n",
        "\n\nnomor;nama;unit\n1980;Siti Aminah, S.Sos.;Dinas Sosial\n;;\n",
    ],
)
def test_tables_of_all_kinds_give_the_same_participant(tmp_path: Path, content: str) -> None:
    found = read_roster(write(tmp_path, content), "peserta.csv")
    assert (people(found), found.problems) == ((SITI,), ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_keep_their_letters_in_every_encoding_of_an_office(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "nama;unit\nRené d’Anjou;Dinas\n".encode(encoding))
    assert people(read_roster(path, "p")) == (Participant(1, "René d’Anjou", "Dinas"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
@pytest.mark.parametrize("shift", [0, 1])
def test_a_long_roster_is_read_in_parts_without_spoiling_a_letter_between_them(
    tmp_path: Path, encoding: str, shift: int
) -> None:
    name = "é" * 299 + "x" * shift
    rows = f"nama;nomor\n{'x' * shift};1\n" + "".join(f"{name};{number}\n" for number in range(1000))
    found = read_roster(write(tmp_path, rows.encode(encoding)), "p")
    assert {one.name for one in found.people if one.number != "1"} == {name}
    assert len(found.people) == 1000 + shift


def test_the_last_letter_of_a_roster_may_tell_its_encoding(tmp_path: Path) -> None:
    content = b"nama\n" + b"Budi Santoso\n" * 40_000 + "René\n".encode("cp1252")
    assert read_roster(write(tmp_path, content), "p").people[-1].name == "René"


def test_a_roster_that_comes_through_a_pipe_is_read_as_well(tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("nama;unit\nSiti;Dinas\n",))
    writer.start()
    assert people(read_roster(path, "p")) == (Participant(1, "Siti", "Dinas"),)
    writer.join()


def test_who_is_on_a_long_roster_twice_is_told_by_both_lines(tmp_path: Path) -> None:
    rows = [f"Peserta {number};Dinas" for number in range(3000)]
    rows[2500], rows[2900] = "PESERTA 7;dinas", "Peserta 7;Dinas"
    found = read_roster(write(tmp_path, "nama;unit\n" + "\n".join(rows) + "\n"), "p")
    assert [(one.code, one.place.line, one.words["first"]) for one in found.problems] == [
        ("W503", 2502, "9"),
        ("W503", 2902, "9"),
    ]


def test_a_spreadsheet_gives_what_a_person_sees_in_it(tmp_path: Path) -> None:
    book = Workbook()
    book.create_sheet("Peserta")
    sheet = book["Peserta"]
    for row in (
        ["Nama", "Unit", "NIP"],
        ["Siti Aminah, S.Sos.", "Dinas Sosial", 1980.0],
        ["Budi", date(2024, 2, 1), None],
    ):
        sheet.append(row)
    book.save(tmp_path / "peserta.xlsx")
    found = read_roster(tmp_path / "peserta.xlsx", "p")
    assert people(found) == (SITI, Participant(2, "Budi", "2024-02-01"))
    assert [one.line for one in found.people] == [2, 3]


def test_a_staff_number_that_a_spreadsheet_has_rounded_is_not_printed_and_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = (["Nama", "NIP"], ["Siti", 199001012015031001], ["Budi", 1.99001012015031e17], ["Ana", "199001012015031001"])
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "peserta.xlsx")
    found = read_roster(tmp_path / "peserta.xlsx", "peserta.xlsx")
    assert [one.number for one in found.people] == ["", "", "199001012015031001"]
    assert told(tmp_path / "peserta.xlsx").splitlines()[0] == (
        "peserta.xlsx:2:1: W505 nomor 199001012015031000 dibulatkan oleh program lembar kerja, yang hanya menyimpan "
        "15 angka; nomor ini tidak dicetak"
    )


def test_rows_that_are_off_are_named_by_their_line_and_the_others_are_kept(tmp_path: Path) -> None:
    rows = ["nama;unit", "Siti;A", ";B", "Budi\x07;A", "x" * 301 + ";A", '"Dua\nbaris";A', "siti;a"]
    path = write(tmp_path, "\n".join(rows))
    assert [one.name for one in read_roster(path, "p").people] == ["Siti", "Dua baris", "siti"]
    assert told(path) == (
        "peserta.csv:3:1: W501 baris ini tanpa nama dan tidak dicetak\n"
        "  petunjuk: isi namanya, atau hapus barisnya\n"
        'peserta.csv:4:1: W502 isian "Budi\\x07" memuat karakter yang tidak dapat dicetak; baris ini tidak dicetak\n'
        "  petunjuk: ketik ulang isian itu\n"
        f'peserta.csv:5:1: W502 isian "{"x" * 40}…" terlalu panjang; baris ini tidak dicetak\n'
        "  petunjuk: ketik ulang isian itu\n"
        "peserta.csv:8:1: W503 siti sudah ada di baris 2; keduanya dicetak\n"
        "  petunjuk: hapus salah satunya bila orangnya sama\n"
    )


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.csv", b"", "p.csv: E506 daftar peserta ini tidak berisi seorang pun"),
        ("p.csv", b"nama;unit\n", "p.csv: E506 daftar peserta ini tidak berisi seorang pun"),
        ("p.csv", b"Siti;A\n", "p.csv:1:1: E507 tidak ada kolom nama; judul kolom yang ditemukan: Siti, A"),
        ("p.csv", b"nama\n\0\0", "p.csv: E505 daftar peserta tidak dapat dibaca: isinya bukan teks"),
        ("p.xls", b"\xd0\xcf\x11\xe0", "p.xls: E505 daftar peserta tidak dapat dibaca: bukan CSV atau XLSX"),
        (
            "p.xlsx",
            b"PK\x03\x04",
            f"p.xlsx: E505 {UNREADABLE} buku kerjanya rusak, terkunci kata sandi, atau berformat lama",
        ),
    ],
)
def test_a_file_that_is_no_roster_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    assert told(write(tmp_path, content, name)).splitlines()[0] == message


def test_a_roster_that_is_not_there_and_a_bomb_are_told(tmp_path: Path) -> None:
    assert told(tmp_path / "p.csv").startswith(
        "p.csv: E505 daftar peserta tidak dapat dibaca: berkas atau folder tidak ada\n"
    )
    with zipfile.ZipFile(tmp_path / "p.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(6):
            packed.writestr(f"{number}.xml", bytes(100_000_000))
    assert told(tmp_path / "p.xlsx").startswith(
        "p.xlsx: E505 daftar peserta tidak dapat dibaca: berkas terlalu besar\n"
    )


@given(st.lists(st.lists(st.text(max_size=8), max_size=4), max_size=12))
def test_any_table_gives_participants_or_problems_and_never_fails(cells: list[list[str]]) -> None:
    found = roster([Row(number, row) for number, row in enumerate(cells, 1)], "p")
    assert [one.place for one in found.people] == list(range(1, len(found.people) + 1))
    assert all(one.name.strip() for one in found.people)
    assert found.people or found.problems


@given(st.binary(max_size=200))
def test_any_bytes_give_participants_or_problems(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    found = read_roster(write(tmp_path_factory.mktemp("r"), content), "p")
    assert found.people or found.problems


@given(st.integers(0, 80), st.text(max_size=5))
def test_codes_differ_from_one_another_and_are_the_same_for_the_same_seed(count: int, seed: str) -> None:
    people = [Participant(number, f"Orang {number}") for number in range(1, count + 1)]
    coded = anonymous(people, seed)
    assert len({one.code for one in coded}) == count
    assert coded == anonymous(people, seed)
    assert all(one.shown == one.code and one.name not in one.shown for one in coded)


def test_a_quotation_mark_left_open_names_its_line_instead_of_swallowing_people(tmp_path: Path) -> None:
    path = write(tmp_path, 'nama;unit\nAni;A\n"Siti;A\nBudi;B\nCahyo;C\n')
    assert [one.name for one in read_roster(path, "peserta.csv").people] == ["Ani"]
    assert told(path) == (
        'peserta.csv:3:1: W502 isian "Siti;A…" dibuka dengan tanda kutip yang tidak ditutup, sehingga menelan '
        "baris-baris sesudahnya; baris ini tidak dicetak\n  petunjuk: ketik ulang isian itu\n"
    )


def test_a_row_with_more_cells_than_the_head_is_not_read_one_cell_off(tmp_path: Path) -> None:
    path = write(tmp_path, 'nama,unit,nomor\n"Siti, S.H.",Dinas A,1,\nBudi, S.H.,Dinas B,2\n')
    assert people(read_roster(path, "p")) == (Participant(1, "Siti, S.H.", "Dinas A", "1"),)
    assert told(path) == (
        'peserta.csv:3:1: W502 isian "Budi…" sebaris dengan lebih banyak kolom daripada judulnya; apit gelar dengan '
        "tanda kutip; baris ini tidak dicetak\n  petunjuk: ketik ulang isian itu\n"
    )


@pytest.mark.parametrize("unseen", ["\u200b", "\u200e", "\u202e", "\u00ad", "\u200d", "\ufeff"])
def test_signs_that_nobody_sees_do_not_get_into_names(tmp_path: Path, unseen: str) -> None:
    found = read_roster(write(tmp_path, f"nama\n{unseen}Si{unseen}ti\n{unseen}\n"), "p")
    assert [one.name for one in found.people] == ["Siti"]
    assert [one.code for one in found.problems] == ["W501"]


def test_joiners_stay_between_letters_that_need_them(tmp_path: Path) -> None:
    name = "\ua98f\ua9c0\u200d\ua98f"
    assert [one.name for one in read_roster(write(tmp_path, f"nama\n{name}\n"), "p").people] == [name]


def test_an_address_of_several_lines_and_a_note_beyond_the_head_keep_their_row(tmp_path: Path) -> None:
    path = write(tmp_path, 'nama,alamat,unit\nSiti,"Jalan A, Kota B\nRT 1, RW 2",Dinas\n')
    assert people(read_roster(path, "p")) == (Participant(1, "Siti", "Dinas"),)
    path = write(tmp_path, "nama;unit\nSiti;Dinas;hadir\n")
    assert people(read_roster(path, "p")) == (Participant(1, "Siti", "Dinas"),)
    assert told(path) == ""


def test_a_quotation_mark_left_open_in_a_table_with_commas_is_told_too(tmp_path: Path) -> None:
    path = write(tmp_path, 'nama,unit\nAni,A\n"Siti",B\n"Budi,C\nCahyo,D\n')
    assert [one.name for one in read_roster(path, "p").people] == ["Ani", "Siti"]
    assert [(one.code, one.place.line) for one in read_roster(path, "p").problems] == [("W502", 4)]
