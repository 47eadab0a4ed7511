"""What is to be seen of a play at one moment; what the first question has no need of is imported when it is shown."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.language import say
from quizgen.screen.asked import offer_blocks, question_blocks
from quizgen.screen.play import Play
from quizgen.screen.view import Bar, Block, Hint, Top, View


def view_of(play: Play) -> View:
    """Give the view of a play."""
    blocks = _aside(play) if play.aside else _blocks(play)
    return View(_top(play), (*_notices(play), *blocks), tuple(_hints(play)), _note(play), _name(play))


def _aside(play: Play) -> list[Block | Bar]:
    from quizgen.screen.aside import context_blocks, help_blocks

    if play.aside == "help":
        return [*help_blocks(play.words, keeps=play.setting.keeper.can_keep)]
    return [*context_blocks(play.wording, play.words, play.quotes, play.quote, play.setting.text_of)]


def _blocks(play: Play) -> list[Block | Bar]:
    if play.stage == "over":
        from quizgen.screen.ended import end_blocks

        form = f"{play.run.form}-{play.run.variant}"
        return end_blocks(play.wording, play.words, play.state, form, cut=play.run.cut, timed_out=play.timed_out)
    if play.stage == "told" and play.feedback:
        from quizgen.screen.told import feedback_blocks

        return [*feedback_blocks(play.wording, play.words, play.feedback)]
    if play.stage == "offer" and play.left_before:
        return _resume_offer(play)
    if play.stage == "skipped":
        count = len(play.state.pending)
        text = play.wording.say("offer.skipped.one" if count == 1 else "offer.skipped.many", count=count)
        options = [play.words.say(f"skipped.{one}") for one in ("yes", "no")]
        return [*offer_blocks(text, options, play.words, play.picking)]
    question = play.state.current
    assert question is not None
    return [*question_blocks(play.wording, play.words, question, play.picking)]


def _resume_offer(play: Play) -> list[Block | Bar]:
    assert play.left_before is not None
    from datetime import datetime

    from quizgen.terminal.citing import day_told

    attempt, run = play.left_before, play.run
    begun = datetime.fromisoformat(attempt.started).astimezone().date().isoformat()
    text = play.wording.say(
        "offer.resume.again" if run.retake_of is not None else "offer.resume",
        form=f"{run.form}-{run.variant}", mode=f"@mode.{run.mode}", count=len(run.slots),
        answered=len({one.item for one in attempt.responses if one.chosen}), day=day_told(play.language, begun),
    )  # fmt: skip
    options = [play.words.say(f"resume.{one}") for one in ("yes", "no")]
    return [*offer_blocks(text, options, play.words, play.picking)]


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


def _hints(play: Play) -> Iterator[Hint]:
    for key, message, act in _keys(play):
        yield Hint(key, play.words.say(f"key.{message}"), act)


def _keys(play: Play) -> Iterator[tuple[str, str, str]]:
    if play.aside:
        if play.aside == "context" and len(play.quotes) > 1:
            yield "k", "next_quote", "context"
        yield "Esc", "back", "back"
        yield "l", "language", "language"
        yield "q", "leave", "leave"
        return
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
        letters = "ABCDEFGH"[: play.picking.count]
        yield f"{letters[0]}–{letters[-1]}", "tick" if play.picking.several else "pick", "down"
        yield "Enter", "answer" if play.stage == "asking" else "choose", "go"
    if play.stage == "asking":
        yield "s", "skip", "skip"
    yield "l", "language", "language"
    yield "t", "theme", "theme"
    yield "?", "help", "help"
    if play.stage != "over":
        yield "q", "leave", "leave"


def _notices(play: Play) -> Iterator[Block]:
    """Tell what the keeping of answers had to say, until the next answer."""
    for notice in play.notices:
        yield Block(play.wording.say(notice.message, **notice.words), "note", first="! ", rest="  ")


def _note(play: Play) -> str:
    if play.note is None:
        return ""
    message, words = play.note
    return say(play.language, message, **words)


def _name(play: Play) -> str:
    count = len(play.state.responses) if play.stage != "offer" else 0
    return f"{play.stage} {play.aside} {play.quote if play.aside else 0} {count} {id(play.run)}"
