"""Reading a workbook: each cell as it is stored, whatever the file is.

openpyxl, which writes ours, is not used here: it fills gaps up to the farthest cell, takes `_x005F_` away also where it
was text, and reads merged cells only with the whole workbook in memory. A sheet is three parts of a zip file.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from quizgen.bank.sheets.grid import Area, Odd, Sheet
from quizgen.stop import BAD_INPUT, Stop

MAX_FILE = 32 << 20
"""Bytes of a file."""
MAX_UNPACKED = 160 << 20
"""Bytes of all that is in it, unpacked; a bank of 10,000 items has 40 million."""
MAX_CELLS = 2_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_FORMATS = {9, 10}

Attributes = Mapping[str, str]


class Workbook:
    """A workbook that was opened: its sheets by title, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Open a file; raises Stop with one line where it is no workbook that can be read, and OSError."""
        self.path = path
        self.zip = _opened(path)
        with self._told():
            self.parts = dict(self._sheets())
            self.strings = self._strings()
            self.styles = self._styles()
        if not self.parts:
            raise Stop(BAD_INPUT, "sheet.not_xlsx", path=path)

    def sheets(self, first: Sequence[str]) -> Iterator[Sheet]:
        """Give the sheets, those with these titles (folded) first; raises Stop where one cannot be read."""
        for title in sorted(self.parts, key=lambda title: title.casefold() not in first):
            yield self.sheet(title)

    def sheet(self, title: str) -> Sheet:
        """Read a sheet; raises Stop where it cannot be read, and KeyError where there is none of that title."""
        with self._told():
            parser = _SheetParser(self.strings, self.styles)
            parser.parse(self._part(self.parts[title]))
            return Sheet(title, parser.rows, parser.merged)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell in one line what is wrong with a file that is not what it seems."""
        try:
            yield
        except _TooMuch as error:
            raise Stop(BAD_INPUT, "sheet.too_large", path=self.path) from error
        except (
            zipfile.BadZipFile, zlib.error, expat.ExpatError, EOFError, KeyError, IndexError, ValueError, RuntimeError,
            NotImplementedError, struct.error, OverflowError,
        ) as error:  # fmt: skip
            raise Stop(BAD_INPUT, "sheet.broken", path=self.path) from error

    def _part(self, name: str) -> bytes:
        return self.zip.read(name)

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Give the title and the part of each sheet."""
        names = set(self.zip.namelist())
        root = next((target for kind, target in self._relations("").values() if kind == "officeDocument"), "")
        if root not in names or not root.endswith(".xml"):
            return
        relations = self._relations(root)
        for name, attributes in _elements(self._part(root)):
            if name == "sheet":
                kind, part = relations.get(attributes.get("id", ""), ("", ""))
                if kind == "worksheet" and part in names:
                    yield attributes["name"], part

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Give the kind and the part of each relation of a part, by its id."""
        folder, _, name = part.rpartition("/")
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if path not in self.zip.namelist():
            return {}
        found = {}
        for element, one in _elements(self._part(path)):
            if element == "Relationship" and one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one["Target"])).lstrip("/")
                found[one["Id"]] = one["Type"].rpartition("/")[2], target
        return found

    def _related(self, kind: str) -> bytes | None:
        """Read the part of a kind that belongs to the workbook; None where there is none."""
        root = next(target for one, target in self._relations("").values() if one == "officeDocument")
        part = next((part for one, part in self._relations(root).values() if one == kind), "")
        return self._part(part) if part in self.zip.namelist() else None

    def _strings(self) -> list[str]:
        parser = _StringsParser()
        if self.parts and (data := self._related("sharedStrings")) is not None:
            parser.parse(data)
        return parser.strings

    def _styles(self) -> list[str]:
        """Give for each style of a cell how a number looks in it: `date`, `percent`, or nothing."""
        if not self.parts or (data := self._related("styles")) is None:
            return []
        codes: dict[int, str] = {}
        looks: list[str] = []
        inside = False
        for name, one in _elements(data):
            if name == "numFmt":
                codes[int(one["numFmtId"])] = one.get("formatCode", "")
            elif name in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
                inside = name == "cellXfs"
            elif name == "xf" and inside:
                looks.append(_look(int(one.get("numFmtId", "0")), codes))
        return looks


class _TooMuch(Exception):
    """There is more in a file than is read."""


def _opened(path: Path) -> zipfile.ZipFile:
    """Open a file as a zip; raises Stop where it is another kind of file, and OSError."""
    if path.stat().st_size > MAX_FILE:
        raise Stop(BAD_INPUT, "sheet.too_large", path=path)
    data = path.read_bytes()
    if data.startswith(_OLE):
        raise Stop(BAD_INPUT, "sheet.password" if _ENCRYPTED in data else "sheet.old", path=path)
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as error:
        cut_off = data.startswith(b"PK")
        raise Stop(BAD_INPUT, "sheet.broken" if cut_off else "sheet.not_xlsx", path=path) from error
    if sum(one.file_size for one in opened.infolist()) > MAX_UNPACKED:
        raise Stop(BAD_INPUT, "sheet.too_large", path=path)
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in opened.infolist()):
        raise Stop(BAD_INPUT, "sheet.broken", path=path)
    if any(one.flag_bits & 1 for one in opened.infolist()):
        raise Stop(BAD_INPUT, "sheet.password", path=path)
    return opened


def _look(number: int, codes: Mapping[int, str]) -> str:
    shown = _NOT_SHOWN.sub("", codes.get(number, "")).casefold()
    if number in _DATE_FORMATS or (re.search(r"[dmyhs]", shown) and "general" not in shown):
        return "date"
    return "percent" if number in _PERCENT_FORMATS or "%" in shown else ""


def unescaped(text: str) -> str:
    """Give a text as it is meant where a file writes characters as `_x000D_`."""
    if "_x" not in text:
        return text
    meant = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return meant.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _local(name: str) -> str:
    return name.rpartition("}")[2]


class _Parser:
    """Walks the elements of a part; a part with a DOCTYPE, which could multiply itself, is refused."""

    def parse(self, data: bytes) -> None:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(data, True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.start(_local(name), attributes)

    def _end(self, name: str) -> None:
        self.end(_local(name))

    def _text(self, text: str) -> None:
        self.text(text)

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the begin of an element by its local name."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Take text."""


def _refuse(*_: object) -> None:
    raise ValueError("a part of a workbook has no DOCTYPE")


class _Elements(_Parser):
    def __init__(self) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []

    def start(self, name: str, attributes: Attributes) -> None:
        self.found.append((name, {_local(key): value for key, value in attributes.items()}))


def _elements(data: bytes) -> list[tuple[str, dict[str, str]]]:
    """Give the elements of a part in their order, names and attributes without namespaces."""
    parser = _Elements()
    parser.parse(data)
    return parser.found


class _StringsParser(_Parser):
    """Reads the strings that cells share; how they sound (`rPh`) is no part of them."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[str] = []
        self.taking = self.sounding = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002  the parser's signature
        if name == "si":
            self.pieces = []
        elif name == "rPh":
            self.sounding = True
        elif name == "t":
            self.taking = not self.sounding

    def end(self, name: str) -> None:
        if name == "si":
            self.strings.append(unescaped("".join(self.pieces)))
        elif name == "rPh":
            self.sounding = False
        elif name == "t":
            self.taking = False

    def text(self, text: str) -> None:
        if self.taking:
            self.pieces.append(text)


class _SheetParser(_Parser):
    """Reads the cells of a sheet."""

    def __init__(self, strings: Sequence[str], styles: Sequence[str]) -> None:
        self.strings = strings
        self.styles = styles
        self.rows: dict[int, dict[int, str | Odd]] = {}
        self.merged: list[Area] = []
        self.row = self.column = self.count = 0
        self.kind = self.look = ""
        self.formula: list[str] | None = None
        self.pieces: list[str] = []
        self.into: list[str] | None = None
        self.sounding = False
        self.kinds: dict[str, Callable[[str], str | Odd]] = {
            "s": lambda stored: self.strings[int(stored)],
            "inlineStr": unescaped,
            "str": unescaped,
            "b": lambda stored: Odd("truth", "TRUE" if stored.strip() in ("1", "true") else "FALSE"),
            "e": lambda stored: Odd("error", stored),
            "d": lambda stored: Odd("date", stored),
        }

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell(attributes)
        elif name in ("v", "t"):
            self.into = None if self.sounding else self.pieces
        elif name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "f":
            self.formula = self.into = []
        elif name == "rPh":
            self.sounding = True
        elif name == "mergeCell":
            begin, _, end = attributes["ref"].partition(":")
            top, left = _position(begin)
            self.merged.append(Area(top, left, *_position(end or begin)))

    def end(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self.into = None
        elif name == "rPh":
            self.sounding = False
        elif name == "c":
            self._ended()

    def text(self, text: str) -> None:
        if self.into is not None:
            self.into.append(text)

    def _cell(self, attributes: Attributes) -> None:
        self.row, self.column = _position(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
        self.kind = attributes.get("t", "n")
        style = int(attributes.get("s", "0"))
        self.look = self.styles[style] if 0 <= style < len(self.styles) else ""
        self.pieces, self.formula = [], None
        self.count += 1
        if self.count > MAX_CELLS:
            raise _TooMuch

    def _ended(self) -> None:
        stored = "".join(self.pieces)
        value: str | Odd
        if self.formula is not None:
            value = Odd("formula", "=" + "".join(self.formula))
        elif not stored:
            return
        elif self.kind in self.kinds:
            value = self.kinds[self.kind](stored)
        elif self.look == "date":
            value = Odd("date", stored)
        else:
            value = Odd("number", stored.strip() + "%" * (self.look == "percent"))
        if value != "":
            self.rows.setdefault(self.row, {})[self.column] = value


def _position(reference: str) -> tuple[int, int]:
    """Give row and column (1-based) of a reference such as `F12`; raises ValueError."""
    found = _REFERENCE.fullmatch(reference.replace("$", ""))
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
