"""Where layouts run: joblib's loky and a Dask cluster of this machine against multiprocessing.Pool, same tasks.

    .venv/bin/python benchmarks/kit_engines.py [--layouts 200] [--runs 3] [--jobs 2]

Wall time with workers that are warm, rounds that alternate, medians of the ratios of each round. Exit code 1 where a
ratio is over its limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quizgen.engines import Engine, engine
from quizgen.open_bank import open_bank
from quizgen.printing import Laying, lay_out
from quizgen.quiz.assemble import assemble
from quizgen.render.handout import Handout
from quizgen.shipped import shipped
from quizgen.stop import Stop

ROOT = Path(__file__).resolve().parents[1]
LOKY_LIMIT, DASK_LIMIT = 1.10, 1.20


def layings(count: int) -> list[Laying]:
    """Give so many layouts: question forms of ten items, one variant after the other."""
    opened = open_bank(shipped("question_bank"))
    letters = tuple("ABCD")
    form = assemble(
        opened.candidates("2024-02-01"), count=10, weights={}, seed="benchmark", bank=opened.version,
        as_of="2024-02-01", variants=letters,
    )  # fmt: skip
    bank = opened.pick([slot.item for slot in form.variants["A"]])
    return [Laying("questions", Handout(form, bank, (letters[one % 4],))) for one in range(count)]


def over(run: Engine, tasks: list[Laying]) -> list[bytes]:
    return [one.data for one in run.map(lay_out, ((task,) for task in tasks))]


def machines(stack: ExitStack, jobs: int) -> str:
    """Start a scheduler and workers on this machine and give the engine's name."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def start(what: str, *arguments: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments, "--host", "127.0.0.1"]
        process = subprocess.Popen(
            [*command, "--no-dashboard"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        stack.callback(process.wait)
        stack.callback(process.kill)

    start("scheduler", "--port", str(port))
    for _ in range(jobs):
        start("worker", f"tcp://127.0.0.1:{port}", "--no-nanny", "--nthreads", "1", "--death-timeout", "30")
    time.sleep(5)
    return f"dask://127.0.0.1:{port}"


def main() -> int:
    arguments = argparse.ArgumentParser(description="loky and Dask against multiprocessing.Pool")
    arguments.add_argument("--layouts", type=int, default=200)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--jobs", type=int, default=2)
    given = arguments.parse_args()
    tasks = layings(given.layouts)
    with ExitStack() as stack:
        pool = stack.enter_context(multiprocessing.get_context("spawn").Pool(given.jobs))
        loky = engine("", given.jobs)
        stack.callback(loky.close)
        ways: dict[str, Callable[[], list[bytes]]] = {
            "multiprocessing.Pool": lambda: [one.data for one in pool.imap(lay_out, tasks)],
            "loky": partial(over, loky, tasks),
        }
        try:
            dask = engine(machines(stack, given.jobs), 0)
            stack.callback(dask.close)
            ways["Dask"] = partial(over, dask, tasks)
        except Stop as stop:
            print(f"no Dask here: {stop}")
        return report(timed(ways, given.runs), given.layouts)


def timed(ways: dict[str, Callable[[], list[bytes]]], runs: int) -> dict[str, list[float]]:
    """Run each way in turn after a round that does not count, and see that all give the same bytes."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    first: list[bytes] = []
    for round_ in range(runs + 1):
        for name, way in ways.items():
            start = time.perf_counter()
            made = way()
            if round_:
                times[name].append(time.perf_counter() - start)
            first = first or made
            if made != first:
                raise SystemExit(f"{name} gives other bytes")
    return times


def report(times: dict[str, list[float]], layouts: int) -> int:
    """Print the figures, and give the exit code."""
    base, over_limit = times["multiprocessing.Pool"], False
    print(f"multiprocessing.Pool {layouts / statistics.median(base):7.2f} layouts a second")
    for name, limit in (("loky", LOKY_LIMIT), ("Dask", DASK_LIMIT)):
        if name in times:
            value = statistics.median(one / other for one, other in zip(times[name], base, strict=True))
            print(f"{name:5} / multiprocessing.Pool {value:6.3f}   at most {limit}")
            over_limit = over_limit or value > limit
    return int(over_limit)


if __name__ == "__main__":
    sys.exit(main())
