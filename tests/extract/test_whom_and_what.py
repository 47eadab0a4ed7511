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
    "the office of the headline handles what comes in": (
        (
            "Bawaslu Sukamaju Buka Layanan Aduan Pilkada\n\nASN wajib netral pada pilkada. Wali Kota menyambutnya. "
            "Setiap laporan kami tangani dalam tujuh hari."
        ),
        ("Bawaslu",),
    ),
    "what is passed on is passed on by the office": (
        "BKPSDM meminta ASN netral pada pilkada. Warga bisa melapor ke sana. Jika terbukti, kasus diteruskan ke BKN.",
        ("instansi",),
    ),
    "who reports to his chief is a servant": (
        "ASN wajib netral pada pilkada. Bila melihat pelanggaran, segera laporkan ke atasan.",
        ("ASN",),
    ),
    "those a report is about do not make it": (
        "Prajurit TNI wajib netral pada pilkada. Aduan terkait prajurit dapat disampaikan ke posko.",
        ("masyarakat",),
    ),
    "citizens who are asked to watch are not pressed at work": (
        "Prajurit wajib netral pada pilkada. Warga diminta ikut mengawasi. Pelanggaran silakan dilaporkan ke posko.",
        ("masyarakat",),
    ),
    "a law about civil servants binds no others than its text does": (
        (
            "Seluruh ASN wajib netral pada pilkada.\n\n"
            "Pelanggar diproses sesuai Peraturan Pemerintah Nomor 94 Tahun 2021 tentang Disiplin PNS."
        ),
        ("ASN",),
    ),
    "aid goes through the hands of all of a village's people": (
        "Kades Diingatkan Netral\n\nKepala desa wajib netral pada pilkada. Bansos tidak boleh diberi gambar calon.",
        ("kepala_desa", "perangkat_desa"),
    ),
    "the same rule for others adds them": (
        (
            "Kades Diingatkan Netral\n\nKepala desa dilarang ikut kampanye pilkada. Perangkat desa wajib ikut aturan "
            "yang sama. Yang melanggar dikenai sanksi."
        ),
        ("kepala_desa", "perangkat_desa"),
    ),
    "moving posts is for chiefs": (
        "ASN wajib netral pada pilkada.\n\nMutasi jabatan menjelang pilkada tidak boleh dilakukan.",
        ("pejabat",),
    ),
    "teachers are not PNS because the word is used twice": (
        (
            "Guru Diingatkan Netral\n\nGuru wajib netral pada pilkada. Guru PNS hadir, begitu pula calon guru PNS. "
            "Semua guru mendengarkan.\n\nJangan ikut kampanye."
        ),
        ("ASN",),
    ),
    "a profession in two words stands for those the text binds": (
        "PPPK wajib netral pada pilkada. Tenaga kesehatan diharapkan tidak ikut kampanye.",
        ("PPPK",),
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
    "a point of a list is not about the family of the point before": (
        "Pegawai wajib:\n1. mengingatkan istrinya agar tidak ikut kampanye;\n2. melakukan pengawasan berjenjang.",
        "lainnya",
    ),
    "to watch over staff is no topic of its own": (
        "ASN dilarang memakai mobil dinas untuk kampanye pilkada. Camat wajib mengawasi stafnya.",
        "lainnya",
    ),
    "work is work": (
        "ASN dilarang memasang baliho calon pada pilkada. Mereka harus menyelesaikan pekerjaan.",
        "lainnya",
    ),
    "what only goes with the act gives way to what was spoken of": (
        "Bolehkah ASN hadir di kampanye pilkada? Boleh datang, asalkan tidak mengenakan seragam.",
        "kampanye",
    ),
    "both ways are no topic": (
        "ASN dilarang mengajak warga memilih calon, baik di pasar maupun di media sosial.",
        "mengarahkan_pilihan",
    ),
    "fingers that are raised come before the picture": (
        "ASN dilarang berfoto dengan mengacungkan dua jari saat pilkada.",
        "gestur",
    ),
    "aid that is handed out must not be misused": (
        "Penyaluran bantuan jangan dititipi kepala desa dengan pesan pilkada.",
        "penyalahgunaan_wewenang",
    ),
    "what a voter may know": ("ASN boleh membaca visi misi calon pada pilkada.", "hak_pilih"),
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


def test_what_citizens_are_asked_binds_no_servant(lexicon: Lexicon) -> None:
    text = "Polri wajib netral pada pilkada. Dandim mengajak warga tidak ikut kampanye hitam."
    assert [m.modality for m in extract(text, lexicon).mentions] == ["obligation"]


def test_a_husband_who_must_leave_the_choice_to_his_wife_is_the_servant(lexicon: Lexicon) -> None:
    text = "Prajurit TNI wajib netral pada pilkada. Suami tidak boleh memaksa istrinya memilih calon tertentu."
    found = extract(text, lexicon).mentions
    assert [(m.modality, m.bearer) for m in found[1:]] == [("prohibition", ("TNI_Polri",))]


def test_the_family_goes_on_where_they_are_meant(lexicon: Lexicon) -> None:
    text = (
        "Prajurit TNI wajib netral pada pilkada. Rudi mengatakan istri prajurit boleh ikut kampanye. "
        "Mereka boleh memilih siapa saja."
    )
    assert [m.modality for m in extract(text, lexicon).mentions] == ["obligation"]


def test_the_family_of_a_servant_is_no_servant(lexicon: Lexicon) -> None:
    text = "ASN wajib netral pada pilkada. Istri lurah tidak boleh memakai acara PKK untuk kampanye."
    assert [m.modality for m in extract(text, lexicon).mentions] == ["obligation"]
