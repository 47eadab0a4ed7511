"""What is to be seen of a play at one moment; what the first question has no need of is imported when it is shown."""

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
from quizgen.screen.asked import offer_blocks, question_blocks
from quizgen.screen.view import Bar, Block, Top, View

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.screen.play import Play

_HELP = ("answer", "arrows", "several", "mouse", "skip", "context", "language", "theme", "scroll", "copy", "leave")


def view_of(play: Play) -> View:
    """Give the view of a play."""
    blocks = aside_blocks(play, _HELP) if play.aside else _blocks(play)
    keys = hints(play, aside_keys(play) if play.aside else _keys(play))
    page = 0 if play.stage == "offer" else len(play.state.responses)
    return View(_top(play), (*notices(play), *blocks), keys, note_told(play), name_of(play, page))


def _blocks(play: Play) -> list[Block | Bar]:
    if play.stage == "over":
        from quizgen.screen.ended import end_blocks

        form = f"{play.run.form}-{play.run.variant}"
        return end_blocks(play.wording, play.words, play.state, form, cut=play.run.cut, timed_out=play.timed_out)
    if play.stage == "told" and play.feedback:
        from quizgen.screen.told import feedback_blocks

        return [*feedback_blocks(play.wording, play.words, play.feedback)]
    if play.stage == "offer":
        return resume_blocks(play)
    if play.stage == "skipped":
        count = len(play.state.pending)
        text = play.wording.say("offer.skipped.one" if count == 1 else "offer.skipped.many", count=count)
        options = [play.words.say(f"skipped.{one}") for one in ("yes", "no")]
        return [*offer_blocks(text, options, play.words, play.picking)]
    question = play.state.current
    assert question is not None
    return [*question_blocks(play.wording, play.words, question, play.picking)]


def _top(play: Play) -> Top:
    words, wording = play.words, play.wording
    title = wording.bank.settings.title[play.language]
    if play.stage == "offer":
        return Top(title, "", "", 0)
    state, question = play.state, None
    done = len(state.answers) / max(len(state.questions), 1)
    if play.stage == "over":
        return Top(wording.say("end.title"), "", title, done)
    question = play.feedback.question if play.feedback else state.current
    right = words.say(f"mode.{play.run.mode}") if play.setting.keeper.can_keep else words.say("unkept")
    if question is None:
        return Top(title, right, "", done, _clock(play))
    again = ".again" if state.skips(question) else ""
    place, count = state.place(question), len(state.questions)
    return Top(
        words.say(f"place{again}", place=place, count=count), right, wording.topic(question.topic), done, _clock(play)
    )


def _clock(play: Play) -> str:
    left = play.seconds_left
    if left is None:
        return ""
    minutes, seconds = divmod(int(-(-left // 1)), 60)
    return play.words.say("clock", left=f"{minutes}:{seconds:02}")


def _keys(play: Play) -> Iterator[Key]:
    if play.stage == "told":
        yield "Enter", "go_on", "go"
        yield "k", "context", "context"
    elif play.stage == "over":
        if len(play.state.answers) < len(play.state.questions) or not all(
            one.right for one in play.state.answers.values()
        ):
            yield "u", "again", "again"
        yield "Enter", "finish", "go"
    else:
        yield from choosing_keys(play)
    if play.stage == "asking":
        yield "s", "skip", "skip"
    yield from standing_keys(play)
