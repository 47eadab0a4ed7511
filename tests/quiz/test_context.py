"""The paragraph around a quote."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.quiz.context import Context, context_of
from quizgen.verbatim import normalised, occurs


def test_the_paragraph_is_cut_at_empty_lines_and_the_quote_stands_apart() -> None:
    text = "Judul\n\nSatu dua tiga,\nempat lima.\n\nEnam."
    assert context_of(text, "tiga, empat") == Context("Satu dua ", "tiga, empat", " lima.")


def test_quotation_marks_spaces_and_accents_are_folded_as_by_the_check() -> None:
    text = "Kata dia, “netral\u00a0 itu\r\ncafe\u0301 wajib”, katanya."
    found = context_of(text, '"netral itu café wajib"')
    assert found == Context("Kata dia, ", "“netral itu café wajib”", ", katanya.")


def test_a_quote_is_not_found_inside_a_word() -> None:
    assert context_of("calon-calon lain dan calon lain", "calon lain") == Context(
        "calon-calon lain dan ", "calon lain", ""
    )
    assert context_of("bercalon lain", "calon lain") is None


def test_a_quote_over_two_paragraphs_has_both_around_it() -> None:
    assert context_of("A b.\n\nC d.\n\nE", "b. C") == Context("A ", "b. C", " d.")


def test_a_text_in_one_very_long_block_is_cut_at_its_lines() -> None:
    lines = [f"Baris nomor {number} panjang sekali." for number in range(200)]
    assert context_of("\n".join(lines), "nomor 77 panjang") == Context("Baris ", "nomor 77 panjang", " sekali.")


def test_what_does_not_stand_there_is_not_found() -> None:
    assert context_of("Satu dua.", "tiga") is None
    assert context_of("Satu dua.", "") is None
    assert context_of("", "satu") is None


@given(
    st.lists(st.sampled_from(["pegawai", "“netral”", "é", "\n", "\n\n", " ", "Rp 1.000", "-", "\u200b"]), max_size=25)
)
def test_every_run_of_words_that_the_check_finds_has_its_context(parts: list[str]) -> None:
    text = " ".join(parts)
    words = normalised(text).split()
    for start in range(0, len(words), 3):
        quote = " ".join(words[start : start + 3])
        if occurs(quote, normalised(text)):
            found = context_of(text, quote)
            assert found is not None
            assert normalised(found.quote) == quote
            assert occurs(quote, normalised(found.before + found.quote + found.after))
