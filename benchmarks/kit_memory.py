"""Memory of a kit: the largest that any of its processes gets, at 1,000, 10,000 and 100,000 copies.

    .venv/bin/python benchmarks/kit_memory.py [--copies 1000 10000 100000] [--jobs 2]

Each size is a kit of its own. Peak resident memory is read from the system (Linux, macOS): of the command itself, and
of the largest process that it started. Exit code 1 where the last size takes over 1.25 times what the first one takes.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.kit_copies import write_session

LIMIT = 1.25
INSIDE = """
import os, resource, sys, time
sys.path.insert(0, sys.argv[1])
from quizgen.cli import main
code = main(["kit", "--out", "hasil", "--jobs", sys.argv[2]])
unit = 1024 if sys.platform != "darwin" else 1
for _ in range(30):  # workers count once they have ended and were waited for
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        break
    time.sleep(0.1)
own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
print("peak", code, own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit)
"""

ROOT = Path(__file__).resolve().parents[1]


def peaks(copies: int, jobs: int) -> tuple[int, int]:
    """Print a kit and give the peak bytes of the command and of its largest worker."""
    with tempfile.TemporaryDirectory() as name:
        write_session(Path(name), copies)
        made = subprocess.run(
            [sys.executable, "-c", INSIDE, str(ROOT), str(jobs)], cwd=name, capture_output=True, text=True, check=True
        )
    code, own, worker = made.stdout.splitlines()[-1].removeprefix("peak ").split()
    if code != "0":
        raise SystemExit(made.stderr)
    return int(own), int(worker)


def main() -> int:
    arguments = argparse.ArgumentParser(description="peak memory of kits of growing size")
    arguments.add_argument("--copies", type=int, nargs="+", default=[1000, 10_000, 100_000])
    arguments.add_argument("--jobs", type=int, default=2)
    given = arguments.parse_args()
    assert resource.RUSAGE_CHILDREN
    found = []
    for copies in given.copies:
        own, worker = peaks(copies, given.jobs)
        found.append((own, worker))
        print(f"{copies:7} copies: command {own / 2**20:6.0f} MiB, largest worker {worker / 2**20:6.0f} MiB")
    growths = [last / first for first, last in zip(found[0], found[-1], strict=True)]
    print(f"last / first: command {growths[0]:.2f}, worker {growths[1]:.2f}   at most {LIMIT}")
    return int(max(growths) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
