"""Sends every signal to the full screen in each of its states, and looks at what is left.

    python -m tests.screen.state_matrix

A cell has a fault if the exit code is another than 130 (KILL: killed), if there is a traceback, if a terminal that the
program could still write to is not given back (screen, cursor, mouse), if nothing is said below the screen, or if an
answer or a hall's count that was acknowledged is not in the store.
"""

from __future__ import annotations

import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from tests.terminal.program import attempts, ended, on_terminal

BACK = "\x1b[?1049l"
GIVEN_BACK = (BACK, "\x1b[?25h", "\x1b[?1000l")
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_ANSWER = (("a", 0.1), ("b", "Tekan Enter untuk menjawab"), ("\r", "BENAR|KELIRU"))
_HANDS = (("1 2 3 4 5 6 7 8", 0.1), ("\r", "Kunci: "))


class State(NamedTuple):
    """A state: how the quiz is started, what is typed and what that shows (or seconds), and what must be kept then."""

    arguments: tuple[str, ...]
    typed: tuple[tuple[str, str | float], ...]
    kept: int


_ONE = ("--count", "1")
STATES = {
    "asked": State((), (), 0),
    "picked": State((), (("a", "●|x"),), 0),
    "feedback": State((), _ANSWER, 1),
    "context": State((), (*_ANSWER, ("k", "berada di antara")), 1),
    "help": State((), (*_ANSWER, ("?", "Bantuan")), 1),
    "end": State(_ONE, (*_ANSWER, ("\r", "Nilai")), 1),
    "offer of the skipped": State(_ONE, (("s", "dilewati"),), 1),
    "exam": State(("--mode", "exam", "--time-limit", "5"), (("a", 0.1), ("b", "untuk menjawab"), ("\r", "dicatat")), 1),
    "hall, typing": State(("--mode", "together"), (("12", r"12_"),), 0),
    "hall, key shown": State(("--mode", "together"), _HANDS, 1),
    "hall, context": State(("--mode", "together"), (*_HANDS, ("k", "berada di antara")), 1),
    "hall, summary": State(("--mode", "together", *_ONE), (*_HANDS, ("\r", "Ringkasan")), 1),
}


def faults(name: str, number: signal.Signals, folder: Path) -> Iterator[str]:
    """Play one cell in a folder of its own; gives what is wrong."""
    state = STATES[name]
    player = on_terminal(folder, "--seed", "tetap", *state.arguments, full=True)
    player.expect("1049h")
    player.expect("Butir 1")
    time.sleep(0.1)
    for keys, sign in state.typed:
        _press(player, keys, sign)
    player.kill(number)
    told, code = ended(player)
    if code != (-number if number == signal.SIGKILL else 130):
        yield f"exit code {code}"
    if "Traceback" in told:
        yield "traceback"
    if number != signal.SIGKILL:
        yield from (f"{sequence!r} is missing" for sequence in GIVEN_BACK if sequence not in told)
        said = told.split(BACK)[-1]
        if not ("quizgen take" in said or "Selesai" in said):
            yield "nothing said below the screen"
    there = (folder / "data" / "attempts.sqlite3").exists()
    kept = sum(len(one.responses) + len(one.votes) for one in attempts(folder)) if there else 0
    if kept != state.kept:
        yield f"{kept} answers kept"


def _press(player: Any, keys: str, sign: str | float) -> None:
    player.send(keys)
    if isinstance(sign, float):
        time.sleep(sign)
    else:
        player.expect(sign)


def main() -> None:
    found = 0
    for name, number in product(STATES, SIGNALS):
        with tempfile.TemporaryDirectory() as folder:
            wrong = list(faults(name, number, Path(folder)))
        found += bool(wrong)
        if wrong:
            print(f"{name}, {number.name}: {'; '.join(wrong)}", flush=True)
    print(f"cells {len(STATES) * len(SIGNALS)}, with a fault {found}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
