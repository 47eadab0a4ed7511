"""From a view to lines for a width: wrapped, indented, in a column that is never too wide to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.content import Content, Span

from quizgen.screen.look import STYLES
from quizgen.screen.view import Bar, Block, Hint, Top
from quizgen.terminal.console import printable

WIDEST, WIDEST_CALM = 92, 76
"""Columns of the column; longer lines are hard to follow, and more so for a hall."""
_FULL, _EMPTY = "█", "░"
_DONE, _TO_DO = "━", "─"
_MARKED = "bold underline"
"""The style of what is marked: seen without colour."""
_SHORTEST_BAR, _LONGEST_BAR = 10, 30


class Line(NamedTuple):
    """A line of the screen, and what a click on it does."""

    content: Content
    act: str = ""
    anchor: bool = False
    starts: bool = True
    """Whether a paragraph starts here."""
    block: int = -1
    """The number of its paragraph on the page, 0-based; -1 for an empty line between two."""


def column(width: int, *, calm: bool = False) -> tuple[int, int]:
    """Give the left edge (0-based) and the width of the column on a screen of so many columns."""
    margin = width // 12 if calm else 2 if width >= 60 else 1
    wide = max(min(width - 2 * margin, WIDEST_CALM if calm else WIDEST), 8)
    return max((width - wide) // 2, 0), wide


def page_lines(blocks: Iterable[Block | Bar], width: int, *, air: int = 0, calm: bool = False) -> list[Line]:
    """Lay paragraphs and charts out; `air` is the empty lines after what is airy, which not every page has room for."""
    left, wide = column(width, calm=calm)
    wide -= int(left == 1)  # a column between the text and what shows how far one has scrolled
    shown = list(blocks)
    labels = _label_width(shown, wide)
    lines: list[Line] = []
    for number, block in enumerate(shown):
        made = _bar_lines(block, wide, labels) if isinstance(block, Bar) else _block_lines(block, wide)
        lines += [line._replace(content=line.content.pad_left(left), block=number) for line in made]
        if block.airy:
            lines += [Line(Content(""))] * air
    return lines


def top_lines(top: Top, width: int, *, low: bool) -> list[Line]:
    """Lay out the lines above: two on a low screen, else three."""
    left, wide = column(width)
    under = printable(top.under)
    head = f"{printable(top.left)} · {under}" if low and under else printable(top.left)
    filled = round(top.done * wide)
    bar = Content.assemble((_DONE * filled, "$picked"), (_TO_DO * (wide - filled), "$quiet"))
    right = top.clock if low or top.clock else top.right
    lines = [_ends(head, printable(right), wide), bar]
    if not low and under:
        lines.append(Content.styled(_cut(under, wide), "$quiet"))
    return [Line(line.pad_left(left)) for line in lines]


class Spot(NamedTuple):
    """Where a key of the foot stands: line (0-based), columns, and its act."""

    line: int
    columns: range
    act: str


def foot_lines(hints: Iterable[Hint], note: str, more: str, width: int) -> tuple[list[Line], list[Spot]]:
    """Lay out the foot: a rule that says whether there is more to see, what has just happened, and the keys."""
    left, wide = column(width)
    lines = [Line(_rule(more, wide).pad_left(left))]
    if note:
        lines += [Line(line.pad_left(left)) for line in _wrapped(printable(note), "note", wide)]
    spots: list[Spot] = []
    row, at = Content(""), 0
    for hint in hints:
        shown = Content.assemble((hint.key, "bold $picked"), (f" {hint.label}", ""))
        if at and at + 2 + shown.cell_length > wide:
            lines.append(Line(row.pad_left(left)))
            row, at = Content(""), 0
        if at:
            row, at = row + Content("  "), at + 2
        spots.append(Spot(len(lines), range(left + at, left + at + shown.cell_length), hint.act))
        row, at = row + shown, at + shown.cell_length
    return [*lines, Line(row.pad_left(left))], spots


def _rule(more: str, wide: int) -> Content:
    if not more:
        return Content.styled(_TO_DO * wide, "$quiet")
    told = _cut(f"{_TO_DO * 2} {more} ", wide)
    return Content.styled(told + _TO_DO * (wide - Content(told).cell_length), "$quiet")


def _block_lines(block: Block, wide: int) -> Iterator[Line]:
    style = STYLES[block.manner]
    first, rest = Content(printable_signs(block.first)), Content(printable_signs(block.rest))
    room = max(wide - max(first.cell_length, rest.cell_length), 4)
    lines = _wrapped(block.text, block.manner, room, block.marked)
    seen_first = next((row for row, line in enumerate(lines) if block.marked and _has_mark(line)), 0)
    for number, line in enumerate(lines):
        head = (first if number == 0 else rest).stylize(style)
        yield Line(head + line, block.act, block.anchor and number == seen_first, number == 0)


def _has_mark(line: Content) -> bool:
    return any(span.style == _MARKED for span in line.spans)


def printable_signs(text: str) -> str:
    """Make a prefix safe; its blanks stay."""
    return "".join(printable(one) for one in text)


def _wrapped(text: str, manner: str, wide: int, marked: tuple[int, int] | None = None) -> list[Content]:
    """Wrap a text; what is marked is underlined and bold, so that it is seen without colour."""
    start, end = marked or (0, 0)
    before, inside, after = printable(text[:start]), printable(text[start:end]), printable(text[end:])
    spans = [Span(len(before), len(before) + len(inside), _MARKED)] if inside else []
    content = Content(before + inside + after, spans).stylize_before(STYLES[manner])
    return [line.rstrip() for line in content.wrap(wide)] or [Content("")]


def _bar_lines(bar: Bar, wide: int, labels: int) -> Iterator[Line]:
    """Draw a bar beside its label where there is room, else below it."""
    label, words = printable(bar.label), printable(bar.words)
    beside = wide - labels - 2 - (len(words) + 2 if words else 0)
    if label and beside < _SHORTEST_BAR:
        yield from (Line(line) for line in _wrapped(label, "", wide))
        yield Line(_drawn(bar, min(wide - len(words) - 1, _LONGEST_BAR)) + Content(f" {words}"))
        return
    if not label:
        yield from _bare_bar(bar, words, wide)
        return
    drawn = _drawn(bar, min(beside, _LONGEST_BAR))
    padding = " " * (labels - Content(label).cell_length + 2)
    yield Line(Content(label + padding) + drawn + Content(f"  {words}"))


def _bare_bar(bar: Bar, words: str, wide: int) -> Iterator[Line]:
    """Draw a bar without a label, its words behind it where there is room, else below it."""
    first = Content(printable_signs(bar.first))
    room = wide - first.cell_length
    beside = room - Content(words).cell_length - 2 if words else room
    if beside >= _SHORTEST_BAR:
        yield Line(first + _drawn(bar, min(beside, 2 * _LONGEST_BAR)) + Content(f"  {words}".rstrip()))
        return
    yield Line(first + _drawn(bar, max(room, 1)))
    yield from (Line(first + line) for line in _wrapped(words, "", max(room, 4)))


def _drawn(bar: Bar, wide: int) -> Content:
    full = round(wide * bar.part / bar.whole) if bar.whole else 0
    return Content.assemble((_FULL * full, STYLES[bar.manner]), (_EMPTY * (wide - full), "$quiet"))


def _label_width(blocks: Iterable[Block | Bar], wide: int) -> int:
    """Give the columns of the longest label, but no more than leave room for bars."""
    widths = [Content(printable(one.label)).cell_length for one in blocks if isinstance(one, Bar)]
    return max(widths, default=0) if max(widths, default=0) <= wide // 2 else wide


def _ends(left: str, right: str, wide: int) -> Content:
    """Put a text at each end of a line; the left one is cut where there is not room for both."""
    shown = _cut(left, max(wide - (Content(right).cell_length + 2 if right else 0), 4))
    gap = wide - Content(shown).cell_length - Content(right).cell_length
    return Content.assemble((shown, "bold"), (" " * max(gap, 0), ""), (right, "$quiet"))


def _cut(text: str, wide: int) -> str:
    return Content(text).truncate(wide, ellipsis=True).plain
