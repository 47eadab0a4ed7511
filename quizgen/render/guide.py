"""The facilitator's guide: timetable, preparation, tests, discussion item by item, misconceptions, reading list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizgen.language import say
from quizgen.render.agenda import agenda
from quizgen.render.bilingual import in_each
from quizgen.render.handout import Handout
from quizgen.render.key import key_of, references
from quizgen.render.occasion import KitTest, facts, heading, held_words, kit_tests
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.shown import ShownItem, shown_items, worded_items

MOST_MISCONCEPTIONS = 15
PREPARED = ("questions", "sheet", "key", "attendance", "pledge", "card", "poster", "certificate")
"""Kinds of paper of which the preparation list has a line, where the session prints them."""


def guide_html(handout: Handout, css: str = "") -> str:
    """Give the guide to all variants of the order; without `css` it has no style but its footer."""
    language, found = handout.language, kit_tests(handout)
    first = found[0]
    return fill(
        "guide.html.j2",
        handout,
        title=say(language, "kitpaper.guide.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.guide", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        facts=facts(handout),
        agenda=agenda(handout, found),
        prepare=list(_prepared(handout)),
        day=held_words(handout),
        tests=[_test(handout, test) for test in found],
        first=first.variants[0],
        items=_discussed(handout, first),
        misconceptions=_misconceptions(handout, first),
        references=references([one for test in found for one in shown_items(handout, test.variants[0])], handout),
    )


def standalone_guide(handout: Handout) -> str:
    """Give the guide with style and font inside, for a browser to print."""
    css = embedded(style_names("guide", handout), guide_html(handout), handout.theme)
    return guide_html(handout, css)


def minutes_for(items: int) -> int:
    """Give the minutes for a test: one for each item, to the next five, and five to hand out and collect."""
    return -(-items // 5) * 5 + 5


def _test(handout: Handout, test: KitTest) -> dict[str, Any]:
    made = key_of(handout, test)
    return {**made, "minutes": minutes_for(len(handout.form.variants[test.variants[0]]))}


def _prepared(handout: Handout) -> Iterator[Mapping[str, str]]:
    """Give the lines of the preparation list, in every language of the paper."""
    session = handout.session
    papers = session.papers if session else PREPARED
    count, spare = len(handout.people), session.spare if session else "5"
    many = in_each(
        handout,
        lambda language: (
            say(language, "kitpaper.guide.people", count=count, spare=spare)
            if count
            else say(language, "kitpaper.guide.people_unknown", spare=spare)
        ),
    )
    letters = ", ".join(handout.variants)
    for kind in (*(one for one in PREPARED if one in papers), "room", "rules"):
        yield in_each(
            handout,
            lambda language, kind=kind: say(  # type: ignore[misc]
                language,
                f"kitpaper.prepare.{kind}",
                letters=letters,
                many=many[language],
                day=held_words(handout)[language],
            ),
        )


def _discussed(handout: Handout, test: KitTest) -> list[dict[str, Any]]:
    """Give what is said of each item: the right answers and why, a quote with its origin, and what to discuss."""
    made: list[dict[str, Any]] = key_of(handout, test)["items"]  # type: ignore[assignment]
    for item in made:
        item["options"] = [option for option in item["options"] if option["right"]]
        item["rules"] = item["rules"][:1]
    return made


def _misconceptions(handout: Handout, test: KitTest) -> list[dict[str, Any]]:
    """Give wrong options with their reasons, one of each item; those of items with options before verdicts."""
    found = [one for same in worded_items(handout, test.variants[0]) if (one := _misconception(same))]
    found.sort(key=lambda one: one["kind"] == "verdict")
    return found[:MOST_MISCONCEPTIONS]


def _misconception(same: tuple[ShownItem, ...]) -> dict[str, Any] | None:
    wrong = [place for place, option in enumerate(same[0].options) if not option.right and option.reason]
    if not wrong:
        return None
    place, item = wrong[0], same[0].item
    return {
        "number": same[0].number,
        "kind": item.kind,
        "stem": item.stem,
        "text": {shown.language: shown.options[place].text for shown in same},
        "reason": {shown.language: shown.options[place].reason for shown in same},
    }
