"""The blocks of the line mode before an answer: a question, and the help."""

from __future__ import annotations

from quizgen.quiz.engine import State
from quizgen.quiz.paper import Question
from quizgen.terminal.console import Console
from quizgen.terminal.wording import Wording


def show_question(
    console: Console, wording: Wording, state: State, question: Question, left: float | None = None
) -> None:
    """Write where one is, the time that is left (seconds; None: no limit), what is asked, and the lettered options."""
    again = ".again" if state.skips(question) else ""
    place, count = state.place(question), len(state.questions)
    topic = wording.topic(question.topic)
    console.line()
    console.line(wording.say(f"item{again}", place=place, count=count, topic=topic), style="bold")
    if left is not None:
        show_time(console, wording, left)
    console.line()
    show_stem(console, wording, question)
    if question.kind == "multiple":
        console.line(wording.say("several"))


def show_stem(console: Console, wording: Wording, question: Question) -> None:
    """Write what is asked, and the options under their letters."""
    console.line(wording.stem(question))
    console.line()
    for option in question.options:
        console.line(wording.option(question, option), first=f"  {question.letter(option)}. ", rest="     ")
    console.line()


def show_time(console: Console, wording: Wording, left: float) -> None:
    """Write how many minutes are left."""
    from quizgen.quiz.clock import minutes_told

    minutes = minutes_told(left)
    console.line(wording.say("time.left" if minutes > 1 else "time.last", minutes=minutes))


def show_help(console: Console, wording: Wording) -> None:
    """Write which keys there are."""
    _show_keys(console, wording, ("answer", "verdict", "several", "skip", "language", "leave", "help"))


def show_hall_help(console: Console, wording: Wording) -> None:
    """Write which keys a trainer has in front of a hall."""
    _show_keys(console, wording, ("hands", "hands_all", "hands_none", "language", "hall_leave", "help"))


def _show_keys(console: Console, wording: Wording, keys: tuple[str, ...]) -> None:
    console.line()
    console.line(wording.say("keys.title"), style="bold")
    for key in keys:
        console.line(wording.say(f"keys.{key}"), first="  ", rest="    ")
    console.line()
