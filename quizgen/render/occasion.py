"""What a paper says of the session it is printed for: its title, day and place, and which test a variant is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quizgen.dates import iso
from quizgen.language import say
from quizgen.model.session import Part
from quizgen.render.bilingual import Worded, in_each, languages
from quizgen.render.citation import day
from quizgen.render.handout import Handout

LONG_TITLE = 70
"""Characters from which on a title is set smaller."""


class KitTest(NamedTuple):
    """Variants that ask about the same items, and whether they are the test before the session or the one after."""

    part: Part | None
    variants: tuple[str, ...]


def heading(handout: Handout) -> Worded:
    """Give the title of the session, else the bank's."""
    return handout.session.title if handout.session else handout.bank.settings.title


def titles(handout: Handout) -> list[str]:
    """Give the title in every language of the paper; once where it is the same in both."""
    return list(dict.fromkeys(heading(handout)[language] for language in languages(handout)))


def is_long(handout: Handout) -> bool:
    """Tell whether the title is so long that it is set smaller."""
    return len(heading(handout)[handout.language]) > LONG_TITLE


def held_on(handout: Handout) -> str:
    """Give the ISO day of the session, else the day by whose rules the form was drawn."""
    return str(handout.session.date) if handout.session else str(handout.form.as_of)


def held_words(handout: Handout) -> Worded:
    """Give the day of `held_on` in words."""
    return in_each(handout, lambda language: day(held_on(handout), language))


def asked_of(handout: Handout) -> tuple[str, ...]:
    """Give what a test asks of who takes it; all of it can be stamped. An anonymous one asks for nothing but a code."""
    coded = handout.session is not None and handout.session.anonymous == "true"
    return ("code",) if coded else ("name", "number", "unit")


def kit_tests(handout: Handout) -> list[KitTest]:
    """Give the tests of the order: its variants by the items that they share, in the order of the form."""
    groups = _groups(handout)
    parts = _parts(handout, len(groups))
    wanted = [
        KitTest(part, tuple(letter for letter in letters if letter in handout.variants))
        for part, letters in zip(parts, groups, strict=True)
    ]
    return [test for test in wanted if test.variants]


def part_of(handout: Handout, variant: str) -> Part | None:
    """Tell which test a variant is; None where there is only one."""
    return next((test.part for test in kit_tests(handout) if variant in test.variants), None)


def _groups(handout: Handout) -> list[list[str]]:
    found: dict[frozenset[str], list[str]] = {}
    for letter, slots in handout.form.variants.items():
        found.setdefault(frozenset(str(slot.item) for slot in slots), []).append(letter)
    return list(found.values())


def _parts(handout: Handout, count: int) -> Sequence[Part | None]:
    if handout.session and len(handout.session.tests) == count:
        return handout.session.tests
    return [handout.part] * count


def facts(handout: Handout) -> list[dict[str, object]]:
    """Give the lines of a list that say what session it is: title, day, time, place (those known)."""
    session = handout.session
    found: dict[str, Worded] = {"title": heading(handout)}
    if session:
        found["day"] = in_each(handout, lambda language: _with_weekday(str(session.date), language))
        if session.start:
            found["start"] = in_each(handout, lambda language: say(language, "kitpaper.start", time=session.start))
        found["place"] = in_each(handout, lambda _: str(session.place))
    return [{"name": name, "text": text} for name, text in found.items()]


def _with_weekday(date: str, language: str) -> str:
    found = iso(date)
    written = day(date, language)
    return f"{say(language, f'kitpaper.weekday.{found.weekday()}')}, {written}" if found else written
