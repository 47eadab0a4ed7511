"""The lexicons as values: read once from the YAML files in data/, checked, and turned into tries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from quizgen.dates import iso
from quizgen.extract.legal import LegalName, LegalNames
from quizgen.extract.phrases import Phrases
from quizgen.strict_yaml import Map, Seq, read

FILES = (
    "cues",
    "filters",
    "abbreviations",
    "topics",
    "bearers",
    "actions",
    "reporting_verbs",
    "connectives",
    "classes",
    "legal_names",
    "times",
)
MODALITIES = frozenset({"prohibition", "obligation", "permission", "sanction", "reporting", "advice"})
KINDS = frozenset(
    {"modal", "directive", "passive", "noun", "imperative", "pledge", "scope", "ability", "sanction", "reporting"}
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a lexicon file: its text fields, its lists of text, and the 1-based line it begins at."""

    file: str
    line: int
    text: dict[str, str]
    lists: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class CueRow:
    """A cue: its id, the modality it gives and the kind of clause it stands in."""

    id: str
    modality: str
    kind: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A named false friend; a field that is None asks for nothing."""

    id: str
    cues: frozenset[str]
    before: Phrases | None
    near: Phrases | None
    opens: Phrases | None
    except_after: Phrases | None
    after: Phrases | None
    subject: Phrases | None
    anywhere: Phrases | None
    unless: Phrases | None
    starts: Phrases | None
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All lexicons, ready to be asked."""

    cues: Phrases
    filters: tuple[Filter, ...]
    abbreviations: frozenset[str]
    topics: Phrases
    bearers: Phrases
    actions: frozenset[str]
    bare_nouns: frozenset[str]
    tail_verbs: frozenset[str]
    frame_verbs: frozenset[str]
    connectives: Phrases
    classes: dict[str, Phrases]
    legal_names: LegalNames
    times: Phrases
    degrees: frozenset[str]
    rows: tuple[Row, ...]
    _filters_of: dict[CueRow, tuple[Filter, ...]] = field(default_factory=dict)

    def filters_of(self, cue: CueRow) -> tuple[Filter, ...]:
        """Give the filters that may drop a cue, in their order."""
        found = self._filters_of.get(cue)
        if found is None:
            names = {"*", cue.id, cue.kind, cue.modality}
            found = tuple(row for row in self.filters if not names.isdisjoint(row.cues))
            self._filters_of[cue] = found
        return found


class LexiconError(ValueError):
    """A lexicon file of quizgen itself is broken; the text names the file and the line."""


def rows_of(data: bytes, name: str) -> list[Row]:
    """Read one lexicon file: a list of mappings from names to text or to lists of text."""
    root, problems = read(data, f"{name}.yaml")
    if problems or not isinstance(root, Seq):
        raise LexiconError(f"{name}.yaml: {problems[0].place if problems else 'not a list'}")
    out: list[Row] = []
    for entry in root:
        if not isinstance(entry, Map):
            raise LexiconError(f"{name}.yaml: a row is not a mapping")
        text = {str(k): str(v) for k, v in entry.items() if isinstance(v, str)}
        lists = {str(k): tuple(str(i) for i in v) for k, v in entry.items() if isinstance(v, Seq)}
        out.append(Row(name, entry.line, text, lists))
    return out


def load_lexicon(read_file: Callable[[str], bytes]) -> Lexicon:
    """Build the lexicon; read_file gives the bytes of a file of data/ by its name (`cues.yaml`).

    Raises LexiconError where a file is broken, which is a fault of quizgen, not of the user.
    """
    files = {name: rows_of(read_file(f"{name}.yaml"), name) for name in FILES}
    return Lexicon(
        cues=_cues(files["cues"]),
        filters=tuple(_filter(row) for row in files["filters"]),
        abbreviations=frozenset(f for row in files["abbreviations"] for f in row.lists["forms"]),
        topics=_topics(files["topics"]),
        bearers=_valued(files["bearers"], "bearer"),
        actions=frozenset(s for row in files["actions"] for s in row.lists["stems"]),
        bare_nouns=frozenset(s for row in files["actions"] for s in row.lists.get("nouns", ())),
        tail_verbs=_verbs(files["reporting_verbs"], "tail"),
        frame_verbs=_verbs(files["reporting_verbs"], "frame"),
        connectives=_connectives(files["connectives"]),
        classes=_classes(files["classes"]),
        legal_names=_legal_names(files["legal_names"]),
        times=Phrases.of(form for row in files["times"] for form in row.lists["forms"]),
        degrees=frozenset(f for r in files["abbreviations"] if "degrees" in r.text["use"] for f in r.lists["forms"]),
        rows=tuple(row for rows in files.values() for row in rows),
    )


def _cues(rows: list[Row]) -> Phrases:
    cues = Phrases()
    for row in rows:
        cue = CueRow(row.text["id"], row.text["modality"], row.text["kind"])
        if cue.modality not in MODALITIES or cue.kind not in KINDS:
            raise LexiconError(f"cues.yaml:{row.line}: unknown modality or kind in {cue.id}")
        for form in row.lists["forms"]:
            cues.add(form, cue)
    return cues


def _filter(row: Row) -> Filter:
    def phrases(name: str) -> Phrases | None:
        return Phrases.of(row.lists[name]) if name in row.lists else None

    return Filter(
        id=row.text["id"],
        cues=frozenset(row.lists["cues"]),
        before=phrases("before"),
        near=phrases("near"),
        opens=phrases("opens"),
        except_after=phrases("except_after"),
        after=phrases("after"),
        subject=phrases("subject"),
        anywhere=phrases("anywhere"),
        unless=phrases("unless"),
        starts=phrases("starts"),
        ends=frozenset(row.lists.get("ends", ())),
    )


def _valued(rows: list[Row], field: str) -> Phrases:
    made = Phrases()
    for rank, row in enumerate(rows):
        for form in row.lists["forms"]:
            made.add(form, (rank, row.text[field]))
    return made


def _topics(rows: list[Row]) -> Phrases:
    """Build the trie of topics; the value of a form is its tier and its topic."""
    made = Phrases(owned=True)
    for row in rows:
        for form in row.lists["forms"]:
            made.add(form, (int(row.text["tier"]), row.text["topic"]))
    return made


def _connectives(rows: list[Row]) -> Phrases:
    """Build one trie whose values are the classes a form belongs to."""
    classes: dict[str, set[str]] = {}
    for row in rows:
        for form in row.lists["forms"]:
            classes.setdefault(form, set()).add(row.text["class"])
    made = Phrases()
    for form, names in classes.items():
        made.add(form, frozenset(names))
    return made


def _classes(rows: list[Row]) -> dict[str, Phrases]:
    """Build one trie for each word class."""
    made: dict[str, Phrases] = {}
    for row in rows:
        for form in row.lists["forms"]:
            made.setdefault(row.text["class"], Phrases()).add(form, True)
    return made


def _legal_names(rows: list[Row]) -> LegalNames:
    def day(row: Row, name: str) -> date | None:
        words = row.text.get(name, "")
        found = iso(words)
        if words and found is None:
            raise LexiconError(f"legal_names.yaml:{row.line}: {name} is no day")
        return found

    made = []
    for row in rows:
        kind, number, year = (row.text[part] for part in ("kind", "number", "year"))
        days = day(row, "from"), day(row, "until")
        made += [LegalName(form, kind, number, year, *days) for form in row.lists["forms"]]
    return LegalNames(tuple(made))


def _verbs(rows: list[Row], use: str) -> frozenset[str]:
    return frozenset(f for row in rows if row.text["use"] == use for f in row.lists["forms"])
