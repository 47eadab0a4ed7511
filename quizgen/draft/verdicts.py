"""Sketches of verdict items: may somebody do what rules forbid or permit, plainly or with a reason given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.draft.lore import Case, Excuse, Verdict
from quizgen.draft.safety import Direction
from quizgen.draft.sketch import Desk, Sketch, cases_of, joined
from quizgen.draft.statements import bare
from quizgen.model.item import MAY
from quizgen.model.rule import Rule
from quizgen.model.words import Bilingual

_WORD = re.compile(r"[a-z-]+")
_VERDICT: dict[str, Verdict] = {"prohibition": "tidak", "permission": "boleh"}
_CONTRARY: dict[Verdict, Direction] = {"boleh": "may-not", "tidak": "may"}


def verdicts(desk: Desk) -> Iterator[Sketch]:
    """Ask whether a case is allowed, or the act of a prohibition or permission itself."""
    found = [*cases_of(desk, "boleh", "tidak"), *([None] if desk.node.act else [])]
    desk.random.shuffle(found)
    for case in found:
        if case is not None:
            if not _contradicted(desk, case):
                yield _of_case(desk, case)
        elif (sketch := _of_rule(desk)) is not None:
            yield sketch


def excuses(desk: Desk) -> Iterator[Sketch]:
    """Ask about a case for which somebody gives a reason, or of which somebody warns.

    Reasons and warnings come with allowed and forbidden cases alike, so that neither gives the verdict away.
    """
    pairs = [
        (place, one.voice, case, one)
        for case in cases_of(desk, "boleh", "tidak")
        if not _contradicted(desk, case)
        for place, one in enumerate(_heard(desk, case))
    ]
    pairs.sort(key=lambda pair: pair[0])  # each case once before one comes again
    for _, _, case, excuse in pairs:
        yield from _of_excuse(desk, case, excuse)


def _of_rule(desk: Desk) -> Sketch | None:
    verdict = _VERDICT.get(desk.rule.modality)
    act = desk.node.act
    if verdict is None or act is None or desk.lore.words["loaded"] & set(_WORD.findall(act.act.id.lower())):
        return None
    return Sketch(
        kind="verdict",
        rules=(desk.rule.id,),
        fill=desk.naming([desk.rule]) | {"act": act.act},
        verdict=verdict,
        rationale=desk.right(desk.rule),
        other=_other(desk, verdict, desk.rule),
    )


def _of_case(desk: Desk, case: Case) -> Sketch:
    rules = desk.rules(case.rules)
    return Sketch(
        kind="verdict",
        rules=case.rules,
        fill=desk.naming(rules, rules[-1], applied=True) | {"act": case.text},
        verdict=case.verdict,
        rationale=desk.right(rules[-1], case.why),
        other=_other(desk, case.verdict, rules[-1]),
        applied=True,
    )


def _of_excuse(desk: Desk, case: Case, excuse: Excuse) -> Iterator[Sketch]:
    answer = excuse.answer(case.verdict)
    deciding = desk.rules(case.rules)
    # What does not make an act forbidden is no rule that an item about an allowed act asks about.
    named = (*case.rules, *(excuse.rules if case.verdict != MAY or excuse.one else ()))
    rules = desk.rules(named)
    if answer is None or not rules or (excuse.one and excuse.one not in desk.persons(rules)):
        return
    spoken = rules[len(deciding)] if len(rules) > len(deciding) else deciding[-1]
    yield Sketch(
        kind="excuse",
        rules=tuple(rule.id for rule in rules),
        fill=desk.naming(rules, deciding[-1], applied=True, one=excuse.one) | {"act": case.text, "excuse": excuse.text},
        verdict=case.verdict,
        voice=excuse.voice,
        rationale=desk.right(deciding[-1], case.why),
        other=joined(answer, desk.reason("right-unquoted", statement=bare(spoken.statement))),
        applied=True,
    )


def _other(desk: Desk, verdict: Verdict, rule: Rule) -> Bilingual:
    """Speak to those who chose the other verdict."""
    return desk.reason("not-forbidden" if verdict == MAY else "not-allowed", statement=bare(rule.statement))


def _heard(desk: Desk, case: Case) -> list[Excuse]:
    """Give what may be said about a case, in an order by chance."""
    found = [one for one in desk.lore.excuses if one.voice == "colleague" or one.name in case.pleas]
    desk.random.shuffle(found)
    return found


def _contradicted(desk: Desk, case: Case) -> bool:
    """Tell whether some approved rule that is not the case's own says the contrary of a case in nearly these words."""
    against = desk.graph.supporters(case.id, _CONTRARY[case.verdict], desk.rule.bearer)
    return not set(against) <= set(case.rules)
