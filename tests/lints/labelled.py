"""The labelled items (labelled.yaml) as a bank, and how often each lint is right about them."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quizgen.bank.layout import Files
from quizgen.bank.lints import flaws
from quizgen.bank.reading import Reading, read_bank

LABELLED: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).resolve().parent / "labelled.yaml").read_text("utf-8"), yaml.BaseLoader
)
COUNTS_OF_BANKS = {"W214", "W216", "W217", "W218"}
"""Codes that count items or entries; a set of labelled items says nothing about them."""
_REASON = {"id": "Sebab.", "en": "Because."}


class Precision(NamedTuple):
    """How often a code was rightly given, wrongly given, and missed."""

    right: int
    wrong: int
    missed: int


def reading_of_labelled() -> Reading:
    """Give the labelled items as a bank; their form must be without fault."""
    sources = [one | {"sha256": "0" * 64} for one in LABELLED["sources"]]
    rules = [one | {"topic": "contoh", "status": "approved"} for one in LABELLED["rules"]]
    items = [_item(number, one) for number, one in enumerate(LABELLED["items"])]
    settings = {"title": {"id": "Contoh", "en": "Sample"}, "version": "1", "topics": {"contoh": {"id": "C", "en": "C"}}}
    files = {
        "bank.yaml": settings,
        "sources.yaml": sources,
        "rules/contoh.yaml": rules,
        "items/contoh.yaml": items,
    }
    reading = read_bank(Files({name: json.dumps(one).encode() for name, one in files.items()}, {}))
    assert reading.problems == []
    return reading


@cache
def found() -> list[set[str]]:
    """Give for each labelled item the codes that the lints give it."""
    reading = reading_of_labelled()
    by_mark = {one.at(): number for number, one in enumerate(reading.items)}
    starts = sorted(by_mark)
    codes: list[set[str]] = [set() for _ in reading.items]
    for problem in flaws(reading):
        if problem.code not in COUNTS_OF_BANKS:
            codes[by_mark[max(place for place in starts if place <= problem.place)]].add(problem.code)
    return codes


def precision() -> dict[str, Precision]:
    """Count for each code how often it was right."""
    counts: Counter[tuple[str, str]] = Counter()
    for one, codes in zip(LABELLED["items"], found(), strict=True):
        wanted = set(one["flaws"])
        counts.update((code, "right") for code in wanted & codes)
        counts.update((code, "wrong") for code in codes - wanted)
        counts.update((code, "missed") for code in wanted - codes)
    return {
        code: Precision(counts[code, "right"], counts[code, "wrong"], counts[code, "missed"])
        for code in sorted({code for code, _ in counts})
    }


def _item(number: int, labelled: dict[str, Any]) -> dict[str, Any]:
    kind = labelled.get("kind", "single")
    item = {
        "id": f"contoh-{number:03}",
        "version": "1",
        "status": "approved",
        "rules": labelled["rules"],
        "kind": kind,
        "level": "apply",
        "stem": labelled["stem"],
        "key": labelled["key"],
    }
    if kind == "verdict":
        return item | {"rationale": _REASON}
    options = zip("abcdefgh", labelled["options"], strict=False)
    return item | {"options": {letter: {"id": one[0], "en": one[1], "rationale": _REASON} for letter, one in options}}
