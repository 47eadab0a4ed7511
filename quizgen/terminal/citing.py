"""What is said on the screen for a key: reasons, quotes with their sources, and the legal basis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizgen import dates
from quizgen.language import say
from quizgen.quiz.explanation import Basis, Explanation, Quoted, Reason, explain
from quizgen.quiz.paper import Question
from quizgen.terminal.wording import Wording


def explanation_of(wording: Wording, question: Question, chosen: Iterable[str]) -> Explanation:
    """Gather what speaks for the key."""
    return explain(wording.bank, question, chosen, language=wording.language, as_of=wording.as_of)


def reason_told(wording: Wording, question: Question, reason: Reason, *, answered_right: bool) -> str:
    """Say why one option is right or wrong."""
    kind = "right" if reason.right else "wrong"
    if reason.right and not reason.chosen and not answered_right and question.kind == "multiple":
        kind = "missed"
    return wording.say(f"reason.{kind}", letter=question.letter(reason.option), text=reason.text)


def quote_told(wording: Wording, quoted: Quoted) -> tuple[str, str]:
    """Give the quote, and who said it where and when."""
    source = quoted.source
    publisher = wording.say("quote.unnamed") if source.publisher.startswith("(") else source.publisher
    where = ", ".join(part for part in (publisher, source.place, day_told(wording.language, source.published)) if part)
    origin = f"{quoted.speaker}; {where}" if quoted.speaker else where
    return wording.say("quote", quote=_bare(quoted.quote)), f"– {origin}"


def bases_told(wording: Wording, bases: Iterable[Basis]) -> Iterator[str]:
    """Name each legal basis, whom it binds, and that it is no longer in force where that is so."""
    for basis in bases:
        instrument = basis.instrument
        name = f"{instrument.number}, {instrument.article}" if instrument.article else instrument.number
        about = [instrument.title[wording.language]]
        if instrument.binds:
            bearers = ", ".join(say(wording.language, f"paper.bearer.{bearer}") for bearer in instrument.binds)
            about.append(say(wording.language, "paper.binds", bearers=bearers))
        named = f"{name} ({'; '.join(about)})"
        if basis.ended_on is None:
            yield named
            continue
        words = {"basis": named, "day": day_told(wording.language, basis.ended_on)}
        if basis.replaced_by is None:
            yield wording.say("basis.until", **words)
        else:
            yield wording.say("basis.replaced", **words, replacement=basis.replaced_by.number)


def day_told(language: str, text: str) -> str:
    """Write a date of the bank in words; a text that is no date stays as it is."""
    day = dates.iso(text) or next((found.day for found in dates.written(text) if found.day), None)
    if day is None:
        return text
    return dates.indonesian(day) if language == "id" else dates.english(day)


def _bare(quote: str) -> str:
    """Take the outer quotation marks off, because the screen sets its own."""
    text = quote.strip()
    inner = text[1:-1]
    if len(text) > 1 and text[0] in '"“' and text[-1] in '"”' and not set(inner) & set('"“”'):
        return inner
    return text
