"""`quizgen show`: who says so? The words, the source, the date and the law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.cli import main
from tests.workbench.desk import ITEMS, RULES, Desk


def test_an_item_is_shown_as_it_will_appear_with_all_that_it_rests_on(desk: Desk) -> None:
    assert desk.run("show atribut-1") == (
        0,
        """\
Butir soal atribut-1 · Atribut · Boleh / Tidak boleh · mengingat · versi 1 ·
disetujui
question_bank/items/atribut.yaml, baris 1

Bolehkah ASN memakai atribut calon?
  A. Boleh
  B. Tidak boleh
Kunci: B
  Pembahasan: Sekda memintanya.

Bahasa Inggris

May ASN wear a candidate's attributes?
  A. Allowed
  B. Not allowed
Kunci: B
  Pembahasan: The secretary asks so.

Ketentuan atribut-calon (larangan; bagi ASN; penjelasan pejabat; disetujui):
  ASN tidak memakai atribut calon.
  ASN do not wear a candidate's attributes.
  | Kota Contoh - Sekretaris Daerah meminta seluruh ASN >>tidak memakai atribut
  | calon selama masa kampanye<<, Senin (1/4/2024).
  Sumber: Sekda minta ASN netral (WARTA CONTOH, Senin, 1 April 2024)
  Pembicara: Sekretaris Daerah
  Dasar hukum: PP Nomor 1 Tahun 2001, Disiplin (berlaku sejak 1 Januari 2001)
""",
        "",
    )


def test_options_have_their_letters_and_each_its_reason(desk: Desk) -> None:
    done = desk.run("show hak-pilih-1 --lang en")
    assert (
        """\
It is election day. What may you do?
  A. Vote in the booth
  B. Urge the queue to vote for yours
  C. Come in working hours
Key: A, C
  A + It is your right.
  B - That takes sides.
  C + The day is a holiday.
"""
        in done.out
    )
    assert done.out.startswith("Item hak-pilih-1 · The right to vote · several answers · analyse · version 1 ·\n")


def test_a_rule_names_the_items_that_rest_on_it(desk: Desk) -> None:
    done = desk.run("show atribut-calon")
    assert done.out.startswith(
        "Ketentuan atribut-calon · Atribut · disetujui\nquestion_bank/rules/atribut.yaml, baris 1\n"
    )
    assert done.out.endswith("\nButir soal yang bersandar padanya: atribut-1, atribut-2\n")


def test_a_source_is_shown_with_what_quotes_it(desk: Desk) -> None:
    assert desk.run("show kabar").out == (
        """\
Sumber kabar
question_bank/sources.yaml, baris 1
  Sekda minta ASN netral
  WARTA CONTOH, 1 April 2024
  Naskah: seeds/kabar.txt (sha256
    04c0b538dcd370ef230e4adf64de4cd88c79a56bc44a5e748d1b1f50ac076b1d)

Dikutip ketentuan atribut-calon:
  | “tidak memakai atribut calon selama masa kampanye”

Dikutip ketentuan boleh-memilih:
  | “ASN boleh memilih di bilik suara”
"""
    )


def test_an_instrument_is_shown_with_its_days_and_the_rules_on_it(desk: Desk) -> None:
    assert desk.run("show pp-1").out == (
        """\
Dasar hukum pp-1
question_bank/instruments.yaml, baris 1
  PP Nomor 1 Tahun 2001: Disiplin
  Masa: berlaku sejak 1 Januari 2001
  Keyakinan data: tinggi. Asal data: contoh

Ketentuan yang bersandar padanya: atribut-calon
"""
    )


def test_an_instrument_that_ended_names_both_days_and_its_successor(desk: Desk) -> None:
    path = "question_bank/instruments.yaml"
    ended = "in_force: {from: 2001-01-01, until: 2020-06-30}\n  replaced_by: pp-1\n  binds: [PNS]"
    desk.write(path, desk.text(path).replace("in_force: {from: 2001-01-01}", ended))
    shown = desk.run("show pp-1").out
    assert "  Masa: berlaku 1 Januari 2001 sampai 30 Juni 2020\n  Diganti oleh: pp-1\n  Mengikat: PNS\n" in shown


def test_a_retired_item_says_why(desk: Desk) -> None:
    desk.write(
        ITEMS,
        desk.text(ITEMS).replace("version: 1\n  status: approved", "version: 1\n  status: retired\n  reason: usang", 1),
    )
    assert "\nAlasan ditarik: usang\n" in desk.run("show atribut-1").out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("atribut-3", 'tidak ada isi dengan pengenal "atribut-3"; yang mirip: atribut-2, atribut-1, atribut-calon'),
        ("zzz", 'tidak ada isi dengan pengenal "zzz"; daftarnya: quizgen list'),
    ],
)
def test_an_id_there_is_not_brings_the_nearest(desk: Desk, typed: str, said: str) -> None:
    assert desk.run(f"show {typed}") == (2, "", f"quizgen: {said}\n")


def test_json_gives_the_record_its_place_and_what_it_rests_on(desk: Desk) -> None:
    value = json.loads(desk.run("show atribut-2 --format json").out)
    assert (value["what"], value["file"], value["line"], value["topic"]) == ("item", ITEMS, 10, "atribut")
    assert value["item"]["options"]["b"]["rationale"] == {"id": "Itu yang diminta.", "en": "That is what is asked."}
    (rule,) = value["rules"]
    assert rule["evidence"][0]["context"].count(">>tidak memakai atribut calon selama masa kampanye<<") == 1
    assert rule["evidence"][0]["published"] == "Senin, 1 April 2024"
    assert rule["instruments"][0]["in_force"] == {"from": "2001-01-01"}


@pytest.mark.parametrize(("name", "what"), [("atribut-calon", "rule"), ("kabar", "source"), ("pp-1", "instrument")])
def test_json_is_given_for_every_kind_of_record(desk: Desk, name: str, what: str) -> None:
    value = json.loads(desk.run(f"show {name} --format json").out)
    assert (value["what"], value[what]["id"]) == (what, name)


def test_two_records_of_one_id_are_both_shown_and_one_by_its_kind(desk: Desk) -> None:
    desk.write(ITEMS, desk.text(ITEMS).replace("id: atribut-1", "id: kabar"))
    assert [line for line in desk.run("show kabar").out.splitlines() if " kabar" in line] == [
        "Butir soal kabar · Atribut · Boleh / Tidak boleh · mengingat · versi 1 ·",
        "Sumber kabar",
    ]
    assert desk.run("show kabar --what source").out.startswith("Sumber kabar\n")
    assert [one["what"] for one in json.loads(desk.run("show kabar --format json").out)] == ["item", "source"]


def test_a_record_with_errors_of_form_is_found_and_its_errors_are_told(desk: Desk) -> None:
    desk.write(RULES, desk.text(RULES).replace("modality: prohibition", "modality: larang"))
    done = desk.run("show atribut-calon")
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[:2] == [
        (f"quizgen: {RULES}:1:7: isi atribut-calon punya kesalahan bentuk, jadi tidak dapat ditampilkan"),
        f'{RULES}:2:13: E204 nilai "larang" tidak dikenal di sini',
    ]


def test_outside_a_workspace_the_shipped_bank_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["show", "uu-20-2023", "--lang", "en"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Instrument uu-20-2023\n")
    assert err == "quizgen: There is no workspace here; what is shown is the bank that comes with quizgen.\n"
