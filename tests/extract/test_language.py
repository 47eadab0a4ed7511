"""The language of the genre: what a sentence states, as modality and words."""

from __future__ import annotations

from datetime import date

import pytest

from quizgen.extract import Lexicon, extract


def _stated(text: str, lexicon: Lexicon) -> list[tuple[str, str]]:
    return [(m.modality, m.quote) for m in extract(text, lexicon).mentions]


STATED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "inherited modality is split at each negated verb": (
        "ASN boleh saja menonton debat, tapi tidak ikut bersorak, tidak membagikan stiker dan tidak boleh berorasi.",
        [
            ("permission", "ASN boleh saja menonton debat"),
            ("prohibition", "tidak ikut bersorak"),
            ("prohibition", "tidak membagikan stiker"),
            ("prohibition", "tidak boleh berorasi"),
        ],
    ),
    "an obligation hands a prohibition down": (
        "ASN harus menjaga netralitas, tidak memberi dukungan kepada calon.",
        [
            ("obligation", "ASN harus menjaga netralitas"),
            ("prohibition", "tidak memberi dukungan kepada calon"),
        ],
    ),
    "a strong modal beats the hortative above it": (
        "Camat mengimbau seluruh lurah harus netral.",
        [("obligation", "seluruh lurah harus netral")],
    ),
    "a hortative with a negated verb is a prohibition and begins at the hortative": (
        "Camat mengimbau para lurah agar tidak memihak calon mana pun.",
        [("prohibition", "mengimbau para lurah agar tidak memihak calon mana pun")],
    ),
    "a hortative alone is advice": (
        "Camat mengajak para lurah untuk menjaga netralitas.",
        [("advice", "mengajak para lurah untuk menjaga netralitas")],
    ),
    "hanya boleh is a permission": (
        "ASN hanya boleh mendengarkan visi dan misi calon.",
        [("permission", "ASN hanya boleh mendengarkan visi dan misi calon")],
    ),
    "tidak melarang is a permission": (
        "Aturan itu tidak melarang ASN mengikuti debat terbuka.",
        [("permission", "tidak melarang ASN mengikuti debat terbuka")],
    ),
    "tidak dilarang is a permission": (
        "ASN tidak dilarang mengikuti debat terbuka.",
        [("permission", "ASN tidak dilarang mengikuti debat terbuka")],
    ),
    "tidak ada yang boleh is a prohibition": (
        "Tidak ada yang boleh memasang spanduk calon di kantor.",
        [("prohibition", "Tidak ada yang boleh memasang spanduk calon di kantor")],
    ),
    "jangan tidak is an obligation": (
        "ASN jangan tidak menggunakan hak pilih.",
        [("obligation", "ASN jangan tidak menggunakan hak pilih")],
    ),
    "a scope statement is a duty": (
        "Netralitas tidak hanya berlaku saat berdinas, tetapi juga di rumah.",
        [("obligation", "Netralitas tidak hanya berlaku saat berdinas, tetapi juga di rumah")],
    ),
    "a passive keeps its patient": (
        "Status sebagai ASN harus dijaga.",
        [("obligation", "Status sebagai ASN harus dijaga")],
    ),
    "a nominal prohibition": (
        "Surat itu memuat larangan pemberian dukungan bagi ASN.",
        [("prohibition", "larangan pemberian dukungan bagi ASN")],
    ),
    "a cue may stand behind": (
        "Menghadiri deklarasi calon itu juga dilarang.",
        [("prohibition", "Menghadiri deklarasi calon itu juga dilarang")],
    ),
    "a definition of neutrality": (
        "Netral artinya tidak memihak calon mana pun.",
        [("prohibition", "Netral artinya tidak memihak calon mana pun")],
    ),
    "a fragment after a full stop belongs to its hortative": (
        "Bupati mengingatkan seluruh ASN. Agar tetap netral di rumah.",
        [("advice", "mengingatkan seluruh ASN. Agar tetap netral di rumah")],
    ),
    "a shared object is one rule": (
        "ASN dilarang menyukai, mengomentari, dan membagikan unggahan calon.",
        [("prohibition", "ASN dilarang menyukai, mengomentari, dan membagikan unggahan calon")],
    ),
    "an object of its own is a rule of its own": (
        "ASN wajib menjaga netralitas dan melayani warga dengan adil.",
        [("obligation", "ASN wajib menjaga netralitas"), ("obligation", "melayani warga dengan adil")],
    ),
    "a sanction takes its condition": (
        "Jika aturan itu dilanggar, ASN akan dikenai hukuman disiplin.",
        [("sanction", "Jika aturan itu dilanggar, ASN akan dikenai hukuman disiplin")],
    ),
    "a reason is no part of the rule": (
        "ASN harus netral karena melayani semua warga.",
        [("obligation", "ASN harus netral")],
    ),
    "an attribution is no part of the rule": (
        '"ASN harus netral," tegas Rudi, Senin.',
        [("obligation", "ASN harus netral")],
    ),
    "a capitalised reporting verb stays with its quotation": (
        "\u201cASN harus netral.\u201d Tegas Rudi.",
        [("obligation", "ASN harus netral")],
    ),
    "reporting names its channel": (
        "Warga dapat melaporkan pelanggaran ke posko pengaduan.",
        [("reporting", "Warga dapat melaporkan pelanggaran ke posko pengaduan")],
    ),
    "a list of a statute": (
        "PNS dilarang:\na. memakai atribut partai;\nb. mengerahkan PNS lain; dan\nc. memakai mobil dinas.",
        [
            ("prohibition", "memakai atribut partai"),
            ("prohibition", "mengerahkan PNS lain"),
            ("prohibition", "memakai mobil dinas"),
        ],
    ),
    "a list in one line": (
        "ASN tidak diperkenankan untuk: 1) menjadi tim sukses; 2) memakai mobil dinas untuk kampanye.",
        [("prohibition", "menjadi tim sukses"), ("prohibition", "memakai mobil dinas untuk kampanye")],
    ),
    "a list inside a numbered circular ends with its level": (
        "1. ASN dilarang:\na. memasang spanduk calon;\nb. menghadiri deklarasi calon.\n2. ASN wajib melayani warga.",
        [
            ("prohibition", "memasang spanduk calon"),
            ("prohibition", "menghadiri deklarasi calon"),
            ("obligation", "ASN wajib melayani warga"),
        ],
    ),
    "a list with an intro of its own and no colon": (
        "Hal-hal yang dilarang bagi ASN yaitu memasang stiker partai, membagikan kalender caleg, serta ikut kampanye.",
        [
            ("prohibition", "memasang stiker partai"),
            ("prohibition", "membagikan kalender caleg"),
            ("prohibition", "ikut kampanye"),
        ],
    ),
    "a list in one line without letters": (
        "Larangan itu mencakup tiga hal: memasang baliho calon; menghadiri rapat partai; dan mengantar calon daftar.",
        [
            ("prohibition", "memasang baliho calon"),
            ("prohibition", "menghadiri rapat partai"),
            ("prohibition", "mengantar calon daftar"),
        ],
    ),
    "a permission whose subject is negated is a prohibition": (
        "Tak satu pun ASN boleh memihak.",
        [("prohibition", "Tak satu pun ASN boleh memihak")],
    ),
    "a negation apart from its permission is a prohibition": (
        "ASN tidak pula diperkenankan menjadi saksi partai.",
        [("prohibition", "ASN tidak pula diperkenankan menjadi saksi partai")],
    ),
    "no prohibition is a permission": (
        "Ia menambahkan, tidak ada larangan bagi ASN menghadiri debat.",
        [("permission", "tidak ada larangan bagi ASN menghadiri debat")],
    ),
    "a duty after a prohibition is a duty again": (
        "ASN harus menempatkan diri, tidak ikut arus, dan tetap melayani semua warga.",
        [
            ("obligation", "ASN harus menempatkan diri"),
            ("prohibition", "tidak ikut arus"),
            ("obligation", "tetap melayani semua warga"),
        ],
    ),
    "negations after a colon bind whom the sentence names": (
        "Pegawai kontrak terikat aturan yang sama: tidak berkampanye, tidak memakai atribut.",
        [("prohibition", "tidak berkampanye"), ("prohibition", "tidak memakai atribut")],
    ),
    "acts before a cue are rules of their own": (
        "Menghadiri deklarasi calon, mengantar calon mendaftar, serta mengajak teman memilih juga dilarang bagi ASN.",
        [
            ("prohibition", "Menghadiri deklarasi calon"),
            ("prohibition", "mengantar calon mendaftar"),
            ("prohibition", "mengajak teman memilih juga dilarang bagi ASN"),
        ],
    ),
    "a sanction without the word": (
        "Bila ketahuan, uang lemburnya tidak dibayar.",
        [("sanction", "Bila ketahuan, uang lemburnya tidak dibayar")],
    ),
    "a scope that is also in force elsewhere": (
        "Netralitas berlaku pula di luar jam kerja.",
        [("obligation", "Netralitas berlaku pula di luar jam kerja")],
    ),
    "a paragraph of a statute": (
        "Pasal 4\n(1) Setiap ASN wajib menjaga netralitas.",
        [("obligation", "Setiap ASN wajib menjaga netralitas")],
    ),
    "points of a pledge over several sentences": (
        "Berikut isi ikrar tersebut: menjaga netralitas ASN.\n\nSelanjutnya menghindari konflik kepentingan.",
        [("obligation", "menjaga netralitas ASN"), ("obligation", "menghindari konflik kepentingan")],
    ),
    "a sentence wrapped over a blank line is one": (
        "Rudi menjelaskan bahwa\n\nASN harus netral di media sosial.",
        [("obligation", "ASN harus netral di media sosial")],
    ),
    "a wish after agar binds the servant in front of it": (
        "Seluruh camat agar mengawasi pegawainya menjelang pemilu.",
        [("advice", "Seluruh camat agar mengawasi pegawainya menjelang pemilu")],
    ),
    "a negated wish after supaya is a prohibition": (
        "Para guru supaya tidak membawa politik ke kelas.",
        [("prohibition", "Para guru supaya tidak membawa politik ke kelas")],
    ),
    "a threat without the word sanction": (
        "ASN yang bermain politik siap-siap dicopot.",
        [("sanction", "ASN yang bermain politik siap-siap dicopot")],
    ),
}


@pytest.mark.parametrize("name", STATED)
def test_a_sentence_states_its_rules(name: str, lexicon: Lexicon) -> None:
    text, stated = STATED[name]
    assert _stated(text, lexicon) == stated


FALSE_FRIENDS = {
    "what must be kept up is no rule": "Suasana tanpa konflik harus dipertahankan tahun depan.",
    "what is allowed and what is not is a subject": "Seminar itu membahas apa yang boleh dan tidak boleh.",
    "rulers may change": "Penguasa boleh ganti, pelayanan jalan terus.",
    "an office's power": "Bawaslu berhak menindak pelanggar.",
    "a description of people": "Ia menyesalkan oknum yang tidak netral.",
    "a sanction already imposed": "Dua pegawai telah dijatuhi sanksi bulan lalu.",
    "a bad outcome": "Jangan sampai dilaporkan ke Bawaslu.",
    "a purpose is no wish": "Para ASN dikumpulkan agar tidak memihak.",
    "an ability of an office": "Kesbangpol tidak bisa mengawasi semua orang.",
    "a rule for candidates": "Pasangan calon dilarang melibatkan aparatur.",
    "the form for comments": "Alamat email Anda tidak akan dipublikasikan. Ruas yang wajib ditandai *",
    "a question": "Apakah ASN boleh hadir di kampanye?",
    "a tax": "Kantor itu melayani wajib pajak.",
    "a wish of the speaker": "Bupati tidak ingin ada pelanggaran.",
    "an aim": "Kegiatan ini bertujuan agar ASN tidak mendukung calon.",
    "a hope for an outcome": "Ia berharap pemilu berjalan aman.",
    "a headline": "ASN Dilarang Ikut Kampanye di Kota Ini\n\nRapat itu berlangsung dua jam di aula kantor bupati.",
}


@pytest.mark.parametrize("name", FALSE_FRIENDS)
def test_a_false_friend_states_no_rule(name: str, lexicon: Lexicon) -> None:
    assert _stated(FALSE_FRIENDS[name], lexicon) == []


def test_an_embedded_obligation_belongs_to_the_prohibition_around_it(lexicon: Lexicon) -> None:
    text = "ASN tidak boleh mengarahkan warga harus memilih siapa."
    assert _stated(text, lexicon) == [("prohibition", "ASN tidak boleh mengarahkan warga harus memilih siapa")]


def test_a_question_sets_the_bearer_and_the_modality_of_its_answer(lexicon: Lexicon) -> None:
    text = "Apa yang terlarang bagi PNS?\n\nMemakai atribut partai di kantor."
    found = extract(text, lexicon).mentions
    assert [(m.modality, m.bearer, m.quote) for m in found] == [
        ("prohibition", ("PNS",), "Memakai atribut partai di kantor")
    ]


def test_a_limit_in_days_is_counted_from_the_day_of_the_source(lexicon: Lexicon) -> None:
    text = "Tahan dulu memakai kaus partai, tinggal 10 hari lagi. Setelah itu silakan pakai warna apa saja."
    permitted = extract(text, lexicon, published=date(2024, 2, 4)).mentions[-1]
    assert permitted.modality == "permission"
    assert (permitted.time, permitted.valid_from) == ("Setelah itu", "2024-02-15")


def test_several_bearers_are_all_named(lexicon: Lexicon) -> None:
    found = extract("PNS, PPPK, dan tenaga honorer dilarang ikut kampanye.", lexicon).mentions
    assert [(m.bearer, m.topic) for m in found] == [(("PNS", "PPPK", "honorer"), "kampanye")]


def test_a_pronoun_takes_the_bearer_of_the_sentence_before(lexicon: Lexicon) -> None:
    found = extract("Kepala desa harus netral. Mereka dilarang ikut kampanye.", lexicon).mentions
    assert [m.bearer for m in found] == [("kepala_desa",), ("kepala_desa",)]


def test_the_frame_of_a_mention_is_read_from_its_words(lexicon: Lexicon) -> None:
    text = (
        "Rudi menegaskan, selama kampanye ASN dilarang memasang spanduk calon di kantor sesuai UU Nomor 7 Tahun 2017."
    )
    (found,) = extract(text, lexicon).mentions
    assert found.speaker == "Rudi"
    assert found.action.startswith("memasang spanduk calon di kantor")
    assert found.time == "selama kampanye"
    assert found.place == "di kantor"
    assert [(r.kind, r.number, r.year) for r in found.legal] == [("uu", "7", "2017")]


def test_a_cue_in_brackets_is_an_aside_and_the_audit_says_so(lexicon: Lexicon) -> None:
    found = extract("ASN wajib netral (ASN juga dilarang berfoto dengan calon).", lexicon)
    assert [(one.cue, one.outcome, one.filter) for one in found.audit] == [
        ("wajib", "mention", ""),
        ("dilarang", "dropped", "in-brackets"),
    ]
