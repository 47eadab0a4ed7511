"""The quiz line by line: asks, reads, tells, and lets go on, return, leave and retake."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from quizgen.model.attempt import Attempt, Run
from quizgen.quiz.engine import State, begin, missed, respond, resume, return_to_skipped
from quizgen.quiz.paper import Question, questions
from quizgen.terminal.console import Console, EndOfInput
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.question import show_help, show_question
from quizgen.terminal.typed import WISHES, Chosen, Wish, answer_of, wish_of
from quizgen.terminal.wording import Wording


class Left(Exception):
    """The participant chose to leave."""


class LineQuiz(Struct, frozen=True):
    """One sitting at the terminal; raises Left, EndOfInput, Interrupted or OutputClosed with every answer kept."""

    console: Console
    wording: Wording
    keeper: Keeper
    now: Callable[[], str]

    def play(self, run: Run, attempt: Attempt | None = None) -> None:
        """Play a run from its start, or from where an attempt at it was left; then what was missed, if wanted."""
        again: Run | None = run
        while again is not None:
            state = self._started(again, attempt)
            state = self._asked(state)
            again, attempt = self._ended(again, state), None

    def wants_to_go_on(self, attempt: Attempt) -> bool:
        """Offer to go on with an attempt that was left; False for beginning anew."""
        run = attempt.run
        offer = "offer.resume.again" if run.retake_of is not None else "offer.resume"
        from datetime import datetime

        from quizgen.terminal.citing import day_told

        begun = datetime.fromisoformat(attempt.started).astimezone().date().isoformat()
        day = day_told(self.wording.language, begun)
        answered = len({one.item for one in attempt.responses if one.chosen})
        count, mode = len(run.slots), f"@mode.{run.mode}"
        self._tell(offer, form=_form(run), mode=mode, answered=answered, count=count, day=day)
        yes, no = ("", *self.wording.ways("yes")), self.wording.ways("new")
        return self._choose(self.wording.say("offer.resume.ask"), yes=yes, no=no, unclear="typed.resume_or_new")

    def tell_notices(self) -> None:
        """Write what the keeping of answers has to say."""
        while self.keeper.notices:
            notice = self.keeper.notices.pop(0)
            self._tell(notice.message, **notice.words)

    def _started(self, run: Run, attempt: Attempt | None) -> State:
        """Say what is played and how."""
        asked = questions(run.slots, self.wording.bank)
        self.keeper.start(run, attempt)
        state = resume(run.mode, asked, attempt.responses) if attempt else begin(run.mode, asked)
        count, form = len(asked), _form(run)
        how = f"@mode.{run.mode}.told"
        if attempt:
            self._tell("start.resumed", form=form, mode=f"@mode.{run.mode}", count=count, answered=len(state.answers))
        elif run.retake_of is not None:
            self._tell(_counted("start.form_again", count), count=count, mode=how)
        else:
            self.console.line(self.wording.bank.settings.title[self.wording.language], style="bold")
            self._tell(_counted("start.form", count), form=form, count=count, mode=how)
        self.tell_notices()
        self._tell("start.keys" if self.keeper.can_keep else "start.keys_unkept")
        return state

    def _asked(self, state: State) -> State:
        """Ask until nothing is left that the participant wants to answer."""
        while (stage := state.stage) != "over":
            if stage == "offering":
                if not self._wants_skipped(len(state.pending)):
                    break
                state = return_to_skipped(state)
            question = state.current
            if question is not None:
                show_question(self.console, self.wording, state, question)
                state = self._answered(state, question)
        return state

    def _answered(self, state: State, question: Question) -> State:
        """Take one answer, keep it, and only then tell what it earns."""
        chosen = self._read(question)
        state, feedback = respond(state, chosen, self.now())
        self.keeper.keep(state.responses[-1])
        self.tell_notices()
        if feedback:
            from quizgen.terminal.feedback import show_feedback

            show_feedback(self.console, self.wording, feedback)
            if self.console.interactive:
                self.console.line()
                self._pause()
        elif chosen:
            self._tell("recorded", answer=self.wording.answer(question, chosen))
        else:
            self._tell("skipped")
        return state

    def _read(self, question: Question) -> tuple[str, ...]:
        """Read until there is an answer or a skip; raises Left."""
        several = question.kind == "multiple"
        ask = {"verdict": "ask.verdict", "multiple": "ask.several"}.get(question.kind, "ask.single")
        last = "abcdefgh"[len(question.options) - 1]
        names = [self.wording.ways(option) for option in question.options] if question.kind == "verdict" else []
        while True:
            typed = self.console.ask(self.wording.say(ask, last=last))
            if wish := self._wish(typed):
                if wish == "skip":
                    return ()
                continue
            answer = answer_of(typed, len(question.options), several=several, names=names)
            if isinstance(answer, Chosen):
                return tuple(question.options[place] for place in answer.places)
            self._tell(f"typed.{answer.message}.verdict" if names else f"typed.{answer.message}", last=last)

    def _wish(self, typed: str) -> Wish | None:
        """Do what was wished, as far as it can be done anywhere; raises Left."""
        wish = wish_of(typed, {wish: self.wording.ways(wish) for wish in WISHES})
        if wish == "leave":
            raise Left
        if wish == "help":
            show_help(self.console, self.wording)
        return wish

    def _pause(self) -> None:
        """Wait for Enter, so that the feedback can be read; an answer typed here belongs to nothing, which is said."""
        while typed := self.console.ask(self.wording.say("ask.go_on")):
            if self._wish(typed) != "help":
                self._tell("typed.go_on")

    def _wants_skipped(self, count: int) -> bool:
        self.console.line()
        self._tell(_counted("offer.skipped", count), count=count)
        yes, no = ("", *self.wording.ways("yes")), self.wording.ways("no")
        return self._choose(self.wording.say("offer.skipped"), yes=yes, no=no, unclear="typed.yes_or_no")

    def _ended(self, run: Run, state: State) -> Run | None:
        """Tell the score; give a run of what was missed if the participant wants to retake it."""
        number = self.keeper.attempt
        self.keeper.done()
        from quizgen.terminal.feedback import show_score

        show_score(self.console, self.wording, state, _form(run))
        self.tell_notices()
        wrong = missed(state)
        if wrong and self._wants_retake(len(wrong)):
            items = {question.item for question in wrong}
            slots = tuple(slot for slot in run.slots if slot.item in items)
            self.console.line()
            return Run(run.form, run.variant, run.bank, run.as_of, run.mode, slots, number or 0)
        self._tell("end.thanks")
        return None

    def _wants_retake(self, count: int) -> bool:
        """Offer the missed items; the end of the input, an interruption or leaving mean no, for all is done."""
        self.console.line()
        ask = self.wording.say(_counted("offer.retake", count), count=count)
        yes, no = self.wording.ways("yes"), ("", *self.wording.ways("no"))
        try:
            return self._choose(ask, yes=yes, no=no, unclear="typed.yes_or_no")
        except (EndOfInput, Left):
            return False

    def _choose(self, ask: str, *, yes: tuple[str, ...], no: tuple[str, ...], unclear: str) -> bool:
        while True:
            typed = " ".join(self.console.ask(ask).casefold().split())
            if typed in yes or typed in no:
                return typed in yes
            if self._wish(typed) != "help":
                self._tell(unclear)

    def _tell(self, message: str, **words: object) -> None:
        self.console.line(self.wording.say(message, **words))


def _counted(message: str, count: int) -> str:
    """Name the form of a message for one or for many."""
    return f"{message}.one" if count == 1 else f"{message}.many"


def _form(run: Run) -> str:
    return f"{run.form}-{run.variant}"
