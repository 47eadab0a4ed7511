"""What the quiz says to an answer: the same engine and the same words as in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quizgen.draft.context import CLOSES, OPENS, quote_in_context
from quizgen.model.form import Slot
from quizgen.model.item import Item
from quizgen.preview.snapshot import Snapshot
from quizgen.quiz.engine import Feedback, begin, respond
from quizgen.quiz.explanation import Quoted
from quizgen.quiz.paper import Question, questions
from quizgen.terminal.citing import bases_told, explanation_of, quote_told, reason_told
from quizgen.terminal.wording import Wording
from quizgen.verbatim import normalised


def question_of(shown: Snapshot, item: Item) -> Question:
    """Give an item as the quiz asks it, its options in the order of the bank file."""
    return questions([Slot(item.id, item.version)], shown.bank)[0]


def asked(shown: Snapshot, item: Item, language: str) -> dict[str, Any]:
    """Give what the quiz shows before an answer."""
    wording, question = Wording(language, shown.bank, shown.as_of), question_of(shown, item)
    return {
        "language": language,
        "kind": item.kind,
        "progress": wording.say("progress", place=1, count=1, topic=wording.topic(question.topic)),
        "stem": wording.stem(question).strip(),
        "several": wording.say("several").partition(". ")[0] if item.kind == "multiple" else "",
        "options": [
            {"letter": question.letter(option), "text": wording.option(question, option)} for option in question.options
        ],
    }


def answered(shown: Snapshot, item: Item, language: str, letters: str) -> dict[str, Any] | None:
    """Give what the quiz says to an answer (`A`, `AC`); None where it has no such answer, or no such key."""
    wording, question = Wording(language, shown.bank, shown.as_of), question_of(shown, item)
    options = {question.letter(option): option for option in question.options}
    if not letters or not set(letters) <= options.keys() or not set(question.keys) <= set(question.options):
        return None
    try:
        _, feedback = respond(begin("practice", [question]), [options[one] for one in letters], "")
    except ValueError:
        return None
    return _told(wording, feedback, shown) if feedback else None


def _told(wording: Wording, feedback: Feedback, shown: Snapshot) -> dict[str, Any]:
    question, right = feedback.question, feedback.right
    explanation = explanation_of(wording, question, feedback.chosen)
    answer = wording.say("wrong.answer", answer=wording.answer(question, feedback.chosen))
    partly = question.kind == "multiple" and not right and bool(set(feedback.chosen) & set(question.keys))
    return {
        "right": right,
        "verdict": wording.say("right" if right else "wrong"),
        "answer": "" if right else answer,
        "key": wording.say("wrong.key", key=wording.answer(question, question.keys)),
        "all_or_nothing": wording.say("all_or_nothing") if partly else "",
        "reasons": [
            {"right": one.right, "text": reason_told(wording, question, one, answered_right=right)}
            for one in explanation.reasons
        ],
        "remark": wording.say("remark", text=explanation.remark) if explanation.remark else "",
        "quotes": [_quote(wording, one, shown) for one in explanation.quotes],
        "bases_label": wording.say("bases"),
        "bases": list(bases_told(wording, explanation.bases)),
        "marks": [(question.letter(one), one in question.keys) for one in question.options],
    }


def _quote(wording: Wording, quoted: Quoted, shown: Snapshot) -> dict[str, Any]:
    text, origin = quote_told(wording, quoted)
    return {"text": text, "origin": origin, "context": context_of(shown, quoted.source.file, quoted.quote)}


def context_of(shown: Snapshot, file: str, quote: str) -> tuple[str, str, str] | None:
    """Give what stands before a quote in its paragraph, the quote, and what stands after; None where it is not there.

    What is shown is normalised as quotes are compared (quizgen.verbatim).
    """
    stored = shown.reading.files.seeds.get(file, b"").decode("utf-8", "replace")
    found = quote_in_context(quote, stored)
    if found is None:
        return None
    wanted = normalised(quote)
    before, _, after = found.partition(f"{OPENS}{wanted}{CLOSES}")
    return before, wanted, after


def evidence_of(shown: Snapshot, item: Item, language: str) -> Iterator[dict[str, Any]]:
    """Give each quote behind an item once: rule, speaker, source, date, file, and the quote in its paragraph."""
    seen: set[tuple[str, str]] = set()
    wording = Wording(language, shown.bank, shown.as_of)
    for rule in (shown.bank.rules[name] for name in item.rules if name in shown.bank.rules):
        for one in rule.evidence:
            source = shown.bank.sources.get(one.source)
            if (one.source, one.quote) in seen:
                continue
            seen.add((one.source, one.quote))
            yield {
                "rule": rule.id,
                "quote": one.quote,
                "speaker": one.speaker,
                "source": one.source,
                "title": source.title if source else "",
                "origin": quote_told(wording, Quoted(one.quote, "", source))[1].removeprefix("– ") if source else "",
                "file": f"seeds/{source.file}" if source else "",
                "context": context_of(shown, source.file, one.quote) if source else None,
            }
