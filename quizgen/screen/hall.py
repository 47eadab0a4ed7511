"""A hall on the full screen: hands are typed for each option, then the key is shown; knows no terminal."""

from __future__ import annotations

from quizgen.model.attempt import Attempt, Run, Votes
from quizgen.quiz.paper import Question, questions
from quizgen.quiz.together import Hall, gather, vote
from quizgen.screen.hall_views import view_of
from quizgen.screen.hands import Hands
from quizgen.screen.keys import hall_act
from quizgen.screen.showing import Showing
from quizgen.screen.view import View


class HallPlay(Showing):
    """One session in a hall; a question's hands are on the disk before its key is shown."""

    steps = frozenset({"up", "down"})
    at = 0
    """The page: the place of a question, 0-based; after the last one, the summary."""
    hands = Hands(())
    _asked_twice = False

    def view(self) -> View:
        """Give what is to be seen now."""
        return view_of(self)

    def act_of(self, key: str) -> str:
        """Give the act of a key; empty for a key without one."""
        return hall_act(key)

    @property
    def explained(self) -> Question | None:
        """The question whose key is shown."""
        return self.question if self.stage == "told" else None

    @property
    def question(self) -> Question | None:
        """The question of the page; None on the summary."""
        asked = self.hall.questions
        return asked[self.at] if self.at < len(asked) else None

    @property
    def votes(self) -> Votes | None:
        """The hands for the question of the page; None where its key was not shown yet."""
        question = self.question
        return next((one for one in self.hall.votes if question and one.item == question.item), None)

    def _begin(self, run: Run, attempt: Attempt | None = None) -> None:
        self._look_at(run)
        self.setting.keeper.start(run, attempt)
        self.hall: Hall = gather(questions(run.slots, self._bank), attempt.votes if attempt else ())
        current = self.hall.current
        self._turn(self.hall.place(current) - 1 if current else len(self.hall.questions))

    def _turn(self, page: int) -> None:
        """Turn to a page; what is typed for the question that comes next stays while one looks back."""
        self.at = page
        question = self.question
        if question is None:
            self.stage = "over"
            if not self.setting.keeper.finished:
                self.setting.keeper.done()
                self.notices = self._heard()
        elif self.votes:
            self.stage = "told"
        else:
            self.stage = "asking"
            if not any(self.hands.typed) or len(self.hands.typed) != len(question.options):
                self.hands = Hands(("",) * len(question.options))

    def _own_act(self, name: str, number: int) -> None:
        asked_twice, self._asked_twice = self._asked_twice, False
        if name == "previous" and self.at > 0:
            self._turn(self.at - 1)
        elif self.stage == "asking":
            self._type(name, number, asked_twice=asked_twice)
        elif name in ("go", "next") and self.stage == "told":
            self._turn(self.at + 1)
        elif name == "go":
            self.ended = "done"

    def _type(self, name: str, number: int, *, asked_twice: bool) -> None:
        hands = self.hands
        if name == "digit":
            self.hands = hands.digit(number) or hands
            if self.hands is hands:
                self.note = ("screen.hall.no_digit", {"count": len(hands.typed)})
        elif name == "erase":
            self.hands = hands.erase()
        elif name == "onward":
            self.hands = hands.onward()
        elif name in ("up", "down"):
            self.hands = hands.move(1 if name == "down" else -1)
        elif name == "pick":
            self.hands = hands.go(number)
        elif name == "go":
            self._enter(asked_twice=asked_twice)

    def _enter(self, *, asked_twice: bool) -> None:
        """Show the key once all hands are typed; without any only at the second time, so that no key slips out."""
        missing = self.hands.missing
        if missing is None:
            self._reveal()
        elif not any(self.hands.typed):
            if asked_twice:
                self._reveal()
            else:
                self._asked_twice = True
                self.note = ("screen.hall.none_yet", {})
        elif missing == self.hands.cursor:
            self.note = ("screen.hall.missing", {"letter": "ABCDEFGH"[missing]})
        else:
            self.hands = self.hands.go(missing)

    def _reveal(self) -> None:
        question = self.question
        assert question is not None
        counted = zip(question.options, self.hands.counts, strict=True)
        counts = {option: count for option, count in counted if count is not None}
        self.hall = vote(self.hall, counts, self.setting.now())
        self.hands = Hands(())
        self.setting.keeper.keep(self.hall.votes[-1])
        self.notices = self._heard()
        self._turn(self.at)
