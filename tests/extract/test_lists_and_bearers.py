"""Lists that lost their marks, colons, letters, and whom the rules of a text bind."""

from __future__ import annotations

import pytest

from quizgen.extract import Lexicon, extract

LEAD = "Seluruh ASN harus netral pada pemilu.\n\n"


def _told(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(m.modality, m.quote) for m in extract(text, lexicon).mentions]


def _bound(text: str, lexicon: Lexicon) -> list[tuple[str, ...]]:
    return [m.bearer for m in extract(text, lexicon).mentions]


def test_a_list_that_lost_its_numbers_still_takes_the_modality_of_its_intro(lexicon: Lexicon) -> None:
    text = "Edaran netralitas.\n\nPNS dilarang:\nmemberikan dukungan;\nmengikuti kampanye; dan\nmenjadi saksi partai."
    assert _told(text, lexicon) == [
        ("prohibition", "memberikan dukungan"),
        ("prohibition", "mengikuti kampanye"),
        ("prohibition", "menjadi saksi partai"),
    ]


def test_points_in_capitals_without_marks_or_signs_are_points(lexicon: Lexicon) -> None:
    text = (
        "Edaran netralitas\n\nPegawai dilarang:\nMemasang spanduk calon di kantor\nHadir pada kampanye dengan seragam"
    )
    assert [told[0] for told in _told(text, lexicon)] == ["prohibition", "prohibition"]


def test_acts_behind_a_colon_in_one_line_are_split(lexicon: Lexicon) -> None:
    text = LEAD + "ASN dilarang: memasang spanduk calon, membagikan kaus dan ikut kampanye."
    assert _told(text, lexicon)[1:] == [
        ("prohibition", "memasang spanduk calon"),
        ("prohibition", "membagikan kaus"),
        ("prohibition", "ikut kampanye"),
    ]


def test_nouns_behind_a_colon_belong_to_the_prohibition(lexicon: Lexicon) -> None:
    text = LEAD + "PNS dilarang: kampanye, foto bersama calon dan deklarasi."
    assert _told(text, lexicon)[1:] == [("prohibition", "PNS dilarang: kampanye, foto bersama calon dan deklarasi")]


def test_a_heading_hands_its_modality_down_to_ticks_and_crosses(lexicon: Lexicon) -> None:
    text = "Netralitas ASN\n\nYANG TIDAK BOLEH\n✗ Foto bareng paslon\n\nYANG BOLEH\n✓ Mencoblos di TPS"
    assert [told[0] for told in _told(text, lexicon)] == ["prohibition", "permission"]


def test_a_line_that_ends_in_a_short_form_goes_on(lexicon: Lexicon) -> None:
    text = LEAD + "Pegawai dilarang memakai mobil dinas sesuai pasal 5 jo.\npasal 7 untuk kampanye."
    assert _told(text, lexicon)[1:] == [
        ("prohibition", "Pegawai dilarang memakai mobil dinas sesuai pasal 5 jo.\npasal 7 untuk kampanye")
    ]


WISHES = {
    "Setiap pegawai agar tidak mengikuti kampanye.": ["prohibition"],
    "Kunjungan kerja ke daerah lain agar dijadwalkan ulang.": ["advice"],
    "Pose jari agar tidak dilakukan dalam foto kedinasan.": ["prohibition"],
    "Langkah itu agar tidak ada yang dirugikan.": [],
    "Edaran ini agar dipahami.": [],
}


@pytest.mark.parametrize("text", WISHES)
def test_agar_with_a_verb_asks_where_only_who_or_what_stands_before_it(text: str, lexicon: Lexicon) -> None:
    assert [told[0] for told in _told(LEAD + text, lexicon)[1:]] == WISHES[text]


NARROWED = [
    "Pegawai yang berstatus PPPK dilarang menjadi saksi partai.",
    "Tenaga kesehatan yang merupakan PPPK diminta menjaga jarak dari calon.",
    "Aparatur yang masih PPPK juga tidak boleh berkampanye.",
]


@pytest.mark.parametrize("text", NARROWED)
def test_a_relative_clause_says_which_servants_are_meant(text: str, lexicon: Lexicon) -> None:
    assert _bound(LEAD + text, lexicon)[1:] == [("PPPK",)]


def test_who_stands_in_the_condition_is_not_who_is_bound(lexicon: Lexicon) -> None:
    text = LEAD + "Bila ada pejabat yang memaksa mendukung calon, pegawai berhak menolak."
    assert _bound(text, lexicon)[1:] == [("ASN",)]


def test_a_letter_binds_those_it_is_addressed_to(lexicon: Lexicon) -> None:
    text = "Yth. Seluruh Kepala Desa\ndi tempat\n\nPerihal netralitas pilkada.\n\nMemasang spanduk calon dilarang."
    assert _bound(text, lexicon) == [("kepala_desa",)]


def test_saudara_means_the_chiefs_a_letter_is_addressed_to(lexicon: Lexicon) -> None:
    text = (
        "Kepada Yth.\nPara Camat\ndi Tempat\n\nPerihal netralitas pilkada.\n\nSaudara diminta:\n"
        "a. mengawasi ASN di wilayahnya;\nb. melaporkan dugaan pelanggaran kepada Bupati."
    )
    found = extract(text, lexicon).mentions
    assert [(m.modality, m.bearer) for m in found] == [("advice", ("pejabat",)), ("reporting", ("pejabat",))]


def test_an_answer_binds_whoever_asked(lexicon: Lexicon) -> None:
    text = LEAD + "T: Saya guru PPPK. Bolehkah saya menjadi saksi partai?\nJ: Anda tidak boleh menjadi saksi."
    assert _bound(text, lexicon)[-1] == ("PPPK",)


def test_a_text_about_one_group_binds_that_group(lexicon: Lexicon) -> None:
    text = (
        "PPPK Baru Diminta Netral\n\nPPPK menerima SK. PPPK juga ASN. PPPK bekerja.\n\nMemasang stiker calon dilarang."
    )
    assert _bound(text, lexicon)[-1] == ("PPPK",)


REPORTS = {
    "Warga dapat melapor ke Bawaslu.": ("masyarakat",),
    "Nama pelapor kami rahasiakan.": ("Bawaslu",),
    "Laporan diperiksa inspektorat paling lama tujuh hari.": ("instansi",),
    "Bila atasan menyuruh menghimpun dukungan, laporkan ke Bawaslu.": ("ASN",),
}


@pytest.mark.parametrize("text", REPORTS)
def test_who_complains_who_handles_and_who_is_asked_are_told_apart(text: str, lexicon: Lexicon) -> None:
    found = extract(LEAD + "Bawaslu membuka posko aduan. " + text, lexicon).mentions
    assert (found[-1].modality, found[-1].bearer) == ("reporting", REPORTS[text])


def test_a_negation_that_only_describes_who_is_meant_turns_no_permission_round(lexicon: Lexicon) -> None:
    text = LEAD + "Pegawai yang tidak bertugas dipersilakan pulang. Tak satu pun pegawai boleh memihak."
    assert [told[0] for told in _told(text, lexicon)[1:]] == ["permission", "prohibition"]


DUTIES = {
    "Pegawai yang suaminya menjadi calon wajib melapor kepada atasannya.": "obligation",
    "Camat wajib melaporkan setiap pelanggaran kepada bupati.": "reporting",
}


@pytest.mark.parametrize("text", DUTIES)
def test_to_tell_of_ones_own_affairs_is_a_duty_and_to_tell_of_a_breach_a_report(text: str, lexicon: Lexicon) -> None:
    assert [told[0] for told in _told(LEAD + text, lexicon)[1:]] == [DUTIES[text]]


TOPICS = {
    "ASN dilarang hadir di kampanye tanpa izin dan mengenakan atribut.": "kampanye",
    "Pegawai yang iparnya mencalonkan diri diminta mengambil cuti.": "keluarga",
    "ASN dilarang mengunggah foto bersama calon.": "foto_konten",
    "Pegawai dilarang menempel stiker calon di mobil dinas.": "atribut",
    "ASN tetap wajib netral sampai pilkada selesai.": "netralitas_umum",
    "Kewajiban netral tidak mengenal hari libur.": "waktu_tempat",
}


@pytest.mark.parametrize("text", TOPICS)
def test_the_act_decides_the_topic_and_not_what_only_goes_with_it(text: str, lexicon: Lexicon) -> None:
    assert extract(LEAD + text, lexicon).mentions[1].topic == TOPICS[text]


def test_a_question_gives_its_topic_to_an_answer_that_names_none(lexicon: Lexicon) -> None:
    text = LEAD + "Bagaimana kalau kerabat menjadi calon? Boleh saja dibantu di rumah."
    assert extract(text, lexicon).mentions[-1].topic == "keluarga"
