"""Filling in a template: Jinja2 with everything escaped and nothing undefined let through."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizgen.language import say
from quizgen.render.bilingual import also, beside, both, slashed, under
from quizgen.render.counting import counted
from quizgen.render.fitting import LEADING
from quizgen.render.fonts import embedded_css
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_lines
from quizgen.render.long_words import breakable
from quizgen.render.occasion import heading
from quizgen.render.theme import Theme
from quizgen.shipped import shipped

_PAGE, _PAGES = "\ue000", "\ue001"
_STYLES = {"sheet": "answer_sheet.css", "coverage": "matrix.css"}
"""Style sheets of kinds that are not named like their kind."""
_LARGE = {
    kind: ("large.css", f"{name}_large.css")
    for kind, name in (
        ("sheet", "answer_sheet"),
        ("card", "card"),
        ("poster", "poster"),
        ("pledge", "pledge"),
        ("attendance", "attendance"),
    )
} | {"certificate": (), "coverage": ()}
"""Style sheets of large print where `large.css` alone is not it; a certificate is large already."""
_LANDSCAPE = {
    ("card", False),
    ("attendance", True),
    *((kind, large) for kind in ("certificate", "coverage") for large in (False, True)),
}
"""Kinds whose pages lie on their side, in normal (False) or large (True) print."""
_FITTED = (
    '<span style="display: inline-block; white-space: nowrap; text-indent: 0; margin-top: {:.2f}em; '
    'font-size: {:.2f}pt; line-height: {}">{}</span>'
)
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
    """Fill in a template of the folder `templates`; `css` goes into the page as it is, all other text is escaped.

    The file says that it is of the kind `kind` among `fields`, else of the kind that the template is named after.
    """
    values = dict(
        {"kind": template.partition(".")[0]} | fields,
        language=handout.language,
        large=handout.large,
        second=handout.second,
        tightens=handout.session is not None,
        both=partial(both, handout),
        also=partial(also, handout),
        slashed=partial(slashed, handout),
        under=partial(under, handout),
        beside=partial(beside, handout),
        t=partial(_message, handout.language),
        n=partial(counted, handout.language),
        title=title,
        footer=footer,
        css=Markup(css),  # our own style sheets
        letterhead=head_lines(handout),
        emblem=handout.emblem.url if handout.emblem else "",
        form_id=handout.form.id,
        heading=heading(handout)[handout.language],
        occasion=heading(handout),
        stamped=partial(_stamped, handout),
    )
    if handout.theme:
        from quizgen.render.sandbox import filled

        return filled(handout.theme, template, values, _FILTERS)
    return _environment().get_template(template).render(values)


def style_names(kind: str, handout: Handout) -> tuple[str, ...]:
    """The style sheets of a kind of paper, in the order in which they apply."""
    lies = (kind, handout.large) in _LANDSCAPE
    size = "a3.css" if kind == "poster" else f"{'landscape' if lies else 'paper'}-{handout.paper}.css"
    large = _LARGE.get(kind, ("large.css",)) if handout.large else ()
    gray = ("gray.css",) if handout.gray else ()
    return ("sheet.css", _STYLES.get(kind, f"{kind}.css"), *large, *gray, size)


def embedded(names: tuple[str, ...], html: str, theme: Theme | None = None) -> str:
    """Give style sheets and font as one text for the page `html`, so that a browser needs no other file."""
    # What a trainer's style sheet holds cannot end the element that it stands in.
    texts = [style_text(name, theme).replace("</", "<\\/") for name in names]
    return "\n".join([embedded_css(html), *texts])


def style_text(name: str, theme: Theme | None = None) -> str:
    """Give a style sheet: the trainer's own, else the shipped one."""
    own = theme.text(name) if theme else None
    return (shipped("templates") / name).read_text(encoding="utf-8") if own is None else own


def css_content(text: str) -> Markup:
    """Write a text as the value of CSS `content`: page numbers as counters, all signs escaped."""
    parts = [part for part in re.split(f"([{_PAGE}{_PAGES}])", text) if part]
    return Markup(" ".join(_COUNTERS.get(part) or _css_string(part) for part in parts) or '""')


def _css_string(text: str) -> str:
    return '"' + re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign.group()):x} ", text) + '"'


def _message(language: str, key: str, **words: object) -> str:
    return say(language, f"paper.{key}", **words)


def _stamped(handout: Handout, name: str) -> str:
    """Give what is filled into a field that others have stamped or write by hand; a long text as it fits."""
    fit = handout.fits.get(name)
    if fit is None:
        return handout.filled.get(name, "")
    # The last line stands where a single one would, the others above it; they make no room for themselves.
    raised = -LEADING * (len(fit.lines) - 1)
    return Markup(_FITTED).format(raised, fit.size, LEADING, Markup("<br>").join(fit.lines))


_FILTERS = {"css_content": css_content, "breakable": breakable}


@cache
def _environment() -> Environment:
    # autoescape is plainly on: the usual choice by file name skips `.html.j2`.
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )
    environment.filters.update(_FILTERS)
    return environment
