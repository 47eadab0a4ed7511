"""A mention: one span of one source that states one rule; and what became of each cue that was met on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Modality = Literal["prohibition", "obligation", "permission", "sanction", "reporting", "advice"]
Confidence = Literal["sure", "candidate"]
Outcome = Literal["mention", "dropped", "candidate"]


@dataclass(frozen=True, slots=True)
class LegalReference:
    """A legal instrument as a text names it: kind (`uu`, `pp` ...), number, year, and the place inside.

    Every part that the text does not give is an empty string. issuer is the office where many offices number for
    themselves (`menpanrb`); name is what the text says instead of a number (`uu asn`). start and end are half-open
    character offsets in the text; a reference taken over from a sentence before lies outside the mention.
    """

    kind: str
    number: str
    year: str
    pasal: str
    ayat: str
    huruf: str
    start: int
    end: int
    angka: str = ""
    issuer: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One bearer, one modality, one action, as a text states it.

    start and end are half-open character offsets in the text as given; quote is exactly text[start:end].
    cue is the id of the row in cues.yaml that gave the modality. action may be words of a question or of the sentence
    before that a short answer (`Tidak boleh.`) points to. valid_from and valid_until are ISO days, both included,
    computed from a limit in time. whole tells that the quote has a subject and a modal, and so stands by itself.
    evidence_start is where the question, or the rule before, begins that a short answer points to.
    """

    start: int
    end: int
    quote: str
    modality: Modality
    topic: str
    bearer: tuple[str, ...]
    action: str
    condition: str | None
    time: str | None
    place: str | None
    speaker: str | None
    legal: tuple[LegalReference, ...]
    confidence: Confidence
    cue: str
    valid_from: str | None = None
    valid_until: str | None = None
    whole: bool = True
    evidence_start: int | None = None


@dataclass(frozen=True, slots=True)
class CueAudit:
    """What became of one cue: offset is the 0-based character where it begins, filter the name of what dropped it."""

    offset: int
    cue: str
    outcome: Outcome
    filter: str
