"""Workspaces: the folder in which a trainer works, found from within, or made whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from filecmp import dircmp
from pathlib import Path

from quizgen.bank.heads import empty_file, schema_path, with_head
from quizgen.bank.layout import INSTRUMENTS, SETTINGS, SOURCES, is_bank_path
from quizgen.bank.reading import read_record
from quizgen.bank.schema import KINDS, schema
from quizgen.edits import keep_beside, write_unchanged
from quizgen.files import BANK, FORMS, SEEDS, find_bank, seeds_of, shipped_bank, write_whole
from quizgen.model.form import Form
from quizgen.shipped import shipped
from quizgen.stop import BAD_INPUT, BAD_USAGE, LOCKED, Stop

_TEMPLATES = {
    "README.md": "README.md",
    "quizgen.toml": "quizgen.toml",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
}
"""Files of templates/workspace and where they go."""
_LEFT_BEHIND = (".", "__pycache__")


def workspace_bank(start: Path) -> Path:
    """Find the bank that may be written from a folder; raises Stop where there is only the one that is shipped."""
    bank = find_bank(start)
    if bank is None or "_shipped" in bank.parts:
        raise Stop(BAD_USAGE, "workbench.no_workspace")
    return bank


def forms_with(workspace: Path, items: Collection[str]) -> list[str]:
    """Give the ids of the stored forms on which any of these items stands, sorted; raises OSError."""
    return [
        name
        for name, form in stored_forms(workspace)
        if any(slot.item in items for slots in form.variants.values() for slot in slots)
    ]


def stored_forms(workspace: Path) -> Iterator[tuple[str, Form]]:
    """Give the forms that are stored in a workspace by id, sorted; what is no form is left out. Raises OSError."""
    for path in sorted((workspace / FORMS).glob("*.yaml")):
        form, _ = read_record(path.read_bytes(), str(path), Form)
        if form:
            yield path.stem, form


def write_or_keep(path: Path, before: bytes | None, after: bytes, work: bytes = b"") -> None:
    """Write a file that is still as it was read; where it is not, keep the work (else the whole file) beside it.

    Raises Stop with exit code 6 that says where the work is kept, and OSError.
    """
    try:
        write_unchanged({path: (before, after)})
    except Stop as stop:
        if stop.code != LOCKED:
            raise
        raise kept_beside(path, work or after) from stop


def kept_beside(path: Path, work: bytes) -> Stop:
    """Keep work that cannot be written beside its file, and give the Stop that says so; raises OSError."""
    return Stop(LOCKED, "workbench.conflict", path=shown_path(path), kept=shown_path(keep_beside(path, work)))


def keep_answers(workspace: Path, what: str, answers: bytes) -> Path:
    """Keep answers that are not whole yet in a file of their own in the workspace, and give where; raises OSError."""
    number = 1
    while (path := workspace / f"{what}-baru{f'-{number}' if number > 1 else ''}.yaml").exists():
        number += 1
    write_whole(path, answers)
    return path


def shown_path(path: Path) -> str:
    """Write a path as a person in this folder would type it."""
    with suppress(ValueError):
        return str(path.resolve().relative_to(Path.cwd().resolve()))
    return str(path)


def make_workspace(folder: Path, *, empty: bool) -> None:
    """Make a workspace with the shipped bank, or one without sources, rules and items.

    Where that fails or is interrupted, nothing is left of it. Raises Stop where the folder has a bank, or something
    that has the name of what would be made; raises OSError.
    """
    folder = folder.absolute()
    if folder.exists() and not folder.is_dir():
        raise Stop(BAD_INPUT, "workbench.init.no_folder", path=folder)
    if (folder / SETTINGS).is_file() or (folder / BANK / SETTINGS).is_file():
        raise Stop(BAD_INPUT, "workbench.init.has_bank", path=folder)
    above = next(one for one in folder.parents if one.is_dir())
    beside = folder if folder.is_dir() else above
    with tempfile.TemporaryDirectory(dir=beside, prefix=f".{folder.name}.", ignore_cleanup_errors=True) as temporary:
        made = Path(temporary) / "baru"
        _fill(made, empty=empty)
        if beside == folder:
            _move_in(made, folder)
        else:
            folder.parent.mkdir(parents=True, exist_ok=True)
            made.rename(folder)


def _fill(made: Path, *, empty: bool) -> None:
    bank = made / BANK
    for kind in KINDS:
        _write(made / schema_path(kind), json.dumps(schema(kind), ensure_ascii=False, indent=1).encode() + b"\n")
    for name, target in _TEMPLATES.items():
        _write(made / target, (shipped("templates") / "workspace" / name).read_bytes())
    for folder in (bank / "rules", bank / "items", made / SEEDS):
        folder.mkdir(parents=True)
    for path, source in _bank_files(empty=empty):
        _write(bank / path, with_head(source.read_bytes(), path) if is_bank_path(path) else source.read_bytes())
    if empty:
        for path in (SOURCES, INSTRUMENTS):
            _write(bank / path, empty_file(path))
        return
    for text in sorted(seeds_of(shipped_bank()).iterdir()):
        if text.is_file() and not text.name.startswith(_LEFT_BEHIND):
            shutil.copyfile(text, made / SEEDS / text.name)


def _bank_files(*, empty: bool) -> Iterator[tuple[str, Path]]:
    """Give the files of the shipped bank that are copied: path within the bank folder, and where it is."""
    root = shipped_bank()
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if path.is_file() and not any(part.startswith(_LEFT_BEHIND) for part in inside.parts):
            name = inside.as_posix()
            if not (empty and is_bank_path(name) and name != SETTINGS):
                yield name, path


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _move_in(made: Path, folder: Path) -> None:
    """Move what was made into a folder that is there, the bank last, since it is what makes a workspace of it.

    What is there already and the same (an init was cut off by a power failure) is taken over.
    """
    names = sorted((one.name for one in made.iterdir()), key=lambda name: (name == BANK, name))
    there = [name for name in names if (folder / name).exists()]
    foreign = [name for name in there if not _same(made / name, folder / name)]
    if foreign:
        raise Stop(BAD_INPUT, "workbench.init.in_the_way", path=folder, names=", ".join(foreign))
    moved: list[str] = []
    try:
        for name in names:
            if name not in there:
                (made / name).rename(folder / name)
                moved.append(name)
    except BaseException:
        for name in moved:
            (folder / name).rename(made / name)
        raise


def _same(one: Path, other: Path) -> bool:
    """Tell whether two files or folders hold the same."""
    if one.is_file() or other.is_file():
        return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()
    compared = dircmp(one, other)
    if compared.left_only or compared.right_only or compared.funny_files or compared.common_funny:
        return False
    return all(_same(one / name, other / name) for name in (*compared.common_files, *compared.common_dirs))
