"""`quizgen --help` against a bare typer program: alternating runs in one go, median milliseconds, and the ratio.

    .venv/bin/python benchmarks/help_start.py [--runs 21] [--limit 1.3]

Exit code 1 where the ratio is over the limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
BARE = [sys.executable, str(HERE / "bare_typer.py")]
QUIZGEN = [sys.executable, "-P", "-m", "quizgen"]
PROGRAMS = {
    "bare typer program, empty command": [*BARE, "empty"],
    "bare typer program, --help": [*BARE, "--help"],
    "quizgen --help": [*QUIZGEN, "--help"],
}


def environment() -> dict[str, str]:
    """Let Python keep its compiled modules, as it does on a user's machine."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def milliseconds(command: Sequence[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment(), stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - start) * 1000


def alternating(
    programs: Mapping[str, Sequence[str]], runs: int, measure: Callable[[Sequence[str]], float] = milliseconds
) -> dict[str, float]:
    """Run each program in turn, `runs` rounds after one that does not count; median of each."""
    times: dict[str, list[float]] = {name: [] for name in programs}
    for round_ in range(runs + 1):
        for name, command in programs.items():
            took = measure(command)
            if round_:
                times[name].append(took)
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    arguments = argparse.ArgumentParser(description="quizgen --help against a bare typer program's --help")
    arguments.add_argument("--runs", type=int, default=21)
    arguments.add_argument("--limit", type=float, default=1.3)
    given = arguments.parse_args()
    medians = alternating(PROGRAMS, given.runs)
    for name, value in medians.items():
        print(f"{name:36} {value:7.1f} ms")
    ratio = medians["quizgen --help"] / medians["bare typer program, --help"]
    print(f"ratio {ratio:.2f} (at most {given.limit})")
    return 0 if ratio <= given.limit else 1


if __name__ == "__main__":
    sys.exit(main())
