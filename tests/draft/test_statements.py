"""Statements are taken apart in both languages at once, or not at all; and said by an office, never by a person."""

from __future__ import annotations

import pytest

from quizgen.bank.reading import read_bank
from quizgen.draft.attribution import said_of
from quizgen.draft.statements import act_of, bare, is_sentence
from quizgen.files import bank_files, shipped_bank
from quizgen.model.words import Bilingual, Modality
from tests.draft.office import LORE, SOURCE, rule


@pytest.mark.parametrize(
    ("modality", "indonesian", "english", "act", "cue"),
    [
        ("prohibition", "ASN dilarang memasang stiker calon.", "ASN may not put up a candidate's stickers.",
         ("memasang stiker calon", "put up a candidate's stickers"), ("dilarang", "may not")),
        ("prohibition", "ASN jangan sampai memasang stiker.", "ASN do not put up stickers.",
         ("memasang stiker", "put up stickers"), ("tidak boleh", "may not")),
        ("prohibition", "Menurut Camat Contoh, PHL tidak boleh berorasi.",
         "According to the head of Contoh, PHL may not make speeches.",
         ("berorasi", "make speeches"), ("tidak boleh", "may not")),
        ("permission", "ASN boleh memilih, sebatas itu.", "ASN may vote, and no more than that.",
         ("memilih", "vote"), ("boleh", "may")),
        ("permission", "Sesudah pemungutan suara ASN dipersilakan berbaju merah.",
         "After the vote ASN are free to wear red.",
         ("berbaju merah sesudah pemungutan suara", "wear red after the vote"), ("dipersilakan", "are free to")),
    ],
)  # fmt: skip
def test_a_statement_gives_its_act_and_its_modal_words(
    modality: Modality, indonesian: str, english: str, act: tuple[str, str], cue: tuple[str, str]
) -> None:
    found = act_of(rule("x", modality, "atribut", indonesian, english), LORE)
    assert found is not None
    assert (found.act, found.cue) == (Bilingual(*act), Bilingual(*cue))


@pytest.mark.parametrize(
    ("indonesian", "english"),
    [
        ("Kewenangan tidak boleh disalahgunakan.", "Authority may not be misused."),
        ("ASN tidak boleh berorasi.", "Speeches by ASN are out of place."),
        ("Tidak ada yang dilarang.", "Nothing is forbidden."),
    ],
)
def test_a_statement_that_names_nobody_bound_or_fits_in_one_language_only_gives_no_act(
    indonesian: str, english: str
) -> None:
    assert act_of(rule("x", "prohibition", "atribut", indonesian, english), LORE) is None


def test_a_statement_without_who_said_it_begins_with_a_capital() -> None:
    said = Bilingual("Menurut Camat Contoh, warga dapat melapor.", "According to the head, residents can report.")
    assert bare(said) == Bilingual("Warga dapat melapor.", "Residents can report.")


@pytest.mark.parametrize(
    ("speaker", "indonesian", "english"),
    [
        ("Budi Contoh, Pj Wali Kota Contoh", "menurut Pj Wali Kota Contoh pada 9 Januari 2024",
         "according to the acting mayor of Contoh on 9 January 2024"),
        ("Budi Contoh, Juru Bicara Panitia", "menurut Juru Bicara Panitia pada 9 Januari 2024",
         "according to Juru Bicara Panitia on 9 January 2024"),
        ("Camat Contoh", "menurut Camat Contoh pada 9 Januari 2024",
         "according to the head of Contoh sub-district on 9 January 2024"),
        ("Budi Contoh", "menurut berita Kabar Kota tanggal 9 Januari 2024",
         "according to a report by Kabar Kota of 9 January 2024"),
        ("", "menurut berita Kabar Kota tanggal 9 Januari 2024",
         "according to a report by Kabar Kota of 9 January 2024"),
    ],
)  # fmt: skip
def test_the_stem_names_the_office_or_the_report_and_the_date_never_the_person(
    speaker: str, indonesian: str, english: str
) -> None:
    one = rule("x", "prohibition", "atribut", "ASN dilarang berorasi.", "ASN may not make speeches.", speaker=speaker)
    assert said_of(one, {"kabar": SOURCE}, LORE).told == Bilingual(f"{indonesian}, ", f"{english}, ")


def test_a_norm_is_not_put_into_one_speakers_mouth() -> None:
    one = rule("x", "prohibition", "atribut", "ASN dilarang berorasi.", "ASN may not make speeches.", standing="norm")
    said = said_of(one, {"kabar": SOURCE}, LORE)
    assert (said.lead, said.told) == (Bilingual("", ""), Bilingual("", ""))


def test_a_stem_names_the_source_of_a_report_and_of_one_speakers_opinion_and_of_nothing_else() -> None:
    news = rule("x", "prohibition", "atribut", "ASN dilarang berorasi.", "ASN may not orate.", standing="news-case")
    own = rule("y", "advice", "atribut", "Menurut Camat, ASN diminta diam.", "According to the head, ASN should hush.")
    shared = rule("z", "prohibition", "atribut", "ASN dilarang berorasi.", "ASN may not orate.")
    leads = [said_of(one, {"kabar": SOURCE}, LORE).lead.id for one in (news, own, shared)]
    assert leads == ["menurut Wali Kota Contoh pada 9 Januari 2024, "] * 2 + [""]


@pytest.mark.parametrize("act", ["itu", "hal tersebut", "apa saja", "..."])
def test_a_statement_whose_act_tells_nothing_gives_no_act(act: str) -> None:
    assert act_of(rule("x", "prohibition", "atribut", f"ASN dilarang {act}.", "ASN may not do that."), LORE) is None


@pytest.mark.parametrize(
    ("modality", "statement"),
    [
        ("prohibition", "Tidak memakai atribut calon."),
        ("prohibition", "a. memakai atribut calon;"),
        ("prohibition", "- memakai atribut calon"),
        ("prohibition", "Memakai atribut calon atau partai."),
        ("prohibition", "Dilarang memakai atribut calon."),
        ("prohibition", "ASN memakai atribut calon."),
        ("permission", "ASN mencoblos di TPS."),
        ("obligation", "Menjaga netralitas dalam pemilu."),
        ("obligation", "Tidak boleh."),
    ],
)
def test_the_point_of_a_list_and_a_ban_without_its_word_are_no_sentences(modality: Modality, statement: str) -> None:
    assert not is_sentence(rule("x", modality, "atribut", statement, "ASN may not wear attributes."), LORE)


def test_all_statements_of_the_shipped_bank_are_sentences() -> None:
    shipped = read_bank(bank_files(shipped_bank())).bank()
    assert [one.id for one in shipped.rules.values() if not is_sentence(one, LORE)] == []
