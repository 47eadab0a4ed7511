"""`quizgen schema`: the JSON Schema of a bank's files, for editors."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from quizgen.bank.schema import schema as schema_of
from quizgen.cli.voice import text


class FileKind(StrEnum):
    """The kinds of bank file."""

    bank = "bank"
    sources = "sources"
    instruments = "instruments"
    rules = "rules"
    items = "items"


def schema(
    kind: Annotated[FileKind, typer.Argument(metavar=text("metavar.kind"), help=text("schema.kind"))],
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> None:
    """Write the schema of one kind of file to stdout."""
    print(json.dumps(schema_of(kind.value), indent=2))
