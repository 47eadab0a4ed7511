"""What a question hands on to its answer: a condition (`Bagaimana jika ...?`) or an act (`Bolehkah ...?`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.extract.actions import has_content
from quizgen.extract.clauses import NEGATIONS, Sentence, first_predicate, is_verb, skip_adverbs, trim_right
from quizgen.extract.lexicon import Lexicon

_MODALS = frozenset(
    """boleh bolehkah dapatkah bisakah dapat bisa diperbolehkan diperkenankan dibolehkan haruskah harus wajib wajibkah
    perlukah perlu dilarang""".split()
)
_OPENERS = frozenset(
    """lalu lantas nah terus kemudian bagaimana gimana dengan soal untuk tentang jadi apakah apa kah kalau jika bila
    apabila dan tapi tetapi namun terkait mengenai misalnya ya""".split()
)
_ASKS_ELSE = frozenset({"siapa", "kapan", "mengapa", "kenapa", "berapa", "mana", "di", "apa"})
ASKING = re.compile(r'"?(?:tanya|pertanyaan|penanya|t|q)\s*:\s')
ANSWERING = re.compile(r'"?(?:jawab|jawaban|narasumber|j|a)\s*:\s')
_LEAD_IN = frozenset({"ya", "tidak", "boleh", "iya", "tentu", "jelas", "oh", "nah", "begini"})


@dataclass(frozen=True, slots=True)
class Question:
    """Character offsets of the condition and of the act that a question names (None: none), and where it begins."""

    start: int = 0
    condition: tuple[int, int] | None = None
    act: tuple[int, int] | None = None


def question_of(s: Sentence, lexicon: Lexicon) -> Question | None:
    """Read a question; None where the sentence is none."""
    end = len(s.words)
    while end and s.low(end - 1) in (">>", "<<"):
        end -= 1
    if not end or s.low(end - 1) != "?":
        return None
    start = max((i + 1 for i in range(end - 1) if s.low(i) in (".", "?", "<<", "!")), default=0)
    stop = trim_right(s, end - 1, start)
    opened = next((i for i in range(start, stop) if "condition" in s.tags[i]), None)
    if opened is not None:
        return _conditional(s, opened, stop, lexicon, s.words[start].start)
    act = _asked(s, start, stop, lexicon)
    if act is not None:
        return Question(s.words[start].start, act=_offsets(s, act, stop))
    asks_else = any(s.low(i) in _ASKS_ELSE for i in range(start, stop))
    whole = None if asks_else else _offsets(s, _over_openers(s, start, stop), stop)
    return Question(s.words[start].start, whole)


def leads_in(s: Sentence) -> bool:
    """Tell whether a sentence only opens an answer (`Ya.`), so that the question still stands."""
    told = [w.low for w in s.words if w.is_word]
    return len(told) <= 2 and all(word in _LEAD_IN for word in told)


def _conditional(s: Sentence, opened: int, stop: int, lexicon: Lexicon, start: int) -> Question:
    """`Bagaimana kalau memakai kaus calon?` asks about an act, `jika punya keluarga yang maju` sets a case."""
    first = skip_adverbs(s, opened + 1, stop)
    bearer = lexicon.bearers.match(s.words, first) if first < stop else None
    verb = skip_adverbs(s, bearer[0], stop) if bearer else first
    says = s.low(verb)
    acts = says not in NEGATIONS and says.startswith(("me", "ber")) and is_verb(s, verb, lexicon)
    whole = _offsets(s, opened, stop)
    return Question(start, whole, _offsets(s, verb, stop) if acts and verb < stop else None)


def _asked(s: Sentence, start: int, stop: int, lexicon: Lexicon) -> int | None:
    """Give where the act begins that `bolehkah` or `apakah ... boleh` asks about, or a bare `Memakai kaus calon?`."""
    for i in range(start, stop):
        if s.low(i) in _MODALS:
            if any(s.low(n) == "yang" or s.low(n) in ("apa", "mana", "siapa") for n in range(start, i)):
                return None
            verb = first_predicate(s, i + 1, stop, lexicon)
            if verb < stop:
                return verb
            return i + 1 if has_content(s, i + 1, stop, lexicon) else None
    first = _over_openers(s, start, stop)
    named = lexicon.topics.match(s.words, first) is not None if first < stop else False
    acts = first < stop and (named or (s.low(first).startswith(("me", "ber")) and is_verb(s, first, lexicon)))
    return first if acts and s.low(start) not in _ASKS_ELSE else None


def _over_openers(s: Sentence, start: int, stop: int) -> int:
    while start < stop - 1 and (s.low(start) in _OPENERS or not s.words[start].is_word):
        start += 1
    return start


def _offsets(s: Sentence, start: int, stop: int) -> tuple[int, int] | None:
    return (s.words[start].start, s.words[stop - 1].end) if start < stop else None
