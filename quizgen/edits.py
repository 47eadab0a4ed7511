"""Writing files that a person may be editing: only where they are still as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from quizgen.files import write_whole
from quizgen.stop import LOCKED, Stop


def write_unchanged(files: Mapping[Path, tuple[bytes | None, bytes]]) -> None:
    """Write files whole, each given with its bytes as they were read (None: it was not there) and the new ones.

    Raises Stop with exit code 6, and writes none of them, where one is not as it was; raises OSError.
    """
    for path, (before, _) in files.items():
        if _now(path) != before:
            raise Stop(LOCKED, "source.changed_meanwhile", path=path)
    for path, (before, after) in files.items():
        if _now(path) != before:
            raise Stop(LOCKED, "source.changed_meanwhile", path=path)
        write_whole(path.resolve(), after)


def _now(path: Path) -> bytes | None:
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None
