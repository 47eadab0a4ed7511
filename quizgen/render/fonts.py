"""The font that comes with quizgen: where its files are, which characters it draws, and how a page names it."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

FAMILY = "quizgen"
"""The family name in the style sheets; no font of a machine has it, so none can take its place."""


_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Face(NamedTuple):
    """One cut of the font: file name, CSS style and weight."""

    file: str
    style: str
    weight: int


FACES = (
    Face("SourceSansPro-Regular.ttf", "normal", 400),
    Face("SourceSansPro-It.ttf", "italic", 400),
    Face("SourceSansPro-Bold.ttf", "normal", 700),
)


def font_folder() -> Path:
    """Give the folder of the font files (Source Sans Pro, SIL Open Font License); raises FileNotFoundError."""
    package = find_spec("font_source_sans_pro")
    if package is None or not package.submodule_search_locations:
        raise FileNotFoundError("the package font-source-sans-pro is missing")
    return Path(next(iter(package.submodule_search_locations)), "files")


def linked_css() -> str:
    """Give the @font-face rules that read the files where they lie."""
    return "\n".join(_rule(face, (font_folder() / face.file).as_uri()) for face in FACES)


def embedded_css(characters: Iterable[str]) -> str:
    """Give the @font-face rules that carry the font in themselves, cut down to the characters."""
    wanted = "".join(sorted(set(characters) | set(map(chr, range(0x20, 0x7F)))))
    return "\n".join(
        _rule(face, f"data:font/ttf;base64,{base64.b64encode(_subset(face, wanted)).decode('ascii')}") for face in FACES
    )


def missing(text: str) -> list[str]:
    """Characters of the text that a cut of the font cannot draw, each once, sorted."""
    # ASCII needs no look into the font.
    unusual = {character for character in unicodedata.normalize("NFC", text) if character > "\x7e"}
    return sorted(c for c in unusual if ord(c) not in _drawn() and not _needs_no_glyph(c))


def _needs_no_glyph(character: str) -> bool:
    """Tell whether the character is only room or a hint: a space of any width, a joiner, a mark of direction."""
    return unicodedata.category(character) == "Zs" or bool(_INVISIBLE.match(character))


@cache
def _drawn() -> frozenset[int]:
    """Code points that all cuts have."""
    from fontTools.ttLib import TTFont

    found: set[int] | None = None
    for face in FACES:
        with TTFont(font_folder() / face.file, lazy=True) as font:
            codes = set(font.getBestCmap())
        found = codes if found is None else found & codes
    return frozenset(found or ())


def _subset(face: Face, characters: str) -> bytes:
    from io import BytesIO

    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    out = BytesIO()
    with TTFont(font_folder() / face.file, recalcTimestamp=False) as font:
        cutter = Subsetter(Options(layout_features=["kern", "mark", "mkmk", "ccmp"], notdef_outline=True))
        cutter.populate(text=characters)
        cutter.subset(font)
        font.save(out)
    return out.getvalue()


def _rule(face: Face, url: str) -> str:
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-style: {face.style}; font-weight: {face.weight}; '
        f'src: url("{url}") format("truetype") }}'
    )
