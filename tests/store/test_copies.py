"""Forgetting, backing up and restoring: really gone, whole or refused, and nothing lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Response, Run, Status, Votes
from quizgen.store import Store, Unusable, open_store
from quizgen.store_copy import Merged, attempts_in, back_up, merge
from tests.quiz.sample_bank import SLOTS, run

TODAY = date(2024, 1, 10)
AT = "2024-01-10T08:{:02}:00.000+00:00"


def answers(count: int, chosen: str = "a") -> list[Response]:
    return [Response(SLOTS[place].item, (chosen,), place % 2 == 0, AT.format(place)) for place in range(count)]


def filled(store: Store) -> None:
    """Keep four attempts: finished, a retake of it, a named open one, and a hall's."""
    first = store.begin(run(), answers(12), AT.format(0))
    store.finish(first, "done", AT.format(30))
    again = replace(run(slots=SLOTS[:2]), retake_of=first)
    store.finish(store.begin(again, answers(2), AT.format(31)), "done", AT.format(33))
    exam = replace(run("exam"), who="Rahasia Dagang", time_limit=30, cut=70)
    store.begin(exam, answers(5), AT.format(40))
    hall = run("together")
    store.begin(hall, [Votes(SLOTS[0].item, (("boleh", 12), ("tidak", 30)), AT.format(50))], AT.format(49))


def store_at(path: Path) -> Store:
    return open_store(path, TODAY)


def all_of(path: Path) -> list[Attempt]:
    with closing(store_at(path)) as store:
        return list(store.attempts())


def backed_up(folder: Path) -> Path:
    with closing(store_at(folder / "s.sqlite3")) as store:
        filled(store)
        assert back_up(store, folder / "b.sqlite3") == 4
    return folder / "b.sqlite3"


def restored(path: Path, backup: Path) -> Merged:
    with closing(store_at(path)) as store:
        return merge(store, attempts_in(backup))


def test_what_is_forgotten_is_in_none_of_the_files_any_more(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(store_at(path)) as store:
        filled(store)
        assert any(b"Rahasia Dagang" in one.read_bytes() for one in tmp_path.iterdir())
        store.forget([1, 3])
        for one in tmp_path.iterdir():
            assert b"Rahasia" not in one.read_bytes()
            assert AT.format(40).encode() not in one.read_bytes()
            assert AT.format(11).encode() not in one.read_bytes()
        assert [(one.id, one.run.retake_of, len(one.responses)) for one in store.attempts()] == [
            (2, None, 2),
            (4, None, 0),
        ]
        assert store.begin(run(), answers(1), AT.format(0)) == 5


def test_a_backup_restored_into_an_empty_store_is_the_same_history(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    assert restored(tmp_path / "new.sqlite3", backup) == Merged(added=4)
    assert all_of(tmp_path / "new.sqlite3") == all_of(tmp_path / "s.sqlite3")


def test_a_backup_is_one_file_that_is_never_written_over(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    before = backup.read_bytes()
    with closing(store_at(tmp_path / "s.sqlite3")) as store, pytest.raises(FileExistsError):
        back_up(store, backup)
    assert backup.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.sqlite3", "s.sqlite3", "s.sqlite3.lock"]


def test_restoring_twice_adds_nothing_and_forgotten_attempts_come_back_under_their_numbers(tmp_path: Path) -> None:
    backup, path = backed_up(tmp_path), tmp_path / "s.sqlite3"
    before = all_of(path)
    assert restored(path, backup) == Merged(known=4)
    with closing(store_at(path)) as store:
        store.forget([1, 4])
    assert restored(path, backup) == Merged(added=2, known=2)
    assert [replace(one, run=replace(one.run, retake_of=None)) for one in all_of(path)] == [
        replace(one, run=replace(one.run, retake_of=None)) for one in before
    ]


def test_what_was_answered_after_the_backup_stays_and_what_the_backup_knows_more_of_comes_back(tmp_path: Path) -> None:
    backup, path = backed_up(tmp_path), tmp_path / "s.sqlite3"
    with closing(store_at(path)) as store:
        store.add(3, answers(7)[5:])
        store.finish(3, "done", AT.format(59))
        back_up(store, tmp_path / "later.sqlite3")
    later = all_of(path)
    assert restored(path, backup) == Merged(known=4)
    assert all_of(path) == later
    restored(tmp_path / "new.sqlite3", backup)
    assert restored(tmp_path / "new.sqlite3", tmp_path / "later.sqlite3") == Merged(known=3, extended=1)
    assert all_of(tmp_path / "new.sqlite3") == later


def test_an_attempt_whose_number_is_anothers_here_gets_a_new_one_and_its_retake_follows(tmp_path: Path) -> None:
    backup, path = backed_up(tmp_path), tmp_path / "other.sqlite3"
    with closing(store_at(path)) as store:
        mine = store.begin(replace(run(), who="Ani"), answers(3, "b"), AT.format(5))
    assert restored(path, backup) == Merged(added=4, renumbered=1)
    kept = all_of(path)
    assert [(one.id, one.run.who, one.run.retake_of) for one in kept] == [
        (mine, "Ani", None),
        (2, "", 5),
        (3, "Rahasia Dagang", None),
        (4, "", None),
        (5, "", None),
    ]
    assert restored(path, backup) == Merged(known=4)


def test_an_attempt_that_went_on_differently_here_is_kept_beside_the_other(tmp_path: Path) -> None:
    backup, path = backed_up(tmp_path), tmp_path / "s.sqlite3"
    with closing(store_at(path)) as store:
        store.forget([3])
        store.begin(replace(run("exam"), who="Rahasia Dagang", time_limit=30, cut=70), answers(4, "b"), AT.format(40))
    assert restored(path, backup) == Merged(added=1, known=3)
    both = [one for one in all_of(path) if one.run.who]
    assert [(one.id, [each.chosen for each in one.responses]) for one in both] == [
        (3, [("a",)] * 5),
        (5, [("b",)] * 4),
    ]
    assert restored(path, backup) == Merged(known=4)


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _page(content: bytes) -> bytes:
    return content[:8192] + b"\xff" * 4096 + content[12288:]


def _one_letter(content: bytes) -> bytes:
    assert content.count(b"Rahasia Dagang") == 1
    return content.replace(b"Rahasia Dagang", b"Rahasia Daging")


@pytest.mark.parametrize(
    "harm", [_cut, _page, _one_letter, lambda _: b"", lambda _: b"SQLite format 3\0" + b"\xff" * 999]
)
def test_a_damaged_backup_is_refused(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    backup = backed_up(tmp_path)
    backup.write_bytes(harm(backup.read_bytes()))
    with pytest.raises(Unusable) as caught:
        attempts_in(backup)
    assert caught.value.reason == "damaged"


def test_a_backup_with_a_row_that_no_attempt_has_is_refused(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    with closing(sqlite3.connect(backup)) as theirs, theirs:
        theirs.execute("DROP TABLE seal")
        theirs.execute("UPDATE attempts SET mode = 'mengira' WHERE id = 2")
    with pytest.raises(Unusable, match=r"^damaged: Invalid enum value 'mengira'"):
        attempts_in(backup)


@pytest.mark.parametrize(("version", "application", "reason"), [(99, 0x71756967, "newer"), (1, 7, "foreign")])
def test_a_backup_of_a_newer_quizgen_or_of_another_program_is_refused(
    tmp_path: Path, version: int, application: int, reason: str
) -> None:
    backup = backed_up(tmp_path)
    with closing(sqlite3.connect(backup)) as theirs, theirs:
        theirs.execute(f"PRAGMA user_version = {version}")
        theirs.execute(f"PRAGMA application_id = {application}")
    with pytest.raises(Unusable) as caught:
        attempts_in(backup)
    assert caught.value.reason == reason


def test_a_copy_of_the_stores_file_is_a_backup_too(tmp_path: Path) -> None:
    with closing(store_at(tmp_path / "s.sqlite3")) as store:
        filled(store)
        for name in ("s.sqlite3", "s.sqlite3-wal"):  # as a person copies a folder while the quiz is open
            (tmp_path / f"copy-{name}").write_bytes((tmp_path / name).read_bytes())
        assert list(attempts_in(tmp_path / "copy-s.sqlite3")) == list(store.attempts())


def test_a_backup_that_is_played_on_with_is_a_store_and_can_be_restored_from(tmp_path: Path) -> None:
    backup = backed_up(tmp_path)
    with closing(store_at(backup)) as store:
        store.begin(run(), answers(1), AT.format(58))
    assert restored(tmp_path / "s.sqlite3", backup) == Merged(added=1, known=4)


def test_a_restore_that_fails_halfway_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup, path = backed_up(tmp_path), tmp_path / "new.sqlite3"
    with closing(store_at(path)) as store:
        insert = Store.insert

        def full(self: Store, attempt: Attempt, number: int | None) -> int:
            if attempt.id == 3:
                raise sqlite3.OperationalError("database or disk is full")
            return insert(self, attempt, number)

        monkeypatch.setattr(Store, "insert", full)
        with pytest.raises(Unusable):
            merge(store, attempts_in(backup))
        assert store.numbers() == []


statuses: st.SearchStrategy[Status] = st.sampled_from(["open", "done", "dropped"])
histories = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 4), st.sampled_from("ab"), statuses), max_size=6)


def _written(path: Path, history: list[tuple[int, int, str, Status]]) -> None:
    with closing(store_at(path)) as store:
        for minute, count, chosen, status in history:
            number = store.begin(run(), answers(count, chosen), AT.format(minute))
            if status != "open":
                store.finish(number, status, AT.format(59))


def _known(path: Path) -> set[tuple[Run, str, tuple[Response, ...]]]:
    return {
        (one.run, one.started, one.responses[:count]) for one in all_of(path) for count in range(len(one.responses) + 1)
    }


@settings(max_examples=15, deadline=None)
@example([(1, 0, "a", "open")], [(0, 0, "a", "done"), (0, 1, "a", "open"), (0, 1, "b", "open")])
@given(histories, histories)
def test_merging_loses_no_answer_of_either_and_a_second_time_changes_nothing(
    ours: list[tuple[int, int, str, Status]], theirs: list[tuple[int, int, str, Status]]
) -> None:
    with TemporaryDirectory() as name:
        here, there = Path(name) / "here.sqlite3", Path(name) / "there.sqlite3"
        _written(here, ours)
        _written(there, theirs)
        wanted = _known(here) | _known(there)
        restored(here, there)
        assert _known(here) == wanted
        once = all_of(here)
        again = restored(here, there)
        assert (again.added, again.extended) == (0, 0)
        assert all_of(here) == once
