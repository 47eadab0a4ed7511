"""What renders is held to bounds of time and memory, and whatever it does, one line is said and no process stays."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from quizgen.bounds import Bounds, bounds
from quizgen.child import in_child
from quizgen.cli import main
from quizgen.engines import engine
from quizgen.render.pdf import PangoMissingError, weasyprint
from quizgen.stop import Stop
from tests.safe.leftovers import HERE, gone

try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

ROOT = Path(__file__).parents[2]
ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
BUSY = "{{ 9 ** (9 ** 9) }}"
"""One step of Python that nothing within the process can break off."""
HUNGRY = "{{ ('a' * 2000000000) | length }}"
SESSION = """\
title: {id: Sosialisasi, en: Briefing}
date: 2024-02-01
place: Aula
paper: a4
blueprint: {count: 3}
variants: A
tests: [post]
spare: 2
seed: uji
papers: [attendance, key, questions]
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cetak").mkdir()
    (tmp_path / "session.yaml").write_text(SESSION, "utf-8")
    return tmp_path


def template(body: str, name: str = "questions.html.j2") -> None:
    text = '{% extends "sheet.html.j2" %}{% block body %}\n' + body + "\n{% endblock %}"
    Path("cetak", name).write_text(text, "utf-8")


NEW = ["handout", "questions", "--seed", "7", "--as-of", "2024-02-01", "--count", "2", "--templates", "cetak"]
SLOW = "belum selesai setelah 1 detik; dihentikan (batas: QUIZGEN_MAX_SECONDS)"
LARGE = "perlu lebih dari 600 MB memori; dihentikan (batas: QUIZGEN_MAX_MEMORY_MB)"


@pytest.mark.parametrize(("body", "told"), [(ENDLESS, SLOW), (BUSY, SLOW), (HUNGRY, LARGE)])
def test_a_handout_that_takes_too_much_is_ended(
    body: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if told is LARGE and not HERE:
        pytest.skip("memory is bounded on Linux")
    monkeypatch.setenv("QUIZGEN_MAX_SECONDS", "30" if told is LARGE else "1")
    monkeypatch.setenv("QUIZGEN_MAX_MEMORY_MB", "600")
    template(body)
    assert main([*NEW, "--out", "x.pdf"]) == 4
    assert capsys.readouterr().err == f"quizgen: x.pdf: {told}\n"
    assert not Path("x.pdf").exists()
    assert active_children() == []


def test_a_child_that_dies_is_told_by_how_it_ended() -> None:
    with pytest.raises(Stop) as caught:
        in_child(os._exit, 3)
    assert (caught.value.code, caught.value.message, caught.value.words) == (4, "kit.died", {"ended": 3})
    with pytest.raises(Stop) as caught:
        in_child(kill_me)
    assert caught.value.words == {"ended": -9}


def test_a_child_gives_back_what_it_made_or_raised() -> None:
    assert in_child(divmod, 7, 2) == (3, 1)
    assert len(in_child(bytes, 30_000_000)) == 30_000_000
    with pytest.raises(ZeroDivisionError):
        in_child(divmod, 7, 0)
    with pytest.raises(RuntimeError, match="pickle"):
        in_child(iter_of, 1)


def iter_of(count: int) -> object:
    """Give what cannot be sent to another process."""
    return (one for one in range(count))


def test_bounds_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZGEN_MAX_SECONDS", raising=False)
    monkeypatch.setenv("QUIZGEN_MAX_MEMORY_MB", "500")
    assert bounds() == Bounds(300, 500)
    for wrong in ("0", "-1", "lama", "1.5", "9999999", "٣"):
        monkeypatch.setenv("QUIZGEN_MAX_SECONDS", wrong)
        with pytest.raises(Stop) as caught:
            bounds()
        assert (caught.value.code, caught.value.message) == (2, "kit.bad_bound")


@pytest.mark.skipif(not HERE, reason="memory is bounded on Linux")
def test_a_kit_keeps_what_was_done_before_a_paper_that_takes_too_much(
    work: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUIZGEN_MAX_MEMORY_MB", "600")
    template(HUNGRY)
    assert main(["kit", "--out", "hasil", "--templates", "cetak"]) == 4
    said = capsys.readouterr().err
    assert re.fullmatch(rf"quizgen: Tes akhir \w+: {re.escape(LARGE)}\n", said), said
    done = {one.name: one.stat().st_ino for one in (work / "hasil").glob("*.pdf")}
    assert sorted(name[:2] for name in done) == ["01", "02"]
    template("<p>Soal kami</p>", "questions.html.j2")
    monkeypatch.delenv("QUIZGEN_MAX_MEMORY_MB")
    assert main(["kit", "--out", "hasil", "--only", "questions", "--templates", "cetak"]) == 0
    assert {name: (work / "hasil" / name).stat().st_ino for name in done} == done


def test_a_task_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_MAX_SECONDS", "2")
    run = engine("", 2)
    try:
        assert list(run.map(divmod, [(7, 2)])) == [(3, 1)]
        begun = time.monotonic()
        with pytest.raises(Stop) as caught:
            list(run.map(pow, [(9, 9**9)]))
        assert (caught.value.code, caught.value.message, caught.value.words) == (4, "kit.too_slow", {"seconds": 2})
        assert time.monotonic() - begun < 10
    finally:
        run.close()


@pytest.mark.parametrize("task", ["exit", "kill"])
def test_a_worker_that_dies_ends_the_run_in_one_line(task: str) -> None:
    run = engine("", 2)
    try:
        assert list(run.map(divmod, [(7, 2), (8, 2)])) == [(3, 1), (4, 0)]
        with pytest.raises(Stop) as caught:
            list(run.map(os._exit, [(3,)]) if task == "exit" else run.map(kill_me, [()]))
        assert (caught.value.code, caught.value.message) == (4, "kit.died")
        assert caught.value.words["ended"] in ("EXIT(3)", "SIGKILL(-9)", "UNKNOWN(255)"), caught.value.words
    finally:
        run.close()


def kill_me() -> None:
    """End this process as the system does where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not HERE, reason="processes are found by /proc")
@pytest.mark.parametrize("command", ["kit", "handout"])
def test_no_process_stays_where_quizgen_itself_is_killed(command: str, work: Path) -> None:
    template(ENDLESS)
    mark = f"QUIZGEN_DATA={work / 'data'}"
    arguments = ["kit", "--only", "questions", "--templates", "cetak"] if command == "kit" else NEW
    started = subprocess.Popen(
        [sys.executable, "-m", "quizgen", *arguments], cwd=work, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wanted = 3 if command == "kit" else 2  # the command, its workers, their tracker; the command and its child
    end = time.monotonic() + 30
    while len(gone(mark, 0)) < wanted and time.monotonic() < end:
        time.sleep(0.1)
    time.sleep(1.0 if command == "kit" else 0.2)
    assert len(gone(mark, 0)) >= wanted
    started.kill()
    started.wait()
    assert gone(mark, 10) == []
