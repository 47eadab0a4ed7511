"""The PDF files: tagged, in our fonts alone, the same bytes each time, and WeasyPrint has nothing to say."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from quizgen.render.handout import Emblem
from quizgen.render.registry import Printed, renderer
from quizgen.render.remarks import Remark, told
from tests.render.sample import handout, items, page_texts

pytestmark = pytest.mark.needs_pango

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
OTHER_PROCESS = """
import hashlib
from quizgen.render.registry import renderer
from tests.render.sample import handout, items
print(hashlib.sha256(renderer("key", "pdf").render(handout(items(7), "AB")).data).hexdigest())
"""


def opened(printed: Printed) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(printed.data))


def roles(node: Any) -> list[str]:
    """Structure types of a tag tree in reading order."""
    if not isinstance(node, pikepdf.Dictionary):
        return []
    kids: Any = node.get("/K", [])
    children = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    own = [str(node.S)] if "/S" in node else []
    return own + [role for child in children for role in roles(child)]


@pytest.mark.parametrize("paper", ["a4", "f4"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", ["questions", "key"])
def test_a_paper_is_tagged_titled_and_in_its_language(kind: str, language: str, paper: str) -> None:
    printed = renderer(kind, "pdf").render(handout(items(4), "AB", language=language, paper=paper))
    with opened(printed) as pdf:
        assert str(pdf.Root.Lang) == language
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert "-AB: " in str(pdf.docinfo.Title)
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
        found = set(roles(pdf.Root.StructTreeRoot.K[0]))
        assert {"/Document", "/H1", "/P", "/L", "/LI"} <= found
        size = [round(float(side) / 72 * 25.4) for side in pdf.pages[0].mediabox[2:]]
        assert size == {"a4": [210, 297], "f4": [215, 330]}[paper]
        assert len(pdf.pages) == printed.pages
    assert printed.remarks == ()
    assert printed.undrawn == ()


def test_only_our_fonts_are_inside_and_all_of_them_embedded() -> None:
    with opened(renderer("key", "pdf").render(handout(items(4)))) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.Font.values()}
        assert len(fonts) == 3
        for name, font in fonts.items():
            assert name.partition("+")[2].startswith("quizgen")
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_the_same_form_gives_the_same_bytes_in_another_process() -> None:
    here = hashlib.sha256(renderer("key", "pdf").render(handout(items(7), "AB")).data).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path.cwd())}
    there = subprocess.run(
        [sys.executable, "-c", OTHER_PROCESS], env=environment, capture_output=True, text=True, check=True
    )
    assert there.stdout.strip() == here


def test_a_machine_without_any_font_prints_the_same() -> None:
    code = OTHER_PROCESS.replace("hexdigest())", "hexdigest()); import os; print(os.environ['FONTCONFIG_FILE'])")
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path.cwd()),
        "FONTCONFIG_FILE": os.devnull,
        "XDG_CACHE_HOME": os.devnull,
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    here = hashlib.sha256(renderer("key", "pdf").render(handout(items(7), "AB")).data).hexdigest()
    assert done.stdout.split() == [here, os.devnull]
    assert done.stderr == ""


def test_text_is_read_in_the_order_in_which_it_stands() -> None:
    order = handout(items(3))
    text = "\n".join(page_texts(renderer("questions", "pdf").render(order).data))
    marks = ["PEMERINTAH KABUPATEN CONTOH", "Netralitas Pegawai", "Varian", "Nama", "Petunjuk", "1. ", "2. ", "3. "]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_the_emblem_is_printed_with_a_text_in_its_place() -> None:
    with opened(renderer("questions", "pdf").render(handout(items(3), emblem=Emblem("e.svg", SVG)))) as pdf:
        assert "/Figure" in roles(pdf.Root.StructTreeRoot.K[0])
        alternatives = [str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
        assert alternatives == ["Lambang instansi"]


def test_an_emblem_that_is_no_picture_is_remarked_on() -> None:
    printed = renderer("questions", "pdf").render(handout(items(3), emblem=Emblem("e.png", b"not a picture")))
    assert printed.remarks == (Remark("paper.bad_emblem", (("name", "e.png"),)),)
    assert printed.data == renderer("questions", "pdf").render(handout(items(3))).data


def test_nothing_outside_is_read_for_an_emblem(caplog: pytest.LogCaptureFixture) -> None:
    link = SVG.replace(b"<circle", b'<image href="file:///etc/hostname" width="9"/><circle')
    printed = renderer("questions", "pdf").render(handout(items(3), emblem=Emblem("e.svg", link)))
    assert printed.remarks == (Remark("paper.emblem_part", (("name", "e.svg"),)),)
    assert "refused: file:///etc/hostname" in caplog.text


def test_a_character_that_the_font_lacks_is_reported_with_its_items() -> None:
    many = items(4)
    many[1]["stem"] = {"id": "Aksara \ua9b2 di sini", "en": "x"}
    many[3]["rationale"]["id"] = "Huruf \ua9b2 dan \u0152 serta e\u0301."
    printed = renderer("key", "pdf").render(handout(many))
    assert [(one.code, one.used_by) for one in printed.undrawn] == [("U+A9B2", ("contoh-001", "contoh-003"))]
    assert printed.remarks == ()
    assert renderer("questions", "html").render(handout(many)).undrawn[0].used_by == ("contoh-001", "contoh-003")


def test_remarks_are_short_and_hold_no_picture() -> None:
    emblem = Emblem("lambang.png", b"not a picture" * 1000)
    raw = [f"Odd\nthing at '{emblem.url}': " + "x" * 300] * 2
    assert told(raw, emblem) == (
        Remark("paper.remark", (("remark", "Odd thing at 'lambang.png': " + "x" * 171 + "…"),)),
    )


@pytest.mark.parametrize("kind", ["questions", "key"])
def test_an_item_longer_than_a_page_is_remarked_on_and_begins_where_it_comes(kind: str) -> None:
    many = items(6)
    many[5]["stem"] = {"id": "Panjang sekali cerita ini, lalu lagi. " * 300, "en": "x"}
    printed = renderer(kind, "pdf").render(handout(many, "AB"))
    assert printed.remarks == (Remark("paper.split", (("items", "contoh-005"),)),)
    pages = page_texts(printed.data)
    before = next(number for number, page in enumerate(pages) if "cerita ini" in page)
    assert all(len(page) > 200 for page in pages[: before + 1])
