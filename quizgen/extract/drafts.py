"""A mention in the making, and what the way there remembers."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizgen.extract.clauses import Sentence, has_predicate, skip_adverbs, trim_left
from quizgen.extract.cues import Hit
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.model.mention import Outcome

_BREAKS = frozenset({".", ";", "<<", ">>"})
_NOUN_BREAKS = _BREAKS | {",", "yang", "yakni", "yaitu", ":"}
DIRECTED = frozenset({"directive", "passive"})


@dataclass(slots=True)
class Draft:
    """A mention in the making: word indices of its begin, its cue and its end in one sentence."""

    begin: int
    cue_start: int
    cue_end: int
    end: int
    modality: str
    row: CueRow
    candidate: bool = False
    parent: Draft | None = None


@dataclass(slots=True)
class Findings:
    """What one sentence gave: drafts, and for each cue (word index, id) what became of it."""

    drafts: list[Draft] = field(default_factory=list)
    audit: list[tuple[int, str, Outcome, str]] = field(default_factory=list)

    def note(self, at: int, cue: str, outcome: Outcome, why: str = "") -> None:
        """Write down what became of a cue."""
        self.audit.append((at, cue, outcome, why))

    def drop(self, why: str) -> None:
        """Leave out all drafts, each for one reason."""
        for draft in self.drafts:
            self.note(draft.cue_start, draft.row.id, "dropped", why)
        self.drafts.clear()


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentences before say: whether one of them stated a rule, and the modality a list intro hands down.

    theme is `sanction` or `reporting` where the text has just spoken of that; spoken tells that a quotation is open,
    near_rule that one of the three sentences before stated a rule; before is the sentence before it in the paragraph,
    where that stated none.
    """

    after_rule: bool = False
    after_permission: bool = False
    on_topic: bool = False
    pledge: bool = False
    inherited: str = ""
    theme: str = ""
    spoken: bool = False
    near_rule: bool = False
    before: Sentence | None = None


_STAYS = frozenset({"berada", "tinggal", "di", "pada", "dalam", "tenang", "fokus"})


def last_draft(found: Findings) -> Draft | None:
    """Give the draft opened last, if any."""
    return found.drafts[-1] if found.drafts else None


def floor_of(found: Findings) -> int:
    """Give the word index that no later clause may begin before: the end of the cue before it."""
    return found.drafts[-1].cue_end if found.drafts else 0


def open_draft(s: Sentence, hit: Hit, begin: int, found: Findings, candidate: bool = False) -> Draft:
    """Open a draft at word `begin` for a cue, and note it."""
    parent = last_draft(found) if hit.row.kind == "negation" and begin == hit.start else None
    draft = Draft(begin, hit.start, hit.end, len(s.words), hit.row.modality, hit.row, candidate, parent)
    found.drafts.append(draft)
    found.note(hit.start, hit.row.id, "candidate" if candidate else "mention")
    return draft


def waits(s: Sentence, draft: Draft, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a directive has not yet been told what it asks for when the word at `at` comes."""
    if draft.row.kind not in DIRECTED and draft.row.kind != "noun":
        return False
    if stays(s, draft.cue_end, at - 1):
        return False
    breaks = _NOUN_BREAKS if draft.row.kind == "noun" else _BREAKS
    return not has_predicate(s, draft.cue_end, at, lexicon) and not any(
        s.low(i) in breaks for i in range(draft.cue_end, at)
    )


def stays(s: Sentence, start: int, end: int) -> bool:
    """Tell whether somebody is to stay somewhere (`diminta | tetap berada di kantor`)."""
    return any(s.low(i) == "tetap" and s.low(i + 1) in _STAYS for i in range(start, end))


def touches(s: Sentence, draft: Draft, at: int) -> bool:
    """Tell whether only adverbs stand between the cue of a draft and the word at `at`."""
    return skip_adverbs(s, draft.cue_end, at) == at


def no_boundary(s: Sentence, start: int, end: int) -> bool:
    """Tell whether nothing in [start, end) opens another clause."""
    for i in range(start, end):
        if not s.words[i].is_word and s.words[i].depth == 0:
            return False
        if {"contrast", "reason", "condition"} & s.tags[i] or s.low(i) == "menyatakan":
            return False
        if s.low(i) in ("dan", "serta", "bahwa", "agar", "supaya"):
            return False
    return True


def after_directive(s: Sentence, last: Draft, at: int) -> int:
    """Give the word where the bearer after a directive begins (`mengimbau kepada | seluruh ASN ...`)."""
    i = last.cue_end
    while i < at and (
        s.low(i) in ("kepada", "bahwa", "agar", "supaya", "pada", ",", "kembali", "juga", "untuk", "bagi", "terhadap")
    ):
        i += 1
    return trim_left(s, i, at)
