"""Attempts: who answered what on which form, and when."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from quizgen.model.form import Slot

Mode = Literal["practice", "exam"]
Status = Literal["open", "done", "dropped"]
"""open: can be gone on with; done: played to its end; dropped: the participant chose to begin anew."""


class Response(Struct, frozen=True):
    """One answer: the letters chosen as the bank file names them (empty: skipped), and when (UTC, ISO 8601)."""

    item: str
    chosen: tuple[str, ...]
    right: bool
    at: str


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


class Attempt(Struct, frozen=True):
    """One playing of a run; `finished` is empty while it can be gone on with."""

    id: int
    run: Run
    status: Status
    started: str
    finished: str
    responses: tuple[Response, ...]
