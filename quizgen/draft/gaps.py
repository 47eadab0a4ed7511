"""Sketches of items that ask for a part of a rule's statement: a condition or time, a sanction, a channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.draft.concepts import concepts
from quizgen.draft.lore import DraftKind, GapRow
from quizgen.draft.sketch import Choice, Desk, Sketch, filled, option
from quizgen.draft.statements import bare, small
from quizgen.model.words import Bilingual

GAP = "...."


def conditions(desk: Desk) -> Iterator[Sketch]:
    """Ask when, where or on what condition a rule holds."""
    return _gaps(desk, "condition")


def sanctions(desk: Desk) -> Iterator[Sketch]:
    """Ask what follows a breach."""
    return _gaps(desk, "sanction")


def channels(desk: Desk) -> Iterator[Sketch]:
    """Ask who is told of a breach, or who acts."""
    return _gaps(desk, "channel")


def _gaps(desk: Desk, kind: DraftKind) -> Iterator[Sketch]:
    statement = bare(desk.rule.statement)
    for row in desk.lore.gaps:
        if row.kind != kind or row.modality not in (None, desk.rule.modality):
            continue
        first, second = re.search(row.id, statement.id, re.I), re.search(row.en, statement.en, re.I)
        if (
            first
            and second
            and all(concepts(one, desk.lore) for one in (first["gap"], row.key.id if row.key else first["gap"]))
        ):
            yield _sketch(desk, row, first, second)


def _sketch(desk: Desk, row: GapRow, first: re.Match[str], second: re.Match[str]) -> Sketch:
    statement = bare(desk.rule.statement)
    words = {
        name: Bilingual(small(first[name]), small(second[name]))
        for name in first.groupdict()
        if name in second.groupdict()
    }
    ask = filled(row.ask, words)
    why = desk.reason(f"wrong-{row.kind}", statement=statement)
    others = list(row.wrong)
    desk.random.shuffle(others)
    rungs = [one for one in (row.always, *others) if one and not _supported(one, desk)]
    fill = {"ask": ask}
    if not desk.rule.instruments:
        fill |= desk.told(applied=row.key is not None)
    if row.key is None and first.start("gap"):
        fill["cloze"] = Bilingual(_without(statement.id, first), _without(statement.en, second))
    return Sketch(
        kind=row.kind,
        rules=(desk.rule.id,),
        fill=desk.naming([desk.rule]) | fill,
        key=Choice(option(row.key or words["gap"]), desk.right(desk.rule)),
        wrong=tuple(Choice(option(one), why) for one in rungs),
    )


def _supported(wrong: Bilingual, desk: Desk) -> bool:
    """Tell whether some approved rule has the very words of a wrong answer in its statement."""
    words = re.compile(rf"\b{re.escape(wrong.id)}\b", re.I)
    return any(words.search(node.rule.statement.id) for node in desk.graph.nodes.values())


def _without(statement: str, found: re.Match[str]) -> str:
    return f"{statement[: found.start('gap')]}{GAP}{statement[found.end('gap') :]}".replace(f"{GAP}.", GAP)
