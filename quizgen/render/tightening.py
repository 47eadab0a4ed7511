"""Saving a last page that would be half empty: the paper is set a little tighter, where that takes a page less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from quizgen.render.handout import Handout
from quizgen.render.pdf import PdfFile
from quizgen.render.places import Field

END = "end"
"""The field that marks the end of a paper (`data-stamp="end"`); it has no size, and nothing is stamped there."""
HALF = 0.5
_HEIGHT = {"a4": 297.0, "f4": 330.0}


class _Length(NamedTuple):
    """How many pages a paper has, and where on the last one it ends, mm from its top."""

    pages: int
    end: float


def without_end(fields: Sequence[Field]) -> tuple[Field, ...]:
    """Give the fields that are there for stamps."""
    return tuple(field for field in fields if field.name != END)


def tightened(papers: Sequence[str], made: PdfFile, handout: Handout, again: Callable[[str], PdfFile]) -> list[str]:
    """Give the papers, those tighter whose last page is saved by it; `again` lays out one of them.

    Print stays at 10.5 pt at the least (18 pt in large print); the style sheets say how under `html.tight`.
    """
    return [
        _tight(paper) if _saves(paper, length, handout, again) else paper
        for paper, length in zip(papers, _lengths(made.fields), strict=True)
    ]


def can_be_tightened(papers: Sequence[str], made: PdfFile) -> bool:
    """Tell whether the papers say where they end."""
    return len([field for field in made.fields if field.name == END]) == len(papers)


def _saves(paper: str, length: _Length, handout: Handout, again: Callable[[str], PdfFile]) -> bool:
    if length.pages < 2 or length.end > HALF * _HEIGHT[handout.paper]:
        return False
    return again(_tight(paper)).pages < length.pages


def _lengths(fields: Sequence[Field]) -> Iterator[_Length]:
    """Give the length of each paper of a file; each begins on the front of a sheet."""
    first = 0
    for field in fields:
        if field.name == END:
            yield _Length(field.page - first + 1, field.y)
            first = field.page + 1 + (field.page + 1) % 2


def _tight(paper: str) -> str:
    return paper.replace("<html ", '<html class="tight" ', 1)
