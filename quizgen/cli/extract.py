"""`quizgen extract`: the rules that texts state, with their exact words; with `--into`, as proposals into a bank."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from quizgen.cli.voice import language, tell, text
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, DONE, Stop
from quizgen.texts import over_texts, text_paths, worth_a_pool

if TYPE_CHECKING:
    from quizgen.cli.found_rows import Rows


class Format(StrEnum):
    """How mentions are written to stdout."""

    table = "table"
    jsonl = "jsonl"


class Written(NamedTuple):
    """What is written of one text (nothing where that was done at once), and its number of mentions and candidates."""

    rows: list[str]
    mentions: int
    candidates: int


def extract(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar=text("metavar.file"), help=text("extract.paths"), show_default=False)
    ] = None,
    format: Annotated[Format, typer.Option("--format", help=text("extract.format"), show_default=False)] = Format.table,
    explain: Annotated[bool, typer.Option("--explain", help=text("extract.explain"), show_default=False)] = False,
    into: Annotated[
        Path | None, typer.Option("--into", metavar="FOLDER", help=text("extract.into"), show_default=False)
    ] = None,
    accept_evidence: Annotated[
        bool, typer.Option("--accept-evidence", help=text("extract.accept_evidence"), show_default=False)
    ] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Find the mentions of each text and write them in the order in which they stand there."""
    if into is not None:
        from quizgen.cli.into_bank import propose_into

        return propose_into(into, paths or [], as_jsonl=format is Format.jsonl, accept_evidence=accept_evidence)
    if accept_evidence:
        raise Stop(BAD_USAGE, "extract.only_into", option="--accept-evidence")
    from quizgen.cli.found_rows import rows_for
    from quizgen.cli.laws import local_day

    found = text_paths(paths or [])
    rows = rows_for(Path.cwd(), format is Format.jsonl, explain, language(), local_day())
    work = _kept if worth_a_pool(found) else _at_once
    counts: Counter[str] = Counter()
    for done in over_texts(partial(work, rows=rows), found):
        if done.result is None:
            counts[done.message] += 1
            tell(done.message, **dict(done.words))
            continue
        sys.stdout.writelines(row + "\n" for row in done.result.rows)
        counts.update(texts=1, mentions=done.result.mentions, candidates=done.result.candidates)
    sys.stdout.flush()
    if format is Format.table and counts["texts"]:
        words = {name: counts[name] for name in ("texts", "mentions", "candidates")}
        sys.stderr.write(text("extract.count", **words) + "\n")
    return _exit_code(len(found), counts)


def _exit_code(wanted: int, counts: Counter[str]) -> int:
    if wanted == counts["disk"]:
        return DISK
    return DONE if wanted == counts["texts"] else BAD_INPUT


def _kept(path: Path, content: str, rows: Rows) -> Written:
    """Extract one text and keep its rows; runs in a process of its own."""
    counts: Counter[str] = Counter()
    return Written(list(rows.of(path, content, counts)), counts["mentions"], counts["candidates"])


def _at_once(path: Path, content: str, rows: Rows) -> Written:
    """Extract one text and write each row as soon as it is there, so that none of a long text is kept."""
    counts: Counter[str] = Counter()
    for row in rows.of(path, content, counts):
        sys.stdout.write(row + "\n")
    return Written([], counts["mentions"], counts["candidates"])
