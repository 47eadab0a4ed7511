"""What a text on neutrality states without a cue: consequences, ways to complain, orders in the bare verb."""

from __future__ import annotations

import pytest

from quizgen.extract import Lexicon, extract

LEAD = "Seluruh ASN harus netral pada pemilu.\n\n"


def _stated(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(m.modality, m.quote) for m in extract(LEAD + text, lexicon).mentions[1:]]


STATED = {
    "a consequence for whoever is caught": (
        "Siapa yang kedapatan memihak, kontraknya kami putus.",
        [("sanction", "Siapa yang kedapatan memihak, kontraknya kami putus")],
    ),
    "what will befall whoever breaks the rule needs no word of punishment": (
        "Yang nekat bakal menyesal sampai pensiun.",
        [("sanction", "Yang nekat bakal menyesal sampai pensiun")],
    ),
    "a consequence that answers a question about a breach": (
        "Bagaimana kalau ada yang nekat? “Tunjangannya kami potong,” kata Rudi.",
        [("sanction", "Tunjangannya kami potong")],
    ),
    "how a complaint is handled": (
        "Setiap aduan ditelaah tim paling lama sepekan.",
        [("reporting", "Setiap aduan ditelaah tim paling lama sepekan")],
    ),
    "where a complaint goes": (
        "Foto dan rekaman bisa dikirim ke nomor posko.",
        [("reporting", "Foto dan rekaman bisa dikirim ke nomor posko")],
    ),
    "what must come with a complaint, told after the complaint": (
        "Warga dapat melapor ke posko. Syaratnya bawa KTP dan isi formulir.",
        [("reporting", "Warga dapat melapor ke posko"), ("reporting", "Syaratnya bawa KTP dan isi formulir")],
    ),
    "an order in the bare verb after a condition": (
        "“Kalau diajak masuk tim, tolak dengan sopan,” kata Rudi.",
        [("advice", "Kalau diajak masuk tim, tolak dengan sopan")],
    ),
    "a verb that only names an act is no order": (
        "Datang ke panggung calon dilarang.",
        [("prohibition", "Datang ke panggung calon dilarang")],
    ),
    "an aside between subject and cue belongs to the mention": (
        "Mobil dinas, kata dia, jangan dipakai mengantar massa.",
        [("prohibition", "Mobil dinas, kata dia, jangan dipakai mengantar massa")],
    ),
    "a judgement in the next sentence": (
        "Kedua, memasang stiker calon di mobil dinas. Itu dilarang.",
        [("prohibition", "memasang stiker calon di mobil dinas. Itu dilarang")],
    ),
    "a cue that stands last": (
        "“Mau menonton debat di rumah, silakan,” kata Rudi.",
        [("permission", "Mau menonton debat di rumah, silakan")],
    ),
    "a negation alone repeats the rule before it": (
        "ASN dilarang menjadi saksi partai. Menjadi pembicara pun tidak.",
        [("prohibition", "ASN dilarang menjadi saksi partai"), ("prohibition", "Menjadi pembicara pun tidak")],
    ),
    "nobody forbids is a permission": (
        "Tidak ada yang melarang pegawai membaca program calon.",
        [("permission", "Tidak ada yang melarang pegawai membaca program calon")],
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_a_sentence_states_its_rules_without_a_cue(name: str, lexicon: Lexicon) -> None:
    text, stated = STATED[name]
    assert _stated(text, lexicon) == stated


NOTHING = {
    "a punishment that is over": "Tahun lalu, dua lurah dicopot.",
    "a count of complaints": "Posko itu baru menerima dua aduan sampai kemarin.",
    "a question about complaints": "Ke mana laporan dikirim?",
    "an advert for comments": "Anda harus masuk untuk memberi komentar.",
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_only_looks_like_a_statement_states_no_rule(name: str, lexicon: Lexicon) -> None:
    assert _stated(NOTHING[name], lexicon) == []


def test_a_text_that_is_not_about_neutrality_gets_no_statement_without_a_cue(lexicon: Lexicon) -> None:
    assert extract("Siapa yang terlambat, jatah makannya kami potong.", lexicon).mentions == ()


def test_the_groups_a_text_begins_with_are_bound_by_what_names_nobody(lexicon: Lexicon) -> None:
    text = "PNS dan tenaga honorer diminta netral.\n\nMemasang stiker calon di kantor dilarang."
    assert [m.bearer for m in extract(text, lexicon).mentions] == [("PNS", "honorer"), ("PNS", "honorer")]


def test_who_complains_and_who_handles_the_complaint_are_told_apart(lexicon: Lexicon) -> None:
    text = LEAD + "Inspektorat membuka posko. Aduan bisa dikirim lewat surel. Setiap aduan kami telaah."
    assert [(m.modality, m.bearer) for m in extract(text, lexicon).mentions[-2:]] == [
        ("reporting", ("masyarakat",)),
        ("reporting", ("instansi",)),
    ]
