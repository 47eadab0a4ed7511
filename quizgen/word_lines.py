"""The lines of a Word document: paragraphs and tables in their order, points marked, tracked changes as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MARKED = re.compile(r"\s*(?:[-*•●▪·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S|\s*(?:pasal|bab)\s+[\divx]+\s*$", re.I)
_BLOCKS = "./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p | ./w:sdt/w:sdtContent/w:tbl"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def text_of(document: Any) -> str:
    """Give the text of an open Word document, a paragraph or a row of a table on a line."""
    return "\n".join(_lines(document.element.body, document._body))


def _lines(element: Any, parent: Any) -> Iterator[str]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for block in element.xpath(_BLOCKS):
        if _name(block) == "tbl":
            for row in Table(block, parent).rows:
                yield from _row({id(cell._tc): cell for cell in row.cells})
        else:
            words = _words(block)
            point = words.strip() and _is_point(Paragraph(block, parent)) and not _MARKED.match(words)
            yield f"- {words}" if point else words


def _row(cells: dict[int, Any]) -> Iterator[str]:
    """Give a row on one line; a single cell is no table but a frame, so that its paragraphs keep their lines."""
    if len(cells) == 1:
        (cell,) = cells.values()
        yield from _lines(cell._tc, cell)
        return
    told = (" ".join(" ".join(_lines(cell._tc, cell)).split()) for cell in cells.values())
    yield " | ".join(words for words in told if words)


def _words(paragraph: Any) -> str:
    """Give the words of a paragraph: those inserted by a tracked change too, none of a text box that floats beside."""
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name not in ("txbxContent", "del", "moveFrom", "pPr", "rPr", "Fallback"):
            yield from _pieces(child)


def _name(element: Any) -> str:
    """Give the name of an element without its namespace; of a comment or the like, nothing."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_point(paragraph: Any) -> bool:
    """Tell whether a paragraph is a point of a list, by itself or by its style."""
    properties, style = paragraph._p.pPr, paragraph.style
    own = properties.numPr if properties is not None else None
    while own is None and style is not None:
        properties = style.element.pPr
        own, style = (properties.numPr if properties is not None else None), style.base_style
    if own is None or (own.numId is not None and own.numId.val == 0):  # 0 takes a style's number away
        return False
    return not (paragraph.style.name or "").lower().startswith(("heading", "title", "judul"))
