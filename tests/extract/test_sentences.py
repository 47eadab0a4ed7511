"""Where Indonesian sentences end."""

from __future__ import annotations

import pytest

from quizgen.extract import Lexicon
from quizgen.extract.normalise import lower, unify
from quizgen.extract.paragraphs import blocks
from quizgen.extract.sentences import sentences

ONE = [
    "Menurut Dr. Drs. A. Budi, M.Si. aturan itu jelas.",
    "Camat Budi, S.IP. menegaskan aturan itu.",
    "Surat Nomor 12 Tahun 2024 berlaku s.d. bulan depan.",
    "Perintah a.n. Bupati jo. Pasal 5 berlaku.",
    "H. Budi hadir pukul 10.30 di aula.",
    '"ASN wajib netral." Tegas H. Budi.',
    "Denda paling banyak Rp. 12.000.000 menanti.",
    "Ir. Budi dan Hj. Siti hadir.",
    "Hadir Letkol. Budi dari kodim.",
]
TWO = [
    "ASN wajib netral. Camat setuju.",
    "ASN wajib netral.Jangan memihak.",
    '"ASN wajib netral. Jangan memihak," kata Budi.',
    "Apakah boleh? Tidak boleh.",
    "Pemilu digelar tahun 2024. ASN wajib netral.",
    "ASN (pegawai negeri). Agar tetap netral.",
]


def _count(text: str, lexicon: Lexicon) -> int:
    return len(sentences(unify(text), 0, len(text), lexicon.abbreviations, lexicon.tail_verbs))


@pytest.mark.parametrize("text", ONE)
def test_this_is_one_sentence(text: str, lexicon: Lexicon) -> None:
    assert _count(text, lexicon) == 1


@pytest.mark.parametrize("text", TWO)
def test_these_are_two_sentences(text: str, lexicon: Lexicon) -> None:
    assert _count(text, lexicon) == 2


def _zones(text: str) -> list[tuple[str, str]]:
    return [(b.zone, text[b.start : b.end].strip()) for b in blocks(unify(text), lower(unify(text)))]


def test_each_paragraph_has_its_zone() -> None:
    text = (
        "ASN Kota Diminta Netral\n\nkantor.jpg\n\nASN wajib netral.\n\u00a0\n- memakai atribut;\n\n"
        "Tinggalkan Balasan\nAlamat email Anda tidak akan dipublikasikan."
    )
    assert _zones(text) == [
        ("title", "ASN Kota Diminta Netral"),
        ("caption", "kantor.jpg"),
        ("body", "ASN wajib netral."),
        ("item", "- memakai atribut;"),
        ("boilerplate", "Tinggalkan Balasan"),
        ("boilerplate", "Alamat email Anda tidak akan dipublikasikan."),
    ]


def test_lines_cut_at_a_column_are_one_paragraph() -> None:
    line = "kata demi kata yang panjang\n"
    assert len(_zones("Ini adalah kalimat yang\n" + line * 8 + "berakhir di sini.")) == 1
