"""What a text says of itself: its title, publisher, place and date, as far as that can be told from the words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from quizgen.dates import WEEKDAYS, WrittenDate, indonesian, written

_DATELINE = re.compile(
    r"^[ \t]*(?P<one>[A-Z][\w.'-]*(?:[ /][\w.'-]+){0,3}?|[a-z][\w-]*\.(?:com|id|co|net|org|news|tv)[\w.]*)"
    r"(?:, ?(?P<two>[A-Z][\w. '-]{2,40}?)|[ ]?\((?P<three>[^()\n]{2,40})\))?[ \t]*[-–—]{1,2}[ \t]",
    re.M,
)
_PRESS = re.compile(
    r"\.(?:com|id|co|net|org|news|tv)\b|\b(?:online|news|tribun\w*|antara\w*|media|pos|post|kompas|tempo|radar|suara|warta"
    r"|humas|diskominfo)\b",
    re.I,
)
_ENACTED = re.compile(
    r"(?:ditetapkan|diundangkan|disahkan)(?: di (?P<place>[^\n]{2,40}?))?\s*,?\s*(?:pada\s+tanggal|tanggal)\s*:?\s*$",
    re.I,
)
_HEADED = re.compile(r"^[ \t]*(?P<place>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}),\s*$")
_KIND_OF_PAPER = re.compile(
    r"(?:(?:SURAT EDARAN|EDARAN|INSTRUKSI|PERATURAN|KEPUTUSAN(?: BERSAMA)?|SURAT KEPUTUSAN(?: BERSAMA)?|UNDANG-UNDANG"
    r"|MAKLUMAT|PENGUMUMAN|NOTA DINAS|SURAT PERINTAH|(?:SURAT )?H?IMBAUAN|PAKTA INTEGRITAS|PEDOMAN|PETUNJUK TEKNIS)"
    r"(?: [A-Z0-9 .,/()-]+)?"
    r"|(?:Surat Edaran|Instruksi|Keputusan|Surat Keputusan|Peraturan|Maklumat|Pengumuman|Nota Dinas)(?: [A-Z]\w*)*)"
    r"(?:\s?:?\s?(?:Nomor|NOMOR|No\.)\b.*)?"
)
_PART_OF_TITLE = re.compile(r"(?:nomor|no\.?|tahun|tentang)\b", re.I)
_SUBJECT = re.compile(r"(?:Hal|Perihal|HAL|PERIHAL)\s*:\s*(?P<subject>\S.{5,180})")
_LETTERHEAD = re.compile(
    r"(?:PEMERINTAH|KEMENTERIAN|BADAN|DINAS|SEKRETARIAT|BUPATI|WALI ?KOTA|GUBERNUR|KOMISI|PROVINSI|KABUPATEN|KOTA"
    r"|KEPALA|MENTERI|KANTOR|INSPEKTORAT|KECAMATAN|KELURAHAN|UNIVERSITAS|MAHKAMAH|PENGADILAN|KEPOLISIAN|PANITIA)\b"
)
_PLACE = re.compile(r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,2}")
_CLOCK = re.compile(r"\b\d{1,2}[.:]\d{2}\b|\bWI(?:B|TA|T)\b|\b[Pp]ukul\b")
_HEAD_LINES = 40
_HEAD = 20_000
"""Letters from the beginning in which a headline is looked for."""
_LONGEST_OFFICE = 80
_LONGEST_OFFICIAL_TITLE = 400
_LONGEST_TITLE = 200
_LONGEST_DATE_LINE = 60


@dataclass(slots=True)
class Byline:
    """What could be told; an empty string for what could not. published is as it is written into sources.yaml."""

    title: str = ""
    publisher: str = ""
    place: str = ""
    published: str = ""
    misfits: list[WrittenDate] = field(default_factory=list)
    """Dates of the text whose weekday is not the one named."""


def byline(text: str) -> Byline:
    """Tell what a text says of itself."""
    found = Byline(title=_official_title(text) or _title(text), publisher=_office(text))
    if dateline := _dateline(text):
        found.publisher, found.place = dateline[0] or found.publisher, dateline[1]
    first = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    found.place = found.place or _placed_day(first) or ""
    dates = list(written(text))
    found.misfits = [one for one in dates if not one.weekday_fits]
    if day := next(_days(text), None):
        found.published, place = day
        found.place = found.place or place
    return found


def as_published(day: date, with_weekday: bool) -> str:
    """Write a day as sources.yaml has it: `Minggu, 28 Januari 2024` where the text names the weekday, else ISO."""
    return f"{WEEKDAYS[day.weekday()].capitalize()}, {indonesian(day)}" if with_weekday else day.isoformat()


def _official_title(text: str) -> str:
    """Give the title of a circular, a decree or a letter, which stands under the letterhead; nothing of other texts.

    It is its kind, number and subject (`SURAT EDARAN NOMOR ... TENTANG ...`), or what a letter has behind `Hal:`.
    """
    lines = [" ".join(line.split()) for line in text.removeprefix("\ufeff").splitlines()[:_HEAD_LINES]]
    at = next((n for n, line in enumerate(lines) if _KIND_OF_PAPER.fullmatch(line)), None)
    if at is None:
        subject = next((m["subject"] for line in lines if (m := _SUBJECT.fullmatch(line))), "")
        return subject.rstrip(".") if _office(text) else ""
    title = [lines[at]]
    for line in lines[at + 1 :]:
        goes_on = line and (line.isupper() or _PART_OF_TITLE.match(line) or title[-1].lower().endswith("tentang"))
        if line and not goes_on:
            break
        title += [line] if line else []
    made = " ".join(title)
    return made if len(title) > 1 and len(made) <= _LONGEST_OFFICIAL_TITLE else ""


def _office(text: str) -> str:
    """Give the office of a letterhead: the first line, if it is one in capitals."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "").removeprefix("\ufeff")
    plain = " ".join(line.split())
    return plain.title() if plain.isupper() and _LETTERHEAD.match(plain) and len(plain) <= _LONGEST_OFFICE else ""


def _title(text: str) -> str:
    """Give the first line but for place and day, if it looks like a headline: short, no full stop, no dateline."""
    head = text.removeprefix("\ufeff")[:_HEAD]
    line = next((line.strip() for line in head.splitlines() if line.strip() and _placed_day(line) is None), "")
    plain = len(line) <= _LONGEST_TITLE and not line.endswith((".", ",", ";", ":")) and not _DATELINE.match(line)
    return " ".join(line.split()) if plain else ""


def _placed_day(line: str) -> str | None:
    """Give the place of a line of nothing but place and day (`Contoh, 5 Januari 2024`); None of another."""
    days = list(written(line)) if len(line) <= _LONGEST_DATE_LINE else []
    if len(days) != 1:
        return None
    rest = _CLOCK.sub("", line.replace(days[0].words, "")).strip(" \t\r,;()|/-–—:")
    return rest if not rest or _PLACE.fullmatch(rest) else None


def _dateline(text: str) -> tuple[str, str] | None:
    """Give publisher and place of the first line that begins with them (`Kabar Kota, CONTOH - ...`)."""
    for found in _DATELINE.finditer(text):
        rest = text[found.end() : text.find("\n", found.end()) if "\n" in text[found.end() :] else len(text)]
        if len(rest) < 40:
            continue  # a headline with a dash, or a label
        parts = [part.strip() for part in found.group("one", "two", "three") if part]
        press = [part for part in parts if _PRESS.search(part)]
        places = [part for part in parts if part not in press]
        if not press and (len(parts) > 1 or any(word.islower() for word in parts[0].split())):
            continue
        return (press[0] if press else ""), (_named(places[0]) if places else "")
    return None


def _named(place: str) -> str:
    return place.title() if place.isupper() else place


def _days(text: str) -> Iterator[tuple[str, str]]:
    """Give the day of a text and perhaps its place, the surest first."""
    dates = [(found, found.day) for found in written(text) if found.day is not None]
    at = 0
    placed = []
    for found, day in dates:
        at = text.index(found.words, at)
        placed.append((found, day, at))
        at += len(found.words)
    for found, day, at in placed:
        if found.weekday is None and (enacted := _ENACTED.search(text[max(0, at - 120) : at])):
            yield as_published(day, False), _named(enacted["place"] or "")
    for found, day, at in placed:
        line_start = text.rfind("\n", 0, at) + 1
        if found.weekday is None and (head := _HEADED.search(text[line_start:at])):
            yield as_published(day, False), _named(head["place"])
    for found, day, _ in placed:
        if found.weekday is not None and found.weekday_fits:
            yield as_published(day, True), ""
    for found, day, at in placed:
        line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]
        if len(line) <= _LONGEST_DATE_LINE or found.weekday is not None:
            yield as_published(day, False), ""
