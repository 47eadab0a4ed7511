"""The timetable of a session: its own, or the usual one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quizgen.language import say
from quizgen.render.bilingual import Worded, in_each
from quizgen.render.handout import Handout
from quizgen.render.occasion import KitTest

_DAY = 24 * 60


def agenda(handout: Handout, found: Sequence[KitTest]) -> dict[str, Any]:
    """Give the rows of the timetable with the time at which each begins (empty where the session names no start)."""
    lines = _lines(handout, found)
    start, rows = _minute(handout.session.start if handout.session else ""), []
    for minutes, what in lines:
        rows.append({"time": _clock(start), "minutes": minutes, "what": what})
        start = None if start is None else start + minutes
    return {"rows": rows, "end": _clock(start), "total": sum(minutes for minutes, _ in lines)}


def _lines(handout: Handout, found: Sequence[KitTest]) -> list[tuple[int, Worded]]:
    """Give minutes and name of each line."""
    if handout.session and handout.session.agenda:
        return [(int(line.minutes), line.what) for line in handout.session.agenda]
    tests = {test.part: len(handout.form.variants[test.variants[0]]) for test in found}
    usual = [("register", 15), ("open", 10), ("talk", 45), ("discuss", 45), ("pledge", 15), ("close", 10)]
    if handout.session and "pledge" not in handout.session.papers:
        usual = [line for line in usual if line[0] != "pledge"]
    if "post" in tests:
        usual.insert(-1, ("post", tests["post"] + 5))
    if "pre" in tests or None in tests:
        usual.insert(2, ("pre", tests.get("pre", tests.get(None, 0)) + 5))
    return [(minutes, _named(handout, name)) for name, minutes in usual]


def _named(handout: Handout, name: str) -> Worded:
    return in_each(handout, lambda language: say(language, f"kitpaper.agenda.{name}"))


def _minute(start: str) -> int | None:
    """Read `08.30` or `08:30` as minutes after midnight."""
    found = re.fullmatch(r"([0-9]{2})[.:]([0-9]{2})", start)
    return int(found.group(1)) * 60 + int(found.group(2)) if found else None


def _clock(minute: int | None) -> str:
    return "" if minute is None else f"{minute % _DAY // 60:02}.{minute % 60:02}"
