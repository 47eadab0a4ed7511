"""What is on the screen, as values: paragraphs with their manner, and the keys that can be pressed."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Manner = Literal["", "strong", "quiet", "good", "bad", "heading", "picked", "quote", "note"]
"""How a paragraph is said; never the only way in which it is told apart from others."""


class Block(Struct, frozen=True):
    """A paragraph: `first` before its first line, `rest` before the others; an empty one is a gap."""

    text: str = ""
    manner: Manner = ""
    first: str = ""
    rest: str = ""
    marked: tuple[int, int] | None = None
    """Half-open offsets of what is underlined in the text."""
    act: str = ""
    """What clicking on it does."""
    anchor: bool = False
    """Whether this is what must be seen first: the option picked, the verdict."""
    airy: bool = False
    """Whether empty lines follow where the whole page has room for them."""


class Bar(Struct, frozen=True):
    """A row of a chart: a label, how many of how many, and the same in words; `first` before a bar without a label."""

    label: str
    part: int
    whole: int
    words: str
    first: str = ""
    manner: Manner = "good"
    airy: bool = False


class Hint(Struct, frozen=True):
    """A key, what it does in one or two words, and the act behind it."""

    key: str
    label: str
    act: str


class Top(Struct, frozen=True):
    """The lines that always stand above: where one is, the mode, the topic, and how far one has come (0 to 1)."""

    left: str
    right: str
    under: str
    done: float
    clock: str = ""
    """What is left of the time, where it is counted."""


class View(Struct, frozen=True):
    """One screen."""

    top: Top
    blocks: tuple[Block | Bar, ...]
    hints: tuple[Hint, ...]
    note: str = ""
    """What has just happened or is missing, above the keys."""
    name: str = ""
    """Which screen it is: another name begins at its top, the same one stays where it was scrolled to."""
    calm: bool = False
    """Whether it is for a hall: wider margins, more empty lines, and not at the top where there is room."""


GAP = Block()
