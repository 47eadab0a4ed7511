"""Where papers are written: a folder or a file as `--out` says, and what is there already."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from quizgen.files import write_whole
from quizgen.stop import BAD_USAGE, DISK, Stop, reason_of

SUFFIXES = (".pdf", ".html")
_ENDS = 64 * 1024
"""Bytes looked at on either end of a file."""
_PDF = re.compile(rb"/ID \[\(quizgen (\w+) ")
_HTML = re.compile(rb'<meta name="generator" content="quizgen (\w+)">')


class Target(NamedTuple):
    """A folder, in which files get their usual names, or one file."""

    path: Path
    is_folder: bool


def target(out: str) -> Target:
    """Settle what `--out` names: a folder (one that is there, a slash at the end, no suffix) or a .pdf or .html file.

    Raises Stop for another suffix.
    """
    path = Path(out)
    if out.endswith(("/", os.sep)) or not path.suffix or path.is_dir():
        return Target(path, is_folder=True)
    if path.suffix.lower() in SUFFIXES:
        return Target(path, is_folder=False)
    raise Stop(BAD_USAGE, "paper.bad_out", path=out)


def refuse_others(paths: Iterable[Path], kind: str) -> None:
    """Raise Stop where a file is there that quizgen did not make, or that holds another kind of paper."""
    from quizgen.render.registry import KINDS

    for path in paths:
        if not os.path.lexists(path):
            continue
        try:
            made = _kind_of(path)
        except OSError as error:
            raise Stop(DISK, "cli.disk", reason=reason_of(error), path=path) from error
        if made not in KINDS:
            raise Stop(BAD_USAGE, "paper.exists", path=path)
        if made != kind:
            raise Stop(BAD_USAGE, "paper.exists.kind", path=path, what=f"@summary.{made}")


def write_paper(path: Path, content: bytes) -> None:
    """Write a file whole, making its folder where that one's parent is there; raises Stop where the disk refuses."""
    folder = path.parent
    if not folder.is_dir() and not folder.parent.is_dir():
        raise Stop(DISK, "paper.no_folder", path=folder.parent)
    try:
        write_whole(path, content)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=path) from error


def _kind_of(path: Path) -> str:
    """Read from a file which kind of paper it is; empty where quizgen did not make it."""
    if path.is_dir() or not path.is_file():
        return ""
    with path.open("rb") as file:
        head = file.read(_ENDS)
        file.seek(max(0, path.stat().st_size - _ENDS))
        tail = file.read()
    found = _PDF.findall(tail) if head.startswith(b"%PDF-") else _HTML.findall(head)
    return found[-1].decode() if found else ""
