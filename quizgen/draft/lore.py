"""What drafting knows, as values: the rows of the YAML files in data/, read once and checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeVar

import msgspec
from msgspec import Struct

from quizgen.model.words import Bilingual, Modality, Record
from quizgen.strict_yaml import Seq, read

DraftKind = Literal["verdict", "excuse", "prohibited", "permitted", "condition", "bearer", "sanction", "channel"]
KINDS: tuple[DraftKind, ...] = (
    "verdict", "excuse", "prohibited", "permitted", "condition", "bearer", "sanction", "channel",
)  # fmt: skip
"""Kinds of draft; `excuse` is a verdict in which somebody gives a reason for the act, or warns of it."""
Voice = Literal["doer", "colleague"]
Verdict = Literal["boleh", "tidak"]

T = TypeVar("T", bound=Record)


class StatementRow(Record, frozen=True):
    """The modal words by which a statement is taken apart; see data/statements.yaml."""

    name: str
    modality: Modality
    id: tuple[str, ...]
    en: tuple[str, ...]
    example: Bilingual
    verb: Bilingual | None = None
    asked: Bilingual | None = None


class BearerRow(Record, frozen=True):
    """How a bearer is named."""

    id: str
    all: Bilingual
    one: Bilingual
    words: tuple[str, ...]


class GroupRow(Record, frozen=True):
    """A pair of bearers, and further groups that one may wrongly think of."""

    name: str
    bearers: tuple[str, ...]
    both: Bilingual
    wider: tuple[Bilingual, ...]
    narrower: tuple[Bilingual, ...]


class TailRow(Record, frozen=True):
    """A clause that closes an act and is left out of questions; regular expressions in both languages."""

    name: str
    id: str
    en: str


class OfficeRow(Record, frozen=True):
    """The Indonesian start of an office, and the office in English with {rest} for what follows."""

    id: str
    en: str


class WordingRow(Record, frozen=True):
    """One way to ask."""

    name: str
    kind: DraftKind
    level: Literal["recall", "apply", "analyse"]
    id: str
    en: str
    voice: Voice | None = None
    you: Literal["true", "false"] = "false"
    scenario: Literal["true", "false"] = "false"

    def __getitem__(self, language: str) -> str:
        """Give the wording in the language `id` or `en`."""
        return self.id if language == "id" else self.en


class Case(Record, frozen=True):
    """An everyday act that rules decide; see data/cases.yaml."""

    name: str
    verdict: Verdict
    rules: tuple[str, ...]
    themes: tuple[str, ...]
    pleas: tuple[str, ...]
    id: str
    en: str
    why: Bilingual

    @property
    def text(self) -> Bilingual:
        """The act in both languages."""
        return Bilingual(self.id, self.en)


class Excuse(Record, frozen=True):
    """What somebody says for an act, or against it; see data/excuses.yaml."""

    name: str
    voice: Voice
    rules: tuple[str, ...]
    id: str
    en: str
    forbidden: Bilingual | None = None
    allowed: Bilingual | None = None
    one: str = ""

    @property
    def text(self) -> Bilingual:
        """The words in both languages."""
        return Bilingual(self.id, self.en)

    def answer(self, verdict: Verdict) -> Bilingual | None:
        """Give what there is to say to it where the act is allowed or forbidden; None where it does not fit."""
        return self.allowed if verdict == "boleh" else self.forbidden


class Setting(Record, frozen=True):
    """A sentence that sets the scene for the acts of a theme."""

    theme: str
    id: str
    en: str


class GapRow(Record, frozen=True):
    """A part of a statement that can be asked for."""

    name: str
    kind: Literal["condition", "sanction", "channel"]
    id: str
    en: str
    ask: Bilingual
    wrong: tuple[Bilingual, ...]
    modality: Modality | None = None
    key: Bilingual | None = None
    always: Bilingual | None = None


class Reason(Record, frozen=True):
    """A reason for an option, in both languages, with placeholders."""

    name: str
    id: str
    en: str


class WordList(Record, frozen=True):
    """A named list of words."""

    name: str
    words: str


class Lore(Struct, frozen=True):
    """All of it."""

    statements: tuple[StatementRow, ...]
    bearers: Mapping[str, BearerRow]
    groups: tuple[GroupRow, ...]
    offices: tuple[OfficeRow, ...]
    tails: tuple[TailRow, ...]
    wordings: Mapping[DraftKind, tuple[WordingRow, ...]]
    cases: tuple[Case, ...]
    excuses: tuple[Excuse, ...]
    settings: Mapping[str, tuple[Bilingual, ...]]
    """By theme."""
    gaps: tuple[GapRow, ...]
    reasons: Mapping[str, Bilingual]
    words: Mapping[str, frozenset[str]]
    families: Mapping[str, str]
    """For a form of a word family, the family's first form."""


class LoreError(ValueError):
    """A data file of quizgen itself is broken; the text names the file and the place."""


def load_lore(file: Callable[[str], bytes]) -> Lore:
    """Read all data files through a function that gives a file's bytes by name; raises LoreError."""
    wordings = _rows(file, "wordings", WordingRow)
    settings = _rows(file, "settings", Setting)
    themes = dict.fromkeys(row.theme for row in settings)
    return Lore(
        statements=_rows(file, "statements", StatementRow),
        bearers={row.id: row for row in _rows(file, "bearers", BearerRow)},
        groups=_rows(file, "groups", GroupRow),
        offices=tuple(sorted(_rows(file, "offices", OfficeRow), key=lambda row: -len(row.id))),
        tails=_rows(file, "tails", TailRow),
        wordings={kind: tuple(row for row in wordings if row.kind == kind) for kind in KINDS},
        cases=_rows(file, "cases", Case),
        excuses=_rows(file, "excuses", Excuse),
        settings={one: tuple(Bilingual(row.id, row.en) for row in settings if row.theme == one) for one in themes},
        gaps=_rows(file, "gaps", GapRow),
        reasons={row.name: Bilingual(row.id, row.en) for row in _rows(file, "rationales", Reason)},
        words={row.name: frozenset(row.words.split()) for row in _rows(file, "words", WordList)},
        families={form: family[0] for family in _families(file) for form in family},
    )


def _list(file: Callable[[str], bytes], name: str) -> Seq:
    root, problems = read(file(f"{name}.yaml"), f"{name}.yaml")
    if problems or not isinstance(root, Seq):
        raise LoreError(f"{problems[0].place}: {problems[0].code}" if problems else f"{name}.yaml: not a list")
    return root


def _families(file: Callable[[str], bytes]) -> list[tuple[str, ...]]:
    try:
        return msgspec.convert(_list(file, "families"), list[tuple[str, ...]])
    except msgspec.ValidationError as error:
        raise LoreError(f"families.yaml: {error}") from error


def _rows(file: Callable[[str], bytes], name: str, record: type[T]) -> tuple[T, ...]:
    rows = []
    for node in _list(file, name):
        try:
            rows.append(msgspec.convert(node, record))
        except msgspec.ValidationError as error:
            raise LoreError(f"{name}.yaml:{node.line}: {error}") from error
    return tuple(rows)
