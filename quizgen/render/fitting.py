"""Fitting a text into a box on paper: smaller, then over two lines, then cut and told; never cut silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

SMALLEST = 7.0
"""pt; smaller print is not read on a photocopy."""
LEADING = 1.15
_ELLIPSIS = "…"

Measure = Callable[[str], float]
"""Gives the width of a text in em (times the size in pt: its width in pt)."""


class Fitted(NamedTuple):
    """A text as it is written into a box: its lines from the top, their size in pt, and whether an end is lost."""

    lines: tuple[str, ...]
    size: float
    cut: bool = False


def fitted(text: str, width: float, height: float, size: float, measure: Measure) -> Fitted:
    """Fit a text into a box of `width` and `height` pt that is made for print of `size` pt.

    One line down to two thirds of that size, then as many lines as the box has room for, down to `SMALLEST`.
    """
    least = max(SMALLEST, size * 2 / 3)
    whole = measure(text)
    if whole * size <= width:
        return Fitted((text,), size)
    if whole * least <= width:
        return Fitted((text,), _down(width / whole))
    for small in _sizes(min(size, height / LEADING / 2)):
        lines = _wrapped(text, width / small, measure)
        if len(lines) * small * LEADING <= height and all(measure(line) * small <= width for line in lines):
            return Fitted(tuple(lines), small)
    return Fitted((_shortened(text, width / least, measure),), least, cut=True)


def _sizes(largest: float) -> list[float]:
    steps = int(max(0.0, largest - SMALLEST) * 2) + 1
    return [_down(largest - step / 2) for step in range(steps) if largest - step / 2 >= SMALLEST] or [SMALLEST]


def _down(size: float) -> float:
    return int(size * 100) / 100


def _wrapped(text: str, width: float, measure: Measure) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if measure(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _shortened(text: str, width: float, measure: Measure) -> str:
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle].rstrip() + _ELLIPSIS) <= width else (low, middle - 1)
    return text[:low].rstrip() + _ELLIPSIS
