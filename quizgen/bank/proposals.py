"""From mentions to the bank: what is known, what is further evidence of a rule, and what becomes a draft rule.

Pure: mentions and the bank in, proposals out; `patched` then gives the changed files. Proposing again what was written
gives nothing new.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from quizgen.bank.patching import append_entry, insert_evidence
from quizgen.bank.stems import content, telling_words
from quizgen.language import LANGUAGES, say
from quizgen.model.bank import Bank
from quizgen.model.mention import LegalReference, Mention
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.model.words import Bearer
from quizgen.verbatim import normalised, occurs

Resolve = Callable[[LegalReference], str | None]
"""Gives the id of the instrument that a reference means, or None where the bank has none that fits."""

ALIKE = 0.5
"""Share of common stems from which two wordings count as the same action, where the same verb leads both."""
_ALIKE_OTHERWISE = 0.75

_CIVIL = frozenset({"ASN", "PNS", "PPPK", "pejabat"})
_BEARERS = frozenset(get_args(Bearer))
_STATUTE = re.compile(r"^\s*(?:pasal\s+\d+[a-z]?\s*$|(?:menimbang|mengingat)\s*:|memutuskan\s*:)", re.I | re.M)
_SLUG = re.compile(r"[^a-z0-9]+")
_VERB = re.compile(r"(?:me[lmnrwy]|ber|ter|di)[a-z]{3,}$", re.I)
_LONGEST_ID = 56
_MOSTLY = 0.6  # share of the shorter one from which two overlapping stretches of a text are the same statement
_MOST_TIMES = 20
_STRAY = "\"'“”‘’ ,;:-–"


@dataclass(frozen=True, slots=True)
class Found:
    """A registered source, its text, and the mentions found in it."""

    source: Source
    text: str
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Further:
    """A mention that states a rule of the bank, and so may be added to its evidence."""

    rule: Rule
    evidence: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Law:
    """A regulation that a mention names: instrument is None where the bank has none that fits."""

    source: str
    reference: LegalReference
    instrument: Instrument | None


@dataclass(slots=True)
class Draft:
    """A new rule: its id, the mention that gave its words, and the evidence from all mentions of the same norm."""

    id: str
    topic: str
    mention: Mention
    standing: str
    evidence: list[Mapping[str, str]]
    instruments: list[str] = field(default_factory=list)
    actions: list[tuple[str, ...]] = field(default_factory=list)

    def entry(self) -> dict[str, Any]:
        """Give the rule as it is written into the bank, keys in the order of the bank's files."""
        words = statement_of(self.mention)
        entry: dict[str, Any] = {
            "id": self.id,
            "modality": self.mention.modality,
            "bearer": _bearers(self.mention),
            "topic": self.topic,
            "statement": {"id": words, "en": f"DRAFT: {words}"},
            "standing": self.standing,
        }
        if valid := _valid(self.mention):
            entry["valid"] = valid
        entry["evidence"] = self.evidence
        if self.instruments:
            entry["instruments"] = self.instruments
        entry["status"] = "draft"
        if note := _note(self.mention):
            entry["note"] = note
        return entry


@dataclass(slots=True)
class Proposals:
    """What the mentions of some texts come to."""

    known: int = 0
    further: list[Further] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    laws: list[Law] = field(default_factory=list)
    unquotable: list[tuple[str, str]] = field(default_factory=list)
    """Source and words of mentions with characters that nobody sees and no bank file may hold."""
    homeless: list[tuple[str, str, str]] = field(default_factory=list)
    """Topic, source and words of mentions on a topic that the bank does not have."""


def propose(bank: Bank, found: Iterable[Found], resolve: Resolve) -> Proposals:
    """Sort mentions into known ones, further evidence and draft rules, in the order in which they were found."""
    made = Proposals()
    work = _Work(bank, resolve, made)
    for one in found:
        work.take(one)
    return made


def patched(yaml: Mapping[str, bytes], made: Proposals, accept_evidence: bool, prefix: str = "") -> dict[str, bytes]:
    """Give the files that change, whole, by path within the bank folder; raises PatchError where one cannot be changed.

    `prefix` stands before a path when it is shown.
    """
    changed: dict[str, bytes] = {}

    def now(path: str) -> bytes:
        return changed.get(path, yaml.get(path, b""))

    for one in made.further if accept_evidence else ():
        path = f"rules/{one.rule.topic}.yaml"
        changed[path] = insert_evidence(now(path), prefix + path, one.rule.id, one.evidence)
    for draft in made.drafts:
        path = f"rules/{draft.topic}.yaml"
        before = now(path) or say("id", "source.rules_head", topic=draft.topic).encode()
        changed[path] = append_entry(before, prefix + path, draft.entry())
    return {path: data for path, data in changed.items() if data != yaml.get(path)}


class _Work:
    """Proposing, text after text."""

    def __init__(self, bank: Bank, resolve: Resolve, made: Proposals) -> None:
        self.bank = bank
        self.resolve = resolve
        self.made = made
        self.ids = set(bank.rules)
        self.actions = {name: _actions_of(rule) for name, rule in bank.rules.items()}
        self.topics = set(bank.settings.topics)

    def take(self, found: Found) -> None:
        """Sort the mentions of one text."""
        text = normalised(found.text)
        standing = "norm" if len(_STATUTE.findall(found.text)) >= 2 else "official-explanation"
        held = [
            (rule.modality, evidence.quote)
            for rule in self.bank.rules.values()
            for evidence in rule.evidence
            if evidence.source == found.source.id
        ]
        laws: dict[LegalReference, Law] = {}
        for mention in found.mentions:
            for reference in mention.legal:
                if reference.kind:
                    law = Law(found.source.id, reference, self.instrument(reference))
                    laws.setdefault(replace(reference, start=0, end=0), law)
            evidence = _evidence(found.source, mention, found.text)
            if any(_is_known(mention, evidence["quote"], modality, quote, text) for modality, quote in held):
                self.made.known += 1
            elif not all(value.isprintable() for value in evidence.values()):
                self.made.unquotable.append((found.source.id, evidence["quote"]))
            elif occurs(evidence["quote"], text):
                self.place(mention, evidence, standing)
        self.made.laws += laws.values()

    def place(self, mention: Mention, evidence: Mapping[str, str], standing: str) -> None:
        """Put a mention that is not evidence yet with its rule, with its draft, or into a new draft."""
        topic = mention.topic if mention.topic in self.topics else "lainnya"
        action = content(_deed(mention)) or content(mention.quote)
        if rule := self.rule_of(mention, topic, action):
            self.made.further.append(Further(rule, evidence))
        elif draft := self.draft_of(mention, topic, action):
            if all(evidence["quote"] != one["quote"] or evidence["source"] != one["source"] for one in draft.evidence):
                draft.evidence.append(evidence)
            draft.actions.append(action)
        elif topic in self.topics:
            made = Draft(self.new_id(topic, mention), topic, mention, standing, [evidence], self.basis(mention))
            made.actions.append(action)
            self.made.drafts.append(made)
        else:
            self.made.homeless.append((mention.topic, evidence["source"], evidence["quote"]))

    def rule_of(self, mention: Mention, topic: str, action: tuple[str, ...]) -> Rule | None:
        """Find the rule that states what a mention states: same modality and topic, a common bearer, one action."""
        best, most = None, 0.0
        for name, rule in self.bank.rules.items():
            if rule.modality != mention.modality or rule.topic != topic or not _compatible(rule.bearer, mention.bearer):
                continue
            alike = max((likeness(action, one) for one in self.actions[name]), default=0.0)
            if alike > most:
                best, most = rule, alike
        return best if most >= ALIKE else None

    def draft_of(self, mention: Mention, topic: str, action: tuple[str, ...]) -> Draft | None:
        for draft in self.made.drafts:
            same = (draft.mention.modality, draft.topic) == (mention.modality, topic)
            same = same and _compatible(draft.mention.bearer, mention.bearer)
            if same and likeness(action, draft.actions[0]) >= ALIKE:
                return draft
        return None

    def new_id(self, topic: str, mention: Mention) -> str:
        """Make an id that no rule has yet: the topic and the first words of the action."""
        words = telling_words(_deed(mention))[:4]
        while len(base := "-".join([topic, *words])) > _LONGEST_ID and words:
            words.pop()
        name, number = base, 1
        while name in self.ids:
            number += 1
            name = f"{base}-{number}"
        self.ids.add(name)
        return name

    def basis(self, mention: Mention) -> list[str]:
        """Give the instruments that a mention names and that are in force; one that ended is only reported."""
        found = [self.instrument(reference) for reference in mention.legal]
        return list(dict.fromkeys(one.id for one in found if one is not None and one.in_force.until is None))

    def instrument(self, reference: LegalReference) -> Instrument | None:
        """Find the instrument of a reference, at its place where the bank has that; else the regulation as a whole."""
        name = self.resolve(reference)
        return self.bank.instruments.get(name) if name else None


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Tell how alike two actions are, from 0 to 1: the share of common stems; 0 where too few for their first words."""
    mine, others = set(one), set(other)
    if not mine or not others:
        return 0.0
    share = len(mine & others) / len(mine | others)
    return share if share >= (ALIKE if one[0] == other[0] else _ALIKE_OTHERWISE) else 0.0


def slug(text: str) -> str:
    """Give a text as lower-case letters and digits with `-` between them, accents left out."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _SLUG.sub("-", plain).strip("-")


def _actions_of(rule: Rule) -> list[tuple[str, ...]]:
    return [content(rule.statement.id), *(content(one.quote) for one in rule.evidence)]


def _evidence(source: Source, mention: Mention, text: str) -> dict[str, str]:
    """Give the words that prove a mention; a short answer (`Boleh.`) proves nothing without what it answers."""
    words = mention.quote if mention.evidence_start is None else text[mention.evidence_start : mention.end]
    quote = " ".join(words.replace("\ufeff", "").split())
    speaker = " ".join((mention.speaker or "").split())
    return {"source": source.id, "quote": quote} | ({"speaker": speaker} if speaker else {})


def _is_known(mention: Mention, words: str, modality: str, quote: str, text: str) -> bool:
    """Tell whether a mention is evidence already: its words lie in the quote, or both are mostly the same stretch.

    A quote that says more may hold several mentions of other modalities; one that only overlaps must say the same.
    `text` is the normalised text of their source.
    """
    if occurs(words, normalised(quote)):
        return True
    if modality != mention.modality:
        return False
    mine, theirs = _stretches(normalised(words), text), list(_stretches(normalised(quote), text))
    return any(
        min(end, other_end) - max(start, other_start) >= _MOSTLY * min(end - start, other_end - other_start)
        for start, end in mine
        for other_start, other_end in theirs
    )


def _stretches(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Give where words stand in a text, at most the first few times."""
    at = text.find(words)
    for _ in range(_MOST_TIMES):
        if at < 0:
            return
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _deed(mention: Mention) -> str:
    """Give what is to be done or not: the action, with the verb right before it where the action begins after that."""
    words, action = " ".join(mention.quote.split()), " ".join(mention.action.split())
    before = words[: words.index(action)].split() if action and action in words else []
    if before and _VERB.match(before[-1]):
        return f"{before[-1]} {action}"
    return action or words


def _compatible(one: Iterable[str], other: Iterable[str]) -> bool:
    mine, others = set(one), set(other)
    return bool(mine & others) or not (mine.isdisjoint(_CIVIL) or others.isdisjoint(_CIVIL))


def _bearers(mention: Mention) -> list[str]:
    return [one for one in mention.bearer if one in _BEARERS] or ["ASN"]


def statement_of(mention: Mention) -> str:
    """Give the rule as a whole sentence: the quote where it is one, else bearer, modal and action.

    A point of a list, a further verb of a sentence or an imperative says neither whom it binds nor how.
    """
    action = " ".join(mention.action.split()).strip(_STRAY)
    if mention.whole or not action:
        return _sentence(mention.quote)
    bearer = _joined([say("id", f"source.bearer.{one}") for one in _bearers(mention)])
    key: str = mention.modality
    if key in ("sanction", "reporting"):
        key += ".act" if _VERB.match(action.split()[0]) else ".thing"
    case = " ".join((mention.condition or "").split()).strip(_STRAY)
    case = "" if case.lower() in action.lower() else case
    made = say("id", f"source.statement.{key}", bearer=bearer, action=action[:1].lower() + action[1:])
    time = " ".join((mention.time or "").split()).strip(_STRAY)
    made = f"{made} {time[:1].lower()}{time[1:]}" if time.lower() not in action.lower() else made
    return _sentence(f"{case}, {made}" if case else made)


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} dan {words[-1]}"


def _valid(mention: Mention) -> dict[str, str]:
    """Give the days between which the text says that the rule holds; nothing where it does not limit it."""
    days = {"from": mention.valid_from, "until": mention.valid_until}
    return {name: day for name, day in days.items() if day}


def _sentence(words: str) -> str:
    """Make a sentence of a mention's words: a capital, a full stop, no stray quotation marks."""
    plain = " ".join(words.replace("\ufeff", "").split()).strip(_STRAY)
    return plain[:1].upper() + plain[1:] + ("" if plain.endswith((".", "!", "?")) else ".")


def _note(mention: Mention) -> dict[str, str]:
    """Say in both languages what else the text says of the mention, and that it is doubtful where it is."""
    parts = [(name, getattr(mention, name)) for name in ("condition", "time", "place")]
    note = {}
    for language in LANGUAGES:
        said = [say(language, "source.note.candidate")] if mention.confidence == "candidate" else []
        said += [say(language, f"source.note.{name}", words=" ".join(words.split())) for name, words in parts if words]
        said += [say(language, f"source.note.{name}", day=day) for name, day in _valid(mention).items()]
        if said:
            note[language] = " ".join(said)
    return note
