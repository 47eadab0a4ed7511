"""A rule's statement taken apart in both languages at once: who is bound, by which modal words, to what act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from quizgen.draft.concepts import concepts, core_of
from quizgen.draft.lore import Lore, StatementRow
from quizgen.model.rule import Rule
from quizgen.model.words import Bilingual

_SAID_BY = {"id": re.compile(r"^Menurut [^,]+, "), "en": re.compile(r"^According to [^,]+, ")}
_NAMES = r"(?=(?:ASN|PNS|PPPK|PHL|THL|Pegawai|Pejabat|Staff|Officials)\b)"
_LEAD = {
    "id": re.compile(rf"^((?:di|pada|sesudah|setelah|selama|sebelum|dalam) .+?),? {_NAMES}", re.I),
    "en": re.compile(rf"^((?:on|in|at|after|during|before) .+?),? {_NAMES}", re.I),
}
_WORD = re.compile(r"[\w-]+")
_POINT = re.compile(r"(?:[a-z]|\d{1,2})[.)]\s|[-*•]\s", re.I)
_VERB = re.compile(r"(?:me(?:m[bfp]|n[cdjt]|ng|ny|l|r|m|n)|ber|di)[a-z]{3,}")
LEAST_WORDS = 3
"""Words below which no statement says who must do what."""


class Act(Struct, frozen=True):
    """What a statement forbids, permits or asks, with its modal words; both without capital and full stop."""

    act: Bilingual
    cue: Bilingual


def bare(statement: Bilingual) -> Bilingual:
    """Give a statement without the words that say who said it, beginning with a capital."""
    said = (_SAID_BY[language].sub("", statement[language], count=1) for language in ("id", "en"))
    return Bilingual(*(capital(text) for text in said))


def act_of(rule: Rule, lore: Lore) -> Act | None:
    """Take a rule's statement apart.

    None where no row fits in both languages, nobody bound is named, or the act has no word that tells what it is.
    """
    statement = bare(rule.statement)
    names = [word for bearer in lore.bearers.values() for word in bearer.words]
    for row, cues in _cues(rule, lore):
        halves = [_split(statement[language], cues[language], language) for language in ("id", "en")]
        if halves[0] is None or halves[1] is None:
            continue
        if not any(re.search(rf"\b{re.escape(name)}\b", halves[0][0]) for name in names):
            continue
        verb = row.verb or Bilingual("", "")
        acts = (
            f"{verb[language]} {half[1]}".strip() for language, half in zip(("id", "en"), halves, strict=True) if half
        )
        act = _shortened(Bilingual(*acts), lore)
        if not concepts(core_of(act.id), lore) or not re.search(r"\w", act.en):
            continue
        return Act(act, row.asked or Bilingual(cues["id"], cues["en"]))
    return None


def is_sentence(rule: Rule, lore: Lore) -> bool:
    """Tell whether a statement says who is bound, and a ban or a permission also by which word.

    The point of a list does not: `a. memakai atribut calon`, `Tidak memihak`.
    """
    statement = bare(rule.statement)
    words = _WORD.findall(statement.id.lower())
    if len(words) < LEAST_WORDS or len(_WORD.findall(statement.en.lower())) < LEAST_WORDS:
        return False
    if _POINT.match(statement.id) or words[0] in lore.words["no-subject"]:
        return False
    if _VERB.match(words[0]) and words[0] not in lore.words["subject"] and lore.words["copula"].isdisjoint(words):
        return False
    wanted = lore.words.get(f"modal-{rule.modality}")
    return wanted is None or not wanted.isdisjoint(words)


def capital(text: str) -> str:
    """Give a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Give a text with a small first letter, abbreviations such as ASN left alone."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _cues(rule: Rule, lore: Lore) -> Iterator[tuple[StatementRow, dict[str, str]]]:
    """All pairs of modal words for a rule's modality, the longest Indonesian ones first."""
    found = [
        (row, {"id": first, "en": second})
        for row in lore.statements
        if row.modality == rule.modality
        for first in row.id
        for second in row.en
    ]
    yield from sorted(found, key=lambda pair: (-len(pair[1]["id"]), -len(pair[1]["en"])))


def _split(statement: str, cue: str, language: str) -> tuple[str, str] | None:
    """Split a statement at its modal words into whom it binds and the act; what led the statement closes the act."""
    statement = statement.rstrip(". ")
    lead = _LEAD[language].match(statement)
    if lead:
        statement = statement[lead.end() :]
    found = re.match(rf"([^;:]{{2,80}}?),? {re.escape(cue)} (.+)$", statement)
    if found is None:
        return None
    return found[1], f"{found[2]} {small(lead[1])}" if lead else found[2]


def _shortened(act: Bilingual, lore: Lore) -> Bilingual:
    """Cut the clauses that close an act and do not belong into a question."""
    for row in lore.tails:
        if re.search(row.id, act.id) and re.search(row.en, act.en):
            act = Bilingual(re.sub(row.id, "", act.id), re.sub(row.en, "", act.en))
    return act
