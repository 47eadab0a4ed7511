"""Stores that older versions of quizgen wrote (tests/store/old, made by their own code) lose nothing."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from quizgen.model.attempt import Attempt, Response, Votes
from quizgen.model.form import Slot
from quizgen.store import Store, Unusable, open_store, read_store
from quizgen.store_schema import APPLICATION
from tests.quiz.sample_bank import run

OLD = Path(__file__).parent / "old"
NAMES = ["v1-a4e9179", "v1-5e13081", "v1-killed"]
"""By the commits whose code wrote them; the last one was killed, so that its answers lie in the -wal."""
TODAY = date(2024, 2, 1)
NOW = "2024-02-01T08:00:00.000+00:00"


def old(name: str, folder: Path) -> Path:
    """Copy a store with what lies beside it."""
    for one in OLD.glob(f"{name}.sqlite3*"):
        shutil.copy(one, folder / one.name)
    return folder / f"{name}.sqlite3"


def rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()


def as_rows(attempts: list[Attempt]) -> list[tuple[Any, ...]]:
    """Give attempts as the rows that version 1 had."""
    return [
        (
            one.id, one.run.form, one.run.variant, one.run.bank, one.run.as_of, one.run.mode,
            one.run.slots, one.run.retake_of, one.status, one.started, one.finished,
        )
        for one in attempts
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_attempt_and_every_answer_of_version_1_is_there_after_migrating(tmp_path: Path, name: str) -> None:
    (tmp_path / "raw").mkdir()
    raw = old(name, tmp_path / "raw")
    before, answers = rows(raw, "attempts"), rows(raw, "responses")
    assert (len(before), len(answers)) == (4, 26)
    with closing(open_store(old(name, tmp_path), TODAY)) as store:
        assert store.set_aside is None
        attempts = list(store.attempts())
    decoded = [(*row[:6], tuple(Slot(*one) for one in json.loads(row[6])), *row[7:]) for row in before]
    assert as_rows(attempts) == decoded
    assert [(one.run.who, one.run.time_limit, one.run.cut, one.votes) for one in attempts] == [("", 0, None, ())] * 4
    kept = [(one.id, each) for one in attempts for each in one.responses]
    told = [(row[1], Response(row[2], tuple(row[3].split()), bool(row[4]), row[5])) for row in answers]
    assert kept == told


@pytest.mark.parametrize("name", NAMES)
def test_a_migrated_store_is_played_on_with_and_stays_as_it_is_when_opened_again(tmp_path: Path, name: str) -> None:
    path = old(name, tmp_path)
    with closing(open_store(path, TODAY)) as store:
        (left,) = store.unfinished()
        assert (left.id, left.run.mode, len(left.responses)) == (4, "exam", 5)
        store.add(left.id, [Response("kampanye-008", ("c",), right=True, at=NOW)])
        assert store.begin(run("together"), [Votes("atribut-001", (("boleh", 3),), NOW)], NOW) == 5
        first = list(store.attempts())
    with closing(open_store(path, TODAY)) as store:
        assert list(store.attempts()) == first
    assert [len(one.responses) for one in first] == [12, 7, 2, 6, 0]


def test_an_old_store_in_a_folder_that_cannot_be_written_is_read_and_not_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old("v1-killed", tmp_path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}

    def refused(*_: object) -> Store:
        raise Unusable("folder", "")

    monkeypatch.setattr("quizgen.store.open_store", refused)
    with read_store(path, TODAY) as store:
        assert store is not None
        assert [len(one.responses) for one in store.attempts()] == [12, 7, 2, 5]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_store_of_a_newer_quizgen_is_refused_byte_for_byte_untouched(tmp_path: Path, mode: str) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as newer:
        newer.execute(f"PRAGMA journal_mode = {mode}")
        newer.execute("CREATE TABLE attempts (id, of_the_future)")
        newer.execute(f"PRAGMA application_id = {APPLICATION}")
        newer.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(Unusable, match=r"^newer: 99$"):
        open_store(path, TODAY)
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"s.sqlite3", "s.sqlite3.lock"}


def test_a_migration_that_fails_halfway_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen import store_schema

    path = old("v1-5e13081", tmp_path)
    broken = (store_schema._MIGRATIONS[0], store_schema._MIGRATIONS[1] + "CREATE TABLE attempts (x);")
    with monkeypatch.context() as patch:
        patch.setattr(store_schema, "_MIGRATIONS", broken)
        with pytest.raises(Unusable):
            open_store(path, TODAY)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with closing(open_store(path, TODAY)) as store:
        assert len(store.numbers()) == 4
