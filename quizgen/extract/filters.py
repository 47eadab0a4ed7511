"""Filters: the named false friends of filters.yaml, and which of them drops a cue."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import Sentence, back_over_adverbs, chunk_start, skip_adverbs
from quizgen.extract.cues import Hit
from quizgen.extract.lexicon import Filter, Lexicon
from quizgen.extract.phrases import Phrases
from quizgen.extract.subjects import subject_start

OTHERS = frozenset({"paslon", "Bawaslu", "instansi", "masyarakat"})


def dropped_by(s: Sentence, hit: Hit, lexicon: Lexicon, floor: int) -> str:
    """Give the name of the first filter that drops the cue, or nothing; floor is where the cue before it ends."""
    for row in lexicon.filters_of(hit.row):
        if _holds(s, hit, row, lexicon, floor):
            return row.id
    return ""


def _holds(s: Sentence, hit: Hit, row: Filter, lexicon: Lexicon, floor: int) -> bool:
    """Tell whether all that a filter asks for is there; what is quickly seen is asked first."""
    if row.ends and not _ends_with(s, hit, row.ends):
        return False
    if row.starts and not row.starts.match(s.words, 0):
        return False
    if row.after and not _after(s, hit, row.after):
        return False
    if row.before and not _before(s, hit, row.before):
        return False
    if row.near and not row.near.find(s.words, max(hit.start - 6, chunk_start(s, hit.start, 0)), hit.start):
        return False
    if row.except_after and row.except_after.find(s.words, hit.end, min(hit.end + 4, len(s.words))):
        return False
    if row.opens and not _opens_with(s, hit, row.opens, lexicon, floor):
        return False
    if row.subject and not _is_subject(s, hit, row.subject, lexicon, floor):
        return False
    if row.anywhere and not row.anywhere.find(s.words, 0, len(s.words)):
        return False
    return not (row.unless and row.unless.find(s.words, 0, len(s.words)))


def _opens_with(s: Sentence, hit: Hit, phrases: Phrases, lexicon: Lexicon, floor: int) -> bool:
    """Tell whether the clause of a cue begins with one of the phrases (sought near the cue first, as that is quick)."""
    if not phrases.find(s.words, max(0, hit.start - 40), hit.start + 1):
        return False
    return phrases.match(s.words, subject_start(s, hit.start, floor, lexicon)) is not None


def _ends_with(s: Sentence, hit: Hit, ends: frozenset[str]) -> bool:
    """Tell whether the sentence around the cue ends with one of the signs (a joined fragment has several ends)."""
    for word in s.words[hit.end :]:
        if word.low == ":" and word.depth == 0 and hit.row.kind == "imperative" and s.low(hit.end + 1) != ":":
            return False
        if word.low in (".", "?", "!"):
            return word.low in ends
    return False


def _is_subject(s: Sentence, hit: Hit, phrases: Phrases, lexicon: Lexicon, floor: int) -> bool:
    """Tell whether the subject begins with one of the phrases and names no public servant."""
    begin = subject_start(s, hit.start, floor, lexicon)
    while phrases.match(s.words, begin) is None and s.low(begin) in (
        "para",
        "semua",
        "seluruh",
        "setiap",
        "tim",
        "pihak",
        "bagi",
    ):
        begin += 1
    found = phrases.match(s.words, begin)
    if found is None or found[0] > hit.start:
        return False
    named = lexicon.bearers.find_all(s.words, begin, hit.start)
    return all(cast("tuple[int, str]", value)[1] in OTHERS for _, _, value in named)


def _before(s: Sentence, hit: Hit, phrases: Phrases) -> bool:
    stop = back_over_adverbs(s, hit.start, 0)
    if stop < hit.start and s.low(stop - 1) in ("dengan", "secara"):
        stop = hit.start  # `dengan tegas meminta`
    return bool(phrases.match_before(s.words, hit.start) or phrases.match_before(s.words, stop))


def _after(s: Sentence, hit: Hit, phrases: Phrases) -> bool:
    start = hit.end + 1 if s.low(hit.end) == "," else skip_adverbs(s, hit.end, len(s.words))
    return bool(phrases.match(s.words, hit.end) or phrases.match(s.words, start))
