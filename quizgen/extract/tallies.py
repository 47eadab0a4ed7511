"""Counts and stories: clauses that tell how many there were, or what happened, and so state no rule."""

from __future__ import annotations

from quizgen.extract.clauses import NEGATIONS, Sentence
from quizgen.extract.cues import Hit
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.words import is_active_verb

_NUMBERS = frozenset(
    """satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belasan puluhan ratusan ribuan
    sejumlah sebanyak""".split()
)
_COUNTED = frozenset(
    """orang pegawai asn pns pppk guru lurah camat kades kepala laporan aduan pengaduan temuan kasus perkara dugaan
    pelanggaran persen aparatur pelanggar akun prajurit perangkat honorer pejabat lainnya""".split()
)
_DAYS = frozenset({"senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu", "ahad"})
_MONTHS = frozenset("januari februari maret april mei juni juli agustus september oktober november desember".split())
_LIMITS = frozenset({"sampai", "hingga", "mulai", "lambat", "sejak", "sebelum", "setiap"})
_LACKS = frozenset({"memenuhi", "memuat", "memiliki", "mempunyai", "menyertakan", "melampirkan"})
_OPEN = frozenset("akan bakal bisa dapat siap siap-siap nanti terancam harus setiap jika kalau bila apabila".split())
"""Words of what is still to come, or only supposed."""
_AT_MOST = frozenset({"minimal", "maksimal", "paling", "sekurang-kurangnya", "setiap", "kurang", "sedikit"})
_ENDS = frozenset({".", ";", "<<", ">>", "?", "!", ":"})
_TO_COME = frozenset(
    """akan bakal bisa dapat siap siap-siap nanti terancam harus wajib setiap boleh dilarang jika bila kalau apabila
    perlu diminta silakan""".split()
)


def is_count(s: Sentence, i: int) -> bool:
    """Tell whether a word begins a count of people or cases (`23 pegawai`, `lima di antaranya`)."""
    after = s.low(i + 1)
    if after not in _COUNTED and (after != "di" or s.low(i + 2) != "antaranya"):
        return False
    number = s.lows[i] in _NUMBERS or s.lows[i].replace(".", "").isdigit()
    return number and s.low(i + 2) != "saksi" and s.low(i - 1) not in _AT_MOST


def tells_count(s: Sentence, hit: Hit) -> bool:
    """Tell whether a cue only says what became of so many (`Lima di antaranya terbukti dan | diteruskan ke bupati`)."""
    if hit.row.modality not in ("sanction", "reporting") and hit.row.id != "termasuk-pelanggaran":
        return False
    at = hit.start - 1
    counted = False
    while at >= 0 and s.lows[at] not in _ENDS:
        if s.lows[at] in _TO_COME and s.low(at - 1) not in NEGATIONS:
            return False
        counted = counted or is_count(s, at)
        at -= 1
    if not counted:
        return False
    end = next((i for i in range(hit.end, len(s.words)) if s.low(i) in _ENDS), len(s.words))
    return not any(s.low(i) in _TO_COME for i in range(hit.start, end))


def is_past(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch tells of what happened, outside relative clauses and with nothing to come."""
    lows = s.lows[max(begin, 0) : end]
    if not _OPEN.isdisjoint(lows):
        return False
    if any(is_count(s, i) for i in range(begin, end - 1)):
        return True
    if _LIMITS.isdisjoint(lows) and any(_is_dated(s, i) for i in range(begin, end)):
        return True
    return any(s.low(at - 1) != "yang" for at, _, _ in lexicon.classes["past"].find_all(s.words, begin, end))


def _is_dated(s: Sentence, i: int) -> bool:
    """Tell whether a day names when something was (`pada Selasa siang`, `3 Maret`)."""
    day = s.low(i) in _DAYS and s.low(i - 1) in ("pada", "hari")
    return day or (s.low(i) in _MONTHS and s.low(i - 1).isdigit())


def tells_of_past(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence tells of what happened: by a word of the past, or a day with its date (`Rabu (3/4)`)."""
    dated = any(s.low(i) in _DAYS and s.low(i + 1) == "(" for i in range(len(s.words)))
    return dated or is_past(s, 0, len(s.words), lexicon)


def says_of_self(s: Sentence, begin: int, end: int) -> bool:
    """Tell whether a stretch says what befell the speaker, or what somebody does not do (`tidak menyebarkan ...`)."""
    if s.low(begin) == "saya" and s.low(begin + 1).startswith("di") and len(s.low(begin + 1)) > 5:
        return True
    relative = False
    for i in range(begin, end - 1):
        relative = relative or s.low(i) == "yang" or "condition" in s.tags[i]
        if s.low(i) in NEGATIONS and is_active_verb(s.low(i + 1)) and s.low(i + 1) not in _LACKS and not relative:
            return s.low(i + 1).startswith("me")
    return False
