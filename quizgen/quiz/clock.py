"""The clock of an exam: how much of its time is spent, from its start and the times alone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime


def seconds_spent(started: str, times: Iterable[str]) -> float:
    """Give the seconds from the start of an exam to the latest of some times (UTC, ISO 8601), 0 at the least.

    A time that cannot be read is left out, as in a store that somebody spoilt.
    """
    begun = datetime.fromisoformat(started)
    spent = [0.0]
    for time in times:
        with suppress(ValueError, TypeError, OverflowError):
            spent.append((datetime.fromisoformat(time) - begun).total_seconds())
    return max(spent)


def minutes_told(seconds: float) -> int:
    """Give the minutes to tell a participant: begun ones count, so that 1 means the last one."""
    return -(-int(-(-seconds // 1)) // 60)
