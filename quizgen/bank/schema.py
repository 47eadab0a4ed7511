"""The bank's files as JSON Schema (draft-07, which editors' YAML plugins speak), from the model's own declaration."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from quizgen.model.bank import Settings
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.model.source import Instrument, Source

KINDS: dict[str, tuple[type, bool]] = {
    "bank": (Settings, False),
    "sources": (Source, True),
    "instruments": (Instrument, True),
    "rules": (Rule, True),
    "items": (Item, True),
}
"""Kind of file: the record it holds, and whether it is a list of them."""

_PROBES = [0, 1, *(number for power in range(1, 12) for number in (10**power - 1, 10**power))]
"""Whole numbers that show between which two a pattern of digits holds."""

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of one kind of bank file; raises KeyError for a kind there is none of."""
    record, is_list = KINDS[kind]
    (reference,), definitions = msgspec.json.schema_components([record], ref_template="#/definitions/{name}")
    for name, definition in definitions.items():
        definition["description"] = definition.get("description") or _first_line(_docstring(name))
    root: dict[str, Any] = {"$schema": _DRAFT, "title": f"quizgen: {kind}.yaml"}
    root |= {"type": "array", "items": reference} if is_list else reference
    return _for_editors(root | {"definitions": definitions})


def _docstring(name: str) -> str:
    return next((record.__doc__ or "" for record, _ in KINDS.values() if record.__name__ == name), "")


def _first_line(text: str) -> str:
    return re.split(r"\n\s*\n", text.strip())[0]


def _for_editors(schema: dict[str, Any]) -> dict[str, Any]:
    """Fit what msgspec generates to editors: they speak draft-07, and type plain scalars that we keep as text."""
    pending: list[Any] = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            _without_null(node)
            _typed(node)
            if "$ref" in node and len(node) > 1:  # siblings of $ref are ignored in draft-07
                node["allOf"] = [{"$ref": node.pop("$ref")}]
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)
    return schema


def _without_null(node: dict[str, Any]) -> None:
    """An optional key may be left out; left empty it is a fault, as in our own validation."""
    if {"type": "null"} in node.get("anyOf", ()):
        others = [member for member in node.pop("anyOf") if member != {"type": "null"}]
        if node.get("default", "") is None:
            del node["default"]
        node |= (others[0] | node) if len(others) == 1 else {"anyOf": others}


def _typed(node: dict[str, Any]) -> None:
    """Accept what an editor makes of a plain scalar: `1` a number, `true` a boolean; our reader takes both as text."""
    if node.get("type") == "string" and isinstance(node.get("pattern"), str):
        fitting = [number for number in _PROBES if re.search(node["pattern"], str(number))]
        if fitting:
            node["type"] = ["string", "integer"]
            node["minimum"] = fitting[0]
            if fitting[-1] != _PROBES[-1]:
                node["maximum"] = fitting[-1]
    elif node.get("type") == "string":
        node["type"] = ["string", "number", "boolean"]
    elif isinstance(node.get("enum"), list):
        node["enum"] = node["enum"] + [value == "true" for value in node["enum"] if value in ("true", "false")]
