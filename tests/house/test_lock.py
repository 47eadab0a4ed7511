"""The lock files: every package pinned, every file hashed, and no place named that packages come from."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PINNED = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[a-z0-9.+!]+)(?: ; (?P<marker>[^#\\]+))?")


def blocks(lock: str) -> list[list[str]]:
    """One list of lines for each package: the pin, then its hashes."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace(" \\\n    ", "\n    ")
    found: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("    ") and found:
            found[-1].append(line.strip())
        else:
            found.append([line])
    return found


def pins(lock: str) -> dict[str, str]:
    """The version of each package."""
    matches = [PINNED.fullmatch(block[0]) for block in blocks(lock)]
    return {match["name"]: match["version"] for match in matches if match}


def declared(kind: str) -> list[Requirement]:
    """What pyproject.toml asks for: to run, or to develop."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = table["project"]["dependencies"] if kind == "run" else table["dependency-groups"]["dev"]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize("lock", LOCKS)
def test_each_line_pins_one_version_and_nothing_else(lock: str) -> None:
    assert [block[0] for block in blocks(lock) if not PINNED.fullmatch(block[0])] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_each_package_has_sha256_hashes_and_only_these(lock: str) -> None:
    hashed = re.compile(r"--hash=sha256:[0-9a-f]{64}")
    assert [block[0] for block in blocks(lock) if not block[1:]] == []
    assert [line for block in blocks(lock) for line in block[1:] if not hashed.fullmatch(line)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_no_url_no_index_and_no_path_stands_in_a_lock(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"\w+://|--(?:extra-)?index|--find-links|--trusted-host|\s/\w+|@ ", text) == []


def test_the_development_lock_holds_the_run_time_lock_unchanged() -> None:
    run, dev = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize(("kind", "lock"), [("run", "requirements.txt"), ("dev", "requirements-dev.txt")])
def test_the_lock_answers_what_pyproject_asks_for(kind: str, lock: str) -> None:
    locked = pins(lock)
    wrong = [
        f"{wanted}: {locked.get(canonicalize_name(wanted.name))}"
        for wanted in declared(kind)
        if not wanted.specifier.contains(locked.get(canonicalize_name(wanted.name), "0"))
    ]
    assert wrong == []


def test_heavy_packages_that_typer_or_a_template_engine_might_bring_are_not_in_the_run_time_lock() -> None:
    assert {"pydantic", "click", "babel", "setuptools"} & set(pins("requirements.txt")) == set()
