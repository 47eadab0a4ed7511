"""The keeping of answers while a quiz is played: what goes wrong with the store never stops the quiz, but is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from quizgen.model.attempt import Answer, Attempt, Run, Status
from quizgen.places import may_write
from quizgen.stop import BAD_USAGE, Stop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.model.form import Slot
    from quizgen.quiz.past import Answered
    from quizgen.store import Store

_PATIENCE, _SHORT_PATIENCE = 3.0, 0.3
"""Seconds to wait for another program, and once the store was found busy, so that not every answer is slow."""


class Notice(NamedTuple):
    """Something to tell the participant: the key of the message and its words."""

    message: str
    words: dict[str, str]


class Keeper:
    """Keeps each answer at once; the store is opened when first needed, an attempt begun with its first answer."""

    def __init__(
        self, path: Path, now: Callable[[], str], *, typed: bool = False, ticks: Callable[[], float] = monotonic
    ) -> None:
        """Keep at a path (`typed`: by a person); `ticks` are seconds that no setting of the clock changes."""
        self._path = path
        self._typed = typed
        self._now = now
        self._ticks = ticks
        self._spent = self._begun = 0.0
        self._store: Store | None = None
        self._run: Run | None = None
        self._attempt: int | None = None
        self._started = ""
        self._unkept: list[Answer] = []
        self._all: list[Answer] = []
        self._said = ""
        self._why = ""
        self._lost = 0
        self._patience = _PATIENCE
        self.notices: list[Notice] = []
        """What is to be told; whoever tells it empties the list."""
        self.can_keep = True
        """False once it is known that answers are not kept."""
        self.finished = False
        """True from the end of a run until the next begins."""
        self.elsewhere: Run | None = None
        """What was found to be played in another terminal."""

    @property
    def attempt(self) -> int | None:
        """The number of the attempt that is played; None while nothing of it is kept."""
        return self._attempt

    @property
    def started(self) -> str:
        """When the run that is played was started (UTC, ISO 8601)."""
        return self._started

    def seconds_left(self, minutes: int) -> float:
        """Give the seconds to the end of an exam of so many minutes that began with the run, 0 at the least.

        A clock that is set back gives no more time: not before the last answer, and not while this runs.
        """
        from quizgen.quiz.clock import seconds_spent

        ticks = self._ticks()
        spent = seconds_spent(self._started, (self._now(), *(one.at for one in self._all)))
        self._spent, self._begun = max(spent, self._spent + ticks - self._begun), ticks
        return max(0.0, minutes * 60 - self._spent)

    @property
    def answers(self) -> tuple[int, int]:
        """How many responses there are to the run that is played, and how many of them are not in the store."""
        return len(self._all), len(self._unkept)

    @property
    def lost(self) -> int:
        """How many answers to runs that ended were never brought to the disk."""
        return self._lost

    @property
    def unkept_words(self) -> dict[str, str]:
        """Where answers could not be kept, and why, as words for a message."""
        return {"path": str(self._path), "why": f"@reason.{self._why or 'disk'}"}

    def look(self) -> None:
        """Note it where no answer can be kept here, before the first one is given.

        Raises Stop where a person typed the path of a file that is something else; it is left as it is.
        """
        if self._typed and self._path.exists():
            from quizgen.store import is_anothers

            if is_anothers(self._path):
                raise Stop(BAD_USAGE, "quiz.no_store", path=self._path)
        if not may_write(self._path):
            self._say_unusable("folder")

    def last_unfinished(self, wanted: Callable[[Run], bool]) -> Attempt | None:
        """Give the wanted attempt that was played last of those that can be gone on with, and hold it.

        Notes one that would be wanted but is being played elsewhere in `elsewhere`.
        """
        if not self._path.exists():
            return None
        from quizgen.store import Unusable

        try:
            store = self._opened()
            self.elsewhere = next((one.run for one in store.played_elsewhere() if wanted(one.run)), None)
            for attempt in store.unfinished():
                if wanted(attempt.run):
                    return attempt
        except Unusable as error:
            self._say_unusable(error.reason)
        return None

    def past(self, who: str, fits: Callable[[Slot], bool] = lambda _: True) -> tuple[Answered, ...]:
        """Give what a person (empty: nobody named) answered before, of items that fit the bank.

        Nothing where the store cannot be read; then `can_keep` is False.
        """
        if not self._path.exists():
            return ()
        from quizgen.quiz.participant import same
        from quizgen.quiz.past import answered
        from quizgen.store import Unusable

        try:
            store = self._opened()
            return answered(store.readable([number for number, name in store.names() if same(name, who)]), fits)
        except Unusable as error:
            self._say_unusable(error.reason)
        return ()

    def drop(self) -> None:
        """Note that the participant will not go on with the attempt that was started; its answers stay."""
        self._finish("dropped")

    def start(self, run: Run, attempt: Attempt | None = None) -> None:
        """Begin a run, or go on with an attempt at it."""
        self._run = run
        self._attempt = attempt.id if attempt else None
        self._started = attempt.started if attempt else self._now()
        self._all = [*attempt.responses, *attempt.votes] if attempt else []
        self._unkept = []
        self._spent, self._begun = 0.0, self._ticks()
        self.finished = False

    def keep(self, answer: Answer) -> None:
        """Bring an answer (or a hall's votes) to the disk, with those that could not be brought there before."""
        self._all.append(answer)
        self._unkept.append(answer)
        from quizgen.store import Unusable

        try:
            self._bring()
        except Unusable as error:
            if error.reason == "damaged":
                self._begin_anew()
            else:
                self._say_unusable(error.reason)

    def done(self) -> None:
        """Note that the run was played to its end."""
        self._finish("done")
        self.finished = True

    def close(self) -> None:
        """Close the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _bring(self) -> None:
        assert self._run is not None
        store = self._opened()
        if self._attempt is None:
            self._attempt = store.begin(self._run, self._all, self._started)
        else:
            store.add(self._attempt, self._unkept)
        self._unkept = []

    def _begin_anew(self) -> None:
        """Set a store aside that was damaged meanwhile, and keep the whole attempt in a new one."""
        from quizgen.store import Unusable

        self.close()
        self._attempt = None
        try:
            self._bring()
        except Unusable as error:
            self._say_unusable(error.reason)

    def _finish(self, status: Status) -> None:
        if self._attempt is not None or self._unkept:
            from quizgen.store import Unusable

            try:
                if self._unkept:  # the disk may take them now
                    self._bring()
                if self._attempt is not None:
                    self._opened().finish(self._attempt, status, self._now())
            except Unusable as error:
                self._say_unusable(error.reason)
        self._lost += len(self._unkept)
        self._all, self._unkept, self._attempt = [], [], None

    def _opened(self) -> Store:
        if self._store is None:
            from quizgen.store import open_store

            self._store = open_store(self._path, date.fromisoformat(self._now()[:10]), self._patience)
            if self._store.set_aside is not None:
                self._attempt = None  # its beginning lies in the file that was set aside
                self._tell("set_aside", path=str(self._path), aside=str(self._store.set_aside))
        return self._store

    def _say_unusable(self, reason: str) -> None:
        self.can_keep, self._why = False, reason
        if reason == "busy":
            self._patience = _SHORT_PATIENCE
            if self._store is not None:
                self._store.wait_at_most(_SHORT_PATIENCE)
        self._tell("not_kept", **self.unkept_words)

    def _tell(self, message: str, **words: str) -> None:
        """Add a notice, but not the one that was told last."""
        if (told := f"{message}{words}") != self._said:
            self._said = told
            self.notices.append(Notice(message, words))
