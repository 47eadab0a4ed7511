"""Kills the quiz at random moments and looks for answers that were acknowledged and are lost.

    python -m tests.terminal.kill_campaign [KILLS] [SEED]

Each round starts the real program, feeds it answers through a pipe, and sends it KILL, TERM, INT or HUP at a random
moment. An answer counts as acknowledged once its feedback has been read from the program's output. After each round the
store must hold every acknowledged answer, in order, with the options that were typed; it must be whole; and the next
start must go on exactly there. A quiz that is played to its end is followed by a new one.
"""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from quizgen.model.attempt import Attempt
from tests.terminal.program import ANY_ANSWERS, COMMAND, attempts, environment, heeding

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_PATIENCE = 20.0
"""Seconds that a program has to end after a signal."""
_TOLD = re.compile(r"^(?:BENAR|KELIRU)\. ", re.MULTILINE)
_RESUMED = re.compile(r"^Melanjutkan paket soal \S+ mode latihan: (\d+) dari", re.MULTILINE)
_COUNT = 60
_LONGEST_DELAY = 0.06
"""Seconds; shorter than a quiz of that many items takes, so that most kills come amid it."""


class Figures(NamedTuple):
    """What a campaign found."""

    kills: int
    by_signal: dict[str, int]
    acknowledged: int
    lost: int
    resumed: int
    not_resumed: int
    finished: int
    amid_a_quiz: int
    wrong_exits: int


def campaign(kills: int, seed: int, folder: Path) -> Figures:
    """Kill that often; gives the figures."""
    with heeding(SIGNALS):
        return _campaign(kills, random.Random(seed), folder)


def _campaign(kills: int, rng: random.Random, folder: Path) -> Figures:
    counts: Counter[str] = Counter()
    by_signal: Counter[str] = Counter()
    acknowledged: dict[int, int] = {}
    while sum(by_signal.values()) < kills:
        before = {one.id: one for one in attempts(folder)} if (folder / "data" / "attempts.sqlite3").exists() else {}
        going_on = [one for one in before.values() if one.status == "open"]
        number = rng.choice(SIGNALS)
        output, code, killed = _round(folder, number, rng.uniform(0.0, _LONGEST_DELAY), resume=bool(going_on))
        now = {one.id: one for one in attempts(folder)}
        if killed:
            by_signal[number.name] += 1
            counts["wrong exits"] += code != (-number if number == signal.SIGKILL else 130)
        if going_on and output:
            found = _RESUMED.search(output)
            as_it_was = found is not None and int(found[1]) == len(going_on[0].responses)
            counts["resumed" if as_it_was else "not resumed"] += 1
        told = len(_TOLD.findall(output))
        played = _played(before, now)
        if played is None:
            counts["lost"] += told
            continue
        acknowledged[played.id] = acknowledged.get(played.id, 0) + told
        counts["lost"] += max(0, acknowledged[played.id] - _in_order(played))
        counts["amid"] += killed and 0 < len(played.responses) < _COUNT
        counts["finished"] += played.status == "done"
    return _figures(counts, by_signal, sum(acknowledged.values()))


def _figures(counts: Counter[str], by_signal: Counter[str], acknowledged: int) -> Figures:
    return Figures(
        kills=sum(by_signal.values()),
        by_signal=dict(sorted(by_signal.items())),
        acknowledged=acknowledged,
        lost=counts["lost"],
        resumed=counts["resumed"],
        not_resumed=counts["not resumed"],
        finished=counts["finished"],
        amid_a_quiz=counts["amid"],
        wrong_exits=counts["wrong exits"],
    )


def _round(folder: Path, number: signal.Signals, delay: float, *, resume: bool) -> tuple[str, int, bool]:
    """Play until the signal, the delay counted from the first output; gives output, exit code, whether it hit."""
    wanted = ["--resume"] if resume else ["--new", "--count", str(_COUNT)]
    with subprocess.Popen(
        [sys.executable, *COMMAND, *wanted],
        cwd=folder,
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as player:
        assert player.stdin is not None
        assert player.stdout is not None
        sent = threading.Event()
        first = player.stdout.read(1)

        def strike() -> None:
            time.sleep(delay)
            if player.poll() is None:
                player.send_signal(number)
                sent.set()
                with suppress(subprocess.TimeoutExpired):
                    player.wait(_PATIENCE)
                player.kill()  # told by the exit code, which is then not the one of the signal

        killer = threading.Thread(target=strike)
        killer.start()
        with suppress(BrokenPipeError):
            player.stdin.write(ANY_ANSWERS.encode() * 4)
            player.stdin.flush()
        output = first + player.stdout.read()
        killer.join()
        with suppress(BrokenPipeError):
            player.stdin.close()
        code = player.wait()
    text = output.decode()
    if "Traceback" in text:
        raise SystemExit(text)
    return text, code, sent.is_set() and code != 0


def _played(before: dict[int, Attempt], now: dict[int, Attempt]) -> Attempt | None:
    """Give the attempt that this round wrote to; the one gone on with where nothing was written."""
    changed = [one for one in now.values() if before.get(one.id) != one]
    still = [one for one in now.values() if one.status == "open"]
    return (changed or still)[-1] if changed or still else None


def _in_order(attempt: Attempt) -> int:
    """Count the responses from the first on that answer the slots in order with the options that were typed."""
    count = 0
    for slot, response in zip(attempt.run.slots, attempt.responses, strict=False):
        shown = tuple(slot.order) or ("boleh", "tidak")
        if response.item != slot.item or set(response.chosen) not in ({shown[0]}, {shown[0], shown[1]}):
            break
        count += 1
    return count


def main() -> None:
    """Run a campaign and print its figures."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        figures = campaign(kills, seed, Path(name))
    for field, value in figures._asdict().items():
        print(f"{field.replace('_', ' '):14} {value}")
    print(f"seconds        {time.monotonic() - started:.0f}")
    if figures.lost or figures.not_resumed or figures.wrong_exits:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
