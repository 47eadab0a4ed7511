"""`quizgen coverage`: what the bank covers, what is missing, and the auditor's matrix as a PDF."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from quizgen.bank.checks import check
from quizgen.bank.coverage import Coverage, MentionCoverage, TopicCoverage, mention_coverage
from quizgen.bank.coverage import coverage as coverage_of
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.form_choice import today
from quizgen.cli.voice import language, tell, text
from quizgen.dates import iso, written
from quizgen.files import bank_files, find_bank, shipped_bank, write_whole
from quizgen.language import say
from quizgen.model.bank import Bank
from quizgen.model.source import Source
from quizgen.stop import BAD_INPUT, DISK, DONE, LESS_THAN_ASKED, Stop, reason_of
from quizgen.terminal.console import printable

if TYPE_CHECKING:
    from quizgen.model.words import Language


_NAME = 38
"""Columns for the name of a topic."""


class Format(StrEnum):
    """How the coverage is written to stdout."""

    text = "text"
    json = "json"


class SourceCoverage(NamedTuple):
    """A source of the bank with its stored text, and the sure mentions that the extractor finds in it."""

    source: Source
    text: str
    mentions: tuple[MentionCoverage, ...]


def _say(key: str, **words: object) -> str:
    return say(language(), f"coverage.{key}", **words)


def coverage(
    folder: Annotated[Path | None, typer.Argument(metavar=text("metavar.folder"), help=_say("help.folder"))] = None,
    format: Annotated[Format, typer.Option("--format", help=_say("help.format"), show_default=False)] = Format.text,
    pdf: Annotated[Path | None, typer.Option(metavar="PATH", help=_say("help.pdf"), show_default=False)] = None,
    force: Annotated[
        bool, typer.Option("--force", help=say(language(), "paper.help.force"), show_default=False)
    ] = False,
    mentions: Annotated[bool, typer.Option("--mentions", help=_say("help.mentions"), show_default=False)] = False,
    strict: Annotated[bool, typer.Option("--strict", help=_say("help.strict"), show_default=False)] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Write what the bank covers; with --pdf also the matrix."""
    found = find_bank(folder or Path.cwd())
    if found is None and folder is not None:
        raise Stop(BAD_INPUT, "no_bank", folder=folder)
    if found is None:
        tell("check.shipped")
    reading = read_bank(bank_files(found or shipped_bank()))
    bank = _whole(reading)
    covered = coverage_of(bank)
    sources = list(_sources(reading, bank)) if mentions else []
    if format is Format.json:
        print(json.dumps(_as_json(covered, sources if mentions else None), indent=1))
    else:
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        for line in (*_lines(covered, bank), *_mention_lines(sources)):
            print(printable(line, encoding))
    sys.stdout.flush()
    less = pdf is not None and _print_matrix(found or shipped_bank(), bank, covered, pdf, force)
    missing = bool(covered.gaps) or any(not one.rules for source in sources for one in source.mentions)
    return BAD_INPUT if strict and missing else LESS_THAN_ASKED if less else DONE


def _whole(reading: Reading) -> Bank:
    """Give the bank; raises Stop with what is wrong where it has errors."""
    errors = [problem for problem in check(reading) if problem.is_error]
    if errors:
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    return reading.bank()


def _sources(reading: Reading, bank: Bank) -> Iterator[SourceCoverage]:
    """Extract the stored texts of all registered sources, and find the rules that quote each sure mention."""
    from quizgen.extract import extract
    from quizgen.texts import lexicon

    for source in bank.sources.values():
        content = reading.files.seeds[source.file].decode("utf-8")
        found = extract(content, lexicon(), _published(source))
        sure = [mention for mention in found.mentions if mention.confidence == "sure"]
        yield SourceCoverage(source, content, mention_coverage(content, sure, bank.rules.values(), source.id))


def _published(source: Source) -> date | None:
    return iso(source.published) or next((one.day for one in written(source.published) if one.day), None)


def _lines(covered: Coverage, bank: Bank) -> Iterator[str]:
    counts = {"rules": covered.rules, "items": covered.approved, "drafts": covered.drafts, "gaps": len(covered.gaps)}
    yield _say("title", **counts)
    yield ""
    yield _columns(*(_say(f"head.{name}") for name in ("topic", "rules", "items", "share", "weight", "gaps")))
    for topic in covered.topics:
        name = bank.settings.topics[topic.topic][language()] if topic.topic in bank.settings.topics else topic.topic
        yield _topic_line(topic, name)
        for one in topic.rules:
            drafts = f" (+{len(one.drafts)})" if one.drafts else ""
            status = f" [{one.rule.status}]" if one.rule.status != "approved" else ""
            mark = " !" if one.is_gap else ""
            yield f"  {one.rule.id:<{_NAME + 6}}{len(one.approved):>8}{drafts}{status}{mark}"
    yield ""
    yield _say("gaps" if covered.gaps else "gaps.none", count=len(covered.gaps))
    for gap in covered.gaps:
        yield f"  {gap.rule.id}: {gap.rule.statement[language()]}"
    yield ""
    yield _say("kinds", **covered.kinds)
    yield _say("levels", **covered.levels)
    yield _say("scenarios", count=covered.scenarios, of=covered.approved)
    share = round(100 * covered.may / max(covered.may + covered.may_not, 1))
    yield _say("verdicts", may=covered.may, may_not=covered.may_not, percent=share)


def _topic_line(topic: TopicCoverage, name: str) -> str:
    cut = name if len(name) <= _NAME else f"{name[: _NAME - 3]}..."
    shares = (f"{100 * share:.0f}%" for share in (topic.item_share, topic.weight_share))
    return _columns(cut, str(len(topic.rules)), str(topic.approved), *shares, str(len(topic.gaps)))


def _columns(name: str, *cells: str) -> str:
    return f"{name:<{_NAME}}{''.join(f'{cell:>8}' for cell in cells)}"


def _mention_lines(sources: list[SourceCoverage]) -> Iterator[str]:
    if not sources:
        return
    for source in sources:
        quoted = sum(bool(one.rules) for one in source.mentions)
        yield ""
        yield _say("mentions.source", source=source.source.id, covered=quoted, count=len(source.mentions))
        for one in source.mentions:
            line = source.text.count("\n", 0, one.mention.start) + 1
            quote = " ".join(one.mention.quote.split())
            rules = ", ".join(one.rules) or _say("mentions.none")
            yield f"  {source.source.file}:{line}: {one.mention.modality} “{quote}” -> {rules}"
    count = sum(len(source.mentions) for source in sources)
    quoted = sum(bool(one.rules) for source in sources for one in source.mentions)
    yield ""
    yield _say("mentions.total", covered=quoted, count=count, percent=100 * quoted // max(count, 1))


def _as_json(covered: Coverage, sources: list[SourceCoverage] | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "rules": covered.rules,
        "items": covered.approved,
        "drafts": covered.drafts,
        "topics": [
            {
                "topic": topic.topic,
                "items": topic.approved,
                "drafts": topic.drafts,
                "weight": topic.weight,
                "item_share": round(topic.item_share, 4),
                "weight_share": round(topic.weight_share, 4),
                "rules": [
                    {
                        "rule": one.rule.id,
                        "status": one.rule.status,
                        "items": [item.id for item in one.approved],
                        "drafts": [item.id for item in one.drafts],
                    }
                    for one in topic.rules
                ],
            }
            for topic in covered.topics
        ],
        "gaps": [gap.rule.id for gap in covered.gaps],
        "kinds": dict(covered.kinds),
        "levels": dict(covered.levels),
        "scenarios": covered.scenarios,
        "verdicts": {"boleh": covered.may, "tidak": covered.may_not},
    }
    if sources is not None:
        made["mentions"] = [
            {
                "source": source.source.id,
                "start": one.mention.start,
                "end": one.mention.end,
                "modality": one.mention.modality,
                "quote": one.mention.quote,
                "rules": list(one.rules),
            }
            for source in sources
            for one in source.mentions
        ]
    return made


def _print_matrix(folder: Path, bank: Bank, covered: Coverage, path: Path, force: bool) -> bool:
    """Write the matrix as a PDF, or as HTML where Pango is missing; tell whether it is less than was asked for.

    Raises Stop where a file is there that is no matrix of ours and `force` is off.
    """
    from quizgen.bounds import PANGO_LINE
    from quizgen.cli.emblems import emblem_of
    from quizgen.cli.paper_files import refuse_others
    from quizgen.render.coverage import Matrix, matrix_html, matrix_pdf
    from quizgen.render.pdf import PangoMissingError

    spoken: Language = "en" if language() == "en" else "id"
    refuse_others([] if force else [path], "coverage")
    emblem, missing = emblem_of(folder, bank.settings)
    matrix = Matrix(bank, covered, spoken, today(), emblem)
    try:
        made = matrix_pdf(matrix)
        data, pages, less = made.data, made.pages, bool(made.undrawn or made.remarks or missing)
    except PangoMissingError:
        tell("paper.no_pango", line=PANGO_LINE)
        path = path.with_suffix(".html")
        refuse_others([] if force else [path], "coverage")
        data, pages, less = matrix_html(matrix, embed=True).encode(), 0, True
    try:
        write_whole(path, data)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=path) from error
    tell("coverage.wrote" if pages else "coverage.wrote.html", path=path, pages=pages)
    return less
