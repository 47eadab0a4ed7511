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

_DRAFT = "http://json-schema.org/draft-07/schema#"


def schema(kind: str) -> dict[str, Any]:
    """Give the JSON Schema of one kind of bank file; raises KeyError for a kind there is none of."""
    record, is_list = KINDS[kind]
    (reference,), definitions = msgspec.json.schema_components([record], ref_template="#/definitions/{name}")
    for name, definition in definitions.items():
        definition["description"] = definition.get("description") or _first_line(_docstring(name))
    root: dict[str, Any] = {"$schema": _DRAFT, "title": f"quizgen: {kind}.yaml"}
    root |= {"type": "array", "items": reference} if is_list else reference
    return _with_descriptions(root | {"definitions": definitions})


def _docstring(name: str) -> str:
    return next((record.__doc__ or "" for record, _ in KINDS.values() if record.__name__ == name), "")


def _first_line(text: str) -> str:
    return re.split(r"\n\s*\n", text.strip())[0]


def _with_descriptions(schema: dict[str, Any]) -> dict[str, Any]:
    """Make references that carry a description work in draft-07, where siblings of `$ref` are ignored."""
    pending: list[Any] = [schema]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if "$ref" in node and len(node) > 1:
                node["allOf"] = [{"$ref": node.pop("$ref")}]
            pending.extend(node.values())
        elif isinstance(node, list):
            pending.extend(node)
    return schema
