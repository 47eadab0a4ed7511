"""The action of a mention: the verb phrase a person would name, wherever it stands beside its cue."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import (
    NEGATIONS,
    STATES,
    Sentence,
    back_over_adverbs,
    chunk_end,
    chunk_start,
    first_predicate,
    is_verb,
    skip_adverbs,
    trim_right,
)
from quizgen.extract.drafts import DIRECTED, Draft
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.words import is_active_verb

Range = tuple[int, int]

_WHOLE = frozenset({"statement", "scope"})
_ACT_IS_CUE = frozenset({"item", "pledge", "imperative"})
_JUDGES_SUBJECT = frozenset({"termasuk-pelanggaran", "harga-mati"})
_ACTS = frozenset(
    "ikut turut hadir datang masuk jadi menjadi tampil duduk naik foto maju pasang pakai terlibat terjun turun".split()
)
_SERVES = frozenset({"ikut", "turut", "ada", "ikut serta"})
_POINTERS = frozenset(
    """itu ini tersebut demikian begitu hal semua semuanya ya tidak tak bukan boleh bolehlah dilarang jangan harus wajib
    benar-benar sama sekali hal-hal dong kan sih nah iya oke tentu silakan silahkan dan atau yang apa pun saja lah sudah
    jelas tegas mutlak keras""".split()
)
_ALL = frozenset(
    {"para", "semua", "seluruh", "setiap", "bagi", "oleh", "ada", "kepada", "terhadap", "jajaran", "segenap"}
)
_SPEAKERS = frozenset({"saya", "kami", "kita", "pihaknya", "untuk", "akan"})
_HESITATES = frozenset({"segan", "segan-segan", "main-main", "ragu", "ragu-ragu"})
_LIKEWISE = NEGATIONS | {"begitu", "demikian", "juga", "pula", "seperti", "termasuk"}
_IS = frozenset({"adalah", "ialah", "yaitu", "yakni", "berupa", ":"})
_FRONT = frozenset({"bahwa", "jika", "agar", "supaya", "untuk", "maka", "yang"})


def action_of(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[Range, ...]:
    """Give the word ranges of the action, one or two (subject and passive verb); none where it has no content word."""
    kind = draft.row.kind
    if kind in _WHOLE:
        return ((draft.begin, draft.end),)
    if draft.modality in ("sanction", "reporting") and kind not in _ACT_IS_CUE:
        return (_consequence(s, draft, lexicon),)
    if kind in _ACT_IS_CUE or kind == "bare" or _is_coordinate(s, draft, lexicon):
        return _checked(s, (_own(s, draft, lexicon),), lexicon)
    if kind in DIRECTED or kind == "noun":
        return _checked(s, (_asked(s, draft, lexicon),), lexicon)
    return _checked(s, _of_modal(s, draft, lexicon), lexicon)


def without_scenes(
    s: Sentence, action: tuple[Range, ...], scenes: tuple[Range | None, ...], lexicon: Lexicon
) -> tuple[Range, ...]:
    """Leave a time and a condition out of the end of an action, as they are told apart; never all of it."""
    if not action:
        return action
    start, end = action[-1]
    for _ in scenes:
        for scene in scenes:
            if scene and start < scene[0] < end <= scene[1] and has_content(s, start, scene[0], lexicon):
                end = trim_right(s, scene[0], start)
    return (*action[:-1], (start, end))


def is_whole(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether the words of a mention are a sentence: they have a subject, and a modal or a verb of its own."""
    if draft.row.kind in ("statement", "breach"):
        return True
    if draft.row.kind in (*_ACT_IS_CUE, "directive", "noun", "bare") or draft.begin >= draft.cue_start:
        return False
    start = max(draft.begin, chunk_start(s, draft.cue_start, draft.begin))
    if draft.modality in ("sanction", "reporting") and _is_act(s, draft.begin, lexicon):
        return False
    if s.low(start) in ("sebagai", "untuk", "agar", "supaya", "yang", "dan"):
        return False
    named = lexicon.bearers.find(s.words, start, draft.cue_start) is not None
    return named or has_content(s, start, draft.cue_start, lexicon)


def has_content(s: Sentence, start: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether [start, end) holds a word that says what is done: no pointer, adverb, modal or bearer alone."""
    bearers = {i for a, b, _ in lexicon.bearers.find_all(s.words, start, end) for i in range(a, b)}
    return any(
        s.words[i].is_word
        and i not in bearers
        and s.low(i) not in _POINTERS
        and s.low(i) not in NEGATIONS
        and not {"adverb", "leading", "joint", "complement"} & s.tags[i]
        for i in range(start, end)
    )


def _checked(s: Sentence, parts: tuple[Range, ...], lexicon: Lexicon) -> tuple[Range, ...]:
    kept = tuple(part for part in parts if part[0] < part[1])
    return kept if any(has_content(s, a, b, lexicon) for a, b in kept) else ()


def _is_coordinate(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether the word at the cue is no cue but the verb of a further act (`..., melayani warga`)."""
    if draft.begin != draft.cue_start or draft.cue_end != draft.cue_start + 1 or s.low(draft.begin) in NEGATIONS:
        return False
    found = lexicon.cues.match(s.words, draft.cue_start)
    return found is None or cast("CueRow", found[1]).id != draft.row.id


def _own(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """The act begins at the cue itself; a negation and a `syaratnya` before it are left out."""
    start = draft.cue_end - 1 if draft.row.kind == "bare" else draft.cue_start
    if draft.row.id == "syarat":
        start = draft.cue_end
    while start < draft.end and (s.low(start) in _LIKEWISE or not s.words[start].is_word):
        start += 1
    if s.low(start - 1) in NEGATIONS:
        start = _over_helpers(s, start, draft.end, lexicon)
    return _to_end(s, start, draft, _before_last_cue(s, start, draft, lexicon))


def _before_last_cue(s: Sentence, start: int, draft: Draft, lexicon: Lexicon) -> int:
    """Give where an act ends that has its own modal behind it (`berfoto dengan istri | tidak dilarang`)."""
    for i in range(max(start + 2, draft.end - 3), draft.end):
        found = lexicon.cues.match(s.words, i)
        if found and found[0] == draft.end and cast("CueRow", found[1]).kind == "modal":
            return i
    return draft.end


def _asked(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """What a directive asks for: after its `agar` or `untuk`, behind the bearer, without a negation."""
    verb = first_predicate(s, draft.cue_end, draft.end, lexicon)
    opens = [i for i in range(draft.cue_end, min(verb + 1, draft.end)) if "complement" in s.tags[i]]
    start = opens[-1] + 1 if opens else draft.cue_end
    start = skip_adverbs(s, start, draft.end)
    if not opens or _bearer_end(s, start, draft.end, lexicon) > start:
        start = verb
    while start < draft.end and (s.low(start) in NEGATIONS or s.low(start) == "jangan"):
        start += 1
    end = next((i for i in range(start, draft.end) if s.low(i) == "berlaku"), draft.end)
    found = _to_end(s, _over_helpers(s, start, draft.end, lexicon), draft, end)
    if found[0] < found[1]:
        return found
    return _to_end(s, skip_adverbs(s, draft.cue_end, draft.end), draft)


def _consequence(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """A sanction or a report: from its verb, with what leads to it (`dikenai | sanksi`, `diminta | melaporkan`)."""
    if draft.row.kind == "breach":
        comma = chunk_end(s, draft.begin, draft.end)
        if s.low(comma + 1) in lexicon.tail_verbs:
            comma = chunk_end(s, comma + 1, draft.end)
        return (comma + 1, draft.end) if comma + 1 < draft.end else (draft.begin, draft.end)
    at = next((i for i in range(draft.cue_start, draft.cue_end) if _is_cue(s, i, draft, lexicon)), draft.cue_start)
    if any(s.low(i) in _HESITATES for i in range(at, draft.cue_end)):
        at = draft.cue_end
        while at < draft.end - 1 and (s.low(at) in _SPEAKERS or "adverb" in s.tags[at]):
            at += 1
        return (at, draft.end)
    floor = max(draft.begin, chunk_start(s, at, draft.begin))
    while at > floor and _leads(s, at - 1, lexicon):
        at -= 1
    at = skip_adverbs(s, at, draft.end)
    return (at, draft.end) if at < draft.end else (draft.begin, draft.end)


def _is_cue(s: Sentence, i: int, draft: Draft, lexicon: Lexicon) -> bool:
    found = lexicon.cues.match(s.words, i)
    return found is not None and cast("CueRow", found[1]).id == draft.row.id


def _leads(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a word before a consequence belongs to its verb (`dapat | dijatuhi | hukuman`)."""
    low = s.low(i)
    verb = low.startswith(("di", "me", "ter", "ber")) and len(low) > 5 and is_verb(s, i, lexicon)
    led = low in ("dikenai", "dikenakan", "dijatuhi", "diberi", "diberikan", "mendapat", "menerima", "kena", "terkena")
    return (verb or led) and s.low(i - 1) != "yang"


def _of_modal(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[Range, ...]:
    subject = _subject(s, draft, lexicon)
    after = _after_cue(s, draft, lexicon)
    rest = after[0] < after[1] and has_content(s, *after, lexicon)
    acts = subject[0] < subject[1] and _is_act(s, subject[0], lexicon)
    if subject[0] < subject[1] and (acts or not rest or draft.row.id in _JUDGES_SUBJECT):
        tail = (after,) if acts and rest and _is_scene(s, after[0]) else ()
        return (subject, *tail)
    if not rest and draft.row.id == "hak":
        return ((draft.cue_start, draft.cue_end),)
    if not rest and subject[0] == subject[1]:
        return (_before_comma(s, draft, lexicon),)
    if s.low(draft.cue_end - 1) == "berlaku" and subject[0] == subject[1]:
        return ()
    inner = _inside_cue(s, draft)
    if inner is not None:
        return (_to_end(s, inner, draft),)
    if draft.row.id == "hak" and first_predicate(s, *after, lexicon) == after[1]:
        return (_to_end(s, draft.cue_start, draft),)
    if s.low(after[0]).startswith("di") and is_verb(s, after[0], lexicon) and subject[0] < subject[1]:
        return (subject, after)
    return (after,)


def _before_comma(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """The act that a cue behind a comma judges (`Mau menonton debat, silakan`, `Kalau mau hadir, boleh`)."""
    end = chunk_start(s, draft.cue_start, draft.begin) - 1
    while end > draft.begin and not s.words[end - 1].is_word:
        end -= 1
    start = skip_adverbs(s, draft.begin, max(end, draft.begin))
    opened = start < end and bool({"condition", "time"} & s.tags[start])
    if opened or _bearer_end(s, start, end, lexicon) > start:
        start = first_predicate(s, start + 1, end, lexicon)
    return (start, max(start, end))


def _after_cue(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """What follows the cue: behind adverbs, a bearer (`jangan sampai ASN ...`) and a `kalau mau`."""
    start = _over_helpers(s, draft.cue_end, draft.end, lexicon)
    while start < draft.end and s.low(start) in _IS:
        start = skip_adverbs(s, start + 1, draft.end)
    stop = _bearer_end(s, start, draft.end, lexicon)
    if stop > start or {"condition", "time"} & (s.tags[start] if start < draft.end else frozenset()):
        verb = first_predicate(s, max(stop, start + 1), draft.end, lexicon)
        helper = verb - 1 if verb < draft.end and s.low(verb - 1) in _SERVES and verb - 1 >= stop else verb
        start = helper if verb < draft.end else start
    return _to_end(s, start, draft)


def _over_helpers(s: Sentence, i: int, end: int, lexicon: Lexicon) -> int:
    """Skip adverbs, but keep an `ikut` that is the verb itself (`tidak ikut politik praktis`)."""
    start = skip_adverbs(s, i, end)
    if start > i and start < end and s.low(start - 1) in _SERVES:
        done = s.low(start) in STATES or is_verb(s, start, lexicon)
        return start if done else start - 1
    return start


def _subject(s: Sentence, draft: Draft, lexicon: Lexicon) -> Range:
    """What stands before the cue in its own stretch, if it is no bearer: an act or a thing."""
    start = max(draft.begin, chunk_start(s, draft.cue_start, draft.begin))
    if _is_act(s, draft.begin, lexicon) and _bearer_end(s, start, draft.cue_start, lexicon) == start:
        start = draft.begin
    while start < draft.cue_start and (s.low(start) in _FRONT or not s.words[start].is_word):
        start += 1
    end = back_over_adverbs(s, draft.cue_start, start)
    while end > start and (s.low(end - 1) in _POINTERS or "adverb" in s.tags[end - 1]):
        end -= 1
    if "time" in s.tags[start]:  # `Setelah pensiun mau | ikut partai mana pun | boleh`
        start = next((i + 1 for i in range(start, end) if s.low(i) in ("mau", "ingin")), start)
    if _bearer_end(s, start, end, lexicon) > start or {"condition", "time"} & s.tags[start]:
        return (start, start)
    return (start, end) if has_content(s, start, end, lexicon) else (start, start)


def _bearer_end(s: Sentence, start: int, end: int, lexicon: Lexicon) -> int:
    """Give where a bearer that stands at a word ends, or that word."""
    i = start
    while i < end and s.low(i) in _ALL:
        i += 1
    found = lexicon.bearers.match(s.words, i) if i < end else None
    return found[0] if found else start


def _is_act(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    low = s.low(i)
    return low in _ACTS or (low.startswith(("me", "ber")) and is_verb(s, i, lexicon))


def _is_scene(s: Sentence, i: int) -> bool:
    """Tell whether what follows a postposed cue says when, where or if (`dilarang selama kampanye`)."""
    return bool({"condition", "time"} & s.tags[i]) or s.low(i) in ("di", "pada", "dalam", "kecuali", "untuk")


def _inside_cue(s: Sentence, draft: Draft) -> int | None:
    """Give the act that a cue of several words holds itself (`bisa | mengajukan`, `bebas | memilih`)."""
    for i in range(draft.cue_end - 1, draft.cue_start, -1):
        if (is_active_verb(s.low(i)) or s.low(i) in _ACTS) and s.low(i) not in ("melanggar", "berlaku", "memihak"):
            return i
    return None


def _to_end(s: Sentence, start: int, draft: Draft, end: int | None = None) -> Range:
    stop = draft.end if end is None else end
    return (start, trim_right(s, stop, start)) if start < stop else (start, start)
