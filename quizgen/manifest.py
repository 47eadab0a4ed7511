"""What a kit's folder holds: each file and what it was made from, so that an interrupted kit goes on."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from msgspec import DecodeError, Struct, ValidationError, field, json

from quizgen.files import write_whole

NAME = "kit.json"
_SECONDS = 1.0
"""How long the list may lag behind: writing it after each of 20,000 files would take longer than the files."""


class Entry(Struct, frozen=True):
    """A finished file: a digest of all that it was made from, of its bytes, its pages, and what it lacks."""

    made_from: str
    sha256: str
    pages: int
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()


class Manifest(Struct):
    """The list of a kit's files, by name."""

    form: str
    bank: str
    files: dict[str, Entry] = field(default_factory=dict)


class Ledger:
    """The manifest of a folder while its files are made; raises OSError where the disk refuses."""

    def __init__(self, folder: Path, form: str, bank: str) -> None:
        self.folder = folder
        self._manifest = Manifest(form, bank, _known(folder))
        self._named: set[str] = set()
        self._written = time.monotonic()

    def done(self, name: str, made_from: str) -> Entry | None:
        """Give the entry of a file that is there just as it would be made now; None where it has to be made."""
        self._named.add(name)
        entry = self._manifest.files.get(name)
        if entry is None or entry.made_from != made_from:
            return None
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        return entry if hashlib.sha256(data).hexdigest() == entry.sha256 else None

    def is_foreign(self, name: str) -> bool:
        """Tell whether a file of that name is there that no kit of this folder made."""
        path = self.folder / name
        if not path.exists():
            return False
        entry = self._manifest.files.get(name)
        return entry is None or hashlib.sha256(path.read_bytes()).hexdigest() != entry.sha256

    def keep(self, name: str, entry: Entry, data: bytes) -> None:
        """Write a file whole and note it."""
        write_whole(self.folder / name, data)
        self._manifest.files[name] = entry
        self._named.add(name)
        if time.monotonic() - self._written > _SECONDS:
            self.write()

    def write(self) -> None:
        """Write the list."""
        write_whole(self.folder / NAME, json.format(json.encode(self._manifest, order="sorted")) + b"\n")
        self._written = time.monotonic()

    def close(self) -> None:
        """Write the list of a finished kit: without files that are no part of it any more."""
        self._manifest.files = {name: self._manifest.files[name] for name in sorted(self._named)}
        self.write()


def _known(folder: Path) -> dict[str, Entry]:
    """Read the list that an earlier run left; empty where there is none that can be read."""
    try:
        return json.decode((folder / NAME).read_bytes(), type=Manifest).files
    except (OSError, DecodeError, ValidationError):
        return {}
