from __future__ import annotations

import errno
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.terminal.console import Console, EndOfInput, OutputClosed, printable, terminal_width


def console(output: io.StringIO, *, width: int = 80, styled: bool = False, encoding: str = "utf-8") -> Console:
    return Console(output, io.StringIO("first\n"), styled=styled, width=lambda: width, encoding=encoding)


def written(text: str, *, width: int = 80, styled: bool = False, encoding: str = "utf-8", style: str = "") -> str:
    output = io.StringIO()
    one = console(output, width=width, styled=styled, encoding=encoding)
    one.line(text, first="  A. ", rest="     ", style=style)
    one.flush()
    return output.getvalue()


def test_lines_hang_under_their_first_word() -> None:
    assert written("satu dua tiga empat", width=20) == "  A. satu dua tiga\n     empat\n"


def test_a_word_longer_than_the_line_is_broken_and_not_lost() -> None:
    assert written("x" * 30, width=20) == "  A. " + "x" * 15 + "\n     " + "x" * 15 + "\n"


@given(st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf"])), st.integers(20, 100))
def test_wrapping_keeps_every_character_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = written(text, width=width).splitlines()
    assert all(len(line) <= width for line in lines)
    assert "".join("".join(lines).split()).removeprefix("A.") == "".join(text.split())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "latin-1", "utf-8"])
@given(text=st.text())
def test_whatever_is_written_can_be_encoded_and_moves_no_cursor(encoding: str, text: str) -> None:
    shown = printable(text, encoding)
    shown.encode(encoding)
    assert not any(character < " " or "\x7f" <= character < "\xa0" for character in shown)


def test_characters_that_ascii_lacks_are_written_as_close_ones() -> None:
    assert printable("“Soal” 1–2 · kafé… ≤ 5 × 中", "ascii") == '"Soal" 1-2 - kafe... <= 5 x ?'


def test_cp1252_keeps_its_quotation_marks() -> None:
    assert printable("“Soal” – …·", "cp1252") == "“Soal” – …·"


def test_escape_sequences_and_turned_text_are_made_harmless() -> None:
    assert printable("\x1b[31mmerah\x07 \u202ebalik so\u00adal") == "?[31mmerah? ?balik soal"


def test_close_ascii_is_put_in_before_wrapping() -> None:
    assert all(len(line) <= 20 for line in written("…" * 40, width=20, encoding="ascii").splitlines())


def test_style_is_written_only_where_wanted_and_leaves_the_indent() -> None:
    assert written("ya", styled=True, style="bold") == "  \x1b[1mA. ya\x1b[0m\n"
    assert written("ya", styled=False, style="bold") == "  A. ya\n"


def test_what_comes_from_a_pipe_is_shown_after_the_prompt() -> None:
    output = io.StringIO()
    one = console(output)
    assert one.ask("Jawaban:") == "first"
    one.flush()
    assert output.getvalue() == "Jawaban: first\n"


def test_the_end_of_input_is_told_on_a_line_of_its_own() -> None:
    output = io.StringIO()
    one = console(output)
    one.ask("Jawaban:")
    with pytest.raises(EndOfInput):
        one.ask("Jawaban:")
    one.flush()
    assert output.getvalue().endswith("Jawaban: \n")


class _Broken(io.StringIO):
    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def flush(self) -> None:
        raise OSError(self.number, os.strerror(self.number))


@pytest.mark.parametrize("number", [errno.EPIPE, errno.EIO])
def test_an_output_that_nobody_reads_is_told_from_a_full_disk(number: int) -> None:
    with pytest.raises(OutputClosed):
        console(_Broken(number)).flush()
    with pytest.raises(OSError, match="No space left") as caught:
        console(_Broken(errno.ENOSPC)).flush()
    assert caught.value.errno == errno.ENOSPC


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("5", 20), ("500", 100), ("", 80), ("x", 80), ("0", 80)])
def test_the_width_is_that_of_the_terminal_within_bounds(
    columns: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert terminal_width(io.StringIO()) == width
