"""Reading the folder of a trainer's own templates (`--templates`): into memory, whole, and nothing from outside it."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from quizgen.render.theme import MARKUP, Theme
from quizgen.shipped import shipped
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, Stop, reason_of

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
FONTS = (".ttf", ".otf", ".woff", ".woff2")
MAX_FILE, MAX_ALL = 8_000_000, 32_000_000
"""Bytes of one file, and of all that a folder's templates may use."""
MAX_LOOKED_AT = 5_000
"""Entries of the workspace that are looked at for files that the templates name."""


def read_theme(folder: Path, workspace: Path | None) -> Theme:
    """Read templates, style sheets, pictures and fonts of a folder, and those of the workspace that they name.

    Raises Stop where there is no such folder, it has nothing that stands in for a shipped file, a file is too large, is
    no UTF-8, is a device, or a link leads out of the folder; raises OSError.
    """
    if not folder.is_dir():
        raise Stop(BAD_USAGE, "kit.templates.none", path=folder)
    home = folder.resolve()
    budget = _Budget()
    files = {}
    for path in _walk(home):
        name = path.relative_to(home).as_posix()
        if path.suffix.lower() in (*MARKUP, *PICTURES, *FONTS):
            _stay_within(path, home, f"{folder}/{name}")
            files[name] = budget.read(path, f"{folder}/{name}")
    known = {one.name for one in shipped("templates").iterdir() if one.name.endswith(MARKUP)}
    if not known.intersection(files):
        raise Stop(BAD_INPUT, "kit.templates.empty", path=folder)
    theme = Theme(str(folder), files)
    _check_text(theme)
    beside = dict(_named(theme, workspace.resolve(), budget)) if workspace else {}
    return Theme(str(folder), files, beside, _digest(files, beside))


class _Budget:
    """Reads regular files until they are too large together."""

    def __init__(self) -> None:
        self._left = MAX_ALL

    def read(self, path: Path, shown: str) -> bytes:
        """Read a file; raises Stop for what is no regular file or too large, and OSError."""
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Stop(BAD_INPUT, "kit.templates.no_file", path=shown)
            data = file.read(MAX_FILE + 1)
        self._left -= len(data)
        if len(data) > MAX_FILE or self._left < 0:
            raise Stop(BAD_INPUT, "kit.templates.large", path=shown, limit=MAX_FILE // 1_000_000)
        return data


def _walk(folder: Path) -> Iterator[Path]:
    """Give all that is no folder, without hidden ones, sorted; links are not followed."""
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        yield from (Path(where, one) for one in sorted(names) if not one.startswith("."))


def _stay_within(path: Path, home: Path, shown: str) -> None:
    if not path.resolve().is_relative_to(home):
        raise Stop(BAD_INPUT, "kit.templates.link", path=shown)


def _check_text(theme: Theme) -> None:
    for name in theme.files:
        try:
            theme.text(name)
        except UnicodeDecodeError as error:
            line = theme.files[name].count(b"\n", 0, error.start) + 1
            raise Stop(BAD_INPUT, "kit.template.encoding", template=theme.shown(name), line=line) from error


def _named(theme: Theme, workspace: Path, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """Give the pictures and fonts of the workspace whose names stand in a template."""
    texts = "\n".join(text for _, text in theme.texts())
    for count, path in enumerate(_walk(workspace)):
        if count >= MAX_LOOKED_AT:
            return
        if path.suffix.lower() in (*PICTURES, *FONTS) and path.name in texts:
            name = path.relative_to(workspace).as_posix()
            _stay_within(path, workspace, name)
            try:
                yield name, budget.read(path, name)
            except OSError as error:
                raise Stop(DISK, "cli.disk", reason=reason_of(error), path=name) from error


def _digest(*parts: Mapping[str, bytes]) -> str:
    made = hashlib.sha256()
    for part in parts:
        for name, data in sorted(part.items()):
            made.update(f"{name}\0{len(data)}\0".encode())
            made.update(data)
        made.update(b"\0\0")
    return made.hexdigest()
