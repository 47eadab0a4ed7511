"""`quizgen review`: drafts one by one; approve, edit, reject, skip."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.voice import language, tell, text
from quizgen.decisions import Decisions
from quizgen.editors import chosen_editor, editor_command, run_editor
from quizgen.language import say
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, INTERRUPTED, Stop
from quizgen.terminal.console import OutputClosed, standard_console
from quizgen.terminal.interrupts import Interrupted, Interrupts
from quizgen.terminal.review import Review
from quizgen.workspace import workspace_bank


def review(
    topic: Annotated[list[str] | None, typer.Option(help=say(language(), "review.topic"), show_default=False)] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Go through the drafts of the workspace's bank."""
    decisions = Decisions(workspace_bank(Path.cwd()))
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


def open_editor(path: str, line: int) -> str:
    """Open a file at a line (1-based) in the user's editor and wait until it is closed.

    Gives, in words, why that failed; empty where it went well.
    """
    editor = chosen_editor()
    if not editor:
        return say(language(), "review.editor.none")
    failed = run_editor(editor_command(editor, Path(path), line))
    return say(language(), "review.editor.failed", editor=editor, reason=failed) if failed else ""
