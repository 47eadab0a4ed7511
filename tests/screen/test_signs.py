"""Terminals that have no picture of some signs get others, each as wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.content import Content, Span

from quizgen.screen.signs import missing_signs, with_signs
from tests.screen.playing import play_of
from tests.screen.test_app import painted


@pytest.mark.parametrize(
    ("environment", "system", "told"),
    [
        ({"TERM": "xterm-256color"}, "posix", "✓ A ●"),
        ({"TERM": "linux"}, "posix", "v A *"),
        ({}, "nt", "√ A ●"),
        ({"WT_SESSION": "x"}, "nt", "✓ A ●"),
    ],
)
def test_each_terminal_gets_signs_that_it_has(environment: dict[str, str], system: str, told: str) -> None:
    assert with_signs(Content("✓ A ●"), missing_signs(environment, system)).plain == told


@pytest.mark.parametrize(("environment", "system"), [({"TERM": "linux"}, "posix"), ({}, "nt")])
def test_what_stands_for_a_sign_is_as_wide_and_keeps_its_style(environment: dict[str, str], system: str) -> None:
    for sign, other in missing_signs(environment, system).items():
        assert Content(chr(sign)).cell_length == Content(chr(other)).cell_length == 1
    shown = with_signs(Content("a ✓", [Span(2, 3, "bold")]), missing_signs(environment, system))
    assert shown.spans == [Span(2, 3, "bold")]


def test_the_console_of_linux_shows_only_signs_of_latin_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM")
    for keys in ((), ("a",), ("a", "enter"), ("a", "enter", "k"), ("?",)):
        text = "".join(painted(play_of(tmp_path), *keys, size=(60, 30)))
        assert text.encode("latin-1")
