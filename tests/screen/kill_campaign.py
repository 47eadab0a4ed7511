"""Kills the full-screen quiz at random moments and looks for answers that were acknowledged and are lost.

    python -m tests.screen.kill_campaign [KILLS] [SEED]

Each round starts the real program on a terminal, in the full screen, answers what it asks, and sends it KILL, TERM,
INT or HUP at a random moment: while a key is on its way, while an answer is kept, while it paints. Every fourth round
is a session in a hall, with a store of its own, where hands are counted instead.
An answer counts as acknowledged once its feedback has been read from the terminal. After each round the store must hold
every acknowledged answer; and the next start must go on exactly there, now on the screen, now line by line.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pexpect

from tests.terminal.program import attempts, ended, heeding, on_terminal

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_LONGEST_DELAY = 1.0
"""Seconds from the first picture; an answer takes about 0.1 of them."""
_ASKED = r"Butir (\d+) dari"
_END = "Nilai|Ringkasan"
_COUNT = 60


class Figures(NamedTuple):
    """What a campaign found."""

    kills: int
    by_signal: dict[str, int]
    acknowledged: int
    lost: int
    resumed: int
    not_resumed: int
    wrong_exits: int


def campaign(kills: int, seed: int, folder: Path) -> Figures:
    """Kill that often; gives the figures."""
    with heeding(SIGNALS):
        return _campaign(kills, random.Random(seed), folder)


def _campaign(kills: int, rng: random.Random, folder: Path) -> Figures:
    counts: Counter[str] = Counter()
    by_signal: Counter[str] = Counter()
    (folder / "hall").mkdir()
    turn = 0
    while sum(by_signal.values()) < kills:
        turn += 1
        in_hall = turn % 4 == 0
        place = folder / "hall" if in_hall else folder
        mode = ["--mode", "together"] if in_hall else []
        going_on, whole = _open(place)
        if 0 <= going_on < whole and rng.random() < 1 / 3:
            counts["resumed" if _goes_on_line_by_line(place, going_on, mode) else "not resumed"] += 1
        number = rng.choice(SIGNALS)
        arguments = ["--resume"] if going_on >= 0 else ["--count", str(_COUNT)]
        before = _kept(place)
        player = on_terminal(place, *arguments, *mode, full=True)
        if player.expect([_ASKED, _END]) == 1:  # all was answered, only Enter at the end was missing
            player.send("\r")
            ended(player)
            continue
        if going_on >= 0:
            counts["resumed" if int(player.match.group(1)) == going_on + 1 else "not resumed"] += 1
        killer = threading.Timer(rng.uniform(0, _LONGEST_DELAY), os.kill, [player.pid, number])
        killer.start()
        told = _answered_until_the_end(player, in_hall=in_hall)
        killer.join()
        _, code = ended(player)
        by_signal[number.name] += 1
        counts["wrong exits"] += code != (-number if number == signal.SIGKILL else 130)
        counts["acknowledged"] += told
        counts["lost"] += max(before + told - _kept(place), 0)
    return Figures(
        kills, dict(by_signal), counts["acknowledged"], counts["lost"], counts["resumed"], counts["not resumed"],
        counts["wrong exits"],
    )  # fmt: skip


def _answered_until_the_end(player: Any, *, in_hall: bool) -> int:
    """Answer what is asked until the program is gone; gives how many answers were acknowledged."""
    told = 0
    try:
        while True:
            for key in ("12 5 3 8 2 6 4 7",) if in_hall else "ab":
                player.send(key)
                time.sleep(0.03)
            player.send("\r")
            player.expect("BENAR|KELIRU|Kunci: ")
            told += 1
            player.send("\r")
            if player.expect([_ASKED, _END]) == 1:
                player.expect(pexpect.EOF)
                return told
    except (pexpect.EOF, OSError):
        return told


def _goes_on_line_by_line(folder: Path, answers: int, mode: list[str]) -> bool:
    player = on_terminal(folder, "--resume", *mode)
    player.expect(r": (\d+) dari")
    found = int(player.match.group(1))
    player.expect("Jawaban|Jumlah tangan")
    player.sendline("q")
    ended(player)
    return found == answers


def _kept(folder: Path) -> int:
    """Count the answers in the store."""
    there = (folder / "data" / "attempts.sqlite3").exists()
    return sum(len(one.responses) + len(one.votes) for one in attempts(folder)) if there else 0


def _open(folder: Path) -> tuple[int, int]:
    """Give how many answers the open attempt has, and of how many items; -1 where there is none."""
    if not (folder / "data" / "attempts.sqlite3").exists():
        return -1, 0
    found = (one for one in attempts(folder) if one.status == "open")
    return next(((len(one.responses) + len(one.votes), len(one.run.slots)) for one in found), (-1, 0))


def main() -> None:
    kills, seed = (int(one) for one in (*sys.argv[1:], *("500", "1")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        figures = campaign(kills, seed, Path(folder))
    for name, value in figures._asdict().items():
        print(f"{re.sub('_', ' ', name):14} {value}")


if __name__ == "__main__":
    main()
