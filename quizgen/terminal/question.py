"""The blocks of the line mode before an answer: a question, and the help."""

from __future__ import annotations

from quizgen.quiz.engine import State
from quizgen.quiz.paper import Question
from quizgen.terminal.console import Console
from quizgen.terminal.wording import Wording


def show_question(console: Console, wording: Wording, state: State, question: Question) -> None:
    """Write where one is, what is asked, and the options under their letters."""
    again = ".again" if state.skips(question) else ""
    place, count = state.place(question), len(state.questions)
    topic = wording.topic(question.topic)
    console.line()
    console.line(wording.say(f"progress{again}", place=place, count=count, topic=topic), style="bold")
    console.line()
    console.line(wording.stem(question))
    console.line()
    for option in question.options:
        console.line(wording.option(question, option), first=f"  {question.letter(option)}. ", rest="     ")
    console.line()
    if question.kind == "multiple":
        console.line(wording.say("several"))


def show_help(console: Console, wording: Wording) -> None:
    """Write which keys there are."""
    console.line()
    console.line(wording.say("keys.title"), style="bold")
    for key in ("answer", "verdict", "several", "skip", "leave", "help"):
        console.line(wording.say(f"keys.{key}"), first="  ", rest="    ")
    console.line()
