"""dev.py: one command from a bare checkout to a running quizgen, however often, whatever happened before."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[2]
STUB = "import os, sys\nprint(os.getcwd(), *sys.argv[1:], sep='|')\nsys.exit(int(os.environ.get('STUB_EXIT', '0')))\n"
SETTING_UP = "dev.py: menyiapkan .venv (sekali saja, sekitar 1 menit) ..."


class Checkout:
    """A small project with a real dev.py, a quizgen that only says how it was called, and locks without packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "quizgen").mkdir(parents=True)
        shutil.copy(ROOT / "dev.py", folder)
        (folder / "quizgen" / "__main__.py").write_text(STUB, encoding="utf-8")
        for lock in dev.LOCKS.values():
            (folder / lock).write_text("", encoding="utf-8")

    @property
    def stamp(self) -> Path:
        return self.folder / ".venv" / "stamp.json"

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.folder / "dev.py"), *arguments]

    def run(self, *arguments: str, cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        """Run dev.py without any package index in reach."""
        environment = {**os.environ, "PIP_NO_INDEX": "1", **env}
        command = self.command(*arguments)
        return subprocess.run(
            command, cwd=cwd or self.folder, env=environment, capture_output=True, text=True, check=False, timeout=120
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout whose .venv is made."""
    checkout = Checkout(tmp_path_factory.mktemp("made"))
    first = checkout.run("run", "--", "hello")
    assert first.returncode == 0, first.stderr
    assert SETTING_UP in first.stderr
    return checkout


@pytest.fixture
def bare(tmp_path: Path) -> Checkout:
    """A checkout as git gives it."""
    return Checkout(tmp_path / "bare")


def test_run_hands_the_arguments_and_the_callers_folder_to_quizgen(made: Checkout, tmp_path: Path) -> None:
    done = made.run("run", "--", "take", "--count", "5", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (f"{tmp_path}|take|--count|5\n", "")


def test_demo_runs_in_the_projects_folder(made: Checkout, tmp_path: Path) -> None:
    assert made.run("demo", cwd=tmp_path).stdout == f"{made.folder}|demo\n"


@pytest.mark.parametrize("code", [0, 3, 70, 130])
def test_the_exit_code_of_quizgen_is_passed_on(made: Checkout, code: int) -> None:
    assert made.run("run", STUB_EXIT=str(code)).returncode == code


def test_a_module_in_the_callers_folder_does_not_take_the_place_of_pythons_own(made: Checkout, tmp_path: Path) -> None:
    (tmp_path / "quizgen.py").write_text("print('not this one')", encoding="utf-8")
    assert made.run("run", "x", cwd=tmp_path, PYTHONPATH=str(tmp_path)).stdout == f"{tmp_path}|x\n"


def test_a_second_run_starts_in_under_a_second(made: Checkout) -> None:
    took = []
    for _ in range(3):
        start = time.perf_counter()
        assert made.run("run").stderr == ""
        took.append(time.perf_counter() - start)
    assert min(took) < 1.0


def test_a_broken_environment_is_made_anew(made: Checkout) -> None:
    (made.folder / ".venv" / "bin" / "python").unlink()
    done = made.run("run", "again")
    assert (done.returncode, done.stdout) == (0, f"{made.folder}|again\n")
    assert done.stderr.splitlines()[0] == SETTING_UP
    assert made.run("run").stderr == ""


def test_a_changed_lock_is_installed(made: Checkout) -> None:
    (made.folder / "requirements.txt").write_text("# nothing more\n", encoding="utf-8")
    assert made.run("run").stderr.splitlines()[0] == SETTING_UP
    assert made.run("run").stderr == ""


@pytest.fixture
def stamped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a finished environment that dev takes for its own, with one package in it."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(dev, "VENV", venv)
    dev.venv_python().parent.mkdir(parents=True)
    dev.venv_python().symlink_to(sys.executable)
    (venv / "lib" / "python3.11" / "site-packages" / "package").mkdir(parents=True)
    dev.write_stamp(["run"])
    return venv


def test_a_stamp_answers_for_the_lock_that_was_installed_and_no_other(stamped: Path) -> None:
    assert stamped.exists()
    assert (dev.is_ready("run"), dev.is_ready("dev")) == (True, False)


@pytest.mark.parametrize(
    "damage", ["no stamp", "half a stamp", "no interpreter", "a package gone", "moved", "upgraded"]
)
def test_a_damaged_environment_is_not_taken_for_ready(
    stamped: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = stamped / "stamp.json"
    match damage:
        case "no stamp":
            stamp.unlink()
        case "half a stamp":
            stamp.write_text(stamp.read_text(encoding="utf-8")[:20], encoding="utf-8")
        case "no interpreter":
            dev.venv_python().unlink()
        case "a package gone":
            (dev.site_packages() / "package").rmdir()
        case "moved":
            monkeypatch.setattr(dev, "ROOT", stamped.parent)
        case "upgraded":
            dev.venv_python().unlink()
            dev.venv_python().symlink_to(stamp)
    assert dev.read_stamp() == {}


def test_a_failed_installation_says_so_and_leaves_no_stamp(bare: Checkout) -> None:
    (bare.folder / "requirements.txt").write_text(f"nothing-here==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    done = bare.run("demo")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-2:] == [
        "dev.py: pemasangan gagal (lihat di atas). Periksa jaringan, lalu ulangi perintah yang sama.",
        "        The installation failed (see above). Check the network, then repeat the same command.",
    ]
    assert "No matching distribution found for nothing-here==1.0" in done.stderr
    assert not bare.stamp.exists()


def test_two_at_once_make_one_environment_and_both_finish(bare: Checkout) -> None:
    pair = [
        subprocess.Popen(bare.command("run", word), cwd=bare.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for word in ("one", "two")
    ]
    ends = [process.communicate(timeout=120) for process in pair]
    said = [err.decode().splitlines()[0] for _, err in ends]
    assert [process.returncode for process in pair] == [0, 0]
    assert [out.decode() for out, _ in ends] == [f"{bare.folder}|one\n", f"{bare.folder}|two\n"]
    assert sorted(said) == ["dev.py: menunggu dev.py lain selesai memasang ...", SETTING_UP]


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["nonsense"], 2), (["--help"], 0)])
def test_usage_is_shown_for_no_or_an_unknown_command(bare: Checkout, arguments: list[str], code: int) -> None:
    done = bare.run(*arguments)
    assert (done.returncode, done.stdout + done.stderr) == (code, dev.USAGE)
    assert (done.stderr == "") == (code == 0)


def test_an_old_python_is_told_which_one_to_use(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(sys, "argv", ["dev.py", "demo"])
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)
    assert dev.main(["demo"]) == 1
    assert capsys.readouterr().err == (
        "dev.py: perlu Python 3.11 atau lebih baru; ini Python 3.9.18. Pakai: python3.12 dev.py demo\n"
        "        Python 3.11 or newer is needed; this is 3.9.18. Use: python3.12 dev.py demo\n"
    )


def test_a_python_without_ensurepip_is_told_the_line_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else object())
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: False)
    with pytest.raises(dev.SetupError) as refusal:
        dev.require_venv_module()
    package = f"python3.{sys.version_info[1]}-venv"
    assert refusal.value.lines == (
        f"Python ini tak bisa membuat .venv. Jalankan: sudo apt-get install {package}",
        f"This Python cannot make .venv. Run: sudo apt-get install {package}",
    )


def test_missing_pdf_libraries_are_named_with_the_line_that_mends_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "PDF_LIBRARIES", {"libnowhere.so.0": "libnowhere0", "libc.so.6": "libc6"})
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: False)
    dev.offer_pdf_libraries()
    expected = (
        "dev.py: tanpa PDF, hanya HTML siap cetak. Agar lengkap: sudo apt-get install libnowhere0\n"
        "        no PDF, print-ready HTML only. To mend it: sudo apt-get install libnowhere0\n"
    )
    assert capsys.readouterr().err == (expected if sys.platform.startswith("linux") else "")


def test_root_on_debian_gets_the_missing_pdf_libraries_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[Sequence[str]] = []

    def apt_install(packages: Sequence[str]) -> bool:
        asked.append(packages)
        return True

    missing = iter([["libpango-1.0-0"], []])
    monkeypatch.setattr(dev, "missing_pdf_packages", lambda: next(missing))
    monkeypatch.setattr(dev, "is_root_on_debian", lambda: True)
    monkeypatch.setattr(dev, "apt_install", apt_install)
    dev.offer_pdf_libraries()
    assert (asked, capsys.readouterr().err) == ([["libpango-1.0-0"]], "")


def test_an_installation_is_kept_away_from_the_users_own_packages() -> None:
    env = dev.clean_environment({"PYTHONPATH": "/x", "PIP_USER": "1", "PIP_INDEX_URL": "kept", "PATH": "/bin"})
    assert env == {
        "PIP_INDEX_URL": "kept",
        "PATH": str(dev.venv_python().parent) + os.pathsep + "/bin",
        "VIRTUAL_ENV": str(dev.VENV),
    }
