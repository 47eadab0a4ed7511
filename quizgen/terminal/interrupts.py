"""Ctrl-C, a closed terminal and a request to end, as one exception that comes only while the quiz waits.

An exception from a signal handler can come between any two steps, also within the keeping of an answer, or in a
callback of the interpreter that swallows it. So a signal is only noted while something is being done, which takes
milliseconds, and acts as soon as the quiz waits for input or for output to be taken.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Interrupted(BaseException):
    """The quiz was asked to end from outside."""


class Interrupts:
    """Turns signals into Interrupted, in `waiting` and nowhere else."""

    def __init__(self) -> None:
        self._waiting = False
        self._pending = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Watch for the signals, which act as before afterwards; one that was ignored (nohup) stays ignored."""
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        watched = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]
        before = {number: signal.signal(number, self._arrived) for number in watched}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Do something that may take for ever; raises Interrupted for a signal now, or one since the last time."""
        self._waiting = True
        try:
            self._check()
            yield
            self._check()
        finally:
            self._waiting = False

    def settle(self) -> None:
        """Forget a signal that has been acted on, so that the farewell can be written; a further one acts again."""
        self._pending = False

    def _check(self) -> None:
        if self._pending:
            raise Interrupted

    def _arrived(self, _number: int, _frame: FrameType | None) -> None:
        self._pending = True
        if self._waiting:
            raise Interrupted
