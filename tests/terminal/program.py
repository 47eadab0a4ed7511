"""The real program, started in a process of its own, behind a terminal or a pipe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pexpect

from quizgen.model.attempt import Attempt
from quizgen.store import open_store
from tests.pseudo_terminal import spawn

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ["-c", "import sys; from quizgen.cli import main; sys.exit(main())", "take"]
PROMPT = r"(Jawaban \(a/b\)|Jawaban \(a[–-][a-h]\)|Jawaban): $"
GO_ON = "Tekan Enter untuk lanjut: $"
FED_BACK = r"(BENAR|KELIRU)\. [^$]*" + GO_ON
ANY_ANSWERS = "a\na b\n" * 30
"""Answers every question: a question with one right option takes `a`, one with several takes `a b`."""


def environment(folder: Path, **further: str) -> dict[str, str]:
    """The environment of a run: nothing of this one but what Python needs, and folders of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return (
        kept
        | {
            "PYTHONPATH": str(ROOT),
            "QUIZGEN_DATA": str(folder / "data"),
            "QUIZGEN_CACHE": str(ROOT / ".pytest_cache" / "quizgen"),
            "LANG": "C.UTF-8",
            "TERM": "xterm",
        }
        | further
    )


@contextmanager
def heeding(signals: Collection[signal.Signals]) -> Iterator[None]:
    """Let what is started heed signals: a shell's background job ignores SIGINT, and so would its children."""
    before = {one: signal.signal(one, signal.default_int_handler) for one in {*signals} - {signal.SIGKILL}}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def piped(folder: Path, typed: bytes | str, *arguments: str, **further: str) -> subprocess.CompletedProcess[bytes]:
    """Run with these bytes as the whole input."""
    return subprocess.run(
        [sys.executable, *COMMAND, *arguments],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        cwd=folder,
        env=environment(folder, **further),
        timeout=60,
        check=False,
    )


def on_terminal(folder: Path, *arguments: str, columns: int = 80, full: bool = False, **further: str) -> Any:
    """Start in line mode on a terminal of its own; what it shows is text.

    `full` instead leaves it to the program which mode fits.
    """
    return spawn(
        sys.executable,
        [*COMMAND, *arguments, *([] if full else ["--plain"])],
        cwd=str(folder),
        env=environment(folder, **further),
        dimensions=(40, columns),
        encoding=further.get("PYTHONIOENCODING", "utf-8"),
        codec_errors="replace",
        timeout=20,
        echo=False,
    )


def fed_back(shown: bytes) -> int:
    """Count the answers whose feedback was shown."""
    return len(re.findall(rb"^(BENAR|KELIRU)\. ", shown, re.MULTILINE))


def answer(player: Any) -> None:
    """Answer the question that is asked, and wait for the feedback."""
    player.expect(PROMPT)
    player.sendline("a b" if player.match.group(1) == "Jawaban" else "a")
    player.expect(FED_BACK)


def ended(player: Any) -> tuple[str, int]:
    """Wait for the end; gives what was shown since, and the exit code (negative: killed by that signal)."""
    player.expect(pexpect.EOF)
    player.close()
    return player.before, player.exitstatus if player.exitstatus is not None else -player.signalstatus


def attempts(folder: Path) -> list[Attempt]:
    """All attempts in the store of a run."""
    with closing(open_store(folder / "data" / "attempts.sqlite3", date(2024, 1, 10))) as store:
        assert store.set_aside is None
        return [store.attempt(number) for number in store.numbers()]
