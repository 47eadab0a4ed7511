"""Bounds for what renders: how long it may take and how much memory it may use, in a process that can be ended.

Whatever a template or a text makes the renderer do, it ends: the one who waits stops waiting and ends the process, the
system ends a process that nobody waits for, and memory is refused where the system can refuse it (Linux).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from quizgen.stop import BAD_INPUT, BAD_USAGE, REFUSED, Stop

PANGO_LINE = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What makes WeasyPrint whole on Debian and its like."""
_MIB = 1024 * 1024
_GRACE = 5
"""Seconds after which the system ends a process, if nobody did."""
_LOOK = 1.0
"""Seconds between two looks whether the parent is still there."""


class Bounds(NamedTuple):
    """How long one task may take (seconds), and how much more memory than at its start it may use (MiB)."""

    seconds: int = 300
    megabytes: int = 3072


def bounds() -> Bounds:
    """Give the bounds of this run: `QUIZGEN_MAX_SECONDS` and `QUIZGEN_MAX_MEMORY_MB`, else 300 s and 3072 MiB.

    Raises Stop where a setting is no whole number from 1 on.
    """
    default = Bounds()
    return Bounds(_number("QUIZGEN_MAX_SECONDS", default.seconds), _number("QUIZGEN_MAX_MEMORY_MB", default.megabytes))


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text[:10]) <= 1_000_000:
        raise Stop(BAD_USAGE, "kit.bad_bound", name=name, value=text[:40])
    return int(text)


@contextmanager
def held(limits: Bounds) -> Iterator[None]:
    """Hold this process to bounds while a task runs; raises MemoryError."""
    with _memory(limits.megabytes), _alarm(limits.seconds + _GRACE):
        yield


def room_to_tell() -> None:
    """Let a process tell how its task failed, also after one that called itself without end.

    CPython 3.11 does not give back all of the depth that such a task used.
    """
    sys.setrecursionlimit(10 * sys.getrecursionlimit())


def refusal(error: BaseException, limits: Bounds) -> Stop | None:
    """Say as a Stop why a task gave nothing; None for a fault of our own. The caller adds the word `file`."""
    if isinstance(error, Stop):
        return error
    from quizgen.render.faults import PangoMissingError, TemplateFault

    if isinstance(error, TemplateFault):
        stop = Stop(BAD_INPUT, f"kit.template.{error.reason}")
        stop.words.update(error.words)
        return stop
    if isinstance(error, PangoMissingError):
        return Stop(REFUSED, "kit.no_pango", line=PANGO_LINE)
    if isinstance(error, MemoryError):
        return Stop(REFUSED, "kit.too_much", mb=limits.megabytes)
    if isinstance(error, RecursionError):
        return Stop(REFUSED, "kit.too_deep")
    if type(error).__name__ == "TimeoutError":  # of multiprocessing, of asyncio, and the built-in one
        return Stop(REFUSED, "kit.too_slow", seconds=limits.seconds)
    return None


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    room = _taken() + megabytes * _MIB
    within = [limit for limit in (before, hard) if limit != resource.RLIM_INFINITY]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (min([room, *within]), hard))
    except (ValueError, OSError):  # a system that cannot bound memory
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))


def _taken() -> int:
    """Give the bytes of address space that this process has; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Let the system end this process after so long, whatever it is busy with; no Python has to run for that."""
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def follow(parent: int) -> None:
    """End this process when the one that started it is gone (POSIX)."""
    if os.name != "posix":
        return

    def watch() -> None:
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
