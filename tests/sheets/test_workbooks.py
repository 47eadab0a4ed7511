"""Workbooks as files: each text comes back as it was, nothing in them is alive, and any other file gets one line."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.reading import Reading, read_bank
from quizgen.bank.sheets.columns import columns
from quizgen.bank.sheets.grid import Odd
from quizgen.bank.sheets.rows import cells_of
from quizgen.bank.sheets.taking import take
from quizgen.files import bank_files, shipped_bank
from quizgen.language import say
from quizgen.spreadsheets import reading as reading_room
from quizgen.spreadsheets.reading import Workbook, unescaped
from quizgen.spreadsheets.writing import escaped, workbook
from quizgen.stop import Stop
from tests.tiny import reading_of, replaced

ITEMS = "items/atribut.yaml"
WICKED = [
    "=1+1", "+62 811", "-1", "@ini", "012", "1.000", "1,5", "tidak", "TRUE", "2024-02-14", "14/02/2024", "1e5",
    " di depan", "di belakang ", "  ", "satu\ndua", "a\r\nb\rc", "\ttab\t", "_x000D_", "_x005F_x000D_", "_x005F_",
    "_x0041_ _x0041", "'petik", '"kutip"', "<b>&amp;</b>", "🗳️ pemilu 🇮🇩", "é e\u0301", "a  b", "=HYPERLINK(\"x\")",
    "]]>", "#REF!", "naïve – “ya”", "\u200bnol\u200b", "x" * 32_767,
]  # fmt: skip


def with_stem(text: str) -> Reading:
    """Give the tiny bank with a stem."""
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    written = '"' + "".join(escapes.get(one, one) for one in text) + '"'
    return reading_of(replaced(ITEMS, "{id: Bolehkah ASN memakai atribut calon?,", f"{{id: {written},"))


def opened(data: bytes, folder: Path) -> Workbook:
    path = folder / "bank.xlsx"
    path.write_bytes(data)
    return Workbook(path)


def stem_in(book: Workbook) -> str:
    taken = take(book.sheets(["butir"]))
    assert taken is not None
    return next(row.cells["stem.id"] for row in taken.rows if row.cells["id"] == "atribut-1")


@pytest.mark.parametrize("text", WICKED, ids=lambda text: repr(text[:20]))
def test_a_text_comes_back_as_it_was_and_is_text(text: str, tmp_path: Path) -> None:
    reading = with_stem(text)
    assert cells_of(reading.items[0].record, "id")["stem.id"] == text
    data, _ = workbook(reading, "id")
    assert stem_in(opened(data, tmp_path)) == text
    sheet = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert {found[1] for found in re.finditer(rb' t="(\w+)"', sheet)} == {b"inlineStr"}


_CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
)


@given(st.text(_CHARACTERS | st.sampled_from("\n\r\t_x0041")))
def test_what_is_escaped_comes_back_through_the_escapes_of_any_program(text: str) -> None:
    assert unescaped(escaped(text)) == text


_SPOKEN = st.text(_CHARACTERS | st.sampled_from("\n\t=+-@_x0041 "), min_size=1, max_size=40).filter(
    lambda text: not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", text)
)


@settings(max_examples=25)
@given(text=_SPOKEN)
def test_any_text_comes_back_also_where_another_program_saved_it(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("teks")
    data, _ = workbook(with_stem(text), "id")
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cells in book["Butir"].iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # openpyxl would make formulas of texts that begin with =
    again = io.BytesIO()
    book.save(again)
    assert stem_in(opened(again.getvalue(), folder)) == text


def test_a_workbook_is_the_same_each_time_it_is_made() -> None:
    first, _ = workbook(reading_of(), "id")
    second, _ = workbook(reading_of(), "id")
    assert first == second


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_items_have_a_head_that_stays_lists_to_choose_from_and_a_note_on_each_column(language: str) -> None:
    data, count = workbook(reading_of(), language)
    book = openpyxl.load_workbook(io.BytesIO(data))
    titles = [say(language, f"sheet.title.{name}") for name in ("items", "rules", "how", "lists")]
    assert book.sheetnames[:4] == titles
    assert [book[title].protection.sheet for title in titles] == [False, True, True, True]
    assert book[book.sheetnames[4]].sheet_state == "veryHidden"
    sheet = book[titles[0]]
    assert (sheet.freeze_panes, sheet.max_row, count) == ("B2", 4, 3)
    heads = {cell.value: cell for cell in sheet[1]}
    for column in columns(4):
        note = heads[column.title(language)].comment
        assert note is not None
        assert note.text == column.note(language)
    offered = sheet.data_validations.dataValidation
    lists = {str(sheet[f"{str(one.sqref).partition(':')[0][:-1]}1"].value): one.formula1 for one in offered}
    asked = ["status", "topic", "kind", "level", "scenario", "key", "rules"]
    assert list(lists) == [say(language, f"sheet.column.{name}") for name in asked]
    kinds = book[titles[3]]["E"]
    assert [cell.value for cell in kinds[1:4]] == ["verdict", "single", "multiple"]
    assert lists[say(language, "sheet.column.kind")] == f"'{titles[3]}'!$E$2:$E$4"


def test_the_rules_stand_beside_with_their_words_source_and_law() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(reading_of(), "id")[0]))
    first = [cell.value for cell in book["Ketentuan"][2]]
    rule = reading_of().rules[0].record
    assert first[0] == rule.id
    assert rule.evidence[0].quote in str(first[6])
    assert rule.evidence[0].source in str(first[6])


def test_the_shipped_bank_comes_back_cell_by_cell(tmp_path: Path) -> None:
    reading = read_bank(bank_files(shipped_bank()))
    data, count = workbook(reading, "id")
    taken = take(opened(data, tmp_path).sheets(["butir"]))
    assert taken is not None
    assert count == len(reading.items)
    found = {
        row.cells["id"]: {name: text for name, text in row.cells.items() if text and name != "topic"}
        for row in taken.rows
    }
    assert found == {one.record.id: cells_of(one.record, "id") for one in reading.items}


def sheet_xml(cells: str, tmp_path: Path) -> dict[int, dict[int, str | Odd]]:
    """Read a sheet of the tiny workbook whose rows were replaced by XML."""
    rows = f"<sheetData>{cells}</sheetData>".encode()

    def other(name: str, part: bytes) -> bytes:
        is_meant = name == "xl/worksheets/sheet1.xml"
        return re.sub(rb"<sheetData>.*</sheetData>", rows, part, flags=re.DOTALL) if is_meant else part

    return {row: dict(cells) for row, cells in opened(changed(other), tmp_path).sheet("Butir").rows.items()}


def changed(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Give the tiny workbook with its parts changed, or (None) left out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(reading_of(), "id")[0])) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            if (part := change(name, before.read(name))) is not None:
                after.writestr(name, part)
    return made.getvalue()


def test_cells_that_hold_no_text_are_told_from_those_that_do(tmp_path: Path) -> None:
    row = (
        '<row r="3"><c r="A3"><v>12</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c>'
        '<c r="D3"><f>A3+1</f><v>13</v></c><c r="E3" t="str"><f t="shared" si="0"/><v>x</v></c>'
        '<c r="F3" t="d"><v>2024-02-14</v></c><c r="G3" t="inlineStr"><is><r><t>dua </t></r><r><t>gaya</t></r>'
        '<rPh sb="0" eb="1"><t>bunyi</t></rPh></is></c><c r="H3" t="str"><v>teks</v></c><c r="I3"/></row>'
        '<row><c><v>1.5</v></c><c t="inlineStr"><is><t>tanpa alamat</t></is></c></row>'
    )
    assert sheet_xml(row, tmp_path) == {
        3: {
            1: Odd("number", "12"), 2: Odd("truth", "TRUE"), 3: Odd("error", "#N/A"), 4: Odd("formula", "=A3+1"),
            5: Odd("formula", "="), 6: Odd("date", "2024-02-14"), 7: "dua gaya", 8: "teks",
        },
        4: {1: Odd("number", "1.5"), 2: "tanpa alamat"},
    }  # fmt: skip


def test_a_cell_in_the_farthest_corner_costs_nothing(tmp_path: Path) -> None:
    cells = '<row r="1048576"><c r="XFD1048576" t="str"><v>jauh</v></c></row>'
    assert sheet_xml(cells, tmp_path) == {1_048_576: {16_384: "jauh"}}


def test_numbers_that_are_shown_as_dates_or_percent_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, form in enumerate(["yyyy-mm-dd", "0%", "General", '0 "hari"', "[Red]0", "hh:mm"], 1):
        sheet.cell(row, 1, 1).number_format = form
    book.save(tmp_path / "bank.xlsx")
    rows = Workbook(tmp_path / "bank.xlsx").sheet("Sheet").rows
    kinds = [(cell.kind, cell.shown) for cells in rows.values() for cell in cells.values() if isinstance(cell, Odd)]
    assert kinds == [
        ("date", "1"), ("number", "1%"), ("number", "1"), ("number", "1"), ("number", "1"), ("date", "1"),
    ]  # fmt: skip


def files() -> dict[str, tuple[bytes, str]]:
    """Give files that are no workbook, and the message that each gets."""
    whole = workbook(reading_of(), "id")[0]
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    empty, foreign = io.BytesIO(), io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with zipfile.ZipFile(foreign, "w") as other:
        other.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        other.writestr("content.xml", "<x/>")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

    def sheet(name: str, part: bytes) -> bytes:
        return part if name != "xl/worksheets/sheet1.xml" else part[:500]

    def doctype(name: str, part: bytes) -> bytes:
        return bomb + part if name == "xl/worksheets/sheet1.xml" else part

    def no_cell(name: str, part: bytes) -> bytes:
        return part.replace(b'r="A2"', b'r="2A"') if name == "xl/worksheets/sheet1.xml" else part

    return {
        "csv": (b"Pengenal,Status\natribut-1,approved\n", "not_xlsx"),
        "nothing": (b"", "not_xlsx"),
        "html": (b"<html><table></table></html>", "not_xlsx"),
        "empty zip": (empty.getvalue(), "not_xlsx"),
        "ods": (foreign.getvalue(), "not_xlsx"),
        "xls": (ole, "old"),
        "password": (ole + "EncryptedPackage".encode("utf-16-le"), "password"),
        "cut off": (whole[: len(whole) // 2], "broken"),
        "no root": (changed(lambda name, part: None if name == "_rels/.rels" else part), "not_xlsx"),
        "no sheet": (changed(lambda name, part: None if "worksheets" in name else part), "not_xlsx"),
        "half a sheet": (changed(sheet), "broken"),
        "entities": (changed(doctype), "broken"),
        "no address": (changed(no_cell), "broken"),
    }


@pytest.mark.parametrize("name", list(files()))
def test_a_file_that_is_no_workbook_gets_one_line(name: str, tmp_path: Path) -> None:
    data, message = files()[name]
    with pytest.raises(Stop) as stop:
        list(opened(data, tmp_path).sheets([]))
    assert stop.value.message == f"sheet.{message}"
    assert stop.value.words == {"path": tmp_path / "bank.xlsx"}


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(4):
            bomb.writestr(f"xl/media/{number}.bin", b"\0" * (reading_room.MAX_UNPACKED // 3))
    assert len(made.getvalue()) < 1_000_000
    with pytest.raises(Stop) as stop:
        opened(made.getvalue(), tmp_path)
    assert stop.value.message == "sheet.too_large"


def test_too_many_cells_are_refused(tmp_path: Path) -> None:
    with patch.object(reading_room, "MAX_CELLS", 20), pytest.raises(Stop) as stop:
        opened(workbook(reading_of(), "id")[0], tmp_path).sheet("Butir")
    assert stop.value.message == "sheet.too_large"


WHOLE = changed(lambda _, part: part)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=20))
def test_any_damage_gives_a_workbook_or_a_line(
    tmp_path_factory: pytest.TempPathFactory, damage: list[tuple[int, int]]
) -> None:
    whole = bytearray(WHOLE)
    for at, byte in damage:
        whole[at] = byte
    said = ""
    try:
        take(opened(bytes(whole), tmp_path_factory.mktemp("rusak")).sheets(["butir"]))
    except Stop as stop:
        said = stop.message
    assert said in ("", "sheet.broken", "sheet.not_xlsx", "sheet.too_large", "sheet.password")
