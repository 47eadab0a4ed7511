"""The form of a store's file: its tables, how older ones are brought to it, and what is wrong with other files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

APPLICATION = 0x71756967
"""Marks the file as ours ("quig")."""
PATIENCE = 10.0
"""Seconds that another program may keep the file to itself before it counts as busy."""
_HEADER = b"SQLite format 3\0"
_HEAD_BYTES = 100
_SMALLEST_PAGE = 512
_DAMAGED = (11, 26)
"""SQLITE_CORRUPT and SQLITE_NOTADB."""
_REASONS = {3: "folder", 5: "busy", 6: "busy", 8: "folder", 10: "disk", 11: "damaged", 13: "full", 14: "folder"} | {
    23: "folder",
    26: "damaged",
}
"""What SQLite's primary codes mean to a participant."""
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
    """
    ALTER TABLE attempts ADD COLUMN who TEXT NOT NULL DEFAULT '';
    ALTER TABLE attempts ADD COLUMN time_limit INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE attempts ADD COLUMN cut INTEGER;
    CREATE TABLE votes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        item TEXT NOT NULL,
        counts TEXT NOT NULL,
        at TEXT NOT NULL
    );
    CREATE INDEX votes_attempt ON votes (attempt);
    """,
)
"""Migration N brings a store from user_version N to N + 1. A program of version 1 can go on writing to a newer file
that it has open: every column added has a default."""

_COLUMNS = {
    "attempts": "id, form, variant, bank, as_of, mode, slots, retake_of, status, started, finished, who, time_limit,"
    " cut",
    "responses": "id, attempt, item, chosen, is_right, at",
    "votes": "id, attempt, item, counts, at",
}


class Unusable(Exception):
    """The store cannot be used now.

    `reason` is one of `folder`, `foreign`, `newer`, `busy`, `playing`, `full`, `disk`, `damaged`.
    """

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Malformed(sqlite3.DatabaseError):
    """What a check of the whole file found."""

    sqlite_errorcode = _DAMAGED[0]


def connect(path: Path, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open a store's file, making or migrating it where needed; waits for others at the most `patience` seconds.

    Raises Unusable for what is another program's or a newer quizgen's, which is not written to; Malformed or another
    sqlite3.DatabaseError where the file is damaged or cannot be opened.
    """
    if path.exists() and not path.is_file():  # reading from a pipe or a device may wait for ever
        raise Unusable("foreign", "")
    if (version := _version_in_head(path)) > len(_MIGRATIONS):
        raise Unusable("newer", str(version))
    if _is_torn(path):
        raise Malformed("the last page is cut off")
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        if is_foreign(connection):
            raise Unusable("foreign", "")
        if (version := _pragma(connection, "user_version")) > len(_MIGRATIONS):
            raise Unusable("newer", str(version))
        connection.execute("PRAGMA journal_mode = WAL").close()
        connection.execute("PRAGMA synchronous = FULL").close()
        connection.execute("PRAGMA foreign_keys = ON").close()
        check_whole(connection)
        for number in range(version, len(_MIGRATIONS)):
            _migrate(connection, number)
        _check_tables(connection)
        # A backup that is played on with is a store from then on: its seal no longer says what it holds.
        connection.execute("DROP TABLE IF EXISTS seal").close()
    except UnicodeDecodeError as error:  # SQLite quotes a table's definition that is no text any more
        connection.close()
        raise Malformed(str(error)) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _check_tables(connection: sqlite3.Connection) -> None:
    """Check that there are the tables and columns that a store has; raises Malformed."""
    for table, columns in _COLUMNS.items():
        try:
            connection.execute(f"SELECT {columns} FROM {table} LIMIT 1").close()
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR:
                raise Malformed(str(error)) from error
            raise


def check_whole(connection: sqlite3.Connection) -> None:
    """Check the file page by page; raises Malformed."""
    with closing(connection.execute("PRAGMA quick_check(1)")) as checked:
        if (found := checked.fetchone()[0]) != "ok":
            raise Malformed(found)


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether another program has tables in a database; raises sqlite3.DatabaseError for a damaged one."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(tables) and _pragma(connection, "application_id") != APPLICATION


def is_anothers(path: Path) -> bool:
    """Tell whether a path is neither an empty file nor a store, damaged or not, if it is anything; touches nothing."""
    try:
        if not path.is_file():
            return path.exists()
        with path.open("rb") as file:
            begin = file.read(len(_HEADER))
        if not begin.startswith(_HEADER):
            return not _HEADER.startswith(begin)
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as there:
            return is_foreign(there)
    except (OSError, sqlite3.Error):  # whoever opens the store says what is wrong with it
        return False


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether SQLite found the file itself wrong."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def reason_of(error: sqlite3.Error) -> tuple[str, str]:
    """Name what keeps a store from being used, and what SQLite says."""
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "disk"), str(error)


@contextmanager
def faults() -> Iterator[None]:
    """Turn what SQLite raises into Unusable."""
    try:
        yield
    except sqlite3.Error as error:
        raise Unusable(*reason_of(error)) from error


def _head(path: Path) -> bytes:
    """Read a store's first bytes; nothing where there is no store, or one that SQLite will refuse."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return b""
    ours = len(head) == _HEAD_BYTES and head.startswith(_HEADER) and int.from_bytes(head[68:72], "big") == APPLICATION
    return head if ours else b""


def _version_in_head(path: Path) -> int:
    """Read the version from the file's first bytes, so that a newer store is not even opened; 0 where it has none."""
    return int.from_bytes(_head(path)[60:64], "big")


def _is_torn(path: Path) -> bool:
    """Tell whether a file ends amid a page, which SQLite reads as if zeros followed.

    Where something was not yet brought from the file beside it (`-wal`), its last page may rightly be half there.
    """
    page = int.from_bytes(_head(path)[16:18], "big")
    if page < _SMALLEST_PAGE:  # 1 stands for 65536, which a store never has
        return False
    beside = path.with_name(f"{path.name}-wal")
    try:
        return path.stat().st_size % page > 0 and not (beside.exists() and beside.stat().st_size)
    except OSError:
        return False


def _migrate(connection: sqlite3.Connection, number: int) -> None:
    """Bring a store one version on, in one transaction."""
    connection.executescript(
        f"BEGIN IMMEDIATE; {_MIGRATIONS[number]}"
        f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {number + 1}; COMMIT;"
    )


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
