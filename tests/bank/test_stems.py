"""Word forms of one word come to one stem; different words do not."""

from __future__ import annotations

import pytest

from quizgen.bank.stems import content, stem

FAMILIES = [
    "memakai dipakai pakai pemakaian berpakaian menggunakan penggunaan digunakan mengenakan dikenakan",
    "mengunggah unggahan diunggah memposting postingan",
    "memihak berpihak keberpihakan pihak",
    "mendukung dukungan pendukung didukung mendukungnya",
    "mengkampanyekan mengampanyekan kampanye dikampanyekan berkampanye",
    "mengarahkan arahkan diarahkan pengarahan arah",
    "memilih dipilih pilih pilihan pemilih pemilihan",
    "menyebarkan sebarkan disebarkan penyebaran sebar",
    "berfoto foto foto-foto difoto swafoto",
    "memberi memberikan pemberian diberi beri",
    "mengajak ajak ajakan diajak",
    "netral netralitas kenetralan",
    "melaporkan laporkan dilaporkan laporan pelaporan lapor",
    "menulis tulis tulisan ditulis penulis",
    "menunjukkan tunjukkan ditunjukkan",
    "calon calon-calon calonnya",
    "terlibat keterlibatan dilibatkan",
    "membantu bantu bantuan dibantu",
    "menghadiri hadir dihadiri kehadiran",
    "bekerja kerja pekerjaan",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_the_forms_of_a_word_have_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


def test_different_words_have_different_stems() -> None:
    first = [stem(family.split()[0]) for family in FAMILIES]
    assert len(set(first)) == len(first)


def test_only_words_that_tell_the_action_count() -> None:
    assert content("Para ASN tidak boleh ikut memakai atribut calon") == content("pemakaian atribut calon-calon")
    assert content("yang itu juga") == ()
