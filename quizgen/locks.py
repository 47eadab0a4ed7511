"""Holding a file while it is changed: a lock of the operating system on a file beside it.

The system frees the lock when the process ends, however it ends; a lock file left behind blocks nobody.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from quizgen.stop import LOCKED, Stop

_PATIENCE = 2.0
"""Seconds: a command that only writes is done long before; an editor that is open takes longer."""
_PAUSE = 0.02


def lock_of(path: Path) -> Path:
    """Give the lock file of a file: beside it, hidden, so that no bank file is mistaken for it."""
    return path.with_name(f".{path.name}.lock")


@contextmanager
def held(paths: Iterable[Path], patience: float | None = None) -> Iterator[None]:
    """Hold files, so that no other quizgen changes them meanwhile.

    Waits at the most `patience` seconds for each; None: long enough for one that only writes. Not to be held twice at
    once. Raises Stop with exit code 6 where another one holds one of them; raises OSError.
    """
    with ExitStack() as stack:
        for path in sorted({path.resolve() for path in paths}):
            stack.enter_context(_one(path, _PATIENCE if patience is None else patience))
        yield


@contextmanager
def _one(path: Path, patience: float) -> Iterator[None]:
    lock = lock_of(path)
    lock.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    while (descriptor := _claimed(lock)) is None:
        if time.monotonic() >= until:
            raise Stop(LOCKED, "workbench.locked", path=_shown(path))
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open: then it stays, and blocks nobody
            lock.unlink()
        os.close(descriptor)


def _shown(path: Path) -> Path:
    here = Path.cwd().resolve()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _claimed(lock: Path) -> int | None:
    """Open a lock file and claim it; None where another process has it, or has just put it away."""
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _claim(descriptor)
        if _is_still(lock, descriptor):
            return descriptor
    except (BlockingIOError, PermissionError):
        pass
    except OSError:  # the file system knows no locks; the hash still guards
        return descriptor
    os.close(descriptor)
    return None


def _is_still(lock: Path, descriptor: int) -> bool:
    """Tell whether the file that was opened is the one that has the name now."""
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _claim(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _claim(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
