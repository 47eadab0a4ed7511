"""Where each part of a YAML text begins and ends, for those who change the text at its place.

Offsets are half-open, 0-based and count characters of the text without a BOM. The text must have passed the strict
reader before: nothing here checks, and depth is bounded there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget that it is exported
from yaml.events import (
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)


@dataclass(slots=True)
class Span:
    """One text, list or mapping in the YAML text; a mapping's children are key, value, key, value.

    line and column are 0-based; style is the quotation mark or block sign of a text, empty for a plain one.
    """

    kind: Literal["text", "seq", "map"]
    start: int
    end: int
    line: int
    column: int
    text: str = ""
    style: str = ""
    is_flow: bool = False
    children: list[Span] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Offset after the last character that belongs to it, blank lines and comments after it left out."""
        return self.end if self.kind == "text" or self.is_flow or not self.children else self.children[-1].last

    def value_of(self, key: str) -> Span | None:
        """Give the value of a key of a mapping; None where it has no such key."""
        pairs = zip(self.children[::2], self.children[1::2], strict=True) if self.kind == "map" else ()
        return next((value for name, value in pairs if name.kind == "text" and name.text == key), None)


def spans(text: str) -> tuple[Span | None, int | None]:
    """Give the root (None where the text says nothing), and the offset of the line `...` that ends it, or None."""
    parser: Any = CParser(text.encode("utf-8"))  # in the stubs, marks and events lack what they have
    root: Span | None = None
    end: int | None = None
    stack: list[Span] = []
    while (event := parser.get_event()) is not None:
        kind, mark = type(event), event.start_mark
        if kind is ScalarEvent:
            made = _text(event, text)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            made = Span("map", mark.index, mark.index, mark.line, mark.column, is_flow=bool(event.flow_style))
            made.kind = "map" if kind is MappingStartEvent else "seq"
        else:
            if kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop().end = event.end_mark.index
            elif kind is DocumentEndEvent and event.explicit:
                end = mark.index
            continue
        if stack:
            stack[-1].children.append(made)
        elif root is None:
            root = made
        if made.kind != "text":
            stack.append(made)
    is_nothing = root is not None and root.kind == "text" and root.start == root.end
    return (None if is_nothing else root), end


def _text(event: Any, text: str) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    style = event.style or ""
    if style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Span("text", start, end, event.start_mark.line, event.start_mark.column, event.value, style)
