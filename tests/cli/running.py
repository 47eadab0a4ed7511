"""Running quizgen as a shell does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def environment(**more: str) -> dict[str, str]:
    """Give this process's environment with the checkout importable and no settings of the user."""
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "LANG", "PYTHONIOENCODING")}
    return kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"} | more


def run(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run quizgen to its end; output is decoded as UTF-8."""
    return subprocess.run(
        [sys.executable, "-m", "quizgen", *arguments],
        cwd=cwd,
        env=environment(**environ),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        errors="strict",
        check=False,
        timeout=60,
    )


def shell(line: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a shell line in which `quizgen` stands for the program."""
    script = f'quizgen() {{ "{sys.executable}" -m quizgen "$@"; }}; {line}'
    return subprocess.run(
        ["bash", "-c", script],
        cwd=cwd,
        env=environment(**environ),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
