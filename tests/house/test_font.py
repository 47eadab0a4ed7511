"""The font that comes with quizgen: four TTF files that draw every sign which the papers use."""

from __future__ import annotations

from importlib.resources import files

import pytest
from fontTools.ttLib import TTFont

FACES = ("Regular", "It", "Bold", "BoldIt")
SIGNS = "–—“”‘’…•§°×±≤≥½✓☐☑■→←↑↓′″«»·\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("face", FACES)
def test_a_face_draws_every_sign_of_the_papers(face: str) -> None:
    with files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{face}.ttf").open("rb") as data:
        drawn = TTFont(data).getBestCmap()
    letters = {chr(code) for code in range(0x20, 0x7F)}
    assert sorted((letters | set(SIGNS)) - {chr(code) for code in drawn}) == []


def test_the_font_brings_its_free_licence() -> None:
    licence = files("font_source_sans_pro").joinpath("files", "LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL Open Font License, Version 1.1" in licence
