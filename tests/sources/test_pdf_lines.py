"""PDF files as offices make them: columns, hyphens at the margin, running heads, points and headings."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

import pytest

from quizgen.pdf_lines import text_of
from quizgen.render.fonts import linked_css

pytestmark = pytest.mark.skipif(find_spec("pypdfium2") is None, reason="needs the extra `documents`")

PARAGRAPHS = [
    "Pemerintah Kabupaten Contoh mengeluarkan edaran untuk para pegawai-pegawai menjelang pemilihan kepala daerah.",
    "ASN dilarang memasang spanduk pasangan calon di kantor pemerintah. ASN wajib mengembalikan kendaraan dinas.",
    "Mobil yang dipakai bersama-sama oleh pejabat yang mengambil cuti dikembalikan, kata Kepala Badan H. Hani Contoh.",
    "“Pegawai boleh menghadiri kegiatan penyampaian visi dan misi. Mereka jangan berpakaian dinas,” kata camat.",
]
POINTS = ["Menjaga sikap netral di ruang publik.", "Tidak menyebarkan ajakan memilih calon tertentu."]


@cache
def lines(style: str, body: str) -> tuple[str, ...]:
    """Lay out a page and give its text, a paragraph on a line."""
    import pypdfium2

    from quizgen.render.pdf import PangoMissingError, weasyprint

    page = f"{linked_css()}@page{{size:A4}}html{{font:11pt quizgen}}{style}"
    try:
        printed = weasyprint().HTML(string=f'<html lang="id"><meta charset="utf-8"><style>{page}</style>{body}')
    except PangoMissingError:
        pytest.skip("Pango is missing, so WeasyPrint cannot make a PDF")
    pdf = pypdfium2.PdfDocument(printed.write_pdf())
    try:
        return tuple(text_of(pdf).splitlines())
    finally:
        pdf.close()


def paragraphs(times: int = 1) -> str:
    return "".join(f"<p>{words}</p>" for words in PARAGRAPHS * times)


def test_columns_and_hyphens_at_the_margin_are_undone_and_doubled_words_keep_theirs() -> None:
    style = "div{columns:2;hyphens:auto;hyphenate-limit-chars:4 2 2;text-align:justify}"
    assert lines(style, f"<h1>Edaran Netralitas</h1><div>{paragraphs(5)}</div>") == (
        "Edaran Netralitas",
        *PARAGRAPHS * 5,
    )


def test_a_plain_hyphen_at_the_margin_is_undone_too() -> None:
    style = 'body{width:6cm;hyphens:auto;hyphenate-limit-chars:4 2 2;hyphenate-character:"-"}'
    assert lines(style, paragraphs()) == tuple(PARAGRAPHS)


def test_running_heads_and_numbers_of_pages_do_not_stand_inside_sentences() -> None:
    style = (
        "@page{@top-center{content:'PEMERINTAH KABUPATEN CONTOH'}"
        "@bottom-center{content:'Halaman ' counter(page) ' dari ' counter(pages)}}p{line-height:2.5}"
    )
    assert lines(style, paragraphs(6)) == ("PEMERINTAH KABUPATEN CONTOH", *PARAGRAPHS * 6)


def test_a_single_page_loses_its_number_too() -> None:
    assert lines("@page{@bottom-center{content:'- ' counter(page) ' -'}}", paragraphs()) == tuple(PARAGRAPHS)


def test_indented_paragraphs_without_a_gap_are_told_apart() -> None:
    assert lines("p{margin:0;text-indent:1cm;text-align:justify}", paragraphs()) == tuple(PARAGRAPHS)


def test_points_get_the_marks_that_the_page_holds_apart() -> None:
    body = "<ol>" + "".join(f"<li>{point}</li>" for point in POINTS) + "</ol>"
    assert lines("", body) == tuple(f"{number}. {point}" for number, point in enumerate(POINTS, 1))


def test_a_centred_heading_is_not_joined_with_the_text_below() -> None:
    heading = (
        "<h2 style='text-align:center'>SURAT EDARAN<br>TENTANG<br>Netralitas Aparatur Sipil Negara di Kabupaten</h2>"
    )
    made = lines("", heading + paragraphs())
    assert made == ("SURAT EDARAN", "TENTANG", "Netralitas Aparatur Sipil Negara di Kabupaten", *PARAGRAPHS)


def test_a_form_that_is_there_twice_keeps_all_its_lines() -> None:
    form = (
        "<p>PAKTA INTEGRITAS</p><p>Saya berjanji menjaga netralitas.</p><p>Saya tidak memihak.</p><p>Tanda tangan</p>"
    )
    page = ("PAKTA INTEGRITAS", "Saya berjanji menjaga netralitas.", "Saya tidak memihak.", "Tanda tangan")
    assert lines("div{break-after:page}", f"<div>{form}</div><div>{form}</div>") == page * 2


def test_what_recurs_on_some_pages_by_chance_stays() -> None:
    style = "@page{size:A5;@top-left{content:'BERITA DAERAH'}@bottom-left{content:counter(page)}}"
    order = [PARAGRAPHS[(n * n + n // 3) % 3] for n in range(120)]
    body = "".join(f"<p>{words}</p>" for words in order)
    assert lines(style, body) == ("BERITA DAERAH", *order)
