"""All that can be printed: one row for each kind of paper and each kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from quizgen.render.glyphs import Undrawn, undrawn
from quizgen.render.handout import Handout
from quizgen.render.key import key_html, standalone_key
from quizgen.render.page import style_names
from quizgen.render.pdf import pdf
from quizgen.render.questions import questions_html, standalone_questions
from quizgen.render.remarks import Remark, bad_emblem, is_bad_emblem, split, told


class Printed(NamedTuple):
    """A finished file, how many pages it has (0 where only a browser can tell), and what is less than asked.

    `undrawn` are the characters that the font lacks, `remarks` all else that could not be done.
    """

    data: bytes
    pages: int
    undrawn: tuple[Undrawn, ...] = ()
    remarks: tuple[Remark, ...] = ()


class Renderer(NamedTuple):
    """A kind of paper as one kind of file.

    `summary` names the message that says what it is. Where `one_variant` is True a file holds a single variant, so
    that a browser numbers its pages by themselves.
    """

    name: str
    suffix: str
    summary: str
    one_variant: bool
    render: Callable[[Handout], Printed]


def _questions_pdf(handout: Handout) -> Printed:
    return _pdf("questions", handout, lambda order: [questions_html(order, variant) for variant in order.variants])


def _questions_page(handout: Handout) -> Printed:
    return _page(handout, standalone_questions(handout, handout.variants[0]))


def _key_pdf(handout: Handout) -> Printed:
    return _pdf("key", handout, lambda order: [key_html(order)])


def _key_page(handout: Handout) -> Printed:
    return _page(handout, standalone_key(handout))


def _pdf(kind: str, handout: Handout, papers_of: Callable[[Handout], list[str]]) -> Printed:
    papers = papers_of(handout)
    identifier = f"quizgen {kind} {handout.label} {handout.language} {handout.paper}"
    made = pdf(papers, style_names(kind, handout), identifier)
    if handout.emblem and is_bad_emblem(made.remarks, handout.emblem):
        plain = _pdf(kind, replace(handout, emblem=None), papers_of)
        return plain._replace(remarks=(bad_emblem(handout.emblem), *plain.remarks))
    lacking = undrawn("".join(papers), handout)
    # What the font lacks is told by character and item, so WeasyPrint need not say it once more.
    raw = [one for one in made.remarks if not (lacking and one.startswith(".notdef glyph"))]
    return Printed(made.data, made.pages, lacking, (*told(raw, handout.emblem), *split(made.split)))


def _page(handout: Handout, html: str) -> Printed:
    return Printed(html.encode(), 0, undrawn(html, handout))


RENDERERS = (
    Renderer("questions", "pdf", "paper.summary.questions", False, _questions_pdf),
    Renderer("questions", "html", "paper.summary.questions", True, _questions_page),
    Renderer("key", "pdf", "paper.summary.key", False, _key_pdf),
    Renderer("key", "html", "paper.summary.key", False, _key_page),
)

KINDS = tuple(dict.fromkeys(row.name for row in RENDERERS))


def renderer(name: str, suffix: str) -> Renderer:
    """Find the row of a kind of paper and a kind of file; raises KeyError where there is none."""
    for row in RENDERERS:
        if (row.name, row.suffix) == (name, suffix):
            return row
    raise KeyError((name, suffix))
