"""Rows as a table that fits a terminal: less important columns go first, the last one takes the room that is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_GAP = 2
_LEAST_TEXT = 20
"""Columns of the terminal that the last column has at the least, else another one is left out."""
_BARELY = 8
"""Columns of the terminal that are left to it beside a long first column."""
_MOST = 26
"""Columns of the terminal that one between them has at the most."""


def fitted(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    """Give the lines of a table not wider than `width`; the columns come in the order of their importance.

    Where there is no room, those before the last go, the least important first, but never the first one. A text that
    is cut ends in `…`.
    """
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    *others, last = range(len(heads))
    widths[1:last] = [min(one, _MOST) for one in widths[1:last]]
    while len(others) > 1 and _used(widths, others) + min(widths[last], _LEAST_TEXT) > width:
        others.pop()
    widths[0] = min(widths[0], max(_BARELY, width - _BARELY - _GAP))
    widths[last] = max(1, min(widths[last], width - _used(widths, others)))
    for row in (heads, *rows):
        cells = [f"{_cut(row[column], widths[column]):{widths[column]}}" for column in (*others, last)]
        yield (" " * _GAP).join(cells).rstrip()


def _used(widths: Sequence[int], columns: Sequence[int]) -> int:
    return sum(widths[column] + _GAP for column in columns)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"
