"""A batch of drafts: which rules and kinds, worded how, with the key at which place; the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any

from msgspec import Struct

from quizgen.draft import gaps, groups, picks, verdicts
from quizgen.draft.limits import broken
from quizgen.draft.lore import KINDS, DraftKind, Lore, WordingRow
from quizgen.draft.safety import Graph, graph_of
from quizgen.draft.sketch import Choice, Desk, Sketch, filled, speaks_of_others
from quizgen.model.bank import Bank
from quizgen.model.item import Item, Option
from quizgen.model.words import Bilingual

SKETCHERS: Mapping[DraftKind, Callable[[Desk], Iterator[Sketch]]] = {
    "verdict": verdicts.verdicts,
    "excuse": verdicts.excuses,
    "prohibited": picks.prohibited,
    "permitted": picks.permitted,
    "condition": gaps.conditions,
    "bearer": groups.bearers,
    "sanction": gaps.sanctions,
    "channel": gaps.channels,
}
LEAST_WRONG, TRIED_WRONG = 2, 7
_LETTERS = "abcdefgh"


class Request(Struct, frozen=True):
    """What is asked for; empty topics, rules or kinds mean all."""

    seed: str
    count: int
    topics: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    kinds: tuple[DraftKind, ...] = ()


class Draft(Struct, frozen=True):
    """A finished draft without its id: the sketch, the wording chosen, the distractors chosen."""

    sketch: Sketch
    wording: WordingRow
    stem: Bilingual
    wrong: tuple[Choice, ...]


class Batch(Struct, frozen=True):
    """New draft items; how many of the drafts drawn the bank has already; and why others were not made."""

    items: tuple[Item, ...]
    present: int
    dropped: Mapping[str, int]


def draft_batch(bank: Bank, lore: Lore, request: Request) -> Batch:
    """Draw a batch of drafts from the approved rules of a bank."""
    graph = graph_of(bank.rules.values(), lore)
    dropped: Counter[str] = Counter()
    drawn = _drawn(bank, graph, request, dropped)
    stems = {_folded(item.stem.id) for item in bank.items.values()}
    numbers = _numbers(bank.items)
    places = _Places(Random(f"{request.seed}/places"))
    items, present = [], 0
    for draft in drawn:
        letter = places.next(len(draft.wrong) + 1) if draft.sketch.key else 0
        if _folded(draft.stem.id) in stems:
            present += 1
            continue
        topic = bank.rules[draft.sketch.rules[0]].topic
        numbers[topic] += 1
        items.append(_item(draft, f"{topic[:58]}-d{numbers[topic]:03d}", letter))
    return Batch(tuple(items), present, dict(sorted(dropped.items())))


def as_entry(item: Item) -> dict[str, Any]:
    """Give an item as the mapping that is written into its file, keys in the order of the bank's files."""
    entry: dict[str, Any] = {"id": item.id, "version": item.version, "status": item.status, "rules": list(item.rules)}
    entry |= {"kind": item.kind, "level": item.level}
    if item.scenario == "true":
        entry["scenario"] = "true"
    entry["stem"] = _both(item.stem)
    if item.options:
        entry["options"] = {
            letter: {"id": one.id, "en": one.en, "rationale": _both(one.rationale)}
            for letter, one in item.options.items()
        }
    entry["key"] = item.key
    if item.rationale:
        entry["rationale"] = _both(item.rationale)
    if item.distractor_rationale:
        entry["distractor_rationale"] = _both(item.distractor_rationale)
    return entry


def _drawn(bank: Bank, graph: Graph, request: Request, dropped: Counter[str]) -> list[Draft]:
    """Draw drafts until there are enough or no more; kinds, topics and rules take turns as evenly as they can."""
    turns = {pair: _drafts(bank, graph, request.seed, *pair, dropped) for pair in _pairs(graph, request)}
    order = {pair: place for place, pair in enumerate(turns)}
    times: Counter[object] = Counter()
    drawn: list[Draft] = []
    stems: set[str] = set()
    while turns and len(drawn) < request.count:
        rule, kind = pair = min(turns, key=lambda one: (*_had(times, one, graph), order[one]))
        draft = next((one for one in turns[pair] if _folded(one.stem.id) not in stems), None)
        if draft is None:
            del turns[pair]
            continue
        stems.add(_folded(draft.stem.id))
        drawn.append(draft)
        times.update((pair, rule, kind, ("topic", graph.nodes[rule].rule.topic)))
    return drawn


def _had(times: Counter[object], pair: tuple[str, DraftKind], graph: Graph) -> tuple[int, int]:
    """How often a pair of rule and kind had its turn, and how often its kind, topic and rule had theirs."""
    rule, kind = pair
    return times[pair], times[kind] + times["topic", graph.nodes[rule].rule.topic] + times[rule]


def _pairs(graph: Graph, request: Request) -> list[tuple[str, DraftKind]]:
    """All pairs of rule and kind that are asked for, in an order that the seed gives."""
    pairs: list[tuple[str, DraftKind]] = [
        (name, kind)
        for name, node in sorted(graph.nodes.items())
        if (not request.topics or node.rule.topic in request.topics) and (not request.rules or name in request.rules)
        for kind in KINDS
        if not request.kinds or kind in request.kinds
    ]
    Random(f"{request.seed}/turns").shuffle(pairs)
    return pairs


def _drafts(bank: Bank, graph: Graph, seed: str, rule: str, kind: DraftKind, dropped: Counter[str]) -> Iterator[Draft]:
    """Give the drafts of one rule and kind, each in a wording of its own."""
    random = Random(f"{seed}/{rule}/{kind}")
    desk = Desk(graph.nodes[rule], graph, bank.sources, graph.lore, random)
    used: set[str] = set()
    for sketch in SKETCHERS[kind](desk):
        if sketch.key is not None and len(sketch.wrong) < LEAST_WRONG:
            dropped["few-distractors"] += 1
            continue
        wordings = list(graph.lore.wordings[kind])
        random.shuffle(wordings)
        wordings.sort(key=lambda row: row.name in used)
        faults: list[str] = []
        draft = next(_worded(sketch, wordings, bank, graph.lore, faults), None)
        if draft is None:
            dropped[faults[-1] if faults else "no-wording"] += 1
            continue
        used.add(draft.wording.name)
        yield draft


def _worded(
    sketch: Sketch, wordings: Sequence[WordingRow], bank: Bank, lore: Lore, faults: list[str]
) -> Iterator[Draft]:
    """Try wordings and distractors until a draft keeps to the limits; what each try broke is added to `faults`."""
    quotes = [evidence.quote for rule in sketch.rules for evidence in bank.rules[rule].evidence]
    for wording in wordings:
        if wording.you == "true" and any(speaks_of_others(text) for text in _acts(sketch)):
            continue
        stem = filled(Bilingual(wording.id, wording.en), sketch.fill)
        for wrong in _choices(sketch):
            if found := broken(stem, sketch.key, wrong, quotes, lore):
                faults.extend(found)
            else:
                yield Draft(sketch, wording, stem, wrong)
                break


def _acts(sketch: Sketch) -> list[Bilingual]:
    """Give the acts that a stem or key speaks of."""
    return [sketch.fill[name] for name in ("act",) if name in sketch.fill] + ([sketch.key.text] if sketch.key else [])


def _choices(sketch: Sketch) -> Iterable[tuple[Choice, ...]]:
    return combinations(sketch.wrong[:TRIED_WRONG], LEAST_WRONG) if sketch.key else [()]


class _Places:
    """Deals out places for keys, each as often as the others."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._dealt: dict[int, Counter[int]] = {}

    def next(self, options: int) -> int:
        """Give the place (0-based) that the fewest keys have had so far."""
        dealt = self._dealt.setdefault(options, Counter(dict.fromkeys(range(options), 0)))
        fewest = min(dealt.values())
        place = self._random.choice([one for one, times in sorted(dealt.items()) if times == fewest])
        dealt[place] += 1
        return place


def _numbers(items: Iterable[str]) -> Counter[str]:
    """Give the highest number among the ids TOPIC-dNNN of each topic."""
    highest: Counter[str] = Counter()
    for name in items:
        if found := re.fullmatch(r"(.+)-d(\d+)", name):
            highest[found[1]] = max(highest[found[1]], int(found[2]))
    return highest


def _item(draft: Draft, name: str, place: int) -> Item:
    sketch = draft.sketch
    level = "apply" if sketch.applied else draft.wording.level
    if sketch.key is None:
        return Item(
            id=name, version="1", status="draft", rules=sketch.rules, kind="verdict", level=level,
            stem=draft.stem, key=sketch.verdict, rationale=sketch.rationale, distractor_rationale=sketch.other,
            scenario=draft.wording.scenario,
        )  # fmt: skip
    shown = list(draft.wrong)
    shown.insert(place, sketch.key)
    options = {_LETTERS[at]: Option(one.text.id, one.text.en, one.why) for at, one in enumerate(shown)}
    return Item(
        id=name, version="1", status="draft", rules=sketch.rules, kind="single", level=level,
        stem=draft.stem, key=_LETTERS[place], options=options, scenario=draft.wording.scenario,
    )  # fmt: skip


def _both(text: Bilingual) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _folded(stem: str) -> str:
    return " ".join(stem.casefold().split())
