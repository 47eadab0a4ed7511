"""Where a quote goes astray is told in words that the editor can find."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.astray import Astray, astray, best_source
from quizgen.verbatim import occurs

TEXT = "Sekda meminta ASN tidak\nmemakai atribut calon selama masa “kampanye”. Setelah itu silakan."


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("tidak memakai atribut calon", None),
        ('selama  masa "kampanye"', None),
        (
            "tidak memakai atribut partai selama masa",
            Astray("tidak memakai atribut", "partai selama masa", 'calon selama masa "kampanye". Setelah itu silakan.'),
        ),
        ("melarang atribut", Astray("", "melarang atribut", "")),
        ("Setelah itu silakan. Titik", Astray("Setelah itu silakan.", "Titik", "")),
    ],
)
def test_what_fits_what_was_typed_and_what_the_source_says(quote: str, found: Astray | None) -> None:
    assert astray(quote, TEXT) == found


words = st.lists(st.sampled_from(["asn", "tidak", "boleh", "ikut", "calon", "1.000", "kata,"]), min_size=1, max_size=12)


@given(words, words)
def test_what_fits_occurs_and_with_one_word_more_it_does_not(quote: list[str], text: list[str]) -> None:
    source = " ".join(text)
    found = astray(" ".join(quote), source)
    if found is None:
        assert occurs(" ".join(quote), source)
        return
    assert not found.fits or occurs(found.fits, source)
    assert found.typed
    assert not occurs(" ".join(quote), source)


def test_the_source_that_has_a_quote_is_found() -> None:
    texts = {"a": "lain", "b": TEXT}
    assert best_source("memakai atribut", texts) == "b"
    assert best_source("tidak ada", texts) == ""
