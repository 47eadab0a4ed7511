"""Named copies against laying out: a whole kit from cold, stamping, bytes for each copy, and WeasyPrint over processes.

    .venv/bin/python benchmarks/kit_copies.py [--copies 1000] [--runs 3] [--largest 10000]

Wall time, in rounds that alternate, medians of the ratios of each round. Exit code 1 where a ratio is over its limit.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from quizgen.child import rendered
from quizgen.open_bank import open_bank
from quizgen.quiz.assemble import assemble
from quizgen.render.handout import Handout
from quizgen.render.stamping import stamped
from quizgen.render.stamps import Master, Stamp
from quizgen.shipped import shipped

ROOT = Path(__file__).resolve().parents[1]
COLD_LIMIT, BYTES_LIMIT, SPEED_LIMIT, AMC_LIMIT = 2.5, 0.05, 50.0, 1600.0
COUNT, AS_OF, LETTERS = 28, "2024-02-01", ("A", "B", "C", "D")
SESSION = f"""\
title: {{id: Sosialisasi Netralitas ASN, en: Briefing}}
date: {AS_OF}
place: Aula
paper: a4
blueprint: {{count: {COUNT}}}
variants: A-D
tests: [post]
roster: peserta.csv
spare: 0
seed: benchmark
papers: [questions, sheet]
"""


def write_session(folder: Path, copies: int) -> None:
    """Write a session for so many people."""
    (folder / "session.yaml").write_text(SESSION, "utf-8")
    rows = (f"Peserta Nomor {one};Dinas Contoh Bidang {one % 9};19800101{one:010d}" for one in range(copies))
    (folder / "peserta.csv").write_text("nama;unit;nomor\n" + "\n".join(rows) + "\n", "utf-8")


def run(folder: Path, *arguments: str) -> float:
    """Run quizgen as a process of its own and give the seconds it took."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QUIZGEN_DATA": str(folder / "data")}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "quizgen", *arguments], cwd=folder, env=environment, check=True,
                   stdout=subprocess.DEVNULL)  # fmt: skip
    return time.perf_counter() - start


def cold(copies: int, runs: int) -> tuple[float, float, float]:
    """Give the median ratio of a kit of named copies to one handout, and the median seconds of both."""
    ratios, kits, handouts = [], [], []
    for round_ in range(runs + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_session(folder, copies)
            new = ["handout", "questions", "--count", str(COUNT), "--as-of", AS_OF, "--seed", "1", "--paper", "a4"]
            handout = run(folder, *new)
            kit = run(folder, "kit", "--out", "hasil")
        if round_:
            handouts.append(handout)
            kits.append(kit)
            ratios.append(kit / handout)
    return statistics.median(ratios), statistics.median(kits), statistics.median(handouts)


def order(letter: str) -> Handout:
    """Give the order of one variant of a form of the shipped bank."""
    opened = open_bank(shipped("question_bank"))
    form = assemble(
        opened.candidates(AS_OF), count=COUNT, weights={}, seed="benchmark", bank=opened.version, as_of=AS_OF,
        variants=LETTERS,
    )  # fmt: skip
    return Handout(form, opened.pick([slot.item for slot in form.variants["A"]]), (letter,))


def masters() -> tuple[dict[str, tuple[Master, ...]], float]:
    """Lay out the papers of each variant; also give the bytes of one copy by itself, on average."""
    made = {}
    for letter in LETTERS:
        papers = [rendered(kind, "pdf", [order(letter)])[0] for kind in ("questions", "sheet")]
        made[letter] = tuple(Master(one.data, one.fields) for one in papers)
    sizes = [sum(len(paper.data) for paper in papers) for papers in made.values()]
    return made, sum(sizes) / len(sizes)


def stamps(copies: int, form: str) -> list[Stamp]:
    """Give the stamps of so many people; each round has a form of its own, so that no code is known from before."""
    return [
        Stamp(LETTERS[one % 4], {"name": f"Peserta Nomor {one:05d}", "unit": "Dinas Contoh", "number": f"{one:018d}",
                                 "qr": f"{form}-{LETTERS[one % 4]}-{one:05d}"})
        for one in range(copies)
    ]  # fmt: skip


def stamping(made: dict[str, tuple[Master, ...]], copies: int, form: str) -> tuple[float, int]:
    """Give the seconds and bytes of so many copies in files of 1,000."""
    every = stamps(copies, form)
    start = time.perf_counter()
    size = sum(len(stamped(made, every[first : first + 1000], "Uji", "id").data) for first in range(0, copies, 1000))
    return time.perf_counter() - start, size


def afresh(made: dict[str, tuple[Master, ...]], copies: int, form: str) -> tuple[float, int]:
    """Stamp in a process of its own, as a kit does: what it works out once (font, codes) is not there from before."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(stamping, made, copies, form).result()


def one_copy(number: int) -> int:
    """Lay the papers of one copy out anew, as a pool of WeasyPrint would."""
    return sum(len(rendered(kind, "pdf", [order(LETTERS[number % 4])])[0].data) for kind in ("questions", "sheet"))


def pooled(copies: int) -> float:
    """Give the copies in a second of WeasyPrint over a pool of processes that are warm."""
    with ProcessPoolExecutor() as pool:
        list(pool.map(one_copy, range(2 * (os.cpu_count() or 1))))
        start = time.perf_counter()
        list(pool.map(one_copy, range(copies)))
        return copies / (time.perf_counter() - start)


def main() -> int:
    arguments = argparse.ArgumentParser(description="named copies against laying out")
    arguments.add_argument("--copies", type=int, default=1000)
    arguments.add_argument("--largest", type=int, default=10_000)
    arguments.add_argument("--runs", type=int, default=3)
    given = arguments.parse_args()
    made, alone = masters()
    small: list[float] = []
    large: list[float] = []
    size = 0
    for round_ in range(given.runs + 1):
        seconds, size = afresh(made, given.copies, f"K7Q2M{round_ % 10}")
        more, _ = afresh(made, given.largest, f"X7Q2M{round_ % 10}")
        if round_:
            small.append(seconds)
            large.append(more)
    speed = given.copies / statistics.median(small)
    pool = pooled(8 * (os.cpu_count() or 1))
    whole, kit, handout = cold(given.copies, given.runs)
    growth = statistics.median(more / less for less, more in zip(small, large, strict=True))
    return report(
        [
            (f"{given.copies} named copies from cold / one cold handout ({kit:.2f} s / {handout:.2f} s)", whole,
             COLD_LIMIT),
            (f"stamping {given.largest} / {given.copies} copies", growth, given.largest / given.copies),
            (f"bytes of a copy / by itself ({size / given.copies:.0f} / {alone:.0f})", size / given.copies / alone,
             BYTES_LIMIT),
        ],
        [
            (f"copies a second / WeasyPrint over processes ({speed:.0f} / {pool:.1f})", speed / pool, SPEED_LIMIT),
            ("copies a second, one process (Auto Multiple Choice prepares 16)", speed, AMC_LIMIT),
        ],
    )  # fmt: skip


def report(most: Sequence[tuple[str, float, float]], least: Sequence[tuple[str, float, float]]) -> int:
    """Print figures with their limits, and give the exit code."""
    for name, value, limit in most:
        print(f"{name:78} {value:9.3f}   at most {limit}")
    for name, value, limit in least:
        print(f"{name:78} {value:9.1f}   at least {limit}")
    over = [name for name, value, limit in most if value > limit]
    return int(bool(over or [name for name, value, limit in least if value < limit]))


if __name__ == "__main__":
    sys.exit(main())
