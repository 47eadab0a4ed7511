"""When the grading of an item changed, so that its version is raised: answers given before were to another question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizgen.bank.patching import PatchError, plain_of, set_scalar
from quizgen.strict_yaml import Seq, read

_WHAT_A_KEY_IS = ("key", "kind")


def key_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell of two states of an item's entry whether an answer is right in one and wrong in the other.

    So it is where key or kind differ, options come or go, or a right and a wrong option change places.
    """
    letters = [set(_options(one)) for one in (old, new)]
    if letters[0] != letters[1] or any(old.get(key) != new.get(key) for key in _WHAT_A_KEY_IS):
        return True
    (right, wrong), (right_now, wrong_now) = _sides(old), _sides(new)
    return bool(right & wrong_now or wrong & right_now)


def is_higher(version: str, old: str) -> bool:
    """Tell whether a version is a number above another."""
    return version.isascii() and version.isdigit() and int(version) > int(old)


def with_versions_raised(before: bytes, after: bytes, path: str) -> tuple[bytes, dict[str, str]]:
    """Raise the version of each item of a file whose key changed and whose version did not rise with it.

    Gives the new bytes and the versions by id. Of a file that cannot be read to the end nothing is changed.
    """
    old, new = _entries(before, path), _entries(after, path)
    raised: dict[str, str] = {}
    for name, entry in new.items():
        was = str(old.get(name, {}).get("version", ""))
        if not (was.isascii() and was.isdigit()) or is_higher(str(entry.get("version", "")), was):
            continue
        if key_changed(old[name], entry):
            try:
                after = set_scalar(after, path, name, "version", str(int(was) + 1))
            except PatchError:  # what stands there is told by the check
                continue
            raised[name] = str(int(was) + 1)
    return after, raised


def _entries(data: bytes, path: str) -> dict[str, dict[str, Any]]:
    """Give the entries of a list file by id; none where it cannot be read to the end."""
    node, problems = read(data, path)
    if problems or not isinstance(node, Seq):
        return {}
    return {str(one["id"]): one for one in plain_of(node) if isinstance(one, dict) and isinstance(one.get("id"), str)}


def _options(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    options = entry.get("options")
    return options if isinstance(options, Mapping) else {}


def _sides(entry: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    """Give the texts of the right options and of the wrong ones."""
    key = entry.get("key", "")
    keys = {key} if isinstance(key, str) else set(map(str, key or ()))
    sides: tuple[set[str], set[str]] = (set(), set())
    for letter, option in _options(entry).items():
        texts = option if isinstance(option, Mapping) else {}
        sides[letter not in keys].update(str(texts[language]) for language in ("id", "en") if texts.get(language))
    return sides
