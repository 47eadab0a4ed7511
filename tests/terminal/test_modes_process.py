"""The modes of the real program: the clock on a terminal, a person's past, and what is said where nothing is to do."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.program import ANY_ANSWERS, PROMPT, attempts, ended, environment, on_terminal, piped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs terminals of POSIX")
SHORT = ("--seed", "latihan", "--count", "3")


def sql(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "data" / "attempts.sqlite3")) as store, store:
        store.execute(statement)


def shown(folder: Path, typed: str, *arguments: str) -> str:
    """What is shown, its white space evened out; nothing may go wrong."""
    done = piped(folder, typed, *arguments)
    assert done.stderr == b""
    return " ".join(done.stdout.decode().split())


def test_the_time_of_an_exam_ends_while_nothing_is_typed_and_the_attempt_is_kept(tmp_path: Path) -> None:
    first = on_terminal(tmp_path, "--mode", "exam", "--time-limit", "1", "--cut", "70", *SHORT)
    first.expect("Sisa waktu: kurang dari 1 menit[.]")
    first.expect(PROMPT)
    first.sendline("a b" if first.match.group(1) == "Jawaban" else "a")
    first.expect(PROMPT)
    first.close(force=True)
    sql(tmp_path, "UPDATE attempts SET started = strftime('%Y-%m-%dT%H:%M:%S', 'now', '-58 seconds') || '.000+00:00'")
    again = on_terminal(tmp_path, "--resume")
    again.expect(PROMPT)
    again.expect("Enter = selesai: $")  # after the two seconds that are left, nothing having been typed
    told = again.before
    again.sendline("")
    _, code = ended(again)
    assert "Waktu habis. Ujian ditutup" in told
    assert "Batas lulus 70 belum tercapai." in told
    assert re.search("Benar [01] dari 3", told)
    assert (attempts(tmp_path)[0].status, len(attempts(tmp_path)[0].responses)) == ("done", 1)
    assert code == 0


def test_what_was_missed_is_asked_again_until_it_is_right_and_only_of_the_one_who_missed_it(tmp_path: Path) -> None:
    shown(tmp_path, ANY_ANSWERS, "--count", "8", "--seed", "x", "--as", "Ani")
    (first,) = attempts(tmp_path)
    wrong = {one.item for one in first.responses if not one.right}
    assert 0 < len(wrong) < 8
    none = piped(tmp_path, "", "--mode", "missed")
    assert (none.returncode, none.stdout) == (0, b"")
    assert none.stderr.decode() == (
        "quizgen: belum ada jawaban yang tersimpan, jadi belum ada yang perlu diulang. Mulailah dengan: quizgen take\n"
    )
    text = shown(tmp_path, ANY_ANSWERS, "--mode", "missed", "--as", "ANI")
    assert f"{len(wrong)} butir soal, mode ulangi yang keliru" in text
    again = attempts(tmp_path)[-1]
    assert {slot.item for slot in again.run.slots} == wrong
    sql(tmp_path, "UPDATE responses SET is_right = 1")
    done = piped(tmp_path, "", "--mode", "missed", "--as", "Ani", "--lang", "en")
    assert done.returncode == 0
    assert done.stderr.decode() == (
        "quizgen: nothing to repeat: all that was once wrong you have answered right since. "
        "More practice: quizgen take\n"
    )


def test_what_is_due_is_asked_and_else_the_next_day_is_named(tmp_path: Path) -> None:
    shown(tmp_path, ANY_ANSWERS, *SHORT)
    today = piped(tmp_path, "", "--mode", "review")
    assert (today.returncode, today.stdout) == (0, b"")
    assert re.fullmatch(
        r"quizgen: hari ini tidak ada yang waktunya diulang; berikutnya \d+ \w+ \d{4}, \d butir soal\. "
        r"Latihan lain: quizgen take\n",
        today.stderr.decode(),
    )
    sql(tmp_path, "UPDATE responses SET at = '2024-01-03T08:00:00.000+00:00'")
    assert "3 butir soal, mode pengulangan berkala" in shown(tmp_path, ANY_ANSWERS, "--mode", "review")
    assert attempts(tmp_path)[-1].run.mode == "review"


def test_an_interrupted_review_is_gone_on_with(tmp_path: Path) -> None:
    shown(tmp_path, ANY_ANSWERS, *SHORT)
    sql(tmp_path, "UPDATE responses SET at = '2024-01-03T08:00:00.000+00:00'")
    cut = piped(tmp_path, "a\na b\n", "--mode", "review")
    assert cut.returncode == 130
    assert cut.stdout.decode().endswith("\n  quizgen take --resume\n")
    count = len(attempts(tmp_path)[-1].responses)
    text = shown(tmp_path, "", "--resume")
    assert re.match(rf"Melanjutkan paket soal \w+-A, mode pengulangan berkala: {count} dari 3 butir soal", text)


def test_a_hall_is_gone_on_with_only_where_its_mode_is_named(tmp_path: Path) -> None:
    cut = piped(tmp_path, "\n", "--mode", "together", *SHORT, "--as", "Aula 2")
    assert cut.returncode == 130
    assert cut.stdout.decode().endswith("\n  quizgen take --resume --mode together --as 'Aula 2'\n")
    assert "Tidak ada pengerjaan yang belum selesai" in shown(tmp_path, "", "--resume", "--as", "Aula 2")
    text = shown(tmp_path, "\n\n", "--resume", "--mode", "together", "--as", "Aula 2")
    assert "1 dari 3 butir soal sudah ditampilkan." in text
    assert text.endswith("Tidak ada hitungan tangan yang dicatat. Selesai. Terima kasih.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--time-limit", "10"], "--time-limit hanya berlaku bersama --mode exam"),
        (["--cut", "70", "--mode", "review"], "--cut hanya berlaku bersama --mode exam"),
        (
            ["--mode", "missed", "--form", "K7Q2MX"],
            "--mode missed memilih sendiri butirnya dari riwayat Anda; jangan disertai --form",
        ),
        (
            ["--as", "19850101 201001 1 001"],
            (
                "nomor pribadi (NIP, NIK, NPWP) tidak diterima, supaya riwayat tidak memuat data pribadi; pakailah"
                " nama panggilan atau kode, misalnya --as peserta-07"
            ),
        ),
        (["--as", "x" * 61], "nama atau kode paling panjang 60 huruf"),
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = piped(tmp_path, "", *arguments)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"quizgen: {told}\n")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["QUIZGEN_PLAIN", "NO_TUI"])
def test_plain_lines_asked_for_by_the_environment_have_no_escape_in_them(tmp_path: Path, name: str) -> None:
    player = on_terminal(tmp_path, *SHORT, full=True, columns=100, **{name: "1"})
    player.expect(PROMPT)
    before = player.before
    player.sendline("q")
    told, code = ended(player)
    assert "\x1b" not in before + told
    assert code == 0


LOADED = """
import sys
from quizgen.cli import main
code = main()
heavy = {"fsrs", "textual", "rich", "sqlite3", "openpyxl", "weasyprint", "jinja2", "yaml", "platformdirs"}
print(*sorted(heavy & set(sys.modules)))
sys.exit(code)
"""


def test_the_first_item_in_line_mode_is_asked_without_what_only_other_modes_need(tmp_path: Path) -> None:
    piped(tmp_path, "")
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "take"],
        stdin=subprocess.DEVNULL, capture_output=True, env=environment(tmp_path), cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr, done.stdout.splitlines()[-1]) == (130, b"", b"")


def test_the_language_changed_in_the_quiz_is_that_of_the_farewell(tmp_path: Path) -> None:
    cut = piped(tmp_path, "l\n", *SHORT, "--as", "Ani")
    assert cut.returncode == 130
    assert re.search(
        r"before any answer\. To begin again, type:\n  quizgen take --form \w{6}-A --as Ani --lang en\n$",
        cut.stdout.decode(),
    )


def test_a_form_id_mistyped_names_what_is_near_stored_or_not(tmp_path: Path) -> None:
    piped(tmp_path, "", *SHORT)
    (stored,) = (one.stem for one in (tmp_path / "data" / "forms").iterdir())
    slip = stored[:2] + stored[3] + stored[2] + stored[4:]
    if slip != stored:
        told = piped(tmp_path, "", "--form", slip).stderr.decode()
        assert told == f'quizgen: "{slip}" bukan nomor paket soal; mungkin maksudnya {stored}\n'
    done = piped(tmp_path, "", "--form", "K7Q2MO", "--lang", "en")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        'quizgen: "K7Q2MO" is not a form id; maybe you meant K7Q2MX, but that form is not stored here\n',
    )


def test_an_exam_that_is_begun_again_is_the_same_exam(tmp_path: Path) -> None:
    cut = piped(tmp_path, "", "--mode", "exam", "--time-limit", "5", "--cut", "70", *SHORT)
    assert re.search(r"\n  quizgen take --form \w{6}-A --mode exam --time-limit 5 --cut 70\n$", cut.stdout.decode())


def test_a_trainer_who_leaves_reads_of_hands_and_not_of_own_answers(tmp_path: Path) -> None:
    told = shown(tmp_path, "12\n", "--mode", "together", *SHORT)
    assert "Sesi berhenti sebelum ada butir yang selesai dihitung. Untuk mulai lagi, ketik: quizgen take --form" in told
    told = shown(tmp_path, "\n12\n", "--mode", "together", *SHORT)
    assert "Sesi berhenti di sini; hitungan tangan tersimpan. Untuk melanjutkan dari butir ini, ketik:" in told


def test_a_past_that_cannot_be_read_is_not_told_as_nothing_to_repeat(tmp_path: Path) -> None:
    shown(tmp_path, ANY_ANSWERS, *SHORT)
    sql(tmp_path, "PRAGMA user_version = 99")
    for mode in ("missed", "review"):
        done = piped(tmp_path, "", "--mode", mode)
        assert (done.returncode, done.stdout) == (5, b"")
        assert done.stderr.decode() == (
            f"quizgen: riwayat di {tmp_path / 'data' / 'attempts.sqlite3'} tidak dapat dipakai: berkas itu dibuat oleh"
            " quizgen yang lebih baru\n"
        )
