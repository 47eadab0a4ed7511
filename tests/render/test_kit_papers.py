"""All kinds of paper of a kit: tagged, in our fonts, within their page, with form, bank and page in the foot."""

from __future__ import annotations

import io
import re
from typing import Any

import pikepdf
import pytest

from quizgen.model.session import KitPaper
from quizgen.model.words import Language
from quizgen.render.handout import Emblem
from quizgen.render.registry import KINDS, RENDERERS, renderer
from tests.render.kit_sample import order, people, printed
from tests.render.sample import page_texts
from tests.render.test_pdf import SVG, roles

pytestmark = pytest.mark.needs_pango

LOOKS = [("a4", "plain"), ("f4", "full")]
SIZES = {"a4": (210, 297), "f4": (215, 330)}
STAMPED = {
    "questions": ["name", "number", "unit"],
    "sheet": ["name", "number", "unit", "qr"],
    "pledge": ["name", "number", "unit", "signature"],
    "certificate": ["name", "number", "unit"],
}
every_look = pytest.mark.parametrize(("paper", "look"), LOOKS)
every_kind = pytest.mark.parametrize("kind", KINDS)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_every_kind_of_paper_of_a_kit_can_be_printed() -> None:
    assert sorted(KINDS) == sorted(KitPaper.__args__)  # type: ignore[attr-defined]
    assert {(row.name, row.suffix) for row in RENDERERS} == {(kind, end) for kind in KINDS for end in ("pdf", "html")}


@every_look
@every_kind
def test_a_paper_is_tagged_titled_and_in_its_language(kind: str, paper: str, look: str) -> None:
    made = printed(kind, paper, look)
    with opened(made.data) as pdf:
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b'pdfuaid:part="1"' in pdf.Root.Metadata.read_bytes()
        assert str(pdf.docinfo.Title)
        found = roles(pdf.Root.StructTreeRoot.K[0])
        assert {"/Document", "/P"} <= set(found)
        assert any(role in found for role in ("/H1", "/H2"))
        assert len(pdf.pages) == made.pages
    assert (made.remarks, made.undrawn) == ((), ())


@every_look
@every_kind
def test_a_paper_has_its_size_and_stays_on_the_sheet(kind: str, paper: str, look: str) -> None:
    lying = kind in ("certificate", "coverage") or (kind, look) in (("card", "plain"), ("attendance", "full"))
    size = (297, 420) if kind == "poster" else SIZES[paper][::-1] if lying else SIZES[paper]
    with opened(printed(kind, paper, look).data) as pdf:
        for page in pdf.pages:
            assert tuple(round(float(side) / 72 * 25.4) for side in page.mediabox[2:]) == size
    assert outside(printed(kind, paper, look).data) == []


def outside(data: bytes) -> list[str]:
    """Characters whose box leaves the page."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                left, low, right, top = text.get_charbox(place)
                if left < 0 or low < 0 or right > width or top > height:
                    found.append(text.get_text_range(place, 1))
    return found


@every_look
@every_kind
def test_only_our_fonts_are_inside_and_all_of_them_embedded(kind: str, paper: str, look: str) -> None:
    with opened(printed(kind, paper, look).data) as pdf:
        fonts = {str(font.BaseFont): font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
        assert fonts
        for name, font in fonts.items():
            assert name.partition("+")[2].startswith("quizgen")
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@every_look
@every_kind
def test_every_page_says_form_bank_and_page_of_pages(kind: str, paper: str, look: str) -> None:
    pages = [page for page in page_texts(printed(kind, paper, look).data) if page.strip()]
    for number, page in enumerate(pages, 1):
        assert "K7Q2MX" in page
        assert "Bank soal 2026.1+abc123" in page
        assert f"Halaman {number} dari {len(pages)}" in page


@every_kind
def test_gray_print_has_no_colour(kind: str) -> None:
    with opened(printed(kind, "f4", "full").data) as pdf:
        assert {colour for page in pdf.pages for colour in colours(page) if len(set(colour)) > 1} == set()


def test_colour_print_has_the_accent() -> None:
    with opened(printed("certificate").data) as pdf:
        assert any(len(set(colour)) > 1 for page in pdf.pages for colour in colours(page))


def colours(page: Any) -> list[tuple[float, ...]]:
    steps = (step for step in pikepdf.parse_content_stream(page) if str(step.operator) in ("rg", "RG"))
    return [tuple(float(one) for one in step.operands) for step in steps]


@every_kind
@every_look
def test_the_blank_fields_have_their_boxes(kind: str, paper: str, look: str) -> None:
    fields = printed(kind, paper, look).fields
    assert [field.name for field in fields] == STAMPED.get(kind, [])
    width, height = SIZES[paper][::-1] if kind == "certificate" else SIZES[paper]
    for field in fields:
        assert field.width >= 20
        assert field.height >= 4
        assert 0 < field.x < field.x + field.width < width
        assert 0 < field.y < field.y + field.height < height
        assert field.size >= 9


@pytest.mark.parametrize("kind", ["certificate", "attendance"])
def test_the_emblem_has_a_text_in_its_place(kind: str) -> None:
    made = renderer(kind, "pdf").render(order(emblem=Emblem("e.svg", SVG), people=people(1)))
    with opened(made.data) as pdf:
        told = {str(one.Alt) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert told == {"Lambang instansi"}
    assert made.remarks == ()


@pytest.mark.parametrize("kind", ["sheet", "coverage"])
def test_the_page_for_a_browser_needs_no_other_file_and_says_its_kind(kind: str) -> None:
    html = renderer(kind, "html").render(order(variants="A")).data.decode()
    assert f'<meta name="generator" content="quizgen {kind}">' in html
    assert not re.findall(r'(?:src|href)=["\'](?!data:)', html)
    assert set(re.findall(r'url\("([a-z]+):', html)) == {"data"}


def test_the_letterhead_is_the_sessions() -> None:
    for kind in ("questions", "sheet", "key", "guide", "attendance", "pledge", "certificate", "poster", "card"):
        assert "KANTOR SESI" in page_texts(printed(kind).data)[0]


def test_two_languages_stand_one_under_the_other() -> None:
    for kind, first, second in (
        ("questions", "Petunjuk", "Instructions"),
        ("key", "Kunci Jawaban dan Pembahasan", "Key and Reasons"),
        ("guide", "Daftar persiapan", "Things to prepare"),
        ("pledge", "Yang bertanda tangan di bawah ini:", "The undersigned:"),
        ("attendance", "Daftar Hadir", "Attendance List"),
        ("poster", "TIDAK BOLEH", "NOT ALLOWED"),
    ):
        text = " ".join(" ".join(page_texts(printed(kind, "f4", "full").data)).split())
        assert text.index(first) < text.index(second)
        assert second not in " ".join(page_texts(printed(kind).data))


@pytest.mark.parametrize("kind", ["certificate", "sheet", "poster"])
def test_a_title_of_300_characters_is_printed_whole_on_one_page(kind: str) -> None:
    from tests.render.kit_sample import session

    long = {"id": ("Sosialisasi netralitas pegawai " * 10).strip()[:300], "en": ("Briefing " * 33).strip()}
    made = renderer(kind, "pdf").render(order(variants="A", session=session(title=long), second="en"))
    pages = page_texts(made.data)
    assert len(pages) == 1
    if kind != "poster":
        assert long["id"] in " ".join(pages[0].split())
        # In two languages it would be too small to be read on a sheet, so there it stands in the first one only.
        assert (long["en"] in " ".join(pages[0].split())) is (kind == "certificate")


LONG = "Kepala Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah Kabupaten Contoh Utara"
HEAD = ["PEMERINTAH KABUPATEN CONTOH UTARA SELATAN", LONG.upper(), f"Jalan Contoh Raya Nomor 123, {LONG}"]


@pytest.mark.parametrize(("kind", "language", "large"), [
    ("certificate", "id", False), ("certificate", "en", False), ("poster", "en", False), ("poster", "id", True),
    ("sheet", "id", True), ("pledge", "en", False),
])  # fmt: skip
def test_long_titles_offices_and_letterheads_keep_papers_of_one_page_on_it(
    kind: str, language: Language, large: bool
) -> None:
    from tests.render.kit_sample import session

    said = session(
        title={"id": ("Sosialisasi netralitas " * 13).strip(), "en": ("Briefing on conduct " * 15).strip()},
        place=f"Aula {LONG}", letterhead={"lines": HEAD, "emblem": "e.svg"},
        signer={"name": "Drs. H. Contoh Nama Panjang Sekali Sekali, S.H., M.Si., M.Pd.", "office": LONG, "number": "1"},
    )  # fmt: skip
    more: dict[str, Any] = {"language": language, "large": large, "emblem": Emblem("e.svg", SVG)}
    made = renderer(kind, "pdf").render(order(variants="A", session=said, **more))
    assert made.pages == 1
    assert made.remarks == ()


def test_the_letterhead_of_a_large_answer_sheet_stays_above_its_title() -> None:
    import pypdfium2

    from tests.render.kit_sample import session

    said = session(letterhead={"lines": HEAD})
    made = renderer("sheet", "pdf").render(order(variants="A", session=said, large=True))
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        whole = text.get_text_range()
        lowest = min(text.get_charbox(at)[1] for at in range(whole.index("Sosialisasi")))
        title = text.get_charbox(whole.index("Sosialisasi"))[3]
    assert title < lowest


def test_a_list_does_not_leave_its_signature_alone_on_a_page() -> None:
    for count in range(18, 34):
        pages = page_texts(renderer("attendance", "pdf").render(order(people=people(count))).data)
        last = pages[-1]
        assert "Penanggung jawab kegiatan" in last
        assert f"Unit {count % 7}" in last or str(count + 5) in last.split(), count


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_without_a_session_is_that_of_the_bank_and_in_english_if_asked(kind: str) -> None:
    html = renderer(kind, "html").render(order(variants="A", session=None, language="en", second=None)).data.decode()
    assert '<html lang="en">' in html
    assert "Civil Servants&#39; Neutrality in Elections" in html or kind in ("card", "poster", "coverage")
    words = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert not re.search(r"\b(Nama|Tanggal|Petunjuk|Halaman|Varian|Unit kerja|BOLEH|WAJIB|Susunan)\b", words)
    assert "None" not in words


@pytest.mark.parametrize("kind", ["certificate", "pledge"])
def test_a_name_is_stamped_in_the_middle_of_its_line(kind: str) -> None:
    import pypdfium2

    from quizgen.render.stamping import stamped
    from quizgen.render.stamps import Master, Stamp

    made = printed(kind)
    stamp = "signature" if kind == "pledge" else "name"
    (field,) = [one for one in made.fields if one.name == stamp]
    assert field.centred
    done = stamped({"": [Master(made.data, made.fields)]}, [Stamp("", {stamp: "Xx Yy"})], "x", "id", duplex=False)
    with pypdfium2.PdfDocument(done.data) as document:
        text = document[0].get_textpage()
        place = text.get_text_range().rindex("Xx Yy")
        left, right = text.get_charbox(place)[0], text.get_charbox(place + 4)[2]
    middle = (field.x + field.width / 2) / 25.4 * 72
    assert (left + right) / 2 == pytest.approx(middle, abs=1.5)
