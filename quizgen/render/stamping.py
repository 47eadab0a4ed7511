"""Named copies: names, numbers and QR codes stamped on pages that were laid out once.

All copies in a file share the content, fonts and pictures of their master; a copy adds to each page with blank fields
one small stream. The page tree is built at once. Stamped copies are for print: they carry no structure for screen
readers (whoever needs that has a copy laid out for one person).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

from quizgen.render import qr
from quizgen.render.fitting import LEADING, fitted
from quizgen.render.places import Field
from quizgen.render.stamp_font import StampFont, stamp_font
from quizgen.render.stamps import Master, Shortened, Stamp, Stamped

_POINTS = 72 / 25.4
_FONT = "/QzStamp"
_QR = "qr"
_RAISED = 0.28
"""How far the last line of a text stands above the foot of its box, in parts of its size: room for descenders."""


def stamped(
    masters: Mapping[str, Sequence[Master]], stamps: Sequence[Stamp], title: str, language: str, *, duplex: bool = True
) -> Stamped:
    """Print a copy for each stamp, one after another: all papers of its master, in their order.

    With `duplex` each paper begins on the front of a sheet. Raises KeyError for a master there is none of.
    """
    font = stamp_font(sign for one in stamps for name, text in one.texts.items() if name != _QR for sign in text)
    pdf = pikepdf.new()
    resource = font.embedded(pdf)
    sheets = {
        name: [_Sheets(pdf, paper, resource, duplex) for paper in masters[name]]
        for name in dict.fromkeys(one.master for one in stamps)
    }
    kids: list[Any] = []
    shortened: list[Shortened] = []
    for one in stamps:
        for paper in sheets[one.master]:
            kids += paper.copy(one, font, shortened)
    tree = pdf.Root.Pages
    for page in kids:
        page.Parent = tree
    tree.Kids = pikepdf.Array(kids)
    tree.Count = len(kids)
    pdf.Root.Lang = pikepdf.String(language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Stamped(out.getvalue(), len(kids), tuple(shortened))


class _Sheets:
    """The pages of one paper within a file, ready to be copied."""

    def __init__(self, pdf: pikepdf.Pdf, master: Master, font: pikepdf.Object, duplex: bool) -> None:
        self._pdf = pdf
        with pikepdf.open(io.BytesIO(master.data)) as source:
            pdf.pages.extend(source.pages)
            count = len(source.pages)
        self._pages: list[Any] = [page.obj for page in pdf.pages][-count:]
        for page in self._pages:
            _prepare(pdf, page, font)
        if duplex and count % 2:
            self._pages.append(_blank(pdf, self._pages[-1]))
        self._fields: dict[int, list[Field]] = {}
        for field in master.fields:
            self._fields.setdefault(field.page, []).append(field)

    def copy(self, one: Stamp, font: StampFont, shortened: list[Shortened]) -> Iterator[Any]:
        """Give the pages of one copy."""
        for number, page in enumerate(self._pages):
            copied = pikepdf.Dictionary(page)
            if marks := self._marks(number, one, font, shortened):
                copied.Contents = pikepdf.Array([*page.Contents, self._pdf.make_stream(marks)])
            yield self._pdf.make_indirect(copied)

    def _marks(self, number: int, one: Stamp, font: StampFont, shortened: list[Shortened]) -> bytes:
        high = float(self._pages[number].MediaBox[3])
        parts = []
        for field in self._fields.get(number, ()):
            text = one.texts.get(field.name, "")
            if not text:
                continue
            x, low = field.x * _POINTS, high - (field.y + field.height) * _POINTS
            if field.name == _QR:
                size = min(field.width, field.height) * _POINTS
                parts.append(qr.operators(text, x, low, size))
            else:
                parts.append(_written(text, field, x, low, font, one.who, shortened))
        return b"\n".join(parts)


def _written(
    text: str, field: Field, x: float, low: float, font: StampFont, who: str, shortened: list[Shortened]
) -> bytes:
    """Write a text into its box, its last line on the foot of it."""
    if lacking := font.lacking(text):
        shortened.append(Shortened(who, field.name, "".join(lacking)))
    made = fitted(text, field.width * _POINTS, field.height * _POINTS, field.size, font.measure)
    if made.cut:
        shortened.append(Shortened(who, field.name))
    top = low + made.size * (_RAISED + LEADING * (len(made.lines) - 1))
    lines = []
    for number, line in enumerate(made.lines):
        indent = (field.width * _POINTS - font.measure(line) * made.size) / 2 if field.centred else 0.0
        place = (x + indent, top - number * made.size * LEADING)
        lines.append(b"1 0 0 1 %.3f %.3f Tm %s Tj" % (*place, font.encoded(line)))
    return b"BT 0 g %s %.2f Tf %s ET" % (_FONT.encode(), made.size, b" ".join(lines))


def _prepare(pdf: pikepdf.Pdf, page: Any, font: pikepdf.Object) -> None:
    """Make a page fit to be copied: its content closed off against what is stamped, the font of stamps at hand."""
    content = page.Contents if isinstance(page.Contents, pikepdf.Array) else pikepdf.Array([page.Contents])
    page.Contents = pikepdf.Array([pdf.make_stream(b"q\n"), *content, pdf.make_stream(b"\nQ\n")])
    resources = pikepdf.Dictionary(page.Resources)
    fonts = pikepdf.Dictionary(page.Resources.get("/Font", {}))
    fonts[_FONT] = font
    resources.Font = fonts
    page.Resources = pdf.make_indirect(resources)
    for key in ("/StructParents", "/Tabs", "/Annots", "/Parent"):
        if key in page:
            del page[key]


def _blank(pdf: pikepdf.Pdf, like: Any) -> Any:
    """Make the empty back of a last sheet."""
    empty = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=like.MediaBox, Resources=pikepdf.Dictionary(),
        Contents=pikepdf.Array([pdf.make_stream(b"")]),
    )  # fmt: skip
    return pdf.make_indirect(empty)
