"""A hall answers together, line by line: the trainer at the projector enters the hands, then shows the key."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Run
from quizgen.quiz.engine import Feedback
from quizgen.quiz.paper import Question, questions
from quizgen.quiz.together import Hall, Split, gather, splits, vote
from quizgen.terminal.question import show_hall_help, show_stem
from quizgen.terminal.talk import Talk, counted, form_name
from quizgen.terminal.typed import hands_of


class HallQuiz(Talk):
    """One session in a hall; raises Left, EndOfInput, Interrupted or OutputClosed with every vote kept."""

    def play(self, run: Run, attempt: Attempt | None = None) -> None:
        """Play a run with a hall, from its start or from where it was left."""
        self.keeper.start(run, attempt)
        hall = gather(questions(run.slots, self.wording.bank), attempt.votes if attempt else ())
        self._tell_start(run, hall, resumed=attempt is not None)
        while (question := hall.current) is not None:
            self._show(hall, question)
            counts = self._counted(hall, question)
            hall = vote(hall, counts, self.now())
            self.keeper.keep(hall.votes[-1])
            self.tell_notices()
            self._reveal(question, counts)
            if self.console.interactive:
                self._pause(question, counts)
        self.keeper.done()
        self._summary(run, hall)
        self.tell_notices()

    def help(self) -> None:
        """Write which keys there are."""
        show_hall_help(self.console, self.wording)

    def _tell_start(self, run: Run, hall: Hall, *, resumed: bool) -> None:
        count, form = len(hall.questions), form_name(run)
        if resumed:
            self.tell("start.resumed.hall", form=form, count=count, answered=len(hall.votes))
        else:
            self.console.line(self.wording.bank.settings.title[self.wording.language], style="bold")
            self.tell(counted("start.form", count), form=form, count=count, mode="@mode.together.told")
        self.tell_notices()
        self.tell("start.hall")

    def _show(self, hall: Hall, question: Question) -> None:
        self.console.line()
        place, count = hall.place(question), len(hall.questions)
        self.tell("item", style="bold", place=place, count=count, topic=self.wording.topic(question.topic))
        self.console.line()
        show_stem(self.console, self.wording, question)
        if question.kind == "multiple":
            self.tell("hall.several")

    def _counted(self, hall: Hall, question: Question) -> dict[str, int]:
        """Read the hands for each option, or all on one line; an empty line at the first shows the key without a vote.

        All on one line also mend what was typed before it.

        Raises Left.
        """
        counts: dict[str, int] = {}
        while len(counts) < len(question.options):
            option = question.options[len(counts)]
            letter = question.letter(option)
            typed = self.console.ask(self.wording.say("ask.hands", letter=letter))
            if not typed and not counts:
                return {}
            wish = self.wish(typed)
            if wish == "language":
                self._show(hall, question)
            if wish == "skip":
                return {}
            if wish:
                continue
            hands = hands_of(typed, len(question.options))
            if hands is None:
                self.tell("typed.hands", letter=letter, count=len(question.options))
            elif len(hands) == len(question.options):
                counts = dict(zip(question.options, hands, strict=True))
            else:
                counts[option] = hands[0]
        return counts

    def _reveal(self, question: Question, counts: dict[str, int]) -> None:
        """Write the hands, the key with all that speaks for it, and what to talk about."""
        from quizgen.terminal.feedback import show_explanation

        self.console.line()
        total = sum(counts.values())
        for option in question.options if total else ():
            count = counts[option]
            percent = (200 * count + total) // (2 * total)
            self.tell("hall.votes", letter=question.letter(option), count=count, percent=percent)
        if total:
            self.console.line()
        key = "; ".join(self._named(question, option) for option in question.options if option in question.keys)
        self.tell("wrong.key", style="good", key=key)
        show_explanation(self.console, self.wording, Feedback(question, question.options, right=True))
        discussion = self.wording.bank.items[question.item].discussion
        if discussion:
            self.console.line()
            self.tell("hall.discussion", text=discussion[self.wording.language])

    def _named(self, question: Question, option: str) -> str:
        return f"{question.letter(option)}. {self.wording.option(question, option)}"

    def _pause(self, question: Question, counts: dict[str, int]) -> None:
        self.console.line()
        while typed := self.console.ask(self.wording.say("ask.go_on")):
            wish = self.wish(typed)
            if wish == "language":
                self._reveal(question, counts)
                self.console.line()
            elif wish != "help":
                self.tell("typed.go_on.hall")

    def _summary(self, run: Run, hall: Hall) -> None:
        """Write how the hall voted, and which items split it, the most divided first."""
        found = splits(hall)
        self.console.line()
        self.tell("hall.end", style="bold")
        self.tell("end.form", form=form_name(run))
        if not found:
            self.tell("hall.no_votes")
            self.tell("end.thanks")
            return
        right, total = sum(one.right for one in found), sum(one.total for one in found)
        whole = replace(found[0], right=right, total=total)
        self.tell("hall.whole", items=len(found), count=len(hall.questions), percent=whole.percent)
        divided = [one for one in found if one.divided]
        self.console.line()
        self.tell("hall.divided" if divided else "hall.united", style="bold")
        for one in divided:
            self._tell_split(hall, one)
        self.console.line()
        self.tell("end.thanks")

    def _tell_split(self, hall: Hall, one: Split) -> None:
        question = one.question
        first = f"{hall.place(question)}. "
        self.console.line()
        self.console.line(self.wording.stem(question), first=first, rest="   ")
        leading = "; ".join(self._named(question, option) for option in one.leading)
        for message in ("hall.right", "hall.leading"):
            told = self.wording.say(message, right=one.right, total=one.total, percent=one.percent, options=leading)
            self.console.line(told, first="   ", rest="     ")
        key = "; ".join(self._named(question, option) for option in question.options if option in question.keys)
        self.console.line(self.wording.say("wrong.key", key=key), first="   ", rest="     ")
