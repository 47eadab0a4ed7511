"""What a text says of itself: title, publisher, place and date."""

from __future__ import annotations

import pytest

from quizgen.bank.byline import byline

BODY = "Sekretaris Daerah meminta seluruh pegawai menjaga netralitas selama masa kampanye berlangsung."


@pytest.mark.parametrize(
    ("dateline", "publisher", "place"),
    [
        ("KABAR ONLINE, CONTOH - ", "KABAR ONLINE", "Contoh"),
        ("Kabarcontoh.com (CONTOH) – ", "Kabarcontoh.com", "Contoh"),
        ("CONTOH, KABAR.com — ", "KABAR.com", "Contoh"),
        ("contohnews.com, CONTOH - ", "contohnews.com", "Contoh"),
        ("Kota Contoh – ", "", "Kota Contoh"),
        ("", "", ""),
    ],
)
def test_a_dateline_names_publisher_and_place(dateline: str, publisher: str, place: str) -> None:
    found = byline(f"Judul Berita Hari Ini\n\n{dateline}{BODY}\n")
    assert (found.title, found.publisher, found.place) == ("Judul Berita Hari Ini", publisher, place)


@pytest.mark.parametrize(
    ("words", "published"),
    [
        ("katanya, Jumat (2/2/2024).", "Jumat, 2 Februari 2024"),
        ("katanya, Minggu 28 Januari 2024.", "Minggu, 28 Januari 2024"),
        ("hingga tanggal 10 Februari 2024 mendatang, kata camat dalam rapat panjang di balai kota itu.", ""),
        ("\nDitetapkan di Contoh\npada tanggal 5 Januari 2024\n", "2024-01-05"),
        ("\nContoh, 5 Januari 2024\n", "2024-01-05"),
        ("\n5 Januari 2024 | 10.30 WIB\n", "2024-01-05"),
    ],
)
def test_a_date_is_taken_only_where_it_dates_the_text(words: str, published: str) -> None:
    assert byline(f"Judul\n\n{BODY} {words}").published == published


def test_a_headline_with_a_dash_or_a_colon_is_no_dateline() -> None:
    found = byline(f"Wapres: Netralitas Aparat - Kunci Pemilu\n\n{BODY}")
    assert (found.title, found.publisher, found.place) == ("Wapres: Netralitas Aparat - Kunci Pemilu", "", "")


def test_weekdays_that_do_not_fit_are_listed() -> None:
    found = byline(f"Judul\n\n{BODY} Selasa (2/2/2024), lalu Sabtu (3/2/2024).")
    assert [one.words for one in found.misfits] == ["Selasa (2/2/2024"]
    assert found.published == "Sabtu, 3 Februari 2024"


@pytest.mark.parametrize(
    ("text", "title", "publisher"),
    [
        (
            "PEMERINTAH KOTA CONTOH\n\nSURAT EDARAN\nNOMOR 8 TAHUN 2024\nTENTANG\nNETRALITAS\n\n1. ASN netral.\n",
            "SURAT EDARAN NOMOR 8 TAHUN 2024 TENTANG NETRALITAS",
            "Pemerintah Kota Contoh",
        ),
        (
            "Surat Edaran Wali Kota Contoh\nNomor 8 Tahun 2024\ntentang Netralitas Pegawai\n\nSetiap pegawai netral.\n",
            "Surat Edaran Wali Kota Contoh Nomor 8 Tahun 2024 tentang Netralitas Pegawai",
            "",
        ),
        ("DINAS X KOTA CONTOH\nPerihal: Netralitas guru\n\nGuru netral.\n", "Netralitas guru", "Dinas X Kota Contoh"),
        ("Peraturan Baru ASN Terbit\n\nPemerintah menerbitkan aturan.\n", "Peraturan Baru ASN Terbit", ""),
        ("Netralitas ASN\n\nHal: begini ceritanya panjang.\n", "Netralitas ASN", ""),
    ],
)
def test_a_circular_has_its_title_under_its_letterhead(text: str, title: str, publisher: str) -> None:
    found = byline(text)
    assert (found.title, found.publisher) == (title, publisher)


@pytest.mark.parametrize(
    "line", ["Jakarta, Sabtu (3/2/2024)", "Jakarta, 3 Februari 2024", "Jakarta, Sabtu, 3 Februari 2024 10:30 WIB"]
)
def test_a_line_of_place_and_day_is_no_title_but_tells_the_place(line: str) -> None:
    found = byline(f"{line}\n\nPegawai Kota Contoh Diminta Netral\n\nASN dilarang memakai kaus calon.\n")
    assert (found.title, found.place) == ("Pegawai Kota Contoh Diminta Netral", "Jakarta")
    assert found.published.endswith("2024") or found.published == "2024-02-03"


def test_a_day_alone_is_no_title_and_no_place() -> None:
    found = byline("Sabtu, 3 Februari 2024 | 10.30 WIB\n\nASN dilarang memakai kaus calon, kata Sekda.\n")
    assert (found.title, found.place) == ("", "")
