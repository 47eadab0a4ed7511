"""Documents that a trainer has: the text of a .txt, .html, .pdf or .docx file, and what the file says of itself.

The libraries belong to the extra `quizgen[documents]` and are imported only here, where one of them is needed.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizgen import pdf_lines, word_lines
from quizgen.stop import BAD_INPUT, LESS_THAN_ASKED, Stop
from quizgen.texts import decoded, shown

MAX_BYTES = 64 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
"""Bytes to which the texts of a Word document may unpack; more is an attack or no document for people."""
MAX_UNPACKED = 256 * 1024 * 1024

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x85|\x0c|\x0b")
_FURNITURE = re.compile(
    r"^[ \t]*(?:(?:baca|simak|lihat)(?: juga)?[ \t]*:.{0,200}|(?:advertisement|iklan)"
    r"|scroll to (?:continue|resume).{0,40}|(?:gulir|lanjutkan) (?:untuk|membaca).{0,60}"
    r"|(?:\|[ \t]*:?-+:?[ \t]*)+\|)[ \t]*$\n?",
    re.I | re.M,
)
"""Lines that a news page puts between those of an article; the last is how the library draws the head of a table."""
_OLD_WORD = b"\xd0\xcf\x11\xe0"  # the older office format; also what Word makes of a document with a password
_WRONG_PASSWORD = 4  # FPDF_ERR_PASSWORD


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a document as bytes to be stored, and what the file itself says of it (empty where nothing).

    published is an ISO day; encoding that of a .txt which is not UTF-8.
    """

    stored: bytes
    title: str = ""
    publisher: str = ""
    published: str = ""
    encoding: str = ""

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
    """A text in UTF-8 is stored byte for byte; one in another encoding as UTF-8, and the encoding is told."""
    try:
        text, encoding = decoded(data)
    except UnicodeDecodeError as error:
        raise Stop(BAD_INPUT, "source.not_utf8", path=shown(path), byte=error.start) from error
    if "\x00" in text:
        raise Stop(BAD_INPUT, "source.not_utf8", path=shown(path), byte=data.index(b"\x00"))
    return Document(text.encode("utf-8", "surrogatepass") if encoding else data, encoding=encoding)


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
    title, text = one_line(page.title), _clean(_FURNITURE.sub("", _LINE_ENDS.sub("\n", page.text)))
    if not text.strip():
        raise Stop(BAD_INPUT, "source.no_main_text", path=shown(path))
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n\n{text}"
    return Document(_bytes(text), title, one_line(page.sitename or page.hostname), one_line(page.date)[:10])


def _from_pdf(path: Path, data: bytes) -> Document:
    """The text of all pages, lines that were only broken at the margin joined again."""
    pdfium = _library("pypdfium2", path)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _WRONG_PASSWORD
        raise Stop(BAD_INPUT, "source.password" if locked else "source.broken", path=shown(path)) from error
    try:
        pages = _guarded(path, lambda: len(pdf))
        text = _clean(_guarded(path, lambda: pdf_lines.text_of(pdf)))
        title = one_line(_guarded(path, lambda: pdf.get_metadata_value("Title")))
    finally:
        pdf.close()
    if not text.strip():
        raise Stop(BAD_INPUT, "source.scanned" if pages else "source.no_text", path=shown(path), pages=pages)
    return Document(_bytes(text), _title_in(title, text))


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
    text = _clean(_guarded(path, lambda: word_lines.text_of(document)))
    title = one_line(_guarded(path, lambda: document.core_properties.title))
    return Document(_bytes(text), _title_in(title, text))


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


def _title_in(title: str, text: str) -> str:
    """Give a file's own title where the text has it too; else it is a file name or a program's."""
    return title if title and title.lower() in " ".join(text.split()).lower() else ""


def one_line(words: object) -> str:
    """Give words on one line, without characters that nobody sees."""
    return " ".join(_clean(str(words or "")).split())


def _bytes(text: str) -> bytes:
    return (text.rstrip() + "\n").encode("utf-8", "replace")
