"""The real program on a real terminal: the full screen, its end by signals, and going on in the other mode."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pyte
import pytest

from tests.screen.kill_campaign import campaign
from tests.terminal.program import ROOT, answer, attempts, ended, environment, on_terminal

ALTERNATE, BACK = "\x1b[?1049h", "\x1b[?1049l"
"""What a terminal is told when a program takes the whole screen, and when it gives it back."""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs terminals and signals of POSIX")


def started(folder: Path, *arguments: str) -> Any:
    """Start on the full screen and wait for the first picture."""
    player = on_terminal(folder, *arguments, full=True)
    player.expect(r"1049h.*(Butir \d+ dari \d+).*(Pilih|Tandai) jawaban")
    return player


def answered(player: Any) -> None:
    """Answer the question that is asked, whatever it is, and wait for the feedback."""
    player.send("a")
    time.sleep(0.1)
    player.send("b")  # one more tick where several can be right, another choice where only one can
    player.expect(r"Tekan Enter untuk menjawab")
    player.send("\r")
    player.expect("BENAR|KELIRU")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda one: one.name)
def test_a_signal_ends_the_screen_with_every_answer_kept_and_the_line_mode_goes_on(
    tmp_path: Path, number: signal.Signals
) -> None:
    player = started(tmp_path)
    answered(player)
    player.kill(number)
    shown, code = ended(player)
    assert code == 130
    assert "Traceback" not in shown
    assert shown.split(BACK)[-1].splitlines()[-2:] == [
        "Kuis berhenti di sini; jawaban Anda tersimpan. Untuk melanjutkan, ketik:",
        "  quizgen take --resume",
    ]
    lines = on_terminal(tmp_path, "--resume")
    lines.expect(r": 1 dari 20 butir soal")
    lines.close(force=True)


def test_what_was_begun_line_by_line_goes_on_on_the_screen(tmp_path: Path) -> None:
    lines = on_terminal(tmp_path)
    answer(lines)
    lines.sendline("q")
    ended(lines)
    player = started(tmp_path, "--resume")
    assert player.match.group(1) == "Butir 2 dari 20"
    answered(player)
    player.send("q")
    assert ended(player)[1] == 0
    assert [len(attempt.responses) for attempt in attempts(tmp_path)] == [2]


def test_the_screen_asks_whether_to_go_on_and_enter_does(tmp_path: Path) -> None:
    lines = on_terminal(tmp_path)
    answer(lines)
    lines.sendline("q")
    ended(lines)
    player = on_terminal(tmp_path, full=True)
    player.expect("pengerjaan yang belum selesai.*Lanjutkan")
    player.send("\r")
    player.expect("Butir 2 dari 20")
    player.send("\x03")
    assert ended(player)[1] == 130


def test_a_terminal_that_is_gone_without_a_signal_ends_the_quiz(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as after nohup
    try:
        player = started(tmp_path)
    finally:
        signal.signal(signal.SIGHUP, before)
    answered(player)
    os.close(player.child_fd)
    until = time.monotonic() + 10
    state = (0, 0)
    while state[0] == 0 and time.monotonic() < until:
        time.sleep(0.05)
        state = os.waitpid(player.pid, os.WNOHANG)
    player.closed, player.terminated, player.child_fd = True, True, -1
    assert state[0] == player.pid
    assert os.waitstatus_to_exitcode(state[1]) == 130
    assert [len(attempt.responses) for attempt in attempts(tmp_path)] == [1]


@pytest.mark.parametrize("name", ["TERM", "NO_TUI", "QUIZGEN_PLAIN"])
def test_where_lines_are_wanted_the_screen_is_not_taken(tmp_path: Path, name: str) -> None:
    wish: dict[str, Any] = {name: "dumb" if name == "TERM" else "1"}
    player = on_terminal(tmp_path, full=True, **wish)
    player.expect("Jawaban")
    player.sendline("q")
    shown, code = ended(player)
    assert (ALTERNATE in shown, code) == (False, 0)


def test_the_line_mode_imports_nothing_of_the_screen(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from quizgen.cli import main\n"
        "code = main(['take', '--new'])\n"
        "heavy = [name for name in sys.modules if name.split('.')[0] in ('textual', 'rich', 'asyncio')]\n"
        "ours = sorted(name for name in sys.modules if name.startswith('quizgen.screen'))\n"
        "print(code, heavy, ours, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=b"a\n", capture_output=True, cwd=tmp_path, env=environment(tmp_path),
        timeout=60, check=False,
    )  # fmt: skip
    assert done.stderr.decode() == "130 [] ['quizgen.screen', 'quizgen.screen.fitting']\n"


def test_no_acknowledged_answer_is_lost_in_a_short_campaign_of_kills(tmp_path: Path) -> None:
    try:
        figures = campaign(4, 11, tmp_path)
    except pexpect.ExceptionPexpect as error:  # pragma: no cover
        pytest.fail(str(error))
    assert figures.kills == 4
    assert figures.acknowledged > 0
    assert (figures.lost, figures.not_resumed, figures.wrong_exits) == (0, 0, 0)


def test_the_pictures_of_the_readme_are_made_by_one_command(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "screens.py"), str(tmp_path)], capture_output=True, cwd=tmp_path,
        env=environment(tmp_path), timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.decode()) == (0, "")
    pictures = {path.name: path.read_text("utf-8").replace("&#160;", " ") for path in tmp_path.glob("*.svg")}
    names = ("question", "feedback", "context", "end", "together")
    assert set(pictures) == {f"quiz-{name}.svg" for name in names}
    assert "Jumlah tangan: 33" in pictures["quiz-together.svg"]
    assert "Tekan Enter untuk menjawab" in pictures["quiz-question.svg"]
    assert "KELIRU" in pictures["quiz-feedback.svg"]
    assert "»" in pictures["quiz-context.svg"]
    assert "Nilai: 70 dari 100" in pictures["quiz-end.svg"]
    assert not [name for name, picture in pictures.items() if "@font-face" in picture or "url(http" in picture]


def hall(folder: Path, *arguments: str) -> Any:
    """Start a session in a hall on the full screen."""
    return on_terminal(folder, "--mode", "together", *arguments, full=True)


def test_a_hall_votes_on_the_screen_and_the_line_mode_goes_on_and_back_again(tmp_path: Path) -> None:
    player = hall(tmp_path, "--topic", "atribut", "--count", "3")
    player.expect("1049h.*Butir 1 dari 3.*Minta peserta")
    player.send("9 8 7 6 5 4 3 2\r")  # as many options as there are, and what is too much is refused
    player.expect("Kunci: ")
    player.kill(signal.SIGTERM)
    told, code = ended(player)
    assert code == 130
    assert told.split(BACK)[-1].splitlines()[-1] == "  quizgen take --resume --mode together"
    lines = on_terminal(tmp_path, "--mode", "together", "--resume")
    lines.expect(r"1 dari 3\s+butir\s+soal\s+sudah\s+ditampilkan")
    lines.expect("Jumlah tangan untuk A: $")
    lines.sendline("")
    lines.expect("Kunci: ")
    lines.expect("Tekan Enter untuk lanjut: $")
    lines.sendline("q")
    ended(lines)
    player = hall(tmp_path, "--resume")
    player.expect("Butir 3 dari 3.*Minta peserta")
    player.send("\r")
    player.expect("Belum ada hitungan")
    player.send("\r")
    player.expect("Kunci: ")
    player.send("\r")
    player.expect("Ringkasan")
    player.send("\r")
    told, code = ended(player)
    assert (code, "Selesai. Terima kasih." in told) == (0, True)
    (attempt,) = attempts(tmp_path)
    assert (attempt.status, len(attempt.votes), [bool(one.counts) for one in attempt.votes]) == (
        "done", 3, [True, False, False],
    )  # fmt: skip


def test_what_was_suspended_is_painted_whole_when_it_goes_on(tmp_path: Path) -> None:
    player = started(tmp_path)
    answered(player)
    player.send("\r")
    player.expect("Butir 2 dari 20")
    time.sleep(0.3)
    player.kill(signal.SIGTSTP)
    player.expect_exact(BACK)
    time.sleep(0.1)
    player.kill(signal.SIGCONT)
    player.expect(r"1049h.*Butir 2 dari 20.*(Pilih|Tandai) jawaban.*keluar")
    answered(player)
    player.send("q")
    assert ended(player)[1] == 0


def test_on_a_terminal_without_a_second_screen_only_the_farewell_remains(tmp_path: Path) -> None:
    player = on_terminal(tmp_path, full=True, TERM="linux")
    player.logfile_read = io.StringIO()
    player.expect("keluar")
    player.send("q")
    ended(player)
    screen = pyte.Screen(80, 40)  # it knows no second screen, as the console of Linux, or screen as it comes
    pyte.Stream(screen).feed(player.logfile_read.getvalue())
    left = [line.rstrip() for line in screen.display if line.strip()]
    assert left[0] == "Kuis berhenti sebelum ada jawaban. Untuk mulai lagi, ketik:"
    assert len(left) == 2
