"""As much of JSON Schema draft-07 as quizgen's schemas use, and how an editor's YAML 1.2 parser types plain scalars.

An unknown keyword fails loudly, so the schemas cannot outgrow it unnoticed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name it as exported
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

TYPES: dict[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
INNER = {"properties", "additionalProperties", "propertyNames", "items", "allOf", "anyOf"}
SAYS_NOTHING = {"$schema", "title", "description", "examples", "default", "definitions"}


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], at: str = "") -> Iterator[str]:
    """Give for each keyword that a value breaks where and which."""
    if "$ref" in schema:  # its siblings are ignored in draft-07
        yield from faults(value, root["definitions"][schema["$ref"].rpartition("/")[2]], root, at)
        return
    for keyword, wanted in schema.items():
        if keyword in SAYS_NOTHING:
            continue
        if keyword in INNER:
            yield from _inner(keyword, value, schema, root, at)
        elif not KEYWORDS[keyword](value, wanted):
            yield f"{at}: {keyword}"


def _inner(keyword: str, value: Any, schema: dict[str, Any], root: dict[str, Any], at: str) -> Iterator[str]:
    wanted = schema[keyword]
    if keyword == "allOf":
        for member in wanted:
            yield from faults(value, member, root, at)
    elif keyword == "anyOf":
        if all(any(True for _ in faults(value, member, root, at)) for member in wanted):
            yield f"{at}: anyOf"
    elif keyword == "items" and isinstance(value, list):
        for position, one in enumerate(value):
            yield from faults(one, wanted, root, f"{at}[{position}]")
    elif isinstance(value, dict):
        yield from _inside(keyword, value, schema, root, at)


def _inside(
    keyword: str, value: dict[str, Any], schema: dict[str, Any], root: dict[str, Any], at: str
) -> Iterator[str]:
    wanted = schema[keyword]
    if keyword == "properties":
        for key in value.keys() & wanted.keys():
            yield from faults(value[key], wanted[key], root, f"{at}.{key}")
    elif keyword == "propertyNames":
        for key in value:
            yield from faults(key, wanted, root, f"{at}.{key}")
    elif keyword == "additionalProperties":
        for key in value.keys() - schema.get("properties", {}).keys():
            if wanted is False:
                yield f"{at}.{key}: additionalProperties"
            else:
                yield from faults(value[key], wanted, root, f"{at}.{key}")


def _type(value: Any, wanted: str | list[str]) -> bool:
    return any(TYPES[name](value) for name in ([wanted] if isinstance(wanted, str) else wanted))


def _ecma(pattern: str) -> str:
    """An editor's `$` holds only at the very end, and its `\\d` only for ASCII."""
    return pattern.replace("\\d", "[0-9]").replace("$", r"\Z")


KEYWORDS: dict[str, Callable[[Any, Any], bool]] = {
    "type": _type,
    "enum": lambda value, wanted: any(value == one and type(value) is type(one) for one in wanted),
    "pattern": lambda value, wanted: not isinstance(value, str) or re.search(_ecma(wanted), value) is not None,
    "minLength": lambda value, wanted: not isinstance(value, str) or len(value) >= wanted,
    "maxLength": lambda value, wanted: not isinstance(value, str) or len(value) <= wanted,
    "minimum": lambda value, wanted: not TYPES["number"](value) or value >= wanted,
    "maximum": lambda value, wanted: not TYPES["number"](value) or value <= wanted,
    "minItems": lambda value, wanted: not isinstance(value, list) or len(value) >= wanted,
    "maxItems": lambda value, wanted: not isinstance(value, list) or len(value) <= wanted,
    "minProperties": lambda value, wanted: not isinstance(value, dict) or len(value) >= wanted,
    "required": lambda value, wanted: not isinstance(value, dict) or all(key in value for key in wanted),
}


def typed(text: str, plain: bool) -> Any:
    """Type a scalar by the core schema of YAML 1.2; a quoted one is text."""
    if not plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return text.lower() == "true"
    if re.fullmatch(r"[-+]?[0-9]+", text):
        return int(text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", text):
        return float(text)
    return text


def as_editor(data: bytes) -> Any:
    """Parse YAML (without anchors) as an editor's language server does."""
    parser = CParser(data)
    stack: list[tuple[Any, list[str]]] = [([], [])]

    def put(value: Any, key_text: str = "") -> None:
        container, waiting = stack[-1]
        if isinstance(container, list):
            container.append(value)
        elif waiting:
            container[waiting.pop()] = value
        else:
            waiting.append(key_text or str(value))

    while (event := parser.get_event()) is not None:
        if isinstance(event, ScalarEvent):
            put(typed(event.value, event.style is None), event.value)
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            stack.append(({} if isinstance(event, MappingStartEvent) else [], []))
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            put(stack.pop()[0])
    found = stack[0][0]
    return found[0] if found else None
