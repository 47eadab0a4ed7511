"""Fitting texts into boxes: smaller, then over two lines, and what is cut is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizgen.render.fitting import LEADING, SMALLEST, fitted


def half(text: str) -> float:
    """Every sign is half an em wide."""
    return len(text) / 2


def test_a_short_text_keeps_its_size() -> None:
    assert fitted("Siti", 100, 20, 11, half) == (("Siti",), 11, False)


def test_a_longer_text_gets_smaller_before_it_gets_two_lines() -> None:
    made = fitted("a" * 20, 100, 20, 11, half)
    assert (made.lines, made.size, made.cut) == (("a" * 20,), 10, False)


def test_a_long_text_stands_on_two_lines_broken_at_a_space() -> None:
    made = fitted("satu dua tiga empat lima enam", 80, 20, 11, half)
    assert made.lines == ("satu dua tiga", "empat lima enam")
    assert (made.size >= SMALLEST, made.cut) == (True, False)


def test_what_fits_nowhere_is_cut_and_says_so() -> None:
    made = fitted("nama " * 60, 80, 20, 11, half)
    assert made.cut
    assert made.lines[0].endswith("…")


@given(
    st.text(st.sampled_from("ab "), min_size=1, max_size=200), st.floats(20, 300), st.floats(8, 40), st.floats(8, 18)
)
def test_whatever_is_written_stays_within_its_box(text: str, width: float, height: float, size: float) -> None:
    made = fitted(text, width, height, size, half)
    assert all(half(line) * made.size <= width + 1e-6 for line in made.lines)
    assert len(made.lines) == 1 or len(made.lines) * made.size * LEADING <= height + 1e-6
    assert made.size <= size
    if not made.cut:
        assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
