"""One record of a bank on the screen, with all that it rests on: rules, quotes in context, sources, instruments."""

from __future__ import annotations

from typing import Any

from quizgen.bank.lookup import Located, resting_on, topic_of
from quizgen.language import say
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.terminal.citing import day_told
from quizgen.terminal.draft_shown import Shown

OTHER = {"id": "en", "en": "id"}


class RecordShown(Shown):
    """Writes records of a reading to a console in one language, then their texts in the other."""

    def record(self, found: Located) -> None:
        """Show one record that could be read."""
        record = found.record
        if isinstance(record, Item):
            self._whole_item(found, record)
        elif isinstance(record, Rule):
            self._whole_rule(found, record)
        elif isinstance(record, Source):
            self._whole_source(found, record)
        else:
            assert isinstance(record, Instrument)
            self._whole_instrument(found, record)

    def _whole_item(self, found: Located, item: Item) -> None:
        topic = self._topic(topic_of(self.reading, item))
        words = {"topic": topic, "level": self._say(f"level.{item.level}"), "version": item.version}
        self._head(found, "show.item", kind=f"@kind.{item.kind}", status=self._status(item.status), **words)
        self._reason_of(item.reason)
        self._item(item, self.language, "")
        self.console.line()
        self._line("other_language", "quiet")
        self._item(item, OTHER[self.language], "quiet")
        if item.discussion is not None:
            self.console.line()
            self.console.line(self._own("show.discussion", text=item.discussion[self.language]), rest="  ")
        for name in item.rules:
            if name in self.rules:
                self._rule(self.rules[name])
            else:
                self.console.line()
                self.console.line(self._own("show.no_rule", id=name), style="bad")

    def _whole_rule(self, found: Located, rule: Rule) -> None:
        self._head(found, "show.rule", topic=self._topic(rule.topic), status=self._status(rule.status))
        self._reason_of(rule.reason)
        self._rule(rule)
        if rule.valid is not None:
            self._bullet("show.valid", period=self._period(rule.valid.from_, rule.valid.until))
        if rule.note is not None:
            self._bullet("show.note", text=rule.note[self.language])
        self._names("show.items", [item.id for item in resting_on(self.reading, rule.id)])

    def _whole_source(self, found: Located, source: Source) -> None:
        self._head(found, "show.source")
        self.console.line(source.title, first="  ", style="bold")
        where = ", ".join(part for part in (source.publisher.strip("()"), source.place) if part)
        self._bullet("show.published", where=where, day=day_told(self.language, source.published))
        self._bullet("show.file", file=source.file, sha256=source.sha256)
        if source.note is not None:
            self._bullet("show.note", text=source.note[self.language])
        quoting = [rule for rule in self.rules.values() if any(one.source == source.id for one in rule.evidence)]
        for rule in quoting:
            self.console.line()
            self.console.line(self._own("show.quoted_by", id=rule.id), style="bold")
            for evidence in rule.evidence:
                if evidence.source == source.id:
                    self.console.line(f"“{evidence.quote}”", first="  | ")
        if not quoting:
            self._names("show.rules", [])

    def _whole_instrument(self, found: Located, one: Instrument) -> None:
        self._head(found, "show.instrument")
        article = f", {one.article}" if one.article else ""
        self.console.line(f"{one.number}{article}: {one.title[self.language]}", first="  ", style="bold")
        self._bullet("show.in_force", period=self._period(one.in_force.from_, one.in_force.until))
        if one.replaced_by:
            self._bullet("show.replaced_by", id=one.replaced_by)
        if one.binds:
            bearers = ", ".join(say(self.language, f"paper.bearer.{bearer}") for bearer in one.binds)
            self._bullet("show.binds", bearers=bearers)
        if one.note is not None:
            self._bullet("show.note", text=one.note[self.language])
        self._bullet("show.fact", confidence=f"@confidence.{one.confidence}", fact=one.fact)
        self._names("show.rules", [rule.id for rule in self.rules.values() if one.id in rule.instruments])

    def _instruments(self, rule: Rule) -> None:
        """Name the legal basis of a rule, with the days on which it is in force."""
        known = {one.record.id: one.record for one in self.reading.instruments}
        if not rule.instruments:
            self.console.line(self._say("no_instrument"), first="  ", style="quiet")
        for name in rule.instruments:
            if name not in known:
                self.console.line(self._own("show.no_instrument", id=name), first="  ", style="bad")
                continue
            one = known[name]
            article = f", {one.article}" if one.article else ""
            told = self._say("instrument", number=one.number, article=article, title=one.title[self.language])
            period = self._period(one.in_force.from_, one.in_force.until)
            self.console.line(self._own("show.basis", told=told, period=period), first="  ", rest="    ")

    def _head(self, found: Located, message: str, **words: object) -> None:
        self.console.line(self._own(message, id=found.id, **words), style="bold")
        self._line("where", "quiet", path=found.place.path, line=found.place.line)

    def _reason_of(self, reason: str) -> None:
        if reason:
            self.console.line(self._own("show.reason", why=reason), style="bad")

    def _names(self, message: str, names: list[str]) -> None:
        self.console.line()
        self.console.line(self._own(message if names else f"{message}.none", ids=", ".join(names)), rest="  ")

    def _bullet(self, message: str, **words: object) -> None:
        self.console.line(self._own(message, **words), first="  ", rest="    ")

    def _status(self, status: str) -> str:
        return self._say(f"status.{status}")

    def _period(self, begin: str | None, end: str | None) -> str:
        """Say from when and until when; a side that is not known is left out."""
        key = "both" if begin and end else "from" if begin else "until" if end else "unknown"
        days: dict[str, Any] = {
            "from": day_told(self.language, begin or ""),
            "until": day_told(self.language, end or ""),
        }
        return self._own(f"period.{key}", **days)

    def _own(self, message: str, **words: object) -> str:
        return say(self.language, f"workbench.{message}", **words)
