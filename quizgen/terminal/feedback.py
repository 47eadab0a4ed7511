"""The blocks of the line mode after an answer: the feedback on it, and the score at the end."""

from __future__ import annotations

from quizgen.quiz.engine import Feedback, State, missed
from quizgen.quiz.paper import Question
from quizgen.quiz.score import score
from quizgen.terminal.citing import bases_told, explanation_of, quote_told, reason_told
from quizgen.terminal.console import Console
from quizgen.terminal.wording import Wording

_INDENT = "   "


def show_feedback(console: Console, wording: Wording, feedback: Feedback) -> None:
    """Write right or wrong, the key, and all that speaks for it."""
    question = feedback.question
    key = wording.say("wrong.key", key=wording.answer(question, question.keys))
    console.line()
    if feedback.right:
        console.line(f"{wording.say('right')} {key}", style="good")
    else:
        console.line(f"{wording.say('wrong')} {_answer(wording, question, feedback.chosen)}", style="bad")
        console.line(key, style="bold")
        if question.kind == "multiple" and set(feedback.chosen) & set(question.keys):
            console.line(wording.say("all_or_nothing"))
    show_explanation(console, wording, feedback)


def show_explanation(console: Console, wording: Wording, feedback: Feedback) -> None:
    """Write the reasons, the quotes with their sources, and the legal basis."""
    explanation = explanation_of(wording, feedback.question, feedback.chosen)
    console.line()
    for reason in explanation.reasons:
        console.line(reason_told(wording, feedback.question, reason, answered_right=feedback.right), rest=_INDENT)
    if explanation.remark:
        console.line(wording.say("remark", text=explanation.remark), rest=_INDENT)
    console.line()
    for quoted in explanation.quotes:
        quote, origin = quote_told(wording, quoted)
        console.line(quote, rest=_INDENT)
        console.line(wording.say("quote.origin", origin=origin.removeprefix("– ")), first=_INDENT, rest=_INDENT + "  ")
    if explanation.bases:
        console.line(wording.say("bases"))
    for basis in bases_told(wording, explanation.bases):
        console.line(basis, first="   - ", rest=_INDENT + "  ")


def show_score(console: Console, wording: Wording, state: State, form: str, cut: int | None = None) -> None:
    """Write the score, the score per topic, and what was missed with its reasons; in exam mode in full.

    `cut` is the cut score in percent, where one was asked for.
    """
    tally = score(state, wording.bank.settings.topics)
    console.line()
    console.line(wording.say("end.title"), style="bold")
    whole = tally.whole
    console.line(wording.say("end.score", right=whole.right, total=whole.total, percent=whole.percent), style="bold")
    if cut is not None:
        console.line(wording.say("cut.reached" if whole.percent >= cut else "cut.not_reached", cut=cut), style="bold")
    if tally.unanswered:
        console.line(wording.say("end.unanswered", count=tally.unanswered))
    if any(question.kind == "multiple" for question in state.questions):
        console.line(wording.say("end.several"))
    console.line(wording.say("end.form", form=form))
    console.line()
    console.line(wording.say("end.topics"), style="bold")
    for topic, part in tally.topics:
        line = wording.say("end.topic", topic=wording.topic(topic), right=part.right, total=part.total)
        console.line(line, first="  ", rest="    ")
    console.line()
    _show_missed(console, wording, state)


def _show_missed(console: Console, wording: Wording, state: State) -> None:
    questions = missed(state)
    if not questions:
        console.line(wording.say("end.all_right"), style="good")
        return
    console.line(wording.say("end.missed"), style="bold")
    for question in questions:
        number = f"{state.place(question)}. "
        console.line()
        console.line(wording.stem(question), first=number, rest=_INDENT)
        _show_missed_key(console, wording, state, question)


def _show_missed_key(console: Console, wording: Wording, state: State, question: Question) -> None:
    """Write the answer and the key in words, because the options are no longer on the screen, and the reasons."""
    response = state.answers.get(question.item)
    chosen = response.chosen if response else ()
    if chosen:
        _show_options(console, wording, "wrong.answer", question, chosen)
    else:
        console.line(wording.say("wrong.none"), first=_INDENT)
    _show_options(console, wording, "wrong.key", question, question.keys)
    if state.mode == "exam":
        show_explanation(console, wording, Feedback(question, chosen, right=False))
        return
    for reason in explanation_of(wording, question, ()).reasons:
        console.line(reason.text, first=_INDENT)


def _show_options(
    console: Console, wording: Wording, message: str, question: Question, options: tuple[str, ...]
) -> None:
    """Write options with their letters: one on the line of its message, several below it."""
    shown = [f"{question.letter(one)}. {wording.option(question, one)}" for one in question.options if one in options]
    if len(shown) == 1:
        console.line(wording.say(message, answer=shown[0], key=shown[0]), first=_INDENT, rest=_INDENT * 2)
        return
    console.line(wording.say(message, answer="", key=""), first=_INDENT)
    for option in shown:
        console.line(option, first=_INDENT * 2, rest=_INDENT * 3)


def _answer(wording: Wording, question: Question, chosen: tuple[str, ...]) -> str:
    if not chosen:
        return wording.say("wrong.none")
    return wording.say("wrong.answer", answer=wording.answer(question, chosen))
