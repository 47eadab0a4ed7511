"""How rules, quotes and instruments are cited."""

from __future__ import annotations

import re
from dataclasses import replace

import msgspec
import pytest

from quizgen.model.words import Language
from quizgen.render.citation import day, instrument_cited, rule_cited, source_entry
from quizgen.render.key import key_html
from tests.render.sample import bank, handout, items, rule

EMPTY = bank([])


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("2024-01-28", "id", "28 Januari 2024"),
        ("Minggu, 28 Januari 2024", "en", "28 January 2024"),
        ("akhir Januari 2024", "id", "akhir Januari 2024"),
        ("2024-02-31", "id", "2024-02-31"),
    ],
)
def test_dates_are_written_in_words_and_others_stay_as_they_are(written: str, language: str, said: str) -> None:
    assert day(written, language) == said


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2023-10-30", "UU Nomor 9 Tahun 1999 (in force until 30 October 2023, replaced by PP Nomor 1 Tahun 2001)"),
        (
            "2023-10-31",
            "UU Nomor 9 Tahun 1999 (no longer in force, last day 30 October 2023, replaced by PP Nomor 1 Tahun 2001)",
        ),
    ],
)
def test_an_instrument_says_on_the_day_whether_it_is_repealed(as_of: str, said: str) -> None:
    assert instrument_cited(EMPTY.instruments["uu-9"], EMPTY, as_of, "en") == said


def test_quotes_of_one_speaker_stand_together_and_three_are_enough() -> None:
    speakers = ["Camat", "Lurah", "Camat", "Camat", "Lurah"]
    evidence = [
        {"source": "warta-2024-01-28", "quote": f"kata {number}", "speaker": speaker}
        for number, speaker in enumerate(speakers)
    ]
    many = msgspec.convert(
        {**msgspec.to_builtins(EMPTY), "rules": {"aturan-0": {**rule(0), "evidence": evidence}}}, type(EMPTY)
    )
    cited = rule_cited(many.rules["aturan-0"], many, "2024-02-01", "id")
    assert cited["quotes"] == [
        {"origin": "Camat; WARTA CONTOH, Kota Contoh, 28 Januari 2024.", "texts": ["kata 0", "kata 2"]},
        {"origin": "Lurah; WARTA CONTOH, Kota Contoh, 28 Januari 2024.", "texts": ["kata 1"]},
    ]
    assert cited["more"] == "… dan 2 kutipan lain di bank soal (ketentuan aturan-0)."


def test_a_publisher_in_brackets_is_said_to_be_unnamed() -> None:
    source = msgspec.structs.replace(EMPTY.sources["warta-2024-01-28"], publisher="(tidak disebut dalam naskah)")
    assert source_entry(source, "en") == {
        "name": "Pegawai diminta menjaga jarak.",
        "about": "publisher not named, Kota Contoh, 28 January 2024. "
        "Stored text: warta.txt (SHA-256 0123456789abcdef…). No date of publication is printed.",
    }


def test_law_that_was_not_there_on_the_day_is_no_basis() -> None:
    cited = rule_cited(EMPTY.rules["aturan-1"], EMPTY, "2001-02-02", "id")
    assert cited["instruments"] == ["UU Nomor 9 Tahun 1999 (berlaku sampai 30 Oktober 2023)"]
    assert cited["not_yet"] == ["PP Nomor 1 Tahun 2001, Pasal 2 huruf c (sejak 3 Februari 2001)"]
    assert rule_cited(EMPTY.rules["aturan-1"], EMPTY, "2001-02-03", "id")["not_yet"] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "id",
            "Belum berlaku pada hari itu:</span> PP Nomor 1 Tahun 2001, Pasal 2 huruf c (sejak 3 Februari 2001).</p>",
        ),
        (
            "en",
            "Not yet in force on that day:</span> PP Nomor 1 Tahun 2001, Pasal 2 huruf c (since 3 February 2001).</p>",
        ),
    ],
)
def test_the_key_says_which_law_was_still_to_come(language: Language, said: str) -> None:
    order = handout(items(3), language=language)
    html = key_html(replace(order, form=msgspec.structs.replace(order.form, as_of="2000-01-01")))
    assert said in html
    bases = html.partition('<ul class="references">')[2].partition("</ul>")[0]
    assert re.findall(r'"name">(.*?)</span>', bases) == ["UU Nomor 9 Tahun 1999"]


@pytest.mark.parametrize(
    ("quotes", "said"),
    [(4, "… and 1 more quote in the bank (rule aturan-0)."), (5, "… and 2 more quotes in the bank (rule aturan-0).")],
)
def test_one_more_quote_is_said_in_the_singular(quotes: int, said: str) -> None:
    evidence = [{"source": "warta-2024-01-28", "quote": f"kata {number}"} for number in range(quotes)]
    one = msgspec.convert({**rule(0), "evidence": evidence}, type(EMPTY.rules["aturan-0"]))
    assert rule_cited(one, EMPTY, "2024-02-01", "en")["more"] == said
