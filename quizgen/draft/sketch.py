"""A sketch: what an item will ask, before a wording and distractors are chosen; and how its texts are filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from random import Random
from string import Formatter

from msgspec import Struct

from quizgen.draft.attribution import Said, said_of
from quizgen.draft.binding import bound_by_all
from quizgen.draft.lore import Case, DraftKind, Lore, Voice
from quizgen.draft.safety import Graph, Node
from quizgen.draft.statements import bare, capital
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.model.words import Bilingual

_EMPLOYEES = ("PNS", "PPPK")
_ITS_OWN = re.compile(r"\b(?:tugas|diri|pilihan|wewenang|jabatan|keluarga)nya\b")
_SENTENCE = re.compile(r"^[a-z]|(?<=[^.][.?!] )[a-z]|(?<=[.?!][\"”] )[a-z]")
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
    voice: Voice | None = None
    rationale: Bilingual | None = None
    other: Bilingual | None = None
    """What speaks to those who chose the other verdict."""
    applied: bool = False
    """The key is a case of what the rule says, not its words."""


class Desk(Struct, frozen=True):
    """What a sketch is made from: a rule in its graph, sources, instruments, the lore, and the chance of this draft."""

    node: Node
    graph: Graph
    sources: Mapping[str, Source]
    instruments: Mapping[str, Instrument]
    lore: Lore
    random: Random

    @property
    def rule(self) -> Rule:
        """The rule that is asked about."""
        return self.node.rule

    def said(self, rule: Rule) -> Said:
        """Tell who says a rule."""
        return said_of(rule, self.sources, self.lore)

    def rules(self, names: Iterable[str]) -> list[Rule]:
        """Give the approved rules of these ids; empty where one of them is not there."""
        wanted = list(dict.fromkeys(names))
        found = [self.graph.nodes[name].rule for name in wanted if name in self.graph.nodes]
        return found if len(found) == len(wanted) else []

    def reason(self, name: str, **words: Bilingual) -> Bilingual:
        """Fill one of the reasons in data/rationales.yaml."""
        return filled(self.lore.reasons[name], words)

    def right(self, rule: Rule, first: Bilingual | None = None) -> Bilingual:
        """Say why the key is right: what was given first, else the rule; then the quote that it rests on."""
        said, statement = self.said(rule), bare(rule.statement)
        if said.evidence is None:
            reason = self.reason("right-unquoted", statement=statement)
        else:
            quote = said.evidence.quote.strip().strip('"“”').rstrip(".")
            named = {"statement": statement, "short": said.short, "quote": Bilingual(quote, quote)}
            reason = self.reason("quoted" if first else "right", **named)
        return joined(first, reason) if first else reason

    def case_reason(self, case: Case, rule: Rule) -> Bilingual:
        """Say of a case why it is allowed or forbidden, and by which rule."""
        return self.reason(f"case-{case.verdict}", why=case.why, statement=bare(rule.statement))

    def opposite(self, rule: Rule) -> Bilingual:
        """Say that another rule speaks for what a distractor names."""
        return self.reason(rule.modality, statement=rule.statement)

    def naming(
        self, rules: Sequence[Rule], decides: Rule | None = None, applied: bool = False, one: str = ""
    ) -> dict[str, Bilingual]:
        """Give the placeholders that say who speaks and who is bound by all the rules of an item.

        `decides` is the rule that gives the key (none: the first), `applied` marks a case of what was said, `one` is
        the bearer who is to be named. There is no `one`, or no `bearers`, where all the rules bind none.
        """
        said = self.said(decides or rules[0])
        words = {"lead": said.going_by if applied else said.lead}
        if bearers := self.bearers(rules):
            words["bearers"] = bearers
        if person := self.person(rules, one):
            named = self.lore.bearers[person].one
            words |= {"one": named, "One": Bilingual(f"Seorang {named.id}", capital(named.en))}
        return words

    def told(self, applied: bool = False) -> dict[str, Bilingual]:
        """Give the lead that names who says the rule, for what only its speaker can have named."""
        said = self.said(self.rule)
        return {"lead": said.explained if applied else said.told}

    def bearers(self, rules: Sequence[Rule]) -> Bilingual | None:
        """Name all whom every rule binds; PNS and PPPK are not named beside ASN, whose parts they are."""
        bound = [name for name in rules[0].bearer if name in self.lore.bearers]
        if any(name not in bound_by_all(rules, bound, self.instruments) for name in bound):
            return None
        if "ASN" in bound:
            bound = [name for name in bound if name not in _EMPLOYEES]
        rows = [self.lore.bearers[name].all for name in bound]
        return (
            Bilingual(_listed([row.id for row in rows], "dan"), _listed([row.en for row in rows], "and"))
            if rows
            else None
        )

    def persons(self, rules: Sequence[Rule]) -> list[str]:
        """Give whom every rule binds, as one person: of ASN a PNS or PPPK, where a rule says that both are meant."""
        known = list(self.lore.bearers)
        if self.defining("ASN", *_EMPLOYEES):
            known.remove("ASN")
        bound = bound_by_all(rules, known, self.instruments)
        return [name for name in bound if name != "masyarakat"] or bound

    def person(self, rules: Sequence[Rule], wanted: str = "") -> str:
        """Choose one of the persons whom every rule binds; empty where there is none, or not the one who is wanted."""
        persons = [name for name in self.persons(rules) if wanted in ("", name)]
        return self.random.choice(persons) if persons else ""

    def defining(self, *bearers: str) -> str | None:
        """Give the first rule that binds all of these bearers by name; None where there is none."""
        found = (name for name, node in self.graph.nodes.items() if set(bearers) <= set(node.rule.bearer))
        return next(found, None)


def cases_of(desk: Desk, *verdicts: str) -> list[Case]:
    """Give the cases about this rule that have one of these verdicts and whose rules are all there."""
    return [
        one
        for one in desk.lore.cases
        if one.rules[0] == desk.rule.id and one.verdict in verdicts and desk.rules(one.rules)
    ]


def filled(text: Bilingual, words: Mapping[str, Bilingual]) -> Bilingual:
    """Fill placeholders in both languages."""
    return Bilingual(
        text.id.format_map({name: word.id for name, word in words.items()}),
        text.en.format_map({name: word.en for name, word in words.items()}),
    )


def worded(text: Bilingual, words: Mapping[str, Bilingual]) -> Bilingual | None:
    """Fill a wording and give each sentence its capital; None where a placeholder has nothing to say here."""
    names = {name for one in (text.id, text.en) for _, name, _, _ in Formatter().parse(one) if name}
    if not names <= words.keys():
        return None
    full = filled(text, words)
    return Bilingual(*(_SENTENCE.sub(lambda found: found[0].upper(), one) for one in (full.id, full.en)))


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
