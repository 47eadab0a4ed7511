"""`quizgen review`: drafts one by one; approve, edit, reject, skip."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.voice import language, tell, text
from quizgen.decisions import Decisions
from quizgen.files import find_bank
from quizgen.language import say
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, INTERRUPTED, Stop
from quizgen.terminal.console import OutputClosed, standard_console
from quizgen.terminal.interrupts import Interrupted, Interrupts
from quizgen.terminal.review import Review

_PLUS_LINE = frozenset("vi vim nvim nano emacs emacsclient micro kak joe gedit kate mg".split())
_COLON_LINE = {
    "code": ("--wait", "--goto"),
    "codium": ("--wait", "--goto"),
    "subl": ("--wait",),
    "hx": (),
    "zed": ("--wait",),
}


def review(
    topic: Annotated[list[str] | None, typer.Option(help=say(language(), "review.topic"), show_default=False)] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Go through the drafts of the workspace's bank."""
    bank = find_bank(Path.cwd())
    if bank is None or "_shipped" in bank.parts:
        raise Stop(BAD_USAGE, "review.no_workspace")
    decisions = Decisions(bank)
    if decisions.reading.settings is None:
        errors = [problem for problem in decisions.problems if problem.is_error]
        raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
    known = decisions.reading.settings.record.topics
    for name in topic or ():
        if name not in known:
            raise Stop(BAD_USAGE, "cli.bad_topic", topic=name, topics=", ".join(known))
    interrupts = Interrupts()
    with interrupts.installed(), suppress(OutputClosed):
        try:
            Review(standard_console(interrupts.waiting), decisions, language(), open_editor, topic or ()).run()
        except Interrupted:
            tell("interrupted")
            return INTERRUPTED
    return DONE


def open_editor(path: str, line: int) -> str | None:
    """Open a file at a line (1-based) in VISUAL, EDITOR or the system's own editor, and wait until it is closed.

    Gives the editor's name where it cannot be started, else None.
    """
    typed = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ("notepad" if sys.platform == "win32" else "vi")
    command = editor_command(typed, path, line)
    try:
        subprocess.run(command, check=False)
    except OSError:
        return typed
    return None


def editor_command(typed: str, path: str, line: int) -> list[str]:
    """Give the command that opens a file at a line in an editor as a user names it (`code -n`, `/usr/bin/vim`)."""
    words = shlex.split(typed, posix=sys.platform != "win32") or ["vi"]
    name = Path(words[0].strip('"')).stem.lower()
    if name in _PLUS_LINE:
        return [*words, f"+{line}", path]
    if name in _COLON_LINE:
        return [*words, *(word for word in _COLON_LINE[name] if word not in words), f"{path}:{line}"]
    return [*words, path]
