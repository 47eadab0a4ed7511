"""What a kit's folder holds: each file and what it was made from, so that an interrupted kit goes on."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, field, json

from quizgen.files import write_whole
from quizgen.stop import DISK, Stop

NAME = "kit.json"
_SECONDS = 1.0
"""How long the list may lag behind: writing it after each of 20,000 files would take longer than the files."""
_STALE = 600.0
"""Seconds after which nobody can be at work on a half-written file any more."""


class Entry(Struct, frozen=True):
    """A finished file: a digest of all that it was made from, of its bytes, its pages, and what it lacks."""

    made_from: str
    sha256: str
    pages: int
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()


class Manifest(Struct):
    """The list of a kit's files, by name; a file that is still to be made has an entry of empty texts."""

    form: str
    bank: str
    files: dict[str, Entry] = field(default_factory=dict)


_TO_BE_MADE = Entry("", "", 0)


class Ledger:
    """The manifest of a folder while its files are made; raises OSError where the disk refuses."""

    def __init__(self, folder: Path, form: str, bank: str) -> None:
        self.folder = folder
        self._manifest = Manifest(form, bank, _known(folder))
        self._named: set[str] = set()
        self._written = time.monotonic()
        self._to_be_noted = False

    def done(self, name: str, made_from: str) -> Entry | None:
        """Give the entry of a file that is there just as it would be made now; None where it has to be made.

        What has to be made is noted before the first file is written, so that what a killed run leaves counts as ours.
        """
        self._named.add(name)
        entry = self._manifest.files.get(name)
        if entry is not None and entry.made_from == made_from and self._sha(name) == entry.sha256:
            return entry
        self._manifest.files[name] = _TO_BE_MADE
        self._to_be_noted = True
        return None

    def is_foreign(self, name: str) -> bool:
        """Tell whether a file of that name is there that no kit of this folder made, or was about to make."""
        path = self.folder / name
        if not os.path.lexists(path):
            return False
        entry = self._manifest.files.get(name)
        if entry is None or path.is_symlink() or not path.is_file():
            return True
        return entry.sha256 not in ("", self._sha(name))

    def _sha(self, name: str) -> str:
        try:
            with (self.folder / name).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""

    def begin(self, names: Iterable[str]) -> None:
        """Remove what a killed run left half written; raises Stop where files would be written through a link."""
        folders = {self.folder / name for name in {name.rpartition("/")[0] for name in names}}
        for one in folders:
            if one.is_symlink() and one != self.folder:
                raise Stop(DISK, "kit.outside", path=one)
            _sweep(one)

    def keep(self, name: str, entry: Entry, data: bytes) -> None:
        """Write a file whole and note it."""
        if self._to_be_noted:
            self.write()
            self._to_be_noted = False
        write_whole(self.folder / name, data)
        self._manifest.files[name] = entry
        self._named.add(name)
        if time.monotonic() - self._written > _SECONDS:
            self.write()

    def write(self) -> None:
        """Write the list."""
        write_whole(self.folder / NAME, json.format(json.encode(self._manifest, enc_hook=str, order="sorted")) + b"\n")
        self._written = time.monotonic()

    def before(self) -> list[str]:
        """Give the files of earlier runs that were not asked for in this one."""
        return [name for name in sorted(self._manifest.files) if name not in self._named]

    def remove(self, names: Iterable[str]) -> list[str]:
        """Remove files of earlier runs that are still as they were made, and give their names."""
        gone = [name for name in names if not self.is_foreign(name) and (self.folder / name).is_file()]
        for name in gone:
            (self.folder / name).unlink()
        return gone

    def close(self) -> None:
        """Write the list of a finished kit: its files, and those of an earlier run that are still there."""
        known = self._manifest.files
        kept = [name for name in known if name in self._named or (self.folder / name).is_file()]
        self._manifest.files = {name: known[name] for name in sorted(kept)}
        self.write()


def _sweep(folder: Path) -> None:
    """Remove the half of a file that a killed run left some time ago."""
    for one in folder.glob(".*.pdf.*") if folder.is_dir() else ():
        with suppress(OSError):
            if time.time() - one.lstat().st_mtime > _STALE:
                one.unlink()


def _known(folder: Path) -> dict[str, Entry]:
    """Read the list that an earlier run left; empty where there is none that can be read."""
    try:
        return json.decode((folder / NAME).read_bytes(), type=Manifest).files
    except (OSError, DecodeError, ValidationError):
        return {}
