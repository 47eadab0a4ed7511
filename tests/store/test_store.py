from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quizgen.model.attempt import Response
from quizgen.model.form import Slot
from quizgen.places import default_store, lock_beside, may_write
from quizgen.store import Unusable, is_anothers, open_store
from quizgen.strict_yaml import Text
from tests.quiz.sample_bank import run

TODAY = date(2024, 1, 10)
NOW = "2024-01-10T08:00:00.000+00:00"
FIRST = Response("atribut-001", ("tidak",), right=True, at=NOW)
SKIP = Response("atribut-002", (), right=False, at=NOW)
THIRD = Response("atribut-003", ("a", "c"), right=True, at=NOW)


def test_an_attempt_is_read_back_as_it_was_kept(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        number = store.begin(run("exam"), [FIRST], NOW)
        store.add(number, [SKIP, THIRD])
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        attempt = store.attempt(number)
    assert attempt.run == run("exam")
    assert attempt.responses == (FIRST, SKIP, THIRD)
    assert (attempt.status, attempt.started, attempt.finished) == ("open", NOW, "")


def test_slots_read_from_a_form_are_kept_with_their_key(tmp_path: Path) -> None:
    read = Slot(item=Text("atribut-003"), version=Text("2"), order=Text("dbca"), key=Text("CD"))
    plain = Slot(item="atribut-001", version="1")
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        answer = Response(read.item, (Text("a"), "c"), right=True, at=NOW)
        number = store.begin(run(slots=(read, plain)), [answer], NOW)
        attempt = store.attempt(number)
    assert attempt.run.slots == (Slot("atribut-003", "2", "dbca", "CD"), plain)
    assert attempt.responses == (Response("atribut-003", ("a", "c"), right=True, at=NOW),)
    assert {type(slot.item) for slot in attempt.run.slots} == {str}


def test_slots_kept_before_there_were_keys_are_read(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        number = store.begin(run(), [FIRST], NOW)
        store._connection.execute('UPDATE attempts SET slots = \'[["atribut-002", "1", "cab"]]\'')
        assert store.attempt(number).run.slots == (Slot("atribut-002", "1", "cab"),)


def test_a_finished_attempt_is_not_offered_again_and_stays(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        done = store.begin(run(), [FIRST], NOW)
        dropped = store.begin(run(), [FIRST], NOW)
        store.finish(done, "done", NOW)
        store.finish(dropped, "dropped", NOW)
        assert list(store.unfinished()) == []
        assert [(store.attempt(n).status, store.attempt(n).finished) for n in store.numbers()] == [
            ("done", NOW),
            ("dropped", NOW),
        ]


def test_the_attempt_answered_last_is_offered_first(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        older = store.begin(run(), [FIRST], NOW)
        newer = store.begin(run(), [FIRST], NOW)
        store.add(older, [SKIP])
        assert [attempt.id for attempt in store.unfinished()] == [older, newer]


def test_a_retake_names_the_attempt_it_repeats(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        first = store.begin(run(), [FIRST], NOW)
        again = run(slots=run().slots[:2])
        retake = type(again)(again.form, again.variant, again.bank, again.as_of, again.mode, again.slots, first)
        assert store.attempt(store.begin(retake, [FIRST], NOW)).run == retake


def test_an_attempt_there_is_none_of_is_a_key_error(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store, pytest.raises(KeyError, match=r"^7$"):
        store.attempt(7)


def test_the_store_survives_power_cuts_by_its_settings(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "s.sqlite3", TODAY)) as store:
        connection = store._connection
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


PLAYER = """
import sys, time
from datetime import date
from pathlib import Path
from quizgen.store import open_store
store = open_store(Path(sys.argv[1]), date(2024, 1, 10))
attempts = store.unfinished()
print(next(attempts).id, flush=True)
time.sleep(60)
"""


def test_an_attempt_that_another_process_plays_is_not_offered_until_that_process_dies(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(open_store(path, TODAY)) as store:
        first = store.begin(run(), [FIRST], NOW)
    with subprocess.Popen([sys.executable, "-c", PLAYER, str(path)], stdout=subprocess.PIPE, text=True) as player:
        assert player.stdout is not None
        assert player.stdout.readline() == f"{first}\n"
        with closing(open_store(path, TODAY)) as store:
            assert list(store.unfinished()) == []
            assert [attempt.id for attempt in store.played_elsewhere()] == [first]
        player.kill()
        player.wait()
        with closing(open_store(path, TODAY)) as store:
            assert [attempt.id for attempt in store.unfinished()] == [first]
            assert list(store.played_elsewhere()) == []


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(open_store(path, TODAY)) as store:
        number = store.begin(run(), [FIRST], NOW)
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, lambda: other.execute("COMMIT"))
        release.start()
        store.add(number, [SKIP])
        release.join()
        other.close()
        assert store.attempt(number).responses == (FIRST, SKIP)


@pytest.mark.parametrize("damage", ["garbage", "cut", "page"])
def test_a_damaged_store_is_set_aside_whole_and_a_new_one_begun(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "s.sqlite3"
    with closing(open_store(path, TODAY)) as store:
        store.begin(run(), [FIRST] * 300, NOW)
    content = path.read_bytes()
    spoilt = {
        "garbage": b"this is no database at all" * 100,
        "cut": content[: len(content) // 2],
        "page": content[:8192] + b"\xff" * 4096 + content[12288:],
    }[damage]
    path.write_bytes(spoilt)
    with closing(open_store(path, TODAY)) as store:
        assert store.set_aside == tmp_path / "s.sqlite3.damaged-2024-01-10"
        assert store.set_aside.read_bytes() == spoilt
        assert store.numbers() == []
        store.begin(run(), [FIRST], NOW)
    with closing(open_store(path, TODAY)) as store:
        assert store.set_aside is None
        assert store.numbers() == [1]


def test_a_second_damaged_store_of_the_day_does_not_overwrite_the_first(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    for number in (1, 2, 3):
        path.write_bytes(b"spoilt %d " % number * 200)
        open_store(path, TODAY).close()
    names = ["s.sqlite3.damaged-2024-01-10", "s.sqlite3.damaged-2024-01-10-2", "s.sqlite3.damaged-2024-01-10-3"]
    assert [(tmp_path / name).read_bytes()[:8] for name in names] == [b"spoilt 1", b"spoilt 2", b"spoilt 3"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    path.touch()
    with closing(open_store(path, TODAY)) as store:
        assert store.set_aside is None
        assert store.numbers() == []


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite3"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE theirs (x)")
    content = path.read_bytes()
    assert is_anothers(path)
    with pytest.raises(Unusable, match=r"^foreign: $"):
        open_store(path, TODAY)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("content", "anothers"),
    [
        (b"", False),
        (b"SQLite fo", False),
        (b"SQLite format 3\0" + b"\xff" * 999, False),
        (b"Bab I", True),
        (b"\0", True),
    ],
)
def test_a_file_that_never_was_a_store_is_told_from_a_damaged_one(
    tmp_path: Path, content: bytes, anothers: bool
) -> None:
    path = tmp_path / "s.sqlite3"
    path.write_bytes(content)
    assert is_anothers(path) is anothers
    assert (path.read_bytes(), len(list(tmp_path.iterdir()))) == (content, 1)


def test_a_store_and_a_file_that_is_not_there_are_not_anothers(tmp_path: Path) -> None:
    path = tmp_path / "a store?.sqlite3"
    assert not is_anothers(path)
    with closing(open_store(path, TODAY)):
        assert not is_anothers(path)
    assert not is_anothers(path)


def test_a_store_of_a_newer_quizgen_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    open_store(path, TODAY).close()
    with closing(sqlite3.connect(path)) as newer, newer:
        newer.execute("PRAGMA user_version = 99")
    with pytest.raises(Unusable, match=r"^newer: 99$"):
        open_store(path, TODAY)
    assert sorted(one.name for one in tmp_path.iterdir() if "damaged" in one.name) == []


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "data" / "s.sqlite3"
    assert may_write(path) is False
    with pytest.raises(Unusable) as caught:
        open_store(path, TODAY)
    assert caught.value.reason == "folder"


def test_the_place_of_the_store_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path))
    assert default_store() == tmp_path / "attempts.sqlite3"
    assert may_write(default_store()) is True
    assert lock_beside(default_store()).exists()
    assert not default_store().exists()


OPENER = """
import sys
from datetime import date
from pathlib import Path
from quizgen.model.attempt import Response
from quizgen.store import open_store
from tests.quiz.sample_bank import run
store = open_store(Path(sys.argv[1]), date(2024, 1, 10))
AT = "2024-01-10T08:00:00.000+00:00"
number = store.begin(run(), [Response("atribut-001", ("tidak",), True, AT)], AT)
for _ in range(20):
    store.add(number, [Response("atribut-002", ("b",), True, AT)])
store.close()
"""


def test_many_processes_that_begin_at_once_all_keep_their_answers(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    players = [subprocess.Popen([sys.executable, "-c", OPENER, str(path)]) for _ in range(4)]
    assert [player.wait() for player in players] == [0, 0, 0, 0]
    with closing(open_store(path, TODAY)) as store:
        assert [len(store.attempt(number).responses) for number in store.numbers()] == [21, 21, 21, 21]
