"""One sitting: going on with what was left or beginning anew, and a good end whatever ends it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from quizgen.language import DEFAULT, say
from quizgen.model.attempt import Attempt, Run
from quizgen.model.bank import Bank
from quizgen.stop import DONE, INTERRUPTED
from quizgen.terminal.console import Console, EndOfInput, OutputClosed, standard_console
from quizgen.terminal.interrupts import Interrupted, Interrupts
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.line import Left, LineQuiz
from quizgen.terminal.wording import Wording


class Wanted(Struct, frozen=True):
    """What the participant asked for."""

    language: str
    store: Path
    store_named: bool
    resume: bool
    new: bool
    new_run: Callable[[], Run]
    """Draws or loads the form; may raise Stop."""
    bank_of: Callable[[Run], Bank]
    fits: Callable[[Run], bool]
    """Whether an unfinished run may be gone on with: of the form asked for, its items as they were."""


def sit(wanted: Wanted) -> int:
    """Play and give the exit code: 0 played or left, 130 interrupted, or nothing more to read, or nobody who reads.

    Raises Stop where the file named for the answers is something else, and OSError where the disk behind the output
    is full.
    """
    interrupts = Interrupts()
    keeper = Keeper(wanted.store, _now, typed=wanted.store_named)
    with interrupts.installed():
        try:
            sitting = _Sitting(wanted, interrupts, keeper, standard_console(interrupts.waiting))
            return sitting.ended()
        except (OutputClosed, Interrupted):
            _silence()
            return INTERRUPTED
        except OSError:
            _silence()
            raise
        finally:
            keeper.close()


class _Sitting(Struct):
    wanted: Wanted
    interrupts: Interrupts
    keeper: Keeper
    console: Console
    run: Run | None = None

    def ended(self) -> int:
        """Play to the end, whichever it is."""
        try:
            self._play()
            self.console.flush()
        except Left:
            return self._farewell(DONE)
        except (EndOfInput, Interrupted):
            self.interrupts.settle()
            return self._farewell(INTERRUPTED)
        return DONE

    def _play(self) -> None:
        self.keeper.look()  # before an attempt is held: closing the lock file anywhere lets go of all of it
        attempt = self._left_before()
        self.run = run = attempt.run if attempt else self.wanted.new_run()
        self._quiz(run).play(run, attempt)

    def _left_before(self) -> Attempt | None:
        """Give the attempt to go on with; a person is asked, a pipe must say --resume."""
        if self.wanted.new or not (self.wanted.resume or self.console.interactive):
            return None
        attempt = self.keeper.last_unfinished(self.wanted.fits)
        if attempt is not None:
            self.keeper.start(attempt.run, attempt)
            if self.wanted.resume or self._quiz(attempt.run).wants_to_go_on(attempt):
                return attempt
            self.keeper.drop()
        if run := self.keeper.elsewhere:
            self._tell("elsewhere", form=f"{run.form}-{run.variant}")
        elif attempt is None and self.wanted.resume:
            self._tell("resume.nothing")
        return None

    def _quiz(self, run: Run) -> LineQuiz:
        wording = Wording(self.wanted.language, self.wanted.bank_of(run), run.as_of)
        return LineQuiz(self.console, wording, self.keeper, _now)

    def _farewell(self, code: int) -> int:
        """Say what is kept and how to go on, as far as anybody still reads it; gives the code back."""
        self.console.line()
        if self.keeper.finished:
            self._tell("end.thanks")
        else:
            given, unkept = self.keeper.answers
            kept = "nothing" if not given else "kept" if not unkept else "unkept" if given == unkept else "some"
            self._tell(f"left.{kept}", count=unkept)
            from shlex import join

            self.console.line(join(["quizgen", "take", *self._how_to_go_on(given > unkept)]), first="  ")
        self.console.flush()
        return code

    def _how_to_go_on(self, kept: bool) -> list[str]:
        """Give the arguments with which the same quiz is gone on with, or begun again where nothing is kept."""
        how = ["--resume"] if kept else ["--form", f"{self.run.form}-{self.run.variant}"] if self.run else []
        how += ["--store", str(self.wanted.store)] if self.wanted.store_named else []
        return how + (["--lang", self.wanted.language] if self.wanted.language != DEFAULT else [])

    def _tell(self, message: str, **words: object) -> None:
        self.console.line(say(self.wanted.language, f"quiz.{message}", **words))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _silence() -> None:
    """Let nothing more be written, so that what is left in the buffer does not fault when the process ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
