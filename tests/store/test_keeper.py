from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from quizgen.model.attempt import Response
from quizgen.store import Store, Unusable, open_store
from quizgen.terminal.keeper import Keeper, Notice
from tests.quiz.sample_bank import run

NOW = "2024-01-10T08:00:00.000+00:00"
ANSWERS = [Response(f"item-{number}", ("a",), right=True, at=NOW) for number in range(4)]


_OPENED: list[Keeper] = []


def _keeper(path: Path, now: Callable[[], str]) -> Keeper:
    """Make a keeper that is closed when the test ends."""
    _OPENED.append(Keeper(path, now))
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
