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


class TimeUp(Exception):
    """The time that was set has passed."""


class Interrupts:
    """Turns signals into Interrupted, and the alarm into TimeUp, in `waiting` and nowhere else."""

    def __init__(self) -> None:
        self._waiting = False
        self._pending = False
        self._late = False

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Watch for the signals, which act as before afterwards; one that was ignored (nohup) stays ignored."""
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        watched = [number for number in numbers if signal.getsignal(number) != signal.SIG_IGN]
        before = {number: signal.signal(number, self._arrived) for number in watched}
        if hasattr(signal, "SIGALRM"):
            before[signal.SIGALRM] = signal.signal(signal.SIGALRM, self._rang)
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

    def alarm(self, seconds: float | None) -> None:
        """Let `waiting` raise TimeUp after so many seconds; None: no more.

        Where the system has no such alarm (Windows), nothing happens, and who waits looks at the clock afterwards.
        """
        self._late = False
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else max(seconds, 0.001))

    def settle(self) -> None:
        """Forget a signal that has been acted on, so that the farewell can be written; a further one acts again."""
        self._pending = False

    def _check(self) -> None:
        if self._pending:
            raise Interrupted
        if self._late:
            raise TimeUp

    def _rang(self, _number: int, _frame: FrameType | None) -> None:
        self._late = True
        if self._waiting:
            raise TimeUp

    def _arrived(self, _number: int, _frame: FrameType | None) -> None:
        self._pending = True
        if self._waiting:
            raise Interrupted
