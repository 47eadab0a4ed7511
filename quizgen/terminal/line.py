"""The quiz line by line: asks, reads, tells, and lets go on, return, leave and retake."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Run
from quizgen.quiz.engine import Feedback, State, begin, missed, respond, resume, return_to_skipped
from quizgen.quiz.paper import Question, questions
from quizgen.terminal.console import EndOfInput
from quizgen.terminal.interrupts import TimeUp
from quizgen.terminal.question import show_help, show_question
from quizgen.terminal.talk import Left, Talk, counted, form_name
from quizgen.terminal.typed import Chosen, answer_of

__all__ = ["Left", "LineQuiz"]

Got = TypeVar("Got")


def _no_alarm(_: float | None) -> None:
    """Stand in for an alarm clock where there is none."""


class LineQuiz(Talk):
    """One sitting at the terminal; raises Left, EndOfInput, Interrupted or OutputClosed with every answer kept."""

    alarm: Callable[[float | None], None] = _no_alarm
    """Lets a wait for input raise TimeUp after so many seconds; None: no more."""

    def play(self, run: Run, attempt: Attempt | None = None) -> None:
        """Play a run from its start, or from where an attempt at it was left; then what was missed, if wanted."""
        again: Run | None = run
        while again is not None:
            state = self._asked(again, self._started(again, attempt))
            again, attempt = self._ended(again, state), None

    def _started(self, run: Run, attempt: Attempt | None) -> State:
        """Say what is played and how."""
        asked = questions(run.slots, self.wording.bank)
        self.keeper.start(run, attempt)
        state = resume(run.mode, asked, attempt.responses) if attempt else begin(run.mode, asked)
        count, form = len(asked), form_name(run)
        how = f"@mode.{run.mode}.told"
        if attempt:
            self.tell("start.resumed", form=form, mode=f"@mode.{run.mode}", count=count, answered=len(state.answers))
        elif run.retake_of is not None:
            self.tell(counted("start.form_again", count), count=count, mode=how)
        else:
            self.console.line(self.wording.bank.settings.title[self.wording.language], style="bold")
            self.tell(counted("start.form", count), form=form, count=count, mode=how)
        if run.time_limit and not attempt:
            self.tell("time.limit", minutes=run.time_limit)
        if run.cut is not None:
            self.tell("cut.told", cut=run.cut)
        self.tell_notices()
        self.tell("start.keys" if self.keeper.can_keep else "start.keys_unkept")
        return state

    def _asked(self, run: Run, state: State) -> State:
        """Ask until nothing is left that the participant wants to answer, or the time is over."""
        try:
            while (stage := state.stage) != "over":
                self._check_time(run)
                if stage == "offering":
                    if not self._wants_skipped(run, len(state.pending)):
                        break
                    state = return_to_skipped(state)
                question = state.current
                if question is not None:
                    state = self._answered(run, state, question)
        except TimeUp:
            self.console.line()
            self.tell("time.up", style="bold")
        return state

    def _answered(self, run: Run, state: State, question: Question) -> State:
        """Take one answer, keep it, and only then tell what it earns."""
        show_question(self.console, self.wording, state, question, left=self._left(run))
        chosen = self._read(run, state, question)
        state, feedback = respond(state, chosen, self.now())
        self.keeper.keep(state.responses[-1])
        self.tell_notices()
        if feedback:
            self._show_feedback(feedback)
            if self.console.interactive:
                self.console.line()
                self._pause(feedback)
        elif chosen:
            self.tell("recorded", answer=self.wording.answer(question, chosen))
        else:
            self.tell("skipped")
        return state

    def _read(self, run: Run, state: State, question: Question) -> tuple[str, ...]:
        """Read until there is an answer or a skip; raises Left and TimeUp."""
        several = question.kind == "multiple"
        ask = {"verdict": "ask.verdict", "multiple": "ask.several"}.get(question.kind, "ask.single")
        last = "abcdefgh"[len(question.options) - 1]
        while True:
            typed = self._timed(run, lambda: self.console.ask(self.wording.say(ask, last=last)))
            if wish := self.wish(typed):
                if wish == "skip":
                    return ()
                if wish == "language":
                    show_question(self.console, self.wording, state, question, left=self._left(run))
                continue
            ways = [self.wording.ways(option) for option in question.options] if question.kind == "verdict" else []
            answer = answer_of(typed, len(question.options), several=several, names=ways)
            if isinstance(answer, Chosen):
                return tuple(question.options[place] for place in answer.places)
            self.tell(f"typed.{answer.message}.verdict" if ways else f"typed.{answer.message}", last=last)

    def _show_feedback(self, feedback: Feedback) -> None:
        from quizgen.terminal.feedback import show_feedback

        show_feedback(self.console, self.wording, feedback)

    def _pause(self, feedback: Feedback) -> None:
        """Wait for Enter, so that the feedback can be read; an answer typed here belongs to nothing, which is said."""
        while typed := self.console.ask(self.wording.say("ask.go_on")):
            wish = self.wish(typed)
            if wish == "language":
                self._show_feedback(feedback)
                self.console.line()
            elif wish != "help":
                self.tell("typed.go_on")

    def _wants_skipped(self, run: Run, count: int) -> bool:
        self.console.line()
        self.tell(counted("offer.skipped", count), count=count)
        return self._timed(run, lambda: self.choose("offer.skipped", yes="yes", no="no", default=True))

    def _ended(self, run: Run, state: State) -> Run | None:
        """Tell the score; give a run of what was missed if the participant wants to retake it."""
        number = self.keeper.attempt
        self.keeper.done()
        from quizgen.terminal.feedback import show_score

        show_score(self.console, self.wording, state, form_name(run), cut=run.cut)
        self.tell_notices()
        wrong = missed(state)
        if wrong and self._wants_retake(len(wrong)):
            items = {question.item for question in wrong}
            slots = tuple(slot for slot in run.slots if slot.item in items)
            self.console.line()
            return replace(run, slots=slots, retake_of=number or 0, time_limit=0, cut=None)
        self.tell("end.thanks")
        return None

    def _wants_retake(self, count: int) -> bool:
        """Offer the missed items; the end of the input, an interruption or leaving mean no, for all is done."""
        self.console.line()
        try:
            return self.choose(counted("offer.retake", count), yes="yes", no="no", default=False, count=count)
        except (EndOfInput, Left):
            return False

    def _left(self, run: Run) -> float | None:
        """Give the seconds that are left; None without a limit."""
        return self.keeper.seconds_left(run.time_limit) if run.time_limit else None

    def _check_time(self, run: Run) -> None:
        if self._left(run) == 0:
            raise TimeUp

    def _timed(self, run: Run, asking: Callable[[], Got]) -> Got:
        """Ask within the time; what is typed after its end counts for nothing. Raises TimeUp."""
        left = self._left(run)
        if left is None:
            return asking()
        self.console.flush()
        self.alarm(left)
        try:
            got = asking()
        finally:
            self.alarm(None)
        self._check_time(run)
        return got

    def help(self) -> None:
        """Write which keys there are."""
        show_help(self.console, self.wording)
