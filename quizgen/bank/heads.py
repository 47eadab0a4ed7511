"""The comment head of a bank's file: the line that tells editors its schema, and what each key means.

The meanings are the descriptions in the schema, which are those of the model: they cannot drift from what is checked.
Heads are Indonesian, as the model's descriptions are.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from typing import Any

from quizgen.bank.layout import SETTINGS
from quizgen.bank.schema import KINDS, schema
from quizgen.language import say

SCHEMAS = ".schemas"
"""Folder of the schemas in a workspace, beside the bank folder."""

_WIDTH = 110
_SCHEMA_LINE = "# yaml-language-server: $schema="
_LEAD = re.compile(r"# ?\S")
_BILINGUAL = "Bilingual"


def kind_of(path: str) -> str:
    """Give the kind of bank file that lies at a path within the bank folder: a key of `KINDS`."""
    folder, _, name = path.rpartition("/")
    return folder or name.removesuffix(".yaml")


def schema_path(kind: str) -> str:
    """Give the path of a kind's schema within a workspace."""
    return f"{SCHEMAS}/{kind}.schema.json"


def head(path: str, titles: tuple[str, ...] = ()) -> str:
    """Give the head of the file at a path within the bank folder, ended by a blank line; titles are its first words."""
    kind = kind_of(path)
    whole = schema(kind)
    record = whole["definitions"][KINDS[kind][0].__name__]
    up = "../" * (path.count("/") + 1)
    topic = path.rpartition("/")[2].removesuffix(".yaml") if "/" in path else ""
    about = say("id", "workbench.head.topic", about=record["description"], topic=topic) if topic else ""
    titles = titles or (about or record["description"],)
    lines = [f"{_SCHEMA_LINE}{up}{schema_path(kind)}", *(f"# {title}" for title in (*titles, _required()))]
    return "\n".join([*lines, *_explained(record, whole["definitions"], 2), "", ""])


def with_head(data: bytes, path: str) -> bytes:
    """Give a bank file with a made head in place of the comments at its top; their titles, and all else, are kept.

    A title is a line of that comment that begins one space after its `#`; deeper ones explain keys.
    """
    text = data.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    end = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    leads = [line[1:].strip() for line in lines[:end] if _LEAD.match(line) and not line.startswith(_SCHEMA_LINE)]
    titles = [lead for lead in leads if lead != _required()]
    rest = newline.join(lines[end:]).removeprefix(newline)
    return (head(path, tuple(titles)).replace("\n", newline) + rest).encode()


def empty_file(path: str) -> bytes:
    """Give a list file of the bank that has nothing but its head."""
    assert path != SETTINGS, "the settings are never empty"
    return head(path).encode()


def _required() -> str:
    return say("id", "workbench.head.required")


def _explained(record: dict[str, Any], definitions: dict[str, Any], depth: int) -> Iterator[str]:
    """Give the lines that explain the keys of a record, those of a record within it deeper."""
    properties: dict[str, dict[str, Any]] = record["properties"]
    marked = {key: key + "*" * (key in record["required"]) for key in properties}
    width = max(map(len, marked.values()))
    for key, declared in properties.items():
        inner = _inner(declared)
        both = f" ({say('id', 'workbench.head.both')})" if inner == _BILINGUAL else ""
        begin = f"#{' ' * depth} {marked[key]:{width}}  "
        yield from textwrap.wrap(
            declared["description"].rstrip(".") + both,
            _WIDTH,
            initial_indent=begin,
            subsequent_indent="#" + " " * (len(begin) - 1),
            break_long_words=False,
            break_on_hyphens=False,
        )
        if inner and inner != _BILINGUAL:
            yield from _explained(definitions[inner], definitions, depth + 2)


def _inner(declared: dict[str, Any]) -> str:
    """Name the record that a key holds, one or several; empty where it holds none."""
    members = [declared, *declared.get("allOf", ()), declared.get("items"), declared.get("additionalProperties")]
    found = (member["$ref"] for member in members if isinstance(member, dict) and "$ref" in member)
    return next(found, "").rpartition("/")[2]
