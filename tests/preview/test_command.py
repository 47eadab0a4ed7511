"""`quizgen preview` as a process: the address, the end, and what it says where it cannot begin."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from tests.cli.running import environment, run


class Preview:
    """A preview that runs; its address is what it wrote to stdout."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizgen", "preview", "--no-open", *arguments],
            cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        watchdog = threading.Timer(60, self.process.kill)
        watchdog.daemon = True
        watchdog.start()
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self._watchdog = watchdog

    def read(self, path: str = "/") -> str:
        base = self.address[: self.address.index("/", len("http://"))]
        with urllib.request.urlopen(base + path, timeout=10) as answer:
            found: bytes = answer.read()
        return found.decode()

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """Send a signal; gives the exit code and what was said on stderr."""
        self.process.send_signal(number)
        _, said = self.process.communicate(timeout=20)
        self._watchdog.cancel()
        return self.process.returncode, said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_writes_its_address_serves_it_and_ends_with_zero(tiny_folder: Path, number: signal.Signals) -> None:
    preview = Preview(tiny_folder, "atribut-2")
    try:
        assert preview.address.startswith("http://127.0.0.1:")
        assert preview.address.endswith("/?item=atribut-2")
        assert "Anda diberi topi bergambar calon." in preview.read("/?item=atribut-2")
    finally:
        code, said = preview.end(number)
    assert code == 0
    assert said == (
        "quizgen: Pratinjau 3 butir soal siap; halaman mengikuti setiap berkas yang disimpan. Tekan Ctrl-C untuk "
        "berhenti.\nquizgen: Pratinjau selesai.\n"
    )


def test_it_ends_at_once_also_with_a_page_that_waits(tiny_folder: Path) -> None:
    preview = Preview(tiny_folder, "--lang", "en")
    host, port = preview.address.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        wire.sendall(f"GET /events HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
        assert wire.recv(100)
        code, said = preview.end()
    assert (code, said.splitlines()[-1]) == (0, "quizgen: The preview has ended.")


def test_outside_a_workspace_the_shipped_bank_is_shown_to_be_read(tmp_path: Path) -> None:
    preview = Preview(tmp_path, "--lang", "en")
    try:
        assert "to be read only" in preview.read()
    finally:
        code, said = preview.end()
    assert code == 0
    assert said.startswith("quizgen: There is no bank in this folder; the bank that comes with quizgen is shown")


def test_a_rule_is_shown_by_its_items(tiny_folder: Path) -> None:
    preview = Preview(tiny_folder, "boleh-memilih")
    try:
        assert preview.address.endswith("/?q=boleh-memilih")
    finally:
        preview.end()


def test_an_unknown_id_gives_the_nearest_and_ends_with_two(tiny_folder: Path) -> None:
    done = run("preview", "atribt-2", "--no-open", cwd=tiny_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'quizgen: tidak ada isi dengan pengenal "atribt-2"; yang mirip: atribut-2\n'


@pytest.mark.parametrize("name", ["kabar", "pp-1"])
def test_a_source_or_an_instrument_is_looked_at_elsewhere(tiny_folder: Path, name: str) -> None:
    done = run("preview", "--no-open", name, cwd=tiny_folder)
    assert done.returncode == 2
    assert done.stderr == f"quizgen: {name} bukan butir soal atau ketentuan; lihat dengan: quizgen show {name}\n"


def test_a_port_in_use_is_said_in_one_line(tiny_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("preview", "--no-open", "--port", str(port), "--lang", "en", cwd=tiny_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"quizgen: port {port} is in use by another program; choose another, or run without --port\n"


def test_a_port_that_is_none_is_wrong_usage(tiny_folder: Path) -> None:
    assert run("preview", "--port", "70000", cwd=tiny_folder).returncode == 2


def test_without_a_screen_no_browser_is_started_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from quizgen.cli import preview as command

    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    command._open("http://127.0.0.1:1/")
    assert opened == []
    assert "Buka alamat di atas" in capfd.readouterr().err
