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
from quizgen.stop import DONE, INTERRUPTED, LESS_THAN_ASKED
from quizgen.terminal.console import Console, EndOfInput, OutputClosed, standard_console
from quizgen.terminal.interrupts import Interrupted, Interrupts
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.manner import asks_for_plain
from quizgen.terminal.talk import Left, Talk, form_name
from quizgen.terminal.wording import Wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.terminal.hall import HallQuiz
    from quizgen.terminal.line import LineQuiz


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
    who: str = ""
    """The name or code that the participant chose; empty for nobody."""
    keeper: Keeper | None = None
    """What keeps the answers, where `new_run` reads the past through it; None: one is made for the store."""
    plain: bool = False
    """Whether no colours are wanted either."""
    seeds: Path | None = None
    """The folder of the stored sources, where the quiz shows the context of a quote."""


def sit(wanted: Wanted, kind: type[Sitting]) -> int:
    """Play a sitting of a kind (line by line: Sitting) and give the exit code.

    0: played or left; 3: so, but answers were lost; 130: interrupted, nothing more to read, or nobody who reads.

    Raises Stop where the file named for the answers is something else, and OSError where the disk behind the output
    is full.
    """
    interrupts = Interrupts()
    keeper = wanted.keeper or Keeper(wanted.store, utc_now, typed=wanted.store_named)
    with interrupts.installed():
        try:
            console = standard_console(interrupts.waiting, styled=not (wanted.plain or asks_for_plain()))
            return kind(wanted, interrupts, keeper, console).ended()
        except (OutputClosed, Interrupted):
            _silence()
            return INTERRUPTED
        except OSError:
            _silence()
            raise
        finally:
            keeper.close()


class Sitting(Struct):
    """A sitting that is played line by line."""

    wanted: Wanted
    interrupts: Interrupts
    keeper: Keeper
    console: Console
    run: Run | None = None
    quiz: Talk | None = None

    @property
    def language(self) -> str:
        """The language of the moment: the participant may have changed it."""
        return self.quiz.wording.language if self.quiz else self.wanted.language

    def ended(self) -> int:
        """Play to the end, whichever it is."""
        try:
            self.play()
            return self._kept_or_not()
        except Left:
            return self._farewell(DONE)
        except (EndOfInput, Interrupted):
            self.interrupts.settle()
            return self._farewell(INTERRUPTED)

    def play(self) -> None:
        """Play what was left before, or anew."""
        self.keeper.look()  # before an attempt is held: closing the lock file anywhere lets go of all of it
        attempt = self._left_before()
        self.run = run = attempt.run if attempt else self.wanted.new_run()
        quiz = self._quiz(run)
        quiz.play(run, attempt)

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
            self.tell("elsewhere", form=f"{run.form}-{run.variant}")
        elif attempt is None and self.wanted.resume:
            self.tell("resume.nothing")
        return None

    def _quiz(self, run: Run) -> LineQuiz | HallQuiz:
        wording = Wording(self.language, self.wanted.bank_of(run), run.as_of)
        quiz: LineQuiz | HallQuiz
        if run.mode == "together":
            from quizgen.terminal.hall import HallQuiz

            quiz = HallQuiz(self.console, wording, self.keeper, utc_now)
        else:
            from quizgen.terminal.line import LineQuiz

            quiz = LineQuiz(self.console, wording, self.keeper, utc_now, self.interrupts.alarm)
        self.quiz = quiz
        return quiz

    def _kept_or_not(self) -> int:
        """Say at the end once more where answers are lost, for the first notice has long gone by; gives the code."""
        if self.keeper.lost:
            self.tell("end.unkept", count=self.keeper.lost, **self.keeper.unkept_words)
        self.console.flush()
        return LESS_THAN_ASKED if self.keeper.lost else DONE

    def _farewell(self, code: int) -> int:
        """Say what is kept and how to go on, as far as anybody still reads it; gives the code back."""
        self.console.line()
        unkept = 0
        if self.keeper.finished:
            self.tell("end.thanks")
        else:
            given, unkept = self.keeper.answers
            kept = "nothing" if not given else "kept" if not unkept else "unkept" if given == unkept else "some"
            hall = ".hall" if self.run and self.run.mode == "together" else ""
            self.tell(f"left.{kept}{hall}", count=unkept)
            from shlex import join

            self.console.line(join(["quizgen", "take", *self._how_to_go_on(given > unkept)]), first="  ")
        lost = self._kept_or_not()
        return LESS_THAN_ASKED if code == DONE and unkept else code or lost

    def _how_to_go_on(self, kept: bool) -> list[str]:
        """Give the arguments with which the same quiz is gone on with, or begun again where nothing is kept."""
        run = self.run
        own_choice = run is not None and run.mode in ("missed", "review")
        how = ["--resume"] if kept else []
        how += ["--form", form_name(run)] if run and not kept and not own_choice else []
        if run and (run.mode == "together" or (run.mode != "practice" and not kept)):
            how += ["--mode", run.mode]
        how += ["--time-limit", str(run.time_limit)] if run and run.time_limit and not kept else []
        how += ["--cut", str(run.cut)] if run and run.cut is not None and not kept else []
        how += ["--as", self.wanted.who] if self.wanted.who else []
        how += ["--store", str(self.wanted.store)] if self.wanted.store_named else []
        how += ["--plain"] if self.wanted.plain else []
        return how + (["--lang", self.language] if self.language != DEFAULT else [])

    def tell(self, message: str, **words: object) -> None:
        """Write a message of the catalogue `quiz`."""
        self.console.line(say(self.language, f"quiz.{message}", **words))


def utc_now() -> str:
    """Give the time by the clock of this machine: UTC, ISO 8601, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _silence() -> None:
    """Let nothing more be written, so that what is left in the buffer does not fault when the process ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
