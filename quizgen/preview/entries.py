"""Which lines of a bank file belong to which entry, also where the file is no longer YAML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_BREAK = re.compile(r"\r\n|\r|\n")
_DASH = re.compile(r"^([ ]*)-(?:[ ]+(.*)|$)")
_ID = re.compile(r"""^\{?\s*id:\s*(['"]?)([a-z0-9][a-z0-9_-]{0,63})\1\s*(?:[,#}].*)?$""")

_LAST = "\U0010ffff"


class Entry(NamedTuple):
    """One entry of a list: its first line (1-based) and its id (empty where none can be seen)."""

    line: int
    id: str


def lines_of_file(data: bytes) -> list[str]:
    """Give the lines of a file as YAML counts them; what is no UTF-8 is replaced."""
    return _BREAK.split(data.decode("utf-8-sig", "replace"))


def entries_of(lines: Sequence[str]) -> list[Entry]:
    """Find the entries of a file that is a list, by the dashes at the depth of the first one."""
    found: list[Entry] = []
    depth = inner = -1
    for number, line in enumerate(lines, 1):
        dash = _DASH.match(line)
        if dash and depth in (-1, len(dash[1])):
            depth = len(dash[1])
            inner = max(dash.start(2), depth + 2)
            found.append(Entry(number, _id(dash[2] or "")))
        elif found and not found[-1].id and line.startswith("id:", inner) and not line[:inner].strip():
            found[-1] = found[-1]._replace(id=_id(line.strip()))
    return found


def entry_at(entries: Sequence[Entry], line: int) -> str:
    """Give the id of the entry in which a line (1-based) lies; empty where it lies in none, or in one without id."""
    place = bisect_right(entries, (line, _LAST)) - 1
    return entries[place].id if place >= 0 else ""


def _id(text: str) -> str:
    found = _ID.match(text)
    return found[2] if found else ""
