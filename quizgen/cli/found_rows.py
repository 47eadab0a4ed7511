"""What `quizgen extract` writes of a text: table rows or JSON lines, and with `--explain` what became of each cue."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from quizgen.bank.byline import byline
from quizgen.bank.layout import INSTRUMENTS, SOURCES, Files
from quizgen.bank.reading import read_bank
from quizgen.cli.laws import Laws, laws_of
from quizgen.dates import iso, written
from quizgen.extract import Extraction, stream
from quizgen.extract.jsonl import audit_line, line
from quizgen.files import find_bank, shipped_bank
from quizgen.language import say
from quizgen.model.mention import CueAudit, Mention
from quizgen.texts import lexicon

_HEAD, _TAIL = 40_000, 4_000
"""Letters at the beginning and at the end of a text that may tell its day."""


@dataclass(frozen=True, slots=True)
class Rows:
    """How texts are written: what is known of laws and of the days of registered texts (by sha256) goes in."""

    laws: Laws
    days: Mapping[str, str]
    as_jsonl: bool
    explain: bool
    language: str

    def of(self, path: Path, content: str, counts: Counter[str]) -> Iterator[str]:
        """Give the rows of a text in their order, and count its mentions and candidates."""
        place = _Places(str(path), content)
        for part in stream(content, lexicon(), self.day_of(content)):
            counts.update(mentions=len(part.mentions))
            counts.update(candidates=sum(one.confidence == "candidate" for one in part.mentions))
            yield from self._jsonl(str(path), part) if self.as_jsonl else self._table(place, part)

    def day_of(self, content: str) -> date | None:
        """Give the day of a text: that of its source in the bank, else the one it gives itself."""
        known = self.days.get(hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest())
        return day_of(known or byline(_ends(content)).published)

    def _jsonl(self, path: str, part: Extraction) -> Iterator[str]:
        kind = "mention" if self.explain else ""
        yield from (line(path, mention, self.laws.row, kind) for mention in part.mentions)
        if self.explain:
            yield from (audit_line(path, cue) for cue in part.audit)

    def _table(self, place: _Places, part: Extraction) -> Iterator[str]:
        yield from (self._row(place, mention) for mention in part.mentions)
        if self.explain:
            yield from (self._fate(place, cue) for cue in part.audit)

    def _row(self, place: _Places, mention: Mention) -> str:
        """Write a mention as `path:line:col: modality topic [bearer] “quote”`, a candidate with a question mark."""
        doubt = "?" if mention.confidence == "candidate" else ""
        modality = self._say(f"modality.{mention.modality}") + doubt
        quote = " ".join(mention.quote.split())
        row = f"{place(mention.start)}: {modality} {mention.topic} [{', '.join(mention.bearer)}] “{quote}”"
        days = {"from": mention.valid_from, "until": mention.valid_until}
        said = [self._say(f"table.{name}", day=day) for name, day in days.items() if day]
        if mention.legal:
            laws = "; ".join(dict.fromkeys(self.laws.words(one, self.language) for one in mention.legal))
            said.append(self._say("table.law", laws=laws))
        return f"{row} ({'; '.join(said)})" if said else row

    def _fate(self, place: _Places, cue: CueAudit) -> str:
        outcome = self._say(f"outcome.{cue.outcome}")
        return f"{place(cue.offset)}: {cue.cue} -> {outcome}{f' ({cue.filter})' if cue.filter else ''}"

    def _say(self, key: str, **words: object) -> str:
        return say(self.language, f"source.{key}", **words)


def rows_for(folder: Path, as_jsonl: bool, explain: bool, language: str, today: date) -> Rows:
    """Make ready to write texts with the bank of a folder, or the one that comes with quizgen.

    Of a bank with faults, what can be read is used: extraction itself needs none.
    """
    bank = find_bank(folder) or shipped_bank()
    yaml = {name: (bank / name).read_bytes() for name in (INSTRUMENTS, SOURCES) if (bank / name).is_file()}
    reading = read_bank(Files(yaml=yaml, seeds={}))
    laws = laws_of((one.record for one in reading.instruments), today)
    days = {one.record.sha256: one.record.published for one in reading.sources}
    return Rows(laws, days, as_jsonl, explain, language)


def day_of(published: str) -> date | None:
    """Give the day of a text from the words in which sources.yaml has it."""
    return iso(published) or next((one.day for one in written(published)), None)


def _ends(content: str) -> str:
    return content if len(content) <= _HEAD + _TAIL else f"{content[:_HEAD]}\n\n{content[-_TAIL:]}"


class _Places:
    """Turns 0-based character offsets of one text into `path:line:col`, both 1-based."""

    def __init__(self, path: str, content: str) -> None:
        self.path = path
        self.content = content
        self.at = 0
        self.lines = 0

    def __call__(self, offset: int) -> str:
        """Give the place; offsets mostly rise, so that lines are counted on from the last one."""
        if offset < self.at:
            self.lines -= self.content.count("\n", offset, self.at)
        else:
            self.lines += self.content.count("\n", self.at, offset)
        self.at = offset
        return f"{self.path}:{self.lines + 1}:{offset - self.content.rfind(chr(10), 0, offset)}"
