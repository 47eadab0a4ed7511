"""Writing files that a person may be editing: only where they are still as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from quizgen.files import write_whole
from quizgen.locks import held
from quizgen.stop import LOCKED, Stop


def write_unchanged(files: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """Write files whole, each given with its bytes as they were read (None: it was not there) and the new ones.

    Raises Stop with exit code 6, and writes none of them, where one is not as it was, or is being changed right now;
    raises OSError.
    """
    with held(files):
        write_held(files)


def write_held(files: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """Write as `write_unchanged` does, files that the caller holds (quizgen.locks)."""
    for path, (before, _) in files.items():
        if _now(path) != before:
            raise Stop(LOCKED, "source.changed_meanwhile", path=path)
    for path, (before, after) in files.items():
        if _now(path) != before:
            raise Stop(LOCKED, "source.changed_meanwhile", path=path)
        write_whole(path.resolve(), after)


def keep_beside(path: Path, work: bytes) -> Path:
    """Keep work that could not be written to a file beside it, as `NAME.conflict`, and give where; raises OSError.

    What is kept there already stays: the next one is `NAME.2.conflict`.
    """
    number = 1
    while True:
        beside = path.with_name(f"{path.name}{f'.{number}' if number > 1 else ''}.conflict")
        if _now(beside) == work:
            return beside
        if not beside.exists():
            write_whole(beside, work)
            return beside
        number += 1


def _now(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None
