"""Spaced repetition: which items are due again, from a person's answers and the time alone (FSRS, without chance).

The forgetting curve is that of the package fsrs with its default parameters and a wanted retention of 90 per hundred.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from fsrs import Card, Rating, Scheduler
from msgspec import Struct

from quizgen.quiz.past import Answered

_SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
"""Steps of minutes are left out: whoever takes a quiz comes back on another day, not after ten minutes."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_MOST = 200
"""Answers to an item that count, the last ones: those long before them no longer change a day."""


class Due(Struct, frozen=True):
    """An item, and the UTC time from which it is due."""

    item: str
    at: datetime


def schedule(past: Iterable[Answered], versions: Mapping[str, str]) -> tuple[Due, ...]:
    """Give when each item that was ever answered is due next, the one due first at the front.

    `versions` are the items that may be asked now; answers to other versions are left out. A right answer counts as
    `Good`, a wrong one as `Again`. An answer whose time cannot be read is left out.
    """
    answers: dict[str, deque[tuple[datetime, bool]]] = {}
    for one in sorted(past, key=lambda one: one.at):
        when = _moment(one.at)
        if when is not None and versions.get(one.item) == one.version:
            answers.setdefault(one.item, deque(maxlen=_MOST)).append((when, one.right))
    dues = (Due(item, _due(given)) for item, given in answers.items())
    return tuple(sorted(dues, key=lambda due: (due.at, due.item)))


def _due(answers: Iterable[tuple[datetime, bool]]) -> datetime:
    """Give when an item that was answered so, the oldest first, is due next."""
    card = Card(card_id=0, due=_NEVER)  # without both, a clock is read
    for when, right in answers:
        card, _ = _SCHEDULER.review_card(card, Rating.Good if right else Rating.Again, when)
    return card.due


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
