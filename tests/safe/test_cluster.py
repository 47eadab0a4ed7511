"""A kit on a Dask cluster: the same bytes as on this machine, and one line where the cluster ends."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen.cli import main
from quizgen.engines import engine
from quizgen.render.pdf import PangoMissingError, weasyprint
from quizgen.stop import Stop

pytest.importorskip("distributed")
try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

# What the client of a cluster leaves open when that is gone is its own affair.
pytestmark = pytest.mark.filterwarnings("ignore")
ROOT = Path(__file__).parents[2]
SESSION = """\
title: {id: Sosialisasi, en: Briefing}
date: 2024-02-01
place: Aula
paper: a4
blueprint: {count: 2}
variants: A
tests: [post]
roster: peserta.csv
spare: 0
seed: uji
papers: [attendance, questions]
"""


class Machines:
    """A scheduler and two workers, processes on 127.0.0.1."""

    def __init__(self, folder: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "error"}
        self._how = {"cwd": folder, "env": environment, "stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        port = self.address.partition(":")[2]
        self._running = [self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")]
        for number in range(2):
            self._running.append(self._start(
                "worker", f"tcp://{self.address}", "--no-nanny", "--nthreads", "1", "--no-dashboard",
                "--host", "127.0.0.1", "--name", f"w{number}", "--death-timeout", "30",
            ))  # fmt: skip

    def _start(self, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments], **self._how)  # type: ignore[call-overload,no-any-return]

    def end(self) -> None:
        """Kill what runs."""
        for one in self._running:
            one.kill()
            one.wait()


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path)
    yield made
    made.end()


def sums(folder: Path) -> dict[str, str]:
    files = (one for one in folder.rglob("*.pdf"))
    return {one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def waited(address: str) -> str:
    """Wait for both workers and give the engine's name."""
    name = f"dask://{address}"
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            run = engine(name, 0)
        except Stop:  # no worker yet
            time.sleep(0.1)
            continue
        count = len(run._client.nthreads())  # type: ignore[attr-defined]
        run.close()
        if count == 2:
            break
    return name


def test_a_cluster_of_two_gives_the_same_bytes_and_its_end_is_told(
    machines: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "session.yaml").write_text(SESSION, "utf-8")
    (tmp_path / "peserta.csv").write_text("nama\n" + "\n".join(f"Orang {one}" for one in range(30)), "utf-8")
    monkeypatch.setattr("quizgen.engines._ANSWERS", 2)
    name = waited(machines.address)
    assert main(["kit", "--out", "jauh", "--engine", name, "--per-person"]) == 0
    assert main(["kit", "--out", "sini", "--per-person"]) == 0
    assert len(sums(tmp_path / "sini")) == 31
    assert sums(tmp_path / "jauh") == sums(tmp_path / "sini")

    run = engine(name, 0)
    results = run.map(pause, [(number,) for number in range(40)])
    assert next(results) == 0
    machines.end()
    with pytest.raises(Stop) as caught:
        list(results)
    assert (caught.value.code, caught.value.message) == (5, "kit.lost_cluster")
    run.close()
    capsys.readouterr()
    begun = time.monotonic()
    assert main(["kit", "--out", "lagi", "--engine", name]) == 5
    assert capsys.readouterr().err == f"quizgen: tidak ada kluster Dask yang menjawab di {machines.address}\n"
    assert time.monotonic() - begun < 20


def pause(number: int) -> int:
    """Take a moment, and give the number back."""
    time.sleep(0.2)
    return number
