"""A new rule or item: its keys in their order, an id that is free, and what the bank would be with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from quizgen.bank.checks import check
from quizgen.bank.heads import head
from quizgen.bank.newly import newly
from quizgen.bank.patching import Entry, append_entry
from quizgen.bank.proposals import slug
from quizgen.bank.reading import Reading, read_bank
from quizgen.bank.shape import declared
from quizgen.bank.stems import telling_words
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.problems import Problem

New = Literal["rule", "item"]

ORDER: Mapping[New, tuple[str, ...]] = {
    "rule": (
        "id", "modality", "bearer", "topic", "statement", "standing", "valid", "evidence", "instruments", "status",
        "note", "reason",
    ),
    "item": (
        "id", "version", "status", "rules", "kind", "level", "scenario", "stem", "options", "key", "rationale",
        "distractor_rationale", "discussion", "reason",
    ),
}  # fmt: skip
"""The keys in the order in which the bank's files write them."""

_NUMBERED = re.compile(r"(.+?)([0-9]+)")
_LONGEST_ID = 56


def required(what: New, entry: Entry) -> list[str]:
    """Give the keys that an entry must have, in the order in which they are written."""
    record = Rule if what == "rule" else Item
    needed = {field.name for field in declared(record).fields if field.required}
    if what == "item":
        needed |= {"rationale"} if entry.get("kind") == "verdict" else {"options"}
    return [key for key in ORDER[what] if key in needed]


def ordered(what: New, entry: Entry) -> dict[str, Any]:
    """Give an entry with its keys in the order of the bank's files, empty ones left out; unknown keys come last."""
    known = [key for key in ORDER[what] if key in entry]
    return {key: entry[key] for key in (*known, *(key for key in entry if key not in known)) if entry[key] != ""}


def path_of(reading: Reading, what: New, entry: Entry) -> str:
    """Give the path within the bank folder of the file that an entry belongs to: that of its topic."""
    if what == "rule":
        return f"rules/{entry['topic']}.yaml"
    topics = {one.record.id: one.record.topic for one in reading.rules}
    return f"items/{topics[entry['rules'][0]]}.yaml"


def suggested_id(reading: Reading, what: New, entry: Entry) -> str:
    """Suggest an id that is free: of an item the next number in its topic, of a rule its topic and telling words."""
    if what == "item":
        path = path_of(reading, what, entry)
        return _next_number(reading, path.removeprefix("items/").removesuffix(".yaml"), reading.path(path))
    taken = reading.seen.get(Rule, set())
    words = [slug(word) for word in telling_words(entry["statement"]["id"])[:4]]
    topic = entry["topic"]
    while len(base := "-".join([topic, *words])) > _LONGEST_ID and words:
        words.pop()
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def added(reading: Reading, what: New, entry: Entry) -> tuple[str, bytes, list[Problem]]:
    """Give the path of the file that gets an entry, its new bytes, and what the check would newly say.

    Raises PatchError where the file cannot be patched, or the id belongs to another entry.
    """
    path = path_of(reading, what, entry)
    before = reading.files.yaml.get(path, b"") or head(path).encode()
    after = append_entry(before, reading.path(path), entry)
    changed = read_bank(reading.files._replace(yaml={**reading.files.yaml, path: after}))
    return path, after, newly(check(reading), check(changed))


def _next_number(reading: Reading, topic: str, shown: str) -> str:
    """Give the id after the highest number in a topic's file, in the manner of most ids there."""
    taken = reading.seen.get(Item, set())
    here = [found for one in reading.items if one.path == shown and (found := _NUMBERED.fullmatch(one.record.id))]
    manners = Counter(found[1] for found in here).most_common(1)
    begin = manners[0][0] if manners else f"{topic}-"
    numbers = [found[2] for found in here if found[1] == begin]
    width = len(numbers[0]) if numbers else 3
    number = max(map(int, numbers), default=0) + 1
    while (name := f"{begin}{number:0{width}d}") in taken:
        number += 1
    return name
