"""Sentences of Indonesian news and circulars."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?]+[\"')\]]*")
_WORD_BEFORE = re.compile(r"[\w.]*\Z")
_NEXT = re.compile(r"\s*[\"'(\[*-]*\s*(\w+)")
_GLUED = re.compile(r"[A-Z][a-z]|\(")


def sentences(
    unified: str, start: int, end: int, abbreviations: frozenset[str], tails: frozenset[str]
) -> list[tuple[int, int]]:
    """Cut [start, end) into sentences as half-open offsets, blanks at both ends left out.

    abbreviations end in a full stop that ends no sentence; tails are reporting verbs, which go
    with the quotation before.
    """
    out: list[tuple[int, int]] = []
    begin = start
    for found in _END.finditer(unified, start, end):
        if found.end() < end and _is_cut(unified, begin, found, end, abbreviations, tails):
            _add(unified, begin, found.end(), out)
            begin = found.end()
    _add(unified, begin, end, out)
    return out


def _add(unified: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    while start < end and unified[start].isspace():
        start += 1
    while end > start and unified[end - 1].isspace():
        end -= 1
    if start < end:
        out.append((start, end))


def _is_cut(
    unified: str, begin: int, found: re.Match[str], end: int, abbreviations: frozenset[str], tails: frozenset[str]
) -> bool:
    after = found.end()
    following = _NEXT.match(unified, after, min(end, after + 60))
    if following is None:
        return False
    blank = unified[after].isspace()
    word = following.group(1)
    if not blank and not _is_glued(unified, begin, found, end):
        return False
    if word.lower() in tails and (found.group()[-1] in "\"'" or not blank):
        return False
    if found.group() == ".":
        return not _is_abbreviation(unified, begin, found.start(), word, abbreviations)
    return not word[0].islower() or found.group()[-1] not in "\"')"


def _is_glued(unified: str, begin: int, found: re.Match[str], end: int) -> bool:
    """Tell whether two sentences stand together without a blank (`netral.Jangan`)."""
    if found.group()[-1] in "\"'":
        return unified[found.end()].isupper()
    before = _WORD_BEFORE.search(unified, max(begin, found.start() - 30), found.start())
    stem = before.group() if before else ""
    return len(stem) > 3 and "." not in stem and stem[-1].islower() and bool(_GLUED.match(unified, found.end(), end))


def _is_abbreviation(unified: str, begin: int, dot: int, following: str, abbreviations: frozenset[str]) -> bool:
    """Tell whether the word before the full stop is a short form, an initial or a number that goes on."""
    at = dot
    while at > max(begin, dot - 30) and (unified[at - 1].isalnum() or unified[at - 1] == "."):
        at -= 1
    word = unified[at:dot]
    if not word:
        return False
    if following[0].islower() and len(word) < 12:
        return True
    if len(word) == 1 and word.isalpha():
        return not unified.endswith("huruf ", begin, at)  # a letter of a statute, not an initial
    if word.isdigit():
        return at == begin or following[0].isdigit()
    return word.lower() in abbreviations
