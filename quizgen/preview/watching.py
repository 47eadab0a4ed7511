"""Following the files of a bank: read again when one was saved, and put on the board."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Event

from quizgen.bank.checks import check
from quizgen.bank.layout import Files
from quizgen.files import bank_files, bank_stamp, seeds_of
from quizgen.preview.board import Board
from quizgen.preview.rereading import Rereader
from quizgen.preview.snapshot import snapshot, unreadable

QUIET, STORM = 50, 400
"""Milliseconds without a change after which files are read; and the longest wait while changes keep coming."""
LOOK = 1_000
"""Milliseconds after which the disk is asked where no change was told (network drives, folders that were replaced)."""
SLOW = 0.3
"""Seconds that a check may take before its bank is shown without waiting for it."""
_PASSING = ("~", ".swp", ".swx", ".tmp", ".bak", ".part", ".orig", ".conflict")


class Watch:
    """Reads the bank of a folder onto a board; `today` gives the ISO day for which the law is told."""

    def __init__(self, bank: Path, board: Board, today: Callable[[], str]) -> None:
        self._bank = bank
        self._board = board
        self._today = today
        self._rereader = Rereader()
        self._files: Files | None = None
        self._stamp: object = None
        self._check_took = 0.0

    def refresh(self) -> None:
        """Read the files, and publish what they say if they changed; raises OSError where the first reading fails."""
        try:
            stamp, files = self._stamp_now(), self._read()
        except OSError as error:
            self._tell_unread(error)
            return
        self._stamp = stamp
        before = self._board.newest
        if before and not before.unread and files == self._files:
            return
        self._files = files
        reading = self._rereader.read(files)
        if before and self._check_took > SLOW:
            before = snapshot(reading, before.problems, before, self._today(), checked=False)
            self._board.publish(before)
        started = time.monotonic()
        problems = check(reading)
        self._check_took = time.monotonic() - started
        self._board.publish(snapshot(reading, problems, before, self._today()))

    def run(self, stop: Event) -> None:
        """Follow the files until `stop` is set; a fault of quizgen's own is left on the board."""
        try:
            while not stop.is_set():
                self._follow(stop)
        except Exception as error:
            self._board.failure = error

    def _follow(self, stop: Event) -> None:
        """Follow the folders as they are now, until one of them is replaced or the system tells no more of them."""
        folders = self._folders()
        for is_told in _told(folders, stop):
            if is_told or self._looks_changed():
                self.refresh()
            if self._folders() != folders:
                return
        stop.wait(LOOK / 2000)
        if not stop.is_set() and self._looks_changed():
            self.refresh()

    def _folders(self) -> dict[Path, int]:
        """Give the folders that are watched, each with what tells it from another of its name."""
        found = {}
        for folder in (self._bank, seeds_of(self._bank)):
            with suppress(OSError):
                found[folder] = folder.stat().st_ino
        return found

    def _looks_changed(self) -> bool:
        """Tell from sizes and times, without reading, whether a file may have changed."""
        try:
            return self._stamp_now() != self._stamp
        except OSError:
            return True

    def _stamp_now(self) -> object:
        seeds = seeds_of(self._bank)
        texts = [(one.name, one.stat()) for one in sorted(seeds.iterdir())] if seeds.is_dir() else []
        known = [(name, one.st_size, one.st_mtime_ns) for name, one in texts if not name.startswith(".")]
        return bank_stamp(self._bank), known

    def _read(self) -> Files:
        """Read the files; one that is just being replaced is there a moment later. Raises OSError."""
        try:
            return bank_files(self._bank)
        except OSError:
            time.sleep(0.1)
            return bank_files(self._bank)

    def _tell_unread(self, error: OSError) -> None:
        before = self._board.newest
        if before is None:
            raise error
        reason = f"{error.filename or self._bank}: {error.strerror or error}"
        self._stamp = None
        if before.unread != reason:
            self._board.publish(unreadable(before, reason))


def _told(folders: Iterable[Path], stop: Event) -> Iterator[bool]:
    """Give true for each change that the system tells of, false where it tells of none for a while.

    Ends where there is no such folder, or no more watches are to be had.
    """
    from watchfiles import watch

    with suppress(OSError, RuntimeError):
        for changes in watch(
            *folders, watch_filter=lambda _, path: is_kept(path), stop_event=stop, raise_interrupt=False,
            debounce=STORM, step=QUIET, rust_timeout=LOOK, yield_on_timeout=True, ignore_permission_denied=True,
        ):  # fmt: skip
            yield bool(changes)


def is_kept(path: str) -> bool:
    """Tell whether a file is one that somebody keeps, not one that an editor makes in passing."""
    name = path.replace("\\", "/").rpartition("/")[2]
    return not name.startswith((".", "#", "~")) and not name.endswith(_PASSING) and name != "4913"
