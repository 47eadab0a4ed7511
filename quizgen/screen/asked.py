"""The screens on which something is chosen: a question, and what is offered before and after the questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizgen.quiz.paper import Question
from quizgen.screen.picking import Picking
from quizgen.screen.view import GAP, Block, Manner
from quizgen.screen.words import Words
from quizgen.terminal.wording import Wording

_LETTERS = "ABCDEFGH"


def question_blocks(wording: Wording, words: Words, question: Question, picking: Picking) -> list[Block]:
    """Tell what is asked, the options, and what to press next."""
    options = [wording.option(question, option) for option in question.options]
    blocks = [Block(wording.stem(question), "strong"), GAP]
    if picking.several:
        blocks += [Block(words.say("several"), "quiet"), GAP]
    return [*blocks, *option_blocks(options, picking), GAP, _next_step(words, options, picking)]


def offer_blocks(text: str, options: Sequence[str], words: Words, picking: Picking) -> list[Block]:
    """Tell an offer and the ways to answer it."""
    chosen = options[picking.picked[0]]
    step = Block(words.say("step.choose", answer=chosen), "quiet", act="go")
    return [Block(text, "strong"), GAP, *option_blocks(options, picking), GAP, step]


def option_blocks(options: Iterable[str], picking: Picking) -> list[Block]:
    """Show the options under their letters, each with a sign of its own for being picked."""
    return [_option(place, text, picking) for place, text in enumerate(options)]


def _option(place: int, text: str, picking: Picking) -> Block:
    picked, here = place in picking.picked, place == picking.cursor
    sign = ("[x]" if picked else "[ ]") if picking.several else ("(●)" if picked else "( )")
    first = f"{'›' if here else ' '} {sign} {_LETTERS[place]}. "
    rest, airy = " " * len(first), place + 1 < picking.count
    manner: Manner = "picked" if picked else "strong" if here else ""
    return Block(text, manner, first=first, rest=rest, act=f"pick:{place}", anchor=here, airy=airy)


def _next_step(words: Words, options: Sequence[str], picking: Picking) -> Block:
    """Say what to press now, for whoever has never seen this."""
    last = _LETTERS[len(options) - 1]
    if not picking.picked:
        step = "several" if picking.several else "two" if len(options) == 2 else "one"
        return Block(words.say(f"step.{step}", last=last), "quiet")
    if picking.several:
        told = ", ".join(_LETTERS[place] for place in picking.picked)
        enough = "step.enter" if len(picking.picked) > 1 else "step.more"
        return Block(words.say(enough, answer=told), "strong" if enough == "step.enter" else "quiet", act="go")
    place = picking.picked[0]
    return Block(words.say("step.enter", answer=f"{_LETTERS[place]}. {options[place]}"), "strong", act="go")
