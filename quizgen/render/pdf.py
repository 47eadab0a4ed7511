"""Pages to PDF with WeasyPrint, in the fonts that come with quizgen and no others."""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from quizgen.render.faults import PangoMissingError as PangoMissingError  # its name is here too
from quizgen.render.fonts import FACES, font_folder, linked_css
from quizgen.render.page import style_text
from quizgen.render.places import Field
from quizgen.render.theme import Theme
from quizgen.shipped import shipped

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration


_MM, _PT = 25.4 / 96, 72 / 96
"""mm and pt in a pixel of CSS."""
_BLANK = "<!DOCTYPE html><html lang='id'><title></title><body></body></html>"
_TAGGED = {"pdf_variant": "pdf/ua-1"}


class PdfFile(NamedTuple):
    """A PDF file, its number of pages, and what WeasyPrint remarked on the way (an emblem it could not draw ...).

    `split` names what should stand on one page (attribute `data-whole`) and does not, because it is longer; `fields`
    are the boxes that are left blank for a stamp (attribute `data-stamp`); `refused` are addresses in a trainer's
    templates that were not read.
    """

    data: bytes
    pages: int
    remarks: tuple[str, ...]
    split: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    refused: tuple[str, ...] = ()


def pdf(
    papers: Sequence[str], styles: tuple[str, ...], identifier: str, theme: Theme | None = None, *, tagged: bool = True
) -> PdfFile:
    """Print papers (HTML) one after another into one PDF (PDF/UA-1 where `tagged`), each beginning on a front.

    The same input gives the same bytes: no date, no identifier by chance. Page numbers count within each paper.
    `styles` are names in `templates`; `identifier` goes into the file's ID.
    A `theme` may have style sheets of these names, and pictures and fonts. Raises PangoMissingError.
    """
    weasyprint()
    reader = _readers()(theme)
    options = _TAGGED if tagged else {}
    with _remarks() as remarks:
        documents = [_laid_out(html, styles, reader, options) for html in papers]
        found = tuple(dict.fromkeys(name for document in documents for name in _split(document)))
        if found:
            # What cannot stand on one page begins where it comes; else WeasyPrint leaves pages before it empty.
            documents = [_laid_out(_breaking(html, found), styles, reader, options) for html in papers]
        pages = _pages(documents, styles, reader, options)
        data = documents[0].copy(pages).write_pdf(pdf_identifier=identifier.encode(), **options)
    heard = [one for one in remarks if not any(url in one for url in reader.refused)] if theme else remarks
    return PdfFile(data, len(pages), tuple(heard), found, tuple(_fields(pages)), tuple(reader.refused))


def _pages(documents: list[Document], styles: tuple[str, ...], reader: Any, options: dict[str, str]) -> list[Any]:
    """Put papers one after another, each beginning on the front of a sheet."""
    pages: list[Any] = []
    for document in documents:
        if len(pages) % 2:
            pages += _laid_out(_BLANK, styles[-1:], reader, options).pages
        pages += document.pages
    return pages


def _fields(pages: Sequence[Any]) -> Iterator[Field]:
    """Give the boxes left blank for stamps, by page and in the order in which they stand there."""
    for number, page in enumerate(pages):
        seen: set[int] = set()
        for box in page._page_box.descendants(placeholders=True):
            name = box.element.get("data-stamp", "") if box.element is not None else ""
            if name and id(box.element) not in seen and isinstance(box.width, float | int):
                seen.add(id(box.element))
                place = (box.content_box_x(), box.content_box_y(), box.width, box.height)
                x, y, width, height = (side * _MM for side in place)
                centred = box.style["text_align_all"] == "center"
                yield Field(name, number, x, y, width, height, box.style["font_size"] * _PT, centred)


def _split(document: Document) -> Iterator[str]:
    """Give what stands on more than one page, by the name in its attribute `data-whole`."""
    seen: set[str] = set()
    for page in document.pages:
        # WeasyPrint has no public way to the boxes of a page.
        elements = (box.element for box in page._page_box.descendants())
        here = {element.get("data-whole", "") for element in elements if element is not None} - {""}
        yield from sorted(seen & here)
        seen |= here


def _breaking(html: str, names: Sequence[str]) -> str:
    """Let what has these names break over pages."""
    for name in names:
        html = html.replace(f'data-whole="{name}"', f'data-whole="{name}" style="break-inside: auto"')
    return html


@cache
def weasyprint() -> ModuleType:
    """Import WeasyPrint (half a second), silencing its notices; raises PangoMissingError."""
    try:
        # It prints a notice to stdout where a library is missing, and warns where a machine has no fonts.
        with redirect_stdout(io.StringIO()), warnings.catch_warnings(), _only_our_fonts():
            warnings.simplefilter("ignore")
            import weasyprint as module
    except OSError as error:
        raise PangoMissingError(str(error)) from None
    made: ModuleType = module
    return made


@cache
def font_configuration() -> FontConfiguration:
    """Give the one font configuration of this process: it knows our fonts and none of the machine's."""
    weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    with _only_our_fonts():
        return FontConfiguration()


@cache
def style_sheets(names: Sequence[str]) -> list[CSS]:
    """Parse the fonts and the named style sheets of `templates`, once in a process."""
    return _parsed(names, _readers()(None))


def _parsed(names: Sequence[str], reader: Any) -> list[CSS]:
    make = weasyprint().CSS
    how = {"font_config": font_configuration(), "url_fetcher": reader, "base_url": reader.base}
    return [make(string=text, **how) for text in (linked_css(), *(style_text(name, reader.theme) for name in names))]


def _laid_out(html: str, styles: tuple[str, ...], reader: Any, options: dict[str, str]) -> Document:
    page = weasyprint().HTML(string=html, url_fetcher=reader, base_url=reader.base)
    # A trainer's own style sheets are read each time, so that each paper tells what they lack.
    sheets = _parsed(styles, reader) if reader.theme else style_sheets(styles)
    return page.render(font_config=font_configuration(), stylesheets=sheets, **options)


@cache
def _readers() -> Any:
    """Give the class of what opens our fonts, `data:` addresses and a theme's files, and refuses everything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = frozenset((font_folder() / face.file).as_uri() for face in FACES)

    class OurFilesOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no type information
        """Reads fonts that came with quizgen, data that is in the page itself, and files that a theme holds."""

        def __init__(self, theme: Theme | None) -> None:
            super().__init__(allow_redirects=False, allowed_protocols=("data", "file"))
            self.theme = theme
            self.base = "file:///" if theme else "about:blank"
            self.refused: list[str] = []

        def fetch(self, url: str, headers: object = None) -> Any:
            """Open an address; raises ValueError for any other."""
            if url in fonts or url[:5].lower() == "data:":
                return super().fetch(url, headers)
            content = self.theme.at(url) if self.theme else None
            if content is not None:
                return URLFetcherResponse(url, content)
            if url not in self.refused:
                self.refused.append(url)
            raise ValueError(f"refused: {url[:100]}")

    return OurFilesOnly


@contextmanager
def _only_our_fonts() -> Iterator[None]:
    """Let fontconfig, while it starts, read our configuration, which names no font folder of the machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(shipped("templates") / "fontconfig.xml")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _remarks() -> Iterator[list[str]]:
    """Collect the warnings and errors that WeasyPrint logs."""
    heard: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield heard
    finally:
        logger.removeHandler(handler)
