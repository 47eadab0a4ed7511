"""Paragraphs and what each one is: title, body, list item, caption or boilerplate."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import Literal

Zone = Literal["title", "body", "item", "caption", "boilerplate"]

_LINE = re.compile(r"[^\n]+")
_ITEM = re.compile(r"\s*(?:[-*\u2022\u25cf\u25aa\u00b7]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_ENDING = re.compile(r"[.!?;:\"')*\]]\s*$")
_BYLINE = re.compile(r"^\s*(?:penulis|editor|reporter|pewarta|foto|baca juga|sumber|tags?|laporan)\s*[:/]")
_CAPTION = re.compile(
    r"^\s*\(?foto(?:\s*[:/(|-]|\s+(?:istimewa|dok|ist|oleh)\b|\s*$)|^\s*\(?(?:istimewa|dok|ist|gambar|ilustrasi)\b|\.(?:jpe?g|png)\s*$|\((?:foto|ist|dok|istimewa)[^)]*\)\s*$"
)
_BOILERPLATE = re.compile(
    r"alamat email anda|ruas yang wajib|tinggalkan balasan|simpan nama|share this|tidak ada komentar|^\s*\d+ views"
    r"|(?:login|masuk) untuk (?:memberi |ber)?koment|berkomentar yang mengandung|^\s*beri komentar|komentar sepenuhnya"
    r"|hak cipta|copyright|berlangganan|^\s*baca juga"
)
_DATELINE = re.compile(r"\s*\w+\.(?:com|id|co|net|org|news|jpe?g|png)\b")
_INLINE_MARK = re.compile(r"[:;,]\s+(?:(?:dan|atau|serta|dan/atau)\s+)?(\(?(?:\d{1,2}|[a-z])[.)]\s+\S)")
_MARK = re.compile(r"\s*(\(?)(\d{1,2}|[a-z])([.)])")
_MAX_TITLE = 140


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or several lines that are one: half-open character offsets, and its zone.

    marker is the kind of mark a list item begins with (`1.`, `a)`, `(1)`, `-`), which tells the levels of lists apart.
    """

    start: int
    end: int
    zone: Zone
    marker: str = ""


def blocks(unified: str, low: str) -> list[Block]:
    """Cut the text into blocks; a sentence wrapped over a line end or a blank line stays in one block."""
    lines = [m.span() for m in _LINE.finditer(unified) if not unified[m.start() : m.end()].isspace()]
    hard = _is_hard_wrapped(unified, lines)
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and _continues(unified, joined[-1], (start, end), hard):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    out: list[Block] = []
    seen_body = False
    for start, end in (part for whole in joined for part in _enumerated(unified, *whole)):
        zone = _zone(unified, low, start, end, seen_body)
        seen_body = seen_body or zone in ("body", "item")
        out.append(Block(start, end, zone, _marker(unified, start, end) if zone == "item" else ""))
    return out


def _enumerated(unified: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph that lists its points in one line (`dilarang: a. ...; b. ...`) at its marks."""
    marks = [m.start(1) for m in _INLINE_MARK.finditer(unified, start, end)]
    if len(marks) < 2:
        return [(start, end)]
    return list(itertools.pairwise([start, *marks, end]))


def _marker(unified: str, start: int, end: int) -> str:
    """Give the mark of an item with its number or letter made `1` or `a`."""
    found = _MARK.match(unified, start, end)
    if not found:
        return "-"
    sign = "1" if found.group(2).isdigit() else "a"
    return f"{found.group(1)}{sign}{found.group(3)}"


def _is_hard_wrapped(unified: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether the lines are cut at a column: a third of them or more go on in lower case."""
    going_on = sum(
        1
        for (s, e), (t, _) in itertools.pairwise(lines)
        if unified[t : t + 1].islower() and not _ENDING.search(unified, max(s, e - 3), e)
    )
    return len(lines) > 6 and going_on * 3 >= len(lines)


def _continues(unified: str, before: tuple[int, int], line: tuple[int, int], hard: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    if _ITEM.match(unified, *line) or _ENDING.search(unified, max(before[0], before[1] - 3), before[1]):
        return False
    if unified[line[0] : line[1]].lstrip()[:1].islower():
        return not _DATELINE.match(unified, *line)
    return hard and line[0] - before[1] <= 1


def _zone(unified: str, low: str, start: int, end: int, seen_body: bool) -> Zone:
    head = low[start : min(end, start + 400)]
    if _BOILERPLATE.search(head):
        return "boilerplate"
    if _BYLINE.search(head) or (end - start < 300 and _CAPTION.search(head)):
        return "caption"
    if _ITEM.match(unified, start, end):
        return "item"
    if end - start <= _MAX_TITLE and not _ENDING.search(unified, max(start, end - 3), end):
        return "title" if _is_headline(unified[start:end], seen_body) else "body"
    if not seen_body and end - start <= _MAX_TITLE and unified[start:end].rstrip().endswith("!"):
        return "title"
    return "body"


def _is_headline(line: str, seen_body: bool) -> bool:
    words = [w for w in line.split() if w[:1].isalpha()]
    capitals = sum(1 for w in words if w[:1].isupper())
    return not seen_body or not words or capitals * 2 >= len(words)
