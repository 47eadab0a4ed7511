"""From a view to lines for a width: wrapped, indented, in a column that is never too wide to read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.content import Content, Span

from quizgen.screen.look import STYLES
from quizgen.screen.view import Bar, Block, Hint, Top
from quizgen.terminal.console import printable

WIDEST = 92
"""Columns of the column; longer lines are hard to follow."""
_FULL, _EMPTY = "█", "░"
_DONE, _TO_DO = "━", "─"
_LONGEST_BAR = 30


class Line(NamedTuple):
    """A line of the screen, and what a click on it does."""

    content: Content
    act: str = ""
    anchor: bool = False
    starts: bool = True
    """Whether a paragraph starts here."""


def column(width: int) -> tuple[int, int]:
    """Give the left edge (0-based) and the width of the column on a screen of so many columns."""
    margin = 2 if width >= 60 else 1
    wide = max(min(width - 2 * margin, WIDEST), 8)
    return max((width - wide) // 2, 0), wide


def page_lines(blocks: Iterable[Block | Bar], width: int, *, airy: bool = False) -> list[Line]:
    """Lay paragraphs and charts out; `airy` with the empty lines that not every page has room for."""
    left, wide = column(width)
    shown = list(blocks)
    labels = _label_width(shown, wide)
    lines: list[Line] = []
    for block in shown:
        made = _bar_lines(block, wide, labels) if isinstance(block, Bar) else _block_lines(block, wide)
        lines += [line._replace(content=line.content.pad_left(left)) for line in made]
        if airy and isinstance(block, Block) and block.airy:
            lines.append(Line(Content("")))
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
    for number, line in enumerate(_wrapped(block.text, block.manner, room, block.marked)):
        head = (first if number == 0 else rest).stylize(style)
        yield Line(head + line, block.act, block.anchor and number == 0, number == 0)


def printable_signs(text: str) -> str:
    """Make a prefix safe; its blanks stay."""
    return "".join(printable(one) for one in text)


def _wrapped(text: str, manner: str, wide: int, marked: tuple[int, int] | None = None) -> list[Content]:
    """Wrap a text; what is marked is underlined and bold, so that it is seen without colour."""
    start, end = marked or (0, 0)
    before, inside, after = printable(text[:start]), printable(text[start:end]), printable(text[end:])
    spans = [Span(len(before), len(before) + len(inside), "bold underline")] if inside else []
    content = Content(before + inside + after, spans).stylize_before(STYLES[manner])
    return [line.rstrip() for line in content.wrap(wide)] or [Content("")]


def _bar_lines(bar: Bar, wide: int, labels: int) -> Iterator[Line]:
    """Draw a bar beside its label where there is room, else below it."""
    label, words = printable(bar.label), printable(bar.words)
    beside = wide - labels - 2 - (len(words) + 2 if words else 0)
    if label and beside < 10:
        yield from (Line(line) for line in _wrapped(label, "", wide))
        yield Line(_drawn(bar, min(wide - len(words) - 1, _LONGEST_BAR)) + Content(f" {words}"))
        return
    drawn = _drawn(bar, min(beside, _LONGEST_BAR) if label else min(wide, 2 * _LONGEST_BAR))
    if not label:
        yield Line(drawn)
        return
    padding = " " * (labels - Content(label).cell_length + 2)
    yield Line(Content(label + padding) + drawn + Content(f"  {words}"))


def _drawn(bar: Bar, wide: int) -> Content:
    full = round(wide * bar.part / bar.whole) if bar.whole else 0
    return Content.assemble((_FULL * full, "$good"), (_EMPTY * (wide - full), "$quiet"))


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
