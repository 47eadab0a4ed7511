"""`quizgen new`: a rule or an item, by answering questions or by options, written where it belongs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from quizgen.cli.new_options import both, given_file, lettered, merged, pieces
from quizgen.cli.new_session import Session, Wishes
from quizgen.cli.voice import language, text
from quizgen.language import say


class Kind(StrEnum):
    """The kinds of item."""

    verdict = "verdict"
    single = "single"
    multiple = "multiple"


class Level(StrEnum):
    """What an item asks of a participant."""

    recall = "recall"
    apply = "apply"
    analyse = "analyse"


class Status(StrEnum):
    """The states in which an entry can be new."""

    draft = "draft"
    approved = "approved"


class Modality(StrEnum):
    """What a rule does."""

    prohibition = "prohibition"
    obligation = "obligation"
    permission = "permission"
    sanction = "sanction"
    reporting = "reporting"
    advice = "advice"


class Standing(StrEnum):
    """What a rule's authority is."""

    norm = "norm"
    explanation = "official-explanation"
    news = "news-case"


def _option(name: str) -> Any:
    """Make an option whose help is named as it is."""
    key = name.removeprefix("--").replace("-", "_")
    return typer.Option(name, help=say(language(), f"workbench.help.new.{key}"), show_default=False)


def item(
    from_: Annotated[Path | None, _option("--from")] = None,
    topic: Annotated[str, _option("--topic")] = "",
    rule: Annotated[list[str] | None, _option("--rule")] = None,
    kind: Annotated[Kind | None, _option("--kind")] = None,
    level: Annotated[Level | None, _option("--level")] = None,
    scenario: Annotated[bool, _option("--scenario")] = False,
    stem_id: Annotated[str, _option("--stem-id")] = "",
    stem_en: Annotated[str, _option("--stem-en")] = "",
    option_id: Annotated[list[str] | None, _option("--option-id")] = None,
    option_en: Annotated[list[str] | None, _option("--option-en")] = None,
    option_why_id: Annotated[list[str] | None, _option("--option-why-id")] = None,
    option_why_en: Annotated[list[str] | None, _option("--option-why-en")] = None,
    key: Annotated[str, _option("--key")] = "",
    why_id: Annotated[str, _option("--why-id")] = "",
    why_en: Annotated[str, _option("--why-en")] = "",
    other_why_id: Annotated[str, _option("--other-why-id")] = "",
    other_why_en: Annotated[str, _option("--other-why-en")] = "",
    discussion_id: Annotated[str, _option("--discussion-id")] = "",
    discussion_en: Annotated[str, _option("--discussion-en")] = "",
    id: Annotated[str, _option("--id")] = "",
    status: Annotated[Status | None, _option("--status")] = None,
    yes: Annotated[bool, _option("--yes")] = False,
    dry_run: Annotated[bool, _option("--dry-run")] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Make an item."""
    options = lettered([option_id or [], option_en or [], option_why_id or [], option_why_en or []])
    letters = [letter.strip() for letter in key.split(",")]
    asked = {
        "id": id,
        "status": status.value if status else "",
        "rules": rule,
        "kind": kind.value if kind else "",
        "level": level.value if level else "",
        "scenario": "true" if scenario else "",
        "stem": both(stem_id, stem_en),
        "options": options,
        "key": letters if len(letters) > 1 else key.strip(),
        "rationale": both(why_id, why_en),
        "distractor_rationale": both(other_why_id, other_why_en),
        "discussion": both(discussion_id, discussion_en),
    }
    entry = merged(given_file("item", from_) if from_ else {}, asked)
    return Session("item", entry, Wishes(topic=topic, without_asking=yes, dry_run=dry_run)).run()


def rule(
    from_: Annotated[Path | None, _option("--from")] = None,
    topic: Annotated[str, _option("--topic")] = "",
    modality: Annotated[Modality | None, _option("--modality")] = None,
    bearer: Annotated[list[str] | None, _option("--bearer")] = None,
    statement_id: Annotated[str, _option("--statement-id")] = "",
    statement_en: Annotated[str, _option("--statement-en")] = "",
    standing: Annotated[Standing | None, _option("--standing")] = None,
    source: Annotated[list[str] | None, _option("--source")] = None,
    quote: Annotated[list[str] | None, _option("--quote")] = None,
    speaker: Annotated[list[str] | None, _option("--speaker")] = None,
    instrument: Annotated[list[str] | None, _option("--instrument")] = None,
    valid_from: Annotated[str, _option("--valid-from")] = "",
    valid_until: Annotated[str, _option("--valid-until")] = "",
    note_id: Annotated[str, _option("--note-id")] = "",
    note_en: Annotated[str, _option("--note-en")] = "",
    id: Annotated[str, _option("--id")] = "",
    status: Annotated[Status | None, _option("--status")] = None,
    yes: Annotated[bool, _option("--yes")] = False,
    dry_run: Annotated[bool, _option("--dry-run")] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Make a rule."""
    asked = {
        "id": id,
        "topic": topic,
        "modality": modality.value if modality else "",
        "bearer": bearer,
        "statement": both(statement_id, statement_en),
        "standing": standing.value if standing else "",
        "evidence": pieces(source or [], quote or [], speaker or []),
        "instruments": instrument,
        "valid": {name: day for name, day in (("from", valid_from), ("until", valid_until)) if day},
        "note": both(note_id, note_en),
        "status": status.value if status else "",
    }
    entry = merged(given_file("rule", from_) if from_ else {}, asked)
    return Session("rule", entry, Wishes(topic=topic, without_asking=yes, dry_run=dry_run)).run()


PARTS = (rule, item)
