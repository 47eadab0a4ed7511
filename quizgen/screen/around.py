"""What is on every page around its own: what is opened over it, the offer to go on, notices, keys, and its name."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.language import say
from quizgen.screen.asked import offer_blocks
from quizgen.screen.showing import Showing
from quizgen.screen.view import Bar, Block, Hint

Key = tuple[str, str, str]
"""A key as it is shown, the message that says what it does, and its act."""


def aside_blocks(play: Showing, helps: tuple[str, ...]) -> list[Block | Bar]:
    """Give what is opened over the page; `helps` are the messages of the help."""
    from quizgen.screen.aside import context_blocks, help_blocks

    if play.aside == "help":
        return [*help_blocks(play.words, helps, keeps=play.setting.keeper.can_keep)]
    return [*context_blocks(play.wording, play.words, play.quotes, play.quote, play.setting.text_of)]


def resume_blocks(play: Showing) -> list[Block | Bar]:
    """Offer to go on with what was left before."""
    assert play.left_before is not None
    from datetime import datetime

    from quizgen.terminal.citing import day_told

    attempt, run = play.left_before, play.run
    begun = datetime.fromisoformat(attempt.started).astimezone().date().isoformat()
    text = play.wording.say(
        "offer.resume.again" if run.retake_of is not None else "offer.resume",
        form=f"{run.form}-{run.variant}", mode=f"@mode.{run.mode}", count=len(run.slots),
        answered=len({one.item for one in attempt.responses if one.chosen}) + len(attempt.votes),
        day=day_told(play.language, begun),
    )  # fmt: skip
    options = [play.words.say(f"resume.{one}") for one in ("yes", "no")]
    return [*offer_blocks(text, options, play.words, play.picking)]


def aside_keys(play: Showing) -> Iterator[Key]:
    """Give the keys while something is open over the page."""
    if play.aside == "context" and len(play.quotes) > 1:
        yield "k", "next_quote", "context"
    yield "Esc", "back", "back"
    yield "l", "language", "language"
    yield "q", "leave", "leave"


def choosing_keys(play: Showing) -> Iterator[Key]:
    """Give the keys with which one of some options is chosen."""
    letters = "ABCDEFGH"[: play.picking.count]
    yield f"{letters[0]}–{letters[-1]}", "tick" if play.picking.several else "pick", "down"
    yield "Enter", "answer" if play.stage == "asking" else "choose", "go"


def standing_keys(play: Showing) -> Iterator[Key]:
    """Give the keys that are always there."""
    yield "l", "language", "language"
    yield "t", "theme", "theme"
    yield "?", "help", "help"
    if play.stage != "over":
        yield "q", "leave", "leave"


def hints(play: Showing, keys: Iterator[Key]) -> tuple[Hint, ...]:
    """Say what keys do."""
    return tuple(Hint(key, play.words.say(f"key.{message}"), act) for key, message, act in keys)


def notices(play: Showing) -> Iterator[Block]:
    """Tell what the keeping of answers had to say, until the next answer."""
    for notice in play.notices:
        yield Block(play.wording.say(notice.message, **notice.words), "note", first="! ", rest="  ")


def note_told(play: Showing) -> str:
    """Say what has just happened or is missing; empty for nothing."""
    if play.note is None:
        return ""
    message, words = play.note
    return say(play.language, message, **words)


def name_of(play: Showing, page: object) -> str:
    """Name a page, so that another one begins at its top."""
    return f"{play.stage} {play.aside} {play.quote if play.aside else 0} {page} {id(play.run)}"
