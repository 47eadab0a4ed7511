"""A draft on the screen: as it will appear, with its key and reasons, and what it rests on."""

from __future__ import annotations

from typing import Any

from quizgen.bank.reading import Reading
from quizgen.decisions import Pending
from quizgen.draft.context import quote_in_context
from quizgen.language import say
from quizgen.model.item import Item
from quizgen.model.rule import Evidence, Rule
from quizgen.model.words import Bilingual
from quizgen.terminal.console import Console

MOST_QUOTES = 2
"""Pieces of evidence that are shown of a rule beside an item; of a draft rule all are."""
_OTHER = {"id": "en", "en": "id"}


class Shown:
    """Writes drafts of a reading to a console in one language, then their texts in the other."""

    def __init__(self, console: Console, reading: Reading, language: str) -> None:
        self.console = console
        self.reading = reading
        self.language = language
        self.rules = {one.record.id: one.record for one in reading.rules}
        self.items = {one.record.id: one.record for one in reading.items}

    def draft(self, draft: Pending, place: int, count: int) -> None:
        """Show a draft rule or item; place is 1-based among count."""
        self.console.line()
        if draft.kind == "rule":
            rule = self.rules[draft.id]
            self._line("rule", "bold", place=place, count=count, id=rule.id, topic=self._topic(rule.topic),
                       modality=f"@modality.{rule.modality}")  # fmt: skip
            self._line("where", "quiet", path=draft.place.path, line=draft.place.line)
            self._rule(rule)
            return
        item = self.items[draft.id]
        self._line("item", "bold", place=place, count=count, id=item.id, topic=self._topic(draft.topic),
                   level=f"@level.{item.level}")  # fmt: skip
        self._line("where", "quiet", path=draft.place.path, line=draft.place.line)
        self._item(item, self.language, "")
        self.console.line()
        self._line("other_language", "quiet")
        self._item(item, _OTHER[self.language], "quiet")
        for name in item.rules:
            if name in self.rules:
                self._rule(self.rules[name], MOST_QUOTES)

    def _item(self, item: Item, language: str, style: str) -> None:
        self.console.line()
        self.console.line(item.stem[language], style=style)
        for place, letter in enumerate(item.letters):
            mark = f"  {chr(ord('A') + place)}. "
            text = self._verdict(letter, language) if item.kind == "verdict" else item.options[letter][language]
            self.console.line(text, first=mark, rest=" " * len(mark), style=style)
        keys = ", ".join(chr(ord("A") + place) for place, letter in enumerate(item.letters) if letter in item.keys)
        self._line("key", style or "good", key=keys)
        for place, (letter, option) in enumerate(item.options.items()):
            mark = f"  {chr(ord('A') + place)} {'+' if letter in item.keys else '-'} "
            self.console.line(option.rationale[language], first=mark, rest=" " * len(mark), style=style)
        self._reason("key.reason", item.rationale, language, style)
        self._reason("other.reason", item.distractor_rationale, language, style)

    def _reason(self, label: str, reason: Bilingual | None, language: str, style: str) -> None:
        if reason is not None:
            self.console.line(f"{self._say(label)}: {reason[language]}", first="  ", rest="    ", style=style)

    def _rule(self, rule: Rule, most: int | None = None) -> None:
        bearers = ", ".join(say(self.language, f"paper.bearer.{bearer}") for bearer in rule.bearer)
        self.console.line()
        self._line("basis.rule", "bold", id=rule.id, modality=f"@modality.{rule.modality}", bearers=bearers,
                   standing=f"@standing.{rule.standing}", status=f"@status.{rule.status}")  # fmt: skip
        self.console.line(rule.statement[self.language], first="  ")
        self.console.line(rule.statement[_OTHER[self.language]], first="  ", style="quiet")
        shown = rule.evidence[:most]
        for evidence in shown:
            self._evidence(evidence)
        if further := len(rule.evidence) - len(shown):
            self.console.line(self._say("further", count=further), first="  ", style="quiet")
        self._instruments(rule)

    def _evidence(self, evidence: Evidence) -> None:
        source = next((one.record for one in self.reading.sources if one.record.id == evidence.source), None)
        if source is None:
            self.console.line(self._say("no_source", source=evidence.source), first="  ", style="bad")
            return
        text = self.reading.files.seeds.get(source.file, b"").decode("utf-8", "replace")
        context = quote_in_context(evidence.quote, text)
        if context is None:
            self.console.line(self._say("no_quote", quote=evidence.quote), first="  ", style="bad")
        else:
            self.console.line(context, first="  | ")
        where = ", ".join(part for part in (source.publisher.strip("()"), source.place, source.published) if part)
        told = self._say("source", title=source.title, where=where)
        self.console.line(told, first="  ", rest="    ", style="quiet")
        if evidence.speaker:
            self.console.line(self._say("speaker", speaker=evidence.speaker), first="  ", rest="    ", style="quiet")

    def _instruments(self, rule: Rule) -> None:
        known = {one.record.id: one.record for one in self.reading.instruments}
        found = [known[name] for name in rule.instruments if name in known]
        if not found:
            self.console.line(self._say("no_instrument"), first="  ", style="quiet")
        for one in found:
            article = f", {one.article}" if one.article else ""
            told = self._say("instrument", number=one.number, article=article, title=one.title[self.language])
            if one.in_force.until:
                told = self._say("instrument.until", told=told, until=one.in_force.until)
            self.console.line(told, first="  ", rest="    ")

    def _topic(self, topic: str) -> str:
        topics: Any = self.reading.settings.record.topics if self.reading.settings else {}
        return str(topics[topic][self.language]) if topic in topics else topic

    def _verdict(self, letter: str, language: str) -> str:
        return say(language, f"quiz.verdict.{letter}")

    def _say(self, message: str, **words: object) -> str:
        return say(self.language, f"review.{message}", **words)

    def _line(self, message: str, style: str = "", **words: object) -> None:
        self.console.line(self._say(message, **words), style=style)
