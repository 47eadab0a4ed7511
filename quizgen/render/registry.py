"""All that can be printed: one row for each kind of paper and each kind of file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from quizgen.render.attendance import attendance_html, standalone_attendance
from quizgen.render.card import card_html, standalone_card
from quizgen.render.certificate import certificate_html, standalone_certificate
from quizgen.render.glyphs import Undrawn, undrawn
from quizgen.render.guide import guide_html, standalone_guide
from quizgen.render.handout import Handout
from quizgen.render.key import key_html, standalone_key
from quizgen.render.page import style_names
from quizgen.render.pdf import PdfFile, pdf
from quizgen.render.places import Field
from quizgen.render.pledge import pledge_html, standalone_pledge
from quizgen.render.poster import poster_html, standalone_poster
from quizgen.render.questions import questions_html, standalone_questions
from quizgen.render.remarks import Remark, bad_emblem, is_bad_emblem, refused, split, told
from quizgen.render.sheet import sheet_html, standalone_sheet
from quizgen.render.tightening import can_be_tightened, tightened, without_end


class Printed(NamedTuple):
    """A finished file, how many pages it has (0 where only a browser can tell), and what is less than asked.

    `undrawn` are the characters that the font lacks, `remarks` all else that could not be done; `fields` the boxes left
    blank for stamps.
    """

    data: bytes
    pages: int
    undrawn: tuple[Undrawn, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fields: tuple[Field, ...] = ()


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


def _sheet_pdf(handout: Handout) -> Printed:
    return _pdf("sheet", handout, lambda order: [sheet_html(order, variant) for variant in order.variants])


def _sheet_page(handout: Handout) -> Printed:
    return _page(handout, standalone_sheet(handout, handout.variants[0]))


def _key_pdf(handout: Handout) -> Printed:
    return _pdf("key", handout, lambda order: [key_html(order)])


def _key_page(handout: Handout) -> Printed:
    return _page(handout, standalone_key(handout))


def _one(kind: str, html: Callable[[Handout], str]) -> Callable[[Handout], Printed]:
    """Print a kind of which an order has one paper as PDF."""
    return lambda handout: _pdf(kind, handout, lambda order: [html(order)])


def _alone(html: Callable[[Handout], str]) -> Callable[[Handout], Printed]:
    """Print a kind of which an order has one paper as a page for a browser."""
    return lambda handout: _page(handout, html(handout))


def _coverage_pdf(handout: Handout) -> Printed:
    from quizgen.render.coverage import matrix_of, matrix_pdf  # it uses `Printed`

    return matrix_pdf(matrix_of(handout))


def _coverage_page(handout: Handout) -> Printed:
    from quizgen.render.coverage import matrix_html, matrix_of

    return _page(handout, matrix_html(matrix_of(handout), embed=True))


def _pdf(kind: str, handout: Handout, papers_of: Callable[[Handout], list[str]]) -> Printed:
    papers = papers_of(handout)
    identifier = f"quizgen {kind} {handout.label} {handout.language} {handout.paper}"
    styles = style_names(kind, handout)
    make = partial(pdf, styles=styles, identifier=identifier, theme=handout.theme, tagged=handout.tagged)
    made = make(papers)
    if handout.session and can_be_tightened(papers, made):
        # Only a session's papers are copied by the hundred; a single handout is not worth a second layout.
        tried: dict[str, PdfFile] = {}
        better = tightened(papers, made, handout, lambda paper: tried.setdefault(paper, make([paper])))
        if better != papers:
            made = tried[better[0]] if len(better) == 1 else make(better)
    if handout.emblem and is_bad_emblem(made.remarks, handout.emblem):
        plain = _pdf(kind, replace(handout, emblem=None), papers_of)
        return plain._replace(remarks=(bad_emblem(handout.emblem), *plain.remarks))
    lacking = undrawn("".join(papers), handout)
    # What the font lacks is told by character and item, so WeasyPrint need not say it once more.
    raw = [one for one in made.remarks if not (lacking and one.startswith(".notdef glyph"))]
    remarks = (*refused(made.refused, handout.theme), *told(raw, handout.emblem), *split(made.split))
    return Printed(made.data, made.pages, lacking, remarks, without_end(made.fields))


def _page(handout: Handout, html: str) -> Printed:
    return Printed(html.encode(), 0, undrawn(html, handout))


RENDERERS = (
    Renderer("questions", "pdf", "paper.summary.questions", False, _questions_pdf),
    Renderer("questions", "html", "paper.summary.questions", True, _questions_page),
    Renderer("sheet", "pdf", "paper.summary.sheet", False, _sheet_pdf),
    Renderer("sheet", "html", "paper.summary.sheet", True, _sheet_page),
    Renderer("key", "pdf", "paper.summary.key", False, _key_pdf),
    Renderer("key", "html", "paper.summary.key", False, _key_page),
    Renderer("card", "pdf", "paper.summary.card", False, _one("card", card_html)),
    Renderer("card", "html", "paper.summary.card", False, _alone(standalone_card)),
    Renderer("poster", "pdf", "paper.summary.poster", False, _one("poster", poster_html)),
    Renderer("poster", "html", "paper.summary.poster", False, _alone(standalone_poster)),
    Renderer("coverage", "pdf", "paper.summary.coverage", False, _coverage_pdf),
    Renderer("coverage", "html", "paper.summary.coverage", False, _coverage_page),
    Renderer("guide", "pdf", "paper.summary.guide", False, _one("guide", guide_html)),
    Renderer("guide", "html", "paper.summary.guide", False, _alone(standalone_guide)),
    Renderer("attendance", "pdf", "paper.summary.attendance", False, _one("attendance", attendance_html)),
    Renderer("attendance", "html", "paper.summary.attendance", False, _alone(standalone_attendance)),
    Renderer("pledge", "pdf", "paper.summary.pledge", False, _one("pledge", pledge_html)),
    Renderer("pledge", "html", "paper.summary.pledge", False, _alone(standalone_pledge)),
    Renderer("certificate", "pdf", "paper.summary.certificate", False, _one("certificate", certificate_html)),
    Renderer("certificate", "html", "paper.summary.certificate", False, _alone(standalone_certificate)),
)

KINDS = tuple(dict.fromkeys(row.name for row in RENDERERS))


def renderer(name: str, suffix: str) -> Renderer:
    """Find the row of a kind of paper and a kind of file; raises KeyError where there is none."""
    for row in RENDERERS:
        if (row.name, row.suffix) == (name, suffix):
            return row
    raise KeyError((name, suffix))
