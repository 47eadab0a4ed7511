"""The page that shows a hall the key: bars of its hands, reasons, quotes, legal basis, and what to talk about."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from quizgen.model.attempt import Votes
from quizgen.quiz.engine import Feedback
from quizgen.quiz.paper import Question
from quizgen.screen.told import RIGHT, proof_blocks, reason_blocks
from quizgen.screen.view import GAP, Bar, Block
from quizgen.screen.words import Words
from quizgen.terminal.wording import Wording


def hall_told_blocks(wording: Wording, words: Words, question: Question, votes: Votes) -> Iterator[Block | Bar]:
    """Tell the key, how the hall voted, and all that speaks for the key; the note for the discussion comes last."""
    yield Block(wording.stem(question), "strong", airy=True)
    yield GAP
    key = "; ".join(
        f"{question.letter(one)}. {wording.option(question, one)}" for one in question.options if one in question.keys
    )
    yield Block(f"{RIGHT} {wording.say('wrong.key', key=key)}", "good", anchor=True)
    yield Block(_tally(words, question, votes), "quiet", airy=True)
    yield GAP
    bars = _bars(words, question, votes)
    for option in question.options:
        yield from _option(wording, words, question, option, bars.get(option))
    yield GAP
    yield from reason_blocks(wording, Feedback(question, question.options, right=True))
    yield GAP
    yield from proof_blocks(wording, words, question)
    discussion = wording.bank.items[question.item].discussion
    if discussion:
        yield GAP
        yield Block(words.say("hall.discussion"), "heading")
        yield Block(discussion[wording.language], first="▌ ", rest="▌ ")


def _tally(words: Words, question: Question, votes: Votes) -> str:
    if not votes.total:
        return words.say("hall.uncounted")
    right = sum(count for option, count in votes.counts if option in question.keys)
    return words.say("hall.tally", total=votes.total, percent=percent(right, votes.total))


def _option(wording: Wording, words: Words, question: Question, option: str, bar: Bar | None) -> Iterator[Block | Bar]:
    """Show an option, marked where it is right in a sign and in words, over the bar of its hands."""
    is_key = option in question.keys
    first = f"{RIGHT if is_key else ' '} {question.letter(option)}. "
    text = wording.option(question, option) + (f"  {words.say('mark.key')}" if is_key else "")
    yield Block(text, "good" if is_key else "", first, " " * len(first), airy=bar is None)
    if bar is not None:
        yield replace(bar, first=" " * len(first))


def _bars(words: Words, question: Question, votes: Votes) -> dict[str, Bar]:
    """Give the bar of each option, all to one scale; none where there are no hands."""
    if not votes.total:
        return {}
    told = {
        option: words.say("hall.votes", count=count, percent=percent(count, votes.total))
        for option, count in votes.counts
    }
    widest = max(len(one) for one in told.values())
    return {
        option: Bar(
            "", count, votes.total, told[option].rjust(widest),
            manner="good" if option in question.keys else "picked", airy=True,
        )
        for option, count in votes.counts
    }  # fmt: skip


def percent(part: int, whole: int) -> int:
    """Give the part of a hundred, half rounded up."""
    return (200 * part + whole) // (2 * whole)
