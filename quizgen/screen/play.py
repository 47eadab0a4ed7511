"""The quiz as the full screen plays it: acts go in, a view comes out; knows no terminal.

The engine decides what is asked and what is right; the keeper has an answer on the disk before this tells what it
earns. An act is a word, with a number behind a colon where it needs one: `pick:1`, `down`, `go`, `skip`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from quizgen.language import LANGUAGES
from quizgen.model.attempt import Attempt, Run
from quizgen.model.bank import Bank
from quizgen.model.source import Source
from quizgen.quiz.clock import seconds_left
from quizgen.quiz.engine import Feedback, State, missed, respond, resume, return_to_skipped
from quizgen.quiz.paper import questions
from quizgen.screen.picking import Picking
from quizgen.screen.words import Words
from quizgen.terminal.keeper import Keeper, Notice
from quizgen.terminal.wording import Wording

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.quiz.explanation import Quoted

Stage = Literal["offer", "asking", "told", "skipped", "over"]
End = Literal["", "left", "done"]
Note = tuple[str, dict[str, object]]
"""A message with its catalogue, and its words."""


class Setting(Struct, frozen=True):
    """What a sitting is played with."""

    keeper: Keeper
    now: Callable[[], str]
    new_run: Callable[[], Run]
    bank_of: Callable[[Run], Bank]
    text_of: Callable[[Source], str | None]


class Play:
    """One sitting; what it raises (Stop, OSError) leaves every answer kept."""

    def __init__(self, setting: Setting, language: str, attempt: Attempt | None = None, *, ask: bool = False) -> None:
        """Begin anew, or with an attempt left before; `ask` whether it is to be gone on with."""
        self.setting = setting
        self.language = language
        self.stage: Stage = "offer"
        self.ended: End = ""
        self.picking = Picking(2, picked=(0,), cursor=0)
        self.feedback: Feedback | None = None
        self.aside = ""
        """What is open over the rest: `help` or `context`."""
        self.quote = 0
        self.note: Note | None = None
        self.notices: tuple[Notice, ...] = ()
        """What the keeping of answers had to say last."""
        self.timed_out = False
        self.left_before = attempt if ask else None
        self.retaken: int | None = None
        if attempt is None:
            self._begin(setting.new_run())
        elif ask:
            self._look_at(attempt.run)
        else:
            self._begin(attempt.run, attempt)
        self.notices = self._heard()

    @property
    def words(self) -> Words:
        """The words of the screen in the language of the moment."""
        return Words(self.language)

    @property
    def wording(self) -> Wording:
        """The words of the items in the language of the moment."""
        return Wording(self.language, self._bank, self.run.as_of)

    @property
    def seconds_left(self) -> float | None:
        """The seconds an exam still has; None where nothing is counted."""
        if not self.run.time_limit or self.stage in ("offer", "over"):
            return None
        return seconds_left(self.setting.keeper.started, self.run.time_limit, self.setting.now())

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """The quotes behind the question that was just answered."""
        from quizgen.terminal.citing import explanation_of

        return explanation_of(self.wording, self.feedback.question, ()).quotes if self.feedback else ()

    def do(self, act: str) -> None:
        """Do what was pressed or clicked; an act that has no meaning here changes nothing."""
        name, _, typed = act.partition(":")
        number = int(typed) if typed else -1
        self.note = None
        if self._time_is_over() and name != "leave":
            return
        if name in ("language", "leave"):
            _ACTS[name](self, number)
        elif self.aside:
            self._do_aside(name, number)
        elif name in _ACTS:
            _ACTS[name](self, number)

    def tick(self) -> bool:
        """Let time pass; True where it has just run out."""
        return self._time_is_over()

    def _begin(self, run: Run, attempt: Attempt | None = None) -> None:
        self._look_at(run)
        self.setting.keeper.start(run, attempt)
        self.timed_out, self.left_before, self.stage = False, None, "asking"
        if run.time_limit and attempt is None:
            self.note = ("quiz.time.limit", {"minutes": run.time_limit})
        asked = questions(run.slots, self._bank)
        self.state: State = resume(run.mode, asked, attempt.responses if attempt else ())
        if not self._time_is_over():
            self._go_on()

    def _look_at(self, run: Run) -> None:
        self.run = run
        self._bank = self.setting.bank_of(run)

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

    def _time_is_over(self) -> bool:
        if self.seconds_left != 0:
            return False
        self.timed_out = True
        self._end()
        return True

    def _do_aside(self, name: str, number: int) -> None:
        """Turn to another quote (the next one where none is named), or go back to where one was."""
        if name == "context" and self.aside == "context" and len(self.quotes) > 1:
            self.quote = (number if number >= 0 else self.quote + 1) % len(self.quotes)
        elif name in ("back", "go", "help", "context"):
            self.aside = ""

    def _pick(self, place: int) -> None:
        if self.stage in ("offer", "asking", "skipped"):
            self.picking = self.picking.pick(place)

    def _move(self, step: int) -> None:
        if self.stage in ("offer", "asking", "skipped"):
            self.picking = self.picking.move(step)

    def _tick(self, _: int) -> None:
        if self.stage == "asking" and self.picking.several:
            self.picking = self.picking.tick()

    def _enter(self, _: int) -> None:
        if self.stage == "asking":
            self._answer()
        elif self.stage == "told":
            self._go_on()
        elif self.stage == "offer":
            self._take_offer()
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

    def _skip(self, _: int) -> None:
        if self.stage == "asking":
            self._respond(())
            self.note = ("screen.note.skipped", {})
            self._go_on()

    def _respond(self, chosen: tuple[str, ...]) -> None:
        self.state, self.feedback = respond(self.state, chosen, self.setting.now())
        self.setting.keeper.keep(self.state.responses[-1])
        self.notices = self._heard()

    def _heard(self) -> tuple[Notice, ...]:
        notices = tuple(self.setting.keeper.notices)
        self.setting.keeper.notices.clear()
        return notices

    def _take_offer(self) -> None:
        attempt = self.left_before
        if self.picking.picked == (0,) and attempt is not None:
            self._begin(attempt.run, attempt)
        else:
            self.setting.keeper.drop()
            self._begin(self.setting.new_run())

    def _take_skipped(self) -> None:
        if self.picking.picked == (0,):
            self.state = return_to_skipped(self.state)
            self._go_on()
        else:
            self._end()

    def _context(self, place: int) -> None:
        if self.stage == "told" and len(self.quotes) > max(place, 0):
            self.aside, self.quote = "context", max(place, 0)

    def _help(self, _: int) -> None:
        self.aside = "help"

    def _language(self, _: int) -> None:
        self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]

    def _again(self, _: int) -> None:
        """Play what was missed, as an attempt of its own."""
        wrong = {question.item for question in missed(self.state)} if self.stage == "over" else set()
        if wrong:
            slots = tuple(slot for slot in self.run.slots if slot.item in wrong)
            run = self.run
            self._begin(
                Run(run.form, run.variant, run.bank, run.as_of, run.mode, slots, self.retaken or 0, who=run.who)
            )

    def _leave(self, _: int) -> None:
        self.ended = "done" if self.stage == "over" else "left"


_ACTS: dict[str, Callable[[Play, int], None]] = {
    "pick": Play._pick,
    "up": lambda play, _: play._move(-1),
    "down": lambda play, _: play._move(1),
    "tick": Play._tick,
    "go": Play._enter,
    "skip": Play._skip,
    "context": Play._context,
    "help": Play._help,
    "language": Play._language,
    "again": Play._again,
    "leave": Play._leave,
}
