"""A batch of drafts: which rules and kinds, worded how, with the key at which place; the same for the same seed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import Any, NamedTuple

from msgspec import Struct

from quizgen.draft import gaps, groups, picks, verdicts
from quizgen.draft.limits import broken
from quizgen.draft.lore import KINDS, DraftKind, Lore, WordingRow
from quizgen.draft.safety import Graph, graph_of
from quizgen.draft.sketch import Choice, Desk, Sketch, speaks_of_others, worded
from quizgen.model.bank import Bank
from quizgen.model.item import VERDICTS, Item, Option
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
_THERE = re.compile(r"\b(?:daerah|kantor|wilayah|instansi)nya\b")
_LETTERS = "abcdefgh"
_VERDICT_KINDS: tuple[DraftKind, ...] = ("verdict", "excuse")


class Request(Struct, frozen=True):
    """What is asked for; empty topics, rules or kinds mean all."""

    seed: str
    count: int
    topics: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    kinds: tuple[DraftKind, ...] = ()


Refused = Callable[[Sequence[Item]], Collection[str]]
"""Gives the ids of those items that may not stay, such as what the check of a bank is against."""


class Draft(Struct, frozen=True):
    """A finished draft without its id: the sketch, the wording chosen, the distractors chosen."""

    sketch: Sketch
    wording: WordingRow
    stem: Bilingual
    wrong: tuple[Choice, ...]


class Batch(Struct, frozen=True):
    """New draft items; else how many the bank has already of a request that was met before; why others were not made.

    A draft that asks what an item of the bank asks, in other words, is passed over ("known").
    """

    items: tuple[Item, ...]
    present: int
    dropped: Mapping[str, int]


def draft_batch(bank: Bank, lore: Lore, request: Request, refused: Refused = lambda _: ()) -> Batch:
    """Draw a batch of drafts from the approved rules of a bank.

    `refused` gives the ids of those among new items that may not stay; others are drawn in their place, and for those
    that the bank has or asks already. Only where none of the first drafts is new, the request was met before.
    """
    drawer = _Drawer(bank, graph_of(bank.rules.values(), lore), request)
    first = drawer.more(request.count)
    new = _settled(drawer, [draft for draft in first if not drawer.is_known(draft)], refused)
    if not new:
        return Batch((), len(first), dict(sorted(drawer.dropped.items())))
    while len(new) < request.count:
        drawer.count_verdicts(new)
        further = drawer.more(request.count - len(new))
        if not further:
            break
        new = _settled(drawer, [*new, *(draft for draft in further if not drawer.is_known(draft))], refused)
    return Batch(tuple(_items(bank, request, new)), 0, dict(sorted(drawer.dropped.items())))


def _settled(drawer: _Drawer, drafts: list[Draft], refused: Refused) -> list[Draft]:
    """Leave out what is refused, until nothing is."""
    while drafts:
        made = _items(drawer.bank, drawer.request, drafts)
        against = refused(made)
        if not against:
            break
        drawer.dropped["check"] += len(against)
        drafts = [draft for draft, item in zip(drafts, made, strict=True) if item.id not in against]
    return drafts


def _items(bank: Bank, request: Request, drafts: Iterable[Draft]) -> list[Item]:
    """Make items of drafts, their keys at each place as often as at the others."""
    numbers = _numbers(bank.items)
    places = _Places(Random(f"{request.seed}/places"))
    made = []
    for draft in drafts:
        letter = places.next(len(draft.wrong) + 1) if draft.sketch.key else 0
        topic = bank.rules[draft.sketch.rules[0]].topic
        numbers[topic] += 1
        made.append(_item(draft, f"{topic[:58]}-d{numbers[topic]:03d}", letter))
    return made


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


class _Turn(NamedTuple):
    """What drafts are drawn for in turn: a rule and a kind, of verdicts the verdict, too."""

    rule: str
    kind: DraftKind
    verdict: str


class _Drawer:
    """Draws drafts until there are enough or no more; kinds, topics and rules take turns as evenly as they can.

    Which they are follows from seed and rules alone, whatever items the bank has.
    """

    def __init__(self, bank: Bank, graph: Graph, request: Request) -> None:
        self.bank = bank
        self.graph = graph
        self.request = request
        self.dropped: Counter[str] = Counter()
        self._times: Counter[object] = Counter()
        self._by_rule: dict[str, list[Item]] = {}
        for item in bank.items.values():
            self._by_rule.setdefault(item.rules[0], []).append(item)
        self._stems = {folded(item.stem.id) for item in bank.items.values()}
        self._taken: set[str] = set()
        self._left = {turn: self._drafts(turn) for turn in self._turns()}
        self._order = {turn: place for place, turn in enumerate(self._left)}

    def more(self, count: int) -> list[Draft]:
        """Draw further drafts, those included that the bank has already."""
        drawn: list[Draft] = []
        while self._left and len(drawn) < count:
            turn = min(self._left, key=lambda one: (*self._had(one), self._order[one]))
            draft = next(self._left[turn], None)
            if draft is None:
                del self._left[turn]
                continue
            self._taken.add(folded(draft.stem.id))
            drawn.append(draft)
            topic = ("topic", self.graph.nodes[turn.rule].rule.topic)
            self._times.update((turn, turn.rule, turn.kind, topic, ("verdict", turn.verdict)))
        return drawn

    def is_known(self, draft: Draft) -> bool:
        """Tell, and count, whether the bank has a draft already, or an item that asks the same."""
        items = self._by_rule.get(draft.sketch.rules[0], ())
        known = folded(draft.stem.id) in self._stems or any(asks_the_same(one, draft.sketch) for one in items)
        if known:
            self.dropped["known"] += 1
        return known

    def count_verdicts(self, drafts: Iterable[Draft]) -> None:
        """Take the verdicts of these drafts, rather than of all that were drawn, as what further ones balance."""
        times = Counter(draft.sketch.verdict for draft in drafts)
        for verdict in VERDICTS:
            self._times["verdict", verdict] = times[verdict]

    def _had(self, turn: _Turn) -> tuple[int, int, int]:
        """How far its verdict is ahead of the other, and how often it, its kind, topic and rule had their turn."""
        times = self._times
        ahead = 0
        if turn.verdict:
            other = VERDICTS[1 - VERDICTS.index(turn.verdict)]
            ahead = max(0, times["verdict", turn.verdict] - times["verdict", other])
        topic = ("topic", self.graph.nodes[turn.rule].rule.topic)
        return ahead, times[turn], times[turn.kind] + times[topic] + times[turn.rule]

    def _turns(self) -> list[_Turn]:
        """Give all turns that are asked for, in an order that the seed gives."""
        request = self.request
        turns = [
            _Turn(name, kind, verdict)
            for name, node in sorted(self.graph.nodes.items())
            if (not request.topics or node.rule.topic in request.topics)
            and (not request.rules or name in request.rules)
            for kind in KINDS
            if not request.kinds or kind in request.kinds
            for verdict in (VERDICTS if kind in _VERDICT_KINDS else ("",))
        ]
        Random(f"{request.seed}/turns").shuffle(turns)
        return turns

    def _drafts(self, turn: _Turn) -> Iterator[Draft]:
        """Give the drafts of one turn, each in a wording of its own as long as there are others."""
        graph, bank = self.graph, self.bank
        random = Random(f"{self.request.seed}/{turn.rule}/{turn.kind}/{turn.verdict}")
        desk = Desk(graph.nodes[turn.rule], graph, bank.sources, bank.instruments, graph.lore, random)
        used: Counter[str] = Counter()
        keys: set[str] = set()
        for sketch in SKETCHERS[turn.kind](desk):
            if sketch.verdict != turn.verdict or (sketch.key and sketch.key.text.id in keys):
                continue
            if sketch.key is not None and len(sketch.wrong) < LEAST_WRONG:
                self.dropped["few-distractors"] += 1
                continue
            wordings = [row for row in graph.lore.wordings[turn.kind] if row.voice == sketch.voice]
            random.shuffle(wordings)
            wordings.sort(key=lambda row: used[row.name])
            faults: list[str] = []
            draft = next(_worded(sketch, wordings, bank, graph.lore, faults, self._taken), None)
            if draft is None:
                self.dropped[faults[-1] if faults else "no-wording"] += 1
                continue
            used[draft.wording.name] += 1
            if sketch.key:
                keys.add(sketch.key.text.id)
            yield draft


def asks_the_same(item: Item, sketch: Sketch) -> bool:
    """Tell whether an item asks about the first rule of a sketch what the sketch asks, in whatever wording."""
    if item.rules[0] != sketch.rules[0] or (item.kind == "verdict") != (sketch.key is None):
        return False
    stem = folded(item.stem.id)
    if sketch.key is None:
        excuse = sketch.fill["excuse"].id if "excuse" in sketch.fill else ""
        return folded(sketch.fill["act"].id) in stem and (
            folded(excuse) in stem if excuse else item.scenario == "false"
        )
    return any(
        folded(item.options[letter].id) == folded(sketch.key.text.id) for letter in item.keys if letter in item.options
    )


def _worded(
    sketch: Sketch, wordings: Sequence[WordingRow], bank: Bank, lore: Lore, faults: list[str], taken: Collection[str]
) -> Iterator[Draft]:
    """Try wordings and distractors until a draft keeps to the limits; what each try broke is added to `faults`."""
    rules = [bank.rules[rule] for rule in sketch.rules]
    quotes = [evidence.quote for rule in rules for evidence in rule.evidence]
    said = " ".join([*quotes, *(rule.statement.id for rule in rules)])
    for wording in wordings:
        if wording.you == "true" and any(speaks_of_others(text) for text in _acts(sketch)):
            continue
        if "ask" in sketch.fill and _points_ahead(wording, sketch.fill["ask"]):
            continue
        stem = worded(Bilingual(wording.id, wording.en), sketch.fill)
        if stem is None or folded(stem.id) in taken:
            continue
        for wrong in _choices(sketch):
            if found := broken(stem, sketch.key, wrong, quotes, lore, said):
                faults.extend(found)
            else:
                yield Draft(sketch, wording, stem, wrong)
                break


def _points_ahead(wording: WordingRow, ask: Bilingual) -> bool:
    """Tell whether a question that says "there" or "daerahnya" comes before the words that name the place."""
    return wording.id.find("{ask}") < wording.id.find("{lead}") and _THERE.search(ask.id) is not None


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


def folded(stem: str) -> str:
    """Give a stem without capitals and with single spaces, so that two can be compared."""
    return " ".join(stem.casefold().split())
