"""Reading a bank again and again, each time only the files whose bytes have changed."""

from __future__ import annotations

from typing import Any

from quizgen.bank.layout import INSTRUMENTS, SETTINGS, SOURCES, Files
from quizgen.bank.reading import Reading, read_bank


class Rereader:
    """Gives what `read_bank` gives, and remembers what it made of each file."""

    def __init__(self) -> None:
        self._parts: dict[str, tuple[bytes, Reading]] = {}

    def read(self, files: Files) -> Reading:
        """Read all files of a bank."""
        known, self._parts = self._parts, {}
        whole = Reading(files)
        for path in _order(files):
            data = files.yaml[path]
            before = known.get(path)
            part = before[1] if before and before[0] == data else read_bank(Files({path: data}, {}, files.prefix))
            self._parts[path] = data, part
            _add(whole, part, is_settings=path == SETTINGS)
        if SETTINGS not in files.yaml:
            whole.problems += read_bank(Files({}, {}, files.prefix)).problems
        return whole


def _order(files: Files) -> list[str]:
    """Give the paths in the order in which a bank is read."""
    first = [path for path in (SETTINGS, SOURCES, INSTRUMENTS) if path in files.yaml]
    folders = [sorted(path for path in files.yaml if path.startswith(folder)) for folder in ("rules/", "items/")]
    return [*first, *(path for folder in folders for path in folder)]


def _add(whole: Reading, part: Reading, *, is_settings: bool) -> None:
    whole.settings = part.settings or whole.settings
    for records, more in _lists(whole, part):
        records.extend(more)
    for kind, ids in part.seen.items():
        whole.seen.setdefault(kind, set()).update(ids)
    whole.cut |= part.cut
    # Every other file was read as a bank without bank.yaml, which is no fault of this one.
    whole.problems += [one for one in part.problems if is_settings or one.code != "E116"]


def _lists(whole: Reading, part: Reading) -> list[tuple[list[Any], list[Any]]]:
    return [
        (whole.sources, part.sources),
        (whole.instruments, part.instruments),
        (whole.rules, part.rules),
        (whole.items, part.items),
    ]
