"""The graph of approved rules, asked what it supports: a distractor that some rule supports is no distractor.

A claim is that somebody may, or may not, do something. It counts as supported as soon as its words and those of a rule
of that direction cover one another well enough: rather a good distractor dropped than one that is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from msgspec import Struct

from quizgen.draft.concepts import concepts, core_of, overlap
from quizgen.draft.lore import Lore
from quizgen.draft.statements import Act, act_of, bare
from quizgen.model.rule import Rule

Direction = Literal["may", "may-not"]
SUPPORTS = 0.7
"""From this share of common concepts on, a rule is taken to support a claim."""

SHORT = 2
"""Concepts up to which a claim is covered by a rule that has one of them only."""

_DIRECTIONS: Mapping[str, Direction] = {
    "permission": "may",
    "obligation": "may",
    "advice": "may",
    "reporting": "may",
    "prohibition": "may-not",
}
_NEGATED = (" tidak ", " menahan diri ")
_ASN = frozenset({"ASN", "PNS", "PPPK"})


class Node(Struct, frozen=True):
    """An approved rule in the graph: its act where the statement could be taken apart, and what it is about."""

    rule: Rule
    act: Act | None
    about: frozenset[str]
    directions: frozenset[Direction]


class Graph(Struct, frozen=True):
    """The approved rules by id."""

    nodes: Mapping[str, Node]
    lore: Lore

    def has(self, rules: Collection[str]) -> bool:
        """Tell whether one of these rules is there."""
        return any(rule in self.nodes for rule in rules)

    def supporters(self, act: str, direction: Direction, bearers: Iterable[str]) -> list[str]:
        """Give the rules that support the claim that the bearers may, or may not, do an act (Indonesian)."""
        about, bound = concepts(core_of(act), self.lore), _widened(bearers)
        return [
            node.rule.id
            for node in self.nodes.values()
            if direction in node.directions and bound & _widened(node.rule.bearer) and _supports(node.about, about)
        ]


def graph_of(rules: Iterable[Rule], lore: Lore) -> Graph:
    """Make the graph of the approved rules among these."""
    return Graph({rule.id: _node(rule, lore) for rule in rules if rule.status == "approved"}, lore)


def _node(rule: Rule, lore: Lore) -> Node:
    act = act_of(rule, lore)
    statement = bare(rule.statement).id
    about = concepts(core_of(act.act.id if act else statement), lore)
    # An advice or duty that denies something ("diimbau tidak ...") forbids it.
    directions: set[Direction] = {_DIRECTIONS[rule.modality]} if rule.modality in _DIRECTIONS else set()
    if rule.modality in ("advice", "obligation") and any(word in statement for word in _NEGATED):
        directions.add("may-not")
    return Node(rule, act, about, frozenset(directions))


def _supports(rule: frozenset[str], claim: frozenset[str]) -> bool:
    """Tell whether a rule's concepts cover those of a claim; one concept in common tells only of short claims."""
    if min(len(rule), len(claim)) == 1 and max(len(rule), len(claim)) > SHORT:
        return False
    return overlap(rule, claim) >= SUPPORTS


def _widened(bearers: Iterable[str]) -> frozenset[str]:
    """ASN are PNS and PPPK: who speaks of one is taken to speak of all three."""
    named = frozenset(bearers)
    return named | _ASN if named & _ASN else named
