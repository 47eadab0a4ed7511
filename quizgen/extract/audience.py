"""Whom a whole text addresses: read from its headline, its lead, and the groups it names most."""

from __future__ import annotations

import re
from collections import Counter

from quizgen.extract import bearers
from quizgen.extract.clauses import Sentence, sentence_of
from quizgen.extract.memory import Run
from quizgen.extract.words import words

_GROUPS = {
    "ASN": r"asn|aparatur sipil|aparatur negara|birokrasi|birokrat|abdi negara",
    "PNS": r"pns|cpns|pegawai negeri",
    "PPPK": r"pppk|p3k|pegawai pemerintah dengan perjanjian",
    "TNI_Polri": r"tni|polri|kepolisian|prajurit|kapolres|dandim|polres|polda|polsek|kodim|korem|babinsa",
    "kepala_desa": r"kepala desa|kades|keuchik|wali nagari",
    "perangkat_desa": r"perangkat desa|aparat desa|pamong desa",
    "Bawaslu": r"pengawas|panwaslu|panwascam",
    "PHL": r"phl|harian lepas",
}
_NAMED = {group: re.compile(rf"\b(?:{forms})\b") for group, forms in _GROUPS.items()}
_PAIRS = {
    ("ASN", "perangkat_desa"): re.compile(
        r"\b(?:asn|pns|pegawai|aparatur)(?:,| dan| serta| maupun) (?:para )?(?:perangkat|aparat|pamong) desa\b"
    ),
    ("kepala_desa", "perangkat_desa"): re.compile(
        r"\b(?:kepala desa|kades)(?:,| dan| serta| maupun| beserta| hingga) (?:para )?(?:perangkat|aparat|pamong)"
    ),
}
_STAFF_WORDS = re.compile(r"\b(?:pegawai|aparatur|guru|dosen|bidan|perawat|dokter|tenaga kesehatan|nakes|penyuluh)\b")
_PROFESSIONS = re.compile(r"\b(?:guru|dosen|bidan|perawat|dokter|penyuluh)\b")
_OFFICE = re.compile(r"\b(?:pegawai|staf|lurah|camat|honorer|guru|kecamatan|kelurahan|dinas|pemkab|pemkot)\b")
_ANY_STAFF = re.compile(r"\b(?:asn|pns|pppk|p3k|pegawai|honorer|guru|aparatur|kades|perangkat|tni|polri|staf)\b")
_CHIEFS = re.compile(
    r"\b(?:meminta|minta|mengimbau|mengingatkan|melarang|mengumpulkan|mewanti-wanti|memperingatkan|mengajak|menekankan)"
    r"\s(?:kepada\s)?(?:seluruh|semua|para)\s"
    r"(?:camat|lurah|pejabat|kepala sekolah|kepala dinas|kepala opd|kepala perangkat daerah|pimpinan)\b"
)
_CHIEFS_ASKED = re.compile(
    r"\b(?:camat|lurah|pejabat|kepala sekolah|kepala dinas|kepala opd|kadis)\b[^:]{0,30}"
    r"\b(?:diminta|dilarang|wajib|harus|diingatkan|tak boleh|tidak boleh|dikumpulkan|diwanti-wanti)\b"
)
_AUDIENCE = re.compile(
    r"\b(?:ditujukan|berlaku|diperuntukkan)(?: juga| pula)? (?:kepada|bagi|untuk)\b|\bpegawai (?:adalah|ialah)\b"
)
_STAFF = frozenset({"ASN", "PNS", "PPPK", "non_ASN", "honorer", "THL", "PHL"})
_OUTSIDE = frozenset({"non_ASN", "honorer", "THL", "PHL"})
_OFFICES = frozenset(
    "inspektorat inspektur bkpsdm bkd bkn bkpp bkppd kasn sekda bupati wali walikota satpol pj".split()
)
_CIVIL = re.compile(r"\b(?:asn|aparatur sipil)\b")
_ANSWERS = re.compile(r"^\s*(?:j|jawab|jawaban)\s*:", re.MULTILINE)
_LETTER = re.compile(r"^\s*(?:nomor|perihal|hal|kepada|kepada yth)\b\s*:", re.MULTILINE)
_YTH = re.compile(r"\byth\b\W{0,4}(.{0,260}?)(?=\n\s*\n|\bdi\s|\btempat\b)", re.DOTALL)
_LABEL = re.compile(r"\s*(t|j|p|q|a|tanya|jawab|jawaban|pertanyaan)\s*:")
_ASKING = frozenset({"t", "p", "q", "tanya", "pertanyaan"})
_APART = re.compile(
    r"\W*(?:untuk|bagi|kalau|sedangkan|adapun|sementara|khusus)\s(?:itu,?\s)?(?:untuk\s|bagi\s|yang\s|para\s)?"
    r"(?:pegawai\s|tenaga\s|guru\s)?(?:non|honorer|kontrak|thl|phl|pppk|outsourcing|alih daya)\b"
)
_WATCH = frozenset({"bawasl", "panwas"})
_CITIZENS = frozenset({"warga", "masyarakat", "publik"})
_TOLD = frozenset("ke kepada lewat melalui menggandeng dengan bersama hubungi menghubungi".split())
_HEAD, _LEAD, _EARLY, _NEAR = 160, 700, 12, 4
_HEAD_WORDS = 3


def first_office(low: str) -> bearers.Desk:
    """Give the office that handles complaints where the text has named none yet."""
    name = "Bawaslu" if "bawaslu" in low or "panwas" in low else "instansi"
    head = low[: max(low.find("\n"), 0)][:_HEAD]
    return bearers.Desk(name, name, home=name if "bawaslu" in head or "panwas" in head else "")


def _addressed(run: Run) -> tuple[str, ...]:
    """Give the servants a letter is addressed to (`Yth. Seluruh Kepala Desa`), but for chiefs, who pass it on.

    All of them are remembered as those whom the letter calls `Saudara`.
    """
    found = _YTH.search(run.low)
    if not found:
        return ()
    s = sentence_of(words(run.unified, run.low, *found.span(1)), "body", run.lexicon)
    named = dict.fromkeys(b for b in bearers.all_in(s, 0, len(s.words), run.lexicon) if b in bearers.SERVANTS)
    run.addressee = tuple(named)
    return tuple(b for b in named if b != "pejabat")


def default_bearer(run: Run) -> tuple[str, ...]:
    """Give whom the text is about: the public servants it names most, its headline and lead counted more."""
    addressed = _addressed(run)
    if addressed:
        return addressed
    head = run.low[: max(run.low.find("\n"), 0)][:_HEAD]
    lead = run.low[:_LEAD]
    chiefs = _CHIEFS.search(lead) or _CHIEFS_ASKED.search(head)
    if chiefs and not _ANY_STAFF.search(head):
        return ("pejabat",)
    counts: Counter[str] = Counter()
    for group, named in _NAMED.items():
        for text in (run.low, lead, head, head):
            counts[group] += len(named.findall(text))
    civil = counts["ASN"] + counts["PNS"] + counts["PPPK"]
    most = counts["PPPK"] > max(3, 2 * counts["ASN"], 2 * counts["PNS"])
    if most and not _ANSWERS.search(run.low):
        return ("PPPK",)
    pns, asn = len(_NAMED["PNS"].findall(run.low)), len(_CIVIL.findall(run.low))
    others = len(_PROFESSIONS.findall(run.low))
    if pns > max(1, others) and not _ANSWERS.search(run.low) and pns >= 3 * asn and pns > counts["PPPK"]:
        return ("PNS",)
    pair = next((pair for pair, forms in _PAIRS.items() if len(forms.findall(run.low)) > 1), None)
    if pair:
        return pair
    return _most_named(run.low, counts, civil)


def _most_named(low: str, counts: Counter[str], civil: int) -> tuple[str, ...]:
    """Give the group outside the civil service that a text is about, else the civil service."""
    others = {group: counts[group] for group in ("TNI_Polri", "kepala_desa", "perangkat_desa", "PHL")}
    top = max(others, key=lambda group: others[group])
    staff = len(_STAFF_WORDS.findall(low)) + len(_STAFF_WORDS.findall(low[:_LEAD]))
    if others[top] and ((not civil and others[top] > staff) or others[top] >= max(4, 3 * civil)):
        return (top,)
    if not civil and counts["Bawaslu"] and not _OFFICE.search(low):
        return ("Bawaslu",)
    return ("ASN",)


def take_audience(run: Run, s: Sentence) -> None:
    """A sentence that says whom the paper is for names the bearers of what follows."""
    found = _AUDIENCE.search(run.low, s.words[0].start, s.words[-1].end) if s.words else None
    if found:
        at = next((i for i, w in enumerate(s.words) if w.start >= found.end()), len(s.words))
        colon = next((i for i in range(at, min(at + 8, len(s.words))) if s.low(i) == ":"), at)
        if not run.lexicon.bearers.find(s.words, colon, min(colon + 4, len(s.words))):
            return
        named = bearers.all_in(s, at, len(s.words), run.lexicon)
        added = run.default_bearer if any(w.low in {"juga", "pula"} for w in s.words[:at]) else ()
        servants = tuple(dict.fromkeys((*added, *(b for b in named if b in bearers.SERVANTS))))
        run.default_bearer = servants or run.default_bearer
        run.bearer = ()


def take_asker(run: Run, start: int, s: Sentence) -> None:
    """Remember who asks a labelled question (`T: Saya guru PPPK. ...`) and give the answer to him."""
    label = _LABEL.match(run.low, start)
    if not label:
        return
    first = not run.low[label.end() : s.words[0].start].strip()
    if label.group(1) not in _ASKING:
        run.bearer = run.asker or (() if first else run.bearer)
        return
    mine = next((i for i in range(len(s.words)) if s.low(i) in ("saya", "kami")), len(s.words))
    named = bearers.group(s, mine, min(mine + 4, len(s.words)), run.lexicon, ())
    run.asker = tuple(b for b in named if b in bearers.SERVANTS) or (() if first else run.asker)
    run.bearer = run.asker


def _desk(s: Sentence, desk: bearers.Desk, at_work: bool, apart: bool) -> bearers.Desk:
    """Give who has to do with complaints once a sentence has been read."""
    if desk.home:
        return desk._replace(at_work=at_work, apart=apart)
    speaks, told, pending = desk.speaks, desk.pending or desk.told, ""
    offices = [i for i, low in enumerate(s.lows) if low in _OFFICES or low[:6] in _WATCH]
    for i in offices:
        name = "instansi" if s.lows[i] in _OFFICES else "Bawaslu"
        if any(s.low(k) in _TOLD for k in range(max(i - 3, 0), i)):
            pending = pending or name
        else:
            speaks = told = name
    return bearers.Desk(speaks, told, pending, at_work, apart)


def take_offices(run: Run, s: Sentence) -> None:
    """Remember which office spoke last, and the groups of servants that the first sentences address together."""
    run.sentences += 1
    if not _CITIZENS.isdisjoint(s.lows[:_HEAD_WORDS]):
        run.pressed = -_NEAR
    elif bearers.pressed_at_work(s, 0, len(s.words)):
        run.pressed = run.sentences
    elif not _CITIZENS.isdisjoint(s.lows):
        run.pressed = -_NEAR
    at_work = bool(run.asker) or run.sentences - run.pressed < _NEAR
    run.office = _desk(s, run.office, at_work, apart=_APART.match(run.low, s.words[-1].end) is not None)
    if run.sentences > _EARLY or len(run.default_bearer) > 1 or s.zone in ("caption", "boilerplate"):
        return
    aside = "termasuk" in s.lows and not _LETTER.search(run.low, 0, _LEAD)
    for at, _, _ in run.lexicon.bearers.find_all(s.words, 0, len(s.words)):
        named = bearers.group(s, at, len(s.words), run.lexicon, run.default_bearer)
        early = run.sentences <= 2 or not _OUTSIDE.isdisjoint(named)
        if len(named) > 1 and early and set(named) <= _STAFF and not aside and not _ANSWERS.search(run.low):
            run.default_bearer = named
            return
