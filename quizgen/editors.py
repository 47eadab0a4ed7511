"""The user's own editor: which one, and how it is told the line (a table of editors: editors.json)."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from quizgen.shipped import data

_FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")
_UNKNOWN = {"arguments": ["{path}"]}


def chosen_editor() -> str:
    """Give the editor as the user named it (VISUAL, else EDITOR), else one that is installed; empty where none is."""
    named = (os.environ.get("VISUAL") or "").strip() or (os.environ.get("EDITOR") or "").strip()
    return named or next((one for one in _FALLBACKS if shutil.which(one)), "")


def editor_command(typed: str, path: Path, line: int) -> list[str]:
    """Give the command that opens a file at a line (1-based) and waits, in an editor as a user names it (`code -n`)."""
    words = _words(typed)
    row = _table().get(Path(words[0]).stem.lower(), _UNKNOWN)
    waits = [word for word in row.get("waits", ()) if word not in words]
    return [*words, *waits, *(word.format(line=line, path=path) for word in row["arguments"])]


def _words(typed: str) -> list[str]:
    """Split what a user named as a shell does; a program whose path has blanks, or an open quote, is one word."""
    if shutil.which(typed):
        return [typed]
    try:
        words = shlex.split(typed, posix=sys.platform != "win32")
    except ValueError:  # a quote without its end
        return [typed]
    return [words[0].strip('"'), *words[1:]] if words and words[0].strip('"') else [typed]


def run_editor(command: list[str]) -> str:
    """Run an editor to its end; gives why it could not be run, or how it failed, empty where all went well.

    Ctrl-C is the editor's business meanwhile.
    """
    try:
        with _ctrl_c_left_alone():
            done = subprocess.run([shutil.which(command[0]) or command[0], *command[1:]], check=False)
    except OSError as error:
        return error.strerror or str(error)
    return f"exit {done.returncode}" if done.returncode else ""


@contextmanager
def _ctrl_c_left_alone() -> Iterator[None]:
    """Heed no Ctrl-C, by a handler, since a signal that is ignored would be ignored by the editor too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@cache
def _table() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = json.loads(data("", "editors.json"))
    return {name: row for row in rows.values() for name in row["names"]}
