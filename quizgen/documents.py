"""Documents that a trainer has: the text of a .txt, .html, .pdf or .docx file, and what the file says of itself.

The libraries belong to the extra `quizgen[documents]` and are imported only here, where one of them is needed.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from quizgen.stop import BAD_INPUT, LESS_THAN_ASKED, Stop
from quizgen.texts import shown

MAX_BYTES = 64 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
"""Bytes to which the texts of a Word document may unpack; more is an attack or no document for people."""
MAX_UNPACKED = 256 * 1024 * 1024

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0c|\x0b")
_HYPHENATED = re.compile("(?<=[a-z])[\ufffe\xad][ \t]*\r?\n(?=[a-z])|[\ufffe\x02](?=[a-z])")
_ITEM = re.compile(r"\s*(?:[-*•●▪·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S|\s*(?:pasal|bab)\s+[\divx]+\s*$", re.I)
_ENDED = re.compile(r"[.!?:;”\"')]\s*$")
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the older office format; also what Word makes of a document with a password
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document as bytes to be stored, and what the file itself says of it (empty where nothing).

    published is an ISO day.
    """

    stored: bytes
    title: str = ""
    publisher: str = ""
    published: str = ""

    @property
    def text(self) -> str:
        """The text, as offsets and quotes refer to it."""
        return self.stored.decode("utf-8")


def read_document(path: Path) -> Document:
    """Read a document; raises Stop with one message where it has no text that can be used, and OSError."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise Stop(BAD_INPUT, "source.unknown_kind", path=shown(path), kinds=", ".join(_READERS))
    if path.exists() and not path.is_file():
        raise Stop(BAD_INPUT, "source.no_file", path=shown(path))
    if path.stat().st_size > MAX_BYTES:
        raise Stop(BAD_INPUT, "source.too_large", path=shown(path), limit=MAX_BYTES >> 20)
    document = reader(path, path.read_bytes())
    if not document.text.strip():
        raise Stop(BAD_INPUT, "source.no_text", path=shown(path))
    return document


def _from_txt(path: Path, data: bytes) -> Document:
    """A text is stored byte for byte, so it must be fit to be quoted as it is."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Stop(BAD_INPUT, "source.not_utf8", path=shown(path), byte=error.start) from error
    if "\x00" in text:
        raise Stop(BAD_INPUT, "source.not_utf8", path=shown(path), byte=data.index(b"\x00"))
    return Document(data)


def _from_html(path: Path, data: bytes) -> Document:
    """The main text of a page, with what its metadata says; the library minds the encoding."""
    trafilatura = _library("trafilatura", path)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    if not data.strip():
        raise Stop(BAD_INPUT, "source.no_text", path=shown(path))
    dates = {"original_date": True, "extensive_search": False}
    page = _guarded(
        path, lambda: trafilatura.bare_extraction(
            data, with_metadata=True, include_comments=False, date_extraction_params=dates
        ),
    )  # fmt: skip
    if page is None or not (page.text or "").strip():
        raise Stop(BAD_INPUT, "source.no_main_text", path=shown(path))
    title, text = _line(page.title), _clean(page.text)
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return Document(_bytes(text), title, _line(page.sitename or page.hostname), _line(page.date)[:10])


def _from_pdf(path: Path, data: bytes) -> Document:
    """The text of all pages, lines that were only broken at the margin joined again."""
    pdfium = _library("pypdfium2", path)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
        raise Stop(BAD_INPUT, "source.password" if locked else "source.broken", path=shown(path)) from error
    try:
        pages = _guarded(path, lambda: [_pdf_page(pdf, number) for number in range(len(pdf))])
        title = _line(_guarded(path, lambda: pdf.get_metadata_value("Title")))
    finally:
        pdf.close()
    text = _joined_lines(_clean(_HYPHENATED.sub("", "\n".join(pages))))
    if not text.strip():
        raise Stop(BAD_INPUT, "source.scanned" if pages else "source.no_text", path=shown(path), pages=len(pages))
    return Document(_bytes(text), _title_in(title, text))


def _pdf_page(pdf: Any, number: int) -> str:
    page = pdf[number]
    try:
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            text_page.close()
    finally:
        page.close()


def _from_docx(path: Path, data: bytes) -> Document:
    """The paragraphs and tables in their order; a numbered or bulleted paragraph begins with `- `."""
    if data.startswith(_OLD_WORD):
        raise Stop(BAD_INPUT, "source.old_word", path=shown(path))
    docx = _library("docx", path)
    parts = _guarded(path, lambda: zipfile.ZipFile(io.BytesIO(data)).infolist())
    xml = sum(part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels")))
    if xml > MAX_XML or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Stop(BAD_INPUT, "source.bomb", path=shown(path), limit=MAX_XML >> 20)
    document = _guarded(path, lambda: docx.Document(io.BytesIO(data)))
    text = _clean("\n".join(_guarded(path, lambda: list(_docx_lines(document)))))
    title = _line(_guarded(path, lambda: document.core_properties.title))
    return Document(_bytes(text), _title_in(title, text))


def _docx_lines(container: Any) -> Iterator[str]:
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
                yield " | ".join(cell for cell in cells if cell)
        else:
            numbered = block._p.pPr is not None and block._p.pPr.numPr is not None
            yield f"- {block.text}" if numbered and not _ITEM.match(block.text) else block.text


_READERS: dict[str, Callable[[Path, bytes], Document]] = {
    ".txt": _from_txt,
    ".html": _from_html,
    ".htm": _from_html,
    ".pdf": _from_pdf,
    ".docx": _from_docx,
}


def _library(name: str, path: Path) -> Any:
    """Import a library of the extra; raises Stop that says how to install it."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise Stop(LESS_THAN_ASKED, "source.no_library", path=shown(path), kind=path.suffix.lower()) from error


def _guarded(path: Path, read: Callable[[], Any]) -> Any:
    """Let a library read; whatever it raises on a damaged document is one message to the user."""
    try:
        return read()
    except Stop:
        raise
    except Exception as error:  # the libraries promise no class of error for damaged input
        raise Stop(BAD_INPUT, "source.broken", path=shown(path)) from error


def _clean(text: str) -> str:
    """Give the text with `\\n` line ends and without characters that nobody sees and no bank file may hold."""
    text = _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)).replace("\xa0", " ")
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def _joined_lines(text: str) -> str:
    """Join the lines of a paragraph that a page broke at its margin; points, headings and last lines stay alone."""
    lines = [line.strip() for line in text.split("\n")]
    widths = sorted(len(line) for line in lines if line)
    width = widths[int(len(widths) * 0.9)] if widths else 0
    made = lines[:1]
    for before, line in pairwise(lines):
        if before and line and not _ITEM.match(line) and _goes_on(before, line, width):
            made[-1] += f" {line}"
        else:
            made.append(line)
    return "\n".join(made)


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line goes on with the one before: its first word would not have fitted (width in letters)."""
    room = width - len(before) - 1 - len(line.split(" ", 1)[0])
    return line[0].islower() or (room < 0.15 * width and not _ENDED.search(before))


def _title_in(title: str, text: str) -> str:
    """Give a file's own title where the text has it too; else it is a file name or a program's."""
    return title if title and title.lower() in " ".join(text.split()).lower() else ""


def _line(words: object) -> str:
    return " ".join(_clean(str(words or "")).split())


def _bytes(text: str) -> bytes:
    return (text.rstrip() + "\n").encode("utf-8", "replace")
