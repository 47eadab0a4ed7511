"""Quotation marks in pairs, and who is speaking."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile('"')
_BEFORE_OPEN = frozenset(" \n([:,-")
_AFTER_CLOSE = frozenset(" \n.,;:!?)]")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quoted stretches of a block: half-open offsets of what is inside, and the offsets of the closing marks."""

    spans: tuple[tuple[int, int], ...]
    closing: frozenset[int]


def quotations(unified: str, start: int, end: int) -> Quotations:
    """Pair the quotation marks of a block from left to right, in one pass; a mark left open runs to the block's end."""
    spans: list[tuple[int, int]] = []
    closing: set[int] = set()
    opened = -1
    for found in _MARK.finditer(unified, start, end):
        at = found.start()
        if opened < 0:
            if at + 1 >= end and at > start:
                closing.add(at)
                continue
            opened = at + 1
        elif _looks_open(unified, at, start, end):
            spans.append((opened, at))
            opened = at + 1
        else:
            spans.append((opened, at))
            closing.add(at)
            opened = -1
    if opened >= 0:
        spans.append((opened, end))
    return Quotations(tuple(spans), frozenset(closing))


def _looks_open(unified: str, at: int, start: int, end: int) -> bool:
    """Tell whether a mark that should close opens a further quotation: blank before it, a letter after it."""
    blank_before = at == start or unified[at - 1] in " \n(["
    return blank_before and at + 1 < end and unified[at + 1].isalnum()
