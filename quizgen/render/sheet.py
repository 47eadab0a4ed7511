"""The separate answer sheet: bubbles for one variant, at the places that `geometry` names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quizgen.language import say
from quizgen.render.geometry import AnswerSheet, Box, answer_sheet
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_height
from quizgen.render.measuring import fitting, tall
from quizgen.render.occasion import asked_of, heading, held_words, part_of, titles
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.qr_picture import qr_url
from quizgen.render.shown import ShownItem, shown_items

LEFT, TOP = 18.0, 13.0
"""Margins of the page in sheet.css, mm: where a position of 0, 0 is."""
TITLE_SIZES = (15.0, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
TITLE_HEIGHT = 13.4
READABLE = 7.0
"""pt; below it a title is set in one language only."""
TITLE_ROOM = 142.0
HEAD_SIZES = (12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
HEAD_HEIGHT = 25.0


def code_of(handout: Handout, variant: str) -> str:
    """Give what the QR code of a sheet without a name holds: form id and variant, as `K7Q2MX-A`."""
    return f"{handout.form.id}-{variant}"


def sheet_html(handout: Handout, variant: str, css: str = "") -> str:
    """Give the answer sheet of one variant; without `css` it has no style but its footer.

    In a session's kit the place of the QR code stays blank for the stamp (`data-stamp="qr"`), with a copy's number in
    it; else the code holds form id and variant.
    """
    language = handout.language
    shown = shown_items(handout, variant)
    options = [len(one.options) for one in shown]
    told = _title(handout)
    plan = answer_sheet(handout.paper, options, large=handout.large, two_languages=handout.second is not None)
    return fill(
        "answer_sheet.html.j2",
        handout,
        kind="sheet",
        title=say(language, "kitpaper.sheet.title", form=code_of(handout, variant), bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.sheet", form=code_of(handout, variant)),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        variant=variant,
        code=code_of(handout, variant),
        part=part_of(handout, variant),
        day=held_words(handout) if handout.session else None,
        titles=told,
        title_size=_title_size(told),
        head_size=_head_size(handout),
        fields=asked_of(handout),
        several=any(one.item.kind == "multiple" for one in shown),
        qr_alt=say(language, "kitpaper.sheet.qr", code=handout.filled.get("qr", code_of(handout, variant))),
        qr=_qr(handout, variant),
        plan=plan,
        height=plan.size[1] - TOP - 21.0,
        pages=[_page(plan, page, shown) for page in range(plan.pages)],
    )


def standalone_sheet(handout: Handout, variant: str) -> str:
    """Give the answer sheet of one variant with style and font inside, for a browser to print."""
    css = embedded(style_names("sheet", handout), sheet_html(handout, variant), handout.theme)
    return sheet_html(handout, variant, css)


def _qr(handout: Handout, variant: str) -> str:
    """Give the picture of the QR code; empty where its place stays blank for the stamp."""
    if code := handout.filled.get("qr"):
        return qr_url(code)
    return "" if handout.session else qr_url(code_of(handout, variant))


def _title_size(texts: Sequence[str]) -> float:
    """Give the size in pt in which the title, in so many languages, fits into its height."""
    return fitting(lambda size: tall(texts, TITLE_ROOM, size, bold=True, leading=1.15), TITLE_HEIGHT, TITLE_SIZES)


def _title(handout: Handout) -> list[str]:
    """Give the title in the languages in which it can be read; one that is very long only in the first."""
    texts = titles(handout)
    return texts if _title_size(texts) >= READABLE else texts[:1]


def _head_size(handout: Handout) -> float:
    """Give the size in pt of the letterhead's first line in which all of it fits into its height."""
    room = 210.0 - 2 * LEFT - (46.0 if handout.emblem else 0.0)
    shares = {"authority": 1.0, "office": 1.17, "address": 0.75}
    return fitting(
        lambda size: head_height(handout, room, {role: size * share for role, share in shares.items()}),
        HEAD_HEIGHT,
        HEAD_SIZES,
    )


def _page(plan: AnswerSheet, page: int, shown: list[ShownItem]) -> dict[str, Any]:
    """Give what is drawn on a page, in mm from the corner of the margins."""
    return {
        "marks": [_moved(mark) for mark in plan.marks],
        "qr": _moved(plan.qr(page)),
        "rows": [_row(plan, shown[item - 1]) for item in plan.on_page(page)],
    }


def _row(plan: AnswerSheet, one: ShownItem) -> dict[str, Any]:
    at = plan.number(one.number)
    bubbles = [plan.bubble(one.number, option.letter) for option in one.options]
    return {
        "number": one.number,
        "kind": one.item.kind,
        "x": round(at.x - LEFT, 3),
        "y": round(at.y - TOP - at.diameter / 2, 3),
        "bubbles": [
            {
                "letter": option.letter,
                "x": round(bubble.x - bubble.diameter / 2 - at.x, 3),
                "y": round((at.diameter - bubble.diameter) / 2, 3),
            }
            for option, bubble in zip(one.options, bubbles, strict=True)
        ],
    }


def _moved(box: Box) -> Box:
    return Box(round(box.x - LEFT, 3), round(box.y - TOP, 3), box.width, box.height)
