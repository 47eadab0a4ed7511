"""Faults that a person can mend, as values: where, what, and how to mend it.

A `Problem` carries a stable code and the words to fill into that code's message; the message itself is looked up in the
language catalogues when it is shown, so that one list of problems can be printed in either language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: path as the user knows it, line and column 1-based; line 0 means the file as a whole."""

    path: str
    line: int = 0
    col: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.col}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place.

    `code` is `E` (error) or `W` (warning) and three digits, stable for ever and listed in docs/checks.md;
    `words` fill the placeholders of the code's message and hint in the catalogues.
    """

    place: Place
    code: str
    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def is_error(self) -> bool:
        """True where the bank or the input cannot be used as it is; False for a warning."""
        return self.code.startswith("E")


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Give the problems sorted by path, line, column and code, each one once."""
    seen: dict[tuple[Place, str, tuple[tuple[str, str], ...]], Problem] = {}
    for problem in problems:
        seen.setdefault((problem.place, problem.code, tuple(sorted(problem.words.items()))), problem)
    return [seen[key] for key in sorted(seen)]
