"""A strict YAML reader: text with places, and a Problem for everything else.

It walks the events of libyaml (through PyYAML's C parser) and builds three kinds of node: `Text`, `Seq` and `Map`.
Every scalar stays the text that was written (`no`, `012`, `1.000`, `12:30`), with its line and column. What makes a
YAML file say something else than it seems to (anchors, aliases, tags, `<<`, duplicate keys, invisible characters) is
refused with its place. Nothing here recurses, and whatever the bytes are, the answer is nodes and Problems, never an
exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml import YAMLError
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name it as exported
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from quizgen.limits import MAX_YAML_BYTES
from quizgen.problems import Place, Problem

_Event = Any  # the stubs know neither which events have an anchor and a tag nor that all have marks

MAX_DEPTH = 12
MAX_PROBLEMS = 1000
ENDS = frozenset({"E101", "E102", "E108", "E109", "E110", "E111", "E112", "E114", "E115"})
"""Codes after which the rest of a file may not have been read."""

_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufffe\uffff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_REFUSED = re.compile(f"[{_CONTROL}{_BIDI}]")
_REFUSED_BIDI = re.compile(f"[{_BIDI}]")
# The same characters in UTF-8, and the bytes among which none of them can be.
_REFUSED_BYTES = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xef\xbb\xbf|\xef\xbf[\xbe\xbf]"
)
_PRINTABLE_ASCII = b"\t\n\r" + bytes(range(0x20, 0x7F))
_BOM = b"\xef\xbb\xbf"
_UNCLOSED = "found unexpected end of stream"
# What libyaml says of the commonest slips, and the message in which we say it; the rest is shown in libyaml's words.
_REASONS = {
    "mapping values are not allowed in this context": "colon",
    "block sequence entries are not allowed in this context": "dash",
    "could not find expected ':'": "no_colon",
    "did not find expected key": "no_key",
    "did not find expected '-' indicator": "no_dash",
    "did not find expected ',' or ']'": "no_bracket",
    "did not find expected ',' or '}'": "no_brace",
    "did not find expected node content": "no_content",
    "did not find expected <document start>": "no_start",
    "found character that cannot start any token": "no_token",
    "found a tab character that violates indentation": "tab",
    _UNCLOSED: "end",
    "found unknown escape character": "escape",
    "found undefined tag handle": "tag",
}


class _Placed:
    """What every node has: where it begins in its file."""

    __slots__ = ()
    mark: Mark  # 0-based, kept as libyaml made it: a large bank has a quarter of a million of them

    @property
    def line(self) -> int:
        """Line where the node begins, 1-based."""
        return self.mark.line + 1

    @property
    def col(self) -> int:
        """Column where the node begins, 1-based, in characters."""
        return self.mark.column + 1


class Text(_Placed, str):
    """A scalar as it was written."""

    __slots__ = ("mark",)


class Seq(_Placed, list["Node"]):
    """A sequence of nodes; `flawed` is True where a part of it was refused."""

    __slots__ = ("flawed", "mark")
    flawed: bool


class Map(_Placed, dict[str, "Node"]):
    """A mapping from plain strings to nodes.

    `flawed` is True where a part of it was refused, so that what reads it need not report the consequences too;
    `key_marks` are the marks of the keys.
    """

    __slots__ = ("flawed", "key_marks", "mark")
    flawed: bool
    key_marks: dict[str, Mark]

    def key_place(self, key: str) -> tuple[int, int]:
        """Line and column (1-based) of a key that the mapping has."""
        mark = self.key_marks[key]
        return mark.line + 1, mark.column + 1


Node = Text | Seq | Map


def read(data: bytes, path: str) -> tuple[Node | None, list[Problem]]:
    """Read one YAML file whole.

    Gives the root node (None where the file is empty or cannot be read to its end) and the problems found.
    """
    problems: list[Problem] = []
    root: Node | None = None
    for node in _nodes(data, path, problems, 0):
        root = node
    return (None if any(problem.code == "E111" for problem in problems) else root), problems


def entries(data: bytes, path: str, problems: list[Problem]) -> Iterator[Node]:
    """Read a YAML file that is a list, giving one entry at a time so that a large file is never held as nodes.

    Problems are added to `problems` as they are met. A file that is not a list adds E114; an empty one gives nothing.
    """
    return _nodes(data, path, problems, 1)


def _nodes(data: bytes, path: str, problems: list[Problem], depth: int) -> Iterator[Node]:
    """Give the nodes that are complete at the depth: 0 the root, 1 the entries of a root list."""
    before = _unreadable(data, path)
    if before is not None:
        problems.append(before)
        return
    try:
        yield from _Builder(path, problems, depth).run(CParser(data).get_event)
    except YAMLError as error:
        problems.append(_syntax_problem(error, data, path))


def _unreadable(data: bytes, path: str) -> Problem | None:
    """Find what makes the bytes unfit to be parsed at all: size, encoding, or characters that are not text."""
    if len(data) > MAX_YAML_BYTES:
        return Problem(Place(path), "E110", {"size": str(-(-len(data) >> 20)), "limit": str(MAX_YAML_BYTES >> 20)})
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(_place_of_byte(data, error.start, path), "E101")
    start = len(_BOM) if data.startswith(_BOM) else 0
    # Without printable ASCII little is left to search; UTF-8 sequences stay whole.
    if not _REFUSED_BYTES.search(data[start:].translate(None, _PRINTABLE_ASCII)):
        return None
    found = _REFUSED_BYTES.search(data, start)
    assert found is not None
    return _character_problem(found.group().decode("utf-8"), _place_of_byte(data, found.start(), path))


def _character_problem(character: str, place: Place) -> Problem:
    code = "E112" if _REFUSED_BIDI.match(character) else "E102"
    return Problem(place, code, {"character": f"U+{ord(character):04X}"})


def _place_of_byte(data: bytes, offset: int, path: str) -> Place:
    """Turn a byte offset into a place; bytes before it are taken as UTF-8, columns count characters."""
    before = data[: max(offset, 0)].removeprefix(_BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    return Place(path, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1)


def _syntax_problem(error: YAMLError, data: bytes, path: str) -> Problem:
    if isinstance(error, ReaderError):
        return Problem(_place_of_byte(data, int(error.position), path), "E111", {"reason": str(error.reason)})
    reason = str(getattr(error, "problem", None) or error)
    began, noticed = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    # A quotation mark that is never closed is noticed at the end of the file: where it was opened is what helps.
    mark = (began or noticed) if reason == _UNCLOSED else (noticed or began)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    return Problem(place, "E111", {"reason": f"@yaml.{_REASONS[reason]}" if reason in _REASONS else reason})


class _Builder:
    """The nodes under construction, on a stack instead of by recursion."""

    def __init__(self, path: str, problems: list[Problem], depth: int) -> None:
        self.path = path
        self.problems = problems
        self.depth = depth
        self.stack: list[Seq | Map] = []
        self.keys: list[str | None] = []  # for each container, the key around it that waits for it
        self.documents = 0
        self.refused = 0
        self.stopped = False

    def run(self, get_event: Callable[[], _Event | None]) -> Iterator[Node]:  # noqa: C901 - one call per event costs too much
        """Take events to the end and give the nodes that are complete at the wanted depth.

        Longer than other functions, because three quarters of a million events of a large bank pass through it.
        """
        stack, keys = self.stack, self.keys
        in_map: Map | None = None  # the container being filled, where it is a mapping
        key: str | None = None  # and its key that waits for a value
        node: Node
        while not self.stopped and (event := get_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                value: str = event.value
                if event.style == '"' or event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event, value)
                if in_map is not None and key is None:
                    if value in in_map or value == "<<":
                        self._refuse_key(in_map, value, event.start_mark)
                    else:
                        in_map.key_marks[value] = event.start_mark
                    key = value
                    continue
                node = Text(value)
                node.mark = event.start_mark
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                keys.append(key)
                key, in_map = None, self._open(event, kind)
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node, key = stack.pop(), keys.pop()
                in_map = top if stack and type(top := stack[-1]) is Map else None
            elif kind is AliasEvent:
                node = self._alias(event)
            else:
                self._document(event, kind)
                continue
            if in_map is None:
                if self._is_wanted(node):
                    yield node
            elif key is not None:
                in_map[key] = node
                key = None
            else:  # a mapping, a sequence or an alias where a key should be
                if kind is not AliasEvent:
                    self._problem(node.mark, "E113")
                in_map.key_marks[""] = node.mark
                key = ""

    def _open(self, event: _Event, kind: type) -> Map | None:
        """Begin a container; give it where it is a mapping."""
        node: Seq | Map
        if kind is MappingStartEvent:
            node = opened = Map()
            opened.key_marks = {}
        else:
            node, opened = Seq(), None
        node.mark = event.start_mark
        node.flawed = False
        self.stack.append(node)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self.stack) > MAX_DEPTH:
            self._problem(event.start_mark, "E109", limit=str(MAX_DEPTH))
            self.stopped = True
        return opened

    def _alias(self, event: _Event) -> Text:
        self._problem(event.start_mark, "E104", name=event.anchor)
        node = Text("")
        node.mark = event.start_mark
        return node

    def _document(self, event: _Event, kind: type) -> None:
        """Stop where a second document begins."""
        if kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._problem(event.start_mark, "E108")
                self.stopped = True

    def _is_wanted(self, node: Node) -> bool:
        """Put a node that does not stand in a mapping where it belongs; tell whether it is one to be given."""
        if not self.stack:
            if self.depth == 1:
                self._wrong_root(node)
            return self.depth == 0
        if self.depth == len(self.stack):
            return True
        top = self.stack[-1]
        assert type(top) is Seq
        top.append(node)
        return False

    def _refuse_key(self, top: Map, key: str, mark: Mark) -> None:
        """Refuse `<<` and a key given twice (the last value stays)."""
        if key in top:
            self._problem(mark, "E107", key=key, first=str(top.key_place(key)[0]))
        else:
            top.key_marks[key] = mark
            self._problem(mark, "E106")

    def _refuse_marks(self, event: _Event, value: str = "") -> None:
        """Refuse an anchor, a tag, or a refused character that was written as an escape."""
        if event.anchor is not None:
            self._problem(event.start_mark, "E103", name=event.anchor)
        if event.tag is not None:
            self._problem(event.start_mark, "E105", tag=event.tag)
        if found := _REFUSED.search(value):
            problem = _character_problem(found.group(), self._place(event.start_mark))
            self._problem(event.start_mark, problem.code, **problem.words)

    def _wrong_root(self, node: Node) -> None:
        """Report a file that should be a list and is not; an empty file is an empty list."""
        if type(node) is not Seq and node != "":
            self._problem(node.mark, "E114")

    def _place(self, mark: Mark) -> Place:
        return Place(self.path, mark.line + 1, mark.column + 1)

    def _problem(self, mark: Mark, code: str, **words: str) -> None:
        self.problems.append(Problem(self._place(mark), code, words))
        self._flaw()
        self.refused += 1
        if self.refused == MAX_PROBLEMS:
            self.problems.append(Problem(self._place(mark), "E115", {"limit": str(MAX_PROBLEMS)}))
            self.stopped = True

    def _flaw(self) -> None:
        for node in self.stack:
            node.flawed = True
