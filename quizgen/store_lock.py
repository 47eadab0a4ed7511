"""Claims on single bytes of a store's lock file: which attempts are being played, by whichever process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two tries."""


class Lock:
    """Claims on single bytes of a file, freed by the system when the process ends."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    @contextmanager
    def opening(self, patience: float) -> Iterator[None]:
        """Hold byte 0, waiting for it; where the file system knows no locks, go on without.

        Raises TimeoutError where another process holds it for longer than the patience.
        """
        until = time.monotonic() + patience
        while not self.take(0):
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(_PAUSE)
        try:
            yield
        finally:
            self.free(0)

    def take(self, place: int) -> bool:
        """Claim a byte without waiting; False only where another process has it."""
        try:
            _claim(self._descriptor, place)
        except (BlockingIOError, PermissionError):
            return False
        except OSError:
            return True
        return True

    def free(self, place: int) -> None:
        """Give a byte up."""
        with suppress(OSError):
            _release(self._descriptor, place)

    def close(self) -> None:
        """Give everything up."""
        with suppress(OSError):
            os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _claim(descriptor: int, place: int) -> None:
        os.lseek(descriptor, place, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int, place: int) -> None:
        os.lseek(descriptor, place, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _claim(descriptor: int, place: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, place, os.SEEK_SET)

    def _release(descriptor: int, place: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, place, os.SEEK_SET)
