"""The poster: what is allowed and what is not, on A3, to be read from 2 m; its sources in the foot."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.language import say
from quizgen.model.words import Modality
from quizgen.render.bilingual import Worded, in_each
from quizgen.render.handout import Handout
from quizgen.render.letterhead import head_height
from quizgen.render.measuring import MM_PER_PT, lines
from quizgen.render.norms import Norm, Room, chosen, norms, sources
from quizgen.render.occasion import heading, held_words
from quizgen.render.page import Footer, embedded, fill, page_of, style_names

LISTS: tuple[Modality, ...] = ("permission", "prohibition")
ACROSS = 104.0
"""Width of a list's text beside its sign, mm."""
INNER = 384.0
"""Height of an A3 page between its margins, mm."""
WIDTH, TITLE_SIZE = 261.0, 64.0
"""Width of the page between its margins in mm, and the print of the title in pt."""
TITLE, TITLE_SECOND = 49.0, 22.0
"""Height of the title with what is under it, and how much more it takes in two languages, mm."""
LIST_HEAD = 26.0
FOOT_ACROSS, FOOT_SIZE = 255.0, 10.0
"""Width of the sources in mm, and their print in pt."""
HEAD_SIZES = {"authority": 18.0, "office": 22.0, "address": 12.0}


def poster_html(handout: Handout, css: str = "") -> str:
    """Give the poster; without `css` it has no style but its footer.

    The bank of the order must have all rules, not only those of the items of the form. The size is A3 whatever the
    paper of the kit is.
    """
    language = handout.language
    found = {modality: norms(handout, modality) for modality in LISTS}
    told = _told(handout, [found[modality] for modality in LISTS])
    named = sources(told)
    return fill(
        "poster.html.j2",
        handout,
        title=say(language, "kitpaper.poster.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.poster", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        lists=[
            {
                "modality": modality,
                "entries": [_entry(norm, language, named.index(norm.source) + 1) for norm in list_],
            }
            for modality, list_ in zip(LISTS, told, strict=True)
        ],
        counts={
            modality: _count(handout, modality, len(list_), len(found[modality]))
            for modality, list_ in zip(LISTS, told, strict=True)
        },
        sources=named,
        height=round(_room(handout) + LIST_HEAD - _foot(named), 2),
        day=held_words(handout),
    )


def standalone_poster(handout: Handout) -> str:
    """Give the poster with style and font inside, for a browser to print."""
    css = embedded(style_names("poster", handout), poster_html(handout), handout.theme)
    return poster_html(handout, css)


def _entry(norm: Norm, language: str, note: int) -> dict[str, object]:
    """Give a statement, its last word apart: the number of the note stays with it."""
    begins, _, ends = norm.text[language].rpartition(" ")
    return {"text": norm.text, "begins": begins, "ends": ends, "note": note}


def _count(handout: Handout, modality: str, shown: int, all_: int) -> Worded:
    return in_each(handout, lambda one: say(one, f"kitpaper.card.count.{modality}", shown=shown, all=all_))


def _room(handout: Handout) -> float:
    """Give the height for lists and sources together, mm."""
    head = max(28.0, head_height(handout, WIDTH - (60.0 if handout.emblem else 0.0), HEAD_SIZES)) + 9.0
    return INNER - head - TITLE - _second_line(handout) - (TITLE_SECOND if handout.second else 0.0) - LIST_HEAD


def _second_line(handout: Handout) -> float:
    """Give the height in mm of the lines that the title has beyond its first."""
    title = say(handout.language, "kitpaper.poster")
    return (lines(title, WIDTH, TITLE_SIZE, bold=True) - 1) * TITLE_SIZE * 1.05 * MM_PER_PT


def _told(handout: Handout, found: Sequence[Sequence[Norm]]) -> list[list[Norm]]:
    """Choose as many of each list as fit above their sources."""
    size, gap = (30.0, 7.0) if handout.large else (23.0, 5.0)
    room = down = _room(handout)
    while True:
        lists = Room(ACROSS, down, size, 0.0, gap, leading=1.23)
        told = [chosen(list_, lists, handout) for list_ in found]
        if down + _foot(sources(told)) <= room or not any(told):
            return told
        down -= 2.0


def _foot(named: Sequence[str]) -> float:
    text = "  ".join(f"{number} {source}" for number, source in enumerate(named, 1))
    return (lines(text, FOOT_ACROSS, FOOT_SIZE) + 3) * FOOT_SIZE * 1.3 * MM_PER_PT + 4.0
