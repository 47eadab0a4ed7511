"""Where the clause of a cue ends."""

from __future__ import annotations

from quizgen.extract.clauses import (
    Sentence,
    chunk_end,
    chunk_start,
    has_predicate,
    is_verb,
    is_will,
    opener,
    trim_right,
)
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.words import is_active_verb

_RESTS_ON = frozenset(
    """mengacu merujuk menyusul menanggapi mengutip merespons merespon bertempat berdasar bersandar menyikapi meminta
    mengikuti menindaklanjuti mengimbau mengajak mengingatkan""".split()
)
_SOFT_FRAMES = frozenset(
    {
        "menurut",
        "kata",
        "tegas",
        "menilai",
        "melanjutkan",
        "bahwa",
        "menyampaikan",
        "ujar",
        "memastikan",
        "mengakui",
        "menyebut",
    }
)
_PREPOSITIONS = frozenset({"dengan", "tanpa", "kepada", "melalui", "oleh", "dari", "ke", "sesuai", "berdasarkan"})
WAYS = frozenset({"melalui", "lewat", "via", "ke", "kepada", "secara", "langsung", "dengan", "pada", "di"})
_DAYTIMES = frozenset({"pagi", "siang", "sore", "malam", "kemarin", "besok", "sekarang"})
_YES = frozenset({"boleh", "silakan", "silahkan", "monggo"})
_ONLY = frozenset({"sekadar", "hanya", "cuma", "semata", "semata-mata", "malah", "justru"})
_BEFORE_ACT = frozenset({"untuk", "dan", "atau", "ikut", "berani", "dapat", "bisa", "wajib"})
_CARRIES_ON = frozenset(
    """maka akan mulai hingga baik berupa bahkan dengan sesuai nanti tentunya yang sampai bisa dapat berdasarkan
    sebagaimana kemudian lalu tidak langsung pasti segera""".split()
)


def content_end(s: Sentence, at: int, ceiling: int, lexicon: Lexicon, greedy: bool = False, first: int = 0) -> int:
    """Give the index after the last word of the clause whose cue ends at `at`.

    greedy goes on over commas (sanctions, list items); commas before the word at `first` never end the clause.
    """
    i, opened = max(at, end_of_term(s, at)), 0
    while i < ceiling:
        low = s.low(i)
        opened += (low == "<<") - (low == ">>")
        if opened < 0:
            break
        sent = low.startswith("di") and s.low(i + 1) in WAYS
        if i > at and low in lexicon.frame_verbs and low not in _SOFT_FRAMES and not sent and _reports(s, i, ceiling):
            return trim_right(s, _before_frame(s, i, at), at)
        if low == ";" and _act_follows(s, i + 1, ceiling, lexicon):
            i += 1
            continue
        why = i == at and s.low(i) in ("karena", "lantaran") and s.low(at - 1) == "jangan"
        if (_breaks(s, i, at) and not why) or (
            low == "sementara"
            and s.words[i + 1 : i + 2]
            and (s.low(i - 1) == "," or lexicon.bearers.match(s.words, i + 1))
        ):
            break
        if low == "," and not s.words[i].depth and i >= first and not _goes_on(s, i, at, ceiling, lexicon, greedy):
            break
        i += 1
    return trim_right(s, i, at)


def _reports(s: Sentence, i: int, ceiling: int) -> bool:
    """Tell whether a reporting verb reports, and is not itself the act (`berhak menyatakan keberatan`)."""
    act = s.low(i).startswith(("me", "ber")) and s.low(i - 1) in _BEFORE_ACT
    return not act and not _is_alternative(s, i, ceiling)


def _is_alternative(s: Sentence, i: int, ceiling: int) -> bool:
    """Tell whether a verb after a comma is one of several joined by `atau` (`memutasi, menilai buruk, ataupun ...`)."""
    end = chunk_end(s, i, ceiling)
    return s.low(i).startswith("me") and s.low(i - 1) == "," and s.low(end + 1) in ("atau", "ataupun", "maupun")


def _act_follows(s: Sentence, i: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a further act of a list begins after a semicolon."""
    first, _ = opener(s, i, end)
    return s.low(first).startswith(("me", "ber")) and is_verb(s, first, lexicon)


def _breaks(s: Sentence, i: int, at: int) -> bool:
    """Tell whether a sign, or a word that gives a reason, ends any clause."""
    low = s.low(i)
    reason = (
        ("reason" in s.tags[i] or (i > at and low in ("karena", "sebab")))
        and "cause" not in s.tags[i]
        and s.low(i - 1) not in ("hanya", "semata-mata", "cuma", "sekadar")
    )
    if reason or (i > at and ((low == ":" and s.zone != "item") or _stops(s, i, s.tags[i]))):
        return True
    return low in (";", "?", "!", "-") and s.words[i].depth == 0


def _before_frame(s: Sentence, i: int, at: int) -> int:
    """Give where the clause of a reporting verb begins (`..., sesuai UU 5/2014 yang menyatakan`)."""
    stop = i
    while i > at and s.low(i - 1) not in (",", ".", "sesuai", "berdasarkan", "dan", "serta"):
        i -= 1
    return i - 1 if i > at else stop


def _stops(s: Sentence, i: int, tags: frozenset[str]) -> bool:
    if s.zone == "item" and s.low(i) in ("dalam", "guna"):
        return False
    if "stop" in tags and not {s.low(i - 1), s.low(i - 2)} & {"yang", "sebagaimana", "seperti"}:
        return True
    if s.low(i) in ("tetapi", "tapi", "namun", "melainkan", "sedangkan"):
        return s.low(i + 1) != "juga"
    return False


def _goes_on(s: Sentence, comma: int, at: int, ceiling: int, lexicon: Lexicon, greedy: bool) -> bool:
    """Tell whether the clause goes on after a comma."""
    i = comma + 1
    end = chunk_end(s, i, ceiling)
    if i < ceiling and _is_alternative(s, i, ceiling):
        return True
    if comma == at and s.low(i) in lexicon.tail_verbs and s.low(end) == "," and end - i <= 6 and end + 2 < ceiling:
        return True
    if i >= ceiling or s.low(i) in lexicon.tail_verbs or s.low(i) in lexicon.frame_verbs:
        return greedy and i < ceiling and s.low(comma - 1) != ">>" and s.low(end) == "," and end + 2 < ceiling
    if s.low(i) == "bukan" and s.low(i + 1) in _ONLY and not any(s.low(n) == "juga" for n in range(end, ceiling)):
        return False
    if _said_before(s, comma, at, ceiling, lexicon) or _are_scenes(s.low(at), s.low(i)):
        return True
    return _reaches_over(s, comma, end, ceiling, lexicon, greedy)


def _said_before(s: Sentence, comma: int, at: int, ceiling: int, lexicon: Lexicon) -> bool:
    """Tell whether only who says it stands between the cue and a comma (`dilarang, kata dia, ...`)."""
    told = comma > at and s.low(at) == "," and s.low(at + 1) in lexicon.tail_verbs
    return told and chunk_end(s, at + 1, ceiling) == comma


def _reaches_over(s: Sentence, comma: int, end: int, ceiling: int, lexicon: Lexicon, greedy: bool) -> bool:
    """Tell whether the words after a comma, up to the next sign, belong to the clause before it."""
    i = comma + 1
    first, tags = opener(s, i, end)
    if _is_joined(s, comma, end) or {"appositive", "time", "condition"} & tags or _is_further_act(s, first, lexicon):
        return True
    if s.low(first) in _PREPOSITIONS and end - i <= 7 and not has_predicate(s, i, end, lexicon):
        return True
    if lexicon.bearers.match(s.words, i) and not has_predicate(s, i, end, lexicon) and not _judges(s, i, end, lexicon):
        return True
    if greedy and (s.low(first) in _CARRIES_ON or not _has_clause(s, i, end, lexicon)):
        return True
    if _starts_list_tail(s, i, end, lexicon):
        return True
    return end - i <= 6 and _list_goes_on(s, end, ceiling) and not _is_clause(s, i, end, lexicon)


def _judges(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch holds a cue of its own, or goes up to the end of the sentence."""
    return lexicon.cues.find(s.words, start, end) is not None or end - start > 6


def _are_scenes(one: str, other: str) -> bool:
    """Tell whether two words set two scenes against each other (`jangan | pagi netral, malamnya memihak`)."""
    return (one in _DAYTIMES and other.removesuffix("nya") in _DAYTIMES) or one == other == "di"


def end_of_term(s: Sentence, at: int) -> int:
    """Give where the term of a short yes ends whose cue ends at a word (`Boleh, tetapi ambil cuti dulu`), or 0."""
    alone = s.low(at) == "," and s.low(at - 1) in _YES and s.low(at - 2) in ("", "<<", ".", "?", "!")
    end = chunk_end(s, at + 1, len(s.words))
    return end if alone and s.low(at + 1) in ("tapi", "tetapi", "namun") and s.low(end - 1) == "dulu" else 0


def _is_joined(s: Sentence, comma: int, end: int) -> bool:
    """Tell whether the word after a comma joins what follows to the clause (`dan`, `tetapi juga`, `baru ...`)."""
    low = s.low(comma + 1)
    if low in ("dan", "serta", "atau", "ataupun", "maupun", "dan/atau", "demi", "pun"):
        return True
    if low in ("tetapi", "tapi", "melainkan"):
        return s.low(comma + 2) == "juga"
    aside = s.low(chunk_start(s, comma, 0)) in ("yang", "baik", "termasuk", "khususnya", "terutama")
    return (aside and low in ("untuk", "agar", "supaya")) or (low == "baru" and end - comma <= 7)


def _is_further_act(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb after a comma goes on with the rule, and does not say on what it rests."""
    return is_will(s, i, lexicon) or (is_verb(s, i, lexicon) and s.low(i) not in _RESTS_ON)


def _starts_list_tail(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a chunk goes on with a list of nouns (`spanduk, baliho atau poster`, `spanduk, baliho, bendera`)."""
    if s.words[start].capital or "adverb" in s.tags[start] or "leading" in s.tags[start]:
        return False
    joint = next((i for i in range(start + 1, min(start + 5, end)) if s.low(i) in ("dan", "atau", "maupun")), 0)
    if joint:
        return not has_predicate(s, start, joint, lexicon)
    return end - start <= 4 and s.low(end) == "," and not has_predicate(s, start, end, lexicon)


def _has_clause(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    return has_predicate(s, start, end, lexicon) or any(s.low(i) in ("adalah", "ialah") for i in range(start, end))


def _list_goes_on(s: Sentence, end: int, ceiling: int) -> bool:
    """Tell whether one of the next chunks begins with the joint that closes a list."""
    for _ in range(6):
        if s.low(end) != "," or end + 1 >= ceiling:
            return False
        if any(s.low(i) in ("dan", "atau", "serta", "maupun") for i in range(end + 2, min(end + 5, ceiling))):
            return True
        if s.low(end + 1) in ("dan", "serta", "atau", "ataupun", "maupun", "dan/atau", "hingga"):
            return True
        end = chunk_end(s, end + 1, ceiling)
        inner = range(end - 4, end)
        if any(s.low(i) in ("dan", "atau", "ataupun", "serta", "maupun") for i in inner):
            return True
    return False


def _is_clause(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a chunk is a clause of its own: a noun, then a verb."""
    described = end - start <= 3 and s.low(start + 1).startswith("ber")
    return (
        not described
        and not is_verb(s, start, lexicon)
        and any(is_active_verb(s.low(i)) for i in range(start + 1, end))
    )
