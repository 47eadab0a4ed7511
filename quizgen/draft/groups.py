"""Sketches of items that ask whom a rule binds."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.draft.sketch import Choice, Desk, Sketch, option


def bearers(desk: Desk) -> Iterator[Sketch]:
    """Ask who is bound by what a statement says, with groups that are too narrow as distractors."""
    act = desk.node.act
    if act is None:
        return
    for group in desk.lore.groups:
        if not set(group.bearers) <= set(desk.rule.bearer):
            continue
        wrong = list(group.wrong)
        desk.random.shuffle(wrong)
        why = desk.reason("wrong-bearer", both=group.both)
        yield Sketch(
            kind="bearer",
            rules=(desk.rule.id,),
            fill=desk.naming() | {"act": act.act, "cue": act.cue},
            key=Choice(option(group.both), desk.right()),
            wrong=tuple(Choice(option(one), why) for one in wrong),
        )
