"""What every quiz on the full screen has: its language, what is opened over it, and the offer to go on.

An act is a word, with a number behind a colon where it needs one: `pick:1`, `down`, `go`, `context:0`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from quizgen.language import LANGUAGES
from quizgen.model.attempt import Attempt, Run
from quizgen.model.bank import Bank
from quizgen.model.source import Source
from quizgen.quiz.paper import Question
from quizgen.screen.picking import Picking
from quizgen.screen.view import View
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


class Showing(ABC):
    """One sitting; what it raises (Stop, OSError) leaves every answer kept."""

    steps: frozenset[str]
    """The keys that scroll by a line where something is read."""

    def __init__(self, setting: Setting, language: str, attempt: Attempt | None = None, *, ask: bool = False) -> None:
        """Begin anew, or with an attempt left before; `ask` whether it is to be gone on with."""
        self.setting = setting
        self.language = language
        self.stage: Stage = "offer"
        self.ended: End = ""
        self.picking = Picking(2, picked=(0,), cursor=0)
        self.aside = ""
        """What is open over the rest: `help` or `context`."""
        self.quote = 0
        self.note: Note | None = None
        self.notices: tuple[Notice, ...] = ()
        """What the keeping of answers had to say last."""
        self.left_before = attempt if ask else None
        if attempt is None:
            self._begin(setting.new_run())
        elif ask:
            self._look_at(attempt.run)
        else:
            self._begin(attempt.run, attempt)
        self.notices = self._heard()

    @abstractmethod
    def view(self) -> View:
        """Give what is to be seen now."""

    @abstractmethod
    def act_of(self, key: str) -> str:
        """Give the act of a key; empty for a key without one."""

    @property
    @abstractmethod
    def explained(self) -> Question | None:
        """The question whose key is shown, with its quotes."""

    @abstractmethod
    def _begin(self, run: Run, attempt: Attempt | None = None) -> None:
        """Begin a run, or go on with an attempt at it."""

    @abstractmethod
    def _own_act(self, name: str, number: int) -> None:
        """Do what only this kind of quiz does; an act that has no meaning here changes nothing."""

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
        """The seconds that are left; None where nothing is counted."""
        return None

    @property
    def reading(self) -> bool:
        """Whether something is read now rather than chosen or typed."""
        return bool(self.aside) or self.stage in ("told", "over")

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """The quotes behind the question whose key is shown."""
        from quizgen.terminal.citing import explanation_of

        question = self.explained
        return explanation_of(self.wording, question, ()).quotes if question else ()

    def do(self, act: str) -> None:
        """Do what was pressed or clicked; an act that has no meaning here changes nothing."""
        name, _, typed = act.partition(":")
        number = int(typed) if typed else -1
        self.note = None
        if self.tick() and name != "leave":
            return
        if name == "leave":
            self.ended = "done" if self.stage == "over" else "left"
        elif name == "language":
            self.language = LANGUAGES[(LANGUAGES.index(self.language) + 1) % len(LANGUAGES)]
        elif self.aside:
            self._do_aside(name, number)
        elif name == "help":
            self.aside = "help"
        elif name == "context":
            self._open_context(max(number, 0))
        elif self.stage == "offer":
            self._do_offer(name, number)
        else:
            self._own_act(name, number)

    def tick(self) -> bool:
        """Let time pass; True where it has just run out."""
        return False

    def _look_at(self, run: Run) -> None:
        self.run = run
        self._bank = self.setting.bank_of(run)

    def _heard(self) -> tuple[Notice, ...]:
        notices = tuple(self.setting.keeper.notices)
        self.setting.keeper.notices.clear()
        return notices

    def _do_aside(self, name: str, number: int) -> None:
        """Turn to another quote (the next one where none is named), or go back to where one was."""
        if name == "context" and self.aside == "context" and len(self.quotes) > 1:
            self.quote = (number if number >= 0 else self.quote + 1) % len(self.quotes)
        elif name in ("back", "go", "help", "context"):
            self.aside = ""

    def _open_context(self, place: int) -> None:
        if len(self.quotes) > place:
            self.aside, self.quote = "context", place

    def _do_offer(self, name: str, number: int) -> None:
        if name == "go":
            self._take_offer()
        else:
            self._choose(name, number)

    def _choose(self, name: str, number: int) -> None:
        """Pick one of what is offered, by its place or by a step."""
        if name == "pick":
            self.picking = self.picking.pick(number)
        elif name in ("up", "down"):
            self.picking = self.picking.move(1 if name == "down" else -1)

    def _take_offer(self) -> None:
        attempt = self.left_before
        if self.picking.picked == (0,) and attempt is not None:
            self._begin(attempt.run, attempt)
        else:
            self.setting.keeper.drop()
            self._begin(self.setting.new_run())
        self.left_before = None
