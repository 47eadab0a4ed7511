"""Legal references in a text, and which instrument of the bank each one means on a given day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizgen.model.mention import LegalReference

_KINDS = {
    "uu": "uu", "undang-undang": "uu", "undang undang": "uu", "pp": "pp", "peraturan pemerintah": "pp",
    "perpres": "perpres", "peraturan presiden": "perpres", "keppres": "keppres", "keputusan presiden": "keppres",
    "inpres": "inpres", "instruksi presiden": "inpres", "permenpan": "permenpan", "permenpanrb": "permenpan",
    "permendagri": "permendagri", "peraturan menteri": "permen", "perbawaslu": "perbawaslu",
    "peraturan bawaslu": "perbawaslu",
    "pkpu": "pkpu", "peraturan kpu": "pkpu", "skb": "skb", "surat keputusan bersama": "skb", "keputusan bersama": "skb",
    "surat edaran": "se", "se": "se", "perda": "perda", "peraturan daerah": "perda", "peraturan bkn": "perbkn",
    "perka bkn": "perbkn", "perpu": "perpu", "perppu": "perpu",
}  # fmt: skip
_KIND = "|".join(sorted((re.escape(k) for k in _KINDS), key=len, reverse=True))
_NUMBER = r"(?P<number>\d{1,4}[a-z]?(?:[/.-][\w./-]{1,30})?)"
_HEAD = re.compile(
    rf"\b(?P<kind>{_KIND})\b(?P<between>[^.;,\n\d]{{0,60}}?)\s{{0,3}}(?:(?:nomor|no\.?|nomer)\s{{0,3}})?{_NUMBER}"
    r"(?:\s{0,3}(?:tahun|th\.?)\s{0,3}(?P<year>\d{4})|/(?P<slash>\d{4}))?"
)
_PLACE = re.compile(
    r"\bpasal\s{0,3}(?P<pasal>\d{1,3}[a-z]?)(?:\s{0,3}\([a-z]{1,20}\))?"
    r"(?:\s{0,3},?\s{0,3}ayat\s{0,3}\(?(?P<ayat>\d{1,2})\)?)?"
    r"(?:\s{0,3},?\s{0,3}huruf\s{0,3}\(?(?P<huruf>[a-z])\)?(?![a-z]))?"
)
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Instrument:
    """What resolution needs to know of an instrument; in_force_until and replaced_by are None while it is in force."""

    id: str
    number: str
    in_force_from: date | None
    in_force_until: date | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference with the instrument it means; repealed is the day it ceased to hold, if before the day asked."""

    reference: LegalReference
    instrument: str | None
    repealed: date | None
    replaced_by: str | None


def references(low: str, start: int, end: int) -> tuple[LegalReference, ...]:
    """Give the references in [start, end) of the lower-cased text, in their order."""
    heads = [
        m for m in _HEAD.finditer(low, start, end) if m.group("year") or m.group("slash") or "/" in m.group("number")
    ]
    places = list(_PLACE.finditer(low, start, end))
    out: list[LegalReference] = []
    used: set[int] = set()
    for head in heads:
        near = [p for p in places if p.start() not in used and _is_near(p, head)]
        place = near[0] if near else None
        if place:
            used.add(place.start())
        out.append(_reference(head, place))
    out += [_reference(None, p) for p in places if p.start() not in used]
    return tuple(sorted(out, key=lambda r: r.start))


def _is_near(place: re.Match[str], head: re.Match[str]) -> bool:
    return 0 <= head.start() - place.end() <= _NEAR or 0 <= place.start() - head.end() <= _NEAR


def _reference(head: re.Match[str] | None, place: re.Match[str] | None) -> LegalReference:
    kind = number = year = ""
    if head:
        kind = _KINDS[head.group("kind")]
        number, year = head.group("number"), head.group("year") or head.group("slash") or ""
        if not year and "/" in number and re.fullmatch(r"\d+/\d{4}", number):
            number, _, year = number.partition("/")
    found = [m for m in (head, place) if m]
    parts = place.groupdict("") if place else dict.fromkeys(("pasal", "ayat", "huruf"), "")
    start, end = min(m.start() for m in found), max(m.end() for m in found)
    return LegalReference(kind, number, year, parts["pasal"], parts["ayat"], parts["huruf"], start, end)


def resolve(reference: LegalReference, instruments: Iterable[Instrument], day: date | None) -> Resolved:
    """Find the instrument a reference means, and whether it was repealed on the day (None: do not ask).

    Two numbers are the same when kind, first number and year agree (`UU 5/2014`, `Undang-Undang Nomor 5 Tahun 2014`).
    """
    wanted = (reference.kind, reference.number, reference.year)
    for instrument in instruments:
        written = references(instrument.number.lower(), 0, len(instrument.number))
        if any((r.kind, r.number, r.year) == wanted for r in written):
            until = instrument.in_force_until
            gone = until if until and day and until <= day else None
            return Resolved(reference, instrument.id, gone, instrument.replaced_by if gone else None)
    return Resolved(reference, None, None, None)
