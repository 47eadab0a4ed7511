"""Attempts: who answered what on which form, and when."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizgen.model.form import Slot

Mode = Literal["practice", "exam", "missed", "review", "together"]
"""practice: feedback at once; exam: none before the end; missed: what was last answered wrongly; review: what is due
for repetition; together: a hall votes by hands. In missed and review feedback comes at once, as in practice."""
Status = Literal["open", "done", "dropped"]
"""open: can be gone on with; done: played to its end; dropped: the participant chose to begin anew."""


class Response(Struct, frozen=True):
    """One answer: the letters chosen as the bank file names them (empty: skipped), and when (UTC, ISO 8601)."""

    item: str
    chosen: tuple[str, ...]
    right: bool
    at: str


class Votes(Struct, frozen=True):
    """The hands that a hall raised for an item: option as the bank file names it, and how many; empty: not counted."""

    item: str
    counts: tuple[tuple[str, int], ...]
    at: str

    @property
    def total(self) -> int:
        """All hands; a person may have raised one for several options."""
        return sum(count for _, count in self.counts)


Answer = Response | Votes


class Run(Struct, frozen=True):
    """What is played: the slots of one variant of a form, or those of them that were missed before.

    The slots are kept with the attempt, so that it can be gone on with and read again without the form's file.
    """

    form: str
    variant: str
    bank: str
    as_of: str
    mode: Mode
    slots: tuple[Slot, ...]
    retake_of: int | None = None
    """The attempt whose missed items these are."""
    who: str = ""
    """A name or code that the participant chose; empty for nobody, which is the default."""
    time_limit: int = 0
    """Minutes from the start of an exam to its end, also while it is left; 0 for no limit."""
    cut: int | None = None
    """The percentage that was asked to be told as the cut score; None where none was asked for."""


class Attempt(Struct, frozen=True):
    """One playing of a run; `finished` is empty while it can be gone on with."""

    id: int
    run: Run
    status: Status
    started: str
    finished: str
    responses: tuple[Response, ...]
    votes: tuple[Votes, ...] = ()
