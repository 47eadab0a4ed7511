"""Sketches of items that ask to pick the one act that is forbidden, or the one that is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from quizgen.draft.concepts import concepts, core_of, overlap
from quizgen.draft.lore import DraftKind
from quizgen.draft.safety import SUPPORTS, Direction, Node
from quizgen.draft.sketch import Choice, Desk, Sketch, cases, option, speaks_of_others
from quizgen.model.words import Bilingual

_VERB = re.compile(r"(?:me|ber|ter|memper|ikut |datang |pergi )", re.I)


class Side(Struct, frozen=True):
    """What makes one of the two kinds of item: which rules give keys, which distractors."""

    kind: DraftKind
    keys: str
    """The modality of rules that give keys."""
    cases: str
    """The lean of misconceptions that are cases of such a rule."""
    against: tuple[str, ...]
    """The modalities of rules that give distractors."""
    beliefs: str
    """The lean of misconceptions that give distractors."""
    direction: Direction
    """What choosing an option claims."""
    contrary: Direction


PROHIBITED = Side(
    "prohibited", "prohibition", "lax", ("permission", "obligation", "advice"), "strict", "may-not", "may"
)
PERMITTED = Side("permitted", "permission", "strict", ("prohibition",), "lax", "may", "may-not")


def prohibited(desk: Desk) -> Iterator[Sketch]:
    """Ask which act is forbidden."""
    return _picks(desk, PROHIBITED)


def permitted(desk: Desk) -> Iterator[Sketch]:
    """Ask which act is allowed."""
    return _picks(desk, PERMITTED)


def _picks(desk: Desk, side: Side) -> Iterator[Sketch]:
    if desk.rule.modality != side.keys:
        return
    wrong = list(_distractors(desk, side))
    for key, applied in _keys(desk, side):
        about = concepts(core_of(key.text.id), desk.lore)
        apart = [one for one in wrong if overlap(about, concepts(core_of(one.text.id), desk.lore)) < SUPPORTS]
        yield Sketch(side.kind, (desk.rule.id,), desk.naming(applied), key, tuple(apart), applied=applied)


def _keys(desk: Desk, side: Side) -> Iterator[tuple[Choice, bool]]:
    """The act of the rule itself, and cases that this rule alone decides; none that a rule speaks against."""
    found: list[tuple[Choice, bool]] = []
    if desk.node.act is not None:
        found.append((Choice(option(desk.node.act.act), desk.right()), False))
    found += [(Choice(option(one.text), desk.right(one.why)), True) for one in cases(desk, side.cases)]
    desk.random.shuffle(found)
    for key, applied in found:
        if not desk.graph.supporters(key.text.id, side.contrary, desk.rule.bearer):
            yield key, applied


def _distractors(desk: Desk, side: Side) -> Iterator[Choice]:
    """Acts of rules of the opposite direction, and beliefs that rules refute; near topics first, all of them safe."""
    near: list[Choice] = []
    far: list[Choice] = []
    for node in desk.graph.nodes.values():
        rule = node.rule
        if node.act is not None and rule.modality in side.against and _binds(desk, rule.bearer) and _plain(node):
            (near if rule.topic == desk.rule.topic else far).append(Choice(option(node.act.act), desk.opposite(rule)))
    for one in desk.lore.misconceptions:
        refuters = [desk.graph.nodes[name].rule for name in one.refuted_by if name in desk.graph.nodes]
        if one.leans == side.beliefs and any(_binds(desk, rule.bearer) for rule in refuters):
            same = any(rule.topic == desk.rule.topic for rule in refuters)
            (near if same else far).append(Choice(option(one.text), one.why))
    desk.random.shuffle(near)
    desk.random.shuffle(far)
    yield from (one for one in near + far if is_safe(one.text, side.direction, desk))


def is_safe(text: Bilingual, direction: Direction, desk: Desk) -> bool:
    """Tell whether no approved rule supports what choosing this option claims; what says nothing is not safe."""
    if not concepts(core_of(text.id), desk.lore):
        return False
    return not desk.graph.supporters(text.id, direction, desk.rule.bearer)


def _plain(node: Node) -> bool:
    """Tell whether an act can stand among options.

    It is told by a verb, is not bound to a time or a condition, is not about "their" things and quotes nobody.
    """
    act = node.act.act if node.act else Bilingual("", "")
    free = node.rule.valid is None and core_of(act.id) == act.id and not speaks_of_others(act)
    return free and _VERB.match(act.id) is not None and '"' not in act.id


def _binds(desk: Desk, bearers: tuple[str, ...]) -> bool:
    """Tell whether a rule speaks of someone whom the rule asked about binds too."""
    return bool(set(bearers) & set(desk.rule.bearer))
