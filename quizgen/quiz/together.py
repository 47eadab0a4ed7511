"""A hall answers together: hands are counted for each option of an item, then its key is shown; as a pure machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.attempt import Votes
from quizgen.quiz.paper import Question


class Hall(Struct, frozen=True):
    """A session at one moment: its questions, and the votes on those that were shown."""

    questions: tuple[Question, ...]
    votes: tuple[Votes, ...] = ()

    @property
    def current(self) -> Question | None:
        """The first question that was not shown yet; None where all were."""
        shown = {one.item for one in self.votes}
        return next((question for question in self.questions if question.item not in shown), None)

    def place(self, question: Question) -> int:
        """Give the number of a question on its paper, 1-based; raises ValueError for a foreign one."""
        return self.questions.index(question) + 1


def gather(questions: Iterable[Question], votes: Iterable[Votes] = ()) -> Hall:
    """Begin a session, or go on with one from the votes that were kept; those on other items are left out."""
    asked = tuple(questions)
    items = {question.item for question in asked}
    return Hall(asked, tuple(one for one in votes if one.item in items))


def vote(hall: Hall, counts: Mapping[str, int], at: str) -> Hall:
    """Take the hands for the current question, counted at a UTC time in ISO 8601; no counts: shown without a vote.

    Raises ValueError where nothing is asked, an option is not one of the question's, or a count is below 0.
    """
    question = hall.current
    if question is None:
        raise ValueError("nothing is asked")
    if not set(counts) <= set(question.options) or any(count < 0 for count in counts.values()):
        raise ValueError(f"{question.item} has no such votes: {dict(counts)}")
    kept = tuple((option, counts[option]) for option in question.options if option in counts)
    return replace(hall, votes=(*hall.votes, Votes(question.item, kept, at)))


class Split(Struct, frozen=True):
    """How a hall voted on an item: hands for right options, all hands, and the options that had the most hands."""

    question: Question
    right: int
    total: int
    leading: tuple[str, ...]

    @property
    def percent(self) -> int:
        """Hands for right options per hundred hands, half rounded up."""
        return (200 * self.right + self.total) // (2 * self.total)

    @property
    def divided(self) -> bool:
        """Whether fewer than four hands of five went to right options: worth talking about once more."""
        return 5 * self.right < 4 * self.total


def splits(hall: Hall) -> tuple[Split, ...]:
    """Give how the hall voted, the items with the smallest share of right hands first; those without hands left out."""
    by_item = {question.item: question for question in hall.questions}
    found = []
    for one in hall.votes:
        if not one.total:
            continue
        question, most = by_item[one.item], max(count for _, count in one.counts)
        right = sum(count for option, count in one.counts if option in question.keys)
        leading = tuple(option for option, count in one.counts if count == most)
        found.append(Split(question, right, one.total, leading))
    return tuple(sorted(found, key=lambda one: (one.percent, hall.place(one.question))))
