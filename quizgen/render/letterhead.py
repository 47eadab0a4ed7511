"""The letterhead: whose it is, the role of each line, and how high it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizgen.model.bank import Letterhead
from quizgen.render.handout import Handout
from quizgen.render.measuring import MM_PER_PT, lines

ROLES = ("authority", "office", "address", "address")
"""The authority above, the office in bold, addresses below."""


class HeadLine(NamedTuple):
    """A line and its role."""

    role: str
    text: str


def letterhead_of(handout: Handout) -> Letterhead | None:
    """Give the letterhead of the session, else the bank's."""
    own = handout.session.letterhead if handout.session else None
    return own or handout.bank.settings.letterhead


def head_lines(handout: Handout) -> list[HeadLine]:
    """Give each line its role; a single line is the office."""
    head = letterhead_of(handout)
    texts = head.lines if head else ()
    roles = ("office",) if len(texts) == 1 else ROLES
    return [HeadLine(role, text) for role, text in zip(roles, texts, strict=False)]


def head_height(handout: Handout, room: float, sizes: Mapping[str, float]) -> float:
    """Give the height in mm of the lines in a column `room` mm wide, each role in so many pt."""
    return sum(
        lines(one.text, room, sizes[one.role], bold=one.role == "office") * sizes[one.role] * 1.25 * MM_PER_PT
        for one in head_lines(handout)
    )
