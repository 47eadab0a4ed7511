"""The frame of a mention: action, condition, time with its days, and speaker."""

from __future__ import annotations

from datetime import date

import pytest

from quizgen.extract import Lexicon, extract
from quizgen.model.mention import Mention

DAY = date(2024, 1, 5)


def only(text: str, lexicon: Lexicon) -> Mention:
    (found,) = extract(text, lexicon, DAY).mentions
    return found


ACTIONS = {
    "a point of a list keeps its verb": (
        "ASN dilarang:\n1. memasang spanduk calon;",
        "memasang spanduk calon",
    ),
    "a point with several verbs keeps the first": (
        "ASN dilarang:\n1. mengunggah, menyukai, atau membagikan unggahan calon;",
        "mengunggah, menyukai, atau membagikan unggahan calon",
    ),
    "a point without a verb is its words": ("ASN dilarang:\n1. foto bersama calon;", "foto bersama calon"),
    "an act before its cue": (
        "Memasang spanduk calon di kantor itu juga dilarang.",
        "Memasang spanduk calon di kantor",
    ),
    "an act that is judged": ("Memakai kaus calon merupakan pelanggaran kode etik.", "Memakai kaus calon"),
    "an act before a cue behind a comma": ("ASN mau menonton debat, silakan.", "menonton debat"),
    "a point with its own modal behind it": (
        "ASN boleh:\n1. berfoto dengan istri tidak dilarang;",
        "berfoto dengan istri",
    ),
    "a right in the cue itself": ("ASN punya hak pilih.", "punya hak pilih"),
    "a passive keeps what is used": (
        "Fasilitas negara tidak boleh digunakan untuk kampanye.",
        "Fasilitas negara digunakan untuk kampanye",
    ),
    "a verb inside the cue": ("PNS bisa mengajukan cuti kampanye.", "mengajukan cuti kampanye"),
    "ikut as the verb itself": ("ASN tidak boleh ikut kampanye.", "ikut kampanye"),
    "ikut before a verb": ("ASN tidak boleh ikut memasang spanduk.", "memasang spanduk"),
    "a bearer behind the cue": ("Jangan sampai ASN memasang spanduk calon.", "memasang spanduk calon"),
    "what a directive asks": ("Camat mengimbau seluruh ASN agar tetap menjaga netralitas.", "menjaga netralitas"),
    "what a directive asks not to do": ("Camat mengimbau ASN untuk tidak memasang spanduk.", "memasang spanduk"),
    "a noun": ("Surat itu memuat larangan bagi ASN memasang spanduk calon.", "memasang spanduk calon"),
    "an imperative": ("Jaga netralitas di media sosial, para ASN.", "Jaga netralitas di media sosial"),
    "a pseudo-condition": ("ASN silakan kalau mau memilih di TPS.", "memilih di TPS"),
    "a wish without a verb": ("Para ASN di kota ini untuk netral selama pemilu.", "netral"),
    "a time behind it is told apart": ("ASN dilarang memasang spanduk selama kampanye.", "memasang spanduk"),
    "a condition behind it is told apart": ("PNS boleh hadir di debat jika diundang.", "hadir di debat"),
    "a sanction with its verb": (
        "ASN yang melanggar akan dijatuhi hukuman disiplin berat.",
        "dijatuhi hukuman disiplin berat",
    ),
    "a sanction in one word": ("ASN yang melanggar dapat diberhentikan.", "diberhentikan"),
    "a report with its verb": (
        "Masyarakat dapat melaporkan pelanggaran ASN ke Bawaslu.",
        "melaporkan pelanggaran ASN ke Bawaslu",
    ),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_the_action_is_the_verb_phrase_a_person_would_name(name: str, lexicon: Lexicon) -> None:
    text, action = ACTIONS[name]
    assert only(text, lexicon).action == action


ANSWERS = {
    "a short yes takes the act asked about": (
        "Bolehkah ASN hadir di debat terbuka? Boleh.",
        [("permission", "hadir di debat terbuka", None)],
    ),
    "a short no takes the act of a case": (
        "Bagaimana kalau memakai kaus calon? Tidak boleh.",
        [("prohibition", "memakai kaus calon", None)],
    ),
    "a yes before it changes nothing": (
        "Bolehkah PNS memilih? Ya. Tentu boleh.",
        [("permission", "memilih", None)],
    ),
    "an answer of its own takes the condition": (
        "Bagaimana jika ipar maju sebagai caleg? ASN tetap dilarang memasang spanduk.",
        [("prohibition", "memasang spanduk", "jika ipar maju sebagai caleg")],
    ),
    "a short no to a case means the case": (
        "Bagaimana jika ipar maju sebagai caleg? Tidak boleh.",
        [("prohibition", "ipar maju sebagai caleg", None)],
    ),
    "a short no behind its own case": (
        "Kalau diundang ke kampanye calon, ASN tidak boleh.",
        [("prohibition", "diundang ke kampanye calon", None)],
    ),
    "only the next sentence answers": (
        "Bagaimana jika ipar maju? ASN dilarang memasang spanduk. PNS wajib netral.",
        [("prohibition", "memasang spanduk", "jika ipar maju"), ("obligation", "netral", None)],
    ),
    "an emphasis repeats the act before it": (
        "ASN dilarang memasang spanduk. Benar-benar tidak boleh.",
        [("prohibition", "memasang spanduk", None), ("prohibition", "memasang spanduk", None)],
    ),
    "what says nothing of what is done is no rule": ("ASN bertanya. Tidak boleh.", []),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_question_sets_the_condition_or_the_act_of_its_answer(name: str, lexicon: Lexicon) -> None:
    text, stated = ANSWERS[name]
    found = extract(f"Rapat membahas netralitas pegawai. {text}", lexicon, DAY).mentions
    assert [(m.modality, m.action, m.condition) for m in found] == stated


def test_a_cue_without_an_act_is_dropped_by_name(lexicon: Lexicon) -> None:
    found = extract("Rapat membahas netralitas ASN. Tidak boleh.", lexicon)
    assert [(a.cue, a.outcome, a.filter) for a in found.audit] == [("tidak-boleh", "dropped", "no-content")]


TIMES = {
    "from one day to another": (
        "ASN dilarang berkampanye mulai 28 November 2023 sampai 10 Februari 2024.",
        ("mulai 28 November 2023 sampai 10 Februari 2024", "2023-11-28", "2024-02-10"),
    ),
    "a year named once": (
        "ASN dilarang berkampanye dari 25 September hingga 23 November 2024.",
        ("dari 25 September hingga 23 November 2024", "2024-09-25", "2024-11-23"),
    ),
    "before a day, in the year of the text": (
        "ASN dilarang memihak sebelum 14 Februari.",
        ("sebelum 14 Februari", None, "2024-02-13"),
    ),
    "after a day": ("ASN boleh berfoto setelah 14 Februari 2024.", ("setelah 14 Februari 2024", "2024-02-15", None)),
    "at the latest": (
        "PNS wajib mengajukan cuti paling lambat 5 Februari 2024.",
        ("paling lambat 5 Februari 2024", None, "2024-02-05"),
    ),
    "a stretch without a day": ("ASN dilarang memihak hingga masa tenang.", ("hingga masa tenang", None, None)),
    "a day the calendar has not": (
        "ASN dilarang memihak hingga 31 Februari 2024.",
        ("hingga 31 Februari 2024", None, None),
    ),
    "how far a penalty goes is no time": (
        "ASN yang melanggar akan dijatuhi hukuman disiplin hingga pemberhentian.",
        (None, None, None),
    ),
    "who else is bound is no time": ("TNI, Polri, hingga ASN harus netral.", (None, None, None)),
    "now is no limit": ("ASN harus netral saat ini.", (None, None, None)),
}


@pytest.mark.parametrize("name", TIMES)
def test_a_limit_in_time_has_its_words_and_its_days(name: str, lexicon: Lexicon) -> None:
    text, (words, first, last) = TIMES[name]
    found = only(text, lexicon)
    assert (found.time, found.valid_from, found.valid_until) == (words, first, last)


def test_days_left_end_a_wish_and_begin_what_comes_after(lexicon: Lexicon) -> None:
    text = "Tahan dulu memakai kaus partai, tinggal 10 hari lagi. Setelah itu silakan pakai warna apa saja."
    found = extract(text, lexicon, date(2024, 2, 4)).mentions
    assert [(m.valid_from, m.valid_until) for m in found] == [(None, "2024-02-14"), ("2024-02-15", None)]
    unknown = extract(text, lexicon).mentions
    assert [(m.valid_from, m.valid_until) for m in unknown] == [(None, None), (None, None)]


SPEAKERS = {
    "titles after a comma": (
        '"ASN wajib netral," ujar Camat Budi Santoso, S.S., M.M., di kantornya.',
        "Camat Budi Santoso, S.S., M.M.",
    ),
    "a title that ends the sentence": (
        '"ASN wajib netral," ujar Budi Santoso, S.Sos. Hujan turun kemudian.',
        "Budi Santoso, S.Sos",
    ),
    "a name ends with its sentence": ('"ASN wajib netral," ujar Budi. Kantor itu ramai.', "Budi"),
    "an initial ends no name": ('"ASN wajib netral," ujar Moh. A. Budi, Senin.', "Moh. A. Budi"),
    "a law is no speaker": ("UU ASN menyebutkan pegawai wajib netral.", None),
    "a paper of an office is no speaker": ("Surat Edaran Bawaslu menegaskan ASN wajib netral.", None),
    "a paper through which somebody speaks": (
        "Bupati Rudi dalam surat edaran menegaskan ASN wajib netral.",
        "Bupati Rudi",
    ),
    "a place is no speaker": ("Wakil Bupati Rina di Kota Contoh menegaskan ASN wajib netral.", "Wakil Bupati Rina"),
    "the servants are no speaker": ("Aparatur Sipil Negara menyatakan ASN wajib netral.", None),
    "menurut with titles": ("Menurut Budi, S.H., M.Si., ASN wajib netral.", "Budi, S.H., M.Si"),
    "menurut a law": ("Menurut UU ASN, pegawai wajib netral.", None),
    "a passive with oleh": (
        "Hal itu disampaikan oleh Camat Contoh, Budi Santoso, M.Si menghimbau ASN harus netral.",
        "Budi Santoso, M.Si",
    ),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_the_speaker_is_who_says_it(name: str, lexicon: Lexicon) -> None:
    text, speaker = SPEAKERS[name]
    assert extract(text, lexicon).mentions[0].speaker == speaker


LIMITS = [
    ("dilarang berkampanye pada 11-13 Februari 2024", "2024-02-11", "2024-02-13"),
    ("dilarang berkampanye pada 11 dan 12 Februari 2024", "2024-02-11", "2024-02-12"),
    ("dilarang berkampanye mulai besok", "2024-02-03", None),
    ("dilarang berkampanye mulai hari ini", "2024-02-02", None),
    ("dilarang berkampanye sampai 30 Februari 2024", None, None),
]


@pytest.mark.parametrize(("words", "first", "last"), LIMITS)
def test_days_of_a_limit_in_time(lexicon: Lexicon, words: str, first: str | None, last: str | None) -> None:
    (mention,) = extract(f"ASN {words}.", lexicon, date(2024, 2, 2)).mentions
    assert (mention.valid_from, mention.valid_until) == (first, last)


@pytest.mark.parametrize("left", ["14 hari", "empat belas hari", "dua minggu", "2 pekan"])
@pytest.mark.parametrize("then", ["Setelah itu", "Sesudahnya"])
def test_what_follows_the_days_that_are_left(lexicon: Lexicon, left: str, then: str) -> None:
    text = f"Netralitas ASN dijaga, tinggal {left} lagi. {then} silakan memakai baju warna apa saja."
    found = [one for one in extract(text, lexicon, date(2024, 2, 2)).mentions if one.modality == "permission"]
    assert [one.valid_from for one in found] == ["2024-02-17"]
