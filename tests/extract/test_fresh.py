"""The invented texts that have been read stay found: a floor for each set, and no prohibition read as a permission."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizgen.extract import Lexicon, extract
from quizgen.model.mention import Mention

FRESH = Path(__file__).with_name("fresh")
SETS = {
    "f": ([f"f{n:02}" for n in range(1, 21)], 0.94),
    "g": ([f"g{n:02}" for n in range(1, 25)], 0.92),
    "h": ([f"h{n:02}" for n in range(1, 29)], 0.89),
    "s": ([f"s{n:02}" for n in range(1, 13)], 0.93),
    "t": ([f"t{n:02}" for n in range(1, 13)], 0.93),
    "v": ([f"v{n:02}" for n in range(1, 13)], 0.95),
}
CONFUSED = {"prohibition", "permission"}


def _overlap(record: dict[str, Any], mention: Mention) -> float:
    """Give the intersection over the union of two stretches."""
    start, end = int(record["start"]), int(record["end"])
    shared = max(0, min(end, mention.end) - max(start, mention.start))
    return shared / ((end - start) + (mention.end - mention.start) - shared)


def _matches(gold: list[dict[str, Any]], found: list[Mention], same: bool) -> list[tuple[int, int]]:
    """Match one to one, best overlap first (.5 and more); same asks for the same modality."""
    pairs = [
        (_overlap(record, mention), not record.get("optional"), i, j)
        for i, record in enumerate(gold)
        for j, mention in enumerate(found)
        if not same or record["modality"] == mention.modality
    ]
    out: list[tuple[int, int]] = []
    for value, _, i, j in sorted(pairs, reverse=True):
        if value >= 0.5 and i not in {a for a, _ in out} and j not in {b for _, b in out}:
            out.append((i, j))
    return out


def _read(name: str) -> tuple[str, list[dict[str, Any]]]:
    text = (FRESH / f"{name}.txt").read_bytes().decode("utf-8")
    return text, json.loads((FRESH / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SETS)
def test_the_texts_that_were_read_stay_found(name: str, lexicon: Lexicon) -> None:
    texts, floor = SETS[name]
    hits = wanted = given = 0
    for text, gold in map(_read, texts):
        found = list(extract(text, lexicon).mentions)
        matched = _matches(gold, found, same=True)
        required = [i for i, _ in matched if not gold[i].get("optional")]
        hits += len(required)
        wanted += sum(not record.get("optional") for record in gold)
        given += len(found) - (len(matched) - len(required))
    assert 2 * hits / (wanted + given) >= floor, (hits, wanted, given)


@pytest.mark.parametrize("name", [name for texts, _ in SETS.values() for name in texts])
def test_permission_and_prohibition_are_never_confused(name: str, lexicon: Lexicon) -> None:
    text, gold = _read(name)
    found = list(extract(text, lexicon).mentions)
    for i, j in _matches(gold, found, same=False):
        record, mention = gold[i], found[j]
        both = {record["modality"], mention.modality}
        assert both != CONFUSED or mention.modality in record.get("alt_modality", []), mention.quote
        assert text[mention.start : mention.end] == mention.quote
