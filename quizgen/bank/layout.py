"""What files a bank is made of, and the digest that names their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

SETTINGS, SOURCES, INSTRUMENTS = "bank.yaml", "sources.yaml", "instruments.yaml"


class Files(NamedTuple):
    """A bank as bytes: its YAML files by path within the bank folder, and the stored source texts by name."""

    yaml: Mapping[str, bytes]
    seeds: Mapping[str, bytes]
    prefix: str = ""
    """What stands before a path when it is shown, such as `question_bank/`."""
    other: tuple[str, ...] = ()
    """Further files within the bank folder, by path: an emblem, or a file that is no part of a bank's layout."""


def is_bank_path(path: str) -> bool:
    """Tell whether a path within the bank folder is one of the files that a bank is made of."""
    folder, _, name = path.rpartition("/")
    return path in (SETTINGS, SOURCES, INSTRUMENTS) or (folder in ("rules", "items") and name.endswith(".yaml"))


def digest_of(yaml: Mapping[str, bytes]) -> str:
    """Hash the names and bytes of a bank's files (SHA-256, hexadecimal); the same files give the same digest."""
    whole = hashlib.sha256()
    for path in sorted(yaml):
        whole.update(f"{path}\0{len(yaml[path])}\0".encode("utf-8", "surrogateescape"))
        whole.update(yaml[path])
    return whole.hexdigest()
