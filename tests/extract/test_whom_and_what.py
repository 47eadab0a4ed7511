"""Whom a rule binds and what it is about, where only the words around it tell."""

from __future__ import annotations

import pytest

from quizgen.extract import Lexicon, extract

BOUND = {
    "after a condition the subject of the sentence before is meant": (
        (
            "Seluruh ASN dan honorer wajib netral pada pilkada.\n\n"
            "ASN yang istrinya menjadi calon boleh mendampingi. Selama itu tetap dilarang memakai mobil dinas."
        ),
        ("ASN",),
    ),
    "chiefs who are told something are meant until the paragraph ends": (
        "ASN wajib netral pada pilkada.\n\nIa meminta para camat tidak memihak. Rapat jangan dijadikan kampanye.",
        ("pejabat",),
    ),
    "chiefs who are called by name are meant": (
        "Seluruh ASN wajib netral pada pilkada.\n\nKepada para camat, saya titip pesan. Jangan ikut kampanye.",
        ("pejabat",),
    ),
    "a chief who speaks is not meant": (
        "ASN wajib netral pada pilkada.\n\nCamat Sukamaju Rudi mengatakan apel rutin digelar. Jangan ikut kampanye.",
        ("ASN",),
    ),
    "an officer who speaks is not meant": (
        "Seluruh ASN wajib netral pada pilkada.\n\nKapolres Sukamaju mengatakan situasi aman. Jangan ikut kampanye.",
        ("ASN",),
    ),
    "only a chief can move staff": (
        "Seluruh ASN wajib netral pada pilkada.\n\nMemindahkan pegawai karena beda pilihan tidak dibenarkan.",
        ("pejabat",),
    ),
    "whoever owns a thing is not bound by what is done with it": (
        (
            "Prajurit dan PNS Kodim wajib netral pada pilkada.\n\nPesan itu ditujukan kepada prajurit dan PNS.\n\n"
            "Truk milik TNI tidak boleh dipinjamkan untuk kampanye."
        ),
        ("TNI_Polri", "PNS"),
    ),
    "the office a room belongs to is not bound": (
        "Di kantor bupati, ASN dilarang memasang baliho calon.",
        ("ASN",),
    ),
    "the sentence says at its head who is meant": (
        "PNS dan honorer harus netral pada pilkada.\n\nYang namanya PNS itu diawasi warga, jadi jangan ikut kampanye.",
        ("PNS",),
    ),
    "a sanction is for those whom the next sentence does not set apart": (
        "ASN dan honorer harus netral pada pilkada.\n\nSanksinya teguran sampai dipecat. Untuk honorer diatur lain.",
        ("ASN",),
    ),
    "the answer is for the one who asked": (
        (
            "Tanya Jawab Netralitas Pilkada\n\nT: Saya guru PPPK. Bolehkah saya memasang stiker calon?\n"
            "J: Tidak. Kendaraan pribadi juga tidak boleh ditempeli gambar calon."
        ),
        ("PPPK",),
    ),
    "the next asker is somebody else": (
        (
            "Tanya Jawab Netralitas Pilkada bagi ASN\n\nT: Saya guru PPPK. Bolehkah saya hadir di kampanye?\n"
            "J: Tidak boleh hadir.\n\nT: Tetangga saya menjadi calon. Bagaimana sikap saya?\nJ: Jangan ikut kampanye."
        ),
        ("ASN",),
    ),
    "who is pressed at work complains himself": (
        (
            "ASN wajib netral pada pilkada.\n\nBagaimana kalau atasan yang menyuruh?\n\n"
            "Catat siapa yang menyuruh, lalu laporkan ke Inspektorat."
        ),
        ("ASN",),
    ),
    "a complaint about servants is made by citizens": (
        "Prajurit TNI wajib netral pada pilkada.\n\nLaporan soal anggota yang tidak netral dapat disampaikan ke posko.",
        ("masyarakat",),
    ),
    "the office that speaks handles the complaint, not the one complaints go to": (
        (
            "BKPSDM meminta ASN netral pada pilkada.\n\nWarga bisa melapor ke BKPSDM atau ke kantor Bawaslu. "
            '"Setiap laporan kami tangani," kata Kepala BKPSDM.'
        ),
        ("instansi",),
    ),
}

TOPICS = {
    "a short answer takes the topic of its question": (
        (
            "Tanya Jawab Netralitas ASN pada Pilkada\n\nTanya: Bolehkah pegawai memasang stiker calon di motor?\n\n"
            "Jawab: Tidak boleh."
        ),
        "atribut",
    ),
    "a point of a list takes no topic from the point before": (
        "Kepala dinas dilarang:\n1. memakai mobil dinas untuk kampanye;\n2. menunda laporan tahunan kantor.",
        "lainnya",
    ),
    "neutrality comes first where it is asked for first": (
        "Seluruh ASN harus bersikap netral di media sosial maupun di kantor pada pilkada.",
        "netralitas_umum",
    ),
    "integrity shown by neutrality is neutrality": (
        "Wali kota meminta ASN menjaga integritas dengan bersikap netral pada pilkada.",
        "netralitas_umum",
    ),
    "aid that must be given is service": (
        "Kepala desa wajib membagikan bantuan sosial sesuai data selama pilkada.",
        "pelayanan_publik",
    ),
    "aid that must not be misused is misuse": (
        "Bantuan sosial tidak boleh dibagikan kepala desa atas nama calon pada pilkada.",
        "penyalahgunaan_wewenang",
    ),
    "clothes worn at a campaign are what is forbidden": (
        "ASN dilarang ikut kampanye dengan mengenakan atribut partai.",
        "atribut",
    ),
    "for whom a rule holds is no time or place": (
        "Kewajiban netral tidak hanya berlaku bagi PNS, tetapi juga bagi honorer pada pilkada.",
        "netralitas_umum",
    ),
    "a picture that is uploaded is social media": ("ASN dilarang mengunggah foto calon.", "media_sosial"),
    "a fist shown in a picture is a gesture": ("ASN sebaiknya berfoto dengan tangan mengepal saat pilkada.", "gestur"),
    "what the subject does counts where the act says nothing": (
        "Pejabat yang ikut berkampanye wajib mengajukan surat dua pekan sebelumnya.",
        "kampanye",
    ),
}


@pytest.mark.parametrize(("text", "bearer"), BOUND.values(), ids=BOUND)
def test_the_last_rule_binds(text: str, bearer: tuple[str, ...], lexicon: Lexicon) -> None:
    found = extract(text, lexicon).mentions
    assert found
    assert found[-1].bearer == bearer, [(m.quote, m.bearer) for m in found]


@pytest.mark.parametrize(("text", "topic"), TOPICS.values(), ids=TOPICS)
def test_the_last_rule_is_about(text: str, topic: str, lexicon: Lexicon) -> None:
    found = extract(text, lexicon).mentions
    assert found
    assert found[-1].topic == topic, [(m.quote, m.topic) for m in found]


def test_what_citizens_are_told_after_a_call_to_report_binds_no_servant(lexicon: Lexicon) -> None:
    text = "ASN wajib netral pada pilkada.\n\nWarga dipersilakan melapor ke Bawaslu. Jangan membuat laporan palsu."
    assert [m.modality for m in extract(text, lexicon).mentions] == ["obligation", "reporting"]


def test_the_family_of_a_servant_is_no_servant(lexicon: Lexicon) -> None:
    text = "ASN wajib netral pada pilkada. Istri lurah tidak boleh memakai acara PKK untuk kampanye."
    assert [m.modality for m in extract(text, lexicon).mentions] == ["obligation"]
