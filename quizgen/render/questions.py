"""The question form: one variant, to be filled in by a participant."""

from __future__ import annotations

from collections import Counter

from quizgen.language import say
from quizgen.model.item import Kind
from quizgen.render.bilingual import Worded, in_each
from quizgen.render.citation import day
from quizgen.render.counting import counted
from quizgen.render.handout import Handout
from quizgen.render.occasion import asked_of, heading, held_words, is_long, part_of
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.shown import ShownItem, worded_items

KINDS: tuple[Kind, ...] = ("verdict", "single", "multiple")


def questions_html(handout: Handout, variant: str, css: str = "") -> str:
    """Give the page of one variant; without `css` it has no style but its footer."""
    language, form = handout.language, handout.form
    items = worded_items(handout, variant)
    counts = Counter(same[0].item.kind for same in items)
    return fill(
        "questions.html.j2",
        handout,
        title=say(language, "paper.questions.title", bank=heading(handout)[language], form=handout.label),
        footer=Footer(
            say(language, "paper.footer.form", form=f"{form.id}-{variant}"),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        variant=variant,
        part=part_of(handout, variant),
        long_title=is_long(handout),
        date=held_words(handout) if handout.session else None,
        on_sheet=answered_apart(handout),
        as_of=in_each(handout, lambda one: day(form.as_of, one)),
        fields=(*asked_of(handout), "date"),
        count=_counted(handout, len(items)),
        kinds=[(kind, _counted(handout, counts[kind])) for kind in KINDS if counts[kind]],
        items=[_item(same) for same in items],
    )


def standalone_questions(handout: Handout, variant: str) -> str:
    """Give the page of one variant with style and font inside, for a browser to print."""
    css = embedded(style_names("questions", handout), questions_html(handout, variant), handout.theme)
    return questions_html(handout, variant, css)


def answered_apart(handout: Handout) -> bool:
    """Tell whether participants answer on a separate answer sheet."""
    return handout.session is not None and "sheet" in handout.session.papers


def _counted(handout: Handout, count: int) -> Worded:
    return in_each(handout, lambda language: counted(language, "items", count))


def _item(same: tuple[ShownItem, ...]) -> dict[str, object]:
    one = same[0]
    return {
        "id": one.item.id,
        "number": one.number,
        "kind": one.item.kind,
        "stem": one.item.stem,
        "options": [
            {"letter": option.letter, "text": {version.language: version.options[place].text for version in same}}
            for place, option in enumerate(one.options)
        ],
    }
