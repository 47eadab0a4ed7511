"""Writing a workbook: items to edit, and sheets beside them to read; the same bank gives the same bytes."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from quizgen.bank.reading import Reading
from quizgen.bank.sheets.columns import MARK, Column
from quizgen.bank.sheets.reference import Offer, instructions, offers, rules_table
from quizgen.bank.sheets.rows import Table, table_of
from quizgen.language import say
from quizgen.spreadsheets.titles import IDS

_LAST_ROW = 1_048_576
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The day on which zip files begin: a workbook does not tell when it was made, so that the same bank gives the same."""
_TIMES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_NOTE = re.compile(
    rb"<(?P<prefix>(?:\w+:)?)AutoFill>False</(?:\w+:)?AutoFill>(?=<(?:\w+:)?Row>0</(?:\w+:)?Row>"
    rb"<(?:\w+:)?Column>(?P<column>\d+)<)"
)
"""A note of openpyxl's, which forgets to say where on the sheet the note is."""
_STARTS_ALIVE = ("=", "+", "-", "@", "\t", "\r", "'")
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = (Font(name="Calibri", bold=True, color="FFFFFF"), PatternFill("solid", fgColor="1F4E79"))
_NARROW, _WIDE = 12, 48
_LINE, _HIGHEST, _FILLED = 14.5, 300.0, 0.92
"""Height of a line and the greatest of a row, in pt; how much of its width a wrapped line fills, with margin."""
_PIXELS = 7
"""Pixels of a column for each character of its width."""
_WIDTHS = {"id": 24, "rules": 26, "topic": 20, "accept": 32, "reason": 32}


def workbook(reading: Reading, language: str) -> tuple[bytes, int]:
    """Give a bank's items as a workbook, and how many they are."""
    table = table_of(reading, language)
    options = sum(column.path[0] == "options" for column in table.columns) // 4
    offered = offers(reading, language, options)
    book = Workbook(write_only=True)
    _items(book, table, offered, reading, language)
    _plain_sheet(
        book,
        say(language, "sheet.title.rules"),
        rules_table(reading, language),
        [26, 18, 11, 14, 18, 50, 70, 34, 22, 8],
    )
    how = instructions(language)
    _plain_sheet(book, say(language, "sheet.title.how"), [[line] for line in how], [110])
    _lists(book, say(language, "sheet.title.lists"), offered)
    ids = book.create_sheet(IDS)
    ids.sheet_state = "veryHidden"
    for row in table.rows:
        ids.append([_text(ids, row["id"])])
    return _settled(book, [_width(column) for column in table.columns]), len(table.rows)


def _items(book: Workbook, table: Table, offered: Sequence[Offer], reading: Reading, language: str) -> None:
    sheet = book.create_sheet(say(language, "sheet.title.items"))
    sheet.freeze_panes = "B2"
    template = _text(sheet, "x", _TOP)
    template.number_format = "@"
    quoted = _text(sheet, "x", _TOP)
    quoted.number_format, quoted.quotePrefix = "@", True
    for number, column in enumerate(table.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = _width(column)
        dimension.number_format, dimension.alignment = "@", _TOP
        dimension.hidden = column == MARK
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    for validation in _validations(table, offered, len(reading.rules), language):
        sheet.data_validations.append(validation)
    sheet.row_dimensions[1].height = 2 * _LINE + 3
    sheet.append([_head(sheet, column.title(language), column.note(language)) for column in table.columns])
    names = [column.name for column in table.columns]
    widths = [_width(column) for column in table.columns]
    for number, row in enumerate(table.rows, 2):
        shown = [row.get(column.name, "") if column != MARK else "" for column in table.columns]
        sheet.row_dimensions[number].height = _height(shown, widths)
        cells: list[Cell | None] = []
        for name in names:
            if not (text := row.get(name, "")):
                cells.append(None)
                continue
            cell = _text(sheet, text)
            _dress(cell, quoted if text.startswith(_STARTS_ALIVE) else template)
            cells.append(cell)
        sheet.append(cells)


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """Give the height (pt) of a row in which all of its wrapped texts are seen, as far as a screen goes."""
    lines = max(
        sum(ceil(max(len(line), 1) / (width * _FILLED)) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return min(lines * _LINE + 3, _HIGHEST)


def _dress(cell: Any, like: Any) -> None:
    """Give a cell the style of another, which is much faster than styling each of a hundred thousand."""
    cell._style = like._style


def _width(column: Column) -> int:
    if column.path[-1] in ("id", "en") and len(column.path) > 1:
        return _WIDE
    return _WIDTHS.get(column.name, _NARROW)


def _validations(table: Table, offered: Sequence[Offer], count: int, language: str) -> Iterable[DataValidation]:
    """Give the lists of the columns, over all rows; where others than those listed are right, they are only offered.

    `count` is the number of rules.
    """
    title = say(language, "sheet.title.lists")
    columns = [column.name for column in table.columns]
    for number, offer in enumerate(offered):
        letter = get_column_letter(2 * number + 1)
        source = f"{_quoted(title)}!${letter}$2:${letter}${max(len(offer.choices), 1) + 1}"
        yield _validation(source, columns.index(offer.column), strict=offer.column not in ("key", "topic", "scenario"))
    rules = f"{_quoted(say(language, 'sheet.title.rules'))}!$A$2:$A${max(count, 1) + 1}"
    yield _validation(rules, columns.index("rules"), strict=False)


def _validation(source: str, column: int, *, strict: bool) -> DataValidation:
    letter = get_column_letter(column + 1)
    made = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=strict)
    made.add(f"{letter}2:{letter}{_LAST_ROW}")
    return made


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _lists(book: Workbook, title: str, offered: Sequence[Offer]) -> None:
    longest = max(len(offer.choices) for offer in offered)
    rows = [[text for offer in offered for text in (offer.title, "")]]
    for number in range(longest):
        pairs = [offer.choices[number] if number < len(offer.choices) else ("", "") for offer in offered]
        rows.append([text for pair in pairs for text in pair])
    _plain_sheet(book, title, rows, [26, 44] * len(offered))


def _plain_sheet(book: Workbook, title: str, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    """Write a sheet to read: a head that stays, protected against a slip of the hand (without a password)."""
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.autoFilter = sheet.protection.sort = sheet.protection.formatColumns = False
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for number, row in enumerate(rows):
        sheet.row_dimensions[number + 1].height = _height(row, widths)
        sheet.append([_text(sheet, text, _TOP) if number else _head(sheet, text) for text in row])


def _head(sheet: Any, title: str, note: str = "") -> Cell:
    cell = _text(sheet, title, Alignment(vertical="center", wrap_text=True))
    cell.font, cell.fill = _HEAD
    if note:
        cell.comment = Comment(note, "quizgen", height=40 + 18 * (len(note) // 38 + note.count("\n")), width=300)
    return cell


def _text(sheet: Any, text: str, alignment: Alignment | None = None) -> Cell:
    """Make a cell that is text, whatever the text looks like."""
    cell: Cell = WriteOnlyCell(sheet, escaped(text))
    cell.data_type = "s"
    if alignment is not None:
        cell.alignment = alignment
        cell.number_format = "@"
    return cell


def escaped(text: str) -> str:
    """Write what a part of a workbook cannot hold, or would read as something else, as `_x000D_`."""
    return re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text).replace("\r", "_x000D_")


def _settled(book: Workbook, widths: Sequence[int]) -> bytes:
    """Give the workbook's bytes without the time at which it was made, each note beside its head."""
    made = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        book.save(made)
    settled = io.BytesIO()
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(settled, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "docProps/core.xml":
                part = _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
            elif name.endswith(".vml"):
                part = _NOTE.sub(lambda found: found[0] + _anchor(int(found["column"]), widths, found["prefix"]), part)
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(entry, part)
    return settled.getvalue()


def _anchor(column: int, widths: Sequence[int], prefix: bytes) -> bytes:
    """Say that the note of a column (0-based) lies to its right, below the head, some 300 pixels wide."""
    left = right = column + 1
    room = 300
    while (wide := _PIXELS * (widths[right] if right < len(widths) else _NARROW)) < room:
        room -= wide
        right += 1
    place = f"{left}, 8, 1, 4, {right}, {room}, 3, 4".encode()
    return b"<%sAnchor>%s</%sAnchor>" % (prefix, place, prefix)
