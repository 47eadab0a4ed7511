"""A sketch: what an item will ask, before a wording and distractors are chosen; and how its texts are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from random import Random

from msgspec import Struct

from quizgen.draft.attribution import Said, said_of
from quizgen.draft.lore import DraftKind, Lore, Misconception
from quizgen.draft.safety import Graph, Node
from quizgen.draft.statements import bare, capital
from quizgen.model.rule import Rule
from quizgen.model.source import Source
from quizgen.model.words import Bilingual

_EMPLOYEES = ("PNS", "PPPK")
_ITS_OWN = re.compile(r"\b(?:tugas|diri|pilihan|wewenang|jabatan|keluarga)nya\b")
_THEIR = re.compile(r"\b(?:their|theirs|them|themselves|they)\b", re.I)


class Choice(Struct, frozen=True):
    """An option and the reason why it is right or wrong."""

    text: Bilingual
    why: Bilingual


class Sketch(Struct, frozen=True):
    """An item without its wording; `wrong` are all safe distractors, the better ones first."""

    kind: DraftKind
    rules: tuple[str, ...]
    fill: Mapping[str, Bilingual]
    key: Choice | None = None
    wrong: tuple[Choice, ...] = ()
    verdict: str = ""
    rationale: Bilingual | None = None
    other: Bilingual | None = None
    """What speaks to those who chose the other verdict."""
    applied: bool = False
    """The key is a case of what the rule says, not its words."""


class Desk(Struct, frozen=True):
    """What a sketch is made from: a rule in its graph, the sources, the lore, and the chance of this draft."""

    node: Node
    graph: Graph
    sources: Mapping[str, Source]
    lore: Lore
    random: Random

    @property
    def rule(self) -> Rule:
        """The rule that is asked about."""
        return self.node.rule

    @property
    def said(self) -> Said:
        """Who says the rule."""
        return said_of(self.rule, self.sources, self.lore)

    def reason(self, name: str, **words: Bilingual) -> Bilingual:
        """Fill one of the reasons in data/rationales.yaml."""
        return filled(self.lore.reasons[name], words)

    def right(self, first: Bilingual | None = None) -> Bilingual:
        """Say why the key is right: what was given first, then the rule and the quote that it rests on."""
        said, statement = self.said, bare(self.rule.statement)
        if said.evidence is None:
            reason = self.reason("right-unquoted", statement=statement)
        else:
            quote = said.evidence.quote.strip().strip('"“”').rstrip(".")
            reason = self.reason("right", statement=statement, short=said.short, quote=Bilingual(quote, quote))
        return joined(first, reason) if first else reason

    def opposite(self, rule: Rule) -> Bilingual:
        """Say that another rule speaks for what a distractor names."""
        return self.reason(rule.modality, statement=rule.statement)

    def naming(self, applied: bool = False) -> dict[str, Bilingual]:
        """Give the placeholders that say who speaks and who is bound; `applied` for a case of what was said."""
        according, bearers = self.said.going_by if applied else self.said.according, self.bearers()
        one = self.one()
        return {
            "according": according,
            "According": Bilingual(capital(according.id), capital(according.en)),
            "bearers": bearers,
            "Bearers": Bilingual(capital(bearers.id), capital(bearers.en)),
            **named(one),
        }

    def bearers(self) -> Bilingual:
        """Name all whom the rule binds; PNS and PPPK are not named beside ASN, whose parts they are."""
        bound = [name for name in self.rule.bearer if name in self.lore.bearers]
        if "ASN" in bound:
            bound = [name for name in bound if name not in _EMPLOYEES]
        rows = [self.lore.bearers[name].all for name in bound] or [self.lore.bearers["ASN"].all]
        return Bilingual(_listed([row.id for row in rows], "dan"), _listed([row.en for row in rows], "and"))

    def one(self) -> Bilingual:
        """Name one of those whom the rule binds; of ASN a PNS or PPPK, where a rule says that both are meant."""
        bound: list[str] = [name for name in self.rule.bearer if name in self.lore.bearers] or ["ASN"]
        bound = [name for name in bound if name != "masyarakat"] or bound
        if "ASN" in bound and self.defining("ASN", *_EMPLOYEES):
            bound = [name for name in bound if name != "ASN"] + list(_EMPLOYEES)
        return self.lore.bearers[self.random.choice(sorted(set(bound)))].one

    def defining(self, *bearers: str) -> str | None:
        """Give the first rule that binds all of these bearers by name; None where there is none."""
        found = (name for name, node in self.graph.nodes.items() if set(bearers) <= set(node.rule.bearer))
        return next(found, None)


def named(one: Bilingual) -> dict[str, Bilingual]:
    """Give the placeholders for one person."""
    return {"one": one, "One": Bilingual(f"Seorang {one.id}", capital(one.en))}


def filled(text: Bilingual, words: Mapping[str, Bilingual]) -> Bilingual:
    """Fill placeholders in both languages."""
    return Bilingual(
        text.id.format_map({name: word.id for name, word in words.items()}),
        text.en.format_map({name: word.en for name, word in words.items()}),
    )


def cases(desk: Desk, lean: str) -> list[Misconception]:
    """Give the misconceptions that are cases of what this rule alone decides."""
    return [one for one in desk.lore.misconceptions if one.leans == lean and one.refuted_by == (desk.rule.id,)]


def speaks_of_others(act: Bilingual) -> bool:
    """Tell whether an act speaks of "their" things, so that it cannot be put to "you"."""
    return bool(_ITS_OWN.search(act.id) or _THEIR.search(act.en))


def joined(first: Bilingual, second: Bilingual) -> Bilingual:
    """Put one text after another."""
    return Bilingual(f"{first.id} {second.id}", f"{first.en} {second.en}")


def option(text: Bilingual) -> Bilingual:
    """Give a text as an option: a capital, no full stop."""
    return Bilingual(capital(text.id).rstrip("."), capital(text.en).rstrip("."))


def _listed(names: Iterable[str], last: str) -> str:
    *before, end = names
    return f"{', '.join(before)} {last} {end}" if before else end
