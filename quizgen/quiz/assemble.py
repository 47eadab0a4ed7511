"""Assembling a form: which items, in which order, with which options where, for each variant.

Everything that varies comes from the `random.Random` that is given, so the same seed on the same candidates gives the
same paper. The form that comes out is stored and never drawn again from its seed.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quizgen.model.form import Form, Slot
from quizgen.quiz.form_id import form_id


class Candidate(NamedTuple):
    """What assembling needs to know of an item that may be asked."""

    item: str
    version: str
    topic: str
    letters: str
    """The letters of its options in the bank file; empty for a verdict."""
    keys: str
    """The letters of the right ones; `A` or `B` of a verdict, whose options always stand in that order."""
    level: str = ""


def shown_key(keys: str, order: str) -> str:
    """Give the letters under which the right options are shown; `order` as in a slot."""
    return "".join(sorted("ABCDEFGH"[order.index(key)] for key in keys)) if order else keys


def variant_letters(wanted: str) -> tuple[str, ...] | None:
    """Read `A`, `A-D` or `A,C`; None where it is not a list of letters A to Z in rising order, each once."""
    letters: list[str] = []
    for part in wanted.upper().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        last = last if dash else first
        if len(first) != 1 or len(last) != 1 or not ("A" <= first <= last <= "Z"):
            return None
        letters += [chr(code) for code in range(ord(first), ord(last) + 1)]
    return tuple(letters) if letters == sorted(set(letters)) else None


def assemble(
    candidates: Iterable[Candidate],
    *,
    count: int,
    weights: Mapping[str, int],
    seed: str,
    variants: Sequence[str] = ("A",),
    bank: str,
    as_of: str,
) -> Form:
    """Draw a form of at most `count` items; topics share the places by weight, as far as they have items.

    The first variant gives the items in the order drawn, with options as drawn; each further one shuffles both anew.
    A pool smaller than `count` gives all it has: whoever calls says so.
    """
    pool = sorted(candidates)
    rng = random.Random(f"{seed}/{bank}")
    chosen = _draw(pool, count, weights, rng)
    return form_of([(chosen, variants)], seed=seed, bank=bank, as_of=as_of, rng=rng)


def form_of(
    tests: Iterable[tuple[Sequence[Candidate], Sequence[str]]], *, seed: str, bank: str, as_of: str, rng: random.Random
) -> Form:
    """Make the one form of some tests, each with the letters of its variants; every variant is shuffled anew."""
    papers: dict[str, tuple[Slot, ...]] = {}
    for chosen, variants in tests:
        for letter in variants:
            order = list(chosen)
            rng.shuffle(order)
            papers[letter] = tuple(_slot(one, rng) for one in order)
    content = repr((bank, as_of, [(v, [(s.item, s.version, s.order) for s in slots]) for v, slots in papers.items()]))
    return Form(
        id=form_id(hashlib.sha256(content.encode()).digest()), bank=bank, as_of=as_of, seed=seed, variants=papers
    )


def _slot(one: Candidate, rng: random.Random) -> Slot:
    """Shuffle the options of an item."""
    order = "".join(rng.sample(one.letters, len(one.letters)))
    return Slot(item=one.item, version=one.version, order=order, key=shown_key(one.keys, order))


def _draw(pool: Sequence[Candidate], count: int, weights: Mapping[str, int], rng: random.Random) -> list[Candidate]:
    """Draw items so that each topic's share follows its weight (largest remainder), topics with too few filled up."""
    by_topic: dict[str, list[Candidate]] = defaultdict(list)
    for one in pool:
        by_topic[one.topic].append(one)
    shares = shares_of({topic: len(items) for topic, items in by_topic.items()}, count, weights)
    chosen: list[Candidate] = []
    for topic in sorted(by_topic):
        chosen += rng.sample(by_topic[topic], shares[topic])
    return chosen


def shares_of(sizes: Mapping[str, int], count: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Share out places one by one by the method of Sainte-Lague, so that a short form too has many topics.

    `sizes` bound what a topic gets; a topic without a weight weighs 1.
    """
    shares = dict.fromkeys(sizes, 0)
    for _ in range(min(count, sum(sizes.values()))):
        topic = min(
            (topic for topic in sizes if shares[topic] < sizes[topic]),
            key=lambda topic: ((2 * shares[topic] + 1) / weights.get(topic, 1), topic),
        )
        shares[topic] += 1
    return shares
