"""Spaced repetition: which items are due again, from a person's answers and the time alone (FSRS, without chance).

The forgetting curve is that of the package fsrs with its default parameters and a wanted retention of 90 per hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler
from msgspec import Struct

from quizgen.quiz.past import Answered

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""Steps of minutes are left out: whoever takes a quiz comes back on another day, not after ten minutes."""


class Due(Struct, frozen=True):
    """An item, and the UTC time from which it is due."""

    item: str
    at: datetime


def schedule(past: Iterable[Answered], versions: Mapping[str, str]) -> tuple[Due, ...]:
    """Give when each item that was ever answered is due next, the one due first at the front.

    `versions` are the items that may be asked now; answers to other versions are left out. A right answer counts as
    `Good`, a wrong one as `Again`. An answer whose time cannot be read is left out.
    """
    cards: dict[str, Card] = {}
    for one in sorted(past, key=lambda one: one.at):
        when = _moment(one.at)
        if when is None or versions.get(one.item) != one.version:
            continue
        card = cards.get(one.item) or Card(card_id=0, due=when)
        cards[one.item], _ = _SCHEDULER.review_card(card, Rating.Good if one.right else Rating.Again, when)
    return tuple(sorted((Due(item, card.due) for item, card in cards.items()), key=lambda due: (due.at, due.item)))


def due(past: Iterable[Answered], versions: Mapping[str, str], now: str) -> tuple[str, ...]:
    """Give the items that are due on the UTC day of a time in ISO 8601, the longest due first.

    Days count, not hours, so that what was missed on a morning is due on the next, however early.
    """
    today = datetime.fromisoformat(now).astimezone(UTC).date()
    return tuple(one.item for one in schedule(past, versions) if one.at.date() <= today)


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
