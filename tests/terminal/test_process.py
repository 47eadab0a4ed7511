"""The real program on a terminal and behind pipes: played, interrupted, killed, without colour, in poor encodings."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.program import (
    ANY_ANSWERS,
    COMMAND,
    PROMPT,
    answer,
    attempts,
    ended,
    environment,
    fed_back,
    on_terminal,
    piped,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs terminals and signals of POSIX")
SHORT = ("--seed", "latihan", "--count", "3")


def test_a_quiz_on_a_terminal_to_its_end_and_once_more_with_what_was_missed(tmp_path: Path) -> None:
    player = on_terminal(tmp_path, *SHORT, TERM="dumb")
    for _ in range(3):
        answer(player)
        player.sendline("")
    player.expect(r"Benar (\d) dari 3 butir soal\.")
    right = int(player.match.group(1))
    if right < 3:
        player.expect("Enter = selesai: $")
        player.sendline("y")
        player.expect(f"Butir 1 dari {3 - right}[.]")
        player.expect(PROMPT)
        player.sendline("q")
    _, code = ended(player)
    assert code == 0
    assert [len(attempt.responses) for attempt in attempts(tmp_path)] == [3]
    assert attempts(tmp_path)[0].status == "done"


def test_a_quiz_from_a_pipe_to_its_end(tmp_path: Path) -> None:
    done = piped(tmp_path, ANY_ANSWERS, *SHORT)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Selesai. Terima kasih.\n" in done.stdout
    assert attempts(tmp_path)[0].status == "done"


def test_the_same_seed_and_the_form_it_names_give_the_same_paper(tmp_path: Path) -> None:
    first, second = (piped(tmp_path, ANY_ANSWERS, *SHORT).stdout for _ in range(2))
    form = re.search(rb"Paket soal (\S+),", first)
    assert form is not None
    third = piped(tmp_path, ANY_ANSWERS, "--form", form[1].decode().lower()).stdout
    assert first == second == third


def test_the_end_of_the_input_keeps_the_answers_and_says_how_to_go_on(tmp_path: Path) -> None:
    cut = piped(tmp_path, "a\na b\n", *SHORT)
    assert (cut.returncode, cut.stderr) == (130, b"")
    assert cut.stdout.decode().endswith(
        "Kuis berhenti di sini; jawaban Anda tersimpan. Untuk melanjutkan, ketik:\n  quizgen take --resume\n"
    )
    assert len(attempts(tmp_path)[0].responses) == fed_back(cut.stdout) > 0


def test_a_pipe_goes_on_only_when_told_to(tmp_path: Path) -> None:
    piped(tmp_path, "a\na b\n", *SHORT)
    piped(tmp_path, "s\n", "--count", "2")
    resumed = piped(tmp_path, "", "--resume")
    assert resumed.stdout.startswith(b"Melanjutkan paket soal ")
    assert [attempt.status for attempt in attempts(tmp_path)] == ["open", "open"]


def test_resuming_where_there_is_nothing_begins_anew_and_says_so(tmp_path: Path) -> None:
    done = piped(tmp_path, "q\n", *SHORT, "--resume")
    assert done.stdout.startswith(b"Tidak ada pengerjaan yang belum selesai; mulai yang baru.\n")
    assert done.returncode == 0


def test_resume_and_new_exclude_one_another(tmp_path: Path) -> None:
    done = piped(tmp_path, "", "--resume", "--new")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == b"quizgen: --resume dan --new tidak dapat dipakai bersama.\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_keeps_the_answers_and_the_next_start_offers_to_go_on(tmp_path: Path, number: int) -> None:
    player = on_terminal(tmp_path, *SHORT)
    answer(player)
    player.sendline("")
    player.expect(PROMPT)
    player.kill(number)
    told, code = ended(player)
    assert code == 130
    assert "jawaban Anda tersimpan" in told
    assert "quizgen take --resume" in told
    assert "Traceback" not in told
    again = on_terminal(tmp_path)
    again.expect(r"1\s+dari\s+3\s+butir\s+soal\s+dijawab,\s+mulai \d+ \w+ \d+\.\s+Enter = lanjutkan, b = mulai baru: $")
    again.sendline("")
    again.expect("Butir 2 dari 3[.]")


def test_control_c_on_the_terminal_ends_the_same(tmp_path: Path) -> None:
    player = on_terminal(tmp_path, *SHORT)
    answer(player)
    player.sendintr()
    told, code = ended(player)
    assert (code, "jawaban Anda tersimpan" in told) == (130, True)


def test_a_killed_quiz_goes_on_where_it_was(tmp_path: Path) -> None:
    player = on_terminal(tmp_path, *SHORT)
    answer(player)
    player.sendline("")
    answer(player)
    player.kill(signal.SIGKILL)
    ended(player)
    assert len(attempts(tmp_path)[0].responses) == 2
    rest = piped(tmp_path, ANY_ANSWERS, "--resume")
    assert rest.returncode == 0
    assert b"2 dari 3 butir soal sudah\ndijawab.\n" in rest.stdout
    assert b"Butir 3 dari 3" in rest.stdout
    assert b"Butir 2 dari 3" not in rest.stdout
    assert [(one.status, len(one.responses)) for one in attempts(tmp_path)] == [("done", 3)]


def test_beginning_anew_puts_the_unfinished_attempt_away(tmp_path: Path) -> None:
    piped(tmp_path, "a\na b\n", *SHORT)
    player = on_terminal(tmp_path, *SHORT)
    player.expect("b = mulai baru: $")
    player.sendline("b")
    player.expect("Butir 1 dari 3[.]")
    player.sendline("q")
    ended(player)
    assert [attempt.status for attempt in attempts(tmp_path)] == ["dropped"]


def test_a_second_terminal_does_not_go_on_with_what_the_first_plays(tmp_path: Path) -> None:
    first = on_terminal(tmp_path, *SHORT)
    answer(first)
    second = on_terminal(tmp_path, *SHORT)
    answer(second)
    for player in (first, second):
        player.sendline("q")
        assert ended(player)[1] == 0
    assert [len(attempt.responses) for attempt in attempts(tmp_path)] == [1, 1]


@pytest.mark.parametrize(
    "further",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1252"},
        {"TERM": "dumb"},
        {"NO_COLOR": "1"},
        {"COLUMNS": "20"},
    ],
    ids=lambda further: next(iter(further.items()))[1],
)
def test_poor_terminals_show_the_whole_quiz(tmp_path: Path, further: dict[str, str]) -> None:
    done = piped(tmp_path, ANY_ANSWERS, *SHORT, **further)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
    shown = done.stdout.decode(further.get("PYTHONIOENCODING", "utf-8"))
    assert "Selesai. Terima" in shown
    if "C" in further.values() or "ascii" in further.values():
        assert done.stdout.isascii()


def test_colour_is_only_for_terminals_that_want_it(tmp_path: Path) -> None:
    shown = {}
    for name, terminal, no_color in (("plain", "xterm", "1"), ("dumb", "dumb", ""), ("xterm", "xterm", "")):
        player = on_terminal(tmp_path, *SHORT, "--new", full=True, columns=30, TERM=terminal, NO_COLOR=no_color)
        player.expect(PROMPT)
        shown[name] = "\x1b[" in player.before
        player.sendline("q")
        ended(player)
    assert shown == {"plain": False, "dumb": False, "xterm": True}


def test_bytes_that_are_no_text_are_wrong_input_and_no_crash(tmp_path: Path) -> None:
    done = piped(tmp_path, b"\xff\xfe\x00\xc3(\n\x1b[2J\na\na b\n", *SHORT)
    assert (done.returncode, done.stderr) == (130, b"")
    assert b"\x1b" not in done.stdout
    assert len(attempts(tmp_path)[0].responses) == fed_back(done.stdout) > 0


def test_a_closed_output_ends_quietly_with_the_answers_kept(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, *COMMAND, *SHORT],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        assert player.stderr is not None
        shown = b""
        while not (prompt := re.search(rb"Jawaban( \(a[^)]*\))?: $", shown)):
            shown += os.read(player.stdout.fileno(), 65536)
        player.stdout.close()
        player.stdin.write(b"a\n" if prompt[1] else b"a b\n")
        player.stdin.close()
        assert player.stderr.read() == b""
        assert player.wait() == 130
    assert len(attempts(tmp_path)[0].responses) == 1


@pytest.mark.parametrize(("redirection", "code"), [(">&-", 130), ("<&-", 130), ("</dev/null", 130)])
def test_closed_streams_end_quietly(tmp_path: Path, redirection: str, code: int) -> None:
    command = f'exec "$0" "$@" {redirection}'
    done = subprocess.run(
        ["sh", "-c", command, sys.executable, *COMMAND, *SHORT],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_the_output_is_said_and_the_exit_code_is_5(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, *COMMAND, *SHORT],
            cwd=tmp_path,
            env=environment(tmp_path),
            input=b"a\n",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 5
    assert done.stderr.startswith(b"quizgen: ")
    assert done.stderr.count(b"\n") == 1


def test_where_nothing_can_be_kept_the_quiz_works_and_says_so(tmp_path: Path) -> None:
    done = piped(tmp_path, ANY_ANSWERS, *SHORT, QUIZGEN_DATA="/dev/null/data")
    assert (done.returncode, done.stderr) == (3, b"")
    told = " ".join(done.stdout.decode().split())
    assert told.count("jawaban tidak dapat disimpan di /dev/null/data/attempts.sqlite3 (folder tidak ada") == 1
    assert told.endswith(
        "Perhatian: 3 jawaban dari kuis ini tidak tersimpan, karena /dev/null/data/attempts.sqlite3 tidak dapat dipakai"
        " (folder tidak ada atau tidak dapat ditulisi)."
    )
    assert "Setiap jawaban langsung disimpan." not in told
    assert "Selesai. Terima kasih." in told


def test_leaving_a_quiz_whose_answers_are_not_kept_does_not_end_as_if_they_were(tmp_path: Path) -> None:
    done = piped(tmp_path, "a\na b\nq\n", *SHORT, "--seed", "x", QUIZGEN_DATA="/dev/null/data")
    assert done.returncode == 3
    assert "jawaban Anda tidak tersimpan. Untuk mulai lagi, ketik:" in " ".join(done.stdout.decode().split())
    assert piped(tmp_path, "q\n", *SHORT, QUIZGEN_DATA="/dev/null/data").returncode == 0


@pytest.mark.parametrize("name", ["folder", "pipe", "device"])
def test_a_store_that_is_no_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    path = Path("/dev/null") if name == "device" else tmp_path / name
    if name == "folder":
        path.mkdir()
    if name == "pipe":
        os.mkfifo(path)
    done = piped(tmp_path, ANY_ANSWERS, *SHORT, "--store", str(path))
    told = f"quizgen: {path} bukan berkas jawaban quizgen, jadi dibiarkan utuh; pilih berkas lain untuk --store\n"
    assert (done.returncode, done.stderr.decode()) == (2, told)


def test_a_pipe_where_the_store_should_be_does_not_stop_the_quiz(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "attempts.sqlite3")
    done = piped(tmp_path, ANY_ANSWERS, *SHORT)
    assert done.returncode == 3
    assert "(berkas itu bukan milik quizgen)" in " ".join(done.stdout.decode().split())


def test_a_damaged_store_is_set_aside_and_said(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "attempts.sqlite3").write_bytes(b"spoilt" * 999)
    done = piped(tmp_path, ANY_ANSWERS, *SHORT)
    assert done.returncode == 0
    assert "Berkas jawaban rusak: " in done.stdout.decode()
    (aside,) = (tmp_path / "data").glob("attempts.sqlite3.damaged-*")
    assert aside.read_bytes() == b"spoilt" * 999
    assert [attempt.status for attempt in attempts(tmp_path)] == ["done"]


def test_the_store_can_be_another_file_and_the_farewell_names_it(tmp_path: Path) -> None:
    done = piped(tmp_path, "a\na b\n", *SHORT, "--store", "punya saya.sqlite3", "--lang", "en")
    assert (tmp_path / "punya saya.sqlite3").exists()
    assert done.stdout.decode().endswith("  quizgen take --resume --store 'punya saya.sqlite3' --lang en\n")
