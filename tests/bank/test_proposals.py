"""From mentions to proposals: what is known, what is further evidence, what is new, and that again is never more."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.checks import check
from quizgen.bank.layout import Files
from quizgen.bank.proposals import Found, Proposals, likeness, patched, propose, statement_of
from quizgen.bank.reading import read_bank
from quizgen.bank.stems import content
from quizgen.model.mention import LegalReference, Mention
from quizgen.model.words import Modality
from tests.tiny import problems_of, reading_of, tiny

TEXT = tiny().seeds["kabar.txt"].decode()
MENTION = Mention(
    start=0, end=0, quote="", modality="prohibition", topic="atribut", bearer=("ASN",), action="", condition=None,
    time=None, place=None, speaker=None, legal=(), confidence="sure", cue="x",
)  # fmt: skip


def mention(quote: str, action: str = "", **parts: object) -> Mention:
    return replace(MENTION, quote=quote, action=action or quote, **parts)  # type: ignore[arg-type]


def never(_reference: LegalReference) -> str | None:
    return None


def by_number(reference: LegalReference) -> str | None:
    known = {("1", "5"): "pp-1-5n", ("1", "7"): "pp-1", ("9", ""): "pp-9"}
    return known.get((reference.number, reference.pasal))


def proposed(*mentions: Mention, text: str = TEXT, files: Files | None = None) -> Proposals:
    bank = read_bank(files or tiny()).bank()
    return propose(bank, [Found(bank.sources["kabar"], text, mentions)], never)


def after(made: Proposals, files: Files, accept: bool = False) -> Files:
    return files._replace(yaml={**files.yaml, **patched(files.yaml, made, accept)})


def test_words_that_are_evidence_already_change_nothing() -> None:
    made = proposed(mention("tidak memakai atribut calon"), mention("boleh memilih", modality="permission"))
    assert (made.known, made.further, made.drafts) == (2, [], [])


def test_a_longer_stretch_with_most_words_of_the_evidence_is_known_too() -> None:
    whole = "meminta seluruh ASN tidak memakai atribut calon selama masa kampanye"
    assert proposed(mention(whole, "memakai atribut calon")).known == 1


def test_the_same_norm_in_other_word_forms_is_further_evidence() -> None:
    text = "Pemakaian atribut calon-calon dilarang."
    made = proposed(mention("Pemakaian atribut calon-calon dilarang", "Pemakaian atribut calon-calon"), text=text)
    assert [(one.rule.id, dict(one.evidence)) for one in made.further] == [
        ("atribut-calon", {"source": "kabar", "quote": "Pemakaian atribut calon-calon dilarang"})
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"modality": "permission"},
        {"topic": "hak_pilih"},
        {"bearer": ("kepala_desa",)},
        {"action": "mencetak atribut calon untuk partai"},
    ],
)
def test_another_modality_topic_bearer_or_action_is_a_rule_of_its_own(other: dict[str, object]) -> None:
    text = "ASN jangan memakai atribut calon di kantor."
    made = proposed(replace(mention("jangan memakai atribut calon", "memakai atribut calon"), **other), text=text)  # type: ignore[arg-type]
    assert (len(made.drafts), made.further) == (1, [])


def test_the_same_norm_twice_in_a_text_is_one_draft_with_two_pieces_of_evidence() -> None:
    text = "ASN dilarang mencetak spanduk. Ingat, mencetak spanduk itu dilarang."
    made = proposed(
        mention("ASN dilarang mencetak spanduk", "mencetak spanduk", speaker="Sekda  Kota"),
        mention("mencetak spanduk itu dilarang", "mencetak spanduk"),
        text=text,
    )
    (draft,) = made.drafts
    assert (draft.id, draft.evidence) == (
        "atribut-mencetak-spanduk",
        [
            {"source": "kabar", "quote": "ASN dilarang mencetak spanduk", "speaker": "Sekda Kota"},
            {"source": "kabar", "quote": "mencetak spanduk itu dilarang"},
        ],
    )


def test_ids_of_drafts_are_new_and_short_enough() -> None:
    text = "dilarang atribut calon. " + "dilarang menyebarluaskan pemberitahuan pertanggungjawaban keanekaragaman."
    made = proposed(
        mention("dilarang atribut calon", "calon", bearer=("TNI_Polri",)),
        mention(text.partition(". ")[2].rstrip("."), "menyebarluaskan pemberitahuan pertanggungjawaban keanekaragaman"),
        text=text,
    )
    assert [draft.id for draft in made.drafts] == [
        "atribut-calon-2",
        "atribut-menyebarluaskan-pemberitahuan-pertanggungjawaban",
    ]


def test_a_doubtful_mention_says_so_in_the_note_with_its_condition() -> None:
    text = "Bila diminta, ASN dilarang mencetak spanduk."
    made = proposed(
        mention("ASN dilarang mencetak spanduk", "mencetak spanduk", confidence="candidate", condition="Bila diminta"),
        text=text,
    )
    assert made.drafts[0].entry()["note"] == {
        "id": "Temuan ini belum pasti; baca kutipannya dalam naskah. Syarat menurut naskah: Bila diminta.",
        "en": "This mention is not certain; read the quote in its text. Condition in the text: Bila diminta.",
    }


def test_a_statute_gives_norms_and_an_article_an_official_explanation() -> None:
    words = "PNS dilarang mencetak spanduk"
    statute = f"MEMUTUSKAN:\nPasal 1\n{words}.\nPasal 2\nCukup jelas.\n"
    assert proposed(mention(words), text=statute).drafts[0].standing == "norm"
    assert proposed(mention(words), text=f"{words}, kata camat.").drafts[0].standing == "official-explanation"


def test_a_topic_that_the_bank_lacks_and_words_that_cannot_be_quoted_are_reported() -> None:
    text = "wajib netral. dilarang\u200f mencetak."
    made = proposed(mention("wajib netral", topic="netralitas_umum"), mention("dilarang\u200f mencetak"), text=text)
    assert made.homeless == [("netralitas_umum", "kabar", "wajib netral")]
    assert made.unquotable == [("kabar", "dilarang\u200f mencetak")]
    assert made.drafts == []


INSTRUMENTS = """\
- {id: pp-1, number: PP Nomor 1 Tahun 2001, title: {id: D, en: D}, confidence: high, fact: contoh}
- id: pp-1-5n
  number: PP Nomor 1 Tahun 2001
  article: Pasal 5 huruf n
  title: {id: D, en: D}
  confidence: high
  fact: contoh
- id: pp-9
  number: PP Nomor 9 Tahun 1999
  title: {id: D, en: D}
  in_force: {until: 2000-12-31}
  replaced_by: pp-1
  confidence: high
  fact: contoh
"""


def law(number: str, year: str, pasal: str = "", huruf: str = "") -> LegalReference:
    return LegalReference("pp", number, year, pasal, "", huruf, 0, 1)


def test_laws_in_force_become_the_basis_of_a_rule_and_one_that_ended_is_only_reported() -> None:
    bank = reading_of({"instruments.yaml": INSTRUMENTS}).bank()
    cited = (law("1", "2001", "5", "n"), law("1", "2001", "7"), law("9", "1999"), law("7", "2017"))
    text = "dilarang mencetak spanduk."
    one = mention("dilarang mencetak spanduk", "mencetak spanduk", legal=cited)
    made = propose(bank, [Found(bank.sources["kabar"], text, [one])], by_number)
    assert made.drafts[0].instruments == ["pp-1-5n", "pp-1"]
    assert [found.instrument.id if found.instrument else None for found in made.laws] == [
        "pp-1-5n",
        "pp-1",
        "pp-9",
        None,
    ]


@pytest.mark.parametrize(
    ("parts", "statement"),
    [
        ({"quote": "ASN dilarang mencetak spanduk"}, "ASN dilarang mencetak spanduk."),
        ({"quote": "mencetak spanduk;", "whole": False}, "ASN dilarang mencetak spanduk."),
        (
            {"quote": "Jaga sikap", "whole": False, "modality": "advice", "bearer": ("PNS", "PPPK")},
            "PNS dan PPPK diimbau jaga sikap.",
        ),
        (
            {"quote": "tidak ikut", "action": "ikut kampanye", "condition": "jika saudara maju", "whole": False},
            "Jika saudara maju, ASN dilarang ikut kampanye.",
        ),
        (
            {"quote": "melapor ke Bawaslu", "whole": False, "modality": "reporting", "bearer": ("masyarakat",)},
            "Masyarakat dapat melapor ke Bawaslu.",
        ),
        (
            {"quote": "teguran tertulis", "whole": False, "modality": "sanction", "bearer": ("kepala_desa",)},
            "Kepala desa yang melanggar dapat dikenai teguran tertulis.",
        ),
    ],
)
def test_a_statement_is_a_whole_sentence_with_bearer_and_modal(parts: dict[str, object], statement: str) -> None:
    assert statement_of(mention(**parts)) == statement  # type: ignore[arg-type]


def test_a_short_answer_is_quoted_with_what_it_answers() -> None:
    text = "Bolehkah ASN mencetak spanduk? Tidak boleh."
    one = mention("Tidak boleh", "mencetak spanduk", start=31, end=42, evidence_start=0, whole=False)
    (draft,) = proposed(one, text=text).drafts
    assert draft.evidence == [{"source": "kabar", "quote": "Bolehkah ASN mencetak spanduk? Tidak boleh"}]
    assert draft.entry()["statement"]["id"] == "ASN dilarang mencetak spanduk."


def test_a_limit_in_time_with_days_is_written_as_the_time_a_rule_holds() -> None:
    one = mention("dilarang mencetak spanduk", "mencetak spanduk", time="sampai 14 Februari", valid_until="2024-02-14")
    (draft,) = proposed(one, text="dilarang mencetak spanduk sampai 14 Februari").drafts
    entry = draft.entry()
    assert entry["valid"] == {"until": "2024-02-14"}
    assert "Berlaku sampai 2024-02-14, dihitung dari tanggal naskah" in entry["note"]["id"]


def test_a_topic_without_a_file_gets_one_with_a_head() -> None:
    files = tiny({"rules/hak_pilih.yaml": None, "items/hak_pilih.yaml": None})
    made = proposed(mention("ASN boleh memilih", modality="permission", topic="hak_pilih"), files=files)
    head = patched(files.yaml, made, False)["rules/hak_pilih.yaml"].decode().splitlines()[0]
    assert head == (
        "# Ketentuan, topik hak_pilih. Satu ketentuan = satu norma, dengan kutipan dari satu atau beberapa sumber."
    )
    assert check(read_bank(after(made, files))) == problems_of({"items/hak_pilih.yaml": None})


words = st.sampled_from(
    "ASN PHL pegawai dilarang wajib boleh memakai mencetak atribut calon spanduk kantor “kampanye” netral, #1".split()
)
quotes = st.lists(words, min_size=1, max_size=7).map(" ".join)
mentions = st.lists(
    st.builds(
        lambda quote, modality, topic, confidence: mention(
            quote, modality=modality, topic=topic, confidence=confidence
        ),
        quotes,
        st.sampled_from(get_args(Modality)),
        st.sampled_from(["atribut", "hak_pilih", "sanksi"]),
        st.sampled_from(["sure", "candidate"]),
    ),
    max_size=8,
)


@given(mentions, st.booleans())
def test_proposing_again_adds_nothing_and_the_bank_stays_clean(found: list[Mention], accept: bool) -> None:
    text = TEXT + "\n" + " | ".join(one.quote for one in found)
    files = tiny({"seeds/kabar.txt": text})
    before = {problem.code for problem in check(read_bank(files))}
    made = proposed(*found, text=text, files=files)
    once = after(made, files, accept)
    assert {problem.code for problem in check(read_bank(once))} - {"W306"} == before
    again = proposed(*found, text=text, files=once)
    assert again.drafts == []
    assert after(again, once, accept) == once
    assert not (accept and again.further)


@given(quotes, quotes)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same_words(one: str, other: str) -> None:
    mine, others = content(one), content(other)
    assert likeness(mine, others) == likeness(others, mine)
    assert likeness(mine, mine) == (1.0 if mine else 0.0)
