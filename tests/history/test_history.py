"""`quizgen history`, the real program: listed, shown, as a trend, and for other programs."""

from __future__ import annotations

import csv
import io
import json
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizgen.model.attempt import Votes
from quizgen.store import open_store
from tests.history.program import AT, PROGRAM, history, kept, path_of
from tests.quiz.sample_bank import SLOTS, run
from tests.store.test_copies import TODAY
from tests.terminal.program import environment, piped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell and signals of POSIX")


def test_where_there_is_no_history_it_says_what_to_do_and_makes_no_file(tmp_path: Path) -> None:
    none = "quizgen: belum ada riwayat. Mulailah dengan: quizgen take\n"
    assert history(tmp_path) == (0, "", none)
    assert history(tmp_path, "trend") == (0, "", none)
    assert history(tmp_path, "forget", "--all") == (0, "", none)
    assert history(tmp_path, "--format", "json") == (0, "[]\n", none)
    assert history(tmp_path, "backup", "b") == (1, "", "quizgen: belum ada riwayat yang dapat dicadangkan\n")
    assert history(tmp_path, "--who", "Ani", "--lang", "en") == (
        0,
        "",
        'quizgen: there is no history of "Ani". All of it: quizgen history\n',
    )
    assert not (tmp_path / "data").exists()


def test_the_attempts_are_listed_the_last_one_first_and_the_open_exam_keeps_its_secret(tmp_path: Path) -> None:
    kept(tmp_path, "+-s", 3)
    kept(tmp_path, "++", 4, who="Ani", mode="exam", done=False)
    table = (
        "No.  Mulai             Keadaan        Mode     Siapa       Nilai\n"
        "2    2024-01-04 08:00  belum selesai  ujian    Ani         -\n"
        "1    2024-01-03 08:00  selesai        latihan  tanpa nama  33 (1 dari 3)\n"
    )
    assert history(tmp_path) == (0, table, "")
    code, listed, _ = history(tmp_path, "--who", "ani", "--format", "json")
    (row,) = json.loads(listed)
    assert (code, row["attempt"], row["mode"], row["right"], row["percent"], row["answered"]) == (
        0, 2, "exam", None, None, 2,
    )  # fmt: skip
    assert "benar" not in history(tmp_path, "show", "2")[1]
    assert all(
        row["right"] is None for row in json.loads(history(tmp_path, "show", "2", "--format", "json")[1])["answers"]
    )


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "+62", "-1+1", "@SUM(A1)", " =x", "\uff1dx"])
def test_a_name_is_no_formula_for_a_spreadsheet(tmp_path: Path, name: str) -> None:
    kept(tmp_path, "+", 3, who=name)
    done = subprocess.run([*PROGRAM, "--format", "csv"], capture_output=True, env=environment(tmp_path), check=True)
    assert done.stdout.startswith(b"\xef\xbb\xbfattempt,who,started,")
    assert done.stdout.endswith(b"\r\n")
    (row,) = csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig")))
    assert row["who"][0] in "'\uff1d"
    assert row["who"].removeprefix("'") == name
    assert (row["right"], row["percent"], row["retake_of"]) == ("1", "100", "")


def test_csv_is_utf_8_whatever_the_terminal_speaks(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3, who="Ni Luh “Komang” é")
    variables = {"LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    code, listed, _ = history(tmp_path, "--format", "csv", variables=variables)
    assert (code, "Ni Luh “Komang” é" in listed) == (0, True)


def test_an_attempt_is_shown_item_by_item_also_where_the_bank_no_longer_has_them(tmp_path: Path) -> None:
    kept(tmp_path, "+-s", 3, who="Ani")
    code, shown, told = history(tmp_path, "show", "1")
    assert (code, told) == (0, "")
    assert shown == (
        "Pengerjaan 1\nSiapa: Ani\nMulai: 2024-01-03 08:00\nSelesai: 2024-01-03 08:09\nMode: latihan\n"
        "Paket soal: K7Q2M4-A\nBank soal: 1+test\nKeadaan: selesai\nNilai: 33 (1 dari 3)\nDijawab: 2 dari 3\n\n"
        "1. rekaan-1\n   Jawaban: B. Tidak boleh, benar; 2024-01-03 08:05\n\n"
        "2. rekaan-2\n   Jawaban: B, keliru; 2024-01-03 08:05\n\n"
        "3. rekaan-3\n   Tidak dijawab.\n"
    )
    answers = json.loads(history(tmp_path, "show", "1", "--format", "json")[1])["answers"]
    assert answers[1] == {
        "attempt": 1, "place": 2, "item": "rekaan-2", "version": "1", "chosen": ["a"], "shown": ["B"],
        "right": False, "at": AT.format(3, 5), "votes": None,
    }  # fmt: skip
    rows = history(tmp_path, "show", "1", "--format", "csv")[1].lstrip("\ufeff").splitlines()
    assert rows[2] == f"1,2,rekaan-2,1,a,B,false,{AT.format(3, 5)},"


def test_the_hands_of_a_hall_are_shown(tmp_path: Path) -> None:
    with closing(open_store(path_of(tmp_path), TODAY)) as store:
        votes = [Votes(SLOTS[0].item, (("boleh", 12), ("tidak", 30)), AT.format(3, 1)), Votes(SLOTS[1].item, (), "")]
        store.begin(run("together", SLOTS[:2]), votes, AT.format(3, 0))
    shown = history(tmp_path, "show", "1", "--lang", "en")[1]
    assert "   Hands: A. Allowed 12, B. Not allowed 30; 2024-01-03 08:01\n" in shown
    assert "   Shown without counting hands.\n" in shown


@pytest.mark.parametrize("number", ["9", "99999999999999999999999"])
def test_an_attempt_there_is_none_of_is_said(tmp_path: Path, number: str) -> None:
    kept(tmp_path, "+", 3)
    told = f"quizgen: pengerjaan nomor {number} tidak ada; nomornya ada di: quizgen history\n"
    assert history(tmp_path, "show", number) == (2, "", told)
    assert history(tmp_path, "forget", number, "--yes") == (2, "", told)


def test_the_trend_of_topics_is_a_chart_with_its_figures_and_figures_alone_where_plain_is_wanted(
    tmp_path: Path,
) -> None:
    from tests.terminal.program import ANY_ANSWERS, piped

    for seed in ("a", "b"):
        piped(tmp_path, ANY_ANSWERS, "--count", "6", "--seed", seed, "--topic", "atribut")
    sql = "UPDATE responses SET is_right = attempt - 1"
    with closing(sqlite3.connect(path_of(tmp_path))) as store, store:
        store.execute(sql)
    head = "Perkembangan per topik\n"
    legend = "Tiap tanda satu pengerjaan, dari {} (terendah) sampai {} (tertinggi); yang\nterakhir di kanan.\n"
    tail = "Nilai: 0, 100\n  Naik 100 sejak pengerjaan pertama.\n"
    topic = "\nAtribut calon dan partai\n  "
    utf8, ascii_ = {"LANG": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}, {"LANG": "C", "PYTHONIOENCODING": "ascii"}
    assert history(tmp_path, "trend", variables=utf8)[1] == head + legend.format("▁", "█") + topic + "▁█  " + tail
    assert history(tmp_path, "trend", variables=ascii_)[1] == head + legend.format("_", "#") + topic + "_#  " + tail
    assert history(tmp_path, "trend", variables={"QUIZGEN_PLAIN": "1"})[1] == head + topic + tail
    rows = json.loads(history(tmp_path, "trend", "--format", "json")[1])
    assert [(row["topic"], row["number"], row["percent"]) for row in rows] == [("atribut", 1, 0), ("atribut", 2, 100)]


def test_items_that_the_bank_no_longer_has_still_count_in_the_trend(tmp_path: Path) -> None:
    kept(tmp_path, "+-", 3)
    assert "\nButir yang tidak ada lagi di bank soal\n  " in history(tmp_path, "trend")[1]


@pytest.mark.parametrize("arguments", [[], ["--format", "json"], ["--format", "csv"], ["show", "1"], ["trend"]])
def test_an_output_that_is_full_gone_or_closed_ends_without_a_fault(tmp_path: Path, arguments: list[str]) -> None:
    kept(tmp_path, "+-", 3)
    codes, told = [], []
    for where in ("> /dev/full", ">&-", "| true"):
        line = f"{shlex.join([*PROGRAM, *arguments])} {where}"
        done = subprocess.run(
            ["sh", "-c", line], stderr=subprocess.PIPE, env=environment(tmp_path), cwd=tmp_path, check=False
        )
        codes.append(done.returncode)
        told.append(done.stderr.decode())
    assert codes == [5, 0, 0]
    assert told == ["quizgen: tidak dapat membaca atau menulis stdout: ruang penyimpanan habis\n", "", ""]


@pytest.mark.parametrize("columns", ["20", "40", "200"])
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_every_part_fits_the_terminal_and_its_encoding(tmp_path: Path, columns: str, encoding: str) -> None:
    kept(tmp_path, "+-s+", 3, who="Ni Luh 中 “é”")
    variables = {"COLUMNS": columns, "PYTHONIOENCODING": encoding, "LANG": "C", "TERM": "dumb"}
    for part in ([], ["show", "1"], ["trend"]):
        done = subprocess.run(
            [*PROGRAM, *part], capture_output=True, env=environment(tmp_path, **variables), check=True
        )
        assert max(map(len, done.stdout.decode(encoding).splitlines())) <= max(int(columns), 24)


def test_items_shown_from_another_bank_than_was_played_are_said_to_be_so(tmp_path: Path) -> None:
    piped(tmp_path, "a\na b\n", "--seed", "latihan", "--count", "2", "--new")
    assert "menurut bank soal" not in history(tmp_path, "show", "1")[1]
    with closing(sqlite3.connect(path_of(tmp_path))) as store:
        store.execute("UPDATE attempts SET bank = 'lain-1'")
        store.commit()
    shown = " ".join(history(tmp_path, "show", "1")[1].split())
    assert "yang dikerjakan berasal dari lain-1, jadi bunyinya mungkin berbeda. 1. " in shown


def test_a_list_for_a_screen_reader_names_each_part(tmp_path: Path) -> None:
    kept(tmp_path, "+-", 3, who="Ani")
    listed = history(tmp_path, variables={"QUIZGEN_PLAIN": "1"})[1]
    assert " ".join(listed.split()) == (
        "No.: 1; Mulai: 2024-01-03 08:00; Keadaan: selesai; Mode: latihan; Siapa: Ani; Paket soal: K7Q2M4-A;"
        " Nilai: 50 (1 dari 2)"
    )


def test_what_was_typed_is_written_back_without_what_a_terminal_acts_on(tmp_path: Path) -> None:
    told = history(tmp_path, "--who", "\x1b[31m" + "A" * 999)[2]
    assert told == f'quizgen: belum ada riwayat untuk "?[31m{"A" * 55}". Daftar semua: quizgen history\n'
    told = piped(tmp_path, "", "--form", "\x1b]0;x\x07\u202e").stderr.decode()
    assert told == 'quizgen: "?]0;x??" bukan nomor paket soal; mungkin salah ketik\n'
