"""Legal references: what a text names, and which instrument it means on a day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.extract.legal import Instrument, Resolved, references, resolve

UU_5 = Instrument("uu-5-2014", "UU 5/2014", date(2014, 1, 15), date(2023, 10, 31), "uu-20-2023")
UU_20 = Instrument("uu-20-2023", "Undang-Undang Nomor 20 Tahun 2023", date(2023, 10, 31), None, None)


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


def test_a_number_without_a_year_is_no_instrument() -> None:
    assert references("uu tentang pemilu dan 12 calon", 0, 30) == ()


def test_a_repealed_instrument_is_flagged_with_its_successor() -> None:
    (found,) = references("uu nomor 5 tahun 2014", 0, 21)
    assert resolve(found, [UU_20, UU_5], date(2024, 1, 1)) == Resolved(
        found, "uu-5-2014", date(2023, 10, 31), "uu-20-2023"
    )


def test_an_instrument_in_force_on_the_day_is_not_flagged() -> None:
    (found,) = references("uu nomor 5 tahun 2014", 0, 21)
    assert resolve(found, [UU_20, UU_5], date(2023, 10, 30)) == Resolved(found, "uu-5-2014", None, None)


def test_an_unknown_instrument_resolves_to_nothing() -> None:
    (found,) = references("pp nomor 1 tahun 1999", 0, 21)
    assert resolve(found, [UU_20, UU_5], date(2024, 1, 1)) == Resolved(found, None, None, None)


@given(st.text())
def test_any_text_gives_references_inside_it(text: str) -> None:
    low = text.lower()
    for found in references(low, 0, len(low)):
        assert 0 <= found.start < found.end <= len(low)
