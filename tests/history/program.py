"""`quizgen history`, the real program, and histories for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from quizgen.model.attempt import Mode, Response
from quizgen.store import open_store
from tests.quiz.sample_bank import SLOTS, run
from tests.store.test_copies import TODAY
from tests.terminal.program import environment

PROGRAM = [sys.executable, "-c", "import sys; from quizgen.cli import main; sys.exit(main())", "history"]
AT = "2024-01-{:02}T08:{:02}:00.000+00:00"


def history(
    folder: Path,
    *arguments: str,
    typed: bytes = b"",
    variables: dict[str, str] | None = None,
    first: Sequence[str] = (),
    **options: Any,
) -> tuple[int, str, str]:
    """Run; gives exit code, stdout and stderr."""
    done = subprocess.run(
        [*first, *PROGRAM, *arguments],
        input=typed, capture_output=True, cwd=folder, env=environment(folder, TZ="UTC", **(variables or {})),
        timeout=60, check=False, **options,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def path_of(folder: Path) -> Path:
    return folder / "data" / "attempts.sqlite3"


OURS = tuple(replace(slot, item=f"rekaan-{number}") for number, slot in enumerate(SLOTS, 1))
"""Slots of items that the shipped bank does not have."""


def kept(folder: Path, marks: str, day: int, *, who: str = "", mode: Mode = "practice", done: bool = True) -> int:
    """Keep an attempt of the sample bank's items: + right, - wrong, s skipped."""
    slots = OURS[: len(marks)]
    answers = [
        Response(slot.item, () if mark == "s" else ("a",) if slot.order else ("tidak",), mark == "+", AT.format(day, 5))
        for slot, mark in zip(slots, marks, strict=True)
    ]
    with closing(open_store(path_of(folder), TODAY)) as store:
        number = store.begin(replace(run(mode, slots), who=who), answers, AT.format(day, 0))
        if done:
            store.finish(number, "done", AT.format(day, 9))
    return number
