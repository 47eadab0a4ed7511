"""The rows of a store as attempts: many are read at once, and one that somebody spoilt does not hide the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from quizgen.model.attempt import Attempt

Rows = Any
"""What SQLite gives: a tuple of what the columns hold, or a list of such."""
_AT_ONCE = 500
"""Attempts that are read together: reading 100,000 one by one takes three times as long."""
_MOST_OPTIONS = 8
_MOST_MINUTES = 1440
_ABOUT = "id, form, variant, bank, as_of, mode, slots, retake_of, who, time_limit, cut, status, started, finished"


def attempts_in(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Attempt | Exception]]:
    """Read the attempts of these numbers, in the order of their numbers; what is wrong stands where a row is spoilt.

    Numbers that there are not are left out. Raises sqlite3.Error.
    """
    for begin in range(0, len(numbers), _AT_ONCE):
        some = numbers[begin : begin + _AT_ONCE]
        try:
            found = list(_together(connection, some))
        except sqlite3.OperationalError as error:  # among others for text that is not UTF-8, of whichever row
            if len(some) > 1:
                found = [one for number in some for one in attempts_in(connection, [number])]
            elif "UTF-8" in str(error):
                found = [(some[0], error)]
            else:
                raise
        yield from found


def _together(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Attempt | Exception]]:
    among = f"({','.join('?' * len(numbers))})"
    rows = connection.execute(f"SELECT {_ABOUT} FROM attempts WHERE id IN {among} ORDER BY id", numbers).fetchall()
    columns = "attempt, item, chosen, is_right, at"
    answers = _grouped(
        connection.execute(f"SELECT {columns} FROM responses WHERE attempt IN {among} ORDER BY id", numbers)
    )
    votes = _grouped(
        connection.execute(f"SELECT attempt, item, counts, at FROM votes WHERE attempt IN {among} ORDER BY id", numbers)
    )
    for number, *row in rows:
        try:
            yield number, _attempt(number, row, answers.get(number, ()), votes.get(number, ()))
        except (ValueError, TypeError, AttributeError) as error:  # msgspec's own are ValueErrors
            yield number, error


def _grouped(rows: Iterable[Rows]) -> dict[int, list[Rows]]:
    found: dict[int, list[Rows]] = {}
    for attempt, *rest in rows:
        found.setdefault(attempt, []).append(rest)
    return found


def _attempt(number: int, row: Rows, answers: Rows, votes: Rows) -> Attempt:
    """Make an attempt of its rows; raises ValueError, TypeError or AttributeError where they are not what we write."""
    *about, slots, retake_of, who, time_limit, cut, status, started, finished = row
    parts = msgspec.json.decode(slots, type=list[tuple[str, ...]])
    run = dict(zip(("form", "variant", "bank", "as_of", "mode"), about, strict=True)) | {
        "slots": [dict(zip(("item", "version", "order", "key"), one, strict=False)) for one in parts],
        "retake_of": retake_of,
        "who": who,
        "time_limit": time_limit,
        "cut": cut,
    }
    attempt = {
        "id": number,
        "run": run,
        "status": status,
        "started": started,
        "finished": finished,
        "responses": [
            {"item": item, "chosen": chosen.split(), "right": bool(is_right), "at": at}
            for item, chosen, is_right, at in answers
        ],
        "votes": [{"item": item, "counts": msgspec.json.decode(counts), "at": at} for item, counts, at in votes],
    }
    return _possible(msgspec.convert(attempt, Attempt))


def _possible(attempt: Attempt) -> Attempt:
    """Give an attempt back; raises ValueError for what no quiz can have written."""
    if datetime.fromisoformat(attempt.started).tzinfo is None:
        raise ValueError(f"no UTC time: {attempt.started}")
    if not 0 <= attempt.run.time_limit <= _MOST_MINUTES:
        raise ValueError(f"no time limit: {attempt.run.time_limit}")
    if any(len(slot.order) > _MOST_OPTIONS for slot in attempt.run.slots):
        raise ValueError("more options than letters")
    return attempt
