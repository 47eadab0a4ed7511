"""Holding files: one at a time, freed by the system, nothing left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from quizgen.edits import keep_beside, write_unchanged
from quizgen.locks import held, lock_of
from quizgen.stop import LOCKED, Stop
from tests.cli.running import environment

HOLD = """\
import pathlib, time
from quizgen.locks import held
with held([pathlib.Path("a.yaml")]):
    print("x", flush=True)
    time.sleep(60)
"""


def test_a_held_file_is_refused_to_another_and_free_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with held([path]):
        with pytest.raises(Stop) as stop, held([path], patience=0):
            pass
        assert (stop.value.code, stop.value.message) == (LOCKED, "workbench.locked")
        assert lock_of(path).name == ".a.yaml.lock"
    with held([path], patience=0):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_short_hold_is_waited_for(tmp_path: Path) -> None:
    path, entered = tmp_path / "a.yaml", threading.Event()

    def hold() -> None:
        with held([path]):
            entered.set()
            time.sleep(0.2)

    other = threading.Thread(target=hold)
    other.start()
    entered.wait()
    with held([path], patience=5):
        other.join(1)
        assert not other.is_alive()


def test_of_many_that_want_to_write_each_has_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0")

    def count_up() -> None:
        for _ in range(20):
            with held([path], patience=30):
                number = int(path.read_bytes())
                time.sleep(0)
                path.write_bytes(str(number + 1).encode())

    threads = [threading.Thread(target=count_up) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert path.read_bytes() == b"80"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_the_lock_of_a_process_that_was_killed_blocks_nobody(tmp_path: Path) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"x" + os.linesep.encode()
    path = tmp_path / "a.yaml"
    with pytest.raises(Stop), held([path], patience=0):
        pass
    process.kill()
    process.communicate()
    assert lock_of(path).exists()
    with held([path], patience=0):
        pass
    assert not lock_of(path).exists()


def test_a_lock_file_that_lies_about_blocks_nobody(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    lock_of(path).write_bytes(b"")
    write_unchanged({path: (None, b"isi")})
    assert path.read_bytes() == b"isi"


def test_nothing_is_written_where_one_file_of_several_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.locks._PATIENCE", 0)
    one, other = tmp_path / "a", tmp_path / "b"
    with held([other]), pytest.raises(Stop):
        write_unchanged({one: (None, b"1"), other: (None, b"2")})
    assert list(tmp_path.iterdir()) == []


def test_work_is_kept_beside_its_file_once_and_never_over_other_work(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert [keep_beside(path, work).name for work in (b"1", b"2", b"1", b"3")] == [
        "a.yaml.conflict",
        "a.yaml.2.conflict",
        "a.yaml.conflict",
        "a.yaml.3.conflict",
    ]
