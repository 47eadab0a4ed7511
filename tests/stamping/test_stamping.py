"""Stamped copies: what each page says, what is shared, and that nothing is lost in silence."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
import pypdfium2
import pytest

from quizgen.render import qr
from quizgen.render.pdf import PangoMissingError, pdf
from quizgen.render.stamping import stamped
from quizgen.render.stamps import Master, Shortened, Stamp, Stamped

PAGE = """<!DOCTYPE html><html lang="id"><title>Uji</title><body><p>Varian {variant}</p>
<div data-stamp="name" style="width: 60mm; height: 8mm; font-size: 11pt"></div>
<div data-stamp="qr" style="width: 20mm; height: 20mm"></div>{more}</body></html>"""
SECOND = '<p style="break-before: page">Halaman kedua</p>'


def master(variant: str, more: str = "") -> Master:
    try:
        made = pdf([PAGE.format(variant=variant, more=more)], ("paper-a4.css",), "uji")
    except PangoMissingError as error:  # pragma: no cover
        pytest.skip(f"no Pango here: {error}")
    return Master(made.data, made.fields)


@pytest.fixture(scope="module")
def masters() -> dict[str, tuple[Master, ...]]:
    return {"A": (master("A"),), "B": (master("B", SECOND),), "AB": (master("A"), master("B", SECOND))}


def pages(made: Stamped) -> list[str]:
    document = pypdfium2.PdfDocument(made.data)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def copies(masters: dict[str, tuple[Master, ...]], stamps: Sequence[Stamp], *, duplex: bool = True) -> Stamped:
    return stamped(masters, stamps, "Uji", "id", duplex=duplex)


def test_the_layout_tells_where_the_blank_boxes_are(masters: dict[str, tuple[Master, ...]]) -> None:
    name, code = masters["A"][0].fields
    assert (name.name, name.page, round(name.width, 2), round(name.height, 2), name.size) == ("name", 0, 60, 8, 11)
    assert (code.name, round(code.width, 2), round(code.height, 2)) == ("qr", 20, 20)
    assert round(code.y - name.y, 2) == 8


def test_each_copy_bears_its_own_name_on_the_paper_of_its_variant(masters: dict[str, tuple[Master, ...]]) -> None:
    made = copies(masters, [Stamp("A", {"name": "Siti Aminah"}), Stamp("B", {"name": "Budi"})])
    assert pages(made) == ["Varian A Siti Aminah", "", "Varian B Budi", "Halaman kedua"]
    assert made.pages == 4


def test_papers_of_one_person_lie_together_and_each_begins_on_a_front(masters: dict[str, tuple[Master, ...]]) -> None:
    made = copies(masters, [Stamp("AB", {"name": "Siti"})])
    assert pages(made) == ["Varian A Siti", "", "Varian B Siti", "Halaman kedua"]
    assert pages(copies(masters, [Stamp("AB", {"name": "Siti"})], duplex=False)) == [
        "Varian A Siti", "Varian B Siti", "Halaman kedua",
    ]  # fmt: skip


def test_a_copy_without_a_name_is_the_blank_paper(masters: dict[str, tuple[Master, ...]]) -> None:
    assert pages(copies(masters, [Stamp("A", {})])) == ["Varian A", ""]


def test_the_name_stands_in_its_box(masters: dict[str, tuple[Master, ...]]) -> None:
    (field, _) = masters["A"][0].fields
    page = pypdfium2.PdfDocument(copies(masters, [Stamp("A", {"name": "Siti Aminah"})]).data)[0]
    text = page.get_textpage()
    found = text.search("Siti Aminah").get_next()
    assert found is not None
    boxes = [text.get_charbox(number) for number in range(found[0], found[0] + found[1])]
    mm = 25.4 / 72
    left, right = min(box[0] for box in boxes) * mm, max(box[2] for box in boxes) * mm
    top, foot = 297 - max(box[3] for box in boxes) * mm, 297 - min(box[1] for box in boxes) * mm
    assert field.x - 0.5 <= left < right <= field.x + field.width
    assert field.y <= top < foot <= field.y + field.height


def test_the_qr_code_reads_as_it_was_written(masters: dict[str, tuple[Master, ...]]) -> None:
    payload = "K7Q2MX-A-00012"
    made = copies(masters, [Stamp("A", {"qr": payload})])
    field = masters["A"][0].fields[1]
    scale = 8.0
    picture = pypdfium2.PdfDocument(made.data)[0].render(scale=scale).to_pil().convert("L")
    rows = qr.modules(payload)
    module = field.width / (len(rows) + 2 * qr.QUIET)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            x, y = (field.x + (across + qr.QUIET + 0.5) * module, field.y + (down + qr.QUIET + 0.5) * module)
            seen = picture.getpixel((int(x * scale * 72 / 25.4), int(y * scale * 72 / 25.4)))
            assert (seen < 128) == bool(dark), (down, across)


def test_the_content_of_a_page_is_stored_once_for_all_copies(masters: dict[str, tuple[Master, ...]]) -> None:
    stamps = [Stamp("A", {"name": f"Orang {number}", "qr": f"K7Q2MX-A-{number:05d}"}) for number in range(200)]
    one, many = len(copies(masters, stamps[:1]).data), len(copies(masters, stamps).data)
    assert (many - one) / 199 < 800  # bytes: two page objects and one small stream


def test_what_the_font_lacks_and_what_is_too_long_is_told(masters: dict[str, tuple[Master, ...]]) -> None:
    stamps = [Stamp("A", {"name": "ꦱꦶ"}, "baris 2"), Stamp("A", {"name": "Sastro " * 60}, "baris 3")]
    assert copies(masters, stamps).shortened == (Shortened("baris 2", "name", "ꦱꦶ"), Shortened("baris 3", "name"))


def test_the_same_copies_give_the_same_bytes(masters: dict[str, tuple[Master, ...]]) -> None:
    stamps = [Stamp("A", {"name": "Siti"}), Stamp("B", {"name": "Budi", "qr": "K7Q2MX-B-00002"})]
    assert copies(masters, stamps) == copies(masters, stamps)


def test_the_file_is_sound_and_says_its_title_and_language(masters: dict[str, tuple[Master, ...]]) -> None:
    made = copies(masters, [Stamp("A", {"name": "Siti"}), Stamp("B", {})])
    with pikepdf.open(io.BytesIO(made.data)) as opened:
        assert opened.check_pdf_syntax() == []
        assert (str(opened.docinfo["/Title"]), str(opened.Root.Lang)) == ("Uji", "id")
        assert "/StructTreeRoot" not in opened.Root
