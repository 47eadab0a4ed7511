"""A quote is shown in the paragraph that holds it, marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.draft.context import quote_in_context

TEXT = "Judul\n\nSatu kalimat awal. Pegawai   harus netral, katanya.\n\nAlinea lain\nyang bersambung.\n"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("harus netral", "Satu kalimat awal. Pegawai >>harus netral<<, katanya."),
        ("Judul", ">>Judul<<"),
        ("lain yang", "Alinea >>lain yang<< bersambung."),
        ("tidak ada", None),
        ("", None),
    ],
)
def test_the_paragraph_is_shown_with_the_quote_marked(quote: str, shown: str | None) -> None:
    assert quote_in_context(quote, TEXT) == shown


@given(st.lists(st.text("ab \n", min_size=1), min_size=1), st.data())
def test_what_is_marked_is_the_quote(parts: list[str], chance: st.DataObject) -> None:
    text = "".join(parts)
    words = text.split()
    if words:
        first = chance.draw(st.integers(0, len(words) - 1))
        last = chance.draw(st.integers(first, len(words) - 1))
        quote = " ".join(words[first : last + 1])
        shown = quote_in_context(quote, text)
        assert shown is not None
        assert shown[shown.index(">>") + 2 : shown.index("<<")] == quote
