"""Sanctions and reporting: what follows a breach, and where complaints go."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from quizgen.extract.clauses import Sentence, chunk_end, trim_left
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

BREACHER = CueRow("yang-melanggar", "sanction", "breach")
REPORT = CueRow("saluran", "reporting", "report")
_BREAKING = frozenset(
    "melanggar melanggarnya terbukti kedapatan ketahuan nekat tertangkap bandel membangkang mengabaikan ingkar".split()
)
_PAST = frozenset("telah sudah pernah kemarin diduga sebelumnya lalu".split())
_COMPLAINT = frozenset("aduan laporan pengaduan temuan pelapor keluhan bukti".split())
_CITIZENS = frozenset("warga masyarakat publik siapa siapapun pegawai asn anda".split())
_TELLS = frozenset(
    "menghubungi mengirim mengirimkan menyampaikan menyampaikannya mengadu mengadukan merekam memotret hubungi kirim "
    "kirimkan sampaikan adukan memberitahukan memberitahu".split()
)
_CHANNELS = frozenset(
    "nomor posko hotline kanal aplikasi laman situs surel email kotak loket whatsapp wa kantor "
    "inspektorat bawaslu panwas "
    "panwascam panwaslu kasn bkn bkpsdm atasan pengawas identitas identitasnya rahasia dirahasiakan hari jam".split()
)
BREACH = CueRow("jika-melanggar", "sanction", "breach")
_BREACHING = frozenset({"terbukti", "melanggar", "dilanggar", "kedapatan", "ketahuan", "pelanggaran", "melanggarnya"})


def take_consequence(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """Sanctions and reporting: one mention a sentence; they win over the directive or modal they complete."""
    last = last_draft(found)
    if last and last.modality == hit.row.modality and not _is_another(s, last, hit):
        found.note(hit.start, hit.row.id, "mention")
        return
    if last and last.modality == "sanction":
        found.note(hit.start, hit.row.id, "dropped", "inside-sanction")
        return
    if last and _completes(s, last, hit, lexicon):
        if last.row.kind == "directive" and last.modality == "advice" and hit.row.kind == "sanction":
            last.begin = after_directive(s, last, hit.start)
        last.modality, last.row = hit.row.modality, hit.row
        last.cue_end = hit.end
        found.note(hit.start, hit.row.id, "mention")
        return
    if (
        last
        and last.row.kind in ("modal", "directive", "passive", "negation")
        and no_boundary(s, last.cue_end, hit.start)
    ):
        found.note(hit.start, hit.row.id, "dropped", "nested")
        return
    begin = subject_start(s, hit.start, floor_of(found), lexicon)
    if last and last.modality == hit.row.modality:
        begin = _after_joint(s, last.cue_end, hit.start)
    elif hit.row.kind == "sanction":
        begin = _with_breacher(s, begin, hit.start, floor_of(found), lexicon)
    open_draft(s, hit, begin, found)


def _is_another(s: Sentence, last: Draft, hit: Hit) -> bool:
    """Tell whether a further sanction binds somebody else (`...; untuk PPPK, kontraknya diputus`)."""
    between = [s.low(i) for i in range(last.cue_end, hit.start)]
    return ";" in between or any(pair in (("dan", "bagi"), ("dan", "untuk")) for pair in pairwise(between))


def _after_joint(s: Sentence, start: int, end: int) -> int:
    """Give where the clause of a further sanction begins: after the semicolon, or at `bagi` after `dan`."""
    for i in range(start, end):
        if s.low(i) == ";" or (s.low(i) == "dan" and s.low(i + 1) in ("bagi", "untuk")):
            return trim_left(s, i + 1, end) if s.low(i) == ";" else i + 1
    return end


def _completes(s: Sentence, last: Draft, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a directive or a modal asks for just this sanction or report."""
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
    return trim_left(s, begin, at)


def take_breacher(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """What befalls those who broke a rule is a sanction (`Mereka yang terbukti berpihak ditarik dari jabatan`)."""
    begin = trim_left(s, 0, max(0, len(s.words) - 1))
    stop = min(begin + 12, len(s.words))
    for i in range(begin, stop):
        named = s.low(i) in ("pelanggar", "pelanggarnya") or (s.low(i - 1) == "yang" and s.low(i) in _BREAKING)
        if not named or any(s.low(n) in _PAST for n in range(begin, len(s.words))):
            continue
        falls = next((n for n in range(i + 1, len(s.words)) if _befalls(s, n)), -1)
        if falls < 0 or found.drafts:
            return
        end = content_end(s, falls, len(s.words), lexicon, greedy=True)
        if end > falls:
            found.drafts.append(Draft(begin, falls, falls + 1, end, "sanction", BREACHER, True))
            found.note(falls, BREACHER.id, "candidate")
        return


def _befalls(s: Sentence, n: int) -> bool:
    low = s.low(n)
    passive = low.startswith("di") and len(low) > 5 and s.low(n - 1) != "yang"
    return passive or (
        low in ("akan", "dapat", "bisa", "bakal", "harus") and s.low(n + 1).startswith(("di", "ke", "ter", "me"))
    )


def take_report(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """How a complaint travels: `Temuan dapat disampaikan ke posko`, `Warga bisa menghubungi nomor itu`."""
    begin = trim_left(s, 0, max(0, len(s.words) - 1))
    head = {s.low(i) for i in range(begin, min(begin + 6, len(s.words)))}
    rest = {w.low for w in s.words}
    who = head & _COMPLAINT or (head & _CITIZENS and rest & _TELLS)
    how = rest & {"dapat", "bisa", "silakan", "silahkan", "dipersilakan", "boleh", "cukup", "akan", "wajib"}
    if not who or not how or rest & _PAST or not rest & _CHANNELS:
        return
    end = content_end(s, begin + 1, len(s.words), lexicon, greedy=True)
    if end > begin + 3:
        found.drafts.append(Draft(begin, begin, begin + 1, end, "reporting", REPORT, True))
        found.note(begin, REPORT.id, "candidate")


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
        if stop > end + 2:
            found.drafts.append(Draft(i, i, i + 1, stop, "sanction", BREACH, True))
            found.note(i, BREACH.id, "candidate")
        return
