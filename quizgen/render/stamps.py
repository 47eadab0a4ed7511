"""What stamping takes and gives: papers with blank fields, what each copy has in them, the file. `stamping` does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from quizgen.render.places import Field


class Master(NamedTuple):
    """A paper that all copies of a variant have in common: a PDF and its blank fields."""

    data: bytes
    fields: tuple[Field, ...]


class Stamp(NamedTuple):
    """One copy: which master, the text of each field by name (the payload of `qr`), and whom remarks name."""

    master: str
    texts: Mapping[str, str]
    who: str = ""


class Shortened(NamedTuple):
    """A text that is less than was asked for: whose, which field, and the characters that the font lacks, if any.

    Without characters the text was too long for its field and lost its end.
    """

    who: str
    field: str
    characters: str = ""


class Stamped(NamedTuple):
    """A finished file, its number of pages, and what could not be written whole."""

    data: bytes
    pages: int
    shortened: tuple[Shortened, ...]
