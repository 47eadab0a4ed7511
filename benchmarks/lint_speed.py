"""`check` of 10,000 items with all lints against `check` without them, near-duplicate search included.

    .venv/bin/python benchmarks/lint_speed.py [--items 10000] [--runs 1] [--limit 2.0]

Each run is a process of its own, the two kinds in turn; printed are the medians of the processor time that the work
itself took (imports and making the bank not counted) and their ratio. Exit code 1 where the limit is passed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = ("plain", "lints")


def environment() -> dict[str, str]:
    """Let Python keep its compiled modules, as it does on a user's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}


def check(kind: str, folder: Path) -> None:
    """Check a bank in this process and print the processor time that it took."""
    from quizgen.bank.checks import CHECKS, RECORDS
    from quizgen.bank.checks import check as check_bank
    from quizgen.bank.reading import read_bank
    from quizgen.files import bank_files

    bank = bank_files(folder / "question_bank", folder)
    gc.set_threshold(1_000_000)  # as quizgen.cli.check does
    start = time.process_time()
    problems = check_bank(read_bank(bank), CHECKS if kind == "lints" else RECORDS)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "problems": len(problems)}))


def measured(kind: str, folder: Path) -> dict[str, float]:
    """Run one kind in a process of its own."""
    command = [sys.executable, __file__, "--kind", kind, "--folder", str(folder)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def compare(given: argparse.Namespace) -> int:
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as name:
        maker = [sys.executable, str(HERE / "synthetic_bank.py"), name, "--items", str(given.items)]
        subprocess.run(maker, env=environment(), check=True)
        for _ in range(given.runs):
            for kind in KINDS:
                figures = measured(kind, Path(name))
                seconds[kind].append(figures["seconds"])
                print(f"{kind:6} {figures['seconds']:6.2f} s  {figures['problems']:.0f} problems")
    ratio = statistics.median(seconds["lints"]) / statistics.median(seconds["plain"])
    print(f"{given.items} items, {given.runs} runs: ratio {ratio:.2f} (at most {given.limit})")
    return 0 if ratio <= given.limit else 1


def main() -> int:
    arguments = argparse.ArgumentParser(description="the cost of the item-flaw linter in a large bank")
    arguments.add_argument("--items", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=1)
    arguments.add_argument("--limit", type=float, default=2.0)
    arguments.add_argument("--kind", choices=KINDS, help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.kind:
        check(given.kind, given.folder)
        return 0
    return compare(given)


if __name__ == "__main__":
    sys.exit(main())
