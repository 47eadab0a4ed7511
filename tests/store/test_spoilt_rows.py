"""Rows that somebody spoilt: each is told from the others, and none stops what is done with the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quizgen.model.attempt import Response
from quizgen.store import Store, Unusable, open_store
from quizgen.store_rows import attempts_in
from tests.quiz.sample_bank import run

AT = "2024-01-10T08:00:00.000+00:00"
SPOILT = (
    "UPDATE attempts SET started = 'kemarin' WHERE id = 2",
    "UPDATE attempts SET started = '2024-01-10T08:00:00' WHERE id = 2",
    "UPDATE attempts SET time_limit = 1000000000000 WHERE id = 2",
    "UPDATE attempts SET time_limit = -1 WHERE id = 2",
    """UPDATE attempts SET slots = '[["a","1","abcdefghi",""]]' WHERE id = 2""",
    "UPDATE attempts SET slots = CAST(x'FF' AS TEXT) WHERE id = 2",
    "UPDATE attempts SET mode = 'game' WHERE id = 2",
    "UPDATE attempts SET who = x'00FF' WHERE id = 2",
    "UPDATE responses SET chosen = x'07' WHERE attempt = 2",
    "UPDATE responses SET at = CAST(x'C0' AS TEXT) WHERE attempt = 2",
    "INSERT INTO votes (attempt, item, counts, at) VALUES (2, 'a', '[', '')",
)


def _store(path: Path, count: int) -> Store:
    store = open_store(path, date(2024, 1, 10))
    for _ in range(count):
        number = store.begin(run(), [Response("atribut-001", ("tidak",), True, AT)], AT)
        store.finish(number, "done", AT)
    return store


@pytest.mark.parametrize("change", SPOILT)
def test_a_spoilt_row_is_named_as_damage_and_the_others_are_read(tmp_path: Path, change: str) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(_store(path, 3)) as store:
        with closing(sqlite3.connect(path)) as other:
            other.execute(change)
            other.commit()
        assert [one.id for one in store.readable()] == [1, 3]
        assert [number for number, _ in store.names()] == [1, 2, 3]
        with pytest.raises(Unusable, match="damaged"):
            store.attempt(2)
        with pytest.raises(Unusable, match="damaged"):
            list(store.attempts())


def test_many_attempts_are_read_in_their_order_whole_and_only_those_asked_for(tmp_path: Path) -> None:
    with closing(_store(tmp_path / "s.sqlite3", 7)) as store:
        assert [one.id for one in store.attempts()] == store.numbers() == [1, 2, 3, 4, 5, 6, 7]
        assert [one.id for one in store.readable([2, 6, 99])] == [2, 6]
        assert all(len(one.responses) == 1 for one in store.attempts())
        assert store.attempt(3) == next(found for _, found in attempts_in(store._connection, [3]))
        with pytest.raises(KeyError):
            store.attempt(99)


DAMAGE = {
    "table": "DROP TABLE votes",
    "column": "ALTER TABLE attempts RENAME COLUMN who TO whom",
    "letters": "UPDATE sqlite_master SET sql = CAST(x'435245415445205441424C45209228' AS TEXT) WHERE name = 'votes'",
}


@pytest.mark.parametrize("kind", [*DAMAGE, "torn"])
def test_a_store_whose_form_is_spoilt_is_set_aside_and_another_begun(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "s.sqlite3"
    _store(path, 1).close()
    if kind == "torn":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("PRAGMA writable_schema = ON")
            other.execute(DAMAGE[kind])
    spoilt = path.read_bytes()
    with closing(open_store(path, date(2024, 1, 10))) as store:
        assert store.set_aside == tmp_path / "s.sqlite3.damaged-2024-01-10"
        assert store.numbers() == []
    if kind == "torn":
        assert (tmp_path / "s.sqlite3.damaged-2024-01-10").read_bytes() == spoilt
