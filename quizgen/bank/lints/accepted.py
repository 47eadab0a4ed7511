"""Warnings that an editor has accepted in the item, each with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.bank.reading import Placed
from quizgen.model.item import Item
from quizgen.problems import Problem


@dataclass(eq=False, slots=True)
class Accepting:
    """An item that accepts warnings, and all problems that were found in it."""

    one: Placed[Item]
    problems: list[Problem]

    def left(self) -> Iterator[Problem]:
        """Give the problems that are not accepted, and W218 for each code that is accepted without need."""
        reasons = {code: reason for pairs in self.one.record.accept for code, reason in pairs.items()}
        yield from (problem for problem in self.problems if problem.code not in reasons)
        for code in sorted(reasons.keys() - {problem.code for problem in self.problems}):
            yield Problem(self.one.at(reasons[code]), "W218", {"code": code})
