"""The parsed bank, kept in the user's cache folder under the hash of the files it came from.

So that 24 MB need not be hashed at every start, it is also kept which hash the files had whose paths, sizes and
times the disk still gives unchanged (as git's index does).

A quiz needs twenty items of perhaps ten thousand. So a cache file holds a short index (settings, rules, sources, and
for each item what choosing needs) and after it each item on its own, read only when it is chosen. Nothing is lost by
deleting the folder; a file that cannot be read is made anew.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import DecodeError, Struct, ValidationError, msgpack

from quizgen import __version__
from quizgen.files import write_whole
from quizgen.model.bank import Bank, Settings
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source
from quizgen.places import cache_folder

_MARK = f"quizgen {__version__} bank 3\n".encode()
_KEPT = 6


class Row(Struct, frozen=True, array_like=True):
    """What choosing needs to know of an approved item, and where in the file it lies (bytes from the items' start)."""

    item: str
    version: str
    topic: str
    letters: str
    keys: str
    rules: tuple[str, ...]
    level: str
    start: int
    length: int


class Index(Struct, frozen=True, array_like=True):
    """The front part of a cache file: everything but the items."""

    version: str
    settings: Settings
    sources: dict[str, Source]
    instruments: dict[str, Instrument]
    rules: dict[str, Rule]
    rows: tuple[Row, ...]


class Cached:
    """A cache file: its index, and the items of it that are asked for."""

    def __init__(self, opened: Callable[[], BinaryIO]) -> None:
        """Read the index; raises ValueError where the file is not a whole cache file of this version, and OSError."""
        self._opened = opened
        with opened() as file:
            if file.read(len(_MARK)) != _MARK:
                raise ValueError("not a cache file")
            length, whole = int.from_bytes(file.read(8), "big"), int.from_bytes(file.read(8), "big")
            index = file.read(length)
            if file.seek(0, os.SEEK_END) != whole:
                raise ValueError("not a whole cache file")
        try:
            self.index = msgpack.decode(index, type=Index)
        except (DecodeError, ValidationError) as error:
            raise ValueError(str(error)) from error
        self._items_start = len(_MARK) + 16 + length

    def items(self, rows: Iterable[Row]) -> Iterator[Item]:
        """Read items; raises OSError where the file is gone, and msgspec's errors where it was changed meanwhile."""
        with self._opened() as file:
            for row in rows:
                file.seek(self._items_start + row.start)
                yield msgpack.decode(file.read(row.length), type=Item)


def load(digest: str) -> Cached | None:
    """Open the cached bank with that digest; None where there is none that can be used."""
    path = _path(digest)
    try:
        return Cached(lambda: path.open("rb"))
    except (OSError, ValueError):
        return None


def remembered(stamp: str) -> str | None:
    """Give the digest of the files that had this stamp (quizgen.files.bank_stamp); None where that is not known."""
    try:
        known, _, digest = (cache_folder() / f"seen-{stamp[:32]}").read_text("ascii").partition(" ")
    except (OSError, ValueError):
        return None
    return digest if known == stamp and len(digest) == 64 else None


def remember(stamp: str, digest: str) -> None:
    """Keep for the next start which digest the files with this stamp have."""
    _keep(f"seen-{stamp[:32]}", f"{stamp} {digest}".encode())


def packed(bank: Bank) -> bytes:
    """Give a bank as the bytes of a cache file; only approved items are kept."""
    rows: list[Row] = []
    items = bytearray()
    for item in bank.items.values():
        if item.status != "approved":
            continue
        content = _encode(item)
        letters = "" if item.kind == "verdict" else "".join(item.options)
        known = (item.id, item.version, bank.topic_of(item), letters, item.key_letters, item.rules, item.level)
        rows.append(Row(*known, len(items), len(content)))
        items += content
    index = _encode(
        Index(bank.version, bank.settings, dict(bank.sources), dict(bank.instruments), dict(bank.rules), tuple(rows))
    )
    whole = len(_MARK) + 16 + len(index) + len(items)
    return _MARK + len(index).to_bytes(8, "big") + whole.to_bytes(8, "big") + index + bytes(items)


def store(digest: str, content: bytes) -> None:
    """Keep a packed bank."""
    _keep(_path(digest).name, content)


def _keep(name: str, content: bytes) -> None:
    """Write a file of the cache, keeping only the newest few of its kind; not being able to is no fault."""
    with contextlib.suppress(OSError):
        write_whole(cache_folder() / name, content)
        kind = f"{name.partition('-')[0]}-*"
        others = sorted(cache_folder().glob(kind), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in others[_KEPT:]:
            old.unlink(missing_ok=True)


def _encode(value: object) -> bytes:
    """Pack a record; its texts that know their places become plain ones."""
    return msgpack.encode(value, enc_hook=str)


def _path(digest: str) -> Path:
    return cache_folder() / f"bank-{digest[:32]}.cache"
