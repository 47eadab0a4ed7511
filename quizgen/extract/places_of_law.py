"""The places inside a regulation that a text names: `Pasal 2 ayat (1) huruf a dan b` is two of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVELS = ("pasal", "ayat", "huruf", "angka")
_PASAL = re.compile(r"\bpasal\s{0,3}\d")
_TOKEN = re.compile(
    r"\s{0,3}(?:(?P<level>pasal|ayat|huruf|angka)\b"
    r"|(?P<to>sampai dengan\b|s\.?/?d\.?(?=\s)|sampai\b|hingga\b|-)"
    r"|(?P<join>,?\s{0,3}(?:dan/atau|dan|atau|serta|juncto|jo)\b\.?|,)"
    r"|(?P<value>\(\s?(?:\d{1,3}[a-z]?|[a-z])\s?\)|\d{1,3}[a-z]?(?![\w/])|[a-z](?!\w))"
    r"|(?P<words>\([a-z ]{2,40}\)))"
)
_GOES_ON = re.compile(
    r"\s{0,3}(?:$|[.,;:)\]\"'-]|(?:ayat|huruf|angka|uu|pp|undang-undang|undang|peraturan|perpres|perbawaslu|skb|dan|atau"
    r"|serta|jo|juncto|dalam|tentang|dari|pada|yang|tersebut|itu|ini|sampai|hingga|s\.d)\b)"
)
_MOST = 20


@dataclass(frozen=True, slots=True)
class Place:
    """One place: pasal, ayat, huruf, angka (empty where not named), half-open offsets, and its chain.

    Places of one chain are joined by `dan`, `jo`, commas or the like.
    """

    path: tuple[str, str, str, str]
    start: int
    end: int
    chain: int


def places(low: str, start: int, end: int) -> list[Place]:
    """Give the places in [start, end) of the lower-cased text; a range is written out, up to 20 places."""
    out: list[Place] = []
    done = start
    for found in _PASAL.finditer(low, start, end):
        if found.start() >= done:
            scan = _Scan(low, found.start(), end)
            out += [Place(path, a, b, found.start()) for path, a, b in scan.run()]
            done = scan.at
    return out


class _Scan:
    """Reads one chain of places, token after token."""

    def __init__(self, low: str, at: int, end: int) -> None:
        self.low, self.at, self.end = low, at, end
        self.level = 0
        self.path = ["", "", "", ""]
        self.leaves: list[tuple[tuple[str, str, str, str], int, int]] = []
        self.joined = self.ranged = self.bracketed = False
        self.begun = at

    def run(self) -> list[tuple[tuple[str, str, str, str], int, int]]:
        """Read to the end of the chain; `at` is then the offset after its last value."""
        at, named = self.at, False
        while token := _TOKEN.match(self.low, at, self.end):
            at = token.end()
            if token["words"]:
                continue
            if token["level"]:
                self.level, named = LEVELS.index(token["level"]), True
                self.begun = self.begun if not self.leaves else token.start(1)
            elif token["value"]:
                if not self._take(token, named):
                    break
                self.joined = self.ranged = named = False
                self.at = at
            elif not self.leaves or self.joined or self.ranged or named:
                break
            else:
                self.joined, self.ranged = bool(token["join"]), bool(token["to"])
        return self.leaves

    def _take(self, token: re.Match[str], named: bool) -> bool:
        """Take a value of a level; tell whether it fits."""
        value = token["value"].strip("() ")
        bracketed = token["value"].startswith("(")
        if not named and not (self.joined or self.ranged):
            return False
        if not named and self.level == 1 and self.bracketed and not bracketed and value.isdigit():
            self.level = 0  # `Pasal 280 ayat (2) dan 282`
        if (self.level == 2) == value[0].isdigit() or (self.level != 0 and len(value) > 2):
            return False
        if not named and self.level == 0 and (bracketed or not _GOES_ON.match(self.low, token.end())):
            return False
        self.bracketed = bracketed
        start = self.begun if named else token.start("value")
        self._set(value, start, token.end())
        return True

    def _set(self, value: str, start: int, end: int) -> None:
        before = self.path[self.level]
        fresh = self.joined or self.ranged or not self.leaves
        self.path[self.level] = value
        if fresh:
            self.path[self.level + 1 :] = [""] * (3 - self.level)
            if self.ranged:
                self.leaves += [(self._with(one), start, end) for one in _between(before, value)]
            self.leaves.append((self._with(value), start, end))
        else:
            self.leaves[-1] = (self._with(value), self.leaves[-1][1], end)

    def _with(self, value: str) -> tuple[str, str, str, str]:
        parts = [*self.path]
        parts[self.level] = value
        return parts[0], parts[1], parts[2], parts[3]


def _between(first: str, last: str) -> list[str]:
    """Give what lies between two numbers or two letters, without both ends; nothing where it is too much."""
    if first.isdigit() and last.isdigit():
        inner = [str(n) for n in range(int(first) + 1, int(last))] if int(last) - int(first) <= _MOST else []
    elif len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        inner = [chr(n) for n in range(ord(first) + 1, ord(last))]
    else:
        inner = []
    return inner
