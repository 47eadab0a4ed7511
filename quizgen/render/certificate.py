"""The certificate of attendance: one page on its side, the name to be stamped or written."""

from __future__ import annotations

from quizgen.language import say
from quizgen.render.bilingual import languages
from quizgen.render.geometry import PAGE
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_height
from quizgen.render.measuring import MM_PER_PT, fitting, lines, tall
from quizgen.render.occasion import heading, held_words, titles
from quizgen.render.page import Footer, embedded, fill, page_of, style_names

SIDE, UPRIGHT = 24.0, 34.0
"""Margin, frame and white on either side, and above and below together, mm."""
REST, REST_SECOND = 121.5, 16.0
"""Height of all but letterhead and title, and how much more it is in two languages, mm; long lines come on top."""
DENSE, READABLE = 13.0, 10.0
"""What is saved in mm where all is set closer, which is done where the title would be smaller than so many pt."""
SIGNED = 98.0
"""Width of the signature in mm."""
TITLE_SIZES = (18.0, 16.0, 14.0, 12.5, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)


def certificate_html(handout: Handout, css: str = "") -> str:
    """Give the certificate, which says who took part in what, when and where, and claims nothing else."""
    language, session = handout.language, handout.session
    size = _title_size(handout)
    dense = size < READABLE
    return fill(
        "certificate.html.j2",
        handout,
        title=say(language, "kitpaper.certificate.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.certificate", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        title_size=_title_size(handout, DENSE) if dense else size,
        dense=dense,
        day=held_words(handout) if session else None,
        place=session.place if session else "",
        city=(session.city or session.place) if session else "",
        signer=session.signer if session else None,
    )


def standalone_certificate(handout: Handout) -> str:
    """Give the certificate with style and font inside, for a browser to print."""
    css = embedded(style_names("certificate", handout), certificate_html(handout), handout.theme)
    return certificate_html(handout, css)


def _title_size(handout: Handout, saved: float = 0.0) -> float:
    """Give the size of the session's title in pt in which all stands on one page, with so many mm saved elsewhere."""
    long, short = PAGE[handout.paper][1] - 2 * SIDE, PAGE[handout.paper][0] - UPRIGHT
    head = head_height(
        handout, long - (46.0 if handout.emblem else 0.0), {"authority": 13, "office": 15.5, "address": 9.5}
    )
    rest = REST + (REST_SECOND if handout.second else 0.0) + max(head, 22.0 if handout.emblem else 0.0)
    rest += _more(handout, long)
    return fitting(
        lambda size: tall(titles(handout), long, size, bold=True, leading=1.2), short - rest + saved, TITLE_SIZES
    )


def _more(handout: Handout, long: float) -> float:
    """Give the height in mm of what goes on in a second line: the signer's office and name, the place and day."""
    session = handout.session
    if session is None:
        return 0.0
    more = 0.0
    if signer := session.signer:
        more += (lines(signer.office, SIGNED, 12.0) - 1) * 12.0 * 1.2
        more += (lines(signer.name, SIGNED, 12.0, bold=True) - 1) * 12.0 * 1.3
    for place, language in enumerate(languages(handout)):
        held = say(language, "kitpaper.certificate.held", place=session.place, day=held_words(handout)[language])
        size = 13.0 * 0.8 if place else 13.0
        more += (lines(held, long, size) - 1) * size * 1.2
    return more * MM_PER_PT
