"""The store of attempts: an SQLite file in the user's data folder, safe against kills, power cuts and damage.

Each answer is one transaction (WAL, synchronous FULL), so what was kept once stays. A damaged file is set aside under a
name with its date, never overwritten; a file that never was a store is left as it is. Beside the store
lies a lock file: its byte 0 is held while a store is opened, byte N while attempt N is being played, so that a second
terminal does not go on with the same attempt; the system frees the bytes of a process that dies.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import msgspec

from quizgen.model.attempt import Answer, Attempt, Response, Run, Status
from quizgen.places import lock_beside
from quizgen.store_lock import Lock
from quizgen.store_rows import attempts_in
from quizgen.store_schema import PATIENCE, Unusable, connect, faults, is_anothers, is_damage, reason_of

__all__ = ["Store", "Unusable", "copied", "is_anothers", "open_store", "read_all", "read_store"]

_LAST_PLAYED = """
    max(coalesce((SELECT max(at) FROM responses WHERE attempt = attempts.id), ''),
        coalesce((SELECT max(at) FROM votes WHERE attempt = attempts.id), '')) DESC,
    (SELECT max(id) FROM responses WHERE attempt = attempts.id) DESC, id DESC
"""


class Store:
    """An open store; every method raises Unusable where the file cannot be read or written."""

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Lock, set_aside: Path | None) -> None:
        self.path = path
        self.set_aside = set_aside
        """Where a damaged store was put when this one was begun in its stead."""
        self._connection = connection
        self._lock = lock

    def begin(self, run: Run, answers: Iterable[Answer], at: str) -> int:
        """Keep a new attempt that was started then, with its first answers, in one transaction; hold it.

        Gives its number.
        """
        with faults(), self.transaction():
            attempt = self.insert(Attempt(0, run, "open", at, "", ()), None)
            self._keep(attempt, answers)
        self.hold(attempt)
        return attempt

    def insert(self, attempt: Attempt, number: int | None) -> int:
        """Write an attempt with its answers under a number (None: the next), within `transaction`; gives the number."""
        run = attempt.run
        kept = [(slot.item, slot.version, slot.order, slot.key) for slot in run.slots]
        slots = msgspec.json.encode(kept, enc_hook=str).decode()
        row = (number, run.form, run.variant, run.bank, run.as_of, run.mode, slots, run.retake_of, attempt.status)
        cursor = self._connection.execute(
            "INSERT INTO attempts (id, form, variant, bank, as_of, mode, slots, retake_of, status, started, finished,"
            " who, time_limit, cut)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT id FROM attempts WHERE id = ?), ?, ?, ?, ?, ?, ?)",
            (*row, attempt.started, attempt.finished, run.who, run.time_limit, run.cut),
        )
        given = cursor.lastrowid or 0
        self._keep(given, (*attempt.responses, *attempt.votes))
        return given

    def add(self, attempt: int, answers: Iterable[Answer]) -> None:
        """Keep answers to an attempt in one transaction; they are on the disk when this returns."""
        with faults(), self.transaction():
            self._keep(attempt, answers)

    def extend(self, attempt: int, answers: Iterable[Answer], status: Status, finished: str) -> None:
        """Write further answers to an attempt and how it ended, within `transaction`."""
        self._keep(attempt, answers)
        self._connection.execute(
            "UPDATE attempts SET status = ?, finished = ? WHERE id = ?", (status, finished, attempt)
        )

    def finish(self, attempt: int, status: Status, at: str) -> None:
        """Note that an attempt was played to its end, or dropped, and free it."""
        with faults(), self.transaction():
            self.extend(attempt, (), status, at)
        self._lock.free(attempt)

    def forget(self, attempts: Iterable[int]) -> None:
        """Delete attempts with their answers, so that nothing of them is left in the store's files.

        Raises Unusable (`playing`) where another process plays one of them; then nothing is deleted.
        """
        gone = [(number,) for number in attempts]
        if not all(self.hold(number) for (number,) in gone):
            raise Unusable("playing", "")
        with faults():
            self._connection.execute("PRAGMA secure_delete = ON").close()
            self._connection.execute("PRAGMA temp_store = MEMORY").close()
            with self.transaction():
                for table in ("responses", "votes"):
                    self._connection.executemany(f"DELETE FROM {table} WHERE attempt = ?", gone)
                self._connection.executemany("UPDATE attempts SET retake_of = NULL WHERE retake_of = ?", gone)
                self._connection.executemany("DELETE FROM attempts WHERE id = ?", gone)
            with suppress(sqlite3.Error):  # where there is no room for it: what was deleted is overwritten all the same
                self._connection.execute("VACUUM")
            busy, _, _ = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise Unusable("busy", "")
        for (number,) in gone:
            self._lock.free(number)

    def copy_into(self, target: sqlite3.Connection) -> None:
        """Copy the whole store into another database, as it is at this moment; raises sqlite3.Error."""
        self._connection.backup(target)

    def hold(self, attempt: int) -> bool:
        """Claim an attempt for this process until it ends; False where another process plays it."""
        return self._lock.take(attempt)

    def wait_at_most(self, seconds: float) -> None:
        """Set how long another program may keep the file to itself before it counts as busy."""
        with suppress(sqlite3.Error):
            self._connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}").close()

    def unfinished(self) -> Iterator[Attempt]:
        """Give the attempts that can be gone on with and that no other process plays, the last one played first.

        The one given is held until the next is asked for.
        """
        with faults():
            rows = self._connection.execute(
                f"SELECT id FROM attempts WHERE status = 'open' ORDER BY {_LAST_PLAYED}"
            ).fetchall()
        for (attempt,) in rows:
            if self.hold(attempt):
                yield from self.readable([attempt])
                self._lock.free(attempt)

    def played_elsewhere(self) -> Iterator[Attempt]:
        """Give the unfinished attempts that another process plays, the last one begun first.

        Frees what is held here.
        """
        with faults():
            rows = self._connection.execute("SELECT id FROM attempts WHERE status = 'open' ORDER BY id DESC").fetchall()
        for (attempt,) in rows:
            if self.hold(attempt):
                self._lock.free(attempt)
            else:
                yield from self.readable([attempt])

    def attempt(self, number: int) -> Attempt:
        """Read an attempt; raises KeyError where there is none of that number."""
        for _, found in self._read([number]):
            if isinstance(found, Attempt):
                return found
            raise Unusable("damaged", str(found)) from found
        raise KeyError(number)

    def attempts(self) -> Iterator[Attempt]:
        """Read all attempts, the oldest first."""
        for _, found in self._read(self.numbers()):
            if not isinstance(found, Attempt):
                raise Unusable("damaged", str(found)) from found
            yield found

    def readable(self, numbers: Sequence[int] | None = None) -> Iterator[Attempt]:
        """Read attempts (None: all) but those whose rows somebody spoilt, the oldest first."""
        for _, found in self._read(self.numbers() if numbers is None else numbers):
            if isinstance(found, Attempt):
                yield found

    def names(self) -> list[tuple[int, str]]:
        """Give the numbers of all attempts, the oldest first, with who made them; also of those that are spoilt."""
        with faults():
            rows = self._connection.execute("SELECT id, CAST(who AS BLOB) FROM attempts ORDER BY id").fetchall()
        return [(number, bytes(who).decode("utf-8", "replace")) for number, who in rows]

    def numbers(self) -> list[int]:
        """Give the numbers of all attempts, the oldest first."""
        with faults():
            return [number for (number,) in self._connection.execute("SELECT id FROM attempts ORDER BY id")]

    def close(self) -> None:
        """Close the file and free what is held."""
        with suppress(sqlite3.Error):
            self._connection.close()
        self._lock.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all or nothing; raises sqlite3.Error, which `faults` turns into Unusable."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise

    def _read(self, numbers: Sequence[int]) -> Iterator[tuple[int, Attempt | Exception]]:
        with faults():
            yield from attempts_in(self._connection, numbers)

    def _keep(self, attempt: int, answers: Iterable[Answer]) -> None:
        for one in answers:
            if isinstance(one, Response):
                self._connection.execute(
                    "INSERT INTO responses (attempt, item, chosen, is_right, at) VALUES (?, ?, ?, ?, ?)",
                    (attempt, one.item, " ".join(one.chosen), one.right, one.at),
                )
            else:
                counts = msgspec.json.encode(one.counts, enc_hook=str).decode()
                self._connection.execute(
                    "INSERT INTO votes (attempt, item, counts, at) VALUES (?, ?, ?, ?)",
                    (attempt, one.item, counts, one.at),
                )


def open_store(path: Path, today: date, patience: float = PATIENCE) -> Store:
    """Open the store at a path, making or migrating it where needed; raises Unusable where it cannot be.

    `patience` are the seconds that another program may keep it to itself before it counts as busy.

    A damaged file is set aside as `NAME.damaged-TODAY` (numbered where that exists), with its `-wal` and `-shm`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = Lock(lock_beside(path))
    except OSError as error:
        raise Unusable("folder", error.strerror or str(error)) from error
    try:
        with lock.opening(patience):
            try:
                return Store(path, connect(path, patience), lock, None)
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise Unusable(*reason_of(error)) from error
            aside = _set_aside(path, today)
            with faults():
                return Store(path, connect(path, patience), lock, aside)
    except TimeoutError as error:
        lock.close()
        raise Unusable("busy", "") from error
    except OSError as error:
        lock.close()
        raise Unusable("folder", error.strerror or str(error)) from error
    except Unusable:
        lock.close()
        raise


@contextmanager
def read_store(path: Path, today: date) -> Iterator[Store | None]:
    """Open a store for reading only; None where there is none, which makes nothing.

    Where the folder cannot be written to, or its disk is full, a copy in the system's temporary folder is read. Raises
    Unusable as `open_store`.
    """
    if not path.exists():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        try:
            store = open_store(path, today)
        except Unusable as error:
            if error.reason not in ("folder", "full", "disk") or not path.is_file():
                raise
            store = _open_copy(path, Path(folder), error)
        try:
            yield store
        finally:
            store.close()


def _open_copy(path: Path, folder: Path, error: Unusable) -> Store:
    """Open a copy of a store in a folder; raises the error given where it cannot be copied, else Unusable."""
    try:
        copy = copied(path, folder)
        lock = Lock(lock_beside(copy))
    except OSError:
        raise error from None
    try:
        with faults():
            return Store(path, connect(copy), lock, None)
    except Unusable:
        lock.close()
        raise


def copied(path: Path, folder: Path) -> Path:
    """Copy a store's file, with what was written last beside it, into a folder; gives the copy. Raises OSError."""
    for one in (path, path.with_name(f"{path.name}-wal")):
        if one.exists():
            shutil.copyfile(one, folder / one.name)
    return folder / path.name


def read_all(path: Path) -> tuple[Attempt, ...]:
    """Read all attempts of a file of one's own that nobody else uses, migrating it where it is older.

    Raises what `connect` raises, and Unusable where a row is damaged.
    """
    lock = Lock(lock_beside(path))
    store = None
    try:
        store = Store(path, connect(path), lock, None)
        return tuple(store.attempts())
    finally:
        if store is not None:
            store.close()
        else:
            lock.close()


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
