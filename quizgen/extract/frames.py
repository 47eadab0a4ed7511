"""The frame of a mention, read from its words: condition and place."""

from __future__ import annotations

from quizgen.extract.clauses import Sentence, chunk_end
from quizgen.extract.drafts import Draft

_ENDS_PLACE = frozenset({"sesuai", "berdasarkan", "menurut", "yang", "dengan", "pada", "oleh", "kepada", "tanpa"})
_OPENS = frozenset({"untuk", "itu", "karena", "oleh", "dan", "demikian", "maka", "hal"})


def stretch(s: Sentence, start: int, end: int) -> tuple[int, int]:
    """Give the character offsets of a range of words."""
    return s.words[start].start, s.words[end - 1].end


def without_tail(s: Sentence, draft: Draft) -> int:
    """Give the end of a draft without the beginning of a next sentence that says nothing yet (`... . Untuk itu`)."""
    stop = next((i for i in range(draft.end - 1, max(draft.cue_end, draft.end - 4), -1) if s.low(i) == "."), 0)
    opens = stop and all({"leading", "adverb"} & s.tags[i] or s.low(i) in _OPENS for i in range(stop + 1, draft.end))
    return stop if opens else draft.end


def condition_of(s: Sentence, draft: Draft) -> tuple[int, int] | None:
    """Give the word range of the condition of a draft, if it has one."""
    for i in range(draft.begin, draft.end):
        if draft.cue_start <= i < draft.cue_end or not _opens_condition(s, i, draft.end):
            continue
        end = chunk_end(s, i, draft.end)
        if i < draft.cue_start < end:
            end = draft.cue_start
        return (i, end) if end > i else None
    return None


def _opens_condition(s: Sentence, i: int, end: int) -> bool:
    """Tell whether a condition begins; `bagi` is one with a relative clause only (`bagi PNS yang keluarganya maju`)."""
    if s.low(i) == "terhadap":
        return False
    if s.low(i) == "bagi":
        return any(s.low(n) == "yang" for n in range(i + 1, min(i + 6, chunk_end(s, i, end))))
    return "condition" in s.tags[i] or (s.low(i), s.low(i + 1)) == ("dalam", "hal")


def place_of(s: Sentence, draft: Draft) -> tuple[int, int] | None:
    """Give the word range of a place (`di kantor`), if the draft has one."""
    for i in range(draft.cue_end, draft.end - 1):
        if s.low(i) == "di" and s.low(i + 1) not in ("mana", "antara"):
            end = i + 1
            while (
                end < min(draft.end, i + 6)
                and s.words[end].is_word
                and not s.tags[end]
                and s.low(end) not in _ENDS_PLACE
            ):
                end += 1
            return (i, end)
    return None
