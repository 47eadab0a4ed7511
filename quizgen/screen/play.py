"""The quiz as one person plays it on the full screen: acts go in, a view comes out; knows no terminal.

The engine decides what is asked and what is right; the keeper has an answer on the disk before this tells what it
earns.
"""

from __future__ import annotations

from collections.abc import Callable

from quizgen.model.attempt import Attempt, Run
from quizgen.quiz.engine import Feedback, State, missed, respond, resume, return_to_skipped
from quizgen.quiz.paper import Question, questions
from quizgen.screen.keys import quiz_act
from quizgen.screen.picking import Picking
from quizgen.screen.showing import Showing
from quizgen.screen.view import View
from quizgen.screen.views import view_of


class Play(Showing):
    """One sitting of one person."""

    steps = frozenset({"up", "down", "left", "right"})
    feedback: Feedback | None = None
    timed_out = False
    retaken: int | None = None

    def view(self) -> View:
        """Give what is to be seen now."""
        return view_of(self)

    def act_of(self, key: str) -> str:
        """Give the act of a key; empty for a key without one."""
        return quiz_act(key)

    @property
    def explained(self) -> Question | None:
        """The question that was just answered."""
        return self.feedback.question if self.feedback and self.stage == "told" else None

    @property
    def seconds_left(self) -> float | None:
        """The seconds an exam still has; None where nothing is counted."""
        if not self.run.time_limit or self.stage in ("offer", "over"):
            return None
        return self.setting.keeper.seconds_left(self.run.time_limit)

    def tick(self) -> bool:
        """Let time pass; True where it has just run out."""
        if self.seconds_left != 0:
            return False
        self.timed_out = True
        self._end()
        return True

    def _own_act(self, name: str, number: int) -> None:
        if name in _ACTS:
            _ACTS[name](self)
        elif self.stage in ("asking", "skipped"):
            self._choose(name, number)

    def _begin(self, run: Run, attempt: Attempt | None = None) -> None:
        self._look_at(run)
        self.setting.keeper.start(run, attempt)
        self.timed_out, self.stage = False, "asking"
        if run.time_limit and attempt is None:
            self.note = ("quiz.time.limit", {"minutes": run.time_limit})
        asked = questions(run.slots, self._bank)
        self.state: State = resume(run.mode, asked, attempt.responses if attempt else ())
        if not self.tick():
            self._go_on()

    def _go_on(self) -> None:
        """Come to the next question, to what was skipped, or to the end."""
        self.feedback = None
        stage = self.state.stage
        if stage == "over":
            self._end()
        elif stage == "offering":
            self.stage, self.picking = "skipped", Picking(2, picked=(0,), cursor=0)
        elif question := self.state.current:
            self.stage = "asking"
            self.picking = Picking(len(question.options), several=question.kind == "multiple")

    def _end(self) -> None:
        self.retaken = self.setting.keeper.attempt
        self.setting.keeper.done()
        self.notices += self._heard()
        self.stage, self.aside = "over", ""

    def _tick(self) -> None:
        if self.stage == "asking" and self.picking.several:
            self.picking = self.picking.tick()

    def _enter(self) -> None:
        if self.stage == "asking":
            self._answer()
        elif self.stage == "told":
            self._go_on()
        elif self.stage == "skipped":
            self._take_skipped()
        else:
            self.ended = "done"

    def _answer(self) -> None:
        """Take the answer if it is one, keep it, and only then tell what it earns."""
        question = self.state.current
        if question is None or len(self.picking.picked) < (2 if self.picking.several else 1):
            self.note = ("screen.note.unclear.several" if self.picking.several else "screen.note.unclear.one", {})
            return
        chosen = tuple(question.options[place] for place in self.picking.picked)
        self._respond(chosen)
        if self.feedback:
            self.stage = "told"
        else:
            self.note = ("screen.note.recorded", {"answer": self.wording.answer(question, chosen)})
            self._go_on()

    def _skip(self) -> None:
        if self.stage == "asking":
            self._respond(())
            self.note = ("screen.note.skipped", {})
            self._go_on()

    def _respond(self, chosen: tuple[str, ...]) -> None:
        self.state, self.feedback = respond(self.state, chosen, self.setting.now())
        self.setting.keeper.keep(self.state.responses[-1])
        self.notices = self._heard()

    def _take_skipped(self) -> None:
        if self.picking.picked == (0,):
            self.state = return_to_skipped(self.state)
            self._go_on()
        else:
            self._end()

    def _again(self) -> None:
        """Play what was missed, as an attempt of its own."""
        wrong = {question.item for question in missed(self.state)} if self.stage == "over" else set()
        if wrong:
            slots = tuple(slot for slot in self.run.slots if slot.item in wrong)
            run = self.run
            self._begin(
                Run(run.form, run.variant, run.bank, run.as_of, run.mode, slots, self.retaken or 0, who=run.who)
            )


_ACTS: dict[str, Callable[[Play], None]] = {
    "tick": Play._tick,
    "go": Play._enter,
    "skip": Play._skip,
    "again": Play._again,
}
