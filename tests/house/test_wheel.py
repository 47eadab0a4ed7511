"""The wheel: it ships the tracked files and nothing else, and works from an empty folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = {
    "quizgen": "quizgen",
    "templates": "quizgen/_shipped/templates",
    "question_bank": "quizgen/_shipped/question_bank",
    "seeds": "quizgen/_shipped/seeds",
}
LEFT_BEHIND = shutil.ignore_patterns("__pycache__", "*.py[cod]")


def run(*command: str | Path, folder: Path, env: dict[str, str] | None = None) -> str:
    """Run a command to its end and give its stdout; its stderr stands in the failure."""
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def shipped_sources(folder: str) -> set[str]:
    """The files of a folder that git keeps or would keep; without git (a source archive) all but Python's caches."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = run("git", "ls-files", "-z", "-c", "-o", "--exclude-standard", folder, folder=ROOT)
        return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}
    files = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    return {path.relative_to(ROOT).as_posix() for path in files if "__pycache__" not in path.parts}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the checkout, with a stray file that git ignores."""
    checkout = tmp_path_factory.mktemp("checkout")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, checkout / folder, ignore=LEFT_BEHIND)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, checkout / name)
    (checkout / "question_bank" / "stray.sqlite").write_bytes(b"not to be shipped")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist", folder=checkout)
    return next((checkout / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a clean environment that holds the wheel and the packages of its lock, not the checkout."""
    home = tmp_path_factory.mktemp("clean")
    run(sys.executable, "-m", "venv", "--without-pip", str(home), folder=home)
    bin_ = home / ("Scripts" if os.name == "nt" else "bin")
    python = bin_ / ("python.exe" if os.name == "nt" else "python")
    options = ("--disable-pip-version-check", "--no-deps", "--no-index")
    run(sys.executable, "-m", "pip", f"--python={python}", "install", *options, str(wheel), folder=home)
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home).strip()
    ours = run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=home).strip()
    (Path(packages) / "dependencies.pth").write_text(ours + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_exactly_the_tracked_files(wheel: Path) -> None:
    expected = {
        target + name.removeprefix(folder) for folder, target in FOLDERS.items() for name in shipped_sources(folder)
    }
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert sorted(packed - expected) == []
    assert sorted(expected - packed) == []


def test_the_wheel_carries_its_licence_its_version_and_the_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        texts = {name.split(".dist-info/")[1]: name for name in archive.namelist() if ".dist-info/" in name}
        metadata = archive.read(texts["METADATA"]).decode()
        entry_points = archive.read(texts["entry_points.txt"]).decode()
        licence = archive.read(texts["licenses/LICENSE"])
        package = archive.read("quizgen/__init__.py").decode()
    version = re.search(r'^__version__ = "(.+)"$', package, re.MULTILINE)
    assert version is not None
    assert f"\nVersion: {version[1]}\n" in metadata
    assert "\nLicense-Expression: Apache-2.0\n" in metadata
    assert entry_points == "[console_scripts]\nquizgen = quizgen.cli:main\n"
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_the_installed_command_answers_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / ("quizgen.exe" if os.name == "nt" else "quizgen")
    assert "quizgen" in run(command, "--help", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["templates", "question_bank", "seeds"])
def test_the_installed_package_finds_what_it_ships_inside_itself(installed: Path, tmp_path: Path, folder: str) -> None:
    ask = f"from quizgen.shipped import shipped; print(shipped({folder!r}))"
    found = Path(run(installed, "-P", "-c", ask, folder=tmp_path).strip())
    assert found.parts[-3:] == ("quizgen", "_shipped", folder)
    assert found.is_relative_to(installed.parents[1])
    assert sorted(path.name for path in found.iterdir()) == sorted(
        path.name for path in (ROOT / folder).iterdir() if path.name != "__pycache__"
    )
