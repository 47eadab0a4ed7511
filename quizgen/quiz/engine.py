"""The quiz as a pure machine: a state and a response give the next state and the feedback.

What is asked next follows from the questions and the responses alone: first what was never seen, in order, then what
was skipped once, then what was skipped twice. So a quiz that was interrupted anywhere is where it was as soon as its
responses are read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.attempt import Mode, Response
from quizgen.quiz.paper import Question

Stage = Literal["asking", "offering", "over"]
"""asking: there is a question; offering: all that is left was skipped and may be returned to; over: nothing is left."""


class Feedback(Struct, frozen=True):
    """What an answer earns: at once in every mode but exam, and at the end of an exam."""

    question: Question
    chosen: tuple[str, ...]
    right: bool


class State(Struct, frozen=True):
    """A quiz at one moment; items skipped more than `returns` times are asked only once the participant agrees."""

    mode: Mode
    questions: tuple[Question, ...]
    responses: tuple[Response, ...] = ()
    returns: int = 0

    @property
    def answers(self) -> dict[str, Response]:
        """The answer to each item that was answered."""
        return {response.item: response for response in self.responses if response.chosen}

    @property
    def pending(self) -> tuple[Question, ...]:
        """The questions without an answer, in the order in which they will be asked."""
        answers, skips = self.answers, self._skips()
        left = [question for question in self.questions if question.item not in answers]
        return tuple(sorted(left, key=lambda question: skips[question.item]))

    @property
    def stage(self) -> Stage:
        """What the quiz waits for."""
        pending = self.pending
        if not pending:
            return "over"
        return "asking" if self.skips(pending[0]) <= self.returns else "offering"

    @property
    def current(self) -> Question | None:
        """The question that is asked now; None unless the stage is `asking`."""
        return self.pending[0] if self.stage == "asking" else None

    def place(self, question: Question) -> int:
        """Give the number of a question on its paper, 1-based; raises ValueError for a foreign one."""
        return self.questions.index(question) + 1

    def skips(self, question: Question) -> int:
        """Count how often a question was skipped."""
        return self._skips()[question.item]

    def _skips(self) -> Counter[str]:
        return Counter(response.item for response in self.responses if not response.chosen)


def begin(mode: Mode, questions: Iterable[Question]) -> State:
    """Start a quiz."""
    return State(mode, tuple(questions))


def resume(mode: Mode, questions: Iterable[Question], responses: Iterable[Response]) -> State:
    """Go on with a quiz from the responses that were kept; those to other items are left out."""
    asked = tuple(questions)
    items = {question.item for question in asked}
    return State(mode, asked, tuple(response for response in responses if response.item in items))


def respond(state: State, chosen: Iterable[str], at: str) -> tuple[State, Feedback | None]:
    """Take the answer to the current question, given at a UTC time in ISO 8601; no option chosen means skipped.

    There is no feedback on a skip and none in exam mode. Raises ValueError where nothing is asked or where the answer
    is none that the question has.
    """
    question = state.current
    if question is None:
        raise ValueError("nothing is asked")
    answer = tuple(option for option in question.options if option in (given := set(chosen)))
    if len(answer) != len(given) or (len(answer) > 1 and question.kind != "multiple"):
        raise ValueError(f"{question.item} has no answer {sorted(given)}")
    response = Response(question.item, answer, question.is_right(answer), at)
    state = replace(state, responses=(*state.responses, response))
    return state, (Feedback(question, answer, response.right) if answer and state.mode != "exam" else None)


def return_to_skipped(state: State) -> State:
    """Agree to be asked again what was skipped; changes nothing unless that is what the quiz waits for."""
    if state.stage != "offering":
        return state
    return replace(state, returns=state.skips(state.pending[0]))


def missed(state: State) -> tuple[Question, ...]:
    """Give the questions answered wrongly or not at all, in the order of the paper."""
    answers = state.answers
    return tuple(
        question for question in state.questions if question.item not in answers or not answers[question.item].right
    )


def retake(state: State) -> State:
    """Start anew with only what was missed."""
    return begin(state.mode, missed(state))
