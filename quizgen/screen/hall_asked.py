"""The page on which a hall votes: what is asked, one option a block, and a field for the hands of each."""

from __future__ import annotations

from quizgen.quiz.paper import Question
from quizgen.screen.hands import Hands
from quizgen.screen.view import GAP, Bar, Block
from quizgen.screen.words import Words
from quizgen.terminal.wording import Wording

_LETTERS = "ABCDEFGH"
_FIELD = 5
"""Columns of a field: four digits and where one types."""


def hall_question_blocks(wording: Wording, words: Words, question: Question, hands: Hands) -> list[Block | Bar]:
    """Tell what is asked, the options with what is typed for them, and what to press next."""
    blocks: list[Block | Bar] = [Block(wording.stem(question), "strong", airy=True), GAP]
    if question.kind == "multiple":
        blocks += [Block(wording.say("hall.several"), "quiet", airy=True), GAP]
    options = [wording.option(question, option) for option in question.options]
    blocks += [_option(place, text, hands) for place, text in enumerate(options)]
    return [*blocks, GAP, _next_step(words, hands)]


def _option(place: int, text: str, hands: Hands) -> Block:
    here, typed = place == hands.cursor, hands.typed[place]
    field = f"{typed}{'_' if here else ' '}"
    first = f"{'›' if here else ' '} [{field:>{_FIELD}}] {_LETTERS[place]}. "
    airy = place + 1 < len(hands.typed)
    manner = "picked" if here else "strong" if typed else ""
    return Block(text, manner, first, " " * len(first), act=f"pick:{place}", anchor=here, airy=airy)  # type: ignore[arg-type]


def _next_step(words: Words, hands: Hands) -> Block:
    """Say what to type or press now, for whoever has never seen this."""
    letter = _LETTERS[min(hands.cursor, len(hands.typed) - 1)]
    counts = [count for count in hands.counts if count is not None]
    if len(counts) < len(hands.typed):
        if not counts:
            sample = " ".join(("12", "5", "3", "8", "2", "6", "4", "7")[: len(hands.typed)])
            return Block(words.say("hall.step.first", letter=letter, sample=sample), "quiet")
        return Block(words.say("hall.step.more", letter=letter), "quiet", act="go")
    told = ", ".join(f"{_LETTERS[place]} {count}" for place, count in enumerate(counts))
    return Block(words.say("hall.step.reveal", counts=told, total=sum(counts)), "strong", act="go")
