"""Rules without a cue: items of a list, and `ASN untuk netral`."""

from __future__ import annotations

from typing import cast

from quizgen.extract.bearers import SERVANTS
from quizgen.extract.clauses import (
    NEGATIONS,
    STATES,
    Sentence,
    chunk_start,
    first_predicate,
    has_predicate,
    skip_adverbs,
    trim_left,
)
from quizgen.extract.drafts import Context, Draft, Findings
from quizgen.extract.endings import content_end
from quizgen.extract.lexicon import CueRow, Lexicon

BARE = CueRow("untuk-netral", "advice", "bare")
SOON = CueRow("segera", "advice", "modal")
TERMS = CueRow("syarat", "obligation", "bare")
_MATTERS = frozenset({"penting", "perlu", "berguna", "diperlukan", "dibutuhkan", "kunci", "syarat", "modal", "upaya"})
_ORDINALS = frozenset(
    {
        "yang",
        "poin",
        "hal",
        "pertama",
        "kedua",
        "ketiga",
        "keempat",
        "kelima",
        "keenam",
        "terakhir",
        "termasuk",
        "sisanya",
        "selebihnya",
        "lainnya",
        "di",
    }
)


def item_begin(s: Sentence) -> int:
    """Give the first word of a point of a list, after its mark or its ordinal."""
    return 0 if s.low(0) in ("begitu", "demikian") and s.low(1) in ("juga", "pula") else _after_marker(s)


def take_item(s: Sentence, found: Findings, context: Context, lexicon: Lexicon) -> None:
    """An item of a list states what its intro says: from its first word on."""
    begin = item_begin(s)
    if s.words and s.words[begin].is_word and begin + 1 < len(s.words):
        modality = context.inherited
        row = CueRow("ikrar" if context.pledge else "daftar", modality, "item")
        verb = first_predicate(s, begin, len(s.words), lexicon)
        negated = s.low(begin) in NEGATIONS or (modality != "permission" and s.low(verb) in NEGATIONS and verb < 12)
        found.drafts.append(Draft(begin, begin, begin + 1, len(s.words), "prohibition" if negated else modality, row))
        found.note(begin, row.id, "mention")


def _after_marker(s: Sentence) -> int:
    """Give the first word after the number, letter or dash of a list item."""
    last = len(s.words) - 1
    i = 0 if s.low(0) != "_" else 1
    if s.low(i + 1) in (".", ")") and len(s.low(i)) <= 2:
        i += 2
    for n in range(i, min(i + 5, last)):
        if s.low(n) in (":", ",", "adalah", "ialah", "yaitu", "yakni") and s.low(i) in _ORDINALS:
            i = n + 1
    while i < last and s.low(i) in (
        "misalnya",
        "contohnya",
        "antaranya",
        "seperti",
        "yakni",
        "yaitu",
        "antara",
        "lain",
        ",",
    ):
        i += 1
    return trim_left(s, i, last)


def take_terms(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """The terms of a permission are duties (`Syaratnya, kehadiran dilakukan di luar jam dinas`)."""
    begin = trim_left(s, 0, max(0, len(s.words) - 1))
    if s.low(begin) in ("syaratnya", "ketentuannya", "catatannya", "batasannya") and len(s.words) - begin > 4:
        end = content_end(s, begin + 2, len(s.words), lexicon, greedy=True)
        found.drafts.append(Draft(begin, begin, begin + 1, end, "obligation", TERMS, True))
        found.note(begin, TERMS.id, "candidate")


def _addressed(s: Sentence, lexicon: Lexicon) -> tuple[int, int, object] | None:
    """Give the bearer a sentence, or the fragment joined to it, begins with."""
    bearer = lexicon.bearers.find(s.words, 0, min(4, len(s.words)))
    if bearer is None and s.zone != "title":
        for i in range(len(s.words)):
            if s.low(i) == ".":
                bearer = lexicon.bearers.find(s.words, i, min(i + 4, len(s.words)))
    return bearer


def take_soon(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """`Yang masih tercatat segera mengundurkan diri`: whoever does something is to act soon."""
    begin = trim_left(s, 0, max(0, len(s.words) - 1))
    if not context.spoken or s.low(begin) != "yang":
        return
    for i in range(begin + 1, len(s.words) - 1):
        if s.low(i) == "," or s.low(i) in NEGATIONS:
            return
        done = s.low(i + 1).startswith("di") and len(s.low(i + 1)) > 5
        if s.low(i) in ("segera", "secepatnya", "lekas") and (done or has_predicate(s, i + 1, i + 2, lexicon)):
            end = content_end(s, i + 2, len(s.words), lexicon)
            found.drafts.append(Draft(begin, i, i + 1, end, "advice", SOON, True))
            found.note(i, SOON.id, "candidate")
            return


def take_bare(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """`Para ASN di wilayah ini untuk netral selama pemilu`: a bearer and what is wanted, with no other verb."""
    bearer = _addressed(s, lexicon)
    for i, word in enumerate(s.words):
        if word.low not in ("untuk", "agar", "supaya"):
            continue
        own = lexicon.bearers.find(s.words, i + 1, min(i + 4, len(s.words))) if word.low != "untuk" else None
        goal = _goal_of(s, own[1], lexicon) if own else len(s.words)
        begin = own[0] if own else 0
        if goal == len(s.words) and bearer is not None and bearer[1] <= i:
            goal = _wish(s, i, bearer[1], lexicon)
            begin = trim_left(s, 0, bearer[0])
        if goal == len(s.words) and word.low != "untuk" and names_thing(s, i, lexicon):
            goal = _goal(s, i)
            begin = trim_left(s, 0, i)
        if goal < len(s.words):
            end = content_end(s, goal + 1, len(s.words), lexicon)
            found.drafts.append(Draft(begin, max(i, begin), goal + 1, end, "advice", BARE, True))
            found.note(i, BARE.id, "candidate")
            return


def names_thing(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether only a thing stands before an `agar`, what is to become of it behind (`Grup agar dipakai ...`)."""
    goal = _goal(s, at)
    goal = goal + 1 if s.low(goal) in NEGATIONS else goal
    passive = s.low(goal).startswith("di") and len(s.low(goal)) > 5
    aim = lexicon.classes["aim"].match(s.words, trim_left(s, 0, at)) is not None
    return passive and at > 0 and not aim and not has_predicate(s, 0, at, lexicon)


def _goal_of(s: Sentence, after: int, lexicon: Lexicon) -> int:
    """Give the state wanted of the bearer behind an `agar` (`agar ASN netral`), or the end."""
    if _goal(s, after - 1) == len(s.words):
        return len(s.words)
    goal = first_predicate(s, after, len(s.words), lexicon)
    wanted = s.low(goal) in STATES or s.low(goal) in ("menjaga", "bersikap", "mematuhi")
    return goal if wanted else len(s.words)


def _wish(s: Sentence, at: int, after: int, lexicon: Lexicon) -> int:
    """Give what is wanted of the bearer in front of an `untuk` or `agar`, or the end."""
    goal = _goal(s, at)
    if any(s.low(i) in _MATTERS for i in range(after, at)):
        return len(s.words)
    if s.low(goal) in STATES or s.low(goal) in ("menjaga", "bersikap"):
        return goal if not has_predicate(s, after, at, lexicon) else len(s.words)
    done = goal < len(s.words) and s.low(goal) not in NEGATIONS and has_predicate(s, goal, goal + 1, lexicon)
    return goal if done and s.low(at) != "untuk" and opens_with_wish(s, at, lexicon) else len(s.words)


def opens_with_wish(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether nothing but a servant stands before the `agar` at a word (`Para guru supaya tidak ...`)."""
    begin = chunk_start(s, at, 0)
    begin = begin if begin and "time" in s.tags[0] else 0
    bearer = lexicon.bearers.find(s.words, begin, min(begin + 4, at))
    servant = bearer is not None and not SERVANTS.isdisjoint(cast("tuple[int, str]", bearer[2])[1].split())
    return bearer is not None and servant and bearer[0] <= begin + 2 and not has_predicate(s, bearer[1], at, lexicon)


def _goal(s: Sentence, i: int) -> int:
    return skip_adverbs(s, i + 1, len(s.words))
