"""Blueprints (kisi-kisi): how many items of each topic and level a test takes, and what a pool lacks for it.

A session has one test or two of equal weight that share no item. Topics share the places by weight; where levels are
set, both hold at once (a flow from topics to levels decides whether and how).
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quizgen.quiz.assemble import Candidate, shares_of

_ANY = ""


class Shortage(NamedTuple):
    """What a pool lacks: a topic or a level (the other is empty; both are where only the whole is too small).

    `wanted` items are needed for all tests together, `found` are there.
    """

    topic: str
    level: str
    wanted: int
    found: int

    @property
    def lacking(self) -> int:
        """How many items are missing."""
        return self.wanted - self.found


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a session asks for: items a test, weights of topics, items of each level (empty: as they come), tests."""

    count: int
    weights: Mapping[str, int]
    levels: Mapping[str, int]
    tests: int = 1


class Plan(NamedTuple):
    """How many items each test takes of each topic and level, or what is lacking for it.

    `cells` are by topic and level; where no levels are set, the level is empty.
    """

    cells: Mapping[tuple[str, str], int]
    shortages: tuple[Shortage, ...] = ()


def plan(pool: Iterable[Candidate], wanted: Blueprint) -> Plan:
    """Share the places of a test out over topics and levels; all shortages at once where the pool is too small.

    A topic with a weight of its own gets its share or is reported; other topics give what they have, and where levels
    ask for it more or less than their share. Raises ValueError
    where the levels do not add up to the count.
    """
    if wanted.levels and sum(wanted.levels.values()) != wanted.count:
        raise ValueError("levels do not add up to the count")
    sizes = Counter((one.topic, one.level) for one in pool)
    topics, lacking = _topics(sizes, wanted)
    if lacking or not wanted.levels:
        return Plan({(topic, _ANY): count for topic, count in topics.items() if count}, lacking)
    room = {cell: size // wanted.tests for cell, size in sizes.items() if cell[1] in wanted.levels}
    made = _with_levels(topics, wanted, room)
    if made.shortages:
        # Only topics with a weight of their own hold the others to their share.
        free = dict.fromkeys((topic for topic, _ in room if topic not in wanted.weights), wanted.count)
        made = _with_levels({topic: topics.get(topic, 0) for topic in wanted.weights} | free, wanted, room)
    return made


def _with_levels(topics: Mapping[str, int], wanted: Blueprint, room: Mapping[tuple[str, str], int]) -> Plan:
    cells = _flow(topics, wanted.levels, room)
    filled: Counter[str] = Counter()
    for (_, level), count in cells.items():
        filled[level] += count
    short = tuple(
        Shortage("", level, wanted.tests * count, wanted.tests * filled[level])
        for level, count in wanted.levels.items()
        if filled[level] < count
    )
    return Plan(cells, short)


def draw(pool: Iterable[Candidate], wanted: Blueprint, rng: random.Random) -> tuple[tuple[Candidate, ...], ...]:
    """Draw the items of each test, none twice; raises ValueError where the plan has shortages."""
    made = plan(pool := sorted(pool), wanted)
    if made.shortages:
        raise ValueError("the pool is too small")
    by_cell: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for one in pool:
        by_cell[one.topic, one.level if wanted.levels else _ANY].append(one)
    tests: list[list[Candidate]] = [[] for _ in range(wanted.tests)]
    for turn, (cell, count) in enumerate(sorted(made.cells.items())):
        chosen = sorted(rng.sample(by_cell[cell], count * wanted.tests), key=lambda one: (one.level, one))
        for number, one in enumerate(chosen):
            tests[_dealt_to(number, turn, wanted.tests)].append(one)
    return tuple(tuple(test) for test in tests)


def _dealt_to(number: int, turn: int, tests: int) -> int:
    """Deal there and back, so that no test always gets the first; begin with another test at each turn."""
    around, place = divmod(number, tests)
    return (place if (around + turn) % 2 == 0 else tests - 1 - place) % tests


def _topics(sizes: Mapping[tuple[str, str], int], wanted: Blueprint) -> tuple[dict[str, int], tuple[Shortage, ...]]:
    """Share the places over topics; what is weighted by name is not bounded by what the pool has, but reported."""
    have: Counter[str] = Counter()
    for (topic, _), size in sizes.items():
        have[topic] += size
    room = {topic: size // wanted.tests for topic, size in have.items()}
    most = sum(room.values())
    if most < wanted.count:
        return room, (Shortage("", "", wanted.tests * wanted.count, wanted.tests * most),)
    room |= dict.fromkeys(wanted.weights, wanted.count)
    shares = shares_of(room, wanted.count, wanted.weights)
    lacking = [
        Shortage(topic, "", wanted.tests * share, have[topic])
        for topic, share in sorted(shares.items())
        if wanted.tests * share > have[topic]
    ]
    return shares, tuple(lacking)


def _flow(
    supply: Mapping[str, int], demand: Mapping[str, int], room: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """Give as much of the topics' supply to the levels as demand and room allow.

    Source: L. R. Ford and D. R. Fulkerson, Maximal flow through a network (1956): along augmenting paths.
    """
    flow: Counter[tuple[str, str]] = Counter()
    left = dict(supply)
    open_demand = dict(demand)
    waiting = [topic for topic, count in supply.items() if count]
    while waiting:
        # One item of each topic in turn, so that none takes all before the others come.
        waiting = [topic for topic in waiting if left[topic] and _gives_one(topic, open_demand, room, flow)]
        for topic in waiting:
            left[topic] -= 1
    return {cell: count for cell, count in flow.items() if count}


def _gives_one(
    topic: str, demand: dict[str, int], room: Mapping[tuple[str, str], int], flow: Counter[tuple[str, str]]
) -> bool:
    """Let one more item of a topic flow, if there is a way for it."""
    path = _augmenting(topic, demand, room, flow)
    for number, cell in enumerate(path):
        flow[cell] += 1 if number % 2 == 0 else -1
    if path:
        demand[path[-1][1]] -= 1
    return bool(path)


def _augmenting(
    start: str,
    demand: Mapping[str, int],
    room: Mapping[tuple[str, str], int],
    flow: Mapping[tuple[str, str], int],
) -> list[tuple[str, str]]:
    """Find a way for one more item of a topic: cells that gain and lose one in turn; empty where there is none."""
    paths: list[list[tuple[str, str]]] = [[(start, level)] for level in demand]
    seen: set[str] = set()
    for path in paths:
        topic, level = path[-1]
        if level in seen or room.get((topic, level), 0) <= flow.get((topic, level), 0):
            continue
        seen.add(level)
        if demand[level]:
            return path
        takers = sorted(name for (name, at), count in flow.items() if at == level and count and name != topic)
        paths += [[*path, (name, level), (name, other)] for name in takers for other in demand if other != level]
    return []
