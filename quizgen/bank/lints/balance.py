"""Flaws of a bank as a whole: keys that can be guessed because one is right more often than chance would have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quizgen.model.item import MAY, MAY_NOT, Item
from quizgen.problems import Place, Problem

LEAST_VERDICTS, LEAST_SINGLES = 10, 12
"""Items below which a share says nothing."""
MAY_SHARE = (40, 60)
SKEW = 1.5
"""How much more often than its fair share a letter may be the key."""


def verdict_balance(items: Sequence[Item], place: Place) -> Iterator[Problem]:
    """W216: of the approved verdict items, fewer than 40 or more than 60 percent may."""
    keys = [item.key for item in items if item.kind == "verdict" and item.status == "approved"]
    may = keys.count(MAY)
    if len(keys) >= LEAST_VERDICTS and not MAY_SHARE[0] * len(keys) <= 100 * may <= MAY_SHARE[1] * len(keys):
        words = {"may": str(may), "may_not": str(keys.count(MAY_NOT)), "percent": str(round(100 * may / len(keys)))}
        yield Problem(place, "W216", words | {"least": str(MAY_SHARE[0]), "most": str(MAY_SHARE[1])})


def key_positions(items: Sequence[Item], place: Place) -> Iterator[Problem]:
    """W217: of the approved singles with the same number of options, one letter is the key far too often."""
    by_size: dict[int, list[str]] = {}
    for item in items:
        if item.kind == "single" and item.status == "approved" and isinstance(item.key, str):
            by_size.setdefault(len(item.options), []).append(item.key)
    for size, keys in sorted(by_size.items()):
        letter, count = Counter(keys).most_common(1)[0]
        if len(keys) >= LEAST_SINGLES and count * size > SKEW * len(keys):
            words = {"letter": letter, "count": str(count), "of": str(len(keys)), "options": str(size)}
            yield Problem(place, "W217", words)
