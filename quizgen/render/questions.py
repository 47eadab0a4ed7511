"""The question form: one variant, to be filled in by a participant."""

from __future__ import annotations

from collections import Counter

from quizgen.language import say
from quizgen.model.item import Kind
from quizgen.render.citation import day
from quizgen.render.handout import Handout
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.shown import ShownItem, shown_items

KINDS: tuple[Kind, ...] = ("verdict", "single", "multiple")


def questions_html(handout: Handout, variant: str, css: str = "") -> str:
    """Give the page of one variant; without `css` it has no style but its footer."""
    language, form = handout.language, handout.form
    items = shown_items(handout, variant)
    counts = Counter(one.item.kind for one in items)
    return fill(
        "questions.html.j2",
        handout,
        title=say(language, "paper.questions.title", bank=handout.bank.settings.title[language], form=handout.label),
        footer=Footer(
            say(language, "paper.footer.form", form=f"{form.id}-{variant}"),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        variant=variant,
        as_of=day(form.as_of, language),
        kinds=[(kind, counts[kind]) for kind in KINDS if counts[kind]],
        items=[_item(one, language) for one in items],
    )


def standalone_questions(handout: Handout, variant: str) -> str:
    """Give the page of one variant with style and font inside, for a browser to print."""
    css = embedded(style_names("questions", handout), questions_html(handout, variant))
    return questions_html(handout, variant, css)


def _item(one: ShownItem, language: str) -> dict[str, object]:
    return {
        "id": one.item.id,
        "number": one.number,
        "kind": one.item.kind,
        "stem": one.item.stem[language].strip(),
        "options": one.options,
    }
