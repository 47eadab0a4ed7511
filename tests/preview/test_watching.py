"""Following a bank on disk: what is saved is on the board within a second, and nothing stops it."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from quizgen.preview.board import Board
from quizgen.preview.snapshot import Snapshot
from quizgen.preview.watching import Watch, is_kept
from tests.preview.shown import DAY, HAK, ITEMS
from tests.tiny import original

PATIENCE = 10.0
"""Seconds after which a test gives up; what is told takes a tenth of one, unless the machine is busy."""


class Desk:
    """A bank folder, the board, and a thread that follows the folder."""

    def __init__(self, bank: Path) -> None:
        self.bank = bank
        self.board = Board()
        self.watch = Watch(bank, self.board, lambda: DAY)
        self.watch.refresh()
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.watch.run, args=(self.stop,), daemon=True)
        self.thread.start()
        time.sleep(0.2)  # until the system tells of changes; before, they are seen by looking

    def save(self, path: str, text: str) -> None:
        (self.bank / path).write_text(text, "utf-8")

    def until(self, wanted: Callable[[Snapshot], bool]) -> Snapshot:
        """Wait for a state; fails with the last one where it does not come."""
        end = time.monotonic() + PATIENCE
        while not wanted(state := self.board.shown):
            assert time.monotonic() < end, [str(one) for one in state.problems]
            self.board.number_after(state.number, 0.5)
        return state

    def close(self) -> None:
        self.stop.set()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()
        assert self.board.failure is None


@pytest.fixture
def desk(tiny_folder: Path) -> Iterator[Desk]:
    made = Desk(tiny_folder / "question_bank")
    yield made
    made.close()


def stem(state: Snapshot, item: str = "atribut-1") -> str:
    found = state.bank.items.get(item)
    return found.stem.id if found else ""


CHANGED = original(ITEMS).replace("Bolehkah ASN memakai", "Apakah ASN boleh memakai")


def test_a_saved_file_is_shown(desk: Desk) -> None:
    desk.save(ITEMS, CHANGED)
    assert stem(desk.until(lambda state: state.number > 1)) == "Apakah ASN boleh memakai atribut calon?"


def test_a_file_saved_by_writing_another_and_renaming_it_is_shown(desk: Desk) -> None:
    beside = desk.bank / "items" / ".atribut.yaml.tmp"
    beside.write_text(CHANGED, "utf-8")
    beside.replace(desk.bank / ITEMS)
    desk.until(lambda state: stem(state).startswith("Apakah"))


def test_a_broken_file_shows_its_fault_and_mends_itself(desk: Desk) -> None:
    desk.save(ITEMS, original(ITEMS).replace("kind: single", "kind: 'single"))
    broken = desk.until(lambda state: state.errors > 0)
    assert stem(broken) == "Bolehkah ASN memakai atribut calon?"
    desk.save(ITEMS, CHANGED)
    desk.until(lambda state: not state.errors and stem(state).startswith("Apakah"))


def test_the_removal_of_a_file_a_folder_and_the_whole_bank_is_survived(desk: Desk) -> None:
    (desk.bank / HAK).unlink()
    desk.until(lambda state: len(state.rows) == 2)
    away = desk.bank.with_name("away")
    desk.bank.rename(away)
    unread = desk.until(lambda state: bool(state.unread))
    assert str(desk.bank) in unread.unread
    assert len(unread.rows) == 2
    shutil.copytree(away, desk.bank)
    desk.until(lambda state: not state.unread)
    desk.save(ITEMS, CHANGED)
    desk.until(lambda state: stem(state).startswith("Apakah"))


def test_a_stored_text_counts_too(desk: Desk) -> None:
    seed = desk.bank.parent / "seeds" / "kabar.txt"
    seed.write_text("Lain.\n", "utf-8")
    assert {"E307", "E308"} <= {one.code for one in desk.until(lambda state: state.errors > 0).problems}


def test_what_an_editor_writes_in_passing_changes_nothing(desk: Desk) -> None:
    for name in (".atribut.yaml.swp", "atribut.yaml~", "#atribut.yaml#", "4913", ".#atribut.yaml"):
        (desk.bank / "items" / name).write_text("x")
    time.sleep(1.5)
    assert desk.board.shown.number == 1


@pytest.mark.parametrize(
    ("path", "kept"),
    [("a/atribut.yaml", True), ("a\\bank.yaml", True), ("a/.x.yaml", False), ("a/x.yaml~", False), ("a/4913", False)],
)
def test_files_in_passing_are_known_by_their_names(path: str, kept: bool) -> None:
    assert is_kept(path) is kept


def test_a_storm_of_saves_ends_with_the_last_one_shown(desk: Desk) -> None:
    for number in range(150):
        desk.save(ITEMS, CHANGED.replace("Apakah", f"Ke-{number} apakah"))
        time.sleep(0.005)
    last = desk.until(lambda state: stem(state).startswith("Ke-149"))
    assert 1 < last.number < 60
    assert not last.errors


def test_a_system_that_tells_of_no_changes_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more(*_: object, **__: object) -> Iterator[None]:
        raise OSError("OS file watch limit reached.")

    monkeypatch.setattr("watchfiles.watch", no_more)
    (desk.bank.parent / "seeds").rename(desk.bank.parent / "away")  # ends the watching that works
    desk.until(lambda state: state.errors > 0)
    desk.save(ITEMS, CHANGED)
    desk.until(lambda state: stem(state).startswith("Apakah"))


def test_a_fault_of_our_own_is_left_on_the_board(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(tiny_folder / "question_bank")
    fault = RuntimeError("of our own")

    def broken(_reading: object) -> None:
        raise fault

    monkeypatch.setattr("quizgen.preview.watching.check", broken)
    desk.save(ITEMS, CHANGED)
    desk.thread.join(PATIENCE)
    assert desk.board.failure is fault


def test_a_slow_check_does_not_hold_up_what_was_saved(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board = Board()
    watch = Watch(tiny_folder / "question_bank", board, lambda: DAY)
    monkeypatch.setattr("quizgen.preview.watching.SLOW", -1.0)
    seen: list[tuple[bool, str]] = []
    publish = board.publish

    def noted(state: Snapshot) -> None:
        seen.append((state.checked, stem(state)[:6]))
        publish(state)

    monkeypatch.setattr(board, "publish", noted)
    watch.refresh()
    (tiny_folder / "question_bank" / ITEMS).write_text(CHANGED, "utf-8")
    watch.refresh()
    assert seen == [(True, "Bolehk"), (False, "Apakah"), (True, "Apakah")]
