from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.model.attempt import Response
from quizgen.model.form import Slot
from quizgen.quiz.past import Answered
from quizgen.store import Store, Unusable, open_store
from quizgen.terminal.keeper import Keeper, Notice
from tests.quiz.sample_bank import run

NOW = "2024-01-10T08:00:00.000+00:00"
ANSWERS = [Response(f"item-{number}", ("a",), right=True, at=NOW) for number in range(4)]


_OPENED: list[Keeper] = []


def _keeper(path: Path, now: Callable[[], str], ticks: Callable[[], float] = time.monotonic) -> Keeper:
    """Make a keeper that is closed when the test ends."""
    _OPENED.append(Keeper(path, now, ticks=ticks))
    return _OPENED[-1]


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    while _OPENED:
        _OPENED.pop().close()


def stored(path: Path) -> list[tuple[Response, ...]]:
    with closing(open_store(path, date(2024, 1, 10))) as store:
        return [store.attempt(number).responses for number in store.numbers()]


def test_nothing_is_made_before_the_first_answer(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path / "s.sqlite3", lambda: NOW)
    keeper.start(run())
    assert not (tmp_path / "s.sqlite3").exists()
    keeper.keep(ANSWERS[0])
    assert stored(tmp_path / "s.sqlite3") == [(ANSWERS[0],)]


def test_a_store_damaged_while_playing_is_set_aside_and_every_answer_is_in_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    keeper.close()
    path.write_bytes(b"spoilt" * 1000)
    keeper.keep(ANSWERS[1])
    aside = f"{path}.damaged-2024-01-10"
    assert keeper.notices == [Notice("set_aside", {"path": str(path), "aside": aside})]
    assert keeper.answers == (2, 0)
    assert stored(path) == [(ANSWERS[0], ANSWERS[1])]


def test_answers_that_could_not_be_kept_are_kept_with_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    with monkeypatch.context() as full:
        full.setattr(Store, "add", _full)
        keeper.keep(ANSWERS[1])
        keeper.keep(ANSWERS[2])
    assert keeper.notices == [Notice("not_kept", {"path": str(path), "why": "@reason.full"})]
    assert keeper.answers == (3, 2)
    keeper.keep(ANSWERS[3])
    assert keeper.answers == (4, 0)
    assert stored(path) == [tuple(ANSWERS)]


def _full(*_: object) -> None:
    raise Unusable("full", "")


def test_a_folder_that_cannot_be_written_to_is_said_before_the_first_answer_and_only_once(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    path = tmp_path / "file" / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.look()
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    keeper.keep(ANSWERS[1])
    keeper.done()
    assert keeper.notices == [Notice("not_kept", {"path": str(path), "why": "@reason.folder"})]
    assert keeper.can_keep is False


def test_an_attempt_gone_on_with_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    first = _keeper(path, lambda: NOW)
    first.start(run())
    first.keep(ANSWERS[0])
    first.close()
    second = _keeper(path, lambda: NOW)
    attempt = second.last_unfinished(lambda _: True)
    assert attempt is not None
    second.start(attempt.run, attempt)
    second.keep(ANSWERS[1])
    second.done()
    assert stored(path) == [(ANSWERS[0], ANSWERS[1])]
    assert second.last_unfinished(lambda _: True) is None


def test_an_attempt_that_does_not_fit_is_passed_over(tmp_path: Path) -> None:
    keeper = _keeper(tmp_path / "s.sqlite3", lambda: NOW)
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    keeper.close()
    assert _keeper(tmp_path / "s.sqlite3", lambda: NOW).last_unfinished(lambda one: one.form == "OTHER2") is None


def test_a_run_started_before_its_first_answer_is_kept_with_the_time_of_its_start(tmp_path: Path) -> None:
    times = iter([f"2024-01-10T08:00:{second:02}.000+00:00" for second in range(60)])
    keeper = _keeper(tmp_path / "s.sqlite3", lambda: next(times))
    keeper.start(run("exam"))
    assert keeper.started == "2024-01-10T08:00:00.000+00:00"
    next(times)
    keeper.keep(ANSWERS[0])
    with closing(open_store(tmp_path / "s.sqlite3", date(2024, 1, 10))) as store:
        assert store.attempt(1).started == "2024-01-10T08:00:00.000+00:00"


def test_the_past_is_that_of_one_person_and_empty_where_nothing_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    assert _keeper(path, lambda: NOW).past("") == ()
    assert not path.exists()
    for who in ("", "Ani"):
        keeper = _keeper(path, lambda: NOW)
        keeper.start(replace(run(slots=(Slot("item-0", "1"),)), who=who))
        keeper.keep(ANSWERS[0])
    assert keeper.past("ANI") == keeper.past("") == (Answered("item-0", "1", right=True, at=NOW),)
    assert keeper.past("Budi") == ()
    (tmp_path / "file").touch()
    lost = _keeper(tmp_path / "file" / "s.sqlite3", lambda: NOW)
    assert lost.past("") == ()


def test_a_store_locked_by_another_program_is_waited_for_once_and_then_only_shortly(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    keeper._patience = 0.2
    keeper.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        keeper.keep(ANSWERS[1])
        keeper.keep(ANSWERS[2])
        assert time.monotonic() - started < 2.5
        assert keeper.notices == [Notice("not_kept", {"path": str(path), "why": "@reason.busy"})]
        other.execute("ROLLBACK")
    keeper.keep(ANSWERS[3])
    assert keeper.answers == (4, 0)
    assert stored(path) == [tuple(ANSWERS)]


def test_what_the_disk_refused_last_is_tried_once_more_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.start(run())
    with monkeypatch.context() as full:
        full.setattr(Store, "begin", _full)
        keeper.keep(ANSWERS[0])
    keeper.done()
    assert keeper.lost == 0
    assert stored(path) == [(ANSWERS[0],)]


def test_answers_that_were_never_kept_are_counted_as_lost_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.sqlite3"
    keeper = _keeper(path, lambda: NOW)
    keeper.start(run())
    keeper.keep(ANSWERS[0])
    monkeypatch.setattr(Store, "add", _full)
    keeper.keep(ANSWERS[1])
    keeper.keep(ANSWERS[2])
    keeper.done()
    assert keeper.lost == 2
    assert keeper.unkept_words == {"path": str(path), "why": "@reason.full"}
    assert stored(path) == [(ANSWERS[0],)]


def test_the_time_of_an_exam_runs_on_while_the_clock_is_set_back_or_the_machine_sleeps(tmp_path: Path) -> None:
    wall, ticks = ["2024-01-10T08:00:00.000+00:00"], [100.0]
    keeper = _keeper(tmp_path / "s.sqlite3", lambda: wall[0], lambda: ticks[0])
    keeper.start(run("exam"))
    assert keeper.seconds_left(30) == 1800
    ticks[0] += 60
    assert keeper.seconds_left(30) == 1740  # by ticks alone: somebody holds the clock
    wall[0] = "2024-01-10T08:20:00.000+00:00"
    assert keeper.seconds_left(30) == 600  # ticks stand still while a machine sleeps
    wall[0], ticks[0] = "2024-01-10T07:00:00.000+00:00", 220.0
    assert keeper.seconds_left(30) == 540
    ticks[0] += 9999
    assert keeper.seconds_left(30) == 0


def test_a_clock_set_back_between_two_sittings_gives_back_no_time_before_the_last_answer(tmp_path: Path) -> None:
    wall = ["2024-01-10T08:00:00.000+00:00"]
    keeper = _keeper(tmp_path / "s.sqlite3", lambda: wall[0], lambda: 0.0)
    keeper.start(run("exam"))
    keeper.keep(replace(ANSWERS[0], at="2024-01-10T08:25:00.000+00:00"))
    keeper.keep(replace(ANSWERS[1], at="bukan waktu"))
    keeper.close()
    wall[0] = "2024-01-10T07:00:00.000+00:00"
    later = _keeper(tmp_path / "s.sqlite3", lambda: wall[0], lambda: 0.0)
    later.start(run("exam"), later.last_unfinished(lambda _: True))
    assert later.seconds_left(30) == 300
