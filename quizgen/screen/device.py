"""The terminal while the screen has it: what is written never fails, signals end it politely, all is given back."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, TextIO

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_TEXTUALS = ("SIGWINCH", "SIGTSTP", "SIGCONT")
"""Signals that Textual's driver takes and does not give back."""


_BACK, _CLEARED = "\x1b[?1049l", "\x1b[2J\x1b[H"
"""Going back to the screen there was before, and clearing this one: some terminals have only one."""


class _Tough:
    """A stream that takes what is written also when nobody reads it any more, and clears the screen before going back.

    Textual writes in a thread of its own, which would die of it, and the quiz would wait for that thread for ever.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text; gives its length."""
        with suppress(OSError, ValueError):
            self._stream.write(text.replace(_BACK, _CLEARED + _BACK))
        return len(text)

    def flush(self) -> None:
        """Bring to the terminal what was written."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def is_gone() -> bool:
    """Tell whether the terminal that one types at is there no more; without a signal where HUP is ignored (nohup)."""
    try:
        return not sys.__stdin__ or not os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return True


@contextmanager
def borrowed(arrived: Callable[[], None]) -> Iterator[None]:
    """Lend the terminal to a screen, drawn on stdout whatever stderr is; `arrived` is called for a signal to end."""
    streams = sys.__stdout__, sys.__stderr__
    tough: Any = _Tough(sys.stdout)
    sys.__stdout__ = sys.__stderr__ = tough  # type: ignore[misc]  # where Textual's drivers write
    before = {number: signal.getsignal(number) for number in _numbers(_ENDING + _TEXTUALS)}
    for number in _numbers(_ENDING):
        if before[number] != signal.SIG_IGN:
            signal.signal(number, _noting(before[number], arrived))
    try:
        yield
    finally:
        sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc]
        for number, handler in before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


def _numbers(names: tuple[str, ...]) -> list[int]:
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


def _noting(before: Any, arrived: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
    """Let who watched the signal before note it, and then end the screen."""

    def note(number: int, frame: FrameType | None) -> None:
        if callable(before):
            before(number, frame)
        arrived()

    return note
