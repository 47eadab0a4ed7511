"""Sanctions and reports told without a cue: the stretches of a sentence that no cue has read, and what they say."""

from __future__ import annotations

from typing import cast

from quizgen.extract.bearers import SERVANTS
from quizgen.extract.clauses import (
    NEGATIONS,
    Sentence,
    chunk_end,
    has_predicate,
    is_verb,
    trim_left,
    trim_right,
)
from quizgen.extract.drafts import Context, Draft, Findings
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.tallies import is_past, says_of_self, tells_of_past
from quizgen.extract.words import stems

CONSEQUENCE = CueRow("akibat", "sanction", "statement")
REPORT = CueRow("saluran", "reporting", "statement")
_CUTS = frozenset({".", ";", "<<", ">>", "?", "!", ":"})
_GOES_ON = frozenset({"syaratnya", "caranya", "nanti", "nantinya", "kalau", "jika", "bila", "setelah", "selanjutnya"})
_THEN = frozenset(
    {
        "nomornya",
        "alamatnya",
        "tim",
        "bisa",
        "boleh",
        "cukup",
        "setiap",
        "semua",
        "identitas",
        "batas",
        "nomor",
        "pelapor",
        "kami",
        "kita",
    }
)
_WILL = frozenset({"akan", "bakal", "siap", "siap-siap", "langsung", "pasti", "otomatis"})
_TELLS = frozenset({"lapor", "adu", "sampai", "beritahu", "tahu", "serah"})
_TO_COME = frozenset({"akan", "bakal", "bisa", "dapat", "siap", "siap-siap", "nanti", "terancam", "harus", "setiap"})
_OUTCOMES = frozenset({"sekali", "risikonya", "akibatnya", "konsekuensinya", "ancamannya", "hukumannya", "taruhannya"})
_TELLS_OF = frozenset({"mengaku", "membenarkan", "mengakui", "bercerita", "menceritakan", "mengenang"})
_TOLD = frozenset(
    """dated-event misdeed-told accused two-persons reported-persons demand-on-an-office not-yet unwished
    promised-punishment victim-speaks candidate-speaks
    counted punishment-denied not-handled denied believed asked-about in-former-days""".split()
)
_STILL = frozenset(
    """wajib perlu paling tetap selalu maksimal jika bila kalau apabila cukup silakan dijamin langsung segera
    juga""".split()
)
_JOINTS = frozenset({",", "dan", "lalu", "kemudian"})
_TO = frozenset({"ke", "kepada", "lewat", "melalui", "pada", "via"})
_OF_SERVANTS = frozenset({"kalau", "untuk", "bagi", "buat", "terhadap", "sedangkan", "sementara", "khusus"})


def take_statements(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """Open a draft for each stretch without a draft that states a consequence or how complaints travel."""
    if not context.on_topic or s.zone in ("title", "caption", "boilerplate"):
        return
    for start, end in _stretches(s, found.drafts):
        if s.low(start) == "," and start + 1 < end and "reason" in s.tags[start + 1]:
            continue
        begin, stop = _said(s, start, end, lexicon)
        told = any(why in _TOLD and begin <= at < stop for at, _, outcome, why in found.audit if outcome == "dropped")
        heading = stop == len(s.words) < begin + 5 and not any(is_verb(s, i, lexicon) for i in range(begin, stop))
        if stop - begin < 3 or heading or s.words[begin].depth or told:
            continue
        row = _kind_of(s, begin, stop, lexicon, context)
        if row:
            found.drafts.append(Draft(begin, begin, begin + 1, stop, row.modality, row, True))
            found.note(begin, row.id, "candidate")
    found.drafts.sort(key=lambda d: (d.begin, d.end))


def _stretches(s: Sentence, drafts: list[Draft]) -> list[tuple[int, int]]:
    """Give the ranges of words between signs and drafts; what ends in a question mark is left out."""
    covered = {i for d in drafts for i in range(d.begin, d.end)}
    out: list[tuple[int, int]] = []
    start = 0
    for i in range(len(s.words) + 1):
        low = s.low(i)
        parts = low in ("sedangkan", "tetapi", "tapi", "namun", "sementara", "jadi") and s.low(i - 1) == ","
        if i < len(s.words) and low not in _CUTS and i not in covered and not parts:
            continue
        touching = (start - 1 in covered and s.low(start) != ",") or (i in covered and s.low(i - 1) not in _JOINTS)
        if start < i and low != "?" and not touching:
            out.append((start, i))
        start = i if parts and i not in covered else i + 1
    return out


def _said(s: Sentence, start: int, end: int, lexicon: Lexicon) -> tuple[int, int]:
    """Give the words that are said: no frame before them (`Rita menambahkan, ...`), no attribution or reason after."""
    if s.low(start) in lexicon.tail_verbs and s.low(start) != "kata":
        return start, start
    if s.low(start) in ("menurut", "kata", "menurutnya"):
        start = min(chunk_end(s, start, end) + 1, end)
    for i in range(min(end, start + 24) - 1, start, -1):
        if s.low(i) in _TELLS_OF and s.low(i + 1) != "siap":
            return start, start
        if s.low(i) in lexicon.frame_verbs and _frames(s, i) and "condition" not in s.tags[start]:
            start = i + 1
            break
    comma = chunk_end(s, start, end)
    if comma < end - 3 and s.low(comma) == "," and lexicon.classes["reassures"].find(s.words, start, comma):
        start = comma + 1
    begin = trim_left(s, start, max(start, end - 1))
    for i in range(begin + 2, end):
        reason = "reason" in s.tags[i] and s.low(i) != "mengingat"
        so = s.low(i - 1) == "," and s.low(i) == "demikian"
        said = s.low(i - 1) == "," and s.low(i) in lexicon.tail_verbs and not has_predicate(s, i + 1, end, lexicon)
        if reason or so or said:
            return begin, trim_right(s, i, begin)
    return begin, trim_right(s, end, begin)


def _frames(s: Sentence, i: int) -> bool:
    """Tell whether a reporting verb brings what is said, and is not itself the act (`disampaikan kepada ...`)."""
    low = s.low(i)
    if low in ("kata", "menurut", "katanya", "menurutnya"):
        return False
    return not (low.startswith("di") or low == "menyampaikan") or s.low(i + 1) in ("bahwa", ",", "jika", "kalau")


def _kind_of(s: Sentence, begin: int, end: int, lexicon: Lexicon, context: Context) -> CueRow | None:
    """Tell what a stretch states, or nothing."""
    if is_past(s, begin, end, lexicon) or _has(s, "unrelated", begin, end, lexicon):
        return None
    if _punishes(s, begin, end, lexicon):
        return CONSEQUENCE
    if _is_report(s, begin, end, lexicon, context):
        return REPORT
    return CONSEQUENCE if _is_consequence(s, begin, end, lexicon, context) else None


def _punishes(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a breach is named first and something is done to a servant (`Bila terulang, pegawai diserahkan`)."""
    if _if_anyone(s, begin, end) and not _has(s, "complaint", begin, end, lexicon):
        comma = chunk_end(s, begin, end)
        return s.low(comma) == "," and _consequence_at(s, comma, end, lexicon) >= 0
    breach = lexicon.classes["breach"].find(s.words, begin, min(begin + 4, end))
    if not breach or not (_is_supposed(s, begin, breach[1]) or breach[0] == begin):
        return False
    if s.low(begin) == "yang" and _consequence_at(s, breach[1], end, lexicon) >= 0:
        return True
    for _, after, value in lexicon.bearers.find_all(s.words, breach[1], end):
        servant = not SERVANTS.isdisjoint(cast("tuple[int, str]", value)[1].split())
        if servant and any(s.low(i).startswith("di") and len(s.low(i)) > 5 for i in range(after, min(after + 4, end))):
            return True
    return False


def reads_as_statement(s: Sentence, at: int, lexicon: Lexicon, context: Context) -> bool:
    """Tell whether a soft cue only says how to complain (`Datang saja ke posko`) or what a breach brings."""
    if not context.on_topic:
        return False
    start = next((i + 1 for i in range(at - 1, -1, -1) if s.low(i) in _CUTS), 0)
    end = next((i for i in range(at, len(s.words)) if s.low(i) in _CUTS), len(s.words))
    begin, end = _said(s, start, end, lexicon)
    if begin > at or end <= at:
        return False
    if context.theme == "reporting" and _is_report(s, begin, end, lexicon, context):
        return True
    sends = lexicon.classes["submitting"].match(s.words, at) is not None
    if sends and s.low(at) not in ("datang", "bawa", "isi") and _has(s, "channel", at, end, lexicon):
        return True
    return _has(s, "breach", begin, at, lexicon) and _is_consequence(s, begin, end, lexicon, context)


def complaint_end(s: Sentence, draft: Draft, found: Findings, lexicon: Lexicon, context: Context) -> int:
    """Give where an order ends that sends something of a breach to where complaints go (0: it is none)."""
    begin, end = draft.begin, draft.end
    if not context.on_topic:
        return 0
    names = ("complaint", "complaint-weak", "breach", "witness")
    told = not stems(s.low(draft.cue_start)).isdisjoint(_TELLS) and s.low(draft.cue_end) in _TO
    about = told or context.theme == "reporting" or any(_has(s, name, begin, end, lexicon) for name in names)
    if about and goes_to_channel(s, begin, end, lexicon):
        return end
    at = draft.cue_end if s.low(draft.cue_start) == "jangan" else draft.cue_start
    hands_in = any(lexicon.classes[name].match(s.words, at) for name in ("submitting", "submitting-weak"))
    proof = any(_has(s, name, draft.cue_end, end, lexicon) for name in ("complaint", "complaint-weak", "proof"))
    if context.theme == "reporting" and hands_in and proof:
        return end
    later = [d.begin for d in found.drafts if d.begin >= end]
    stop = min([next((i for i in range(end, len(s.words)) if s.low(i) in _CUTS), len(s.words)), *later])
    gathers = lexicon.classes["submitting-weak"].match(s.words, draft.cue_start) is not None
    return stop if gathers and goes_to_channel(s, end, stop, lexicon) else 0


def report_or_sanction(s: Sentence, draft: Draft, lexicon: Lexicon) -> str:
    """Give `reporting` or `sanction` where a soft draft is one (`diminta melaporkannya kepada camat`), else nothing."""
    begin, end = draft.begin, draft.end
    tells = any(s.low(i) != "sampai" and not stems(s.low(i)).isdisjoint(_TELLS) for i in range(draft.cue_start, end))
    about = _has(s, "complaint", begin, end, lexicon) or _has(s, "witness", begin, end, lexicon)
    asked = lexicon.bearers.find(s.words, draft.cue_start, min(draft.cue_end + 3, end))
    citizens = asked is not None and cast("tuple[int, str]", asked[2])[1] == "masyarakat"
    comes = lexicon.bearers.find(s.words, begin, min(begin + 3, draft.cue_start))
    comes_to = comes is not None and cast("tuple[int, str]", comes[2])[1] == "masyarakat"
    if comes_to and goes_to_channel(s, draft.cue_start, end, lexicon):
        return "reporting"
    told = lexicon.classes["complaining"].find(s.words, begin, draft.cue_start)
    if told and "condition" in s.tags[begin] and draft.row.kind == "modal":
        return "reporting"
    if tells and about and (citizens or _has(s, "channel", draft.cue_start, end, lexicon)):
        return "reporting"
    head = lexicon.classes["complaint"].match(s.words, begin)
    if head and tells and draft.row.kind == "item":
        return "reporting"
    whose = draft.parent or draft
    named = head or lexicon.classes["complaint"].match(s.words, whose.begin)
    if named and draft.row.kind in ("modal", "passive") and whose.begin < whose.cue_start:
        return "reporting"
    thing = lexicon.topics.match(s.words, begin)
    if thing and cast("tuple[int, str]", thing[1])[1] == "atribut":
        return ""
    offends = _has(s, "breach", begin, draft.cue_start, lexicon) and _is_supposed(s, begin, draft.cue_start)
    ready = any(s.low(i) in ("sanggup", "siap", "bersedia", "menerima") for i in range(begin, min(begin + 3, end)))
    if (offends and draft.modality == "obligation") or (ready and draft.row.kind == "item"):
        return "sanction" if _has(s, "consequence", draft.cue_start, end, lexicon) else ""
    return ""


def _has(s: Sentence, name: str, begin: int, end: int, lexicon: Lexicon) -> bool:
    return lexicon.classes[name].find(s.words, begin, end) is not None


def _is_report(s: Sentence, begin: int, end: int, lexicon: Lexicon, context: Context) -> bool:
    """Tell whether a stretch says how, where or by whom complaints are made or handled."""

    def has(name: str, stop: int = end) -> bool:
        return lexicon.classes[name].find(s.words, begin, min(stop, end)) is not None

    themed = context.theme == "reporting"
    channel, mood, complaint, heads = has("channel"), has("mood"), has("complaint"), has("complaint", begin + 4)
    complaint = complaint or (has("complaint-weak") and (themed or has("submitting")))
    submits = has("submitting") or (has("submitting-weak") and (channel or complaint))
    handles = has("handling") or (has("handling-weak") and (complaint or themed))
    if (s.low(begin), s.low(begin + 1)) == ("bisa", "jadi") or says_of_self(s, begin, end):
        return False
    if (
        themed
        and s.low(begin) in _GOES_ON | _THEN
        and (submits or handles or complaint or _elsewhere(s, begin, end, lexicon))
    ):
        return True
    if themed and s.low(begin) in _TO and has("channel", begin + 4):
        return True
    seen = submits and has("witness") and _is_supposed(s, begin, end)
    sent = goes_to_channel(s, begin, end, lexicon)
    doer = has("handler", begin + 4) if handles else _names_citizens(s, begin, lexicon)
    points = 2 * heads + complaint + submits + handles + channel + themed + mood + 3 * seen + 2 * sent + doer
    if _names_one_case(s, begin, end, lexicon):
        return False
    if not mood and (tells_of_past(s, lexicon) or (context.before and tells_of_past(context.before, lexicon))):
        return False
    passed_on = heads and (themed or handles) and any(s.low(i) in _TO for i in range(begin, end))
    by_whom = doer and handles and complaint and mood
    if not (channel or passed_on) and (not mood or (not themed and points < 5 and not by_whom)):
        return False
    return (submits or handles or heads) and points >= 4


def _elsewhere(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch names where complaints go in more words than `kami`."""
    return any(s.low(at) != "kami" for at, _, _ in lexicon.classes["channel"].find_all(s.words, begin, end))


def _names_one_case(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch is about this one complaint or person, with nothing to come (`Berkas lurah itu ...`)."""
    for i in range(begin + 1, min(begin + 6, end)):
        if s.low(i) in ("itu", "tersebut") and (
            lexicon.classes["complaint"].match(s.words, i - 1) or lexicon.bearers.match(s.words, i - 1)
        ):
            return not any(s.low(n) in _TO_COME | _STILL for n in range(begin, end))
    return False


def goes_to_channel(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether something is sent to where complaints go (`sampaikan hal itu kepada Bawaslu`)."""
    for name in ("submitting", "submitting-weak"):
        for _, after, _ in lexicon.classes[name].find_all(s.words, begin, end):
            for i in range(after, min(after + 7, end - 1)):
                if s.low(i) in _TO and lexicon.classes["channel"].find(s.words, i + 1, min(i + 4, end)):
                    return True
    return False


def _names_citizens(s: Sentence, begin: int, lexicon: Lexicon) -> bool:
    """Tell whether citizens are among the first words (`Warga dipersilakan ...`)."""
    found = lexicon.bearers.find(s.words, begin, min(begin + 5, len(s.words)))
    return found is not None and cast("tuple[int, str]", found[2])[1] == "masyarakat"


def _is_supposed(s: Sentence, begin: int, end: int) -> bool:
    """Tell whether a stretch holds a condition or speaks of anyone who does something."""
    if s.low(begin) in ("sekali", "begitu"):
        return True
    return any("condition" in s.tags[i] or s.low(i) in ("yang", "siapa", "siapapun") for i in range(begin, end))


def _is_consequence(s: Sentence, begin: int, end: int, lexicon: Lexicon, context: Context) -> bool:
    breach = _has(s, "breach", begin, end, lexicon)
    if s.low(begin) == "ada" and not any(s.low(i) in _TO_COME for i in range(begin, end)):
        return False
    joins = s.low(begin) == "akibatnya" and context.theme != "sanction"
    at = _consequence_at(s, begin + joins, end, lexicon)
    if at < 0:
        return breach and _befalls_breacher(s, begin, end, lexicon)
    feared = s.low(at - 1) in ("takut", "khawatir", "cemas") or any(
        s.low(i) in ("kewenangan", "wewenang", "berwenang") for i in range(at - 3, at)
    )
    if feared or (s.low(at - 1) in NEGATIONS and s.low(at) not in NEGATIONS):
        return False
    named = [cast("tuple[int, str]", v)[1] for _, _, v in lexicon.bearers.find_all(s.words, begin, end)]
    head = lexicon.bearers.match(s.words, begin)
    if head and s.low(begin) != "siapa" and cast("tuple[int, str]", head[1])[1] in ("paslon", "masyarakat"):
        return False
    supposed = (breach and _is_supposed(s, begin, end)) or _has_no_head(s, begin, lexicon)
    supposed = supposed or lexicon.classes["breach"].match(s.words, begin) is not None or _if_anyone(s, begin, at)
    supposed = supposed or s.low(begin) in _OUTCOMES
    servants = any(not SERVANTS.isdisjoint(b.split()) for b in named) and s.low(begin) in _OF_SERVANTS
    return supposed or servants or context.theme == "sanction" or _has(s, "offender", begin, end, lexicon)


def _consequence_at(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> int:
    """Give the word where a consequence is named, or where something a person can lose is taken (-1: nowhere)."""
    hit = lexicon.classes["consequence"].find(s.words, begin, end)
    if hit:
        return hit[0]
    for _, after, _ in lexicon.classes["stake"].find_all(s.words, begin, end):
        for i in range(after, min(after + 5, end)):
            taken = s.low(i).startswith("di") and len(s.low(i)) > 5 and s.low(i - 1) not in NEGATIONS
            if taken or lexicon.classes["loss"].match(s.words, i):
                return i
    return -1


def _if_anyone(s: Sentence, begin: int, end: int) -> bool:
    """Tell whether a condition speaks of anyone who does something (`Kalau ada prajurit yang bermain, ...`)."""
    return any("condition" in s.tags[i] and s.low(i + 1) == "ada" for i in range(begin, min(begin + 3, end))) and any(
        s.low(i) == "yang" for i in range(begin, end)
    )


def _has_no_head(s: Sentence, begin: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch begins with whoever does something (`Yang membalas kami periksa`)."""
    return s.low(begin) == "yang" and (s.low(begin + 1) in NEGATIONS or is_verb(s, begin + 1, lexicon))


def _befalls_breacher(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether something will befall whoever breaks a rule (`Yang nekat bakal gigit jari`)."""
    offends = _has(s, "breach", begin, min(begin + 9, end), lexicon) and any(
        s.low(i) == "yang" for i in range(begin, begin + 5)
    )
    later = any(s.low(i) in _WILL and s.low(i - 1) not in NEGATIONS for i in range(begin + 2, end))
    return offends and later and lexicon.cues.find(s.words, begin, end) is None
