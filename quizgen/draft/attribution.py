"""Who says a rule, where and when: an office or a report, never a person."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizgen import dates
from quizgen.draft.lore import Lore
from quizgen.model.rule import Evidence, Rule
from quizgen.model.source import Source
from quizgen.model.words import Bilingual

_REPORT = Bilingual("berita", "a report")
_NOBODY = Bilingual("", "")
_ATTRIBUTED = "Menurut "


class Said(Struct, frozen=True):
    """The piece of evidence that a draft rests on, and how it is attributed."""

    evidence: Evidence | None
    short: Bilingual
    """Office or report, with the date, without `menurut`."""
    lead: Bilingual
    """`menurut ... pada ..., ` where a stem must say whose words are asked for, else empty."""
    going_by: Bilingual
    """The same for a case that was not named itself: `berdasarkan penjelasan ..., `."""
    told: Bilingual
    """As `lead`, also where it need not be said; empty for a norm."""
    explained: Bilingual
    """As `going_by`, also where it need not be said; empty for a norm."""


def said_of(rule: Rule, sources: Mapping[str, Source], lore: Lore) -> Said:
    """Choose the first piece of evidence with a speaker, else the first.

    A stem names the speaker's office or the report, and the day, where the rule is a report's or one speaker's opinion,
    or held for a time; what others say as well, or the law, is asked without.
    """
    ranked = sorted((one for one in rule.evidence if one.source in sources), key=lambda one: not one.speaker)
    if not ranked:
        return Said(None, *[_NOBODY] * 5)
    evidence = ranked[0]
    short = _short(evidence, sources[evidence.source], lore)
    if rule.standing == "norm":
        return Said(evidence, short, *[_NOBODY] * 4)
    told = Bilingual(f"menurut {short.id}, ", f"according to {short.en}, ")
    explained = Bilingual(f"berdasarkan penjelasan {short.id}, ", f"going by {short.en}, ")
    if short.id.startswith(_REPORT.id):
        explained = Bilingual(f"berdasarkan {short.id}, ", f"going by {short.en}, ")
    is_opinion = rule.statement.id.startswith(_ATTRIBUTED) or rule.standing == "news-case" or rule.valid is not None
    lead, going_by = (told, explained) if is_opinion else (_NOBODY, _NOBODY)
    return Said(evidence, short, lead, going_by, told, explained)


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
