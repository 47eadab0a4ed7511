"""Which quiz `quizgen take` offers to go on with, and what it says before the first item: the real program."""

from __future__ import annotations

import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.program import answer, attempts, ended, on_terminal, piped

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs terminals of POSIX")
SHORT = ("--seed", "latihan", "--count", "3")
TITLE = "Netralitas ASN dalam Pemilu dan Pilkada"
OFFER = "Enter = lanjutkan, b = mulai baru: $"


def begun(folder: Path, *arguments: str) -> str:
    """Answer one item and leave; gives the id of the form."""
    shown = piped(folder, "a\na b\n", *arguments).stdout.decode()
    return shown[shown.index("Paket soal ") :].split()[2].partition("-")[0]


def first_line(folder: Path, *arguments: str) -> str:
    """The first sentence that is shown where nothing is typed."""
    shown = " ".join(piped(folder, "", *arguments).stdout.decode().split())
    return shown.partition(" Ketik huruf jawaban")[0]


def with_variant_c_only(folder: Path) -> str:
    """Store a form whose only variant is C; gives its id."""
    form = begun(folder, *SHORT)
    path = folder / "data" / "forms" / f"{form}.yaml"
    path.write_text(path.read_text("utf-8").replace("\n  A:\n", "\n  C:\n"), "utf-8")
    (folder / "data" / "attempts.sqlite3").unlink()
    return form


@pytest.mark.parametrize("variant", ["", "-C", "-c"])
def test_a_quiz_on_a_form_without_variant_a_is_gone_on_with(tmp_path: Path, variant: str) -> None:
    form = with_variant_c_only(tmp_path)
    begun(tmp_path, "--form", form)
    count = len(attempts(tmp_path)[0].responses)
    assert first_line(tmp_path, "--form", f"{form}{variant}", "--resume") == (
        f"Melanjutkan paket soal {form}-C, mode latihan: {count} dari 3 butir soal sudah dijawab."
    )


def test_another_variant_than_the_one_left_is_another_quiz(tmp_path: Path) -> None:
    form = with_variant_c_only(tmp_path)
    begun(tmp_path, "--form", form)
    path = tmp_path / "data" / "forms" / f"{form}.yaml"
    content = path.read_text("utf-8")
    path.write_text(content + content[content.index("  C:\n") :].replace("  C:\n", "  D:\n"), "utf-8")
    assert first_line(tmp_path, "--form", f"{form}-D", "--resume").startswith(
        f"Tidak ada pengerjaan yang belum selesai; mulai yang baru. {TITLE} Paket soal {form}-D, 3 butir soal, "
    )


def test_a_text_of_the_user_is_refused_before_the_first_item_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "skripsi.txt"
    text.write_text("Bab I. Pendahuluan\n" * 40, "utf-8")
    for further in ((), ("--resume",), ("--new",)):
        done = piped(tmp_path, "a\na b\n", *SHORT, "--store", "skripsi.txt", *further)
        assert (done.returncode, done.stdout, done.stderr.decode()) == (
            2,
            b"",
            "quizgen: skripsi.txt bukan berkas jawaban quizgen, jadi dibiarkan utuh; pilih berkas lain untuk --store\n",
        )
    assert text.read_text("utf-8") == "Bab I. Pendahuluan\n" * 40
    assert [one.name for one in tmp_path.iterdir()] == ["skripsi.txt"]


def test_a_text_is_refused_in_english(tmp_path: Path) -> None:
    (tmp_path / "work.txt").write_text("x", "utf-8")
    done = piped(tmp_path, "", *SHORT, "--store", "work.txt", "--lang", "en")
    assert (done.returncode, done.stderr.decode()) == (
        2,
        "quizgen: work.txt is not quizgen's file of answers, so it is left as it is; choose another file for --store\n",
    )


def test_the_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "kontak.db"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE theirs (x)")
    content = path.read_bytes()
    done = piped(tmp_path, "a\n", *SHORT, "--store", "kontak.db")
    assert (done.returncode, done.stdout, done.stderr.decode()) == (
        2,
        b"",
        "quizgen: kontak.db bukan berkas jawaban quizgen, jadi dibiarkan utuh; pilih berkas lain untuk --store\n",
    )
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["kontak.db"]


def test_an_empty_file_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "baru.sqlite3").touch()
    done = piped(tmp_path, "a\na b\n", *SHORT, "--store", "baru.sqlite3")
    assert (done.returncode, done.stderr) == (130, b"")
    assert (tmp_path / "baru.sqlite3").read_bytes().startswith(b"SQLite format 3\0")


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_the_help_names_every_default_and_breaks_no_name(tmp_path: Path, columns: int) -> None:
    shown = piped(tmp_path, "", "--help", COLUMNS=str(columns)).stdout.decode()
    options = re.sub("(?<=[a-z])- (?=[a-z])", "-", " ".join(shown[shown.index("Opsi:") :].split()))
    assert options == (
        "Opsi:"
        " --count N Banyaknya butir soal (baku: menurut kisi-kisi, 20). [1<=x<=1000]"
        " --topic ID Hanya topik ini; boleh diulang."
        " --seed TEXT Benih acak: benih yang sama memberi paket soal yang sama (baku: acak)."
        " --form ID Kerjakan paket soal ini, misalnya K7Q2MX atau K7Q2MX-B."
        " --lang id|en Bahasa: id atau en (baku: id)."
        " --as-of TTTT-BB-HH Ketentuan yang berlaku pada tanggal ini (baku: hari ini)."
        " --mode <practice|exam|missed|review|together> practice: pembahasan langsung sesudah tiap jawaban; exam: nilai"
        " dan pembahasan di akhir; missed: yang terakhir Anda jawab keliru; review: yang hari ini waktunya diulang;"
        " together: bersama di depan layar, suara peserta dihitung (baku: practice)."
        " --time-limit MENIT Batas waktu ujian dalam menit, hanya untuk --mode exam; waktu tetap berjalan bila kuis"
        " ditinggalkan. [1<=x<=1440]"
        " --cut N Sebutkan juga apakah batas lulus ini (0 sampai 100) tercapai; hanya untuk --mode exam. [0<=x<=100]"
        " --as NAMA Nama atau kode pilihan Anda, untuk riwayat sendiri (baku: tanpa nama). Jangan NIP atau NIK."
        " --store PATH Berkas tempat jawaban disimpan (baku: attempts.sqlite3 di folder data Anda)."
        " --plain Baris demi baris, tanpa warna dan tanpa layar penuh; cocok untuk pembaca layar. Sama dengan"
        " QUIZGEN_PLAIN=1."
        " --resume Lanjutkan pengerjaan yang belum selesai tanpa bertanya."
        " --new Mulai pengerjaan baru tanpa menawarkan yang belum selesai."
        " --help Tampilkan bantuan ini."
    )


def test_the_help_in_english_names_every_default(tmp_path: Path) -> None:
    shown = " ".join(piped(tmp_path, "", "--help", "--lang", "en").stdout.decode().split())
    for told in (
        "--count N How many items (default: as the blueprint says, 20). [1<=x<=1000]",
        "--as-of YYYY-MM-DD Rules in force on this day (default: today).",
        "exam: score and rationales at the end; missed: what you last answered wrongly; ",
        "hands are counted (default: practice).",
        "--as NAME A name or code of your choice, for a history of your own (default: nobody). No personal numbers.",
        "--store PATH File in which answers are kept (default: attempts.sqlite3 in your data folder).",
    ):
        assert told in shown


def seen(player: Any, pattern: str) -> str:
    """Wait for a pattern; gives what was shown until then, its white space evened out."""
    player.expect(pattern)
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", player.before).split())


def test_a_second_terminal_says_that_the_quiz_is_open_elsewhere_and_begins_anew(tmp_path: Path) -> None:
    first = on_terminal(tmp_path, *SHORT)
    answer(first)
    form = attempts(tmp_path)[0].run.form
    told = f"Pengerjaan paket soal {form}-A masih terbuka di terminal lain; di sini dimulai pengerjaan baru."
    second = on_terminal(tmp_path, *SHORT)
    assert seen(second, "Butir 1 dari 3[.]").startswith(f"{told} {TITLE} Paket soal {form}-A, 3 butir soal, ")
    assert first_line(tmp_path, "--resume").startswith(f"{told} {TITLE} Paket soal ")
    for player in (first, second):
        player.sendline("q")
        ended(player)


def test_a_quiz_that_is_gone_on_with_is_not_offered_to_a_second_terminal(tmp_path: Path) -> None:
    form = begun(tmp_path, *SHORT)
    first = on_terminal(tmp_path, "--resume")
    seen(first, "Jawaban")
    told = f"Pengerjaan paket soal {form}-A masih terbuka di terminal lain; di sini dimulai pengerjaan baru."
    assert first_line(tmp_path, "--resume").startswith(told)
    first.sendline("q")
    ended(first)
    assert first_line(tmp_path, "--resume").startswith(f"Melanjutkan paket soal {form}-A, mode latihan: ")


def test_an_exam_asked_for_is_not_answered_with_a_practice_attempt(tmp_path: Path) -> None:
    begun(tmp_path, *SHORT)
    player = on_terminal(tmp_path, "--mode", "exam", *SHORT)
    assert "mode ujian (nilai dan pembahasan di akhir)" in seen(player, "Butir 1 dari 3[.]")
    player.sendline("q")
    ended(player)
    assert attempts(tmp_path)[0].status == "open"


@pytest.mark.parametrize(("mode", "word"), [("practice", "mode latihan"), ("exam", "mode ujian")])
def test_the_offer_to_go_on_says_the_mode(tmp_path: Path, mode: str, word: str) -> None:
    form = begun(tmp_path, *SHORT, "--mode", mode)
    count = len(attempts(tmp_path)[0].responses)
    player = on_terminal(tmp_path)
    assert seen(player, OFFER).startswith(
        f"Ada pengerjaan yang belum selesai: paket soal {form}-A, {word}, {count} dari 3 butir soal dijawab, mulai "
    )
    player.sendline("")
    assert seen(player, "Ketik huruf").startswith(f"Melanjutkan paket soal {form}-A, {word}: {count} dari 3 butir soal")
    player.sendline("q")
    ended(player)
