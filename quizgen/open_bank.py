"""Opening a bank for use: the workspace's, or the shipped one, read-only; checked once, then from the cache."""

from __future__ import annotations

import io
import time
from collections.abc import Collection, Iterable
from functools import cached_property, partial
from pathlib import Path

from quizgen import cache
from quizgen.bank.layout import digest_of
from quizgen.files import bank_bytes, bank_files, bank_stamp, find_bank, shipped_bank
from quizgen.model.bank import Bank, Settings
from quizgen.model.form import Slot
from quizgen.quiz.assemble import Candidate, shown_key
from quizgen.stop import BAD_INPUT, DISK, Stop, reason_of

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written again is sure to get another time (FAT counts in 2 s)."""


class OpenBank:
    """A bank without errors, its items read as they are needed."""

    def __init__(self, folder: Path, workspace: Path | None, content: cache.Cached) -> None:
        self.folder = folder
        self.workspace = workspace
        """The folder that the bank folder lies in; None for the shipped bank, which is never written."""
        self._content = content

    @property
    def settings(self) -> Settings:
        """The settings in bank.yaml."""
        return self._content.index.settings

    @property
    def version(self) -> str:
        """The bank version as printed on paper."""
        return self._content.index.version

    @cached_property
    def _rows(self) -> dict[str, cache.Row]:
        return {row.item: row for row in self._content.index.rows}

    def candidates(self, as_of: str, topics: Collection[str] = ()) -> list[Candidate]:
        """Give the approved items whose rules are all in force on an ISO day, of these topics (none named: of all)."""
        index = self._content.index
        in_force = {name for name, rule in index.rules.items() if rule.in_force_on(as_of, index.instruments)}
        return [
            Candidate(row.item, row.version, row.topic, row.letters, row.keys, row.level)
            for row in index.rows
            if in_force.issuperset(row.rules) and (not topics or row.topic in topics)
        ]

    def pick(self, items: Iterable[str]) -> Bank:
        """Give a bank of only these items, with what belongs to them; raises KeyError for an item it does not have."""
        index = self._content.index
        rows = [self._rows[name] for name in items]
        return Bank(
            settings=index.settings,
            sources=index.sources,
            instruments=index.instruments,
            rules=index.rules,
            items={item.id: item for item in self._content.items(rows)},
            version=index.version,
        )

    def fits(self, slot: Slot) -> bool:
        """Tell whether the bank still has a form's item, approved, at that version, with those options and that key."""
        row = self._rows.get(slot.item)
        if row is None or row.version != slot.version or sorted(row.letters) != sorted(slot.order):
            return False
        return slot.key in ("", shown_key(row.keys, slot.order))


def open_bank(start: Path | None = None) -> OpenBank:
    """Open the bank of a folder (None: the working folder), else the shipped one.

    Raises Stop where a folder was named that has no bank, the bank has errors, or it cannot be read.
    """
    folder = find_bank(start or Path.cwd())
    if folder is None and start is not None:
        raise Stop(BAD_INPUT, "cli.no_bank", folder=start)
    workspace = folder.parent if folder else None
    folder = folder or shipped_bank()
    try:
        digest = _digest(folder)
        content = cache.load(digest) or _read(folder, digest)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=error.filename or folder) from error
    return OpenBank(folder, workspace, content)


def _digest(folder: Path) -> str:
    """Give the digest of a bank's files: from the cache if the disk says they are unchanged, else by reading them."""
    stamp, touched = bank_stamp(folder)
    digest = cache.remembered(stamp)
    if digest is None:
        digest = digest_of(bank_bytes(folder))
        if time.time_ns() - touched > _SETTLED:
            cache.remember(stamp, digest)
    return digest


def _read(folder: Path, digest: str) -> cache.Cached:
    """Read and check a bank that is not in the cache yet; raises Stop with its errors."""
    from quizgen.bank.checks import check
    from quizgen.bank.reading import read_bank

    reading = read_bank(bank_files(folder))
    errors = [problem for problem in check(reading) if problem.is_error]
    if errors:
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    content = cache.packed(reading.bank())
    cache.store(digest, content)
    return cache.Cached(partial(io.BytesIO, content))
