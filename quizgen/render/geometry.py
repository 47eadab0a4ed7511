"""The answer sheet in mm: the one place that knows where its marks, its QR code and its bubbles are.

The template draws from it, and a reader of scans reads by it. All lengths are mm from the left and the top edge of the
page; items count from 1, pages from 0, and the options of an item are the letters from A on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.model.bank import Paper

PAGE = {"a4": (210.0, 297.0), "f4": (215.0, 330.0)}
"""Width and height of the papers."""
MARK = 6.0
"""Side of a corner mark, a black square."""
EDGE = 9.0
"""From the edge of the page to a corner mark: what office printers leave white, and some more."""
SIDE = 16.0
"""From the left and the right edge to the bubbles."""
HEAD = 42.0
"""Where title, QR code and fields begin on the first page, below the letterhead; on further pages at `NEXT_HEAD`."""
NEXT_HEAD = 18.0
BOTTOM = 22.0
"""From the lower edge to the last bubble at the least: corner marks and the foot are there."""
QR = 26.0
"""Side of the QR code with its quiet zone."""
FIVE = 5
"""Rows to a group; a small gap follows each."""
FEWEST_ROWS = 5
"""Rows of a column before there is a second one."""


class Box(NamedTuple):
    """A rectangle: its upper left corner, its width and its height."""

    x: float
    y: float
    width: float
    height: float


class Bubble(NamedTuple):
    """A circle to be blackened: the page it is on, its centre and its diameter."""

    page: int
    x: float
    y: float
    diameter: float


@dataclass(frozen=True, slots=True)
class Print:
    """The sizes of a print: bubbles, the steps between them, room for the number, gaps after five rows and columns."""

    diameter: float
    across: float
    down: float
    number: float
    group: float
    column: float
    first: float
    """Where the bubbles begin on the first page; `after` on further ones."""
    after: float
    second: float
    """How much further down they begin where the instructions are in two languages."""


NORMAL = Print(
    diameter=4.6, across=6.0, down=6.0, number=8.0, group=1.6, column=3.5, first=118.0, after=52.0, second=14.0
)
LARGE = Print(
    diameter=7.0, across=8.8, down=9.0, number=12.0, group=2.6, column=6.0, first=156.0, after=60.0, second=21.0
)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Where everything is on an answer sheet whose items have so many options each."""

    paper: Paper
    options: tuple[int, ...]
    large: bool = False
    two_languages: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page."""
        return PAGE[self.paper]

    @property
    def print(self) -> Print:
        """The sizes of normal or large print."""
        return LARGE if self.large else NORMAL

    @property
    def marks(self) -> tuple[Box, ...]:
        """The corner marks of every page: upper left, upper right, lower left, lower right.

        The lower right one is half as wide as the others, so that a page upside down is seen.
        """
        width, height = self.size
        right, low = width - EDGE - MARK, height - EDGE - MARK
        return (
            Box(EDGE, EDGE, MARK, MARK),
            Box(right, EDGE, MARK, MARK),
            Box(EDGE, low, MARK, MARK),
            Box(right + MARK / 2, low, MARK / 2, MARK),
        )

    def qr(self, page: int) -> Box:
        """Give where the QR code of a page is."""
        return Box(self.size[0] - 18.0 - QR, NEXT_HEAD if page else HEAD, QR, QR)

    @property
    def columns(self) -> int:
        """Columns that fit beside one another, as wide as the item with most options needs."""
        room = self.size[0] - 2 * SIDE + self.print.column
        return max(1, int(room // (self._column_width + self.print.column)))

    @property
    def pages(self) -> int:
        """Number of pages."""
        count, page = len(self.options), 0
        while (count := count - self._rows(page) * self.columns) > 0:
            page += 1
        return page + 1

    def bubble(self, item: int, letter: str) -> Bubble:
        """Give the bubble of an item's option (`A` the first); raises IndexError where there is none."""
        place = ord(letter) - ord("A")
        if not (1 <= item <= len(self.options) and 0 <= place < self.options[item - 1]):
            raise IndexError(f"item {item} has no option {letter}")
        page, x, y = self._row(item)
        return Bubble(page, x + self.print.number + self.print.across * (place + 0.5), y, self.print.diameter)

    def number(self, item: int) -> Bubble:
        """Give where an item's number stands: page, left end of the room for it, middle of its row."""
        page, x, y = self._row(item)
        return Bubble(page, x, y, self.print.number)

    def on_page(self, page: int) -> Iterator[int]:
        """Give the items whose bubbles are on a page."""
        start = sum(self._rows(before) * self.columns for before in range(page))
        yield from range(start + 1, min(start + self._rows(page) * self.columns, len(self.options)) + 1)

    @property
    def _column_width(self) -> float:
        return self.print.number + self.print.across * max(self.options, default=2)

    def _top(self, page: int) -> float:
        if page:
            return self.print.after
        return self.print.first + (self.print.second if self.two_languages else 0.0)

    def _rows(self, page: int) -> int:
        """Rows in a column of a full page; gaps after every five are counted in."""
        room = self.size[1] - BOTTOM - self._top(page)
        groups, rest = divmod(room + self.print.group, FIVE * self.print.down + self.print.group)
        return int(groups) * FIVE + min(FIVE - 1, int(rest // self.print.down))

    def _row(self, item: int) -> tuple[int, float, float]:
        """Give an item's page, the left end of its row, and the middle of it."""
        page, first = 0, 1
        while item >= first + self._rows(page) * self.columns:
            first += self._rows(page) * self.columns
            page += 1
        left = min(len(self.options) - first + 1, self._rows(page) * self.columns)
        tall = max(FEWEST_ROWS, -(-left // self.columns))
        tall = min(self._rows(page), -(-tall // FIVE) * FIVE)
        column, row = divmod(item - first, tall)
        x = SIDE + column * (self._column_width + self.print.column)
        y = self._top(page) + (row + 0.5) * self.print.down + row // FIVE * self.print.group
        return page, x, y


def answer_sheet(
    paper: Paper, options: Sequence[int], *, large: bool = False, two_languages: bool = False
) -> AnswerSheet:
    """Lay out the answer sheet of items that have so many options each."""
    return AnswerSheet(paper, tuple(options), large, two_languages)
