"""Filling in a template: Jinja2 with everything escaped and nothing undefined let through."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizgen.language import say
from quizgen.render.counting import counted
from quizgen.render.fonts import embedded_css
from quizgen.render.handout import Handout
from quizgen.shipped import shipped

_PAGE, _PAGES = "\ue000", "\ue001"
LONG_WORD = 40
"""Characters from which on a word may not fit into the line of an option."""
_COUNTERS = {_PAGE: "counter(page)", _PAGES: "counter(pages)"}


class Footer(NamedTuple):
    """What stands at the foot of every page: three lines of text, page numbers as made by `page_of`."""

    left: str
    middle: str
    right: str


def page_of(language: str) -> str:
    """Say `page n of m`, to be filled in page by page."""
    return say(language, "paper.page", page=_PAGE, pages=_PAGES)


def fill(template: str, handout: Handout, *, title: str, footer: Footer, css: str, **fields: object) -> str:
    """Fill in a template of the folder `templates`; `css` goes into the page as it is, all other text is escaped."""
    return (
        _environment()
        .get_template(template)
        .render(
            fields,
            language=handout.language,
            t=partial(_message, handout.language),
            n=partial(counted, handout.language),
            kind=template.partition(".")[0],
            title=title,
            footer=footer,
            css=Markup(css),  # our own style sheets
            letterhead=_letterhead(handout),
            emblem=handout.emblem.url if handout.emblem else "",
            form_id=handout.form.id,
            heading=handout.bank.settings.title[handout.language],
        )
    )


def style_names(kind: str, handout: Handout) -> tuple[str, ...]:
    """The style sheets of a kind of paper, in the order in which they apply."""
    return ("sheet.css", f"{kind}.css", f"paper-{handout.paper}.css")


def embedded(names: tuple[str, ...], html: str) -> str:
    """Give style sheets and font as one text for the page `html`, so that a browser needs no other file."""
    texts = [(shipped("templates") / name).read_text(encoding="utf-8") for name in names]
    return "\n".join([embedded_css(html), *texts])


def css_content(text: str) -> Markup:
    """Write a text as the value of CSS `content`: page numbers as counters, all signs escaped."""
    parts = [part for part in re.split(f"([{_PAGE}{_PAGES}])", text) if part]
    return Markup(" ".join(_COUNTERS.get(part) or _css_string(part) for part in parts) or '""')


def breakable(text: str) -> Markup:
    """Escape a text, and let a word that may be longer than a line break where the line ends."""
    return Markup("").join(_long_word(part) if len(part) > LONG_WORD else part for part in re.split(r"(\s+)", text))


def _long_word(word: str) -> str:
    return word if word.isspace() else Markup('<span class="long">{}</span>').format(word)


def _css_string(text: str) -> str:
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign.group()):x} ", text) + '"'


def _message(language: str, key: str, **words: object) -> str:
    return say(language, f"paper.{key}", **words)


def _letterhead(handout: Handout) -> list[dict[str, str]]:
    """Give each line its role: the authority above, the office in bold, addresses below."""
    lines = handout.bank.settings.letterhead.lines if handout.bank.settings.letterhead else ()
    roles = ("office",) if len(lines) == 1 else ("authority", "office", "address", "address")
    return [{"role": role, "text": line} for role, line in zip(roles, lines, strict=False)]


@cache
def _environment() -> Environment:
    # autoescape is plainly on: the usual choice by file name skips `.html.j2`.
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    environment.filters["css_content"] = css_content
    environment.filters["breakable"] = breakable
    return environment
