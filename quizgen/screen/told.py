"""The screen after an answer: right or wrong, the options with their marks, reasons, quotes and legal basis."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.quiz.engine import Feedback
from quizgen.quiz.explanation import Basis, Quoted, Reason
from quizgen.quiz.paper import Question
from quizgen.screen.view import GAP, Block, Manner
from quizgen.screen.words import Words
from quizgen.terminal.citing import bases_told, explanation_of, quote_told, reason_told
from quizgen.terminal.wording import Wording

RIGHT, WRONG = "✓", "✗"
_BAR = "│ "


def feedback_blocks(wording: Wording, words: Words, feedback: Feedback) -> list[Block]:
    """Tell the verdict and all that speaks for the key, under the question that was asked."""
    question = feedback.question
    blocks = [Block(wording.stem(question), "strong"), GAP]
    blocks += [_option(wording, words, feedback, option) for option in question.options]
    key = wording.say("wrong.key", key=wording.answer(question, question.keys))
    if feedback.right:
        verdict = Block(f"{RIGHT} {wording.say('right')} {key}", "good", anchor=True)
    else:
        verdict = Block(f"{WRONG} {wording.say('wrong')} {key}", "bad", anchor=True)
    blocks += [GAP, verdict]
    if not feedback.right and question.kind == "multiple" and set(feedback.chosen) & set(question.keys):
        blocks.append(Block(wording.say("all_or_nothing"), "quiet"))
    return [*blocks, GAP, *reason_blocks(wording, feedback), GAP, *proof_blocks(wording, words, question)]


def reason_blocks(wording: Wording, feedback: Feedback) -> Iterator[Block]:
    """Say why the options that matter are right or wrong."""
    explanation = explanation_of(wording, feedback.question, feedback.chosen)
    for reason in explanation.reasons:
        told = reason_told(wording, feedback.question, reason, answered_right=feedback.right)
        yield Block(told, first=f"{_sign(reason)} ", rest="  ")
    if explanation.remark:
        yield Block(wording.say("remark", text=explanation.remark), first="  ", rest="  ")


def proof_blocks(wording: Wording, words: Words, question: Question) -> Iterator[Block]:
    """Give the quotes with their sources, and the legal basis, repealed instruments marked as such."""
    explanation = explanation_of(wording, question, ())
    for place, quoted in enumerate(explanation.quotes):
        yield from _quote(wording, words, quoted, place)
    if explanation.bases:
        yield Block(wording.say("bases"), "heading")
    for basis, told in zip(explanation.bases, bases_told(wording, explanation.bases), strict=True):
        yield _basis(words, basis, told)


def _quote(wording: Wording, words: Words, quoted: Quoted, place: int) -> Iterator[Block]:
    quote, origin = quote_told(wording, quoted)
    yield Block(quote, "quote", first=_BAR, rest=_BAR)
    yield Block(origin, "quiet", first=_BAR, rest=_BAR + "  ")
    yield Block(words.say("see_context"), "quiet", first=_BAR, rest=_BAR, act=f"context:{place}")
    yield GAP


def _basis(words: Words, basis: Basis, told: str) -> Block:
    if basis.ended_on is None:
        return Block(told, first="• ", rest="  ")
    return Block(told, "quiet", first=f"{WRONG} {words.say('repealed')} ", rest="  ")


def _option(wording: Wording, words: Words, feedback: Feedback, option: str) -> Block:
    """Show an option with what became of it, in a sign and in words."""
    question = feedback.question
    key, chosen = option in question.keys, option in feedback.chosen
    sign = RIGHT if key else WRONG if chosen else " "
    mark = "chosen_key" if key and chosen else "key" if key else "chosen" if chosen else ""
    text = wording.option(question, option) + (f"  {words.say(f'mark.{mark}')}" if mark else "")
    first = f"  {sign} {question.letter(option)}. "
    manner: Manner = "good" if key else "bad" if chosen else "quiet"
    return Block(text, manner, first=first, rest=" " * len(first), airy=option != question.options[-1])


def _sign(reason: Reason) -> str:
    return RIGHT if reason.right else WRONG
