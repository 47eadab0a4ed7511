"""Legal references: what a text names, which places inside it, and which instrument it means on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.extract import Lexicon, extract
from quizgen.extract.legal import full_label, references
from quizgen.extract.lexicon import Row, rows_of
from quizgen.extract.statutes import Instrument, Resolved, Statutes
from quizgen.model.mention import LegalReference
from quizgen.shipped import data

UU_5 = Instrument("uu-5-2014", "UU 5/2014", None, date(2023, 10, 30), "uu-20-2023")
UU_20 = Instrument("uu-20-2023", "Undang-Undang Nomor 20 Tahun 2023", date(2023, 10, 31))
UU_20_2 = Instrument("uu-20-2023-2f", "UU Nomor 20 Tahun 2023", article="Pasal 2 huruf f")
PP_15 = Instrument("pp-42-2004-15", "PP Nomor 42 Tahun 2004", article="Pasal 15 ayat (1) sampai (3)")
PILKADA = Instrument("uu-1-2015-71", "UU Nomor 1 Tahun 2015 sebagaimana diubah dengan UU Nomor 10 Tahun 2016")
SE = Instrument("se-1-2023", "SE MenPANRB Nomor 1 Tahun 2023")
BANK = Statutes([UU_20, UU_20_2, UU_5, PP_15, PILKADA, SE])
DAY = date(2024, 1, 2)


def named(text: str, lexicon: Lexicon | None = None, day: date | None = None) -> list[str]:
    """Write the references of a text as they are spoken of."""
    found = references(text.lower(), 0, len(text), lexicon.legal_names, day) if lexicon else ()
    return [full_label(one) for one in found or references(text.lower(), 0, len(text))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Undang-Undang Nomor 20 Tahun 2023", ("uu", "20", "2023", "", "", "")),
        ("UU 5/2014", ("uu", "5", "2014", "", "", "")),
        ("UU ASN Nomor 20 Tahun 2023", ("uu", "20", "2023", "", "", "")),
        ("PP No. 94 Tahun 2021", ("pp", "94", "2021", "", "", "")),
        ("Pasal 5 huruf n PP Nomor 94 Tahun 2021", ("pp", "94", "2021", "5", "", "n")),
        ("Pasal 280 ayat (3) UU Nomor 7 Tahun 2017", ("uu", "7", "2017", "280", "3", "")),
        ("UU Nomor 5 Tahun 2014 dalam pasal 2 (dua)", ("uu", "5", "2014", "2", "", "")),
        ("Pasal 9 ayat (2)", ("", "", "", "9", "2", "")),
    ],
)
def test_a_reference_is_parsed_into_its_parts(text: str, parts: tuple[str, ...]) -> None:
    (found,) = references(text.lower(), 0, len(text))
    assert (found.kind, found.number, found.year, found.pasal, found.ayat, found.huruf) == parts
    assert 0 <= found.start < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("UU 20/2023 dan Pasal 14 PP 94/2021", ["UU 20/2023", "Pasal 14 PP 94/2021"]),
        ("UU dan PP Nomor 94 Tahun 2021", ["PP 94/2021"]),
        (
            "Pasal 2 ayat (1) huruf a dan b UU Nomor 5 Tahun 2014",
            ["Pasal 2 ayat (1) huruf a UU 5/2014", "Pasal 2 ayat (1) huruf b UU 5/2014"],
        ),
        (
            "Pasal 280 ayat (2) dan ayat (3) serta Pasal 282 UU 7/2017",
            ["Pasal 280 ayat (2) UU 7/2017", "Pasal 280 ayat (3) UU 7/2017", "Pasal 282 UU 7/2017"],
        ),
        ("Pasal 280 ayat (2) dan 283 UU 7/2017", ["Pasal 280 ayat (2) UU 7/2017", "Pasal 283 UU 7/2017"]),
        (
            "Pasal 5 huruf n angka 3 sampai 5 PP 94/2021",
            [f"Pasal 5 huruf n angka {number} PP 94/2021" for number in (3, 4, 5)],
        ),
        ("Pasal 5 huruf a, b, dan c", ["Pasal 5 huruf a", "Pasal 5 huruf b", "Pasal 5 huruf c"]),
        ("Pasal 5 dan 12 calon", ["Pasal 5"]),
        ("Pasal 5 jo. Pasal 7 PP 94/2021", ["Pasal 5 PP 94/2021", "Pasal 7 PP 94/2021"]),
        (
            "SKB Menteri PANRB, Mendagri, dan Kepala BKN Nomor 2 Tahun 2022",
            ["SKB 2/2022"],
        ),
        ("Surat Edaran Menteri PANRB Nomor 1 Tahun 2023", ["SE MenPANRB 1/2023"]),
        ("Surat MenPANRB Nomor B/71/M.SM.00.00/2017", ["Surat MenPANRB B/71/M.SM.00.00/2017"]),
        ("Surat Edaran Nomor 800/123/BKPSDM/2024.", ["SE 800/123/BKPSDM/2024"]),
    ],
)
def test_places_and_lists_go_to_the_regulation_they_stand_with(text: str, said: list[str]) -> None:
    assert named(text) == said


def test_a_number_without_a_year_is_no_instrument() -> None:
    assert references("uu tentang pemilu dan 12 calon", 0, 30) == ()


def _rows() -> list[Row]:
    return rows_of(data("extract/data", "legal_names.yaml"), "legal_names")


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row.text['number']}-{row.text['year']}-{row.line}")
def test_a_name_means_its_regulation_in_the_days_of_its_row(row: Row, lexicon: Lexicon) -> None:
    def found(text: str) -> list[tuple[str, str, str]]:
        day = date.fromisoformat(row.text.get("until") or row.text["from"])
        made = references(text.lower(), 0, len(text), lexicon.legal_names, day)
        return [(one.number, one.year, one.name) for one in made]

    assert [one[:2] for one in found(row.text["example"])] == [(row.text["number"], row.text["year"])]
    assert [one for one in found(row.text["counter"]) if one[2]] == []
    assert all(form == form.lower() for form in row.lists["forms"])


def test_a_name_in_a_text_of_another_day_means_the_regulation_of_that_day(lexicon: Lexicon) -> None:
    assert named("menurut UU ASN", lexicon, date(2023, 10, 30)) == ["UU 5/2014"]
    assert named("menurut UU ASN", lexicon, date(2023, 10, 31)) == ["UU 20/2023"]
    assert named("menurut UU ASN", lexicon) == ["UU 20/2023"]
    assert named("menurut UU Pemilu", lexicon, date(2012, 1, 1)) == ["UU PEMILU"]


def test_a_name_in_brackets_behind_its_number_is_not_said_twice(lexicon: Lexicon) -> None:
    assert named("UU Nomor 7 Tahun 2017 (UU Pemilu)", lexicon, DAY) == ["UU 7/2017"]


def resolved(text: str, day: date | None = DAY) -> Resolved:
    (found,) = references(text.lower(), 0, len(text))
    return BANK.resolve(found, day)


def test_a_repealed_instrument_is_flagged_with_its_successor_from_the_day_after_its_last() -> None:
    found = resolved("UU Nomor 5 Tahun 2014", date(2023, 10, 31))
    assert (found.instrument, found.repealed) == ("uu-5-2014", date(2023, 10, 31))
    assert (found.replaced_by, found.successor) == ("uu-20-2023", "UU 20/2023")


def test_an_instrument_in_force_on_the_day_is_not_flagged() -> None:
    assert resolved("UU Nomor 5 Tahun 2014", date(2023, 10, 30)).repealed is None


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Pasal 2 huruf f UU 20/2023", "uu-20-2023-2f"),
        ("Pasal 2 UU 20/2023", "uu-20-2023"),
        ("Pasal 15 ayat (2) PP 42/2004", "pp-42-2004-15"),
        ("Pasal 15 PP 42/2004", "pp-42-2004-15"),
        ("UU 10/2016", "uu-1-2015-71"),
        ("SE Menpan RB Nomor 1 Tahun 2023", "se-1-2023"),
        ("SE Wali Kota Nomor 1 Tahun 2023", None),
        ("PP Nomor 1 Tahun 1999", None),
    ],
)
def test_a_reference_means_the_nearest_place_that_the_bank_has(text: str, instrument: str | None) -> None:
    assert resolved(text).instrument == instrument


def test_a_place_the_bank_lacks_is_told_apart_from_a_regulation_it_lacks() -> None:
    assert resolved("Pasal 3 PP 42/2004").articles == ("pp-42-2004-15",)
    assert resolved("PP 1/1999").articles == ()


@given(st.text())
def test_any_text_gives_references_inside_it(text: str) -> None:
    low = text.lower()
    for found in references(low, 0, len(low)):
        assert 0 <= found.start < found.end <= len(low)


@given(st.lists(st.sampled_from("pasal ayat huruf angka 1 2 (3) a b dan , sampai jo uu pp 5/2014 tentang".split())))
def test_any_mix_of_legal_words_gives_references_inside_it(words: list[str]) -> None:
    low = " ".join(words)
    for found in references(low, 0, len(low)):
        assert 0 <= found.start < found.end <= len(low)


def cited(text: str, lexicon: Lexicon, day: date | None = DAY) -> list[tuple[str, list[str]]]:
    """Give each mention with its references as they are spoken of."""
    made = extract(text, lexicon, day).mentions
    return [(one.quote, [full_label(law) for law in one.legal]) for one in made]


def test_a_mention_takes_the_references_of_its_whole_sentence(lexicon: Lexicon) -> None:
    text = "Sesuai Pasal 9 UU 20/2023, kata Rudi, ASN harus netral dan tidak boleh memihak calon."
    assert [laws for _, laws in cited(text, lexicon)] == [["Pasal 9 UU 20/2023"]] * 2


def test_the_sentence_before_introduces(lexicon: Lexicon) -> None:
    text = "Berdasarkan UU Nomor 20 Tahun 2023. ASN dilarang memihak calon. PNS wajib melayani warga."
    assert [laws for _, laws in cited(text, lexicon)] == [["UU 20/2023"], []]


def test_a_sentence_that_only_tells_of_a_law_introduces_nothing(lexicon: Lexicon) -> None:
    text = "UU Nomor 20 Tahun 2023 sudah dibagikan. ASN dilarang memihak calon."
    assert [laws for _, laws in cited(text, lexicon)] == [[]]


def test_a_sentence_that_points_back_gives_its_law_to_the_one_before(lexicon: Lexicon) -> None:
    text = "ASN dilarang memihak calon. Hal itu diatur dalam Pasal 2 huruf f UU ASN."
    assert [laws for _, laws in cited(text, lexicon)] == [["Pasal 2 huruf f UU 20/2023"]]


def test_a_bare_place_is_one_of_the_law_named_before(lexicon: Lexicon) -> None:
    text = "UU Nomor 20 Tahun 2023 berlaku. Menurut Pasal 9 ayat (2), ASN harus netral."
    assert [laws for _, laws in cited(text, lexicon)] == [["Pasal 9 ayat (2) UU 20/2023"]]


def test_points_of_a_circular_rest_on_the_laws_at_its_head(lexicon: Lexicon) -> None:
    text = (
        "Dasar:\n1. UU Nomor 20 Tahun 2023;\n2. PP Nomor 94 Tahun 2021.\n\n"
        "Disampaikan hal-hal sebagai berikut:\n1. ASN wajib netral.\n2. PNS dilarang:\n   a. memasang spanduk;\n\n"
        "Demikian disampaikan. ASN harus jujur.\n"
    )
    both = ["UU 20/2023", "PP 94/2021"]
    assert [laws for _, laws in cited(text, lexicon)] == [both, both, []]


def test_a_point_of_a_statute_is_cited_by_its_place(lexicon: Lexicon) -> None:
    text = (
        "PERATURAN PEMERINTAH\nNOMOR 94 TAHUN 2021\nTENTANG DISIPLIN PEGAWAI\n\nPasal 5\n"
        "PNS dilarang:\na. menyalahgunakan wewenang;\nb. memihak salah satu calon dengan cara:\n"
        "1. ikut kampanye;\n2. memakai atribut partai.\n\nPasal 6\nPNS wajib netral.\n"
    )
    places = [laws for _, laws in cited(text, lexicon)]
    assert ["Pasal 5 huruf a PP 94/2021"] in places
    assert ["Pasal 5 huruf b angka 2 PP 94/2021"] in places
    assert places[-1] == ["Pasal 6 PP 94/2021"]


def test_a_reference_has_no_part_that_the_text_does_not_give() -> None:
    assert references("uu 5/2014", 0, 9) == (LegalReference("uu", "5", "2014", "", "", "", 0, 9),)


@pytest.mark.parametrize(
    ("words", "kind", "number", "year"),
    [
        ("UU No.5 Thn 2014", "uu", "5", "2014"),
        ("Undang - Undang Nomor 5 Tahun 2014", "uu", "5", "2014"),
        ("Surat Edaran Menteri PANRB Nomor 01 Tahun 2023", "se", "1", "2023"),
        ("SKB Nomor 800-5474/2022", "skb", "800-5474", "2022"),
    ],
)
def test_ways_to_write_a_number_that_offices_use(words: str, kind: str, number: str, year: str) -> None:
    low = words.lower()
    (found,) = references(low, 0, len(low))
    assert (found.kind, found.number, found.year, found.start, found.end) == (kind, number, year, 0, len(words))


@pytest.mark.parametrize(
    "words", ["SKB Nomor 2 Tahun 2022", "SKB Nomor 800-5474 Tahun 2022", "SKB Nomor 1447.1/PM.01/K.1/09/2022"]
)
def test_a_joint_decree_is_known_by_the_number_of_each_office(words: str) -> None:
    decree = Instrument("skb", "SKB MenPANRB 2/2022, Mendagri 800-5474/2022, Bawaslu 1447.1/PM.01/K.1/09/2022")
    low = words.lower()
    (found,) = references(low, 0, len(low))
    assert Statutes([decree]).resolve(found, None).instrument == "skb"
    other = replace(found, number="3")
    assert Statutes([decree]).resolve(other, None).instrument is None


def test_what_rests_on_a_list_of_laws_has_them_though_its_intro_points_back(lexicon: Lexicon) -> None:
    text = (
        "Netralitas ASN dalam pemilu\n\nDasar:\n1. UU Nomor 5 Tahun 2014;\n2. PP Nomor 94 Tahun 2021.\n"
        "Berdasarkan hal tersebut, ASN dilarang:\na. memasang spanduk calon;\nb. ikut kampanye.\n"
    )
    found = extract(text, lexicon).mentions
    assert [[(one.number, one.year) for one in mention.legal] for mention in found] == [
        [("5", "2014"), ("94", "2021")]
    ] * 2
