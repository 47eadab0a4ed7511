"""The clock of an exam: how much of its time is left, from its start and the time alone."""

from __future__ import annotations

from datetime import datetime, timedelta


def seconds_left(started: str, minutes: int, now: str) -> float:
    """Give the seconds from now to the end of an exam of so many minutes, 0 at the least; times are UTC, ISO 8601.

    The time runs on while an exam is left. A clock that was set back before the start leaves no more than all of it.
    """
    whole = timedelta(minutes=minutes)
    left = whole - (datetime.fromisoformat(now) - datetime.fromisoformat(started))
    return max(timedelta(0), min(left, whole)).total_seconds()


def minutes_told(seconds: float) -> int:
    """Give the minutes to tell a participant: begun ones count, so that 1 means the last one."""
    return -(-int(-(-seconds // 1)) // 60)
