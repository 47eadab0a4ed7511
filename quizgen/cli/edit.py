"""`quizgen edit`: a record in the user's own editor, at its line; checked afterwards."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.checks import check
from quizgen.bank.grading import with_versions_raised
from quizgen.bank.lookup import Located
from quizgen.bank.newly import newly
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.show import Kind, the_record
from quizgen.cli.voice import language, tell, tell_problems, text
from quizgen.editors import chosen_editor, editor_command, run_editor
from quizgen.edits import keep_beside, write_held
from quizgen.files import bank_files, write_whole
from quizgen.language import say
from quizgen.locks import held
from quizgen.problems import Problem
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, INTERRUPTED, LOCKED, Stop
from quizgen.workspace import kept_beside, shown_path, workspace_bank


def edit(
    id: Annotated[str, typer.Argument(metavar="ID", help=say(language(), "workbench.help.id"))],
    what: Annotated[Kind | None, typer.Option(help=say(language(), "workbench.help.what"), show_default=False)] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Edit a record."""
    bank = workspace_bank(Path.cwd())
    reading = read_bank(bank_files(bank))
    found = the_record(reading, id, what.value if what else None)
    path = bank / found.path
    editor = chosen_editor()
    if not editor:
        raise Stop(BAD_USAGE, "workbench.edit.no_editor", path=shown_path(path), line=found.place.line)
    with held([path], patience=0):
        return _edited(editor, path, found, reading)


def _edited(editor: str, path: Path, found: Located, reading: Reading) -> int:
    """Let the user edit a copy, and write it over the file that is held, if that is still as it was read.

    What the editor leaves is written also where it has faults: it is the user's work, and `check` says what is wrong.
    Only the version of an item whose key changed is raised.
    """
    before = reading.files.yaml[found.path]
    copy = path.with_name(f".{path.stem}.sunting.yaml")
    _rescue(copy, path, before)
    write_whole(copy, before)
    line = found.place.line
    try:
        while True:
            after = _typed(editor, copy, line, path)
            if after == before:
                tell("workbench.edit.unchanged", id=found.id)
                return DONE
            changed = read_bank(reading.files._replace(yaml={**reading.files.yaml, found.path: after}))
            problems = _worth_telling(reading, changed, found)
            tell_problems(problems)
            errors = [problem for problem in problems if problem.is_error]
            if not (errors and _wants_to_go_on()):
                break
            line = max(errors[0].place.line, 1)
        return _written(path, before, after, bool(errors))
    except KeyboardInterrupt:
        return _interrupted(path, before, copy)
    finally:
        with suppress(FileNotFoundError):
            copy.unlink()


def _typed(editor: str, copy: Path, line: int, path: Path) -> bytes:
    """Run the editor on the copy and give what it left; raises Stop where the editor failed."""
    before = path.read_bytes()
    failed = run_editor(editor_command(editor, copy, line))
    after = copy.read_bytes()
    if not failed:
        return after
    if after != before:
        tell("workbench.edit.kept", kept=shown_path(keep_beside(path, after)))
    raise Stop(BAD_USAGE, "workbench.edit.failed", editor=editor, reason=failed, path=shown_path(path), line=line)


def _rescue(copy: Path, path: Path, before: bytes) -> None:
    """Keep what an editing that was cut off (the machine stopped) left; nobody else edits now."""
    with suppress(FileNotFoundError):
        if (left := copy.read_bytes()) != before:
            tell("workbench.edit.rescued", kept=shown_path(keep_beside(path, left)))


def _worth_telling(reading: Reading, changed: Reading, found: Located) -> list[Problem]:
    """Give what is wrong in the edited file, and what the change made wrong elsewhere."""
    problems = check(changed)
    new = newly(check(reading), problems)
    return [problem for problem in problems if problem.place.path == found.place.path or problem in new]


def _wants_to_go_on() -> bool:
    """Ask on a terminal whether to edit again."""
    if not (sys.stdin and sys.stdin.isatty()):
        return False
    sys.stderr.write(say(language(), "workbench.edit.again"))
    sys.stderr.flush()
    typed = sys.stdin.readline().strip().casefold()
    return typed in ("", *say(language(), "workbench.words.yes").split(", "))


def _written(path: Path, before: bytes, after: bytes, has_errors: bool) -> int:
    """Write the work, versions raised where keys changed; gives the exit code, raises Stop."""
    after, raised = with_versions_raised(before, after, shown_path(path))
    for name, version in raised.items():
        tell("workbench.edit.raised", id=name, version=version)
    try:
        write_held({path: (before, after)})
    except Stop as stop:
        if stop.code != LOCKED:
            raise
        raise kept_beside(path, after) from stop
    return BAD_INPUT if has_errors else DONE


def _interrupted(path: Path, before: bytes, copy: Path) -> int:
    """Keep what was saved in the editor by then beside the file, and say where."""
    after = copy.read_bytes()
    if after == before:
        tell("interrupted")
    else:
        tell("workbench.edit.kept", kept=shown_path(keep_beside(path, after)))
    return INTERRUPTED
