"""Copies of a store: a backup into one file, and the merging of a backup into a store without losing anything."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from quizgen.model.attempt import Answer, Attempt
from quizgen.store import Store, copied, read_all
from quizgen.store_schema import Unusable, check_whole, faults, is_anothers, is_damage, reason_of

_RANK = {"open": 0, "dropped": 1, "done": 2}
"""Of two states of one attempt the later one counts."""


class Merged(Struct):
    """What came of a backup's attempts: new here, there already, gone on with, and new here under another number."""

    added: int = 0
    known: int = 0
    extended: int = 0
    renumbered: int = 0


def back_up(store: Store, target: Path) -> int:
    """Write all of a store into a new file, whole or not at all; gives the number of attempts.

    Raises FileExistsError where the file is there, OSError where the disk refuses, Unusable for the store itself.
    """
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, "", str(target))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    temporary = Path(name)
    try:
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                store.copy_into(copy)
                copy.execute("PRAGMA journal_mode = DELETE").close()
                copy.execute("CREATE TABLE seal (digest TEXT NOT NULL)").close()
                copy.execute("INSERT INTO seal VALUES (?)", (_digest(copy),)).close()
                check_whole(copy)
        except sqlite3.Error as error:
            reason, detail = reason_of(error)
            if reason in ("busy", "damaged"):
                raise Unusable(reason, detail) from error
            raise OSError(errno.ENOSPC if reason == "full" else errno.EIO, detail, str(target)) from error
        with temporary.open("r+b") as file:
            os.fsync(file.fileno())
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "", str(target))
        temporary.rename(target)
    except BaseException:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                temporary.with_name(temporary.name + suffix).unlink(missing_ok=True)
        raise
    return len(store.numbers())


def attempts_in(backup: Path) -> tuple[Attempt, ...]:
    """Read all attempts of a backup, or of another store, which is not touched.

    Raises Unusable where it is damaged, another program's, or a newer quizgen's; OSError where it cannot be read.
    """
    if is_anothers(backup):
        raise Unusable("foreign", "")
    if backup.stat().st_size == 0:
        raise Unusable("damaged", "")
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        try:
            copy = copied(backup, Path(folder))
            _check_seal(copy)
            return read_all(copy)
        except sqlite3.DatabaseError as error:
            raise Unusable("damaged" if is_damage(error) else reason_of(error)[0], str(error)) from error


def merge(store: Store, attempts: Sequence[Attempt]) -> Merged:
    """Bring attempts of a backup into a store, all or none of them.

    An attempt is the same here and there if all but its answers is: then what was answered after it was backed up, or
    after it was restored from, is kept. One whose answers differ is kept beside the other under a new number; so is one
    whose number is another attempt's here. Raises Unusable (`playing`) where one to be gone on with is being played.
    """
    merged = Merged()
    numbers: dict[int, int] = {}
    here: dict[bytes, list[Attempt]] = {}
    for one in store.attempts():
        here.setdefault(_identity(one), []).append(one)
    taken = set(store.numbers())
    last = max([0, *taken, *(one.id for one in attempts)])
    with faults(), store.transaction():
        for one in attempts:
            twins = here.setdefault(_identity(one), [])
            if (number := _joined(store, one, twins, merged)) is None:
                run = replace(one.run, retake_of=numbers.get(one.run.retake_of or 0))
                kept = replace(one, run=run)
                last += one.id in taken
                number = store.insert(kept, last if one.id in taken else one.id)
                merged.added += 1
                merged.renumbered += number != one.id
                taken.add(number)
                twins.append(replace(kept, id=number))
            numbers[one.id] = number
    return merged


def _check_seal(path: Path) -> None:
    """Compare what a backup holds with its seal, which a copy made otherwise has not; raises Unusable (`damaged`)."""
    with closing(sqlite3.connect(path)) as connection:
        if connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'seal'").fetchone()[0]:
            sealed = connection.execute("SELECT digest FROM seal").fetchall()
            if sealed != [(_digest(connection),)]:
                raise Unusable("damaged", "seal")


def _digest(connection: sqlite3.Connection) -> str:
    """Give the SHA-256 of all rows: it tells of a changed letter in a backup, which SQLite alone does not see."""
    digest = hashlib.sha256()
    for table in ("attempts", "responses", "votes"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _joined(store: Store, one: Attempt, twins: list[Attempt], merged: Merged) -> int | None:
    """Give the number of the attempt here that is the same, gone on with where the backup knows more of it.

    One that already has all of it comes before one that would have to be gone on with, so that the same backup a second
    time changes nothing.
    """
    fitting = []
    for place, twin in enumerate(twins):
        more, less = _further(one.responses, twin.responses), _further(one.votes, twin.votes)
        if more is None or less is None:
            continue
        later = _RANK[one.status] > _RANK[twin.status]
        if not more and not less and not later:
            merged.known += 1
            return twin.id
        fitting.append((place, twin, more, less, later))
    for place, twin, more, less, later in fitting[:1]:
        if not store.hold(twin.id):
            raise Unusable("playing", "")
        status, finished = (one.status, one.finished) if later else (twin.status, twin.finished)
        store.extend(twin.id, (*more, *less), status, finished)
        twins[place] = replace(
            twin, status=status, finished=finished, responses=(*twin.responses, *more), votes=(*twin.votes, *less)
        )
        merged.extended += 1
        return twin.id
    return None


def _further(there: tuple[Answer, ...], here: tuple[Answer, ...]) -> tuple[Answer, ...] | None:
    """Give the answers there after those here; nothing where all are here; None where the two differ."""
    if there[: len(here)] == here:
        return there[len(here) :]
    return () if here[: len(there)] == there else None


def _identity(attempt: Attempt) -> bytes:
    """Give what makes an attempt this one: who, when, on what; not its number, and not what it repeats."""
    return msgspec.msgpack.encode((replace(attempt.run, retake_of=None), attempt.started))
