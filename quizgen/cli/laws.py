"""The legal references of texts in the words of the user: which instrument each means, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from quizgen.dates import iso
from quizgen.extract.legal import full_label
from quizgen.extract.statutes import Instrument as Known
from quizgen.extract.statutes import Resolved, Statutes
from quizgen.language import LANGUAGES, say
from quizgen.model.mention import LegalReference
from quizgen.model.source import Instrument


@dataclass(frozen=True, slots=True)
class Laws:
    """The instruments of a bank as they stand on a day."""

    statutes: Statutes
    today: date

    def id_of(self, reference: LegalReference) -> str | None:
        """Give the id of the instrument that a reference means, or None where the bank has none that fits."""
        return self.statutes.resolve(reference, self.today).instrument

    def row(self, reference: LegalReference) -> dict[str, object]:
        """Give a reference as it is written to JSON: what was parsed, the instrument, and a note in both languages."""
        found = self.statutes.resolve(reference, self.today)
        noted = found.instrument is None or found.repealed is not None
        return {
            **asdict(reference),
            "instrument": found.instrument,
            "repealed": found.repealed.isoformat() if found.repealed else None,
            "replaced_by": found.replaced_by,
            "note": {language: _note(found, language) for language in LANGUAGES} if noted else None,
        }

    def words(self, reference: LegalReference, language: str) -> str:
        """Give a reference as it is spoken of, with what became of it."""
        return _note(self.statutes.resolve(reference, self.today), language)


def laws_of(instruments: Iterable[Instrument], today: date) -> Laws:
    """Take the instruments of a bank; today decides which of them no longer hold."""
    return Laws(Statutes(map(_known, instruments)), today)


def local_day() -> date:
    """Give today as the clock of this machine has it."""
    return datetime.now(UTC).astimezone().date()


def _known(one: Instrument) -> Known:
    first, last = iso(one.in_force.from_ or ""), iso(one.in_force.until or "")
    return Known(one.id, one.number, first, last, one.replaced_by, one.article)


def _note(found: Resolved, language: str) -> str:
    law = full_label(found.reference)
    if found.repealed:
        words = {"law": law, "by": found.successor, "day": f"{found.repealed:%d-%m-%Y}"}
        return say(language, "source.law.repealed" if found.successor else "source.law.ended", **words)
    if found.instrument or not found.reference.kind:
        return law
    if found.articles:
        return say(language, "source.law.no_place", law=law, ids=", ".join(found.articles))
    return say(language, "source.law.unknown", law=law)
