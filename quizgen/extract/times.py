"""When a rule holds: the words of its limit in time, and the days that can be computed from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from quizgen.dates import MONTHS
from quizgen.extract.clauses import Sentence, chunk_end
from quizgen.extract.drafts import Draft
from quizgen.extract.lexicon import Lexicon

_UP_TO = frozenset({"sampai", "hingga"})
_AFTERWARDS = frozenset({"setelahnya", "sesudahnya"})
_NOT_WHEN = frozenset({("saat", "ini"), ("saat", "itu"), ("waktu", "itu"), ("dalam", "hal"), ("waktu", "kerja")})
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:\s?(?:-|dan|hingga|sampai(?: dengan)?|s\.?/?d\.?)\s?(?P<to>\d{{1,2}})(?=\s[a-z]))?"
    rf"(?:\s(?P<month>{'|'.join(MONTHS)})(?:\s(?P<year>\d{{4}}))?|[/-](?P<number>\d{{1,2}})[/-](?P<of>\d{{4}}))\b"
)
_BEFORE_DAY = re.compile(
    r"(?P<word>sampai dengan|s\.?/?d\.?|sampai|hingga|paling lambat|selambat-lambatnya|sebelum|sesudah|setelah|sejak"
    r"|mulai|terhitung|dari|per|pada|-)\s"
    r"(?:(?:pada|tanggal|tgl\.?|hari|mulai|akhir|masa|pemungutan suara|pencoblosan|dan)\s"
    r"|(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu),?\s|\()*$"
)
_NUMBERS = (
    "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
    + [f"{one} belas" for one in "dua tiga empat lima enam tujuh delapan sembilan".split()]
    + ["dua puluh"]
)
_COUNT = rf"(?:(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\s|se)(hari|minggu|pekan)\b"
_DAYS = re.compile(rf"\b(?:tinggal|tersisa|sisa)\s{_COUNT}|\b{_COUNT}\s(?:ke\s?depan|lagi|mendatang)\b")
_FROM_NOW = re.compile(r"(?:mulai|sejak|terhitung(?: mulai)?)\s(?P<word>hari ini|sekarang|kini|besok|lusa)\b")
_NOW = {"hari ini": 0, "sekarang": 0, "kini": 0, "besok": 1, "lusa": 2}
_THEN = re.compile(r"\b(?:setelah|sesudah) itu\b|\bsetelahnya\b|\bsesudahnya\b")
_UNTIL = frozenset({"sampai dengan", "sampai", "hingga", "paling lambat", "selambat-lambatnya", "-"})
_FROM = frozenset({"sejak", "mulai", "terhitung", "dari", "per"})


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day on which a rule holds, as far as its text says; None where it does not."""

    first: date | None = None
    last: date | None = None


def time_of(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[int, int] | None:
    """Give the word range of the limit in time of a draft, if it has one."""
    for i in range(draft.begin, draft.end):
        if draft.cue_start <= i < draft.cue_end or not _opens_time(s, i, lexicon):
            continue
        end = chunk_end(s, i, draft.end)
        if i < draft.cue_start < end:
            end = _before_subject(s, i, draft.cue_start, lexicon)
        return (i, end) if end > i else None
    return None


def _opens_time(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    low, after = s.low(i), s.low(i + 1)
    if low in _UP_TO:
        at = i + 1
        while s.low(at) in ("dengan", "pada", "batas", "saat", "hari"):
            at += 1
        return s.low(at)[:1].isdigit() or lexicon.times.match(s.words, at) is not None
    if low in _AFTERWARDS or (low == "mulai" and after in ("besok", "lusa", "sekarang", "kini")):
        return True
    if low == "mulai" and (after, s.low(i + 2)) == ("hari", "ini"):
        return True
    if low in ("pada", "tanggal", "pukul", "mulai", "paling", "dari", "terhitung"):
        dated = after[:1].isdigit() or after in ("tanggal", "pukul", "lambat") or (low == "pada" and after == "hari")
        return dated and (low != "paling" or after == "lambat")
    return "time" in s.tags[i] and (low, after) not in _NOT_WHEN


def _before_subject(s: Sentence, start: int, cue: int, lexicon: Lexicon) -> int:
    """Give where a time in front of the cue ends: before the bearer at the cue (`selama kampanye | ASN dilarang`)."""
    found = list(lexicon.bearers.find_all(s.words, start + 1, cue))
    close = found and all("adverb" in s.tags[n] for n in range(found[-1][1], cue))
    end = found[-1][0] if close else cue
    while end > start + 2 and s.low(end - 1) in ("para", "semua", "seluruh", "setiap"):
        end -= 1
    return end if end > start + 1 else cue


def days_left(low: str, start: int, end: int) -> int | None:
    """Give the days that a sentence says are left (`tinggal 12 hari lagi`)."""
    found = _DAYS.search(low, start, end)
    if found is None:
        return None
    unit = found.group(2) or found.group(4)
    count = found.group(1) or found.group(3) or "1"
    number = int(count) if count.isdigit() else _NUMBERS.index(" ".join(count.split())) + 1
    return number * (1 if unit == "hari" else 7)


def span_of(words: str, published: date | None, left: int | None) -> Span:
    """Compute the days that the words of a limit in time mean.

    words are lower case. published is the day of the text, left the days it has said to be left; a limit counted in
    days has no dates without them.
    """
    plain = " ".join(words.split())
    if _THEN.search(plain) and published and left:
        return Span(first=published + timedelta(days=left + 1))
    soon = _FROM_NOW.match(plain)
    if soon and published:
        return Span(first=published + timedelta(days=_NOW[soon["word"]]))
    counted = days_left(plain, 0, len(plain))
    if counted and published:
        return Span(last=published + timedelta(days=counted))
    return _dated(plain, published)


def _dated(plain: str, published: date | None) -> Span:
    first = last = None
    found = list(_DAY.finditer(plain))
    for n, one in enumerate(found):
        day = _day(one, found[n + 1] if n + 1 < len(found) else None, published)
        before = _BEFORE_DAY.search(plain, 0, one.start())
        word = before["word"] if before else ""
        if day is None:
            continue
        if one["to"]:
            first, last = day, _same_month(day, int(one["to"]))
            continue
        if word.startswith("s") and word[1:2] in ("d", ".", "/"):
            word = "sampai"
        if word in _UNTIL:
            last = day
        elif word == "sebelum":
            last = day - timedelta(days=1)
        elif word in ("setelah", "sesudah"):
            first = day + timedelta(days=1)
        elif word in _FROM or n + 1 < len(found):
            first = day
        elif word == "pada" or not word:
            first = last = day
    return Span(first, last) if not (first and last and first > last) else Span()


def _same_month(day: date, number: int) -> date | None:
    """Give another day of a month, None where it has none of that number."""
    try:
        return day.replace(day=number)
    except ValueError:
        return None


def _day(one: re.Match[str], following: re.Match[str] | None, published: date | None) -> date | None:
    """Give the day of a match; without a year, that of the date after it, else of the text."""
    year = one["year"] or one["of"] or (following["year"] if following else None) or (published and published.year)
    if not year:
        return None
    month = MONTHS.index(one["month"]) + 1 if one["month"] else int(one["number"])
    try:
        return date(int(year), month, int(one["day"]))
    except ValueError:
        return None
