"""The lines of a PDF as people read them: without running heads, hyphens at the margin undone, paragraphs joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import Any

_BREAK = re.compile("\r\n?|\n|(?<=[\ufffe\x02])")
_HYPHENS = "\ufffe\x02\xad\u2010-"
"""Signs that stand where a word is broken at the margin; of the first two the library has taken the line end away."""
_LAST_WORD = re.compile(rf"(\w*)[{_HYPHENS}]$")
_FIRST_WORD = re.compile(r"(\w*)")
_MARK = re.compile(r"(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|[-*•●▪·–])$")
_ITEM = re.compile(r"(?:[-*•●▪·–]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S|(?i:pasal|bab)\s+[\dIVX]+\s*$")
"""A point or a heading of an article; `H. Hani` at the beginning of a line is a name."""
_ENDED = re.compile(r"[.!?:;”\"')]$")
_SHORT = re.compile(r"\b(?:[A-Z]|Drs?|Dra|Ir|Hj|No|Prof|Kab|Kec|Kel|Jl|Sdr)\.$")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—]\s*)?(?:(?:halaman|hal\.?|page)\s*)?(?P<page>\d{1,4})(?:\s*(?:dari|of|/)\s*\d{1,4})?(?:\s*[-–—])?", re.I
)
_AT_THE_EDGE = 3
"""Lines at the top and at the bottom of a page that may be a running head."""
_MANY_PAGES = 0.4
"""The part of the pages on which a running head stands at least; those of left and right pages may differ."""
_SAME_HEIGHT = 4.0
"""Points within which two lines stand at the same height."""
_WIDE_GAP = 1.35
"""Line spacings from which a gap between two lines parts paragraphs."""
_RAGGED = 0.15
"""What lines that some program has broken may be short of, as a part of their width."""
_FLUSH, _JUSTIFIED = 1.5, 0.3
"""Points within which lines end at one margin, and the part of a page's lines that do so where it is justified."""
_LARGER = 1.12
"""How much higher than the text below the letters of a heading are."""
_INDENT = 9.0
"""Points by which a line that begins a paragraph stands in."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (from 0) with its box in points; bottom grows upwards."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float


def text_of(pdf: Any) -> str:
    """Give the text of all pages of an open PDF, a paragraph on a line."""
    pages = [_marked(_lines(pdf, number)) for number in range(len(pdf))]
    return "\n".join(_paragraphs([line for page in _without_heads(pages) for line in page]))


def _lines(pdf: Any, number: int) -> list[Line]:
    page = pdf[number]
    try:
        text_page = page.get_textpage()
        try:
            return list(_placed(text_page, number))
        finally:
            text_page.close()
    finally:
        page.close()


def _placed(text_page: Any, number: int) -> Iterator[Line]:
    """Give the lines of a page with their boxes, those of their first and their last letter."""
    text, last = str(text_page.get_text_range()), text_page.count_chars() - 1
    at = 0
    for words in [*_BREAK.finditer(text), None]:
        whole = text[at : words.start() if words else len(text)]
        told = whole.strip()
        if told:
            first = at + whole.index(told[0])
            left, bottom, _, top = text_page.get_charbox(min(first, last), loose=True)
            right = text_page.get_charbox(min(first + len(told) - 1, last), loose=True)[2]
            yield Line(told, number, left, right, bottom, top - bottom)
        at = words.end() if words else len(text)


def _joined_word(before: str, after: str) -> str:
    """Join the halves of a word broken at the margin; a doubled word (`pegawai-pegawai`) keeps its hyphen."""
    broken = before[-1:].islower() and after[:1].islower() and not _is_doubled(before, after)
    return before + ("" if broken else "-") + after


def _is_doubled(before: str, after: str) -> bool:
    """Tell whether one half is in the other, as in `undang-undangnya`, `bersama-sama` or `sewaktu-waktu`."""
    one, other = sorted((before.lower(), after.lower()), key=len)
    return len(one) > 2 and one in other


def _marked(lines: list[Line]) -> list[Line]:
    """Put marks that a page holds apart from their points (`1.`) in front of the line at the same height."""
    marks = [line for line in lines if _MARK.match(line.text)]
    out = list(lines)
    for mark in marks:
        beside = [
            one for one in out
            if one.left >= mark.right - 1 and abs(one.bottom - mark.bottom) < _SAME_HEIGHT and not _ITEM.match(one.text)
        ]  # fmt: skip
        if beside:
            point = min(beside, key=lambda one: one.left)
            out[out.index(point)] = replace(point, text=f"{mark.text} {point.text}")
            out.remove(mark)
    return out


def _without_heads(pages: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """Leave out what stands at the same height at the edge of many pages, and numbers of pages.

    A head in words stays once, on the first page that has it, before all else: it may be a letterhead.
    """
    edges = [(_inwards(page, from_top=True), _inwards(page, from_top=False)) for page in pages]
    seen = Counter(key for top, bottom in edges for key in {_key(line) for line in (*top, *bottom)})
    often = max(2.0, _MANY_PAGES * len(pages))
    kept: set[tuple[str, int]] = set()
    for page, (top, bottom) in zip(pages, edges, strict=True):
        tops, bottoms = _running(top, seen, often), _running(bottom, seen, often)
        first = [line for line in tops if _key(line) not in kept and not any(char.isdigit() for char in line.text)]
        kept |= {_key(line) for line in first}
        yield first + [line for line in page if line not in tops and line not in bottoms]


def _inwards(page: list[Line], from_top: bool) -> list[Line]:
    """Give the outermost lines of a page from its edge inwards, one more than a running head may have."""
    return sorted(page, key=lambda line: line.bottom, reverse=from_top)[: _AT_THE_EDGE + 1]


def _running(edge: list[Line], seen: Counter[tuple[str, int]], often: float) -> list[Line]:
    """Give the lines at an edge that run through the pages; none where more do, as then whole pages are alike."""
    heads = list(takewhile(lambda line: seen[_key(line)] >= often or _is_page_number(line), edge))
    if len(heads) > _AT_THE_EDGE:
        return [line for line in heads if _is_page_number(line)]
    return heads


def _key(line: Line) -> tuple[str, int]:
    """Give what running heads of several pages share: their words but for numbers, and their height."""
    return re.sub(r"\d+", "0", line.text.lower()), round(line.bottom / _SAME_HEIGHT)


def _is_page_number(line: Line) -> bool:
    found = _PAGE_NUMBER.fullmatch(line.text)
    return found is not None and int(found["page"]) == line.page + 1


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """Join the lines of each paragraph; points, headings and last lines stay alone."""
    spacing = _spacing(lines)
    by_page: dict[int, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _goes_on(paragraph, line, spacing, by_page):
            yield _joined(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _joined(paragraph)


def _spacing(lines: Sequence[Line]) -> float:
    """Give the usual distance of two lines of a paragraph, in heights of a line; 0 where there are too few to tell."""
    steps = sorted(
        _step(one, other) for one, other in pairwise(lines) if one.page == other.page and 0 < _step(one, other) < 3
    )
    return steps[len(steps) // 4] if steps else 0.0


def _step(last: Line, line: Line) -> float:
    """Give how far a line stands below another, in heights of a line."""
    return (last.bottom - line.bottom) / max(last.height, line.height, 1.0)


def _goes_on(paragraph: list[Line], line: Line, spacing: float, by_page: Mapping[int, Sequence[Line]]) -> bool:
    """Tell whether a line belongs to the paragraph before it: no gap, no indent, and its first word did not fit."""
    last = paragraph[-1]
    if _ITEM.match(line.text):
        return False
    if _LAST_WORD.search(last.text) and line.text[:1].islower():
        return True
    step, same_page = _step(last, line), last.page == line.page
    if same_page and (abs(last.bottom - line.bottom) < _SAME_HEIGHT or step > _WIDE_GAP * spacing):
        return False  # cells of a table, or a gap
    ended = bool(_ENDED.search(last.text)) and not _SHORT.search(last.text)
    if line.text[0].islower():
        return not ended or _room(last, by_page) < _width_of_first_word(line)
    if _is_heading(last, line) or (same_page and step > 0 and _is_indented(last, line)):
        return False
    if ended and not _is_quoting(paragraph):
        return same_page and _is_justified(last, by_page)
    return _room(last, by_page) < _width_of_first_word(line) + _RAGGED * (last.right - last.left)


def _is_heading(last: Line, line: Line) -> bool:
    """Tell whether a line in capitals or larger letters, or one that is centred, stands above others."""
    if (last.text.isupper() and not line.text.isupper()) or last.height > _LARGER * line.height:
        return True
    aside = abs(last.left - line.left) > _INDENT and last.page == line.page
    return aside and abs((last.left + last.right) - (line.left + line.right)) < _SAME_HEIGHT


def _is_indented(last: Line, line: Line) -> bool:
    return line.left > last.left + _INDENT and not _ITEM.match(last.text)


def _is_quoting(paragraph: Sequence[Line]) -> bool:
    """Tell whether a quotation of the paragraph is still open."""
    text = " ".join(line.text for line in paragraph)
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1


def _is_justified(line: Line, by_page: Mapping[int, Sequence[Line]]) -> bool:
    """Tell whether a line ends at a margin at which many lines end, so that only chance could end a paragraph there."""
    equal = sum(abs(one.right - line.right) < _FLUSH for one in by_page[line.page])
    return equal > _JUSTIFIED * len(by_page[line.page])


def _room(line: Line, by_page: Mapping[int, Sequence[Line]]) -> float:
    """Give the points left of the column behind a line; a headline over several columns makes none wider."""
    beside = sorted(one.right for one in by_page[line.page] if one.left < line.right and line.left < one.right)
    return max(0.0, beside[int(len(beside) * 0.9)] - line.right) if beside else 0.0


def _width_of_first_word(line: Line) -> float:
    """Give the points that the first word of a line and a blank take."""
    return (line.right - line.left) / max(1, len(line.text)) * (len(line.text.split(" ", 1)[0]) + 1)


def _joined(paragraph: list[Line]) -> str:
    made = paragraph[0].text
    for line in paragraph[1:]:
        broken = _LAST_WORD.search(made)
        after = _FIRST_WORD.match(line.text)
        if broken and after and broken[1] and after[1][:1].islower():
            made = made[: broken.start()] + _joined_word(broken[1], after[1]) + line.text[after.end() :]
        else:
            made += f" {line.text}"
    return made
