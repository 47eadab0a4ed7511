"""What a bank covers: items for each rule, topics against the blueprint, and which mentions of a source are evidence.

Items and rules are counted as approved or draft; retired ones are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizgen.model.bank import Bank
from quizgen.model.item import MAY, MAY_NOT, Item
from quizgen.model.mention import Mention
from quizgen.model.rule import Rule
from quizgen.verbatim import normalised

LEAST_SHARED = 0.5
"""Share of the shorter of mention and quote that must lie in both for the quote to be evidence of the mention."""


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """A rule, and the items that ask about it, in the bank's order."""

    rule: Rule
    approved: tuple[Item, ...]
    drafts: tuple[Item, ...]

    @property
    def is_gap(self) -> bool:
        """True for an approved rule about which no approved item asks."""
        return self.rule.status == "approved" and not self.approved


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """A topic: its rules, the items in it, and its shares (0 to 1) of all items and of the blueprint's weights."""

    topic: str
    rules: tuple[RuleCoverage, ...]
    approved: int
    drafts: int
    weight: int
    item_share: float
    weight_share: float

    @property
    def gaps(self) -> tuple[RuleCoverage, ...]:
        """The approved rules about which no approved item asks."""
        return tuple(one for one in self.rules if one.is_gap)


@dataclass(frozen=True, slots=True)
class Coverage:
    """A whole bank; the counts are of approved items."""

    topics: tuple[TopicCoverage, ...]
    kinds: Mapping[str, int]
    levels: Mapping[str, int]
    scenarios: int
    may: int
    may_not: int

    @property
    def gaps(self) -> tuple[RuleCoverage, ...]:
        """The approved rules about which no approved item asks."""
        return tuple(gap for topic in self.topics for gap in topic.gaps)

    @property
    def rules(self) -> int:
        """Rules that are approved."""
        return sum(one.rule.status == "approved" for topic in self.topics for one in topic.rules)

    @property
    def approved(self) -> int:
        """Items that are approved."""
        return sum(topic.approved for topic in self.topics)

    @property
    def drafts(self) -> int:
        """Items that are drafts."""
        return sum(topic.drafts for topic in self.topics)


@dataclass(frozen=True, slots=True)
class MentionCoverage:
    """A mention of a source and the rules whose quotes are evidence of it, in the bank's order."""

    mention: Mention
    rules: tuple[str, ...]


def coverage(bank: Bank) -> Coverage:
    """Count what a bank covers; topics in the order of bank.yaml, then those that only rules name."""
    items = [item for item in bank.items.values() if item.status != "retired"]
    approved = [item for item in items if item.status == "approved"]
    verdicts = [item.key for item in approved if item.kind == "verdict"]
    kinds, levels = Counter(item.kind for item in approved), Counter(item.level for item in approved)
    return Coverage(
        topics=tuple(_topics(bank, items)),
        kinds={kind: kinds[kind] for kind in ("verdict", "single", "multiple")},
        levels={level: levels[level] for level in ("recall", "apply", "analyse")},
        scenarios=sum(item.scenario == "true" for item in approved),
        may=verdicts.count(MAY),
        may_not=verdicts.count(MAY_NOT),
    )


def mention_coverage(
    text: str, mentions: Sequence[Mention], rules: Iterable[Rule], source: str
) -> tuple[MentionCoverage, ...]:
    """Tell for each mention of a source's text which rules quote its words; `source` is the source's id.

    A rule counts if it is not retired and at least half of the shorter of the two, mention and quote, lies in both.
    """
    whole = normalised(text)
    quoted = [
        (rule.id, start, start + len(quote))
        for rule in rules
        if rule.status != "retired"
        for evidence in rule.evidence
        if evidence.source == source and (quote := normalised(evidence.quote))
        for start in _occurrences(quote, whole)
    ]
    return tuple(_covered(text, mention, quoted) for mention in mentions)


def _topics(bank: Bank, items: Sequence[Item]) -> Iterator[TopicCoverage]:
    weights = bank.settings.blueprint.weights
    names = list(dict.fromkeys((*bank.settings.topics, *(rule.topic for rule in bank.rules.values()))))
    asking: dict[str, list[Item]] = {}
    for item in items:
        for rule in dict.fromkeys(item.rules):
            asking.setdefault(rule, []).append(item)
    standing = Counter((bank.topic_of(item), item.status) for item in items)
    approved = sum(item.status == "approved" for item in items)
    weight_of = {name: int(weights.get(name, "1")) for name in names}
    for name in names:
        rules = [rule for rule in bank.rules.values() if rule.topic == name and rule.status != "retired"]
        yield TopicCoverage(
            topic=name,
            rules=tuple(_rule(rule, asking.get(rule.id, ())) for rule in rules),
            approved=standing[name, "approved"],
            drafts=standing[name, "draft"],
            weight=weight_of[name],
            item_share=standing[name, "approved"] / approved if approved else 0.0,
            weight_share=weight_of[name] / sum(weight_of.values()),
        )


def _rule(rule: Rule, asking: Sequence[Item]) -> RuleCoverage:
    approved = tuple(item for item in asking if item.status == "approved")
    return RuleCoverage(rule, approved, tuple(item for item in asking if item.status == "draft"))


def _occurrences(quote: str, text: str) -> Iterator[int]:
    start = text.find(quote)
    while start >= 0:
        yield start
        start = text.find(quote, start + 1)


def _covered(text: str, mention: Mention, quoted: Sequence[tuple[str, int, int]]) -> MentionCoverage:
    """Offsets are those of the normalised text: what stands before a mention is normalised to find its start."""
    start = len(normalised(text[: mention.start] + "|")) - 1
    end = start + len(normalised(mention.quote))
    rules = [
        rule
        for rule, first, last in quoted
        if min(end, last) - max(start, first) >= LEAST_SHARED * min(end - start, last - first)
    ]
    return MentionCoverage(mention, tuple(dict.fromkeys(rules)))
