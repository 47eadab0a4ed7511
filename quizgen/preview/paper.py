"""One item as on paper: the page that is printed, with only this item, in the very template and style of the paper."""

from __future__ import annotations

from functools import cache
from typing import get_args

from quizgen.model.form import Form, Slot
from quizgen.model.item import Item
from quizgen.model.words import Language
from quizgen.preview.snapshot import Snapshot
from quizgen.render.fonts import FACES, FAMILY
from quizgen.render.handout import Handout
from quizgen.render.key import key_html
from quizgen.render.questions import questions_html
from quizgen.shipped import shipped

FONTS = "/font/"
"""Where the server gives the files of the font."""


def paper_html(shown: Snapshot, item: Item, language: str, sheet: str) -> str:
    """Give the page: `sheet` is `questions`, or `key` with reasons, quotes and legal basis."""
    named: Language = next(one for one in get_args(Language) if one == language)
    handout = Handout(_form(shown, item), shown.bank, ("A",), named, shown.bank.settings.paper)
    if sheet == "key":
        return key_html(handout, _style("key"))
    return questions_html(handout, "A", _style("questions"))


@cache
def font_css() -> str:
    """Give the rules that name the files of the font."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-style: {face.style}; font-weight: {face.weight}; '
        f'src: url("{FONTS}{face.file}") format("truetype") }}'
        for face in FACES
    )


@cache
def _style(kind: str) -> str:
    names = ("sheet.css", f"{kind}.css", "preview_paper.css")
    return "\n".join([font_css(), *((shipped("templates") / name).read_text("utf-8") for name in names)])


def _form(shown: Snapshot, item: Item) -> Form:
    """Give a form of one item, its options in the order of the bank file."""
    return Form("", shown.bank.version, shown.as_of, "", {"A": (Slot(item.id, item.version),)})
