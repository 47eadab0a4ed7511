"""Plays the quiz in every kind of terminal, and looks for wrong exit codes, tracebacks and spoilt screens.

    python -m tests.terminal.matrix [EVERY] [PROCESSES]

A cell is a width (20, 40, 80, 200), a TERM (dumb, xterm), an encoding (UTF-8, ascii, cp1252), what stands on both sides
of the program, and NO_COLOR set or not: 240 in all; EVERY takes each n-th only. On both sides stands

- `tty`: a pseudo-terminal of that width, read through pyte; an item is answered, its feedback read, then the quiz left;
- `pipe`: pipes, answers to the end;
- `closed`: a pipe that nobody reads any more;
- `full`: a disk that is full (/dev/full);
- `eof`: pipes, and nothing to read after two answers.

Each cell must end with its exit code within its time; say no traceback; say nothing on stderr, but one line where the
disk is full; write nothing that its encoding has not; write no escape in line mode where colours are not wanted or not
known; fill no line over the width; and hold in its store every answer whose feedback was shown.
"""

from __future__ import annotations

import codecs
import itertools
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pexpect
import pyte

from tests.pseudo_terminal import spawn
from tests.terminal.program import ANY_ANSWERS, COMMAND, attempts, environment

WIDTHS, TERMS, ENCODINGS = (20, 40, 80, 200), ("dumb", "xterm"), ("utf-8", "ascii", "cp1252")
SIDES = {"tty": 0, "pipe": 0, "closed": 130, "full": 5, "eof": 130}
"""What stands on both sides of the program, and the exit code that follows."""
_QUIZ = ("--seed", "latihan", "--count", "3")
_FED_BACK = re.compile(r"^(?:BENAR|KELIRU)\. ", re.MULTILINE)
_LONGEST_PROMPT = 8
"""Characters by which what is typed at a prompt may stand out over the width."""
_PATIENCE = 60.0
"""Seconds for a cell, on a machine that has much else to do."""


class Cell(NamedTuple):
    """One kind of terminal."""

    width: int
    term: str
    encoding: str
    side: str
    no_color: bool

    @property
    def has_full_screen(self) -> bool:
        """Whether the quiz is played on the full screen there."""
        return self.side == "tty" and self.term == "xterm" and self.encoding == "utf-8" and self.width >= 40


class Seen(NamedTuple):
    """What a cell did."""

    code: int | None
    shown: str
    told: str
    answered: int


def cells() -> Iterator[Cell]:
    """Give every cell."""
    for side, width, term, encoding, no_color in itertools.product(SIDES, WIDTHS, TERMS, ENCODINGS, (False, True)):
        yield Cell(width, term, encoding, side, no_color)


def faults(cell: Cell) -> list[str]:
    """Play a cell; gives what went wrong."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen = _on_terminal(cell, folder) if cell.side == "tty" else _between_pipes(cell, folder)
        kept = sum(len(one.responses) for one in attempts(folder)) if (folder / "data").exists() else 0
    wrong = []
    if seen.code != SIDES[cell.side]:
        wrong.append(f"exit code {seen.code} instead of {SIDES[cell.side]}: {seen.told[-200:]}")
    if "Traceback" in seen.shown + seen.told:
        wrong.append("a traceback")
    if seen.told.count("\n") != (cell.side == "full"):
        wrong.append(f"on stderr: {seen.told!r}")
    if kept < seen.answered or (cell.side in ("tty", "pipe", "eof") and not seen.answered):
        wrong.append(f"{seen.answered} answers were fed back, {kept} are kept")
    if not cell.has_full_screen:
        wrong += _spoilt_lines(cell, seen.shown)
    return wrong


def _spoilt_lines(cell: Cell, shown: str) -> Iterator[str]:
    styled = cell.side == "tty" and cell.term != "dumb" and not cell.no_color
    if "\x1b" in shown and not styled:
        yield "an escape sequence"
    bare = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    if "\x1b" in bare:
        yield "an escape sequence that is no colour"
    widest = max((len(line) for line in bare.splitlines()), default=0)
    if widest > min(cell.width, 100) + _LONGEST_PROMPT:
        yield f"a line of {widest} characters"


def _variables(cell: Cell) -> dict[str, str]:
    """Give the environment of a cell; a pipe tells no width, so COLUMNS does."""
    variables = {"TERM": cell.term, "PYTHONIOENCODING": cell.encoding, "PYTHONUTF8": "0"}
    variables["LANG"] = "C.UTF-8" if cell.encoding == "utf-8" else "C"
    if cell.no_color:
        variables["NO_COLOR"] = "1"
    return variables if cell.side == "tty" else variables | {"COLUMNS": str(cell.width)}


def _between_pipes(cell: Cell, folder: Path) -> Seen:
    typed = ANY_ANSWERS if cell.side in ("pipe", "full") else "a\na b\n"
    output: int = subprocess.PIPE
    if cell.side == "full":
        output = os.open("/dev/full", os.O_WRONLY)
    elif cell.side == "closed":
        reading, output = os.pipe()
        os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, *COMMAND, *_QUIZ],
            input=typed.encode(), stdout=output, stderr=subprocess.PIPE, cwd=folder,
            env=environment(folder, **_variables(cell)), timeout=_PATIENCE, check=False,
        )  # fmt: skip
    finally:
        if output != subprocess.PIPE:
            os.close(output)
    shown = (done.stdout or b"").decode(cell.encoding)
    return Seen(done.returncode, shown, done.stderr.decode(cell.encoding), len(_FED_BACK.findall(shown)))


def _on_terminal(cell: Cell, folder: Path) -> Seen:
    player = spawn(
        sys.executable, [*COMMAND, *_QUIZ],
        cwd=str(folder), env=environment(folder, **_variables(cell)), dimensions=(40, cell.width), timeout=1,
        echo=False,
    )  # fmt: skip
    screen = _Screen(player, cell)
    try:
        answered = _played(cell, screen)
        screen.until_end()
    finally:
        player.close(force=True)
    code = player.exitstatus if player.exitstatus is not None else -player.signalstatus
    return Seen(code, screen.raw, "", answered)


def _played(cell: Cell, screen: _Screen) -> int:
    """Answer an item, read the feedback, and leave; gives how many answers were fed back."""
    screen.wait("A[.] ")
    screen.wait(r"Jawaban|\( \)|\[ \]|Pilih")
    several = "[ ]" in screen.text or "Jawaban:" in screen.text
    if cell.has_full_screen:
        screen.type(*("a", "b") if several else ("a",), "\r")
    else:
        screen.type(*("a b\r",) if several else ("a\r",))
    screen.wait("BENAR|KELIRU")
    if cell.has_full_screen:
        screen.type("q")
    else:
        screen.wait("untuk lanjut:")
        screen.type("q\r")
    return 1


class _Screen:
    """What a person would see, as pyte makes it of what the program writes."""

    def __init__(self, player: pexpect.spawn, cell: Cell) -> None:
        self._player = player
        self._full = cell.has_full_screen
        self._display = pyte.HistoryScreen(cell.width, 40, history=1000)
        self._stream = pyte.Stream(self._display)
        self._decoder = codecs.getincrementaldecoder(cell.encoding)("strict")
        self.raw = ""

    @property
    def text(self) -> str:
        """What can be read, its white space evened out: where a line breaks is not the point.

        In line mode also what has gone off the screen, to which a person scrolls back.
        """
        shown = " ".join(self._display.display) if self._full else re.sub(r"\x1b\[[0-9;]*m", "", self.raw)
        return " ".join(shown.split())

    def wait(self, pattern: str) -> None:
        """Read until a pattern is on the screen; raises TimeoutError."""
        until = time.monotonic() + _PATIENCE
        while not re.search(pattern, self.text):
            if time.monotonic() > until or not self._read():
                raise TimeoutError(f"{pattern} is not on the screen:\n" + "\n".join(self._display.display))

    def until_end(self) -> None:
        """Read until the program ends."""
        until = time.monotonic() + _PATIENCE
        while self._read() and time.monotonic() < until:
            pass

    def type(self, *keys: str) -> None:
        """Type keys one by one."""
        for key in keys:
            self._player.send(key.encode())

    def _read(self) -> bool:
        try:
            part = self._decoder.decode(self._player.read_nonblocking(65536, timeout=1))
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += part
        self._stream.feed(part)
        return True


def main() -> None:
    """Play the cells and print the figures."""
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else os.cpu_count() or 1
    wanted = list(cells())[::every]
    started = time.monotonic()
    with ThreadPoolExecutor(processes) as pool:
        found = list(pool.map(_faults_or_fault, wanted))
    bad = {cell: wrong for cell, wrong in zip(wanted, found, strict=True) if wrong}
    played, spoilt = Counter(cell.side for cell in wanted), Counter(cell.side for cell in bad)
    for side, code in SIDES.items():
        print(f"{side:8} cells {played[side]:4}  exit code {code:4}  with a fault {spoilt[side]}")
    print(f"full screen in {sum(cell.has_full_screen for cell in wanted)} of {len(wanted)} cells")
    print(f"seconds {time.monotonic() - started:.0f}")
    for cell, wrong in bad.items():
        print(cell, *wrong, sep="\n   ")
    if bad:
        raise SystemExit(1)


def _faults_or_fault(cell: Cell) -> list[str]:
    try:
        return faults(cell)
    except (TimeoutError, UnicodeDecodeError, subprocess.TimeoutExpired) as error:
        return [f"{type(error).__name__}: {error}"]


if __name__ == "__main__":
    main()
