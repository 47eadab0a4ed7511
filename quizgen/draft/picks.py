"""Sketches of items that ask to pick the one act that is forbidden, or the one that is allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from quizgen.draft.binding import bound_by_all
from quizgen.draft.concepts import concepts, core_of, overlap
from quizgen.draft.lore import Case, DraftKind, Verdict
from quizgen.draft.safety import SUPPORTS, Direction, Node
from quizgen.draft.sketch import Choice, Desk, Sketch, cases_of, option, speaks_of_others
from quizgen.model.words import Bilingual

_VERB = re.compile(r"(?:me|ber|ter|memper|ikut |datang |pergi )", re.I)
_WORD = re.compile(r"[a-z-]+")


class Side(Struct, frozen=True):
    """What makes one of the two kinds of item: which rules and cases give keys, which distractors."""

    kind: DraftKind
    keys: str
    """The modality of rules that give keys."""
    verdict: Verdict
    """The verdict of cases that give keys."""
    against: tuple[str, ...]
    """The modalities of rules that give distractors."""
    contrary: Verdict
    """The verdict of cases that give distractors."""
    claims: Direction
    """What choosing an option claims."""
    denies: Direction


PROHIBITED = Side(
    "prohibited", "prohibition", "tidak", ("permission", "obligation", "advice"), "boleh", "may-not", "may"
)
PERMITTED = Side("permitted", "permission", "boleh", ("prohibition",), "tidak", "may", "may-not")


def prohibited(desk: Desk) -> Iterator[Sketch]:
    """Ask which act is forbidden."""
    return _picks(desk, PROHIBITED)


def permitted(desk: Desk) -> Iterator[Sketch]:
    """Ask which act is allowed."""
    return _picks(desk, PERMITTED)


def _picks(desk: Desk, side: Side) -> Iterator[Sketch]:
    """Set cases against cases of a common theme, and where there are none, acts of rules against such acts."""
    cases = cases_of(desk, side.verdict)
    desk.random.shuffle(cases)
    for case in cases:
        yield from _of_case(desk, side, case)
    act = desk.node.act
    if cases or act is None or desk.rule.modality != side.keys or not _plain(desk.node, desk):
        return
    if not desk.graph.supporters(act.act.id, side.denies, desk.rule.bearer):
        key = Choice(option(act.act), desk.right(desk.rule))
        wrong = [*_acts(desk, side), *_cases(desk, side, "")]
        asked = [*desk.persons([desk.rule]), *(name for name in desk.rule.bearer if name in desk.lore.bearers)]
        fill = desk.naming([desk.rule])
        yield Sketch(side.kind, (desk.rule.id,), fill, key, _apart(desk, side, key, wrong, asked))


def _of_case(desk: Desk, side: Side, case: Case) -> Iterator[Sketch]:
    """Ask one person whom the rules of the key and of all the distractors bind, about acts of one theme.

    There is a sketch for each theme and person that will do; one of them is enough.
    """
    rules = desk.rules(case.rules)
    if not set(desk.graph.supporters(case.id, side.denies, desk.rule.bearer)) <= set(case.rules):
        return
    key = Choice(option(case.text), desk.right(rules[-1], case.why))
    scenes = [(theme, person) for theme in case.themes for person in desk.persons(rules)]
    desk.random.shuffle(scenes)
    about = concepts(key.text.id, desk.lore)
    is_made = False
    for theme, person in scenes:
        apart = _apart(desk, side, key, _cases(desk, side, theme), [person])
        settings = [one for one in desk.lore.settings.get(theme, ()) if not about & concepts(one.id, desk.lore)]
        if len(apart) > 1 and settings:
            fill = desk.naming(rules, rules[-1], applied=True, one=person) | {"setting": desk.random.choice(settings)}
            fill.pop("bearers", None)
            is_made = True
            yield Sketch(side.kind, case.rules, fill, key, apart, applied=True)
    if not is_made:
        yield Sketch(side.kind, case.rules, {}, key, applied=True)


def _cases(desk: Desk, side: Side, theme: str) -> list[tuple[Choice, tuple[str, ...]]]:
    """Give the cases of the other verdict that are of a theme (empty: of any), each with its rules."""
    found = [
        one
        for one in desk.lore.cases
        if one.verdict == side.contrary and (not theme or theme in one.themes) and desk.rules(one.rules)
    ]
    desk.random.shuffle(found)
    return [(Choice(option(one.text), desk.case_reason(one, desk.rules(one.rules)[-1])), one.rules) for one in found]


def _acts(desk: Desk, side: Side) -> list[tuple[Choice, tuple[str, ...]]]:
    """Give the acts of rules of the opposite direction, those of the same topic first."""
    found = [
        node
        for node in desk.graph.nodes.values()
        if node.act is not None and node.rule.modality in side.against and _plain(node, desk)
    ]
    desk.random.shuffle(found)
    found.sort(key=lambda node: node.rule.topic != desk.rule.topic)
    return [
        (Choice(option(node.act.act), desk.opposite(node.rule)), (node.rule.id,))
        for node in found
        if node.act is not None
    ]


def _apart(
    desk: Desk, side: Side, key: Choice, wrong: list[tuple[Choice, tuple[str, ...]]], asked: list[str]
) -> tuple[Choice, ...]:
    """Keep the distractors that are safe, say something else than the key, and are decided for those who are asked."""
    about = concepts(core_of(key.text.id), desk.lore)
    kept = []
    for choice, names in wrong:
        if len(bound_by_all(desk.rules(names), asked, desk.instruments)) < len(asked):
            continue
        supporters = desk.graph.supporters(choice.text.id, side.claims, desk.rule.bearer)
        mine = concepts(core_of(choice.text.id), desk.lore)
        if mine and set(supporters) <= set(names) and overlap(about, mine) < SUPPORTS:
            kept.append(choice)
    return tuple(kept)


def _plain(node: Node, desk: Desk) -> bool:
    """Tell whether an act can stand among options.

    It is told by a verb, does not condemn itself, is not bound to a time or a condition, is not about "their" things
    and quotes nobody.
    """
    act = node.act.act if node.act else Bilingual("", "")
    free = node.rule.valid is None and core_of(act.id) == act.id and not speaks_of_others(act)
    loaded = desk.lore.words["loaded"] & set(_WORD.findall(act.id.lower()))
    return free and not loaded and _VERB.match(act.id) is not None and '"' not in act.id
