"""The screens that are opened over a question and closed again: the source around a quote, and the help."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.model.source import Source
from quizgen.quiz.context import context_of
from quizgen.quiz.explanation import Quoted
from quizgen.screen.view import GAP, Block
from quizgen.screen.words import Words
from quizgen.terminal.citing import quote_told
from quizgen.terminal.wording import Wording

_OPEN, _CLOSE = "»", "«"


def context_blocks(
    wording: Wording, words: Words, quotes: tuple[Quoted, ...], place: int, text_of: Callable[[Source], str | None]
) -> list[Block]:
    """Show the paragraph of a source with the quote marked, by signs and underlined; quotes are counted from 0."""
    quoted = quotes[place]
    _, origin = quote_told(wording, quoted)
    blocks = [Block(quoted.source.title, "strong"), Block(origin, "quiet"), GAP]
    text = text_of(quoted.source)
    found = context_of(text, quoted.quote) if text is not None else None
    if found is None:
        missing = "context.no_file" if text is None else "context.not_found"
        return [*blocks, Block(words.say(missing, file=quoted.source.file), "note")]
    quote = f"{_OPEN}{found.quote}{_CLOSE}"
    span = (len(found.before), len(found.before) + len(quote))
    blocks.append(Block(found.before + quote + found.after, "quote", "│ ", "│ ", marked=span, anchor=True))
    blocks += [GAP, Block(words.say("context.marked", opened=_OPEN, closed=_CLOSE), "quiet")]
    if len(quotes) > 1:
        told = words.say("context.more", place=place + 1, count=len(quotes))
        blocks.append(Block(told, "quiet", act="context"))
    return blocks


def help_blocks(words: Words, helps: tuple[str, ...], *, keeps: bool) -> list[Block]:
    """Tell all keys, each in a message of its own."""
    lines = [Block(words.say(f"help.{one}"), first="• ", rest="  ") for one in helps]
    kept = "help.kept" if keeps else "help.not_kept"
    return [Block(words.say("help.title"), "heading"), GAP, *lines, GAP, Block(words.say(kept), "quiet")]
