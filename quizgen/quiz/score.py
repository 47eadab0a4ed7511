"""Scoring: one point for each item answered wholly right, in all and per topic."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quizgen.quiz.engine import State


class Tally(Struct, frozen=True):
    """How many of how many are right."""

    right: int
    total: int

    @property
    def percent(self) -> int:
        """Right answers per hundred, half rounded up; 0 where nothing was asked."""
        return (200 * self.right + self.total) // (2 * self.total) if self.total else 0


class Score(Struct, frozen=True):
    """The score of a quiz: in all, per topic that was asked, and how many questions have no answer."""

    whole: Tally
    topics: tuple[tuple[str, Tally], ...]
    unanswered: int


def score(state: State, topics: Iterable[str] = ()) -> Score:
    """Count what is right; topics come in the order given, those not named after them in the order of the paper."""
    answers = state.answers
    totals: dict[str, int] = {}
    rights: dict[str, int] = {}
    for question in state.questions:
        response = answers.get(question.item)
        totals[question.topic] = totals.get(question.topic, 0) + 1
        rights[question.topic] = rights.get(question.topic, 0) + (response is not None and response.right)
    order = [topic for topic in dict.fromkeys([*topics, *totals]) if topic in totals]
    return Score(
        Tally(sum(rights.values()), len(state.questions)),
        tuple((topic, Tally(rights[topic], totals[topic])) for topic in order),
        len(state.questions) - len(answers),
    )
