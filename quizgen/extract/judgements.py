"""An act that a cue at its end judges: what stands inside the act is no rule of its own."""

from __future__ import annotations

from quizgen.extract.clauses import Sentence, chunk_end, chunk_start, trim_left
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import DIRECTED
from quizgen.extract.words import is_active_verb

_JUDGES = frozenset({"adalah", "merupakan", "menjadi", "itu", "termasuk"})
_CLOSES = frozenset({".", "!", "?", ">>", ",", ";", ""})
_BY_WHOM = frozenset({"dilakukan", "bagi", "oleh", "untuk", "saja"})


def inside_acts(s: Sentence, anchors: list[Hit]) -> set[int]:
    """Give the cues inside an act that a later cue judges (`Menolak orang yang | melanggar aturan | adalah hak`)."""
    out: set[int] = set()
    for n, hit in enumerate(anchors):
        if hit.row.kind == "modal" and _describes(s, hit):
            out.add(n)
        if n == 0 or hit.row.kind != "modal" or hit.row.modality not in ("permission", "prohibition"):
            continue
        first = _act_before(s, hit)
        if first < 0 or not _judges(s, hit):
            continue
        for m in range(n):
            at = anchors[m].start
            fronts = at == first and (anchors[m].row.kind in DIRECTED or anchors[m].row.kind == "reporting")
            if fronts or (at > first and any(s.low(i) == "yang" for i in range(first, at))):
                out.add(m)
    return out


def _describes(s: Sentence, hit: Hit) -> bool:
    """Tell whether a modal describes a thing in an act that is defined (`Menjaga aula yang | dilarang .. adalah`)."""
    if s.low(hit.start - 1) != "yang" or _act_before(s, hit) < 0:
        return False
    return any(s.low(i) in ("adalah", "merupakan") for i in range(hit.end + 1, chunk_end(s, hit.end, len(s.words))))


def _act_before(s: Sentence, hit: Hit) -> int:
    """Give where the act begins that opens the clause of a cue (`Mengajak tetangga ...`), or -1."""
    begin = chunk_start(s, hit.start, 0)
    if begin == hit.start and s.low(begin - 1) == ",":
        begin = chunk_start(s, begin - 1, 0)
        if s.low(begin) == "yang" and s.low(begin - 1) == ",":
            begin = chunk_start(s, begin - 1, 0)
    first = trim_left(s, begin, hit.start)
    acts = s.low(first).startswith(("me", "ber")) and is_active_verb(s.low(first))
    return first if acts and first + 1 < hit.start and s.low(begin - 1) != "," else -1


def _judges(s: Sentence, hit: Hit) -> bool:
    """Tell whether a cue says of what stands before it that it is a right or a breach, and asks for nothing more."""
    return s.low(hit.start) in _JUDGES or s.low(hit.end) in _CLOSES | _BY_WHOM
