"""A workspace around the tiny bank, and quizgen run in it as a shell does, but in this process."""

from __future__ import annotations

import os
import shlex
import stat
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from quizgen.cli import main

ITEMS, RULES = "question_bank/items/atribut.yaml", "question_bank/rules/atribut.yaml"


class Done(NamedTuple):
    """What a run came to."""

    code: int
    out: str
    err: str


class Desk:
    """A trainer in a workspace."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self._capfd = capfd
        self._patch = monkeypatch
        monkeypatch.chdir(folder)

    def run(self, line: str, *more: str) -> Done:
        """Run `quizgen` with the words of a line as a shell splits them, and further ones as they are."""
        self._capfd.readouterr()
        code = main([*shlex.split(line), *more])
        said = self._capfd.readouterr()
        return Done(code, said.out, said.err)

    def text(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()

    def write(self, path: str, text: str) -> None:
        (self.folder / path).write_bytes(text.encode())

    def content(self) -> dict[str, bytes]:
        """Give all files by path, hidden ones too."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}

    def editor(self, script: str) -> Path:
        """Make an editor of Python lines that see `path` (the file) and `line`; give the file that notes its calls."""
        program = self.folder.parent / "editor" / "vi"
        program.parent.mkdir(exist_ok=True)
        notes = program.with_name("calls.txt")
        program.write_text(
            f"#!{sys.executable}\nimport sys, pathlib\nline, path = sys.argv[1], pathlib.Path(sys.argv[-1])\n"
            f"with open({str(notes)!r}, 'a') as notes: notes.write(line + ' ' + path.name + chr(10))\n{script}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        self._patch.setenv("VISUAL", str(program))
        self._patch.delenv("EDITOR", raising=False)
        return notes


needs_a_unix_shell = pytest.mark.skipif(os.name == "nt", reason="the editor of these tests is a script")
