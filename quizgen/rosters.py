"""Rosters on disk: a CSV file as any office program writes it, or a spreadsheet, read into rows of text."""

from __future__ import annotations

import codecs
import csv
import io
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from quizgen.kit.people import People
from quizgen.kit.roster import Roster, Row, roster
from quizgen.problems import Place, Problem
from quizgen.stop import reason_of

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
MAX_ROWS = 200_000
MOST_DIGITS = 10**15
"""From here on a spreadsheet keeps only the first 15 digits of a number."""
_PART = 256 * 1024
"""Bytes that are decoded at once."""
_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_DELIMITERS = ";,\t|"


class UnreadableError(Exception):
    """A file that is no roster; the message is the key of a reason in the catalogue `problems`."""


def read_roster(path: Path, shown: str) -> Roster:
    """Read a roster; `shown` is how problems name it. A file that cannot be read gives one E505."""
    try:
        return roster(_limited(_rows(path)), shown)
    except UnreadableError as error:
        return Roster(People(), (Problem(Place(shown), "E505", {"reason": f"@roster.{error}"}),))
    except OSError as error:
        return Roster(People(), (Problem(Place(shown), "E505", {"reason": reason_of(error)}),))


def _rows(path: Path) -> Iterator[Row]:
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        return _sheet(path)
    if suffix in (".csv", ".tsv", ".txt"):
        return _table(path)
    raise UnreadableError("kind")


def _limited(rows: Iterator[Row]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number > MAX_ROWS:
            raise UnreadableError("rows")
        yield row


def _table(path: Path) -> Iterator[Row]:
    with path.open("rb") as there:
        # It is read twice: once to learn how it is encoded, then row by row. A pipe can be read once only.
        file: IO[bytes] = there if there.seekable() else io.BytesIO(there.read(MAX_BYTES + 1))
        encoding, head = _encoding(file)
        file.seek(0)
        with io.TextIOWrapper(file, encoding, "replace", newline="") as lines:
            delimiter = _delimiter(head)
            quotes = [0]
            reader = csv.reader(_counted(lines, quotes), delimiter=delimiter)
            before = width = 0
            try:
                for cells in reader:
                    width = width or (len(cells) if any(cell.strip() for cell in cells) else 0)
                    spread = reader.line_num - before > 1
                    off = "quote" if spread and quotes[0] % 2 else _off(cells, width, delimiter)
                    yield Row(before + 1, cells, off=off)
                    before, quotes[0] = reader.line_num, 0
            except csv.Error as error:
                raise UnreadableError("csv") from error


def _counted(lines: Iterable[str], quotes: list[int]) -> Iterator[str]:
    """Pass lines on and add up their quotation marks: an odd number over several lines is one left open."""
    for line in lines:
        quotes[0] += line.count('"')
        yield line


def _off(cells: Sequence[str], width: int, delimiter: str) -> str:
    """Give the key of what is off in a row: lines swallowed by a quotation mark, or a name parted by its comma.

    An address may have lines with commas, and a note may stand beyond the head where cells are not parted by commas.
    """
    if delimiter == ",":
        return "cells" if any(cell.strip() for cell in cells[width:]) else ""
    return "quote" if any(delimiter in line for cell in cells for line in cell.splitlines()[1:]) else ""


def _encoding(file: IO[bytes]) -> tuple[str, str]:
    """Give the first encoding in which the whole file is text, and the text it begins with.

    Raises UnreadableError where it is too large or holds what no text has.
    """
    start = file.read(2)
    names = ("utf-16",) if start in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS
    for name in names:
        file.seek(0)
        decoder = codecs.getincrementaldecoder(name)("replace" if name == "utf-16" else "strict")
        head, size = "", 0
        try:
            while part := file.read(_PART):
                size += len(part)
                text = decoder.decode(part)
                if size > MAX_BYTES:
                    raise UnreadableError("large")
                if "\0" in text:
                    raise UnreadableError("binary")
                head = head or text
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name, head
    raise UnreadableError("binary")


def _delimiter(text: str) -> str:
    """Give the sign that parts the cells of the head; office programs here write `;`, others `,` or a tab."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=lambda sign: (head.count(sign), -_DELIMITERS.index(sign)))


def _sheet(path: Path) -> Iterator[Row]:
    """Read the first sheet that has cells; formulas count as the value that the program last worked out."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(one.file_size for one in packed.infolist()) > MAX_UNPACKED:
                raise UnreadableError("large")
    except zipfile.BadZipFile as error:
        raise UnreadableError("xlsx") from error
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except OSError:
        raise
    except Exception as error:  # openpyxl lets whatever its parts raise through
        raise UnreadableError("xlsx") from error
    try:
        yield from _cells(iter(book.worksheets))
    finally:
        book.close()


def _cells(sheets: Iterator[Any]) -> Iterator[Row]:
    for sheet in sheets:
        found = False
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            if any(value is not None for value in values):
                found = True
                yield Row(number, [_text(value) for value in values], _rounded(values))
        if found:
            return


def _rounded(values: Sequence[object]) -> frozenset[int]:
    """Give the cells with numbers of more digits than a spreadsheet keeps; the rest have become others."""
    return frozenset(at for at, one in enumerate(values) if isinstance(one, int | float) and abs(one) >= MOST_DIGITS)


def _text(value: object) -> str:
    """Write a cell as a person sees it; a long number without the point that makes it look like a measure."""
    if value is None:
        return ""
    if isinstance(value, int | float) and abs(value) >= MOST_DIGITS and math.isfinite(value):
        return str(int(Decimal(f"{value:.15g}")))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
