"""A strict YAML reader: text with places, and a Problem for everything else.

It walks the events of libyaml (through PyYAML's C parser) and builds three kinds of node: `Text`, `Seq` and `Map`. Every
scalar stays the text that was written (`no`, `012`, `1.000`, `12:30`), with its line and column. What makes a YAML file
say something else than it seems to (anchors, aliases, tags, `<<`, duplicate keys, invisible characters) is refused
with its place. Nothing here recurses, and whatever the bytes are, the answer is nodes and Problems, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yaml import YAMLError
from yaml.cyaml import CParser
from yaml.error import Mark
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.reader import ReaderError

from quizgen.problems import Place, Problem

MAX_DEPTH = 12
MAX_BYTES = 32 * 1024 * 1024
MAX_PROBLEMS = 1000

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
    return root, problems


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
    if len(data) > MAX_BYTES:
        return Problem(Place(path), "E110", {"size": str(-(-len(data) >> 20)), "limit": str(MAX_BYTES >> 20)})
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
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    return Problem(place, "E111", {"reason": str(getattr(error, "problem", None) or error)})


class _Builder:
    """The nodes under construction, on a stack instead of by recursion."""

    def __init__(self, path: str, problems: list[Problem], depth: int) -> None:
        self.path = path
        self.problems = problems
        self.depth = depth
        self.stack: list[Seq | Map] = []
        self.keys: list[str | None] = []  # for each container on the stack, the key that waits for its value
        self.documents = 0
        self.refused = 0
        self.stopped = False

    def run(self, get_event: Callable[[], Event | None]) -> Iterator[Node]:
        """Take events to the end; the way of a scalar is kept short because three events of four are one."""
        stack, keys = self.stack, self.keys
        while not self.stopped and (event := get_event()) is not None:
            if type(event) is not ScalarEvent:
                done = self._structure(event)
            else:
                value: str = event.value
                if event.style == '"' or event.tag is not None or event.anchor is not None:
                    self._refuse_marks(event, value)
                if stack and type(top := stack[-1]) is Map and keys[-1] is None:
                    if value in top or value == "<<":
                        self._refuse_key(top, value, event.start_mark)
                    else:
                        top.key_marks[value] = event.start_mark
                    keys[-1] = value
                    continue
                node = Text(value)
                node.mark = event.start_mark
                done = self._attach(node)
            if done is not None:
                yield done

    def _structure(self, event: Event) -> Node | None:
        """Take an event that is not a scalar; give the node that it completes at the wanted depth, if any."""
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            self.keys.pop()
            return self._attach(self.stack.pop())
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            self._open(event, kind)
        elif kind is AliasEvent:
            self._problem(event.start_mark, "E104", name=event.anchor)
            node = Text("")
            node.mark = event.start_mark
            return self._attach(node)
        elif kind is DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self._problem(event.start_mark, "E108")
                self.stopped = True
        return None

    def _open(self, event: Event, kind: type[Event]) -> None:
        node: Seq | Map
        if kind is MappingStartEvent:
            node = Map()
            node.key_marks = {}
        else:
            node = Seq()
        node.mark = event.start_mark
        node.flawed = False
        self.stack.append(node)
        self.keys.append(None)
        if event.anchor is not None or event.tag is not None:
            self._refuse_marks(event)
        if len(self.stack) > MAX_DEPTH:
            self._problem(event.start_mark, "E109", limit=str(MAX_DEPTH))
            self.stopped = True

    def _attach(self, node: Node) -> Node | None:
        """Put a finished value where it belongs; give it where it is finished at the wanted depth."""
        stack = self.stack
        if not stack:
            if self.depth == 0:
                return node
            self._wrong_root(node)
            return None
        top = stack[-1]
        if type(top) is Map:
            key = self.keys[-1]
            if key is None:  # a mapping or sequence where a key should be
                self._problem(node.mark, "E113")
                top.key_marks[""] = node.mark
                self.keys[-1] = ""
            else:
                top[key] = node
                self.keys[-1] = None
            return None
        if self.depth == len(stack):
            return node
        assert type(top) is Seq
        top.append(node)
        return None

    def _refuse_key(self, top: Map, key: str, mark: Mark) -> None:
        """Refuse `<<` and a key given twice (the last value stays)."""
        if key in top:
            self._problem(mark, "E107", key=key, first=str(top.key_place(key)[0]))
        else:
            top.key_marks[key] = mark
            self._problem(mark, "E106")

    def _refuse_marks(self, event: Event, value: str = "") -> None:
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
