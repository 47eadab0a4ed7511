"""From views to lines: nothing is wider than the screen, nothing is lost, and nothing of a bank is an instruction."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.content import Content

from quizgen.model.bank import Bank
from quizgen.model.item import Item
from quizgen.screen.paint import Line, column, foot_lines, page_lines, top_lines
from quizgen.screen.view import Bar, Block, Hint, Top
from quizgen.screen.views import view_of
from tests.quiz.sample_bank import BANK, SLOTS
from tests.screen.playing import play_of, press
from tests.screen.test_app import painted

WIDTHS = st.integers(40, 200)


def plain(lines: list[Line]) -> list[str]:
    return [line.content.plain for line in lines]


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.text(st.characters(codec="utf-8"), max_size=300), WIDTHS)
def test_no_line_is_wider_than_the_column_and_no_word_is_lost(text: str, width: int) -> None:
    left, wide = column(width)
    lines = page_lines([Block(text, "strong", "› (●) A. ", "         ")], width)
    assert all(line.content.cell_length <= left + wide for line in lines)
    assert all(not one.isprintable() or one not in text for line in lines for one in line.content.plain if one < " ")


@given(st.lists(st.sampled_from(["netralitas", "[b]", "\\[/]", "ASN", "x" * 60, "日本語"]), max_size=40), WIDTHS)
def test_every_word_of_a_paragraph_is_painted(words: list[str], width: int) -> None:
    painted = plain(page_lines([Block(" ".join(words), first="- ", rest="  ")], width))
    assert squeezed("".join(painted)) == squeezed("-" + "".join(words))


@given(st.text(max_size=60), st.integers(0, 40), st.integers(0, 40), WIDTHS)
def test_a_bar_fits_and_is_as_long_as_its_part(label: str, part: int, more: int, width: int) -> None:
    whole = part + more
    lines = plain(page_lines([Bar(label, part, whole, f"{part} dari {whole}")], width))
    left, wide = column(width)
    drawn = "".join(lines)
    full, empty = drawn.count("█"), drawn.count("░")
    assert all(len(line) <= left + wide or not label.isascii() for line in lines)
    assert full + empty >= 10
    if whole:
        assert abs(full / (full + empty) - part / whole) <= 1 / (full + empty)


@given(st.text(max_size=80), st.text(max_size=80), WIDTHS, st.booleans())
def test_the_lines_above_fit(left: str, under: str, width: int, low: bool) -> None:
    lines = top_lines(Top(left, "latihan", under, 0.5, "sisa waktu 9:59"), width, low=low)
    assert len(lines) <= (2 if low else 3)
    assert all(line.content.cell_length <= width for line in lines)
    assert "sisa waktu 9:59" in lines[0].content.plain


@pytest.mark.parametrize("width", [40, 55, 80, 200])
def test_each_key_of_the_foot_can_be_clicked_where_it_stands(width: int) -> None:
    hints = [Hint("Enter", "jawab", "go"), Hint("s", "lewati", "skip"), Hint("?", "bantuan", "help")] * 2
    lines, spots = foot_lines(hints, "Sesuatu terjadi.", "▼ masih ada", width)
    assert [spot.act for spot in spots] == [hint.act for hint in hints]
    for hint, spot in zip(hints, spots, strict=True):
        assert lines[spot.line].content.plain[spot.columns.start : spot.columns.stop] == f"{hint.key} {hint.label}"


def hostile() -> Bank:
    """Give the sample bank with an item whose texts look like instructions to a terminal or to Textual."""
    item = msgspec.to_builtins(BANK.items["atribut-001"])
    item["stem"] = {"id": "[bold red]Awas[/] \x1b[31mmerah\x1b[0m [@click=app.quit]klik[/]", "en": "[/]"}
    item["rationale"] = {"id": "[link=x]a[/link] $good \x07", "en": "x"}
    items = dict(BANK.items) | {"atribut-001": msgspec.convert(item, Item)}
    return Bank(BANK.settings, BANK.sources, BANK.instruments, BANK.rules, items, BANK.version)


def test_brackets_and_escapes_in_a_bank_are_shown_as_text(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[:1], bank=hostile())
    asked = " ".join(plain(page_lines(view_of(play).blocks, 120)))
    assert "[bold red]Awas[/] ?[31mmerah?[0m [@click=app.quit]klik[/]" in asked
    press(play, "b", "enter")
    assert "B benar: [link=x]a[/link] $good ?" in " ".join(plain(page_lines(view_of(play).blocks, 120)))


def crowded() -> Bank:
    """Give the sample bank with eight hostile options under a stem of forty lines."""
    item = msgspec.to_builtins(BANK.items["atribut-003"])
    texts = [
        "[red]merah[/]",
        "\u202eterbalik \u05d0\u05d1",
        "x" * 300,
        "日本語" * 20,
        "a\tb\nc",
        "\x1b[2Jhapus",
        "{x} %s \\",
        "akhir",
    ]
    item["options"] = {
        letter: {"id": text, "en": text, "rationale": {"id": text, "en": text}}
        for letter, text in zip("abcdefgh", texts, strict=True)
    }
    item["key"] = ["a", "h"]
    item["stem"] = {"id": "Kalimat panjang tentang [b]aturan[/b]. " * 80, "en": "x"}
    items = dict(BANK.items) | {"atribut-003": msgspec.convert(item, Item)}
    return Bank(BANK.settings, BANK.sources, BANK.instruments, BANK.rules, items, BANK.version)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (200, 60)])
def test_eight_hostile_options_under_a_long_stem_can_all_be_reached(tmp_path: Path, size: tuple[int, int]) -> None:
    slots = [replace(SLOTS[2], order=tuple("abcdefgh"))]
    for place, letter in enumerate("ABCDEFGH", 1):
        lines = painted(play_of(tmp_path, slots=slots, bank=crowded()), *["down"] * place, size=size)
        assert any(f"› [ ] {letter}." in line for line in lines)
        assert all(Content(line).cell_length <= size[0] for line in lines)
        assert not any("\x1b" in line or "\u202e" in line for line in lines)


def test_what_is_marked_in_a_source_is_underlined_and_between_signs(tmp_path: Path) -> None:
    play = play_of(tmp_path)
    press(play, "b", "enter", "k")
    marked = [
        line.content.plain[span.start : span.end]
        for line in page_lines(view_of(play).blocks, 60)
        for span in line.content.spans
        if "underline" in str(span.style)
    ]
    assert " ".join(marked) == "»pegawai tidak memakai atribut calon – apa pun bentuknya«"


def test_a_repealed_instrument_is_named_as_such(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[3:4])
    press(play, "a", "enter")
    text = " ".join(" ".join(plain(page_lines(view_of(play).blocks, 90))).split())
    assert "✗ [tidak berlaku] Peraturan Contoh Nomor 1 Tahun 2010 (Disiplin Pegawai); tidak berlaku lagi sejak" in text
