"""Cues: the words that signal a rule, found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from quizgen.extract.clauses import Sentence, chunk_start
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.words import stems

IMPERATIVE = CueRow("perintah", "advice", "imperative")
_NOT_IMPERATIVES = frozenset(
    "bukan bahkan akan ikan makan setelah adalah masalah jumlah langkah sekolah wilayah inilah itulah".split()
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: the half-open range of its words, and its row."""

    start: int
    end: int
    row: CueRow


def find_cues(s: Sentence, lexicon: Lexicon) -> list[Hit]:
    """Give the cues of a sentence, longest first, none overlapping; imperatives only where a clause opens."""
    out: list[Hit] = []
    at = 0
    while at < len(s.words):
        found = lexicon.cues.match(s.words, at) if s.words[at].depth == 0 else None
        if found is None:
            if _is_imperative(s, at, lexicon) and _opens(s, at):
                out.append(Hit(at, at + 1, IMPERATIVE))
            at += 1
            continue
        row = cast("CueRow", found[1])
        if row.kind == "imperative" and not _opens(s, at):
            at += 1
            continue
        out.append(Hit(at, found[0], row))
        at = found[0]
    return out


def _is_imperative(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word has the form of an imperative of a known verb (`Utamakan ...`, `Bekerjalah ...`)."""
    low = s.low(at)
    if not low.endswith(("kan", "lah")) or low.startswith(("me", "di", "ter", "pe", "ke", "se", "mem")) or len(low) < 6:
        return False
    return not stems(low).isdisjoint(lexicon.actions) and low not in _NOT_IMPERATIVES


def _opens(s: Sentence, at: int) -> bool:
    """Tell whether a word opens the sentence or a quotation (connectives before it do not count)."""
    i = at
    while i > 0:
        low = s.low(i - 1)
        if low in ("<<", "."):
            return True
        if "complement" in s.tags[i - 1]:
            return False
        begin = next((n for n in range(max(0, i - 3), i) if "leading" in s.tags[n] and s.spans[n] == i), -1)
        if low == "," and any("condition" in s.tags[n] for n in range(chunk_start(s, i - 1, 0), i - 1)):
            return True
        if low != "," and begin < 0:
            return False
        i = begin if begin >= 0 else i - 1
    return True
