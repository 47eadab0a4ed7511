"""Writing to and reading from any terminal or pipe: wrapped, safe to print, in characters that the encoding has."""

from __future__ import annotations

import errno
import os
import sys
import textwrap
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from quizgen.plain import ERRORS, plain

NARROWEST, WIDEST = 20, 100
"""Columns. Lines longer than 100 characters are hard to follow, so wider terminals get no longer lines."""

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing."""
_SGR = {"": "", "bold": "1", "good": "1;32", "bad": "1;31", "quiet": "2"}


class EndOfInput(Exception):
    """There is nothing more to read."""


class OutputClosed(Exception):
    """Nobody reads what is written."""


def printable(text: str, encoding: str = "utf-8") -> str:
    """Give a text without control characters and with close ASCII for the characters that an encoding lacks."""
    if not text.isprintable():
        text = "".join(" " if one in "\t\n\r" else _visible(one) for one in text)
    return plain(text, encoding)


def _visible(character: str) -> str:
    """Give `?` for what a terminal acts on or what turns the direction of writing, nothing for what has no width."""
    if " " <= character <= "~":
        return character
    category = unicodedata.category(character)
    if category == "Cf" and character not in _TURNING:
        return ""
    return "?" if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") else character


def terminal_width(stream: TextIO) -> int:
    """Give the columns of the terminal behind a stream: COLUMNS if set, else what it says, else 80."""
    try:
        columns = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        columns = 0
    if columns <= 0:
        try:
            columns = os.get_terminal_size(stream.fileno()).columns
        except (OSError, ValueError):
            columns = 0
    return max(NARROWEST, min(columns or 80, WIDEST))


class Console:
    """One place to write and one to read; nothing is written that moves the cursor.

    What is written comes to the screen when the console asks or is flushed; only then does it wait for the outside,
    within the context that `waiting` gives.
    """

    def __init__(
        self,
        output: TextIO,
        source: TextIO | None,
        *,
        styled: bool,
        width: Callable[[], int],
        encoding: str,
        waiting: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        self._output = output
        self._source = source
        self._styled = styled
        self._width = width
        self._encoding = encoding
        self._waiting = waiting
        self._written: list[str] = []
        self.interactive = source is not None and source.isatty()
        """Whether a person types; else the answers come from a pipe or a file."""

    def line(self, text: str = "", *, first: str = "", rest: str | None = None, style: str = "") -> None:
        """Write a text wrapped to the terminal, `first` before its first line and `rest` before the others."""
        for line in self._wrapped(text, first, first if rest is None else rest):
            self._written.append(self._painted(line, style) + "\n")

    def exactly(self, text: str) -> None:
        """Write a line as it is spaced, without wrapping it."""
        self._written.append(printable(text, self._encoding) + "\n")

    @property
    def encoding(self) -> str:
        """The encoding of what is written."""
        return self._encoding

    @property
    def width(self) -> int:
        """The columns of the terminal."""
        return self._width()

    def ask(self, prompt: str) -> str:
        """Write a prompt and read a line; raises EndOfInput, and what `flush` raises."""
        self._written.append("\n".join(self._wrapped(prompt, "", "")) + " ")
        self.flush()
        try:
            with self._waiting():
                typed = self._source.readline() if self._source is not None else ""
        except OSError:  # the terminal is gone
            typed = ""
        if not typed:
            self._written.append("\n")
            raise EndOfInput
        typed = typed.lstrip("\ufeff").strip()
        if not self.interactive:
            self._written.append(printable(typed, self._encoding)[:40] + "\n")
        return typed

    def flush(self) -> None:
        """Bring to the screen what was written; raises OutputClosed, and OSError where the disk behind it is full."""
        text = "".join(self._written)
        self._written = []
        try:
            with self._waiting():
                self._output.write(text)
                self._output.flush()
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise
            raise OutputClosed from error

    def _wrapped(self, text: str, first: str, rest: str) -> list[str]:
        encoding = self._encoding
        return textwrap.wrap(
            printable(text, encoding),
            self._width(),
            initial_indent=printable(first, encoding),
            subsequent_indent=printable(rest, encoding),
        ) or [""]

    def _painted(self, line: str, style: str) -> str:
        if not (self._styled and style and line):
            return line
        body = line.lstrip(" ")
        return f"{line[: len(line) - len(body)]}\x1b[{_SGR[style]}m{body}\x1b[0m"


def standard_console(waiting: Callable[[], AbstractContextManager[None]], *, styled: bool = True) -> Console:
    """Give the console of this process, `styled` where it may be; raises OutputClosed where it has no output."""
    if sys.stdout is None:
        raise OutputClosed
    for stream in (sys.stdin, sys.stdout):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace" if stream is sys.stdin else ERRORS)
    styled = styled and sys.stdout.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("NO_COLOR")
    styled = styled and (os.name != "nt" or "WT_SESSION" in os.environ)
    return Console(
        sys.stdout,
        sys.stdin,
        styled=styled,
        width=lambda: terminal_width(sys.stdout),
        encoding=sys.stdout.encoding or "ascii",
        waiting=waiting,
    )
