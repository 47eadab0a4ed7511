"""Files on disk: finding a bank, reading its bytes, and writing a file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from quizgen.bank.layout import Files, is_bank_path
from quizgen.limits import MAX_YAML_BYTES
from quizgen.shipped import shipped

BANK, SEEDS, FORMS = "question_bank", "seeds", "forms"


def find_bank(start: Path) -> Path | None:
    """Find the bank folder for a folder: itself, its `question_bank`, or that of the nearest folder above."""
    start = start.resolve()
    if (start / "bank.yaml").is_file():
        return start
    for folder in (start, *start.parents):
        if (folder / BANK).is_dir():
            return folder / BANK
    return None


def shipped_bank() -> Path:
    """Give the bank folder that comes with quizgen; it is read, never written."""
    return shipped(BANK)


def seeds_of(bank: Path) -> Path:
    """Give the folder of the stored sources of a bank: `seeds` beside it."""
    return bank.parent / SEEDS


def bank_bytes(bank: Path) -> dict[str, bytes]:
    """Read the YAML files that a bank is made of, by path within its folder; raises OSError."""
    return {path: _read(bank / path) for path in _paths(bank) if is_bank_path(path)}


def bank_stamp(bank: Path) -> tuple[str, int]:
    """Give what the disk says of a bank's files without reading them, and when the last was touched (ns since 1970).

    As with git's index: the same path, size, inode and times (to the nanosecond) mean the same bytes, unless a file was
    touched a moment ago. Raises OSError.
    """
    states = [(path, (bank / path).stat()) for path in _paths(bank) if is_bank_path(path)]
    known = [(path, one.st_size, one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for path, one in states]
    stamp = hashlib.sha256(repr((str(bank), known)).encode("utf-8", "surrogateescape")).hexdigest()
    return stamp, max((max(one.st_mtime_ns, one.st_ctime_ns) for _, one in states), default=0)


def bank_files(bank: Path, shown_from: Path | None = None) -> Files:
    """Read all that `check` looks at; paths are shown relative to `shown_from` where they lie below it."""
    paths = _paths(bank)
    seeds = seeds_of(bank)
    texts = sorted(seeds.iterdir()) if seeds.is_dir() else []
    return Files(
        yaml=bank_bytes(bank),
        seeds={one.name: one.read_bytes() for one in texts if one.is_file() and not one.name.startswith(".")},
        prefix=_prefix(bank, shown_from or Path.cwd()),
        other=(*(path for path in paths if not is_bank_path(path)), *_out_of_reach(bank)),
    )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, also when the power goes; raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink()
        raise


def _read(path: Path) -> bytes:
    """Read a file, but no more than makes it too large to be used."""
    with path.open("rb") as file:
        return file.read(MAX_YAML_BYTES + 1)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _paths(bank: Path) -> list[str]:
    """Paths of all files of a bank folder, two levels deep, hidden ones left out, sorted."""
    found = []
    for one in bank.iterdir():
        inner = one.iterdir() if one.is_dir() and not one.name.startswith(".") else [one]
        found += [path.relative_to(bank).as_posix() for path in inner if path.is_file()]
    return sorted(path for path in found if not path.rpartition("/")[2].startswith("."))


def _out_of_reach(bank: Path) -> list[str]:
    """Paths of what is named like a bank's file but is no file that can be read, or lies too deep; sorted."""
    named = [one for one in bank.rglob("*") if one.name.endswith((".yaml", ".yml"))]
    lost = [one for one in named if not one.is_file() or bank not in (one.parent, one.parent.parent)]
    return sorted(one.relative_to(bank).as_posix() for one in lost)


def _prefix(bank: Path, shown_from: Path) -> str:
    try:
        relative = bank.resolve().relative_to(shown_from.resolve()).as_posix()
    except ValueError:
        return f"{bank.as_posix()}/"
    return "" if relative == "." else f"{relative}/"
