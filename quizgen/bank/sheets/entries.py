"""A row as an entry of the bank: a text put at its keys, and what is wrong with the entry's form, by its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from yaml.error import Mark as YamlMark

from quizgen.bank.new_entry import ORDER
from quizgen.bank.patching import plain_of
from quizgen.bank.reading import Reading
from quizgen.bank.shape import faults
from quizgen.bank.sheets.columns import columns
from quizgen.model.item import Item
from quizgen.model.words import Record
from quizgen.problems import Problem
from quizgen.strict_yaml import Map, Node, Seq, Text, read

Path = tuple[str, ...]

MISSING = "E202"
_WITHIN = {name: number for number, name in enumerate(("id", "en", "rationale"))}


class PlainItems:
    """The items of a bank as their files write them, each file read once, when one of its items is asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.files: dict[str, dict[str, dict[str, Any]]] = {}

    def entry(self, path: str, name: str) -> dict[str, Any]:
        """Give the item of that id in the file at a path within the bank folder; raises KeyError."""
        if path not in self.files:
            node, _ = read(self.reading.files.yaml[path], path)
            entries = plain_of(node) if isinstance(node, Seq) else []
            self.files[path] = {str(one["id"]): one for one in entries if isinstance(one, dict) and "id" in one}
        return self.files[path][name]


def with_values(entry: Mapping[str, Any], values: Mapping[Path, Any]) -> dict[str, Any]:
    """Give an entry with values at their keys (None: taken out), mappings that become empty left out, keys in order."""
    whole = deepcopy(dict(entry))
    for path, value in values.items():
        _put(whole, path, value)
    rank = {name: number for number, name in enumerate(ORDER["item"])}
    return {key: _ordered(whole[key], key) for key in sorted(whole, key=lambda key: rank.get(key, len(rank)))}


def _put(whole: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at its keys, or take it out with the mappings that become empty."""
    within = [whole]
    for key in path[:-1]:
        inner = within[-1].get(key)
        if not isinstance(inner, dict):
            if value is None:
                return
            inner = within[-1][key] = {}
        within.append(inner)
    if value is not None:
        within[-1][path[-1]] = value
        return
    for holder, key in reversed(list(zip(within, path, strict=True))):
        holder.pop(key, None)
        if holder:
            break


def _ordered(value: Any, key: str) -> Any:
    if not isinstance(value, dict):
        return value
    names = sorted(value) if key == "options" else sorted(value, key=lambda name: _WITHIN.get(name, len(_WITHIN)))
    return {name: _ordered(value[name], name) for name in names}


def form_faults(entry: Mapping[str, Any]) -> Iterator[tuple[str, Problem]]:
    """Find what keeps an entry from being an item: the name of the column at fault, and the Problem without a place."""
    paths: list[Path] = []
    for problem in faults(_node(entry, (), paths), Item, ""):
        path = paths[problem.place.line - 1]
        yield column_of((*path, problem.words["key"]) if problem.code == MISSING else path), problem


def column_of(path: Path) -> str:
    """Name the column that holds what stands at these keys, or the first of what stands below them."""
    while path:
        for column in columns():
            if column.path[: len(path)] == path:
                return column.name
        path = path[:-1]
    return "id"


def texts_of(value: object, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Give the texts of a record that know their place, each with the keys that lead to it."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, Record):
        for name in value.__struct_fields__:
            yield from texts_of(getattr(value, name), (*path, name))
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from texts_of(one, (*path, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from texts_of(one, path)


def _node(value: Any, path: Path, paths: list[Path]) -> Node:
    """Make a node as the strict reader does, whose line (1-based) is the number of its keys in `paths`."""
    paths.append(path)
    mark = YamlMark("", 0, len(paths) - 1, 0, None, 0)
    node: Node
    if isinstance(value, Mapping):
        node = Map({str(key): _node(one, (*path, str(key)), paths) for key, one in value.items()})
        node.key_marks = {key: one.mark for key, one in node.items()}
        node.flawed = False
    elif isinstance(value, str):
        node = Text(value)
    else:
        node = Seq(_node(one, path, paths) for one in value)
        node.flawed = False
    node.mark = mark
    return node
