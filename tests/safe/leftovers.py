"""Processes that belong to a test, found by an entry of their environment."""

from __future__ import annotations

import os
import time
from pathlib import Path

HERE = Path("/proc/self/environ").exists()
"""Whether this system shows what it runs (Linux)."""


def running(mark: str) -> list[int]:
    """Give the ids of live processes, but this one, whose environment holds the mark."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and int(folder.name) != os.getpid():
            try:
                # The environment of a process that has ended is empty.
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


def gone(mark: str, seconds: float) -> list[int]:
    """Wait until no process with the mark is left; give those that are there at the end of that time."""
    end = time.monotonic() + seconds
    while (left := running(mark)) and time.monotonic() < end:
        time.sleep(0.05)
    return left
