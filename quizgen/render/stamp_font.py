"""The font of stamps: the letters that are needed, embedded once in a file, and how wide each is."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pikepdf

from quizgen.render.fonts import FACES, font_folder

_FACE = FACES[0]
_UNUSED = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG", "kern")
"""Tables of a font that stamps do without: each sign is written as its own glyph."""
_USUAL = frozenset([*map(chr, range(0x20, 0x7F)), "…"])
_UNKNOWN = 0
"""Glyph of what the font lacks: an empty box."""


def stamp_font(characters: Iterable[str]) -> StampFont:
    """Give the font for some characters; it always has those of ASCII, so that most files share one."""
    return _cut("".join(sorted(_USUAL.union(characters))))


@lru_cache(maxsize=8)
def _cut(characters: str) -> StampFont:
    return StampFont(characters)


class StampFont:
    """Source Sans Pro cut down to some characters: it measures, encodes and embeds."""

    def __init__(self, characters: Iterable[str]) -> None:
        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont

        out = io.BytesIO()
        with TTFont(font_folder() / _FACE.file, recalcTimestamp=False) as font:
            for tag in _UNUSED:  # reading them to cut them down took 50 times as long as all the rest
                if tag in font:
                    del font[tag]
            cutter = Subsetter(Options(layout_features=[], notdef_outline=True, hinting=False))
            cutter.populate(text="".join(characters))
            cutter.subset(font)
            font.save(out)
            self._unit: int = font["head"].unitsPerEm
            self._glyphs: dict[str, int] = {
                chr(code): font.getGlyphID(name) for code, name in font.getBestCmap().items()
            }
            self._widths: list[int] = [font["hmtx"].metrics[name][0] for name in font.getGlyphOrder()]
            self._advances: dict[str, float] = {
                sign: self._widths[glyph] / self._unit for sign, glyph in self._glyphs.items()
            }
            self._metrics = {
                "Ascent": font["hhea"].ascent, "Descent": font["hhea"].descent,
                "CapHeight": font["OS/2"].sCapHeight,
            }  # fmt: skip
            self._box = [font["head"].xMin, font["head"].yMin, font["head"].xMax, font["head"].yMax]
        self._data = out.getvalue()

    def measure(self, text: str) -> float:
        """Give the width of a text in em."""
        unknown = self._widths[_UNKNOWN] / self._unit
        return sum(self._advances.get(sign, unknown) for sign in text)

    def encoded(self, text: str) -> bytes:
        """Write a text as the hexadecimal string of a PDF's `Tj`."""
        return b"<%s>" % b"".join(b"%04x" % self._glyph(sign) for sign in text)

    def lacking(self, text: str) -> list[str]:
        """Give the characters of a text that the font cannot draw, each once."""
        return [sign for sign in dict.fromkeys(unicodedata.normalize("NFC", text)) if sign not in self._glyphs]

    def embedded(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """Put the font into a file and give it as a resource."""
        name = pikepdf.Name(f"/QZGSTP+{_FACE.file.removesuffix('.ttf')}")
        metrics: dict[str, Any] = {key: self._thousandths(value) for key, value in self._metrics.items()}
        metrics["FontBBox"] = pikepdf.Array([self._thousandths(side) for side in self._box])
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=name, Flags=4, ItalicAngle=0, StemV=80,
            FontFile2=pdf.make_stream(self._data, Length1=len(self._data)), **metrics,
        )  # fmt: skip
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=name,
            CIDSystemInfo=pikepdf.Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
            FontDescriptor=pdf.make_indirect(descriptor), CIDToGIDMap=pikepdf.Name.Identity, DW=1000,
            W=pikepdf.Array([0, pikepdf.Array([self._thousandths(width) for width in self._widths])]),
        )  # fmt: skip
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=name, Encoding=pikepdf.Name("/Identity-H"),
            DescendantFonts=pikepdf.Array([pdf.make_indirect(descendant)]),
            ToUnicode=pdf.make_stream(self._to_unicode()),
        )  # fmt: skip
        return pdf.make_indirect(font)

    def _glyph(self, sign: str) -> int:
        return self._glyphs.get(sign, _UNKNOWN)

    def _thousandths(self, value: int) -> int:
        return round(value * 1000 / self._unit)

    def _to_unicode(self) -> bytes:
        """Map glyphs back to characters, so that text can be searched and copied. Source: ISO 32000, 9.10.3."""
        pairs = [f"<{glyph:04x}> <{sign.encode('utf-16-be').hex()}>" for sign, glyph in sorted(self._glyphs.items())]
        blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
        body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode()
