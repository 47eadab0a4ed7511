"""The attendance list: who comes, with room to sign, and blank rows for those who were not expected."""

from __future__ import annotations

from quizgen.language import say
from quizgen.render.handout import Handout
from quizgen.render.occasion import facts, heading, held_words
from quizgen.render.page import Footer, embedded, fill, page_of, style_names

BLANK_ROWS = 40
"""Rows of a list without a roster: two pages, front and back."""
SPARE_ROWS = 5
"""Blank rows after a roster where the session does not say how many spare copies there are."""


def attendance_html(handout: Handout, css: str = "") -> str:
    """Give the list of the people of the order; without `css` it has no style but its footer.

    It has names in an anonymous session as well, and never a code: nothing on it leads to anybody's answers.
    """
    language, people = handout.language, handout.people
    spare = int(handout.session.spare) if handout.session else SPARE_ROWS
    return fill(
        "attendance.html.j2",
        handout,
        title=say(language, "kitpaper.attendance.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.attendance", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        facts=facts(handout),
        rows=[{"place": place, "person": one} for place, one in enumerate(people, 1)]
        + [{"place": len(people) + place, "person": None} for place in range(1, (spare if people else BLANK_ROWS) + 1)],
        signer=handout.session.signer if handout.session else None,
        city=(handout.session.city or handout.session.place) if handout.session else "",
        day=held_words(handout) if handout.session else None,
    )


def standalone_attendance(handout: Handout) -> str:
    """Give the list with style and font inside, for a browser to print."""
    css = embedded(style_names("attendance", handout), attendance_html(handout), handout.theme)
    return attendance_html(handout, css)
