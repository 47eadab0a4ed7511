"""When the full screen is chosen."""

from __future__ import annotations

import io
import os
import sys

import pytest

from quizgen.screen.fitting import full_screen


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


class Ascii(Terminal):
    encoding = "ascii"


def chosen(
    *,
    plain: bool = False,
    stdin: object = Terminal(),
    stdout: object = Terminal(),
    size: tuple[int, int] = (40, 12),
) -> bool:
    """Tell whether the full screen is chosen; pytest swaps the streams between a fixture and its test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        patch.setattr(sys, "stdout", stdout)
        patch.setattr(os, "get_terminal_size", lambda _: os.terminal_size(size))
        return full_screen(plain)


def test_a_terminal_of_forty_columns_and_twelve_rows_is_enough() -> None:
    assert chosen()


def test_whoever_types_plain_gets_lines() -> None:
    assert not chosen(plain=True)


@pytest.mark.parametrize(
    ("name", "value"), [("TERM", "dumb"), ("TERM", "unknown"), ("NO_TUI", "1"), ("QUIZGEN_PLAIN", "1")]
)
def test_the_environment_can_ask_for_lines(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert not chosen()


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no TERM")
def test_a_terminal_without_a_name_gets_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM")
    assert not chosen()


@pytest.mark.parametrize("size", [(39, 50), (200, 11)])
def test_a_small_terminal_gets_lines(size: tuple[int, int]) -> None:
    assert not chosen(size=size)


@pytest.mark.parametrize("stream", [None, io.StringIO(), Ascii()])
def test_a_pipe_nothing_and_another_encoding_get_lines(stream: object) -> None:
    assert not chosen(stdout=stream)


def test_a_closed_input_gets_lines() -> None:
    closed = io.StringIO()
    closed.close()
    assert not chosen(stdin=closed)
