"""README shows what is there."""

from __future__ import annotations

import re
from pathlib import Path

from quizgen.cli.frame import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_item_shown_is_the_one_in_the_bank() -> None:
    shown = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert len(shown) == 1
    assert shown[0] in (ROOT / "question_bank" / "items" / "atribut.yaml").read_text("utf-8")


def test_each_command_is_named() -> None:
    assert [name for name in COMMANDS if f"`{name}" not in README and f"quizgen {name}" not in README] == []


def test_each_file_that_is_linked_is_there() -> None:
    links = re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", README)
    assert [path for pair in links for path in pair if path and not (ROOT / path).is_file()] == []


def test_its_first_two_commands_do_all_the_set_up() -> None:
    commands = [line.split("#")[0].strip() for line in README.splitlines() if line.startswith("    ")]
    assert commands[:2] == ["python3 dev.py demo", "python3 dev.py test"]
