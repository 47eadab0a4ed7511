"""What a change made wrong: the problems that were not there before, wherever lines have moved to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from quizgen.problems import Problem


def newly(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """Give the problems after a change that have none like them, in the same file, before it; order kept."""
    known = Counter(map(_without_lines, before))
    new = []
    for problem in after:
        if known[_without_lines(problem)]:
            known[_without_lines(problem)] -= 1
        else:
            new.append(problem)
    return new


def _without_lines(problem: Problem) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """Leave out lines, also those that the words of a problem name (`items/a.yaml:12:3`)."""
    words = tuple(sorted((name, word.partition(":")[0]) for name, word in problem.words.items()))
    return problem.place.path, problem.code, words
