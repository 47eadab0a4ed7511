"""Bare negations: a prohibition inherited from the clause before, or stated without any cue."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import (
    NEGATIONS,
    STATES,
    Sentence,
    back_over_adverbs,
    in_condition,
    is_verb,
    is_will,
    skip_adverbs,
    trim_left,
)
from quizgen.extract.cueless import opens_with_wish
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import Context, Draft, Findings, floor_of, last_draft, no_boundary, open_draft, waits
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.subjects import subject_start

NEGATION = CueRow("tidak", "prohibition", "negation")
DEFINES = frozenset({"artinya", "berarti", "yaitu", "yakni", "adalah", "ialah"})
_ORDINALS = frozenset({"pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "terakhir"})
_NOT_BARE = frozenset({"pejabat", "paslon", "masyarakat", "Bawaslu", "instansi"})


def negations(s: Sentence, covered: set[int]) -> list[int]:
    """Give the words that negate and are no part of a cue."""
    return [i for i, w in enumerate(s.words) if w.low in NEGATIONS and i not in covered]


def take_negation(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """A bare negation is a rule where it inherits one or stands alone with a verb of will and a bearer."""
    verb = _first_act(s, hit.end, lexicon)
    last = last_draft(found)
    if last is None and context.after_rule and _echoes(s, hit):
        open_draft(s, hit, trim_left(s, 0, hit.start), found, candidate=True)
        return
    asked = last is not None and waits(s, last, hit.start, lexicon)
    if not (
        is_will(s, verb, lexicon)
        or is_verb(s, verb, lexicon)
        or (asked and s.low(verb) not in ("ada", "hanya", "lagi"))
    ):
        return
    where = in_condition(s, hit.start, floor_of(found), lexicon)
    if where:
        found.note(hit.start, "tidak", "dropped", f"in-{where}")
        return
    if last and asked:
        last.modality = "prohibition"
        found.note(hit.start, "tidak", "mention")
        return
    if last and (s.low(hit.start - 2), s.low(hit.start - 1)) == ("diri", "untuk"):
        last.modality = "prohibition" if last.modality in ("advice", "obligation") else last.modality
        found.note(hit.start, "tidak", "mention")
        return
    if last and last.row.kind not in ("sanction", "reporting", "scope") and _opens_clause(s, hit.start, last):
        open_draft(s, hit, hit.start, found)
        return
    if last and last.row.kind in ("pledge", "item") and is_will(s, verb, lexicon):
        open_draft(s, hit, hit.start, found)
        return
    if last and no_boundary(s, last.cue_end, hit.start):
        found.note(hit.start, "tidak", "dropped", "nested")
        return
    _take_bare_negation(s, hit, found, lexicon, context, verb)


def _echoes(s: Sentence, hit: Hit) -> bool:
    """Tell whether a negation alone repeats the rule before it (`Menjadi pembicara pun tidak.`)."""
    return s.low(hit.start - 1) in ("juga", "pun") and s.low(hit.end) in (".", ">>", "") and hit.start > 2


def _first_act(s: Sentence, start: int, lexicon: Lexicon) -> int:
    """Give the first word after adverbs, or a verb among them (`tidak ikut politik praktis`)."""
    verb = skip_adverbs(s, start, len(s.words))
    if is_verb(s, verb, lexicon) or s.low(verb) in STATES:
        return verb
    return next((i for i in range(start, verb) if is_will(s, i, lexicon)), verb)


def _opens_clause(s: Sentence, at: int, last: Draft) -> bool:
    """Tell whether a negation stands at the front of a clause after the draft before it."""
    i = back_over_adverbs(s, at, last.cue_end)
    low = s.low(i - 1)
    joins = {"contrast", "complement", "joint"} & s.tags[i - 1]
    return (
        low in (",", "dengan", "serta", "dan", ".", ";", "yaitu", "yakni", "artinya")
        or bool(joins)
        or i == last.cue_end
    )


def _follows_rule(s: Sentence, at: int, context: Context) -> bool:
    """Tell whether a negation opens its sentence after a sentence that stated a rule."""
    return context.after_rule and trim_left(s, 0, at) == at


def _names_servant_before(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the sentence before a colon begins with a bearer (`Honorer terikat aturan yang sama: tidak ...`)."""
    return lexicon.bearers.find(s.words, 0, min(at, 4)) is not None


def _is_of_office(s: Sentence, begin: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a subject is a thing rules speak of (`Kendaraan dinas tidak dipakai untuk konvoi`)."""
    found = lexicon.topics.find(s.words, begin, at)
    return found is not None and cast("tuple[int, str]", found[2])[0] == 1 and found[0] - begin <= 2


def _take_bare_negation(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context, verb: int) -> None:
    if not is_will(s, verb, lexicon) and not any(is_will(s, i, lexicon) for i in range(hit.end, verb)):
        return
    if s.low(verb) in STATES and not any(s.low(i) in DEFINES for i in range(hit.start)):
        found.note(hit.start, "tidak", "dropped", "state")
        return
    begin = subject_start(s, hit.start, floor_of(found), lexicon)
    if s.low(hit.start - 1) in DEFINES:
        neutral = any(s.low(i).startswith("netral") for i in range(begin, hit.start))
        open_draft(s, hit, begin if neutral else hit.start, found)
        return
    subject = next(iter(lexicon.bearers.find_all(s.words, begin, hit.start)), None)
    if subject and cast("tuple[int, str]", subject[2])[1] in _NOT_BARE:
        found.note(hit.start, "tidak", "dropped", "not-a-servant")
        return
    plain = all(s.low(i) not in ("telah", "sudah", "pernah", "masih", "yang", "akan") for i in range(begin, verb))
    defined = any(s.low(i) in DEFINES for i in range(hit.start))
    if subject and plain and s.low(begin) not in ("kami", "saya"):
        open_draft(s, hit, begin, found, candidate=not defined)
    elif plain and context.on_topic and s.low(verb).startswith("di") and _is_of_office(s, begin, hit.start, lexicon):
        open_draft(s, hit, begin, found, candidate=True)
    elif plain and s.low(hit.start - 1) in ("agar", "supaya") and opens_with_wish(s, hit.start - 1, lexicon):
        open_draft(s, hit, 0, found, candidate=True)
    elif plain and s.low(hit.start - 1) == ":" and _names_servant_before(s, hit.start, lexicon):
        open_draft(s, hit, hit.start, found, candidate=True)
    elif (
        begin == hit.start
        and (_follows_rule(s, hit.start, context) or defined or _ORDINALS & {s.low(0), s.low(1), s.low(2)})
        and plain
        and s.low(verb) not in ("ada",)
    ):
        open_draft(s, hit, begin, found, candidate=True)
    else:
        found.note(hit.start, "tidak", "dropped", "bare-negation")
