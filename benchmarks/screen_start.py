"""From starting `quizgen take` on a terminal to its first question painted, as a ratio to a bare Textual app.

Two programs are started in turn on a pseudo-terminal of 80 x 24, N times each, with bytecode written before: a Textual
app whose only widget shows one line, and the full-screen quiz on the shipped bank, its parsed form in the cache. Time
runs until that line, or the first question with its last option, has been read from the terminal; the middle value of N
counts.

    python benchmarks/screen_start.py [N]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

ROOT = Path(__file__).resolve().parent.parent
BARE = """
from textual.app import App, ComposeResult
from textual.widgets import Static

class Bare(App):
    def compose(self) -> ComposeResult:
        yield Static("A line.")

Bare().run()
"""
TAKE = "import sys; from quizgen.cli import main; sys.exit(main())"
LIMIT = 1.25


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, "utf-8")
        programs = {
            "bare Textual app": ([str(folder / "bare.py")], "A line"),
            "take, full screen": (["-c", TAKE, "take", "--new"], r"[B-H]\. .*(Pilih|Tandai) jawaban"),
        }
        environment = _environment(folder)
        times: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(rounds + 2):
            for name, (arguments, sign) in programs.items():
                taken = _time_to_picture(arguments, sign, folder, environment)
                if turn >= 2:  # the first turns write bytecode and fill the cache
                    times[name].append(taken)
    for name, values in times.items():
        print(f"{name:20} {statistics.median(values) * 1000:7.1f} ms (fastest {min(values) * 1000:.1f})")
    bare, quiz = (statistics.median(values) for values in times.values())
    print(f"full screen / bare   {quiz / bare:7.2f} (at most {LIMIT})")


def _time_to_picture(arguments: list[str], sign: str, place: Path, environment: dict[str, str]) -> float:
    """Give the seconds until a sign of the first picture has been read from the terminal."""
    started = time.perf_counter()
    child = pexpect.spawn(
        sys.executable, arguments, cwd=place, env=environment, dimensions=(24, 80), encoding="utf-8", timeout=30
    )
    child.expect(sign)
    taken = time.perf_counter() - started
    child.close(force=True)
    return taken


def _environment(folder: Path) -> dict[str, str]:
    ours = ("PYTHON", "QUIZGEN", "TEXTUAL", "NO_COLOR", "NO_TUI")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return environment | {
        "TERM": "xterm-256color",
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "QUIZGEN_DATA": str(folder / "data"),
        "QUIZGEN_CACHE": str(folder / "cache"),
    }


if __name__ == "__main__":
    main()
