from __future__ import annotations

from quizgen.quiz.explanation import Reason, explain
from quizgen.quiz.paper import questions
from tests.quiz.sample_bank import BANK, SLOTS

QUESTIONS = questions(SLOTS, BANK)


def test_a_wrong_answer_is_told_why_the_key_is_right_and_why_it_is_wrong() -> None:
    told = explain(BANK, QUESTIONS[1], ["c"], language="id", as_of="2024-01-10")
    assert told.reasons == (
        Reason("b", right=True, chosen=False, text="Alasan b pada nomor 2."),
        Reason("c", right=False, chosen=True, text="Alasan c pada nomor 2."),
    )


def test_a_right_answer_is_told_why_it_is_right() -> None:
    told = explain(BANK, QUESTIONS[0], ["tidak"], language="en", as_of="2024-01-10")
    assert told.reasons == (Reason("tidak", right=True, chosen=True, text="So says rule number 1."),)


def test_the_other_verdict_has_its_own_reason() -> None:
    told = explain(BANK, QUESTIONS[0], ["boleh"], language="id", as_of="2024-01-10")
    assert [reason.text for reason in told.reasons] == [
        "Begitulah ketentuan nomor 1.",
        "Pilihan itu melanggar nomor 1.",
    ]


def test_of_several_options_all_right_and_all_chosen_ones_are_explained() -> None:
    told = explain(BANK, QUESTIONS[2], ["a", "b"], language="id", as_of="2024-01-10")
    assert [(one.option, one.right, one.chosen) for one in told.reasons] == [
        ("a", True, True),
        ("c", True, False),
        ("b", False, True),
    ]


def test_a_quote_comes_with_its_source_and_speaker() -> None:
    (quoted,) = explain(BANK, QUESTIONS[0], [], language="id", as_of="2024-01-10").quotes
    assert quoted.quote == "pegawai tidak memakai atribut calon – apa pun bentuknya"
    assert (quoted.speaker, quoted.source.publisher) == ("Kepala Badan Contoh", "Koran Contoh")


def test_an_instrument_that_has_ended_names_the_first_day_without_it_and_what_replaced_it() -> None:
    lama, baru = explain(BANK, QUESTIONS[3], [], language="id", as_of="2024-01-10").bases
    assert (lama.instrument.id, lama.ended_on, lama.replaced_by) == ("lama", "2021-08-31", BANK.instruments["baru"])
    assert (baru.instrument.id, baru.ended_on, baru.replaced_by) == ("baru", None, None)


def test_on_its_last_day_an_instrument_is_still_in_force() -> None:
    (lama,) = explain(BANK, QUESTIONS[3], [], language="id", as_of="2021-08-30").bases
    assert (lama.instrument.id, lama.ended_on) == ("lama", None)


def test_an_instrument_is_no_basis_before_its_first_day() -> None:
    days = ["2009-12-31", "2010-01-01", "2021-08-30", "2021-08-31"]
    bases = [explain(BANK, QUESTIONS[3], [], language="id", as_of=day).bases for day in days]
    assert [[one.instrument.id for one in told] for told in bases] == [[], ["lama"], ["lama"], ["lama", "baru"]]
