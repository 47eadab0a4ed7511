"""Phrases of a lexicon as a trie over words, so that looking them up costs one step a word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import cast

from quizgen.extract.words import Word, stems

Node = dict[str, object]
_END = ""
_NOWHERE: tuple[Node, ...] = ()
NOWHERE: object = _NOWHERE
"""What `Phrases.known` gives for a word with which no phrase begins."""
_MOST_WORDS = 20_000
"""Words of which a lexicon remembers whether a phrase begins with them; a text with more costs time, not memory."""


class Phrases:
    """Phrases with values; a phrase is words with spaces, `a|b` is either word, `~stem` any form of a stem."""

    def __init__(self, owned: bool = False) -> None:
        self._root: Node = {}
        self._stems = False
        self._owned = owned
        self._opened: dict[str, tuple[Node, ...]] = {}

    def add(self, phrase: str, value: object) -> None:
        """Add one phrase; the first value given to a phrase stays."""
        for path in product(*(part.split("|") for part in phrase.lower().split())):
            node = self._root
            for part in path:
                self._stems = self._stems or part.startswith("~")
                self._opened.clear()
                node = node.setdefault(part, {})  # type: ignore[assignment]  # a node holds nodes except under _END
            node.setdefault(_END, value)

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Phrases:
        """Build from phrases that need no value."""
        made = cls()
        for phrase in phrases:
            made.add(phrase, True)
        return made

    def first_words(self) -> frozenset[str]:
        """Give what a phrase may begin with (words and `~stem`s)."""
        return frozenset(self._root)

    def opens_nothing(self, low: str) -> bool:
        """Tell whether it is known that no phrase begins with a word."""
        return self._opened.get(low) is _NOWHERE

    @property
    def known(self) -> Mapping[str, object]:
        """What has been looked up so far: a word with which no phrase begins gives NOWHERE (for loops over words)."""
        return self._opened

    def match(self, row: Sequence[Word], at: int, before: int | None = None) -> tuple[int, object] | None:
        """Give the longest phrase that begins at the word and ends by `before`: (index after its last word, value)."""
        ceiling = len(row) if before is None else before
        if at >= ceiling:
            return None
        opened = self._opened.get(row[at].low)
        if opened is None:
            opened = self._open(row[at].low)
        if opened is _NOWHERE:
            return None
        best: tuple[int, object] | None = None
        stack: list[tuple[Node, int]] = [(node, at + 1) for node in opened]
        while stack:
            node, i = stack.pop()
            if _END in node and (best is None or i > best[0]):
                best = (i, node[_END])
            if i >= ceiling or (len(node) == 1 and _END in node):
                continue
            low = row[i].low
            if low in node:
                stack.append((node[low], i + 1))  # type: ignore[arg-type]
            elif self._owned and low.endswith("nya") and low[:-3] in node:
                stack.append((node[low[:-3]], i + 1))  # type: ignore[arg-type]
            if self._stems and len(low) > 3:
                stack += [(node["~" + s], i + 1) for s in stems(low) if "~" + s in node]  # type: ignore[misc]
        return best

    def _open(self, low: str) -> tuple[Node, ...]:
        """Give where phrases go on that begin with a word, and remember it: most words begin none."""
        root = self._root
        own = low[:-3] if self._owned and low.endswith("nya") and low not in root else low
        names = [own] if own in root else []
        if self._stems and len(low) > 3:
            names += ["~" + s for s in stems(low) if "~" + s in root]
        if len(self._opened) >= _MOST_WORDS:
            self._opened.clear()
        opened = tuple(cast("Node", root[name]) for name in names) or _NOWHERE
        self._opened[low] = opened
        return opened

    def match_before(self, row: Sequence[Word], end: int, longest: int = 4) -> tuple[int, object] | None:
        """Give the longest phrase that ends just before the word at index `end`, as (its first index, value)."""
        opened = self._opened
        for at in range(max(0, end - longest), end):
            if opened.get(row[at].low) is _NOWHERE:
                continue
            found = self.match(row, at, end)
            if found and found[0] == end:
                return at, found[1]
        return None

    def find(self, row: Sequence[Word], start: int, end: int) -> tuple[int, int, object] | None:
        """Give the first phrase inside [start, end) as (first index, index after, value)."""
        known = self._opened.get
        for at, word in enumerate(row[start:end], start):
            if known(word.low) is _NOWHERE:
                continue
            found = self.match(row, at)
            if found and found[0] <= end:
                return at, found[0], found[1]
        return None

    def find_all(self, row: Sequence[Word], start: int, end: int) -> list[tuple[int, int, object]]:
        """Give all phrases inside [start, end), leftmost longest, none overlapping."""
        out: list[tuple[int, int, object]] = []
        behind = start
        known = self._opened.get
        for at, word in enumerate(row[start:end], start):
            if known(word.low) is _NOWHERE or at < behind:
                continue
            found = self.match(row, at)
            if found and found[0] <= end:
                out.append((at, found[0], found[1]))
                behind = found[0]
        return out
