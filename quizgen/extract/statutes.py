"""Which instrument a legal reference means, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from quizgen.extract.legal import label, laws_of, same_law
from quizgen.extract.places_of_law import places
from quizgen.model.mention import LegalReference


@dataclass(frozen=True, slots=True)
class Instrument:
    """What resolution needs to know of an instrument; in_force_until is its last day in force, None while it is."""

    id: str
    number: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    replaced_by: str | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A reference with the instrument it means (None: the bank has none).

    articles are the ids the bank has of the regulation where it has neither the place named nor the regulation as a
    whole. repealed is the first day on which it no longer held, if before or on the day asked; successor names what
    replaced it (`UU 20/2023`).
    """

    reference: LegalReference
    instrument: str | None = None
    repealed: date | None = None
    replaced_by: str | None = None
    successor: str = ""
    articles: tuple[str, ...] = ()


class Statutes:
    """The instruments of a bank, to be asked what a reference means."""

    def __init__(self, instruments: Iterable[Instrument]) -> None:
        self.instruments = tuple(instruments)
        self.laws = [(one, tuple(laws_of(one.number)), _articles(one)) for one in self.instruments]

    def resolve(self, reference: LegalReference, day: date | None) -> Resolved:
        """Find the instrument: the place named, else the nearest place around it, else the regulation as a whole.

        Two numbers are the same when kind, number and year agree (`UU 5/2014`, `Undang-Undang Nomor 5 Tahun 2014`).
        day is the one asked about (None: do not ask whether it is repealed).
        """
        wanted = (reference.pasal, reference.ayat, reference.huruf, reference.angka)
        same = [
            (_depth(articles, wanted), one)
            for one, laws, articles in self.laws
            if any(same_law(reference, law) for law in laws)
        ]
        depth, found = max(same, key=lambda pair: pair[0], default=(-1, None))
        if found is None or depth < 0:
            return Resolved(reference, articles=tuple(one.id for _, one in same))
        gone = found.in_force_until + timedelta(days=1) if found.in_force_until and day else None
        if gone is None or day is None or gone > day:
            return Resolved(reference, found.id)
        return Resolved(reference, found.id, gone, found.replaced_by, self._named(found.replaced_by))

    def _named(self, instrument: str | None) -> str:
        laws = next((laws for one, laws, _ in self.laws if one.id == instrument), ())
        return label(laws[0]) if laws else ""


def _articles(instrument: Instrument) -> list[tuple[str, ...]]:
    """Give the places an instrument is about, and what a list of them shares (`Pasal 15 ayat (1) sampai (3)`)."""
    low = instrument.article.lower()
    if not low:
        return [("", "", "", "")]
    found: list[tuple[str, ...]] = [place.path for place in places(low, 0, len(low))]
    shared = tuple(values[0] if len(set(values)) == 1 else "" for values in zip(*found, strict=True))
    return [*found, shared] if any(shared) else found


def _depth(articles: list[tuple[str, ...]], wanted: tuple[str, ...]) -> int:
    """Tell how many parts of a place an instrument shares; -1 where it is about another one."""
    held = [one for one in articles if all(mine in ("", theirs) for mine, theirs in zip(one, wanted, strict=True))]
    return max((sum(map(bool, one)) for one in held), default=-1)
