"""The page at the end of a session in a hall: how it voted, and the items that split it, the most divided first."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.quiz.paper import Question
from quizgen.quiz.together import Hall, Split, splits
from quizgen.screen.hall_told import percent
from quizgen.screen.told import RIGHT
from quizgen.screen.view import GAP, Bar, Block
from quizgen.screen.words import Words
from quizgen.terminal.wording import Wording


def hall_end_blocks(wording: Wording, words: Words, hall: Hall, form: str) -> Iterator[Block | Bar]:
    """Tell how a hall voted as a whole, and each item that split it with a bar of its right hands."""
    found = splits(hall)
    if not found:
        yield Block(wording.say("hall.no_votes"), "strong", anchor=True)
        yield Block(wording.say("end.form", form=form), "quiet")
        return
    yield Block(whole_told(wording, hall, found), "strong", anchor=True)
    yield Bar("", sum(one.right for one in found), sum(one.total for one in found), "")
    yield Block(wording.say("end.form", form=form), "quiet")
    yield GAP
    divided = [one for one in found if one.divided]
    yield Block(wording.say("hall.divided" if divided else "hall.united"), "heading" if divided else "good")
    told = [words.say("hall.right", right=one.right, total=one.total, percent=one.percent) for one in divided]
    widest = max((len(one) for one in told), default=0)
    for one, share in zip(divided, told, strict=True):
        yield GAP
        yield from _split(wording, hall, one, share.rjust(widest))


def whole_told(wording: Wording, hall: Hall, found: tuple[Split, ...]) -> str:
    """Say how many items hands were counted on, and how many of the hands were right; there must be some."""
    share = percent(sum(one.right for one in found), sum(one.total for one in found))
    return wording.say("hall.whole", items=len(found), count=len(hall.questions), percent=share)


def _split(wording: Wording, hall: Hall, one: Split, share: str) -> Iterator[Block | Bar]:
    first = f"{hall.place(one.question)}. "
    rest = " " * len(first)
    yield Block(wording.stem(one.question), "strong", first, rest)
    yield Bar("", one.right, one.total, share, first=rest)
    leading = "; ".join(_named(wording, one.question, option) for option in one.leading)
    yield Block(wording.say("hall.leading", options=leading), "quiet", f"{rest}  ", f"{rest}  ")
    keys = [option for option in one.question.options if option in one.question.keys]
    key = wording.say("wrong.key", key="; ".join(_named(wording, one.question, option) for option in keys))
    yield Block(key, "good", f"{rest}{RIGHT} ", f"{rest}  ")


def _named(wording: Wording, question: Question, option: str) -> str:
    return f"{question.letter(option)}. {wording.option(question, option)}"
