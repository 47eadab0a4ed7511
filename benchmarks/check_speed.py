"""`check` of 10,000 items, from bytes to problems with their lines, against a bare pass over libyaml's events.

    .venv/bin/python benchmarks/check_speed.py [--items 10000] [--runs 5] [--limit 2.0] [--memory 250]

Each run is a process of its own, the two kinds in turn; printed are the medians of the processor time that the
work itself took (imports and making the bank not counted), their ratio, and the most memory that `check` took. The
items file has one fault on its last line, so that the problem shows that the lines were kept. Exit code 1 where a limit
is passed. The lints have a figure of their own: lint_speed.py.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
ITEMS = "items/atribut.yaml"
FAULT = b"  warna: merah\n"


def environment() -> dict[str, str]:
    """Let Python keep its compiled modules, as it does on a user's machine."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join([str(HERE.parent), str(HERE)])}


def events(folder: Path) -> int:
    """Walk libyaml's events over the bank's files and do nothing with them; give how many there were."""
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name it as exported

    contents = [path.read_bytes() for path in sorted((folder / "question_bank").rglob("*.yaml"))]
    return _timed(lambda: sum(_walk(CParser(content).get_event) for content in contents))


def _walk(get_event: Callable[[], object]) -> int:
    count = 0
    while get_event() is not None:
        count += 1
    return count


def check(folder: Path) -> int:
    """Check the bank as `quizgen check` does, and show its problems in Indonesian; give how many there were."""
    import gc

    from quizgen.bank.checks import RECORDS
    from quizgen.bank.checks import check as check_bank
    from quizgen.bank.reading import read_bank
    from quizgen.files import bank_files
    from quizgen.language import lines_of

    files = bank_files(folder / "question_bank", folder)
    gc.set_threshold(1_000_000)  # as quizgen.cli.check does
    shown: list[str] = []

    def work() -> int:
        shown.extend(line for problem in check_bank(read_bank(files), RECORDS) for line in lines_of("id", problem))
        return len(shown)

    count = _timed(work)
    last = files.yaml[ITEMS].count(b"\n")
    assert shown[0] == f'question_bank/{ITEMS}:{last}:3: E210 kunci "warna" tidak dikenal', shown[:3]
    return count


def _timed(work: Callable[[], int]) -> int:
    start = time.process_time()
    count = work()
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(json.dumps({"seconds": seconds, "megabytes": peak, "count": count}))
    return count


KINDS: Mapping[str, Callable[[Path], int]] = {"events": events, "check": check}


def measured(kind: str, folder: Path) -> dict[str, float]:
    """Run one kind in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--kind", kind, "--folder", str(folder)],
        env=environment(), capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def compare(given: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Made by a process of its own: a child's peak memory can begin at that of the process it was forked from.
        maker = [sys.executable, str(HERE / "synthetic_bank.py"), name, "--items", str(given.items)]
        subprocess.run(maker, env=environment(), check=True)
        path = folder / "question_bank" / ITEMS
        with path.open("ab") as file:
            file.write(FAULT)
        print(f"{given.items} items, {path.stat().st_size / 1e6:.1f} MB, one file; median of {given.runs} runs")
        runs: dict[str, list[dict[str, float]]] = {kind: [] for kind in KINDS}
        for number in range(given.runs + 1):
            for kind in KINDS:
                figures = measured(kind, folder)
                if number:
                    runs[kind].append(figures)
    seconds = {kind: statistics.median(one["seconds"] for one in taken) for kind, taken in runs.items()}
    memory = {kind: max(one["megabytes"] for one in taken) for kind, taken in runs.items()}
    for kind in KINDS:
        print(f"{kind:8} {seconds[kind]:6.2f} s  {memory[kind]:6.0f} MB")
    ratio = seconds["check"] / seconds["events"]
    print(f"ratio {ratio:.2f} (at most {given.limit}), memory {memory['check']:.0f} MB (at most {given.memory})")
    return 0 if ratio <= given.limit and memory["check"] <= given.memory else 1


def main() -> int:
    arguments = argparse.ArgumentParser(description="check of a large bank against a bare pass over libyaml's events")
    arguments.add_argument("--items", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--limit", type=float, default=2.0)
    arguments.add_argument("--memory", type=float, default=250)
    arguments.add_argument("--kind", choices=sorted(KINDS), help=argparse.SUPPRESS)
    arguments.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.kind:
        KINDS[given.kind](given.folder)
        return 0
    return compare(given)


if __name__ == "__main__":
    sys.exit(main())
