"""From starting `quizgen take` to its first question, as ratios to a bare typer program, in one run.

Three programs are started in turn, N times each, with bytecode written before: an empty typer command, the quiz on the
shipped bank, and the quiz on a bank of 10,000 items whose parsed form is in the cache. Time runs until the bare program
ends or the first prompt has been read from the quiz's pipe; the middle value of N counts.

    python benchmarks/take_start.py [N]
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BARE = """
import typer
app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
@app.command()
def nothing() -> None:
    pass
app()
"""
TAKE = "import sys; from quizgen.cli import main; sys.exit(main())"
SMALL_LIMIT, LARGE_LIMIT = 1.6, 1.3


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 31
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare.py").write_text(BARE, "utf-8")
        large = folder / "large"
        items = _large_bank(large, 10_000)
        programs = {
            "bare typer program": ([sys.executable, str(folder / "bare.py")], folder),
            "take, shipped bank": ([sys.executable, "-c", TAKE, "take", "--new"], folder),
            f"take, {items} items": ([sys.executable, "-c", TAKE, "take", "--new"], large),
        }
        environment = _environment(folder)
        times: dict[str, list[float]] = {name: [] for name in programs}
        for turn in range(rounds + 2):
            for name, (command, place) in programs.items():
                taken = _time_to_first_output(command, place, environment)
                if turn >= 2:  # the first turns write bytecode and fill the cache
                    times[name].append(taken)
    _report(times)


def _report(times: dict[str, list[float]]) -> None:
    middle = {name: statistics.median(values) for name, values in times.items()}
    for name, value in middle.items():
        print(f"{name:24} {value * 1000:7.1f} ms (fastest {min(times[name]) * 1000:.1f})")
    bare, small, large = middle.values()
    print(f"shipped bank / bare      {small / bare:7.2f} (at most {SMALL_LIMIT})")
    print(f"10,000 items / shipped   {large / small:7.2f} (at most {LARGE_LIMIT})")


def _time_to_first_output(command: list[str], place: Path, environment: dict[str, str]) -> float:
    """Give the seconds until the first question's prompt has been read, or until the program ends without one."""
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=place, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        read = b""
        while not re.search(rb"^  A\. .*\n\n.*: $", read, re.MULTILINE | re.DOTALL):
            if not (part := os.read(process.stdout.fileno(), 65536)):
                break
            read += part
        taken = time.perf_counter() - started
        _, complaint = process.communicate()
    if complaint or (read == b"" and "take" in command):
        raise SystemExit(f"{command}: {complaint.decode()}")
    return taken


def _environment(folder: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QUIZGEN"))}
    return environment | {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "QUIZGEN_DATA": str(folder / "data"),
        "QUIZGEN_CACHE": str(folder / "cache"),
    }


def _large_bank(workspace: Path, wanted: int) -> int:
    """Copy the shipped bank and repeat its items under new ids and with other stems; gives the number of items."""
    bank = workspace / "question_bank"
    shutil.copytree(ROOT / "question_bank", bank)
    shutil.copytree(ROOT / "seeds", workspace / "seeds")
    files = {path: re.split(r"(?m)^(?=- id: )", path.read_text("utf-8")) for path in sorted(bank.glob("items/*.yaml"))}
    count = sum(len(parts) - 1 for parts in files.values())
    copies = -(-wanted // count)
    for path, (head, *items) in files.items():
        repeated = [_copy(item, number) for number in range(copies) for item in items]
        path.write_text(head + "".join(repeated), "utf-8")
    return copies * count


def _copy(item: str, number: int) -> str:
    if not number:
        return item if item.endswith("\n") else item + "\n"
    item = re.sub(r"\A- id: (\S+)", rf"- id: \1-{number}", item)
    item = re.sub(r"(?m)^(  stem:\n    id: )(>-\n +)?", rf"\1\2Kejadian {number}. ", item, count=1)
    return item if item.endswith("\n") else item + "\n"


if __name__ == "__main__":
    main()
