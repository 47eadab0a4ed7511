"""The board on which the newest snapshot hangs: one thread changes it, others wait for the change."""

from __future__ import annotations

from threading import Condition

from quizgen.preview.snapshot import Snapshot


class Board:
    """Holds the newest snapshot; safe to be used by several threads."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._newest: Snapshot | None = None
        self._closed = False
        self.failure: Exception | None = None
        """A fault of quizgen's own that ended the watching."""

    @property
    def newest(self) -> Snapshot | None:
        """The newest snapshot; None before the first."""
        return self._newest

    @property
    def shown(self) -> Snapshot:
        """The newest snapshot; raises LookupError before the first."""
        if self._newest is None:
            raise LookupError("nothing was read yet")
        return self._newest

    @property
    def is_closed(self) -> bool:
        """True once nobody will change it any more."""
        return self._closed

    def publish(self, snapshot: Snapshot) -> None:
        """Hang a new snapshot over the one before."""
        with self._changed:
            self._newest = snapshot
            self._changed.notify_all()

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def number_after(self, number: int, seconds: float) -> int:
        """Wait, so many seconds at most, for a snapshot with another number; gives the number that hangs there."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._number() != number, seconds)
            return self._number()

    def _number(self) -> int:
        return self._newest.number if self._newest else 0
