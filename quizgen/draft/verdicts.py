"""Sketches of verdict items: may somebody do what a rule forbids or permits, plainly or with an excuse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.draft.lore import Misconception
from quizgen.draft.safety import Direction
from quizgen.draft.sketch import Desk, Sketch, cases, named
from quizgen.draft.statements import small
from quizgen.model.item import MAY, MAY_NOT
from quizgen.model.words import Bilingual

_WORD = re.compile(r"[a-z-]+")
_VERDICT = {"prohibition": MAY_NOT, "permission": MAY}


def verdicts(desk: Desk) -> Iterator[Sketch]:
    """Ask whether the act of a prohibition or permission is allowed, or a case of it."""
    verdict = _VERDICT.get(desk.rule.modality)
    if verdict is None:
        return
    other = desk.reason("not-allowed" if verdict == MAY_NOT else "not-forbidden")
    for act, why in _acts(desk):
        yield Sketch(
            kind="verdict",
            rules=(desk.rule.id,),
            fill=desk.naming(applied=why is not None) | {"act": act},
            verdict=verdict,
            rationale=desk.right(why),
            other=other,
            applied=why is not None,
        )


def excuses(desk: Desk) -> Iterator[Sketch]:
    """Ask whether a misconception excuses a case of what a prohibition forbids.

    Nobody pleads for what a rule names in the abstract ("to show partiality"), so only cases are asked for.
    """
    if desk.rule.modality != "prohibition":
        return
    acts = [one for one in _acts(desk) if one[1] is not None]
    fitting = [one for one in desk.lore.misconceptions if one.leans == "excuse" and _heard(one, desk)]
    desk.random.shuffle(fitting)
    for (act, why), one in zip(acts * len(fitting), fitting, strict=False):
        refuter = next(rule for rule in one.refuted_by if rule in desk.graph.nodes)
        person = named(desk.lore.bearers[one.one].one) if one.one else {}
        yield Sketch(
            kind="excuse",
            rules=(desk.rule.id,) if refuter == desk.rule.id else (desk.rule.id, refuter),
            fill=desk.naming(applied=True) | person | {"act": act, "excuse": one.text},
            verdict=MAY_NOT,
            rationale=desk.right(why),
            other=one.why,
            applied=True,
        )


def _acts(desk: Desk) -> list[tuple[Bilingual, Bilingual | None]]:
    """Give the act of the rule, and the cases that it decides with the reason why, in an order by chance."""
    direction: Direction = "may-not" if desk.rule.modality == "permission" else "may"
    found: list[tuple[Bilingual, Bilingual | None]] = [(desk.node.act.act, None)] if desk.node.act else []
    found += [
        (Bilingual(small(one.id), small(one.en)), one.why)
        for one in cases(desk, "strict" if desk.rule.modality == "permission" else "lax")
        if not desk.graph.supporters(one.id, direction, desk.rule.bearer)
    ]
    found = [one for one in found if not desk.lore.words["loaded"] & set(_WORD.findall(one[0].id.lower()))]
    desk.random.shuffle(found)
    return found


def _heard(one: Misconception, desk: Desk) -> bool:
    """Tell whether an excuse is heard for the rule: its topic, its person, and a rule that refutes it."""
    bound = set(desk.rule.bearer)
    person = not one.one or one.one in bound or (one.one in ("PNS", "PPPK") and "ASN" in bound)
    return person and desk.rule.topic in one.topics and desk.graph.has(one.refuted_by)
