"""Who says a rule, where and when: an office or a report, never a person."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizgen import dates
from quizgen.draft.lore import Lore
from quizgen.model.rule import Evidence, Rule
from quizgen.model.source import Source
from quizgen.model.words import Bilingual

_NORM = Bilingual("menurut ketentuan netralitas ASN", "according to the rules on ASN neutrality")
_REPORT = Bilingual("berita", "a report")
_UNDER_NORM = Bilingual("berdasarkan ketentuan netralitas ASN", "under the rules on ASN neutrality")


class Said(Struct, frozen=True):
    """The piece of evidence that a draft rests on, and how it is attributed."""

    evidence: Evidence | None
    according: Bilingual
    """`menurut ... pada ...`, for what was said in these words."""
    going_by: Bilingual
    """`berdasarkan penjelasan ...`, for a case that was not named itself."""
    short: Bilingual
    """Office or report, with the date, without `menurut`."""


def said_of(rule: Rule, sources: Mapping[str, Source], lore: Lore) -> Said:
    """Choose the first piece of evidence with a speaker, else the first; a norm is attributed to the rules at large."""
    ranked = sorted((one for one in rule.evidence if one.source in sources), key=lambda one: not one.speaker)
    if not ranked:
        return Said(None, _NORM, _UNDER_NORM, _NORM)
    evidence = ranked[0]
    short = _short(evidence, sources[evidence.source], lore)
    if rule.standing == "norm":
        return Said(evidence, _NORM, _UNDER_NORM, short)
    according = Bilingual(f"menurut {short.id}", f"according to {short.en}")
    if short.id.startswith(_REPORT.id):
        return Said(evidence, according, Bilingual(f"berdasarkan {short.id}", f"going by {short.en}"), short)
    going_by = Bilingual(f"berdasarkan penjelasan {short.id}", f"going by the explanation of {short.en}")
    return Said(evidence, according, going_by, short)


def _short(evidence: Evidence, source: Source, lore: Lore) -> Bilingual:
    day = dates.iso(source.published) or next((one.day for one in dates.written(source.published) if one.day), None)
    on = Bilingual(dates.indonesian(day), dates.english(day)) if day else Bilingual(source.published, source.published)
    if evidence.speaker:
        _, comma, office = evidence.speaker.partition(", ")
        if comma or evidence.speaker.startswith(tuple(row.id for row in lore.offices)):
            named = _office(office if comma else evidence.speaker, lore)
            return Bilingual(f"{named.id} pada {on.id}", f"{named.en} on {on.en}")
    if source.publisher.startswith("("):
        where = (f" dari {source.place}", f" from {source.place}") if source.place else ("", "")
        return Bilingual(f"{_REPORT.id}{where[0]} tanggal {on.id}", f"{_REPORT.en}{where[1]} of {on.en}")
    return Bilingual(
        f"{_REPORT.id} {source.publisher} tanggal {on.id}", f"{_REPORT.en} by {source.publisher} of {on.en}"
    )


def _office(office: str, lore: Lore) -> Bilingual:
    for row in lore.offices:
        if office.startswith(row.id + " "):
            return Bilingual(office, row.en.format(rest=office[len(row.id) + 1 :]))
    return Bilingual(office, office)
