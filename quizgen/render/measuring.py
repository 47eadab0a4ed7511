"""How much room text takes in the shipped font, before it is laid out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from quizgen.render.fonts import FACES, font_folder

MM_PER_PT = 25.4 / 72
CAUTION = 1.02
"""Lines are measured a little wider than they are, so that nothing breaks where it was thought to fit."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Give the width in mm of a text set in `size` pt on one line."""
    advances, unknown, units = _advances(bold)
    plain = unicodedata.normalize("NFC", text)
    return sum(advances.get(ord(character), unknown) for character in plain) / units * size * MM_PER_PT * CAUTION


def lines(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """Count the lines of a text in `size` pt in a column `room` mm wide, broken at spaces, long words anywhere."""
    count, used, space = 1, 0.0, width(" ", size, bold=bold)
    for word in text.split():
        long = width(word, size, bold=bold)
        if used and used + space + long <= room:
            used += space + long
            continue
        if used:
            count += 1
        count += int(long // room)
        used = long % room if long > room else long
    return count


def fitting(height: Callable[[float], float], room: float, sizes: Sequence[float]) -> float:
    """Give the first of the sizes (pt, falling) in which a text, so high in mm, fits into the room, else the last."""
    return next((size for size in sizes if height(size) <= room), sizes[-1])


def tall(texts: Iterable[str], room: float, size: float, *, bold: bool = False, leading: float = 1.25) -> float:
    """Give the height in mm of texts one under the other."""
    return sum(lines(text, room, size, bold=bold) for text in texts) * size * leading * MM_PER_PT


@cache
def _advances(bold: bool) -> tuple[dict[int, int], int, int]:
    """Give each character's width, that of one the font lacks, and the units of an em."""
    from fontTools.ttLib import TTFont

    face = next(face for face in FACES if face.style == "normal" and (face.weight > 400) is bold)
    with TTFont(font_folder() / face.file, lazy=True) as font:
        widths = font["hmtx"]
        return {code: widths[name][0] for code, name in font.getBestCmap().items()}, 1000, font["head"].unitsPerEm
