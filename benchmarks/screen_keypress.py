"""From a key press to its painted feedback on the full screen, on real pseudo-terminals.

The quiz is taken on the shipped bank: for each item a letter is pressed, then Enter, which checks the answer, brings it
to the disk, and paints the feedback. Time runs from writing the key to the terminal until the sign of it has been read
back: the mark beside the letter, or the verdict with the key. Between two presses the screen comes to rest, as under
a person's fingers; keys typed within one sixtieth of a second share a picture and cost up to two of them (33 ms). The
first Enter of a run, which imports what tells the reasons and begins the store, is counted too.

    python benchmarks/screen_keypress.py [ITEMS]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pexpect

ROOT = Path(__file__).resolve().parent.parent
TAKE = "import sys; from quizgen.cli import main; sys.exit(main())"
LIMIT = 50.0
SIZES = ((24, 80), (15, 40), (50, 200))


def main() -> None:
    items = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    for rows, columns in SIZES:
        with tempfile.TemporaryDirectory() as name:
            picks, answers = _played(Path(name), rows, columns, items)
        for told, values in (("letter", picks), ("Enter", answers)):
            middle, slowest = statistics.median(values) * 1000, max(values) * 1000
            print(f"{columns:3} x {rows}  {told:6} to paint: {middle:5.1f} ms (slowest {slowest:.1f}, n {len(values)})")
    print(f"at most {LIMIT:.0f} ms in the middle")


def _played(folder: Path, rows: int, columns: int, items: int) -> tuple[list[float], list[float]]:
    """Give the seconds of each letter and each Enter."""
    arguments = ["-c", TAKE, "take", "--new", "--seed", "tetap", "--count", str(items)]
    child = pexpect.spawn(
        sys.executable, arguments, cwd=folder, env=_environment(folder), dimensions=(rows, columns),
        encoding="utf-8", timeout=30,
    )  # fmt: skip
    child.delaybeforesend = None
    picks: list[float] = []
    answers: list[float] = []
    for number in range(1, items + 1):
        child.expect(f"Butir {number} ")
        _quiet(child)
        picks.append(_timed(child, "a", r"●|\[x\]"))
        if child.after == "[x]":
            _timed(child, "b", r"\[x\]")
        _quiet(child)
        answers.append(_timed(child, "\r", "BENAR|KELIRU"))
        _quiet(child)
        child.send("\r")
    child.close(force=True)
    return picks, answers


def _environment(folder: Path) -> dict[str, str]:
    ours = ("PYTHON", "QUIZGEN", "TEXTUAL", "NO_COLOR", "NO_TUI")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    own = {"QUIZGEN_DATA": str(folder / "data"), "QUIZGEN_CACHE": str(folder / "cache")}
    return environment | own | {"TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def _timed(child: Any, key: str, sign: str) -> float:
    started = time.perf_counter()
    child.send(key)
    child.expect(sign)
    return time.perf_counter() - started


def _quiet(child: Any) -> None:
    """Read until nothing more comes, as when a person has looked at the screen."""
    while child.expect([r".+", pexpect.TIMEOUT], timeout=0.15) == 0:
        pass


if __name__ == "__main__":
    main()
