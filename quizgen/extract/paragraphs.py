"""Paragraphs and what each one is: title, body, list item, caption or boilerplate."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Zone = Literal["title", "body", "item", "caption", "boilerplate"]

_LINE = re.compile(r"[^\n]+")
_SIGNS = (
    "\u2022\u25cf\u25aa\u00b7\u2023\u25e6\u25cb\u25a0\u25a1\u25ba\u25b6\u2713\u2714\u2717\u2718"
    "\u2705\u274c\u274e\u2192\u27a4\u27a2\u25c6\u2756\u2605"
)
_ORDINALS = "(?i:(?:ke)?(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh))"
_ITEM = re.compile(rf"\s*(?:[-*{_SIGNS}]|\(?(?:\d{{1,2}}|[a-z])[.)]|(?:{_ORDINALS})[.:)])\s+\S")
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
_LEAD = re.compile(
    rf"\s*(?:[-*{_SIGNS}]|\(?(?:\d{{1,2}}|[A-Za-z])[.)](?=\s)|(?:{_ORDINALS})[.:)](?=\s)|(?:[TJPQA]|Tanya|Jawab|Jawaban|Pertanyaan)\s*:)\s*(?=\S)"
)
_NO_ACT = (
    "menurut|menjelang|mengenai|meski|merupakan|mereka|menanggapi|mengutip|mengingat|berdasarkan|berikut|bersama|berbagai"
    "|beberapa|berkaitan|dikatakan|dijelaskan|ditambahkan|disampaikan|ditemui|ditanya|diketahui|diberitakan|menteri"
)
_ACT = re.compile(
    rf"\s*(?!(?:{_NO_ACT})\w*\s)(?:me[mnlrwy]\w{{3,}}|ber\w{{3,}}|di\w{{4,}}|tidak|tak|ikut|hadir|turut|tetap|selalu|foto"
    r"|peng?\w+an)\s"
)
_SHORT = re.compile(r"(?<![\w.])([A-Za-z]{1,6}(?:\.[A-Za-z]{1,3})*)\.\s*$")
_NEEDS_MORE = frozenset(
    "no nomor jo ps a.n u.b u.p s.d d.a jl jln kel kec kab prov hlm ay drs dra dr ir h hj prof yth sdr bpk tgl".split()
)
_LISTED = re.compile(r";\s+(?:dan|atau|dan/atau|serta)\s*$")
_MAX_TITLE = 140
_MAX_ITEM = 400


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or several lines that are one: half-open character offsets, and its zone.

    marker is the kind of mark a list item begins with (`1.`, `a)`, `(1)`, `-`), which tells the levels of lists apart.
    """

    start: int
    end: int
    zone: Zone
    marker: str = ""


def blocks(unified: str, low: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[Block]:
    """Cut the text into blocks; a sentence wrapped over a line end or a blank line stays in one block."""
    hard = _is_hard_wrapped(unified)
    seen_body = False
    last: list[Block] = []
    for start, end in (
        part for whole in _joined(unified, hard, abbreviations) for part in _enumerated(unified, *whole)
    ):
        zone = _zone(unified, low, start, end, seen_body)
        if zone in ("title", "body") and _is_unmarked_item(unified, low, last, start, end):
            zone = "item"
        seen_body = seen_body or zone in ("body", "item")
        last = [Block(start, end, zone, _marker(unified, start, end) if zone == "item" else "")]
        yield last[0]


def _lines(unified: str) -> Iterator[tuple[int, int]]:
    return (m.span() for m in _LINE.finditer(unified) if not unified[m.start() : m.end()].isspace())


def _joined(unified: str, hard: bool, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Give the paragraphs: lines, each with those that go on with its sentence (the stop of `jo.` ends none)."""
    before: tuple[int, int] | None = None
    for line in _lines(unified):
        if before and (_ends_short(unified, before, line, abbreviations) or _continues(unified, before, line, hard)):
            before = (before[0], line[1])
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _ends_short(unified: str, before: tuple[int, int], line: tuple[int, int], abbreviations: frozenset[str]) -> bool:
    """Tell whether a line ends in a short form that the next line must go on from (`Bupati No.`, `pasal 5 jo.`)."""
    if line[0] - before[1] > 1 or (_ITEM.match(unified, *line) and not unified[line[0]].isdigit()):
        return False
    found = _SHORT.search(unified, max(before[0], before[1] - 12), before[1])
    return found is not None and found.group(1).lower() in abbreviations & _NEEDS_MORE


def after_mark(unified: str, block: Block) -> int:
    """Give the offset after the mark of a list item, or after the label of a question or an answer (`J: ...`)."""
    found = _LEAD.match(unified, block.start, block.end)
    return found.end() if found and (block.zone == "item" or ":" in found.group()) else block.start


def _enumerated(unified: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph that lists its points in one line (`dilarang: a. ...; b. ...`) at its marks."""
    marks = [m.start(1) for m in _INLINE_MARK.finditer(unified, start, end)]
    if len(marks) < 2:
        return [(start, end)]
    return list(itertools.pairwise([start, *marks, end]))


def _is_unmarked_item(unified: str, low: str, before: list[Block], start: int, end: int) -> bool:
    """Tell whether a line is a point of a list that lost its marks: an act, after a colon or after such a point."""
    if not before or end - start > _MAX_ITEM or not _ACT.match(low, start, end):
        return False
    last = before[0]
    opened = unified[last.start : last.end].rstrip().endswith(":")
    return opened or (last.zone == "item" and last.marker == "-" and not _ITEM.match(unified, last.start, last.end))


def _marker(unified: str, start: int, end: int) -> str:
    """Give the mark of an item with its number or letter made `1` or `a`."""
    found = _MARK.match(unified, start, end)
    if not found:
        return "-"
    sign = "1" if found.group(2).isdigit() else "a"
    return f"{found.group(1)}{sign}{found.group(3)}"


def _is_hard_wrapped(unified: str) -> bool:
    """Tell whether the lines are cut at a column: a third of them or more go on in lower case."""
    lines = going_on = 0
    before = (0, 0)
    for line in _lines(unified):
        (s, e), t = before, line[0]
        goes_on = unified[t : t + 1].islower() and not _ENDING.search(unified, max(s, e - 3), e)
        going_on += bool(lines and goes_on)
        lines, before = lines + 1, line
    return lines > 6 and going_on * 3 >= lines


def _continues(unified: str, before: tuple[int, int], line: tuple[int, int], hard: bool) -> bool:
    """Tell whether a line goes on with the sentence of the line before it."""
    if _LISTED.search(unified, max(before[0], before[1] - 12), before[1]):
        return False
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
