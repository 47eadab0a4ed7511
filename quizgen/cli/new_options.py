"""What the options and the file of `quizgen new` say, as far as that goes, as an entry of the bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from quizgen.bank.new_entry import New, required
from quizgen.bank.reading import Reading
from quizgen.bank.shape import faults, nearest
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.stop import BAD_INPUT, BAD_USAGE, Stop
from quizgen.strict_yaml import Map, Seq, read

MISSING_KEY = "E202"

_OPTIONS: Mapping[str, str] = {
    "rules": "--rule",
    "stem": "--stem-id --stem-en",
    "options": "--option-id --option-en --option-why-id --option-why-en",
    "rationale": "--why-id --why-en",
    "statement": "--statement-id --statement-en",
    "evidence": "--source --quote",
}
"""The options that give a key, where they are not named as it is."""


def given_file(what: New, path: Path) -> dict[str, Any]:
    """Read the one entry of a YAML file, from which keys may be missing; raises Stop where it is none, and OSError."""
    node, problems = read(path.read_bytes(), str(path))
    if problems:
        raise Stop(BAD_INPUT, problems=problems)
    if isinstance(node, Seq) and len(node) == 1:
        node = node[0]
    if not isinstance(node, Map):
        raise Stop(BAD_INPUT, "workbench.new.one_entry", path=path)
    wrong = [one for one in faults(node, Rule if what == "rule" else Item, str(path)) if one.code != MISSING_KEY]
    if wrong:
        raise Stop(BAD_INPUT, problems=wrong)
    return dict(node)


def both(indonesian: str, english: str) -> dict[str, str]:
    """Give a text in the languages in which there is one."""
    return {name: text for name, text in (("id", indonesian), ("en", english)) if text}


def pieces(sources: Sequence[str], quotes: Sequence[str], speakers: Sequence[str]) -> list[dict[str, str]]:
    """Join the nth source, quote and speaker into the nth piece of evidence; raises Stop where quotes are missing."""
    if len(sources) != len(quotes) or len(speakers) > len(quotes):
        raise Stop(BAD_USAGE, "workbench.new.uneven", options="--source --quote --speaker")
    named = [*speakers, *[""] * (len(quotes) - len(speakers))]
    return [
        {"source": source, "quote": " ".join(quote.split())} | ({"speaker": speaker} if speaker else {})
        for source, quote, speaker in zip(sources, quotes, named, strict=True)
    ]


def lettered(columns: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Join the nth text id, text en, reason id and reason en into the nth option: a, b, c ...; raises Stop."""
    if len({len(column) for column in columns}) > 1 or len(columns[0]) > 8:
        raise Stop(BAD_USAGE, "workbench.new.uneven", options=_OPTIONS["options"])
    return {
        letter: {"id": text_id, "en": text_en, "rationale": {"id": why_id, "en": why_en}}
        for letter, text_id, text_en, why_id, why_en in zip("abcdefgh", *columns, strict=False)
    }


def merged(entry: Mapping[str, Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Give an entry with what the options say in place of what it says; texts in two languages are joined."""
    whole = dict(entry)
    for key, value in options.items():
        if not value:
            continue
        before = whole.get(key)
        is_text = isinstance(before, Mapping) and isinstance(value, Mapping) and key != "options"
        whole[key] = {**before, **value} if is_text and before else value
    return whole


def refuse_unknown(reading: Reading, what: New, entry: Mapping[str, Any], topic: str) -> None:
    """Raise Stop where an entry names a topic or a rule that the bank does not have, or another topic than its rule."""
    topics = list(reading.settings.record.topics) if reading.settings else []
    rules = {one.record.id: one.record for one in reading.rules}
    asked = entry.get("topic", "") if what == "rule" else topic
    if asked and asked not in topics:
        raise Stop(BAD_USAGE, "cli.bad_topic", topic=asked, topics=", ".join(topics))
    if what == "rule":
        return
    named = entry.get("rules", ())
    for name in named:
        if name not in rules:
            near = nearest(name, list(rules))
            raise Stop(BAD_USAGE, "workbench.no_id.near" if near else "workbench.no_id", id=name, near=near)
    first: Rule | None = rules[named[0]] if named else None
    if first and topic and first.topic != topic:
        raise Stop(BAD_USAGE, "workbench.new.other_topic", rule=first.id, topic=first.topic, asked=topic)


def missing(what: New, entry: Mapping[str, Any]) -> list[str]:
    """Give the options that are missing for an entry to be whole; what has a default (id, status) is not."""
    absent = [key for key in required(what, entry) if key not in entry and key not in ("id", "version", "status")]
    named = [_OPTIONS.get(key, f"--{key}") for key in absent]
    return named + [_OPTIONS[key] for key in half_told(entry)]


def half_told(entry: Mapping[str, Any]) -> list[str]:
    """Give the keys whose text is there in one language only."""
    return [key for key in ("stem", "statement", "rationale") if key in entry and len(entry[key]) < 2]
