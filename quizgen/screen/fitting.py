"""Whether the terminal is one for the full screen; imports nothing of it, because the line mode asks this too."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from typing import TextIO

from quizgen.terminal.manner import asks_for_plain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from quizgen.terminal.sitting import Sitting

NARROWEST, LOWEST = 40, 12
"""Columns and rows; below them the line mode reads better."""
_DUMB = ("dumb", "unknown")


def full_screen(plain: bool) -> bool:
    """Tell whether to play on the full screen, given whether `--plain` was typed.

    Nobody may have asked for plain lines, and stdin and stdout must be a terminal that draws, speaks UTF-8 and is
    large enough.
    """
    if plain or asks_for_plain() or not _draws(os.environ.get("TERM")):
        return False
    if not (_is_terminal(sys.stdin) and _is_terminal(sys.stdout)):
        return False
    return _speaks_utf8(sys.stdout) and _is_large(sys.stdout)


def screen_sitting(mode: str | None) -> type[Sitting]:
    """Import the full screen; until its first picture no garbage is collected, because all that is made stays."""
    gc.disable()
    if mode == "together":
        from quizgen.screen.hall_sitting import HallSitting

        return HallSitting
    from quizgen.screen.sitting import ScreenSitting

    return ScreenSitting


def _draws(term: str | None) -> bool:
    """Tell whether a terminal of this type moves its cursor; Windows sets no type, and its consoles do since 2019."""
    return term not in _DUMB and (bool(term) or os.name == "nt")


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # it was closed
        return False


def _speaks_utf8(stream: TextIO) -> bool:
    try:
        return codecs.lookup(stream.encoding or "ascii").name == "utf-8"
    except LookupError:
        return False


def _is_large(stream: TextIO) -> bool:
    try:
        columns, rows = os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return False
    return columns >= NARROWEST and rows >= LOWEST
