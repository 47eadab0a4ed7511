"""When a quote counts as verbatim."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.shipped import shipped
from quizgen.verbatim import normalised, occurs

SEEDS = [path.read_text("utf-8") for path in sorted(shipped("seeds").glob("*.txt"))]
SPACES = [" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\n\n   ", "\u2003", "\u202f"]
DOUBLE, SINGLE = '“”„‟«»″"', "‘’‚‛`´′'"

runs = st.sampled_from(SEEDS).flatmap(
    lambda text: st.tuples(st.just(text), st.integers(0, len(text.split()) - 1), st.integers(1, 12))
)


def run_of(text: str, first: int, count: int) -> str:
    """Give a run of words as it stands in the text, its white space included."""
    words = list(re.finditer(r"\S+", text))[first : first + count]
    return text[words[0].start() : words[-1].end()]


@given(
    runs, st.lists(st.sampled_from(SPACES), min_size=1), st.sampled_from(DOUBLE), st.sampled_from(SINGLE), st.booleans()
)
def test_any_run_of_whole_words_of_a_seed_is_found_rewrapped_requoted_and_decomposed(
    run: tuple[str, int, int], spaces: list[str], double: str, single: str, decomposed: bool
) -> None:
    text, first, count = run
    quote = run_of(text, first, count)
    assume(any(one.isalpha() for one in quote))
    parts = quote.split()
    quote = "".join(part + spaces[position % len(spaces)] for position, part in enumerate(parts))
    quote = "".join(double if one in DOUBLE else single if one in SINGLE else one for one in quote)
    if decomposed:
        quote = unicodedata.normalize("NFD", quote)
    assert occurs(quote, normalised(text))


@given(runs, st.data())
def test_a_changed_letter_is_never_found(run: tuple[str, int, int], data: st.DataObject) -> None:
    text, first, count = run
    quote = run_of(text, first, count)
    letters = [at for at, one in enumerate(quote) if one.isalnum()]
    assume(letters)
    at = data.draw(st.sampled_from(letters))
    other = data.draw(st.sampled_from("qxzQ7é").filter(lambda one: one != quote[at]))
    changed = quote[:at] + other + quote[at + 1 :]
    assume(changed not in text)
    assert not occurs(changed, normalised(text))


@given(runs, st.data())
def test_a_changed_case_or_a_dropped_word_is_never_found(run: tuple[str, int, int], data: st.DataObject) -> None:
    text, first, count = run
    words = run_of(text, first, count).split()
    at = data.draw(st.integers(0, len(words) - 1))
    swapped = " ".join([*words[:at], words[at].swapcase(), *words[at + 1 :]])
    dropped = " ".join([*words[:at], *words[at + 1 :]])
    whole = " ".join(text.split())
    for changed in (swapped, dropped):
        if changed not in whole:
            assert not occurs(changed, normalised(text))


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\u200b\u0301e\u1fef \n“’"), max_size=30))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("netral", "wajib netral.", True),
        ("netral", "wajib netralitas", False),
        ("tralitas", "netralitas", False),
        ("Rp 1", "denda Rp 1.000 saja", False),
        ("000", "denda Rp 1.000 saja", False),
        ("Rp 1.000", "denda Rp 1.000.", True),
        ("tahun 2024", "pada tahun 2024, katanya", True),
        ("cafe", "cafe\u0301", False),
        ("x", "x\u0302y", False),
        ("net\u200bral", "wajib netral", True),
        ("calon-calon", "atribut calon–calon", False),
        ("a b", "a  , b", False),
        ("netral netral", "netral netralnetral netral netral", True),
        ("", "apa saja", False),
        (" \u200b\n", "apa saja", False),
    ],
)
def test_a_quote_is_a_run_of_whole_words_and_nothing_is_fuzzy(quote: str, text: str, found: bool) -> None:
    assert occurs(quote, normalised(text)) is found


def test_part_of_a_hyphenated_word_is_no_quote() -> None:
    text = normalised("ASN dan tenaga non-ASN tidak memakai atribut calon-calon - itu saja.")
    assert not occurs("atribut calon", text)
    assert not occurs("ASN tidak memakai", text)
    assert occurs("non-ASN tidak memakai atribut calon-calon", text)
    assert occurs("atribut calon-calon - itu", text)


def test_a_quote_without_a_letter_is_none() -> None:
    assert not occurs(".", normalised("Netral."))
