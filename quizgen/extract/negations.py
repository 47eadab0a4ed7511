"""Bare negations: a prohibition inherited from the clause before, or stated without any cue."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import (
    NEGATIONS,
    STATES,
    Sentence,
    back_over_adverbs,
    has_predicate,
    in_condition,
    is_verb,
    is_will,
    skip_adverbs,
    trim_left,
)
from quizgen.extract.cueless import names_thing, opens_with_wish
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import Context, Draft, Findings, floor_of, last_draft, no_boundary, open_draft, waits
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.subjects import subject_start
from quizgen.extract.words import is_active_verb

NEGATION = CueRow("tidak", "prohibition", "negation")
DEFINES = frozenset({"artinya", "berarti", "yaitu", "yakni", "adalah", "ialah"})
_ORDINALS = frozenset({"pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "terakhir"})
_NO_OFFICE = frozenset(
    "masalah soal persoalan alasan penghalang jaminan halangan kendala beban ukuran perdebatan".split()
)
_HESITATES = frozenset({"ragu", "ragu-ragu", "segan", "segan-segan", "sungkan", "takut", "malu", "khawatir", "gentar"})
_LIGHTLY = frozenset({"mudah", "gampang", "asal", "sembarangan", "serampangan", "buru-buru", "terburu-buru", "lekas"})
_THOSE = frozenset({"itu", "begitu", "tersebut", "demikian"})
_SAYS = frozenset("isinya bunyinya intinya poinnya pesannya bunyi syaratnya catatannya ketentuannya batasannya".split())
_NO_RULE = frozenset({"telah", "sudah", "pernah", "masih", "yang", "akan"})
_NOT_BARE = frozenset({"pejabat", "paslon", "masyarakat", "Bawaslu", "instansi"})


def negations(s: Sentence, covered: set[int]) -> list[int]:
    """Give the words that negate and are no part of a cue."""
    return [
        i
        for i, w in enumerate(s.words)
        if (w.low in NEGATIONS or (w.low == "bukan" and _contrasts(s, i))) and i not in covered
    ]


def _contrasts(s: Sentence, i: int) -> bool:
    """Tell whether a `bukan` sets an act against the one before it (`..., bukan mencabutnya sendiri`)."""
    if s.low(i - 1) != ",":
        return False
    act = s.low(i + 2) if s.low(i + 1) in ("ikut", "turut", "malah", "justru") else s.low(i + 1)
    return is_active_verb(act) and act.startswith("me")


def take_negation(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """A bare negation is a rule where it inherits one or stands alone with a verb of will and a bearer."""
    verb = _first_act(s, hit.end, lexicon)
    last = last_draft(found)
    if _take_echo(s, hit, found, lexicon, context):
        return
    freed = last is not None and last.modality == "prohibition" and s.low(hit.start) == "bukan"
    if freed or _says_nothing(s, hit, last) or (last and _tells_why(s, last, hit.start, lexicon)):
        found.note(hit.start, "tidak", "dropped", "nested")
        return
    asked = last is not None and waits(s, last, hit.start, lexicon) and not _is_told(s, last, hit.start)
    asked = asked or (last is not None and _hands_on(s, last, hit.start, lexicon))
    if not (
        _is_act(s, hit, verb, lexicon)
        or _closes_list(s, hit, last)
        or (asked and s.low(verb) not in ("ada", "hanya", "lagi"))
    ):
        return
    where = in_condition(s, hit.start, floor_of(found), lexicon)
    if where and not (where == "relative" and asked and not _right_after_yang(s, hit.start)):
        found.note(hit.start, "tidak", "dropped", f"in-{where}")
        return
    if last and asked and s.low(skip_adverbs(s, hit.end, len(s.words))) in _HESITATES:
        found.note(hit.start, "tidak", "dropped", "no-fear")
        return
    if last and asked:
        last.modality = "prohibition"
        found.note(hit.start, "tidak", "mention")
        return
    if last and _turns(s, last, hit, lexicon):
        last.modality = "prohibition" if last.modality in ("advice", "obligation") else last.modality
        found.note(hit.start, "tidak", "mention")
        return
    if last and _goes_on_from(s, hit, last, verb, lexicon):
        open_draft(s, hit, hit.start, found)
        return
    if last and no_boundary(s, last.cue_end, hit.start):
        found.note(hit.start, "tidak", "dropped", "nested")
        return
    _take_bare_negation(s, hit, found, lexicon, context, verb)


def _tells_why(s: Sentence, last: Draft, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a second `agar` only says what for (`meminta agar lurah netral agar | tidak menyalahi aturan`)."""
    if s.low(at - 1) not in ("agar", "supaya") or last.row.kind != "directive" or last.modality != "advice":
        return False
    parted = s.low(at - 2) in (",", "dan", "serta")
    return not parted and has_predicate(s, last.cue_end, at - 1, lexicon)


def _closes_list(s: Sentence, hit: Hit, last: Draft | None) -> bool:
    """Tell whether a negation is the last of several things asked for (`..., dan | tidak larut dalam euforia`)."""
    joined = s.low(hit.start - 1) in ("dan", "serta") and s.low(hit.start - 2) == ","
    towards = s.low(hit.end + 1) in ("dalam", "ke", "pada", "oleh", "dengan", "kepada")
    return last is not None and last.modality in ("advice", "obligation") and joined and towards


def _says_nothing(s: Sentence, hit: Hit, last: Draft | None) -> bool:
    """Tell whether a negation only names the other case (`langsung maupun tidak langsung`), or frees from something."""
    if s.low(hit.start - 1) in ("maupun", "atau", "ataupun") and s.low(hit.end) == s.low(hit.start - 2):
        return True
    return (
        last is not None
        and last.modality == "permission"
        and (hit.start == last.cue_end or s.low(hit.start - 1) == "dengan")
    )


def _turns(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a negation turns a wish into a ban (`Sebaiknya kita | tidak`, `menahan diri untuk | tidak`)."""
    if (s.low(hit.start - 2), s.low(hit.start - 1)) == ("diri", "untuk"):
        return True
    between = last.cue_end, hit.start
    return last.row.id == "hendaknya" and no_boundary(s, *between) and not has_predicate(s, *between, lexicon)


def _hands_on(s: Sentence, last: Draft, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a point of a list asks to ask for this (`mengingatkan lurah agar | tidak hadir`)."""
    first = lexicon.cues.match(s.words, last.begin) if last.row.kind == "item" else None
    if first is None or cast("CueRow", first[1]).kind != "directive":
        return False
    asks = any("complement" in s.tags[i] for i in range(first[0], at))
    return asks and not has_predicate(s, first[0], at, lexicon)


def _right_after_yang(s: Sentence, at: int) -> bool:
    """Tell whether a negation belongs to the `yang` before it (`pegawai yang tidak`, not `pegawai yang cuti tidak`)."""
    return s.low(back_over_adverbs(s, at, 0) - 1) == "yang"


def _is_told(s: Sentence, last: Draft, at: int) -> bool:
    """Tell whether what is asked for stands behind a relative clause (`meminta staf yang cuti melapor serta tidak`)."""
    if s.low(at - 1) not in ("dan", "serta"):
        return False
    yang = next((i for i in range(last.cue_end, at) if s.low(i) == "yang"), at)
    return any(is_active_verb(s.low(i)) and s.words[i - 1].is_word for i in range(yang + 3, at - 1))


def _goes_on_from(s: Sentence, hit: Hit, last: Draft, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a negation is a rule of its own under the cue before it."""
    if last.row.kind not in ("sanction", "reporting", "scope") and _opens_clause(s, hit.start, last):
        return True
    return last.row.kind in ("pledge", "item") and (is_will(s, verb, lexicon) or s.low(verb) == "menjadi")


def _take_echo(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> bool:
    """A negation alone repeats the rule before it, or denies what the clause before allows; tell whether it did."""
    last = last_draft(found)
    if last is None:
        echoes = context.after_rule and _echoes(s, hit)
        if echoes:
            open_draft(s, hit, trim_left(s, 0, hit.start), found, candidate=True)
        return echoes
    if last.modality != "permission" or not _denies(s, hit, last):
        return False
    begin = subject_start(s, hit.start, last.cue_end, lexicon)
    if last.cue_end < begin < hit.start:
        open_draft(s, hit, begin, found)
        return True
    return False


def _denies(s: Sentence, hit: Hit, last: Draft) -> bool:
    """Tell whether a negation alone denies what was allowed before (`Menonton boleh, tetapi menyukai tidak.`)."""
    parts = any("contrast" in s.tags[i] or s.low(i) in (";", ",") for i in range(last.cue_end, hit.start))
    return parts and s.low(hit.end) in (".", ">>", "", ";", "!")


def _is_act(s: Sentence, hit: Hit, verb: int, lexicon: Lexicon) -> bool:
    become = s.low(verb) == "menjadi" and s.low(verb + 1) not in _NO_OFFICE
    return become or is_will(s, verb, lexicon) or is_verb(s, verb, lexicon) or s.low(hit.start - 1) in DEFINES


def _echoes(s: Sentence, hit: Hit) -> bool:
    """Tell whether a negation alone repeats the rule before it (`Menjadi pembicara pun tidak.`)."""
    return s.low(hit.start - 1) in ("juga", "pun", ",") and s.low(hit.end) in (".", ">>", "") and hit.start > 2


def _first_act(s: Sentence, start: int, lexicon: Lexicon) -> int:
    """Give the first word after adverbs, or a verb among them (`tidak ikut politik praktis`)."""
    yang = next((i for i in range(start, start + 5) if s.low(i) == "yang"), 0) if s.low(start) == "ada" else 0
    verb = skip_adverbs(s, yang + 1 if yang else start, len(s.words))
    if s.low(verb) in _LIGHTLY and is_active_verb(s.low(verb + 1)):
        return verb + 1
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


def _is_defined(s: Sentence, at: int) -> bool:
    """Tell whether what neutrality means follows (`netral artinya tidak ...`, `Netral itu sederhana: tidak ...`)."""
    colon = s.low(at - 1) == ":" and any(s.low(i).startswith("netral") for i in range(max(0, at - 6), at))
    said = s.low(at - 1) in ("ya", "itu") and any(s.low(i) == "netral" for i in range(max(0, at - 3), at - 1))
    return colon or said or (s.low(at - 1) in DEFINES and s.low(at - 2) != "bukan")


def _is_wished(s: Sentence, at: int, lexicon: Lexicon, context: Context) -> bool:
    """Tell whether an `agar` has nothing but whom or what it speaks of before it."""
    return opens_with_wish(s, at, lexicon) or (context.on_topic and names_thing(s, at, lexicon))


def _is_willed(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context, verb: int) -> bool:
    """Tell whether what is negated is an act: a verb of will, or any verb where the words around it ask for one."""
    if s.low(verb) == "menjadi" and s.low(verb + 1) not in _NO_OFFICE:
        return True
    if is_will(s, verb, lexicon) or any(is_will(s, i, lexicon) for i in range(hit.end, verb)):
        return True
    if context.on_topic and s.low(verb).startswith("di") and len(s.low(verb)) > 5:
        begin = subject_start(s, hit.start, floor_of(found), lexicon)
        if _is_of_office(s, begin, hit.start, lexicon):
            return True
    asked = s.low(hit.start - 1) in ("agar", "supaya") or _is_defined(s, hit.start)
    return (asked or (s.zone == "item" and context.on_topic)) and is_verb(s, verb, lexicon)


def _take_bare_negation(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context, verb: int) -> None:
    if not _is_willed(s, hit, found, lexicon, context, verb):
        return
    if s.low(verb) in STATES and not _names_neutral(s, hit.start):
        found.note(hit.start, "tidak", "dropped", "state")
        return
    begin = subject_start(s, hit.start, floor_of(found), lexicon)
    begin = hit.start if s.low(begin) in _SAYS else begin
    if s.low(hit.end) in ("perlu", "harus", "wajib", "mesti"):
        found.note(hit.start, "tidak", "dropped", "exempted")
        return
    if begin == hit.start and s.low(hit.end) in ("bisa", "dapat"):
        found.note(hit.start, "tidak", "dropped", "ability")
        return
    if _is_defined(s, hit.start):
        neutral = any(s.low(i).startswith("netral") for i in range(begin, hit.start))
        open_draft(s, hit, begin if neutral else hit.start, found)
        return
    named = _named_before(s, begin, hit.start, lexicon)
    said = s.low(0) in _SAYS or s.low(1) in _SAYS
    if (
        named in _NOT_BARE
        and not (named == "pejabat" and said)
        and not (named == "pejabat" and s.zone == "item" and context.on_topic)
    ):
        found.note(hit.start, "tidak", "dropped", "not-a-servant")
        return
    if all(s.low(i) not in _NO_RULE for i in range(begin, verb)):
        _open_bare(s, hit, begin, found, lexicon, context, verb)
    else:
        found.note(hit.start, "tidak", "dropped", "bare-negation")


def _names_neutral(s: Sentence, at: int) -> bool:
    """Tell whether a state is what neutral is said to mean (`Netral artinya | tidak apatis`)."""
    defines = next((i for i in range(at - 1, -1, -1) if s.low(i) in DEFINES), -1)
    like = s.low(defines - 1) in ("sama", "sendiri") or s.low(at - 1) == "dengan"
    return defines >= 0 and not like and not any(s.low(i) in _THOSE for i in range(defines))


def _named_before(s: Sentence, begin: int, at: int, lexicon: Lexicon) -> str:
    """Give the bearer a subject names outside its relative clause, or nothing."""
    subject = lexicon.bearers.find(s.words, begin, at)
    if subject is None or any(s.low(i) == "yang" for i in range(begin, subject[0])):
        return ""
    return cast("tuple[int, str]", subject[2])[1]


def _open_bare(
    s: Sentence, hit: Hit, begin: int, found: Findings, lexicon: Lexicon, context: Context, verb: int
) -> None:
    """Open a draft for a negation whose subject, or whose place in the text, makes it a rule."""
    defined = any(s.low(i) in DEFINES or (i < 2 and s.low(i) in _SAYS) for i in range(hit.start))
    before = s.low(hit.start - 1)
    if lexicon.bearers.find(s.words, begin, hit.start) and s.low(begin) not in ("kami", "saya"):
        open_draft(s, hit, begin, found, candidate=not defined)
    elif _is_spoken_of(s, begin, context, verb, lexicon) or _is_thing(s, begin, hit.start, context, verb, lexicon):
        open_draft(s, hit, begin, found, candidate=True)
    elif before in ("agar", "supaya") and _is_wished(s, hit.start - 1, lexicon, context):
        open_draft(s, hit, 0, found, candidate=True)
    elif before == ":" and _names_servant_before(s, hit.start, lexicon):
        open_draft(s, hit, hit.start, found, candidate=True)
    elif begin == hit.start and s.low(verb) != "ada" and (defined or _goes_on(s, hit.start, context)):
        open_draft(s, hit, begin, found, candidate=True)
    else:
        found.note(hit.start, "tidak", "dropped", "bare-negation")


def _is_spoken_of(s: Sentence, begin: int, context: Context, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a quotation goes on about the person a rule has just named (`Dia tidak berorasi`)."""
    person = context.spoken and context.near_rule and s.low(begin) in ("dia", "ia")
    return person and is_will(s, verb, lexicon)


def _is_thing(s: Sentence, begin: int, at: int, context: Context, verb: int, lexicon: Lexicon) -> bool:
    return context.on_topic and s.low(verb).startswith("di") and _is_of_office(s, begin, at, lexicon)


def _goes_on(s: Sentence, at: int, context: Context) -> bool:
    """Tell whether a negation opens its sentence after a rule, or as one of several points."""
    limits = context.after_permission and "contrast" in s.tags[0] and s.low(at - 1) in (",", "dan", "dengan", "serta")
    return _follows_rule(s, at, context) or limits or bool(_ORDINALS & {s.low(0), s.low(1), s.low(2)})
