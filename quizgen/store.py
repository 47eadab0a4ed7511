"""The store of attempts: an SQLite file in the user's data folder, safe against kills, power cuts and damage.

Each answer is one transaction (WAL, synchronous FULL), so what was kept once stays. A damaged file is set aside under a
name with its date, never overwritten; a file that never was a store is left as it is. Beside the store
lies a lock file: its byte 0 is held while a store is opened, byte N while attempt N is being played, so that a second
terminal does not go on with the same attempt; the system frees the bytes of a process that dies.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

import msgspec

from quizgen.model.attempt import Attempt, Response, Run, Status
from quizgen.model.form import Slot
from quizgen.places import lock_beside

APPLICATION = 0x71756967
"""Marks the file as ours ("quig")."""
_BUSY_SECONDS = 10.0
_HEADER = b"SQLite format 3\0"
_DAMAGED = (11, 26)
"""SQLITE_CORRUPT and SQLITE_NOTADB."""
_MIGRATIONS = (
    """
    CREATE TABLE attempts (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        form TEXT NOT NULL,
        variant TEXT NOT NULL,
        bank TEXT NOT NULL,
        as_of TEXT NOT NULL,
        mode TEXT NOT NULL,
        slots TEXT NOT NULL,
        retake_of INTEGER REFERENCES attempts (id),
        status TEXT NOT NULL DEFAULT 'open',
        started TEXT NOT NULL,
        finished TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE responses (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        item TEXT NOT NULL,
        chosen TEXT NOT NULL,
        is_right INTEGER NOT NULL,
        at TEXT NOT NULL
    );
    CREATE INDEX responses_attempt ON responses (attempt);
    """,
)
"""Migration N brings a store from user_version N to N + 1."""


class Unusable(Exception):
    """The store cannot be used now; `reason` is one of `folder`, `foreign`, `newer`, `busy`, `full`, `damaged`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Store:
    """An open store; every method raises Unusable where the file cannot be read or written."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: _Lock, set_aside: Path | None) -> None:
        self.path = path
        self.set_aside = set_aside
        """Where a damaged store was put when this one was begun in its stead."""
        self._connection = connection
        self._lock = lock

    def begin(self, run: Run, responses: Iterable[Response], at: str) -> int:
        """Keep a new attempt with its first responses in one transaction, hold it, and give its number."""
        kept = [(slot.item, slot.version, slot.order, slot.key) for slot in run.slots]
        slots = msgspec.json.encode(kept, enc_hook=str).decode()
        row = (run.form, run.variant, run.bank, run.as_of, run.mode, slots, run.retake_of, at)
        with _faults(), self._transaction():
            cursor = self._connection.execute(
                "INSERT INTO attempts (form, variant, bank, as_of, mode, slots, retake_of, started)"
                " VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM attempts WHERE id = ?), ?)",
                row,
            )
            attempt = cursor.lastrowid or 0
            self._insert(attempt, responses)
        self.hold(attempt)
        return attempt

    def add(self, attempt: int, responses: Iterable[Response]) -> None:
        """Keep responses to an attempt in one transaction; they are on the disk when this returns."""
        with _faults(), self._transaction():
            self._insert(attempt, responses)

    def finish(self, attempt: int, status: Status, at: str) -> None:
        """Note that an attempt was played to its end, or dropped, and free it."""
        with _faults(), self._transaction():
            self._connection.execute("UPDATE attempts SET status = ?, finished = ? WHERE id = ?", (status, at, attempt))
        self._lock.free(attempt)

    def hold(self, attempt: int) -> bool:
        """Claim an attempt for this process until it ends; False where another process plays it."""
        return self._lock.take(attempt)

    def unfinished(self) -> Iterator[Attempt]:
        """Give the attempts that can be gone on with and that no other process plays, the last one played first.

        The one given is held until the next is asked for.
        """
        with _faults():
            rows = self._connection.execute(
                "SELECT id FROM attempts WHERE status = 'open'"
                " ORDER BY (SELECT max(id) FROM responses WHERE attempt = attempts.id) DESC"
            ).fetchall()
        for (attempt,) in rows:
            if self.hold(attempt):
                yield self.attempt(attempt)
                self._lock.free(attempt)

    def played_elsewhere(self) -> Iterator[Attempt]:
        """Give the unfinished attempts that another process plays, the last one begun first.

        Frees what is held here.
        """
        with _faults():
            rows = self._connection.execute("SELECT id FROM attempts WHERE status = 'open' ORDER BY id DESC").fetchall()
        for (attempt,) in rows:
            if self.hold(attempt):
                self._lock.free(attempt)
            else:
                yield self.attempt(attempt)

    def attempt(self, number: int) -> Attempt:
        """Read an attempt; raises KeyError where there is none of that number."""
        with _faults():
            row = self._connection.execute(
                "SELECT form, variant, bank, as_of, mode, slots, retake_of, status, started, finished"
                " FROM attempts WHERE id = ?",
                (number,),
            ).fetchone()
            if row is None:
                raise KeyError(number)
            answers = self._connection.execute(
                "SELECT item, chosen, is_right, at FROM responses WHERE attempt = ? ORDER BY id", (number,)
            ).fetchall()
        slots = tuple(Slot(*parts) for parts in msgspec.json.decode(row[5], type=list[tuple[str, ...]]))
        responses = tuple(Response(item, tuple(chosen.split()), bool(right), at) for item, chosen, right, at in answers)
        form, variant, bank, as_of, mode, _, retake_of, status, started, finished = row
        run = Run(form, variant, bank, as_of, mode, slots, retake_of)
        return Attempt(number, run, status, started, finished, responses)

    def numbers(self) -> list[int]:
        """Give the numbers of all attempts, the oldest first."""
        with _faults():
            return [number for (number,) in self._connection.execute("SELECT id FROM attempts ORDER BY id")]

    def close(self) -> None:
        """Close the file and free what is held."""
        with suppress(sqlite3.Error):
            self._connection.close()
        self._lock.close()

    def _insert(self, attempt: int, responses: Iterable[Response]) -> None:
        self._connection.executemany(
            "INSERT INTO responses (attempt, item, chosen, is_right, at) VALUES (?, ?, ?, ?, ?)",
            [(attempt, one.item, " ".join(one.chosen), one.right, one.at) for one in responses],
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise


def open_store(path: Path, today: date) -> Store:
    """Open the store at a path, making or migrating it where needed; raises Unusable where it cannot be.

    A damaged file is set aside as `NAME.damaged-TODAY` (numbered where that exists), with its `-wal` and `-shm`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = _Lock(lock_beside(path))
    except OSError as error:
        raise Unusable("folder", error.strerror or str(error)) from error
    try:
        with lock.opening():
            try:
                return Store(path, _connect(path), lock, None)
            except sqlite3.DatabaseError as error:
                if not _is_damage(error):
                    raise Unusable(*_reason(error)) from error
            aside = _set_aside(path, today)
            with _faults():
                return Store(path, _connect(path), lock, aside)
    except OSError as error:
        lock.close()
        raise Unusable("folder", error.strerror or str(error)) from error
    except Unusable:
        lock.close()
        raise


def is_anothers(path: Path) -> bool:
    """Tell whether a file is neither empty nor a store, damaged or not; touches nothing."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begin = file.read(len(_HEADER))
        if not begin.startswith(_HEADER):
            return not _HEADER.startswith(begin)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as there:
            return _is_foreign(there)
    except (OSError, sqlite3.Error):  # whoever opens the store says what is wrong with it
        return False


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    try:
        if _is_foreign(connection):
            raise Unusable("foreign", "")
        connection.execute("PRAGMA journal_mode = WAL").close()
        connection.execute("PRAGMA synchronous = FULL").close()
        connection.execute("PRAGMA foreign_keys = ON").close()
        with closing(connection.execute("PRAGMA quick_check(1)")) as checked:
            if (found := checked.fetchone()[0]) != "ok":
                raise _Malformed(found)
        _migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


class _Malformed(sqlite3.DatabaseError):
    """What a check of the whole file found."""

    sqlite_errorcode = _DAMAGED[0]


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an empty file or an older store to the newest form; raises Unusable for one that is too new."""
    version = _pragma(connection, "user_version")
    if version > len(_MIGRATIONS):
        raise Unusable("newer", str(version))
    for number in range(version, len(_MIGRATIONS)):
        connection.executescript(
            f"BEGIN IMMEDIATE; {_MIGRATIONS[number]}"
            f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number + 1}; COMMIT;"
        )


def _is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether another program has tables in a database; raises sqlite3.DatabaseError for a damaged one."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(tables) and _pragma(connection, "application_id") != APPLICATION


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _set_aside(path: Path, today: date) -> Path:
    """Rename a damaged store and what belongs to it to a name that nothing has yet; raises OSError."""
    base = path.with_name(f"{path.name}.damaged-{today.isoformat()}")
    aside, number = base, 1
    while aside.exists():
        number += 1
        aside = base.with_name(f"{base.name}-{number}")
    for suffix in ("-wal", "-shm"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.rename(aside.with_name(aside.name + suffix))
    return path.rename(aside)


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _reason(error: sqlite3.Error) -> tuple[str, str]:
    """Name what keeps a store from being used."""
    names = {5: "busy", 6: "busy", 11: "damaged", 13: "full", 26: "damaged"}
    return names.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "folder"), str(error)


@contextmanager
def _faults() -> Iterator[None]:
    """Turn what SQLite raises into Unusable."""
    try:
        yield
    except sqlite3.Error as error:
        raise Unusable(*_reason(error)) from error


class _Lock:
    """Claims on single bytes of a file, freed by the system when the process ends."""

    def __init__(self, path: Path) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Hold byte 0, waiting for it; where the file system knows no locks, go on without."""
        with suppress(OSError):
            _claim(self._descriptor, 0, wait=True)
        try:
            yield
        finally:
            self.free(0)

    def take(self, place: int) -> bool:
        """Claim a byte without waiting; False only where another process has it."""
        try:
            _claim(self._descriptor, place, wait=False)
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

    def _claim(descriptor: int, place: int, *, wait: bool) -> None:
        os.lseek(descriptor, place, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)

    def _release(descriptor: int, place: int) -> None:
        os.lseek(descriptor, place, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _claim(descriptor: int, place: int, *, wait: bool) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, place, os.SEEK_SET)

    def _release(descriptor: int, place: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, place, os.SEEK_SET)
