"""`quizgen init`: a folder in which a trainer works."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.voice import language, text
from quizgen.language import say
from quizgen.stop import DONE
from quizgen.workspace import make_workspace


def init(
    folder: Annotated[
        Path, typer.Argument(metavar=text("metavar.folder"), help=say(language(), "workbench.help.init.folder"))
    ],
    empty: Annotated[
        bool, typer.Option("--empty", help=say(language(), "workbench.help.init.empty"), show_default=False)
    ] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Make a workspace."""
    make_workspace(folder, empty=empty)
    print(say(language(), "workbench.init.made.empty" if empty else "workbench.init.made", folder=folder), flush=True)
    return DONE
