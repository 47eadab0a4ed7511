"""Clauses: the words of a sentence with their connectives, its verbs, and the stretches between its signs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from quizgen.extract.lexicon import Lexicon
from quizgen.extract.words import NOT_VERBS, Word, is_active_verb, stems

NEGATIONS = frozenset({"tidak", "tak", "nggak", "gak", "enggak", "ngga", "ndak", "tdk", "tidaklah", "ga"})
STATES = frozenset(
    """netral profesional independen adil jujur bijak bijaksana apatis golput berhati-hati hati-hati waspada disiplin
    patuh taat cermat imparsial mandiri objektif tegas berintegritas solid loyal arif santun
    sabar tenang ramah sopan rendah-hati terbuka siaga legawa""".split()
)
_LIST_ENDS = frozenset(
    {
        ("tetapi", "juga"),
        ("tapi", "juga"),
        ("melainkan", "juga"),
        ("antara", "lain"),
        ("di", "antaranya"),
        ("sebagai", "berikut"),
    }
)
_CONCEDES = frozenset("walau walaupun meski meskipun kendati kendatipun biarpun sekalipun".split())
_CARDINALS = frozenset("satu dua tiga empat lima enam tujuh delapan".split())
_HARD = frozenset({"<<", ">>", ":", ";", "-", "?", "!", "."})
_SIGNS = _HARD | {","}
_LEAVES_CLAUSE = frozenset({"maka", "dan", "untuk", "agar", "supaya", "bahwa", "adalah", "ialah", "yaitu", "yakni"})
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence (or of one joined with its fragment) and the class of connective at each of them.

    tags[i] holds the classes of the connective that begins at word i; spans[i] is the index after that connective;
    lows are the words in lower case.
    """

    words: list[Word]
    tags: list[frozenset[str]]
    spans: list[int]
    zone: str
    lows: list[str]

    def low(self, i: int) -> str:
        """Give the word at an index in lower case, or nothing outside the sentence."""
        if i < 0:
            return ""
        try:
            return self.lows[i]
        except IndexError:
            return ""


def sentence_of(row: list[Word], zone: str, lexicon: Lexicon) -> Sentence:
    """Tag the connectives of a row of words."""
    tags: list[frozenset[str]] = [_NONE] * len(row)
    spans = list(range(1, len(row) + 1))
    nothing = lexicon.connectives.opens_nothing
    for i, word in enumerate(row):
        found = None if nothing(word.low) else lexicon.connectives.match(row, i)
        if found:
            spans[i], tags[i] = found[0], cast("frozenset[str]", found[1])
    return Sentence(row, tags, spans, zone, [word.low for word in row])


def skip_adverbs(s: Sentence, i: int, end: int) -> int:
    """Give the index of the first word at or after i that is no adverb."""
    while i < end and "adverb" in s.tags[i]:
        i = s.spans[i]
    return min(i, end)


def back_over_adverbs(s: Sentence, i: int, floor: int) -> int:
    """Give the index after the last word before i that is no adverb."""
    while i > floor and "adverb" in s.tags[i - 1] and s.spans[i - 1] == i and (i < 2 or s.spans[i - 2] != i):
        i -= 1
    return i


def is_verb(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether the word can be the verb of an act: an active form, or a bare or passive form of a known stem."""
    word = s.low(i)
    if (
        not word
        or not s.words[i].is_word
        or (s.words[i].capital and i > 0 and s.words[i - 1].is_word and s.words[i - 1].capital)
    ):
        return False
    if is_active_verb(word):
        return True
    if word in NOT_VERBS:
        return False
    if word.endswith("an") and not word.startswith(("di", "me", "ber")):
        return False
    if word.endswith("nya") and not word.startswith(("di", "me", "ber", "ter")):
        return False
    if word.startswith(("pe", "ke")) or (word.startswith("se") and len(word) > 7 and word not in lexicon.actions):
        return False
    return word not in lexicon.bare_nouns and not stems(word).isdisjoint(lexicon.actions)


def is_will(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether the word is a verb of will of the lexicon, or a state a person can choose."""
    word = s.low(i)
    return word in STATES or (is_verb(s, i, lexicon) and not stems(word).isdisjoint(lexicon.actions))


def _is_main_verb(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is a verb that no preposition makes an adverbial (`dalam berkampanye`)."""
    if s.low(i - 1) in ("dalam", "saat", "ketika", "selama", "sebelum", "setelah", "sambil"):
        return False
    return s.low(i) == "menjadi" or is_verb(s, i, lexicon)


def _is_state(s: Sentence, i: int) -> bool:
    """Tell whether a word is a state and no manner (`dengan tegas`)."""
    return s.low(i) in STATES and s.low(i - 1) not in ("dengan", "secara")


def first_predicate(s: Sentence, start: int, end: int, lexicon: Lexicon) -> int:
    """Give the index of the first verb, negation or state in [start, end), or end."""
    relative = False
    for i in range(start, end):
        low = s.low(i)
        if low == "yang":
            relative = True
        elif "complement" in s.tags[i] or low == ",":
            relative = False
        elif not relative and (_is_state(s, i) or low in NEGATIONS or _is_main_verb(s, i, lexicon)):
            return i
    return end


def has_predicate(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether [start, end) holds a verb or a state outside relative clauses."""
    relative = False
    for i in range(start, end):
        low = s.low(i)
        if low == "yang":
            relative = True
        elif "complement" in s.tags[i] or low == ",":
            relative = False
        elif not relative and (_is_state(s, i) or _is_main_verb(s, i, lexicon)):
            return True
    return False


def chunk_start(s: Sentence, i: int, floor: int) -> int:
    """Give where the stretch between two punctuation marks that holds the word before i begins."""
    lows = s.lows
    i = min(i, max(len(lows), floor))
    while i > floor and lows[i - 1] not in _SIGNS:
        i -= 1
    return i


def chunk_end(s: Sentence, i: int, end: int) -> int:
    """Give where the stretch between two punctuation marks that holds word i ends."""
    lows = s.lows
    last = min(end, len(lows))
    while i < last and lows[i] not in _SIGNS:
        i += 1
    return max(i, end) if i >= last and last < end else i


def opener(s: Sentence, i: int, end: int) -> tuple[int, frozenset[str]]:
    """Give the first word of a chunk that is no joint and no adverb, with its classes."""
    while i < end and (
        s.low(i) in ("dan", "serta", "namun", "tapi", "tetapi", "maka", "nah", "selanjutnya", "kemudian", "lalu")
    ):
        i += 1
    return i, s.tags[i] if i < end else _NONE


def _says_that(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a `jika` after a reporting verb only means `bahwa` (`ia mengatakan, jika lurah wajib netral`)."""
    before = s.low(i - 2) if s.low(i - 1) == "," else s.low(i - 1)
    return before in lexicon.frame_verbs or before in ("mengingatkan", "ingatkan", "diingatkan")


def in_condition(s: Sentence, at: int, floor: int, lexicon: Lexicon) -> str:
    """Give `condition` or `relative` where the word stands in such a clause, else nothing."""
    if s.low(at - 1) in ("itu", "ya", "kan"):
        return ""
    for i in range(at - 1, chunk_start(s, at, floor) - 1, -1):
        if "condition" in s.tags[i] and s.low(i) not in ("bagi", "terhadap"):
            return "" if _says_that(s, i, lexicon) else "condition"
        if s.low(i) == "yang":
            return "relative"
        if s.low(i) == "dan" and any("condition" in s.tags[n] for n in range(chunk_start(s, at, floor), i)):
            continue
        if s.low(i) in _CONCEDES and s.spans[i] == i + 1 and (floor > 0 or i == chunk_start(s, at, floor)):
            return "condition"
        if "contrast" in s.tags[i] or s.low(i) in _LEAVES_CLAUSE:
            return ""
    return ""


def is_condition_over(s: Sentence, at: int) -> bool:
    """Tell whether the passive verb of a condition ends it right before the word (`bila ditemukan | harus ...`)."""
    return s.low(at - 1) == "tetap" or (s.low(at - 1).startswith("di") and len(s.low(at - 1)) > 5)


def _is_mark(s: Sentence, i: int) -> bool:
    """Tell whether a word only numbers what follows (`a.`, `2)`, `Satu, ...`)."""
    low, sign = s.low(i), s.low(i + 1)
    numbers = sign in (")", ".") and len(low) <= 2 and (low.isdigit() or len(low) == 1)
    return numbers or (low in _CARDINALS and sign in (",", ":"))


def trim_left(s: Sentence, i: int, at: int) -> int:
    """Skip connectives and signs at the front of a clause, never beyond the cue."""
    while i < at:
        if _is_mark(s, i):
            i += 2
        elif not s.words[i].is_word or ({"leading", "joint", "contrast"} & s.tags[i] and s.spans[i] <= at):
            i = max(s.spans[i], i + 1)
        else:
            break
    return min(i, at)


def trim_right(s: Sentence, i: int, at: int) -> int:
    """Drop connectives, adverbs of passage and signs at the end of a clause, never beyond the cue."""
    while i > at:
        last = s.words[i - 1]
        loose = {"contrast", "reason", "complement", "leading"} & s.tags[i - 1] and last.low not in (
            "itu",
            "ini",
            "juga",
            "pun",
            "nanti",
        )
        if (
            (not last.is_word and last.low != ")")
            or loose
            or last.low in ("dan", "serta", "atau", "maupun", "dengan", "yang")
        ):
            i -= 1
        elif (s.low(i - 2), last.low) in _LIST_ENDS and i - 2 > at:
            i -= 2
        else:
            break
    return i
