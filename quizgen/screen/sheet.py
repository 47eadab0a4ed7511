"""The one widget of the screen: the lines above, the page with its own scrolling, and the keys below."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Literal, NamedTuple

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region
from textual.widget import Widget

from quizgen.screen.paint import Line, Spot, foot_lines, page_lines, top_lines
from quizgen.screen.signs import missing_signs, with_signs
from quizgen.screen.view import View

LOW, HIGH = 20, 40
"""Rows below which no empty line can be spared, and from which there are more of them."""
_WHEEL = 3
"""Lines that a step of the wheel scrolls."""
Seek = Literal["new", "same", ""]
"""What is brought into sight next: a new page's top or its verdict, the option picked on the same page, nothing."""


class _Sight(NamedTuple):
    """What was in sight before: the paragraph at the top, the anchor or not, the end of the page or not."""

    width: int
    height: int
    block: int
    anchor: bool
    end: bool


class Sheet(Widget, inherit_css=False):
    """Shows a view; `clicked` is told the act of what is clicked on, `more` words what is out of sight."""

    def __init__(self, view: View, clicked: Callable[[str], None], more: Callable[[str], str]) -> None:
        super().__init__(id="sheet")
        self.styles.width = self.styles.height = "100%"
        self.view = view
        self._clicked = clicked
        self._more = more
        self._signs = missing_signs(os.environ, os.name)
        self._seek: Seek = "new"
        self._first = 0
        self._sight = _Sight(0, 0, 0, anchor=False, end=False)
        self._page: list[Line] = []
        self._shown: list[Line] = []
        self._spots: list[Spot] = []
        self._page_rows = range(0)

    def show(self, view: View) -> None:
        """Show a view: one of another name from its top, else where it was scrolled to."""
        self._seek = "same" if view.name == self.view.name else "new"
        self.view = view
        self._paint()

    def scroll(self, lines: int) -> None:
        """Scroll the page by so many lines, down or (negative) up, as far as it goes."""
        self._first += lines
        self._paint()

    @property
    def page_height(self) -> int:
        """The rows between the lines above and the keys."""
        return len(self._page_rows)

    def render(self) -> Content:
        """Give what is to be seen as one content."""
        self._shown = self._lines()
        return Content("\n").join([line.content for line in self._shown])

    def on_resize(self, event: Resize) -> None:
        """Lay out anew for another size."""
        del event
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Tell what was clicked on."""
        if 0 <= event.y < len(self._shown):
            first_of_foot = len(self._shown) - self._foot_height
            found = (one.act for one in self._spots if event.y - first_of_foot == one.line and event.x in one.columns)
            self._clicked(self._shown[event.y].act or next(found, ""))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll(_WHEEL)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll(-_WHEEL)

    def _paint(self) -> None:
        """Paint anew, but only the lines that have changed."""
        if not self.size or not self._shown:
            self.refresh()
            return
        before, now = self._shown, self._lines()
        width = self.size.width
        changed = [
            Region(0, row, width, 1)
            for row, (old, new) in enumerate(zip(before, now, strict=False))
            if not new.content.is_same(old.content)
        ]
        self._shown = now
        if len(before) != len(now):
            self.refresh()
        elif changed:
            self.refresh(*changed)

    def _lines(self) -> list[Line]:
        """Lay everything out for the size there is."""
        width, height = self.size
        low = height < LOW
        top = top_lines(self.view.top, width, low=low)
        space = 0 if low else 1 if height < HIGH else 3
        foot, spots = foot_lines(self.view.hints, self.view.note, "", width)
        rows = max(height - len(top) - len(foot), 1)
        self._page = self._laid_out(width, rows, space)
        self._first = self._sought(rows, space)
        shown = self._page[self._first : self._first + rows]
        shown += [Line(Content(""))] * (rows - len(shown))
        if more := self._out_of_sight(rows):
            foot, spots = foot_lines(self.view.hints, self.view.note, self._more(more), width)
            shown = [self._with_bar(line, row, rows, width) for row, line in enumerate(shown)]
        self._spots, self._foot_height = spots, len(foot)
        self._page_rows = range(len(top), len(top) + rows)
        panel = [_on_panel(line, width) for line in top], [_on_panel(line, width) for line in foot]
        lines = [*panel[0], *shown, *panel[1]]
        return [line._replace(content=with_signs(line.content, self._signs)) for line in lines]

    def _laid_out(self, width: int, rows: int, space: int) -> list[Line]:
        """Lay the page out with as much air as it has room for: one that is for a hall with more, and further down."""
        calm = self.view.calm
        for air in (2, 1, 0) if calm else (1, 0):
            page = page_lines(self.view.blocks, width, air=air, calm=calm)
            if len(page) + space <= rows:
                break
        if calm:
            space = max(space, (rows - len(page)) // 3)
        return [Line(Content(""))] * space + page

    def _sought(self, rows: int, space: int) -> int:
        """Give the first line of the page to show, 0-based, so that what is sought is seen."""
        first = 0 if self._seek == "new" else self._first
        anchor = next((row for row, line in enumerate(self._page) if line.anchor), None)
        if anchor is not None and self._seek == "new" and anchor >= rows - 3:
            first = anchor
        elif self._seek != "new" and self._sight[:2] != self.size:
            first = self._after_resizing(rows, anchor)
        elif anchor is not None and self._seek == "same":
            first = self._with_anchor(rows, anchor, first) if anchor > space else 0
        self._seek = ""
        first = max(0, min(first, len(self._page) - rows))
        self._sight = self._seen(rows, first, anchor)
        return first

    def _with_anchor(self, rows: int, anchor: int, first: int) -> int:
        """Give the first line nearest to one so that the anchor is seen, with its whole paragraph if that has room."""
        after = next((row for row in range(anchor + 1, len(self._page)) if self._page[row].starts), len(self._page))
        return min(max(first, min(after, anchor + rows) - rows), anchor)

    def _after_resizing(self, rows: int, anchor: int | None) -> int:
        """Keep in sight what was: the end of the page, or the paragraph at the top, and the anchor."""
        before = self._sight
        if before.end and not before.anchor:
            return len(self._page)
        top = next((row for row, line in enumerate(self._page) if line.block >= before.block), 0)
        return top if anchor is None or not before.anchor else self._with_anchor(rows, anchor, top)

    def _seen(self, rows: int, first: int, anchor: int | None) -> _Sight:
        """Note what is in sight now."""
        block = next((line.block for line in self._page[first:] if line.block >= 0), 0)
        end = 0 < first >= len(self._page) - rows
        return _Sight(*self.size, block, anchor is not None and first <= anchor < first + rows, end)

    def _out_of_sight(self, rows: int) -> str:
        above, below = self._first > 0, self._first + rows < len(self._page)
        return "more.both" if above and below else "more.below" if below else "more.above" if above else ""

    def _with_bar(self, line: Line, row: int, rows: int, width: int) -> Line:
        """Show at the right edge which part of the page is seen."""
        whole = len(self._page)
        start = round(self._first * rows / whole)
        is_thumb = start <= row < max(start + round(rows * rows / whole), start + 1)
        bar = Content.styled("▐", "$quiet") if is_thumb else Content(" ")
        return line._replace(content=line.content.pad_right(width - 1 - line.content.cell_length) + bar)


def _on_panel(line: Line, width: int) -> Line:
    content = line.content.pad_right(max(width - line.content.cell_length, 0)).stylize_before("on $panel")
    return line._replace(content=content)
