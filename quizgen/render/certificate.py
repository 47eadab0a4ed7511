"""The certificate of attendance: one page on its side, the name to be stamped or written."""

from __future__ import annotations

from quizgen.language import say
from quizgen.render.geometry import PAGE
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_height
from quizgen.render.measuring import fitting, tall
from quizgen.render.occasion import heading, held_words, titles
from quizgen.render.page import Footer, embedded, fill, page_of, style_names

SIDE, UPRIGHT = 24.0, 34.0
"""Margin, frame and white on either side, and above and below together, mm."""
REST, REST_SECOND = 116.0, 16.0
"""Height of all but letterhead and title, and how much more it is in two languages, mm."""
TITLE_SIZES = (18.0, 16.0, 14.0, 12.5, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)


def certificate_html(handout: Handout, css: str = "") -> str:
    """Give the certificate, which says who took part in what, when and where, and claims nothing else."""
    language, session = handout.language, handout.session
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
        title_size=_title_size(handout),
        day=held_words(handout) if session else None,
        place=session.place if session else "",
        city=(session.city or session.place) if session else "",
        signer=session.signer if session else None,
    )


def standalone_certificate(handout: Handout) -> str:
    """Give the certificate with style and font inside, for a browser to print."""
    css = embedded(style_names("certificate", handout), certificate_html(handout), handout.theme)
    return certificate_html(handout, css)


def _title_size(handout: Handout) -> float:
    """Give the size of the session's title in pt in which all of the certificate stands on one page."""
    long, short = PAGE[handout.paper][1] - 2 * SIDE, PAGE[handout.paper][0] - UPRIGHT
    head = head_height(
        handout, long - (46.0 if handout.emblem else 0.0), {"authority": 13, "office": 15.5, "address": 9.5}
    )
    rest = REST + (REST_SECOND if handout.second else 0.0) + max(head, 22.0 if handout.emblem else 0.0)
    return fitting(lambda size: tall(titles(handout), long, size, bold=True, leading=1.2), short - rest, TITLE_SIZES)
