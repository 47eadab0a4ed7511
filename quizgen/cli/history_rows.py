"""A history for programs: JSON in ASCII, and CSV that spreadsheets open as it is meant."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from quizgen.model.attempt import Attempt
from quizgen.quiz.outcome import answers_of, is_secret, letters_shown, outcome_of
from quizgen.quiz.past import Trend

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
ATTEMPT_COLUMNS = (
    "attempt", "who", "started", "finished", "status", "mode", "form", "variant", "bank", "as_of", "items", "answered",
    "right", "percent", "time_limit", "cut", "retake_of",
)  # fmt: skip
ANSWER_COLUMNS = ("attempt", "place", "item", "version", "chosen", "shown", "right", "at", "votes")


def attempt_row(attempt: Attempt) -> dict[str, Any]:
    """Give an attempt in short; times are UTC, what cannot be told is null."""
    run, outcome = attempt.run, outcome_of(attempt)
    tally = outcome.tally
    return {
        "attempt": attempt.id,
        "who": run.who,
        "started": attempt.started,
        "finished": attempt.finished or None,
        "status": attempt.status,
        "mode": run.mode,
        "form": run.form,
        "variant": run.variant,
        "bank": run.bank,
        "as_of": run.as_of,
        "items": outcome.items,
        "answered": outcome.answered,
        "right": tally.right if tally else None,
        "percent": tally.percent if tally else None,
        "time_limit": run.time_limit or None,
        "cut": run.cut,
        "retake_of": run.retake_of,
    }


def answer_rows(attempt: Attempt) -> list[dict[str, Any]]:
    """Give one row for each item of an attempt, in the order of its form; options named as in the bank file."""
    answers, votes = answers_of(attempt), {one.item: one for one in attempt.votes}
    rows = []
    for place, slot in enumerate(attempt.run.slots, 1):
        response, vote = answers.get(slot.item), votes.get(slot.item)
        chosen = response.chosen if response else ()
        right = response.right if response and not is_secret(attempt) else None
        at = response.at if response else vote.at if vote else None
        values = (attempt.id, place, slot.item, slot.version, list(chosen))
        shown = list(letters_shown(attempt, slot.item, chosen))
        counts = dict(vote.counts) if vote else None
        rows.append(dict(zip(ANSWER_COLUMNS, (*values, shown, right, at, counts), strict=True)))
    return rows


def trend_rows(trends: Sequence[Trend], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Give one row for each topic and attempt; `number` counts the attempts of a topic from 1."""
    return [
        {
            "topic": trend.topic,
            "name": names.get(trend.topic, ""),
            "number": number,
            "right": one.right,
            "total": one.total,
            "percent": one.percent,
        }
        for trend in trends
        for number, one in enumerate(trend.tallies, 1)
    ]


def write_json(value: object) -> None:
    """Write JSON to stdout, in ASCII."""
    print(json.dumps(value, indent=1), flush=True)


def write_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write CSV to stdout: UTF-8 with its mark at the beginning and CRLF, as Excel wants it, whatever the encoding.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    if sys.stdout is None:
        return
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([[_cell(row[name]) for name in columns] for row in rows])
    sys.stdout.flush()
    sys.stdout.buffer.write(text.getvalue().encode("utf-8-sig", "replace"))
    sys.stdout.buffer.flush()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(f"{name}:{count}" for name, count in value.items())
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.lstrip().startswith(_FORMULA) else text
