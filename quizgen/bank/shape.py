"""What is wrong with the form of one record: every fault, each at its place.

msgspec decides quickly whether a node has the form that the model declares, but names only the first fault and no
place. So where it says no, the node is walked here along the same declaration and all faults are collected.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from msgspec import inspect

from quizgen.problems import Place, Problem
from quizgen.strict_yaml import Map, Node, Seq, Text


@cache
def declared(record: type) -> inspect.StructType:
    """Give the declaration of a record class of the model."""
    info = inspect.type_info(record)
    assert isinstance(info, inspect.StructType)
    return info


def faults(node: Node, record: type, path: str) -> Iterator[Problem]:
    """Find all that keeps a node from being a record of that class; nothing where it is one."""
    return _walk(node, declared(record), path, {})


def nearest(word: str, words: list[str]) -> str:
    """Give the word that was probably meant, empty where none is near."""
    folded = {one.lower(): one for one in words}
    near = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def _walk(node: Node, expected: Any, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    """Recurses along the declaration, so never deeper than the model is."""
    if isinstance(expected, inspect.Metadata):
        yield from _walk(node, expected.type, path, extra | (expected.extra or {}))
    elif isinstance(expected, inspect.UnionType):
        yield from _walk_union(node, expected, path, extra)
    elif isinstance(expected, inspect.StructType):
        yield from _walk_record(node, expected, path)
    elif isinstance(expected, inspect.DictType):
        yield from _walk_dictionary(node, expected, path)
    elif isinstance(expected, inspect.VarTupleType):
        yield from _walk_list(node, expected, path, extra)
    elif isinstance(expected, inspect.LiteralType):
        yield from _choice(node, [str(value) for value in expected.values], path)
    elif isinstance(expected, inspect.StrType):
        yield from _text(node, expected, path, extra)
    else:
        raise TypeError(f"the model declares a type that shape does not know: {expected!r}")


def _walk_union(node: Node, expected: inspect.UnionType, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    """An optional value, or text or a list of texts: the member that fits the kind of node decides."""
    members = [member for member in expected.types if not isinstance(member, inspect.NoneType)]
    wanted = inspect.VarTupleType if isinstance(node, Seq) else inspect.StrType
    best = next((member for member in members if isinstance(member, wanted)), members[0])
    yield from _walk(node, best, path, extra)


def _walk_record(node: Node, expected: inspect.StructType, path: str) -> Iterator[Problem]:
    if not isinstance(node, Map):
        yield _wrong_kind(node, "@kind.map", path)
        return
    fields = {field.encode_name: field for field in expected.fields}
    for key, value in node.items():
        if key in fields:
            yield from _walk(value, fields[key].type, path, {})
        else:
            yield _unknown_key(node, key, list(fields), path)
    for name, field in fields.items():
        if field.required and name not in node:
            yield Problem(_place(node, path), "E202", {"key": name})


def _walk_dictionary(node: Node, expected: inspect.DictType, path: str) -> Iterator[Problem]:
    if not isinstance(node, Map):
        yield _wrong_kind(node, "@kind.map", path)
        return
    if not node and expected.min_length:
        yield Problem(_place(node, path), "E207", {"count": "0", "limit": str(expected.min_length)})
    for key, value in node.items():
        line, col = node.key_place(key)
        yield from _form(key, expected.key_type, Place(path, line, col))
        yield from _walk(value, expected.value_type, path, {})


def _walk_list(node: Node, expected: inspect.VarTupleType, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(node, Seq):
        yield _wrong_kind(node, "@kind.seq", path)
        return
    if expected.min_length is not None and len(node) < expected.min_length:
        yield Problem(_place(node, path), "E207", {"count": str(len(node)), "limit": str(expected.min_length)})
    if expected.max_length is not None and len(node) > expected.max_length:
        yield Problem(_place(node, path), "E208", {"count": str(len(node)), "limit": str(expected.max_length)})
    for value in node:
        yield from _walk(value, expected.item_type, path, extra)


def _choice(node: Node, choices: list[str], path: str) -> Iterator[Problem]:
    if not isinstance(node, Text):
        yield _wrong_kind(node, "@kind.text", path)
    elif node not in choices:
        near = nearest(node, choices)
        words = {"value": str(node), "choices": ", ".join(choices), "near": f" ({near}?)" if near else ""}
        yield Problem(_place(node, path), "E204", words)


def _text(node: Node, expected: inspect.StrType, path: str, extra: dict[str, Any]) -> Iterator[Problem]:
    if not isinstance(node, Text):
        yield _wrong_kind(node, "@kind.text", path)
    else:
        yield from _form(node, expected, _place(node, path), extra)


def _form(text: str, expected: Any, place: Place, extra: dict[str, Any] | None = None) -> Iterator[Problem]:
    """Check a text against its declared length and pattern."""
    extra = extra or {}
    while isinstance(expected, inspect.Metadata):
        extra, expected = extra | (expected.extra or {}), expected.type
    if expected.pattern and not re.search(expected.pattern, text):
        yield Problem(place, "E206", {"value": _short(text), "form": f"@form.{extra.get('form', 'text')}"})
    elif expected.min_length and len(text) < expected.min_length:
        yield Problem(place, "E205")
    elif expected.max_length is not None and len(text) > expected.max_length:
        yield Problem(place, "E209", {"length": str(len(text)), "limit": str(expected.max_length)})


def _unknown_key(node: Map, key: str, known: list[str], path: str) -> Problem:
    line, col = node.key_place(key)
    if node[key] == "" and " " in key:  # {id: Saat kampanye, bolehkah Anda?}
        return Problem(Place(path, line, col), "E212", {"key": _short(key)})
    near = nearest(key, known)
    words = {"key": _short(key), "near": near, "known": ", ".join(known)}
    return Problem(Place(path, line, col), "E201" if near else "E210", words)


def _wrong_kind(node: Node, expected: str, path: str) -> Problem:
    if node == "":
        return Problem(_place(node, path), "E211", {"expected": expected})
    found = "@kind.map" if isinstance(node, Map) else "@kind.seq" if isinstance(node, Seq) else "@kind.text"
    return Problem(_place(node, path), "E203", {"expected": expected, "found": found})


def _place(node: Node, path: str) -> Place:
    return Place(path, node.line, node.col)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
