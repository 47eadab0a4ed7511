"""The font: what it draws, and the cut of it that a page carries in itself."""

from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from quizgen.render.fonts import FACES, embedded_css, font_folder, linked_css, missing


def test_all_files_of_the_font_are_there() -> None:
    assert all((font_folder() / face.file).is_file() for face in FACES)
    assert linked_css().count("@font-face") == len(FACES)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Biasa saja: “kutip” – é, œ, ½, ✓", []),
        ("e\u0301 dirangkai menjadi satu huruf", []),
        ("spasi\u00a0tetap, tipis\u2009, lembut\u00ad, nol\u200b", []),
        ("aksara ꦲꦤ, huruf 漢, nada\u2011sambung", ["\u2011", "漢", "ꦤ", "ꦲ"]),
        ("\U0001f600", ["\U0001f600"]),
    ],
)
def test_characters_that_cannot_be_drawn_are_found(text: str, lacking: list[str]) -> None:
    assert missing(text) == lacking


def test_a_page_carries_only_the_characters_that_it_needs() -> None:
    css = embedded_css("abc½")
    cuts = [base64.b64decode(one) for one in re.findall(r"data:font/ttf;base64,([A-Za-z0-9+/=]+)", css)]
    assert len(cuts) == len(FACES)
    for cut in cuts:
        drawn = set(TTFont(BytesIO(cut)).getBestCmap())
        assert drawn == {*range(0x20, 0x7F), ord("½")}
    assert css == embedded_css("½cba")
