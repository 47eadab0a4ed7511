"""Which form a command works on: a stored one by its id, or a new one drawn as the options say."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date

from quizgen.cli.voice import tell
from quizgen.dates import iso
from quizgen.forms import load_form
from quizgen.model.form import Form
from quizgen.open_bank import OpenBank
from quizgen.quiz.assemble import Candidate, assemble, variant_letters
from quizgen.stop import BAD_INPUT, BAD_USAGE, Stop


def form_for(
    opened: OpenBank,
    *,
    form_id: str = "",
    seed: str = "",
    count: int | None = None,
    topics: Sequence[str] = (),
    as_of: str = "",
    variants: str = "A",
    choose: Callable[[Sequence[Candidate], int], Sequence[Candidate]] | None = None,
) -> tuple[Form, str]:
    """Give the form and the variant to use; a new form is not stored yet.

    Without a seed a fresh one is drawn. `choose` picks those to be asked of all that may be, given how many are wanted.
    Raises Stop where the options contradict one another or name what there is not.
    """
    if form_id:
        _alone(seed=seed, count=count, topic=topics, as_of=as_of)
        return load_form(opened, form_id)
    letters = variant_letters(variants)
    if letters is None:
        raise Stop(BAD_USAGE, "bad_variants", variants=variants)
    if len(seed) > 60 or not seed.isprintable():
        raise Stop(BAD_USAGE, "bad_seed")
    day = _day(as_of)
    known = opened.settings.topics
    for topic in topics:
        if topic not in known:
            raise Stop(BAD_USAGE, "bad_topic", topic=topic, topics=", ".join(known))
    candidates = opened.candidates(day, topics)
    if not candidates:
        raise Stop(BAD_INPUT, "no_items", as_of=day)
    blueprint = opened.settings.blueprint
    wanted = count or int(blueprint.count)
    if choose:
        candidates = list(choose(candidates, wanted))
    elif count and len(candidates) < count:
        tell("fewer_items", found=len(candidates), count=count)
    weights = {topic: int(weight) for topic, weight in blueprint.weights.items()}
    form = assemble(
        candidates,
        count=wanted,
        weights=weights,
        seed=seed or _fresh_seed(),
        variants=letters,
        bank=opened.version,
        as_of=day,
    )
    return form, letters[0]


def today() -> str:
    """Give today as an ISO day, by the clock of this machine."""
    return date.today().isoformat()  # noqa: DTZ011  the day on the user's wall


def _day(text: str) -> str:
    if text and iso(text) is None:
        raise Stop(BAD_USAGE, "bad_date", date=text)
    return text or today()


def _alone(**options: object) -> None:
    for name, value in options.items():
        if value:
            raise Stop(BAD_USAGE, "form_with_choice", option=f"--{name.replace('_', '-')}")


def _fresh_seed() -> str:
    return os.urandom(4).hex()
