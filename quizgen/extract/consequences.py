"""Sanctions and reporting: what follows a breach, and where complaints go."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from quizgen.extract.clauses import (
    NEGATIONS,
    Sentence,
    back_over_adverbs,
    chunk_end,
    chunk_start,
    has_predicate,
    trim_left,
)
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import (
    DIRECTED,
    Draft,
    Findings,
    after_directive,
    floor_of,
    last_draft,
    no_boundary,
    open_draft,
    touches,
    waits,
)
from quizgen.extract.endings import content_end
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.subjects import subject_start

BREACH = CueRow("jika-melanggar", "sanction", "breach")
TO_TELL = CueRow("untuk-netral", "advice", "modal")
_MAY = frozenset({"bisa", "dapat", "boleh", "silakan", "dipersilakan", "diminta", "sebaiknya", "berhak"})
_BREACHING = frozenset({"terbukti", "melanggar", "dilanggar", "kedapatan", "ketahuan", "pelanggaran", "melanggarnya"})


def take_consequence(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """Sanctions and reporting: one mention a sentence; they win over the directive or modal they complete."""
    last, floor = last_draft(found), floor_of(found)
    handled = hit.row.id == "ditindak" and s.low(hit.end - 1).startswith("di")
    if handled and _is_about_complaint(s, hit.start, floor, lexicon):
        hit = Hit(hit.start, hit.end, CueRow(hit.row.id, "reporting", "reporting"))
    if hit.row.kind == "reporting" and _only_supposed(s, hit, floor, lexicon):
        found.note(hit.start, hit.row.id, "dropped", "in-condition")
        return
    if last and _joins_last(s, last, hit, found, lexicon):
        return
    last, floor = last_draft(found), floor_of(found)
    if last is None and hit.row.id.startswith("lapor") and (wished := _wished_of(s, hit.start, lexicon)) >= 0:
        own = not any(lexicon.classes[name].find(s.words, wished, hit.start) for name in ("witness", "breach"))
        open_draft(s, Hit(hit.start, hit.end, TO_TELL) if own else hit, wished, found)
        return
    begin = subject_start(s, hit.start, floor, lexicon)
    if s.low(hit.start - 1) in ("setelah", "usai", "sebelum", "sesudah") and s.low(hit.end) == ",":
        found.note(hit.start, hit.row.id, "dropped", "in-condition")
        return
    if last and last.modality == hit.row.modality:
        begin = _after_joint(s, last.cue_end, hit.start)
    elif hit.row.kind == "sanction":
        if s.low(begin - 1) in ("supaya", "agar") and begin - 1 > floor:
            begin = subject_start(s, begin - 1, floor, lexicon)
        begin = _with_breacher(s, begin, hit.start, floor, lexicon)
    elif last is None or last.row.kind == "imperative":
        begin = _with_orders(s, begin, found, lexicon)
    open_draft(s, hit, begin, found)


def _wished_of(s: Sentence, at: int, lexicon: Lexicon) -> int:
    """Give where whoever is to tell something begins (`Guru yang maju sebagai calon agar | melapor`), or -1."""
    before = back_over_adverbs(s, at, 0) - 1
    if s.low(before) not in ("agar", "supaya"):
        return -1
    begin = trim_left(s, chunk_start(s, before, 0), before)
    bearer = lexicon.bearers.find(s.words, begin, min(begin + 4, before))
    return begin if bearer and not has_predicate(s, bearer[1], before, lexicon) else -1


def _only_supposed(s: Sentence, hit: Hit, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether a report is no more than the case in which somebody else acts, or is what was left undone."""
    if hit.row.id.startswith("lapor") and s.low(hit.start - 1) in NEGATIONS:
        return True
    comma = chunk_end(s, hit.end, len(s.words))
    if s.low(comma) != "," or not _modal_after(s, comma, lexicon):
        return False
    opened = chunk_start(s, hit.start, floor)
    first = next((i for i in range(opened, hit.start) if "condition" in s.tags[i]), hit.start)
    return any(s.low(i) == "yang" for i in range(first, hit.start))


def _modal_after(s: Sentence, comma: int, lexicon: Lexicon) -> bool:
    """Tell whether the stretch after a comma has a modal of its own (`Bila ada yang mengadu, sekolah wajib ...`)."""
    for i in range(comma + 1, chunk_end(s, comma + 1, len(s.words))):
        found = lexicon.cues.match(s.words, i)
        if found:
            return cast("CueRow", found[1]).kind == "modal"
    return False


def _with_orders(s: Sentence, begin: int, found: Findings, lexicon: Lexicon) -> int:
    """Go back over the orders that lead up to a report (`Catat nomornya, laporkan ke kami`)."""
    last = last_draft(found)
    ordered = last is not None and last.row.id == "perintah" and last.row.kind == "imperative"
    if last and ordered and not _ends_between(s, last, begin) and s.low(last.cue_start) != "tolak":
        found.drafts.pop()
        return last.begin
    while begin > 1 and s.low(begin - 1) in (",", "lalu", "dan", "kemudian"):
        start = chunk_start(s, begin - 2 if s.low(begin - 2) == "," else begin - 1, 0)
        if not (lexicon.classes["imperative"].match(s.words, start) or _sends(s, start, lexicon)):
            break
        begin = start
    return begin


def _ends_between(s: Sentence, last: Draft, at: int) -> bool:
    return any(s.low(i) in (".", ";", "<<", ">>", "?", "!") for i in range(last.cue_end, at))


def _sends(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    return any(lexicon.classes[name].match(s.words, at) for name in ("submitting", "submitting-weak"))


def _joins_last(s: Sentence, last: Draft, hit: Hit, found: Findings, lexicon: Lexicon) -> bool:
    """Let the draft before swallow a consequence, turn into it, or be all there is; tell whether it did."""
    close = no_boundary(s, last.cue_end, hit.start)
    if last.modality == hit.row.modality == "sanction" and _is_cited(s, last, hit, lexicon):
        found.drafts.pop()
        found.note(last.cue_start, last.row.id, "dropped", "sanction-mentioned")
        return False
    if last.modality == hit.row.modality and not _is_another(s, last, hit, lexicon):
        found.note(hit.start, hit.row.id, "mention")
    elif last.modality == "reporting" and hit.row.kind == "sanction" and close:
        about = lexicon.classes["complaint"].find(s.words, last.begin, min(last.begin + 4, last.cue_start + 1))
        last.modality, last.cue_end = ("reporting" if about else "sanction"), hit.end
        found.note(hit.start, hit.row.id, "mention")
    elif last.modality == "sanction" and hit.row.kind == "reporting" and _suffered(s, last, hit):
        last.modality, last.row = hit.row.modality, hit.row
        last.cue_start, last.cue_end = hit.start, hit.end
        found.note(hit.start, hit.row.id, "mention")
    elif last.modality == "sanction" and hit.row.modality != "sanction":
        found.note(hit.start, hit.row.id, "dropped", "inside-sanction")
    elif (hit.row.id == "ditangani" and last.row.kind == "modal" and not _speaks_of_breach(s, lexicon)) or (
        last.modality == "obligation" and _is_own_duty(s, last, hit, lexicon)
    ):
        found.note(hit.start, hit.row.id, "dropped", "nested")
    elif _completes(s, last, hit, lexicon):
        _turn_into(s, last, hit)
        found.note(hit.start, hit.row.id, "mention")
    elif last.row.kind in ("modal", "directive", "passive", "negation") and close:
        found.note(hit.start, hit.row.id, "dropped", "nested")
    else:
        return False
    return True


def _is_cited(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a sanction is only named to cite it (`Sanksi diatur dalam Pasal 9 yang menyebutkan bahwa ...`)."""
    that = [i for i in range(last.cue_end + 1, hit.start) if s.low(i) == "bahwa"]
    return bool(that) and (s.low(that[0] - 1) in lexicon.frame_verbs or s.low(that[0] - 1).startswith("mene"))


def _suffered(s: Sentence, last: Draft, hit: Hit) -> bool:
    """Tell whether a sanction only tells who may complain of it (`Pegawai yang merasa dimutasi ... bisa mengadu`)."""
    told = any(s.low(i) == "yang" for i in range(last.begin, last.cue_start))
    return told and any(s.low(i) in _MAY for i in range(last.cue_end, hit.start))


def _is_own_duty(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a servant must report a matter of his own, not a breach (`wajib melapor sebelum menjawab`)."""
    if hit.row.kind != "reporting" or last.row.kind != "modal" or _speaks_of_breach(s, lexicon):
        return False
    if s.low(hit.end) in ("setiap", "segala", "semua", "adanya", "indikasi", "upaya", "bila", "jika", "apabila"):
        return False
    found = lexicon.bearers.find(s.words, last.begin, last.cue_start)
    citizens = found is not None and cast("tuple[int, str]", found[2])[1] == "masyarakat"
    return not citizens and no_boundary(s, last.cue_end, hit.start)


def _turn_into(s: Sentence, last: Draft, hit: Hit) -> None:
    """Make a directive or a modal the consequence it asks for; the mention then begins at the bearer."""
    if last.row.kind == "directive" and last.modality == "advice" and hit.row.kind == "sanction":
        last.begin = after_directive(s, last, hit.start)
    last.modality, last.row = hit.row.modality, hit.row
    last.cue_end = hit.end


def _speaks_of_breach(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence names a complaint or a breach at all (`surat itu harus diteruskan ke dinas` does not)."""
    names = ("complaint", "breach", "offender")
    return any(lexicon.classes[name].find(s.words, 0, len(s.words)) for name in names)


def _is_about_complaint(s: Sentence, at: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether what is handled is a complaint (`Dugaan pelanggaran diperiksa majelis`), not who is punished."""
    begin = subject_start(s, at, floor, lexicon)
    return lexicon.classes["complaint"].find(s.words, begin, min(begin + 4, at)) is not None


def _follows(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    return lexicon.bearers.match(s.words, i) is not None


def _is_another(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a further sanction binds somebody else (`...; untuk PPPK, kontraknya diputus`)."""
    between = [s.low(i) for i in range(last.cue_end, hit.start)]
    other = any(
        s.low(i) == ","
        and (s.low(i + 1) in ("sedangkan", "sementara") or (s.low(i + 1) == "yang" and _follows(s, i + 2, lexicon)))
        for i in range(last.cue_end, hit.start)
    )
    return other or ";" in between or any(pair in (("dan", "bagi"), ("dan", "untuk")) for pair in pairwise(between))


def _after_joint(s: Sentence, start: int, end: int) -> int:
    """Give where the clause of a further sanction begins: after the semicolon, or at `bagi` after `dan`."""
    for i in range(start, end):
        if s.low(i) in (";", ",") or (s.low(i) == "dan" and s.low(i + 1) in ("bagi", "untuk")):
            if s.low(i) == "," and s.low(i + 1) not in ("yang", "sedangkan", "sementara"):
                continue
            return trim_left(s, i + 1, end) if s.low(i) in (";", ",") else i + 1
    return end


def _completes(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a directive or a modal asks for just this sanction or report."""
    head = lexicon.topics.match(s.words, last.begin)
    if head and cast("tuple[int, str]", head[1])[1] == "atribut":
        return False
    if waits(s, last, hit.start, lexicon) or (last.row.kind == "modal" and touches(s, last, hit.start)):
        return True
    asks = hit.row.id == "lapor" and last.row.kind in DIRECTED
    if asks and no_boundary(s, last.cue_end, hit.start):
        return True
    found = lexicon.bearers.find(s.words, last.begin, last.cue_start)
    citizens = found is not None and cast("tuple[int, str]", found[2])[1] == "masyarakat"
    return citizens and hit.row.kind == "reporting" and last.row.kind in ("modal", "passive", "directive")


def _with_breacher(s: Sentence, begin: int, at: int, floor: int, lexicon: Lexicon) -> int:
    """Go back over commas until the clause of a sanction names who broke the rule."""
    while begin > floor + 1 and ("leading" in s.tags[begin - 1] or "adverb" in s.tags[begin - 1]):
        begin -= 1
    while begin - 1 > floor and s.low(begin - 1) == "," and s.low(begin - 2) not in lexicon.frame_verbs:
        stop = chunk_end(s, at, len(s.words))
        if (
            lexicon.bearers.find(s.words, begin, stop)
            or _BREACHING & {s.low(i) for i in range(begin, stop)}
            or s.tags[begin] & {"condition"}
        ):
            break
        begin = subject_start(s, begin - 1, floor, lexicon)
    before = chunk_start(s, begin - 1, floor) if begin - 1 > floor and s.low(begin - 1) == "," else begin
    if begin - before <= 7 and any(s.low(i) == "pun" for i in range(before, begin)):
        begin = before
    return trim_left(s, begin, at)


def take_breach(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """What follows a breach is a sanction whatever its words (`bila ketahuan, uang lemburnya hangus`)."""
    for i in range(len(s.words)):
        if "condition" not in s.tags[i] or s.low(i) in ("bagi", "terhadap", "asal", "sepanjang"):
            continue
        end = chunk_end(s, i, len(s.words))
        breach = _BREACHING & {s.low(j) for j in range(i, end)}
        if not breach or s.low(end) != "," or any(d.end > i for d in found.drafts):
            continue
        stop = content_end(s, end, len(s.words), lexicon, greedy=True)
        handled = lexicon.classes["handling"].find(s.words, end, stop) is not None
        if lexicon.classes["complaint"].match(s.words, end + 1) or (
            handled and lexicon.classes["channel"].find(s.words, end + 3, stop)
        ):
            return
        if stop > end + 2:
            found.drafts.append(Draft(i, i, i + 1, stop, "sanction", BREACH, True))
            found.note(i, BREACH.id, "candidate")
        return
