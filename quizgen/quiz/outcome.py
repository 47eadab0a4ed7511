"""What a history tells of an attempt in short: how many items, how many answered, how many right."""

from __future__ import annotations

from msgspec import Struct

from quizgen.model.attempt import Attempt, Response
from quizgen.model.item import VERDICTS
from quizgen.quiz.score import Tally


class Outcome(Struct, frozen=True):
    """The outcome of an attempt; `tally` is None for a hall's session and for an exam that is still open."""

    items: int
    answered: int
    tally: Tally | None


def answers_of(attempt: Attempt) -> dict[str, Response]:
    """Give the answer to each item that was answered."""
    return {one.item: one for one in attempt.responses if one.chosen}


def is_secret(attempt: Attempt) -> bool:
    """Tell whether what was right is not told yet: of an exam that can be gone on with."""
    return attempt.run.mode == "exam" and attempt.status == "open"


def outcome_of(attempt: Attempt) -> Outcome:
    """Count; of an attempt that is done what was not answered is not right, else only what was answered counts."""
    slots, answers = {slot.item for slot in attempt.run.slots}, answers_of(attempt)
    if attempt.run.mode == "together":
        return Outcome(len(slots), len(attempt.votes), None)
    right = sum(one.right for one in answers.values())
    total = len(slots) if attempt.status == "done" else len(answers)
    return Outcome(len(slots), len(answers), None if is_secret(attempt) else Tally(right, total))


def letters_shown(attempt: Attempt, item: str, options: tuple[str, ...]) -> tuple[str, ...]:
    """Give the letters under which options (named as in the bank file) were shown in an attempt, sorted.

    An option that its slot does not have is left out.
    """
    order = next((tuple(slot.order) or VERDICTS for slot in attempt.run.slots if slot.item == item), ())
    return tuple(sorted("ABCDEFGH"[order.index(option)] for option in options if option in order))
