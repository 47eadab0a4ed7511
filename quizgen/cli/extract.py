"""`quizgen extract`: the rules that texts state, with their exact words; with `--into`, as proposals into a bank."""

from __future__ import annotations

import sys
from collections import Counter
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from quizgen.cli.voice import tell, text
from quizgen.extract import Extraction
from quizgen.extract import extract as extract_from
from quizgen.extract.jsonl import line
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, DONE, Stop
from quizgen.texts import lexicon, over_texts, text_paths


class Format(StrEnum):
    """How mentions are written to stdout."""

    table = "table"
    jsonl = "jsonl"


class Written(NamedTuple):
    """What is written of one text, and how many mentions and candidates it has."""

    rows: list[str]
    audit: list[str]
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
    found = text_paths(paths or [])
    work = partial(_written, format=format, explain=explain)
    counts: Counter[str] = Counter()
    for done in over_texts(work, found):
        if done.result is None:
            counts[done.message] += 1
            tell(done.message, **dict(done.words))
            continue
        sys.stdout.writelines(row + "\n" for row in done.result.rows)
        # Each line of jsonl is a mention, and nothing else.
        beside = sys.stderr if format is Format.jsonl else sys.stdout
        beside.writelines(row + "\n" for row in done.result.audit)
        counts.update(texts=1, mentions=done.result.mentions, candidates=done.result.candidates)
    sys.stdout.flush()
    if format is Format.table and counts["texts"]:
        words = {name: counts[name] for name in ("texts", "mentions", "candidates")}
        sys.stderr.write(text("extract.count", **words) + "\n")
    if len(found) == counts["disk"]:
        return DISK
    return DONE if len(found) == counts["texts"] else BAD_INPUT


def _written(path: Path, content: str, format: Format, explain: bool) -> Written:
    """Extract one text and write its rows; runs in a process of its own where there is much text."""
    found = extract_from(content, lexicon())
    if format is Format.jsonl:
        rows = [line(str(path), mention) for mention in found.mentions]
    else:
        rows = _rows(str(path), content, found)
    audit = _audit(str(path), content, found) if explain else []
    return Written(rows, audit, len(found.mentions), sum(one.confidence == "candidate" for one in found.mentions))


def _rows(path: str, content: str, found: Extraction) -> list[str]:
    """Write each mention as `path:line:col: modality topic [bearer] “quote”`, a candidate with a question mark."""
    place = _Places(path, content)
    rows = []
    for mention in found.mentions:
        doubt = "?" if mention.confidence == "candidate" else ""
        bearer = ", ".join(mention.bearer)
        quote = " ".join(mention.quote.split())
        rows.append(f"{place(mention.start)}: {mention.modality}{doubt} {mention.topic} [{bearer}] “{quote}”")
    return rows


def _audit(path: str, content: str, found: Extraction) -> list[str]:
    place = _Places(path, content)
    return [
        f"{place(cue.offset)}: {cue.cue} -> {cue.outcome}{f' ({cue.filter})' if cue.filter else ''}"
        for cue in found.audit
    ]


class _Places:
    """Turns 0-based character offsets of one text into `path:line:col`, both 1-based."""

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.content = content
        self.at = 0
        self.lines = 0

    def __call__(self, offset: int) -> str:
        """Give the place; offsets mostly rise, so that lines are counted on from the last one."""
        if offset < self.at:
            self.at = self.lines = 0
        self.lines += self.content.count("\n", self.at, offset)
        self.at = offset
        return f"{self.path}:{self.lines + 1}:{offset - self.content.rfind(chr(10), 0, offset)}"
