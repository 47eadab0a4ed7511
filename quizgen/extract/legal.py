"""Legal references in a text: which regulation, and which place inside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from quizgen.extract.places_of_law import Place, places
from quizgen.model.mention import LegalReference

_KINDS = {
    "uu": "uu", "undang-undang": "uu", "undang undang": "uu", "pp": "pp", "peraturan pemerintah": "pp",
    "perpres": "perpres", "peraturan presiden": "perpres", "keppres": "keppres", "keputusan presiden": "keppres",
    "inpres": "inpres", "instruksi presiden": "inpres", "permenpan": "permenpan", "permenpanrb": "permenpan",
    "permendagri": "permendagri", "kepmenpanrb": "kepmenpan", "peraturan menteri": "permen",
    "perbawaslu": "perbawaslu", "peraturan bawaslu": "perbawaslu", "peraturan badan pengawas pemilu": "perbawaslu",
    "peraturan badan pengawas pemilihan umum": "perbawaslu",
    "pkpu": "pkpu", "peraturan kpu": "pkpu", "peraturan komisi pemilihan umum": "pkpu",
    "skb": "skb", "surat keputusan bersama": "skb", "keputusan bersama": "skb",
    "surat edaran": "se", "se": "se", "perda": "perda", "peraturan daerah": "perda", "peraturan bkn": "perbkn",
    "perka bkn": "perbkn", "peraturan kepala bkn": "perbkn", "peraturan badan kepegawaian negara": "perbkn",
    "perbup": "perbup", "peraturan bupati": "perbup", "perwali": "perwali", "perwako": "perwali",
    "peraturan wali kota": "perwali", "peraturan walikota": "perwali", "pergub": "pergub",
    "peraturan gubernur": "pergub", "perpu": "perpu", "perppu": "perpu", "putusan mk": "mk",
    "putusan mahkamah konstitusi": "mk", "surat": "surat",
}  # fmt: skip
_LABELS = {
    "perpres": "Perpres", "keppres": "Keppres", "inpres": "Inpres", "permenpan": "PermenPANRB", "perpu": "Perppu",
    "permendagri": "Permendagri", "kepmenpan": "KepmenPANRB", "permen": "Peraturan Menteri", "perda": "Perda",
    "perbawaslu": "Perbawaslu", "perbkn": "Peraturan BKN", "perbup": "Perbup", "perwali": "Perwali",
    "pergub": "Pergub", "mk": "Putusan MK", "surat": "Surat",
}  # fmt: skip
_OF_MANY = frozenset({"se", "surat", "permen", "perda", "perbup", "perwali", "pergub"})
"""Kinds that many offices number each for itself, so that the number alone says nothing."""
_ISSUERS = (
    ("menpanrb", re.compile(r"menpan|pan-?\s?rb|pendayagunaan aparatur")),
    ("mendagri", re.compile(r"mendagri|dalam negeri")),
    ("bkn", re.compile(r"\bbkn\b|badan kepegawaian negara")),
    ("bawaslu", re.compile(r"bawaslu|badan pengawas")),
    ("kasn", re.compile(r"\bkasn\b|komisi aparatur")),
)
_KIND = "|".join(sorted((re.escape(k) for k in _KINDS), key=len, reverse=True))
_KIND = _KIND.replace(r"\ ", r"\s{1,3}").replace(r"\-", r"\s{0,2}-\s{0,2}")
_BLANKS, _AROUND_DASH = re.compile(r"\s+"), re.compile(r"\s*-\s*")
_NUMBER = (
    r"(?P<number>\d{1,4}[a-z]?(?:[/.-][\w./-]{1,30}(?<![.-]))?|[a-z]{1,3}(?:\.[\d-]{1,6})?/\d[\w./-]{1,30}(?<![.-]))"
)
_HEAD = re.compile(
    rf"\b(?P<kind>{_KIND})\b(?P<between>(?:(?!\b(?:{_KIND})\b)[^.;,\d]){{0,160}}?)\s{{0,3}}"
    rf"(?:(?:nomor|no\.?|nomer)\s{{0,3}}:?\s{{0,3}})?(?<![\w/]){_NUMBER}(?!\w)"
    r"(?:\s{0,3}(?:tahun|thn\.?|th\.?)\s{0,3}(?P<year>\d{4}))?"
)
_JOINT_DECREE = re.compile(
    r"\b(?P<kind>skb|surat keputusan bersama|keputusan bersama)\b(?P<between>[^.;\d]{0,240}?)\snomor\s{0,3}:?\s{0,3}"
    rf"{_NUMBER}(?:\s{{0,3}}(?:tahun|thn\.?|th\.?)\s{{0,3}}(?P<year>\d{{4}}))?"
)
_SIGNS = tuple(
    "pasal uu pp undang peratur skb putusan surat perpres perbawaslu permen perda perwa perbup pergub perka pkpu inpres"
    " instruksi keppres kepmen".split()
)
"""What a sentence with a reference holds one of; asked first, as most sentences hold none."""
_OF_OFFICE = re.compile(r",\s{1,3}[a-z ]{2,30}\s(?P<number>\d[\w./-]{0,30})/(?P<year>(?:19|20)\d{2})\b")
_YEAR_LAST = re.compile(r"(?:^|[/-])((?:19|20)\d{2})$")
_BEFORE = re.compile(r"\s{0,3},?\s{0,3}(?:(?:di )?(?:dalam|dari|pada)\s{1,3})?(?:ketentuan\s{1,3})?")
_BY_NAME = re.compile(r"\s{0,3}\(\s{0,2}")
_SAME_LAW = re.compile(r"\b(?:undang-undang|uu|peraturan(?: pemerintah)?|pp|aturan)\s(?:itu|ini|tersebut|yang sama)\b")
_JOINED = re.compile(r"[;,.]|\b(?:dan|serta|atau|jo)\b")
_NEAR = 80


@dataclass(frozen=True, slots=True)
class LegalName:
    """A name by which texts of certain days (both ends included, None: no end) call a regulation."""

    form: str
    kind: str
    number: str
    year: str
    first: date | None
    last: date | None

    def fits(self, day: date | None) -> bool:
        """Tell whether the name means this in a text of the day; in one without a day it means what is in force."""
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class LegalNames:
    """The names of legal_names.yaml."""

    rows: tuple[LegalName, ...] = field(default=())

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """One expression for all names, the longest first; None where there are none."""
        forms = sorted({re.escape(row.form).replace(r"\ ", r"\s{1,3}") for row in self.rows}, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(forms)})(?!\w)") if forms else None

    def meant(self, words: str, day: date | None) -> LegalName | None:
        """Give what a name means in a text of a day, or nothing."""
        return next((row for row in self.rows if row.form == words and row.fits(day)), None)


NO_NAMES = LegalNames()


@dataclass(frozen=True, slots=True)
class Head:
    """A regulation named in a text: half-open offsets, and what of it the text gives."""

    kind: str
    number: str
    year: str
    issuer: str
    name: str
    start: int
    end: int


def references(
    low: str,
    start: int,
    end: int,
    names: LegalNames = NO_NAMES,
    day: date | None = None,
    spoken_of: LegalReference | None = None,
) -> tuple[LegalReference, ...]:
    """Give the references in [start, end) of the lower-cased text, in their order.

    day is that of the text, which a name without a number needs. spoken_of is the regulation last named before: a bare
    `Pasal 9` or `undang-undang tersebut` means that one.
    """
    sentence = low[start:end]
    if not any(sign in sentence for sign in _SIGNS) and " se " not in f" {sentence}":
        return ()
    heads, found = _heads(low, start, end, names, day), places(low, start, end)
    if spoken_of:
        heads = sorted(heads + _pointing(low, start, end, heads, spoken_of), key=lambda one: one.start)
    owners = _owners(low, heads, found)
    out = [_reference(low, owner, place) for owner, place in zip(owners, found, strict=True)]
    named = {id(owner) for owner in owners}
    out += [_reference(low, head, None) for head in heads if id(head) not in named]
    if spoken_of:
        out = [one if one.kind else _within(spoken_of, one) for one in out]
    return tuple(dict.fromkeys(sorted(out, key=lambda r: (r.start, r.end))))


def _heads(low: str, start: int, end: int, names: LegalNames, day: date | None) -> list[Head]:
    out = [head for m in _HEAD.finditer(low, start, end) if (head := _head(m))]
    decrees = [head for m in _JOINT_DECREE.finditer(low, start, end) if (head := _head(m))]
    out += [one for one in decrees if all(one.end != head.end for head in out)]
    for m in names.pattern.finditer(low, start, end) if names.pattern else ():
        words = " ".join(m.group().split())
        meant = names.meant(words, day)
        inside = [one for one in out if one.start <= m.start() < one.end]
        if inside and not any(char.isdigit() for char in words):
            continue  # `UU ASN Nomor 20 Tahun 2023`
        if any(_BY_NAME.fullmatch(low, one.end, m.start()) for one in out):
            continue  # `UU Nomor 7 Tahun 2017 (UU Pemilu)`
        out = [one for one in out if one not in inside]
        parts = (meant.kind, meant.number, meant.year) if meant else ("", "", "")
        kind = parts[0] or _KINDS.get(words.split(" ", maxsplit=1)[0], "")
        out.append(Head(kind, *parts[1:], issuer="", name=words, start=m.start(), end=m.end()))
    return sorted(out, key=lambda one: one.start)


def _head(found: re.Match[str]) -> Head | None:
    """Make a regulation of a match; nothing where it has no year, as a number alone may be any."""
    number, year = found["number"], found["year"] or ""
    last = _YEAR_LAST.search(number)
    if not year and last:
        year = last.group(1)
        number = number[: last.start()] if re.fullmatch(r"\d+(?:-\d+)?/\d{4}", number) else number
    if not year and not (number[0].isdigit() and "/" in number):
        return None
    number = number.lstrip("0") if number.isdigit() else number
    kind = _KINDS[_AROUND_DASH.sub("-", _BLANKS.sub(" ", found["kind"]))]
    if kind == "surat" and "/" not in number:
        return None
    issuer = next((name for name, words in _ISSUERS if words.search(found["between"])), "") if kind in _OF_MANY else ""
    return Head(kind, number, year, issuer, "", found.start(), found.end())


def _pointing(low: str, start: int, end: int, heads: list[Head], to: LegalReference) -> list[Head]:
    """Give where `undang-undang tersebut` means the regulation named before."""
    free = [m for m in _SAME_LAW.finditer(low, start, end) if all(not h.start <= m.start() < h.end for h in heads)]
    return [Head(to.kind, to.number, to.year, to.issuer, to.name, m.start(), m.end()) for m in free]


def _owners(low: str, heads: list[Head], found: list[Place]) -> list[Head | None]:
    """Tell whose each place is: of the regulation right behind it, else of the one before, else of one soon after."""
    out: list[Head | None] = [None] * len(found)
    for i in range(len(found) - 1, -1, -1):
        place = found[i]
        behind = next((h for h in heads if h.start >= place.end and _BEFORE.fullmatch(low, place.end, h.start)), None)
        before = [h for h in heads if h.end <= place.start]
        chained = out[i + 1] if i + 1 < len(found) and found[i + 1].chain == place.chain else None
        after = next((h for h in heads if _is_soon(low[place.end : h.start], h.start - place.end)), None)
        out[i] = behind or chained or (before[-1] if before else after)
    return out


def _is_soon(between: str, length: int) -> bool:
    """Tell whether a regulation behind a place may still be its own: near, and nothing joined in between."""
    return 0 <= length <= _NEAR and not _JOINED.search(between)


def _reference(low: str, head: Head | None, place: Place | None) -> LegalReference:
    spans = [(one.start, one.end) for one in (head, place) if one]
    pasal, ayat, huruf, angka = place.path if place else ("", "", "", "")
    start, end = min(a for a, _ in spans), max(b for _, b in spans)
    while end > start and low[end - 1] in " .,":
        end -= 1
    if head is None:
        return LegalReference("", "", "", pasal, ayat, huruf, start, end, angka)
    return LegalReference(
        head.kind, head.number, head.year, pasal, ayat, huruf, start, end, angka, head.issuer, head.name
    )


def _within(law: LegalReference, place: LegalReference) -> LegalReference:
    """Give a bare place as one of a regulation, at its own offsets."""
    return LegalReference(
        law.kind, law.number, law.year, place.pasal, place.ayat, place.huruf, place.start, place.end, place.angka,
        law.issuer, law.name,
    )  # fmt: skip


def label(reference: LegalReference) -> str:
    """Write the regulation of a reference as it is spoken of: `UU 5/2014`, `SE MenPANRB 1/2023`."""
    one = reference
    if not one.number:
        return one.name.upper()
    issuer = {"menpanrb": "MenPANRB", "mendagri": "Mendagri"}.get(one.issuer, one.issuer.upper())
    number = f"{one.number}/{one.year}" if one.year and not one.number.endswith(one.year) else one.number.upper()
    return " ".join(word for word in (_LABELS.get(one.kind, one.kind.upper()), issuer, number) if word)


def full_label(reference: LegalReference) -> str:
    """Write a reference with its place: `Pasal 5 huruf n angka 2 PP 94/2021`."""
    one = reference
    parts = [("Pasal", one.pasal), ("ayat", one.ayat and f"({one.ayat})"), ("huruf", one.huruf), ("angka", one.angka)]
    words = [f"{name} {value}" for name, value in parts if value]
    return " ".join(word for word in (*words, label(one)) if word)


def same_law(one: LegalReference, other: LegalReference) -> bool:
    """Tell whether two references name the same regulation, whatever the place inside."""
    if not one.number or one.number != other.number:
        return False
    if not one.number[0].isdigit():
        return True  # a letter's number has the office in it
    return (one.kind, one.year, one.issuer) == (other.kind, other.year, other.issuer)


def laws_of(number: str) -> Iterable[LegalReference]:
    """Give the regulations that an instrument's official number names; a joint decree has a number of each office."""
    low = number.lower()
    named = references(low, 0, len(low))
    if not named or named[0].kind != "skb":
        return named
    others = [_head_of_office(m) for m in _OF_OFFICE.finditer(low, named[0].end)]
    return (*named, *(_reference(low, one, None) for one in others))


def _head_of_office(found: re.Match[str]) -> Head:
    """Make the number that one office gave a joint decree (`Mendagri 800-5474/2022`)."""
    number, year = found["number"], found["year"]
    number = number if re.fullmatch(r"[\d-]+", number) else f"{number}/{year}"
    return Head("skb", number, year, "", "", found.start(), found.end())
