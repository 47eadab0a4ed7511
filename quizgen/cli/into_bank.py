"""`quizgen extract --into FOLDER`: what texts state, proposed to a bank as drafts and further evidence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from quizgen.bank.checks import check
from quizgen.bank.patching import PatchError
from quizgen.bank.proposals import Found, Proposals, patched, propose
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.found_rows import day_of
from quizgen.cli.laws import Laws, laws_of, local_day
from quizgen.cli.voice import language, tell
from quizgen.edits import write_unchanged
from quizgen.extract import extract
from quizgen.files import bank_files, find_bank, seeds_of
from quizgen.language import say
from quizgen.model.mention import Mention
from quizgen.model.source import Source
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop
from quizgen.texts import lexicon, over_texts, shown, text_paths

Days = Mapping[str, date | None]
"""Registered texts: the sha256 of each, and the day of the source, from which limits in time are counted."""


def propose_into(into: Path, paths: Sequence[Path], as_jsonl: bool, accept_evidence: bool) -> int:
    """Propose what texts state to the bank of a folder, and write the drafts; no paths: all its sources.

    Raises Stop where there is no bank that may be written, it has errors, or a file of it changed meanwhile.
    """
    bank = writable_bank(into)
    reading = _reading(bank)
    sources = {one.record.sha256: one.record for one in reading.sources}
    wanted = text_paths(paths) if paths else [seeds_of(bank) / source.file for source in sources.values()]
    failed: list[Path] = []
    laws = laws_of((one.record for one in reading.instruments), local_day())
    made = propose(reading.bank(), _found(wanted, sources, failed), laws.id_of)
    try:
        changed = patched(reading.files.yaml, made, accept_evidence, reading.files.prefix)
    except PatchError as error:
        raise Stop(BAD_INPUT, problems=[error.problem]) from error
    write_unchanged({bank / path: (reading.files.yaml.get(path), data) for path, data in changed.items()})
    prefix = reading.files.prefix
    rows = _as_jsonl(made, laws, accept_evidence) if as_jsonl else _as_text(made, laws, accept_evidence, prefix)
    print("".join(row + "\n" for row in rows), end="", flush=True)
    offered = "source.into.accepted" if accept_evidence else "source.into.offered"
    further = _say(offered, count=len(made.further)) if made.further else ""
    tell("source.into.count", drafts=len(made.drafts), known=made.known, further=further)
    return BAD_INPUT if failed else DONE


def writable_bank(folder: Path) -> Path:
    """Find the bank of a folder; raises Stop where there is none, or only the one that comes with quizgen."""
    bank = find_bank(folder) if folder.is_dir() else None
    if bank is None:
        raise Stop(BAD_INPUT, "source.into.no_bank", folder=folder)
    if "_shipped" in bank.parts:
        raise Stop(BAD_USAGE, "source.no_workspace")
    return bank


def _reading(bank: Path) -> Reading:
    reading = read_bank(bank_files(bank))
    errors = [problem for problem in check(reading) if problem.is_error]
    if errors:
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    return reading


def _found(paths: Sequence[Path], sources: Mapping[str, Source], failed: list[Path]) -> Iterator[Found]:
    """Give the registered texts with their mentions; one that is not, or cannot be read, is told and noted."""
    days = {sha256: day_of(source.published) for sha256, source in sources.items()}
    for done in over_texts(partial(_mentions, days=days), paths):
        if done.result is None:
            tell(done.message, **dict(done.words))
            failed.append(done.path)
            continue
        sha256, content, mentions = done.result
        if sha256 not in sources:
            tell("source.not_registered", path=shown(done.path))
            failed.append(done.path)
        else:
            yield Found(sources[sha256], content, mentions)


def _mentions(path: Path, content: str, days: Days) -> tuple[str, str, tuple[Mention, ...]]:
    """Give hash, text and mentions of a text; runs in a process of its own where there is much text."""
    del path
    sha256 = hashlib.sha256(content.encode("utf-8")).hexdigest()
    mentions = extract(content, lexicon(), days[sha256]).mentions if sha256 in days else ()
    return sha256, content, mentions


def _as_text(made: Proposals, laws: Laws, accept_evidence: bool, prefix: str) -> Iterator[str]:
    for draft in made.drafts:
        first, *others = draft.evidence
        path = f"{prefix}rules/{draft.topic}.yaml"
        modality = _say(f"source.modality.{draft.mention.modality}")
        yield _say("source.into.draft", path=path, rule=draft.id, modality=modality, **first)
        for evidence in others:
            yield "  " + _say("source.into.also", **evidence)
    key = "source.into.added" if accept_evidence else "source.into.further"
    for one in made.further:
        path = f"{prefix}rules/{one.rule.topic}.yaml"
        yield _say(key, path=path, rule=one.rule.id, **one.evidence)
        if not accept_evidence:
            yield "  " + _say("source.into.states", statement=one.rule.statement[language()])
    for law in made.laws:
        if law.instrument is None or laws.row(law.reference)["repealed"]:
            yield _say("source.into.law", source=law.source, law=laws.words(law.reference, language()))
    for source, quote in made.unquotable:
        yield _say("source.into.unquotable", source=source, quote=ascii(quote))
    for topic, source, quote in made.homeless:
        yield _say("source.into.no_topic", topic=topic, source=source, quote=quote)


def _as_jsonl(made: Proposals, laws: Laws, accept_evidence: bool) -> Iterator[str]:
    rows: list[Mapping[str, object]] = [{"kind": "draft", **draft.entry()} for draft in made.drafts]
    rows += [
        {"kind": "evidence", "rule": one.rule.id, **one.evidence, "written": accept_evidence} for one in made.further
    ]
    rows += [{"kind": "law", "source": law.source, "law": laws.row(law.reference)} for law in made.laws]
    rows += [{"kind": "unquotable", "source": source, "quote": quote} for source, quote in made.unquotable]
    rows += [
        {"kind": "no-topic", "topic": one, "source": source, "quote": quote} for one, source, quote in made.homeless
    ]
    return (json.dumps(row) for row in rows)


def _say(key: str, **words: object) -> str:
    return say(language(), key, **words)
