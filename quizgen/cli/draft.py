"""`quizgen draft`: draft items from approved rules, into the bank or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer

from quizgen.bank.checks import check
from quizgen.bank.newly import newly
from quizgen.bank.patching import PatchError, append_entries, append_entry
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.voice import language, tell, text
from quizgen.draft.batch import Batch, Request, as_entry, draft_batch
from quizgen.draft.lore import KINDS, DraftKind, load_lore
from quizgen.edits import write_unchanged
from quizgen.files import bank_files, find_bank, shipped_bank
from quizgen.language import say
from quizgen.model.bank import Bank
from quizgen.model.item import Item
from quizgen.problems import Problem
from quizgen.shipped import data
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, LESS_THAN_ASKED, Stop

DEFAULT_COUNT, DEFAULT_SEED = 20, "1"


class Kind(StrEnum):
    """What drafts ask."""

    verdict = "verdict"
    prohibited = "prohibited"
    permitted = "permitted"
    condition = "condition"
    bearer = "bearer"
    sanction = "sanction"
    channel = "channel"


def draft(
    topic: Annotated[list[str] | None, typer.Option(help=say(language(), "draft.topic"), show_default=False)] = None,
    rule: Annotated[list[str] | None, typer.Option(help=say(language(), "draft.rule"), show_default=False)] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help=say(language(), "draft.kind"), show_default=False)] = None,
    count: Annotated[
        int | None, typer.Option(min=1, max=1000, help=say(language(), "draft.count"), show_default=False)
    ] = None,
    seed: Annotated[str, typer.Option(help=say(language(), "draft.seed"), show_default=False)] = DEFAULT_SEED,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=say(language(), "draft.dry_run"), show_default=False)
    ] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Draw drafts and write them where the check of the bank has nothing against them."""
    folder = _folder(dry_run)
    reading = _whole(folder)
    bank = reading.bank()
    request = Request(seed, count or DEFAULT_COUNT, tuple(topic or ()), tuple(rule or ()), _kinds(kind or ()))
    _known(bank, request)
    batch = _made(reading, request)
    if dry_run:
        sys.stdout.write(_shown(batch.items, bank))
    else:
        changed = _appended(reading, batch.items).items()
        write_unchanged({folder / path: (reading.files.yaml.get(path), after) for path, after in changed})
    told = _report(batch, {bank.topic_of(item) for item in batch.items}, request.count, dry_run)
    return DONE if count is None else told


def _folder(dry_run: bool) -> Path:
    """Find the bank; raises Stop where drafts are to be written and there is no workspace."""
    folder = find_bank(Path.cwd())
    if folder is None and dry_run:
        return shipped_bank()
    if folder is None or "_shipped" in folder.parts:
        raise Stop(BAD_USAGE, "draft.no_workspace")
    return folder


def _whole(folder: Path) -> Reading:
    """Read the bank; raises Stop where it has errors."""
    reading = read_bank(bank_files(folder))
    errors = [problem for problem in check(reading) if problem.is_error]
    if errors:
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    return reading


def _kinds(asked: Iterable[Kind]) -> tuple[DraftKind, ...]:
    """Give the kinds that are meant: a verdict is one with or without an excuse."""
    names = {kind.value for kind in asked}
    return tuple(kind for kind in KINDS if kind in names or (kind == "excuse" and "verdict" in names))


def _known(bank: Bank, request: Request) -> None:
    """Check that topics and rules are known; raises Stop."""
    for topic in request.topics:
        if topic not in bank.settings.topics:
            raise Stop(BAD_USAGE, "cli.bad_topic", topic=topic, topics=", ".join(bank.settings.topics))
    for rule in request.rules:
        if rule not in bank.rules:
            near = get_close_matches(rule, bank.rules, n=1)
            hint = say(language(), "draft.near", id=near[0]) if near else ""
            raise Stop(BAD_USAGE, "draft.no_rule", rule=rule, near=hint)
        if bank.rules[rule].status != "approved":
            raise Stop(BAD_USAGE, "draft.not_approved", rule=rule)


def _made(reading: Reading, request: Request) -> Batch:
    """Draw drafts of which the check says nothing, neither errors nor warnings."""
    before = check(reading)

    def refused(items: Sequence[Item]) -> set[str]:
        after = read_bank(reading.files._replace(yaml={**reading.files.yaml, **_appended(reading, items)}))
        made, against = {item.id for item in items}, set()
        for problem in newly(before, check(after)):
            # A stem that is nearly the same as another is told at the later of two, which need not be the draft.
            told, other = _entry_at(after, problem), problem.words.get("other", "")
            against.add(told if told in made else other)
        return against & made

    return draft_batch(reading.bank(), load_lore(lambda name: data("draft/data", name)), request, refused)


def _appended(reading: Reading, items: Iterable[Item]) -> dict[str, bytes]:
    """Give the item files with drafts appended, by path within the bank folder; raises Stop."""
    topics = {one.record.id: one.record.topic for one in reading.rules}
    entries: dict[str, list[dict[str, Any]]] = {}
    for item in items:
        entries.setdefault(f"items/{topics[item.rules[0]]}.yaml", []).append(as_entry(item))
    try:
        return {
            path: append_entries(reading.files.yaml.get(path, b""), reading.path(path), further)
            for path, further in entries.items()
        }
    except PatchError as error:
        raise Stop(BAD_INPUT, problems=[error.problem]) from error


def _entry_at(reading: Reading, problem: Problem) -> str:
    """Give the id of the item that a problem stands in; empty where it is in none."""
    found = ""
    for one in reading.items:
        if one.path == problem.place.path and one.at().line <= problem.place.line:
            found = one.record.id
    return found


def _shown(items: Iterable[Item], bank: Bank) -> str:
    """Write drafts as YAML, one document whose comments name the files."""
    parts = []
    by_topic = sorted(items, key=lambda item: list(bank.settings.topics).index(bank.topic_of(item)))
    for topic, group in groupby(by_topic, bank.topic_of):
        content = b""
        for item in group:
            content = append_entry(content, topic, as_entry(item))
        parts.append(f"# items/{topic}.yaml\n{content.decode()}")
    return "\n".join(parts)


def _report(batch: Batch, topics: Iterable[str], count: int, dry_run: bool) -> int:
    """Tell what was made and what was there; where fewer came than were asked for, why. Gives the exit code."""
    new, present = len(batch.items), batch.present
    if new:
        tell("draft.shown" if dry_run else "draft.made", made=new, topics=", ".join(sorted(topics)))
    elif present:
        tell("draft.made.none", present=present)
    if new + present >= count:
        return DONE
    reasons = [say(language(), f"draft.reason.{name}", count=times) for name, times in batch.dropped.items()]
    reasons = reasons or [say(language(), "draft.reason.used_up")]
    tell("draft.fewer", count=count, found=new + present, reasons="; ".join(reasons))
    return LESS_THAN_ASKED
