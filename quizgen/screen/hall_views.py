"""What a hall sees: a question and its hands, the key with all that speaks for it, and what split the hall."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.screen.around import (
    Key,
    aside_blocks,
    aside_keys,
    choosing_keys,
    hints,
    name_of,
    note_told,
    notices,
    resume_blocks,
    standing_keys,
)
from quizgen.screen.hall_asked import hall_question_blocks
from quizgen.screen.view import Bar, Block, Top, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.screen.hall import HallPlay

_HELP = (
    "hall.count", "hall.correct", "hall.none", "hall.pages", "hall.large",
    "hall.context", "language", "theme", "hall.scroll", "hall.leave",
)  # fmt: skip


def view_of(play: HallPlay) -> View:
    """Give the view of a session in a hall."""
    blocks = aside_blocks(play, _HELP) if play.aside else _blocks(play)
    keys = hints(play, aside_keys(play) if play.aside else _keys(play))
    page = 0 if play.stage == "offer" else play.at
    name = name_of(play, page)
    return View(_top(play), (*notices(play), *blocks), keys, note_told(play), name, calm=not play.aside)


def _blocks(play: HallPlay) -> list[Block | Bar]:
    if play.stage == "offer":
        return resume_blocks(play)
    question, votes = play.question, play.votes
    if question is None:
        from quizgen.screen.hall_ended import hall_end_blocks

        return [*hall_end_blocks(play.wording, play.words, play.hall, f"{play.run.form}-{play.run.variant}")]
    if votes is None:
        return hall_question_blocks(play.wording, play.words, question, play.hands)
    from quizgen.screen.hall_told import hall_told_blocks

    return [*hall_told_blocks(play.wording, play.words, question, votes)]


def _top(play: HallPlay) -> Top:
    words, wording = play.words, play.wording
    title = wording.bank.settings.title[play.language]
    if play.stage == "offer":
        return Top(title, "", "", 0)
    question, count = play.question, len(play.hall.questions)
    done = len(play.hall.votes) / max(count, 1)
    if question is None:
        return Top(wording.say("hall.end"), "", title, done)
    right = words.say("mode.together") if play.setting.keeper.can_keep else words.say("hall.unkept")
    return Top(words.say("place", place=play.at + 1, count=count), right, wording.topic(question.topic), done)


def _keys(play: HallPlay) -> Iterator[Key]:
    if play.stage == "offer":
        yield from choosing_keys(play)
    elif play.stage == "asking":
        yield "0–9", "hands", ""
        yield "Enter", "reveal" if play.hands.missing is None or not any(play.hands.typed) else "next_option", "go"
    elif play.stage == "told":
        yield "Enter", "next" if play.at + 1 < len(play.hall.questions) else "summary", "go"
        yield "k", "context", "context"
    else:
        yield "Enter", "finish", "go"
    if play.at > 0 and play.stage != "offer":
        yield "p", "previous", "previous"
    yield from standing_keys(play)
