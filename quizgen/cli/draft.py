"""`quizgen draft`: draft items from approved rules, into the bank or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.checks import check
from quizgen.bank.patching import PatchError, append_entry
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
    batch = draft_batch(bank, load_lore(lambda name: data("draft/data", name)), request)
    kept, changed = _accepted(reading, batch.items)
    if dry_run:
        sys.stdout.write(_shown(kept, bank))
    else:
        write_unchanged({folder / path: (reading.files.yaml.get(path), after) for path, after in changed.items()})
    _report(batch, kept, changed, reading, dry_run)
    found = len(kept) + batch.present
    if count is not None and found < count:
        tell("draft.fewer", count=count, found=found)
        return LESS_THAN_ASKED
    return DONE


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


def _accepted(reading: Reading, items: Iterable[Item]) -> tuple[list[Item], dict[str, bytes]]:
    """Give the drafts that the check says nothing against, errors or warnings, and the files with them in."""
    kept = list(items)
    before = set(map(_told, check(reading)))
    while True:
        try:
            changed = _appended(reading, kept)
        except PatchError as error:
            raise Stop(BAD_INPUT, problems=[error.problem]) from error
        after = read_bank(reading.files._replace(yaml={**reading.files.yaml, **changed}))
        refused = {_entry_at(after, problem) for problem in check(after) if _told(problem) not in before}
        left = [item for item in kept if item.id not in refused]
        if len(left) == len(kept):
            return kept, changed
        kept = left


def _appended(reading: Reading, items: Iterable[Item]) -> dict[str, bytes]:
    """Give the item files with drafts appended, by path within the bank folder."""
    topics = {one.record.id: one.record.topic for one in reading.rules}
    changed: dict[str, bytes] = {}
    for item in items:
        path = f"items/{topics[item.rules[0]]}.yaml"
        old = changed.get(path, reading.files.yaml.get(path, b""))
        changed[path] = append_entry(old, reading.path(path), as_entry(item))
    return changed


def _told(problem: Problem) -> tuple[str, int, str, tuple[tuple[str, str], ...]]:
    return problem.place.path, problem.place.line, problem.code, tuple(sorted(problem.words.items()))


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


def _report(batch: Batch, kept: list[Item], changed: Mapping[str, bytes], reading: Reading, dry_run: bool) -> None:
    """Tell what was made, what was there, and why the rest was not made."""
    files = ", ".join(reading.path(path) for path in sorted(changed))
    key = "draft.shown" if dry_run else "draft.made" if kept else "draft.made.none"
    tell(key, made=len(kept), present=batch.present, files=files)
    dropped = dict(batch.dropped)
    if refused := len(batch.items) - len(kept):
        dropped["check"] = refused
    if dropped:
        reasons = [say(language(), f"draft.reason.{name}", count=times) for name, times in sorted(dropped.items())]
        tell("draft.dropped", reasons="; ".join(reasons))
