"""Sketches of items that ask whom a rule binds."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.draft.binding import binds
from quizgen.draft.sketch import Choice, Desk, Sketch, option
from quizgen.draft.statements import bare

_BINDING = ("prohibition", "obligation", "advice")
"""What somebody may do, others may as well: there a wider group is not wrong."""


def bearers(desk: Desk) -> Iterator[Sketch]:
    """Ask who is bound by what a statement says, with groups that are too narrow as distractors."""
    act = desk.node.act
    if act is None or desk.rule.modality not in _BINDING:
        return
    for group in desk.lore.groups:
        if not set(group.bearers) <= set(desk.rule.bearer) or not all(
            binds(desk.rule, one, desk.instruments) for one in group.bearers
        ):
            continue
        # With a wider group among the options, the one that includes most is not always the key.
        wider, narrower = list(group.wider), list(group.narrower)
        desk.random.shuffle(wider)
        others = [*wider[1:], *narrower]
        desk.random.shuffle(others)
        wrong = [*wider[:1], *others]
        why = desk.reason("wrong-bearer", both=group.both, statement=bare(desk.rule.statement))
        yield Sketch(
            kind="bearer",
            rules=(desk.rule.id,),
            fill=desk.naming([desk.rule]) | desk.told() | {"act": act.act, "cue": act.cue},
            key=Choice(option(group.both), desk.right(desk.rule)),
            wrong=tuple(Choice(option(one), why) for one in wrong),
        )
