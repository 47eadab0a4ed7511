"""The pocket card: what is allowed, what is not and what is a duty; printed on both sides, cut and folded once."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.language import say
from quizgen.model.words import Modality
from quizgen.render.bilingual import Worded, in_each
from quizgen.render.geometry import PAGE
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_height
from quizgen.render.measuring import fitting, tall
from quizgen.render.norms import Norm, Room, chosen, norms
from quizgen.render.occasion import heading, held_words, titles
from quizgen.render.page import Footer, embedded, fill, page_of, style_names

MARGIN, FOOT = 7.0, 15.0
"""White around the cards, and below them with the note on cutting and the foot, mm."""
LISTS: tuple[Modality, ...] = ("permission", "prohibition", "obligation")
PADDING, HEAD, LEGEND = 3.5, 8.5, 12.0
"""Inside of a panel, its heading with the space under it, and the small print under the last list, mm."""


FRONT = 34.0
"""What the front has besides letterhead, emblem and title: the card's name, the day and the form id, mm."""
TITLE_SIZES = (10.5, 9.5, 8.5, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0, 4.5)


class Sizes(NamedTuple):
    """Cards beside and above one another on a sheet, and one half of a card in mm."""

    across: int
    down: int
    width: float
    height: float


def sizes(handout: Handout) -> Sizes:
    """Give how the sheet is cut: four cards, or two large ones."""
    short, long = PAGE[handout.paper]
    across, down = (1, 2) if handout.large else (2, 2)
    width, height = (short, long) if handout.large else (long, short)
    return Sizes(across, down, (width - 2 * MARGIN) / across / 2, (height - MARGIN - FOOT) / down)


def card_html(handout: Handout, css: str = "") -> str:
    """Give the two sides of a sheet of cards; without `css` it has no style but its footer.

    The bank of the order must have all rules, not only those of the items of the form.
    """
    language, cut = handout.language, sizes(handout)
    found = {modality: norms(handout, modality) for modality in LISTS}
    told = {modality: chosen(all_, _room(handout, cut, modality), handout) for modality, all_ in found.items()}
    return fill(
        "card.html.j2",
        handout,
        title=say(language, "kitpaper.card.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.card", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        cut=cut,
        cards=range(cut.across * cut.down),
        day=held_words(handout),
        cutting=say(language, "kitpaper.card.cutting"),
        lists={modality: [_entry(one) for one in told[modality]] for modality in LISTS},
        counts={one: _count(handout, one, len(told[one]), len(found[one])) for one in LISTS},
        title_size=_title_size(handout, cut),
    )


def standalone_card(handout: Handout) -> str:
    """Give the cards with style and font inside, for a browser to print."""
    css = embedded(style_names("card", handout), card_html(handout), handout.theme)
    return card_html(handout, css)


def _room(handout: Handout, cut: Sizes, modality: Modality) -> Room:
    size, source, gap, bullet = (13.0, 8.5, 2.0, 4.5) if handout.large else (7.6, 5.6, 0.9, 3.0)
    taken = HEAD * (1.5 if handout.large else 1.0)
    if modality == "obligation":
        taken += LEGEND * (2.0 if handout.large else 1.0) * (2.0 if handout.second else 1.0)
    return Room(cut.width - 2 * PADDING - bullet, cut.height - 2 * PADDING - taken, size, source, gap)


def _entry(norm: Norm) -> dict[str, object]:
    return {"text": norm.text, "source": norm.source}


def _count(handout: Handout, modality: str, shown: int, all_: int) -> Worded:
    return in_each(handout, lambda one: say(one, f"kitpaper.card.count.{modality}", shown=shown, all=all_))


def _title_size(handout: Handout, cut: Sizes) -> float:
    """Give the size in pt in which the session's title fits on the front, below the letterhead and the card's name."""
    scale = 1.5 if handout.large else 1.0
    room = cut.width - 2 * PADDING
    above = head_height(handout, room, {"authority": 7.5 * scale, "office": 8.0 * scale, "address": 0.0})
    above += (17.0 * scale if handout.emblem else 0.0) + FRONT * scale * (1.3 if handout.second else 1.0)
    sizes = [size * scale for size in TITLE_SIZES]
    return fitting(lambda size: tall(titles(handout), room, size), cut.height - 2 * PADDING - above, sizes)
