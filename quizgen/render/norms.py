"""Which rules a card or a poster tells: those in force on the day, by the weight of their topics, as many as fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.model.rule import Rule
from quizgen.model.words import Bilingual, Modality
from quizgen.render.bilingual import languages
from quizgen.render.citation import instrument_name, origin
from quizgen.render.handout import Handout
from quizgen.render.measuring import MM_PER_PT, lines
from quizgen.render.occasion import held_on


class Norm(NamedTuple):
    """A rule as it is told: its statement, and the legal basis in force on the day, else where it was said."""

    rule: str
    text: Bilingual
    source: str


@dataclass(frozen=True, slots=True)
class Room:
    """Room for a list: mm across and down, the print in pt, line heights, and the print of the sources (0: none)."""

    across: float
    down: float
    size: float
    source: float
    gap: float
    leading: float = 1.25

    def height(self, norm: Norm, handout: Handout) -> float:
        """Give the mm that an entry takes, with the gap below it."""
        first, *second = languages(handout)
        tall = lines(norm.text[first], self.across, self.size) * self.size
        tall += sum(lines(norm.text[one], self.across, self.size * SECOND) * self.size * SECOND for one in second)
        tall += lines(norm.source, self.across, self.source) * self.source if self.source else 0.0
        return tall * self.leading * MM_PER_PT + self.gap


SECOND = 0.913
"""Size of the second language as a part of the first, as in sheet.css."""


def norms(handout: Handout, modality: Modality) -> list[Norm]:
    """Give the approved rules of a modality in force on the day, those of weighty topics first and taking turns."""
    day, bank = held_on(handout), handout.bank
    by_topic: dict[str, list[Rule]] = {topic: [] for topic in bank.settings.topics}
    for rule in bank.rules.values():
        if rule.modality == modality and rule.status == "approved" and rule.in_force_on(day, bank.instruments):
            by_topic.setdefault(rule.topic, []).append(rule)
    for rules in by_topic.values():
        rules.sort(key=lambda rule: not rule.instruments)  # those with a legal basis first
    return [_norm(rule, handout) for rule in _in_turn(by_topic, _weights(handout))]


def chosen(found: Iterable[Norm], room: Room, handout: Handout) -> list[Norm]:
    """Choose from the first on what still fits into the room; nothing is ever cut."""
    told, left = [], room.down + room.gap
    for norm in found:
        tall = room.height(norm, handout)
        if tall <= left:
            told.append(norm)
            left -= tall
    return told


def sources(lists: Sequence[Sequence[Norm]]) -> list[str]:
    """Give the sources of the chosen norms, each once, in the order in which they come."""
    return list(dict.fromkeys(norm.source for one in lists for norm in one))


def _weights(handout: Handout) -> Callable[[str], int]:
    own = handout.session.blueprint.weights if handout.session else {}
    weights = own or handout.bank.settings.blueprint.weights
    return lambda topic: int(weights.get(topic, "1"))


def _in_turn(by_topic: dict[str, list[Rule]], weight: Callable[[str], int]) -> Iterable[Rule]:
    """Give all rules in D'Hondt's order: each time the topic with the greatest weight for one more rule."""
    left = {topic: list(rules) for topic, rules in by_topic.items() if rules}
    given = dict.fromkeys(left, 0)
    while left:
        topic = max(left, key=lambda one: weight(one) / (given[one] + 1))
        given[topic] += 1
        yield left[topic].pop(0)
        if not left[topic]:
            del left[topic]


def _norm(rule: Rule, handout: Handout) -> Norm:
    bank, day = handout.bank, held_on(handout)
    known = [bank.instruments[name] for name in rule.instruments if name in bank.instruments]
    named = [instrument_name(one) for one in known if one.covers(day)]
    said = [
        origin(one, bank.sources[one.source], handout.language) for one in rule.evidence if one.source in bank.sources
    ]
    return Norm(rule.id, rule.statement, "; ".join(named[:2]) or next(iter(said), ""))
