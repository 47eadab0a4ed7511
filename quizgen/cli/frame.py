"""What all commands share: the list of them, the language, how faults are shown, and the exit codes.

A command is a row of `COMMANDS` and a function of the same name in a module of this package; the module is imported
only when the command is run, so `--help` and the quiz start quickly. Its help is in the catalogue `cli` (`NAME.short`,
`NAME.help`), so that `--lang` holds for it too.
"""

from __future__ import annotations

import builtins
import gc
import keyword
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import typer
import typer.core
from typer._click import Command, Context
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

from quizgen import __version__
from quizgen.cli.usage import HelpInLanguage, usage_message
from quizgen.cli.voice import language, settle_language, tell, tell_problems, text
from quizgen.plain import ERRORS
from quizgen.stop import BAD_USAGE, DISK, DONE, INTERRUPTED, OWN_FAULT, Stop, reason_of

COMMANDS = (
    "demo", "init", "take", "history", "handout", "kit", "check", "extract", "source", "draft", "review", "coverage",
    "new", "list", "show", "preview", "edit", "retire", "bank", "schema",
)  # fmt: skip


class Group(typer.core.TyperGroup):
    """Commands by name, with a hint at the nearest where there is none of a name."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Find the command that was typed; raises Stop with the nearest name where there is none."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            near = get_close_matches(args[0], known, n=1)
            raise Stop(BAD_USAGE, "cli.no_command.near" if near else "cli.no_command", name=args[0], near="".join(near))
        return super().resolve_command(ctx, args)


class Commands(Group):
    """The commands by name; each is imported when it is asked for."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002  typer's signature
        """Give the names in the order of the way of the data."""
        return list(COMMANDS)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002  typer's signature
        """Import a command; None where there is none of that name."""
        return command(cmd_name) if cmd_name in COMMANDS else None

    def format_commands(self, ctx: Context, formatter: Any) -> None:  # noqa: ARG002  typer's signature
        """List the commands with one line each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text(f"{name}.short")) for name in COMMANDS])


def command(name: str) -> Command:
    """Import a command and make it ready to run; a module with `PARTS` is a group of commands (`source add`).

    `ALONE` of such a module runs where none of its parts is named.
    """
    own_name = _own_name(name)
    module = import_module(f"quizgen.cli.{own_name}")
    parts = getattr(module, "PARTS", ())
    app = typer.Typer(
        add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False,
        cls=Group, help=text(f"{name}.help"), no_args_is_help=True,
    )  # fmt: skip
    for part in parts:
        part_name = part.__name__.removesuffix("_")
        key = f"{name}.{part_name}"
        app.command(part_name, help=text(f"{key}.help"), short_help=text(f"{key}.short"))(part)
    if alone := getattr(module, "ALONE", None):
        app.callback(invoke_without_command=True, no_args_is_help=False, help=text(f"{name}.help"))(alone)
    if not parts:
        app.command(name, help=text(f"{name}.help"))(getattr(module, own_name))
    made: Command = typer.main.get_command(app)
    if parts:
        made.params.append(_spoken())
    return made


def _own_name(name: str) -> str:
    """Give the name of a command's module and function: its own, with `_` after it where that is a word of Python."""
    return f"{name}_" if keyword.iskeyword(name) or hasattr(builtins, name) else name


def _spoken() -> typer.core.TyperOption:
    """Make the option `--lang` of a group of commands; its value is taken before (quizgen.cli.voice)."""
    return typer.core.TyperOption(param_decls=["--lang"], metavar="id|en", expose_value=False, help=text("lang.help"))


def root() -> Commands:
    """Make the program `quizgen` in the language of this run."""
    version = typer.core.TyperOption(
        param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
        help=text("version.short"),
    )  # fmt: skip
    return Commands(
        name="quizgen",
        help=text("quizgen.help"),
        params=[_spoken(), version],
        no_args_is_help=True,
        rich_markup_mode=None,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run quizgen and give its exit code; nothing but SystemExit gets out."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(50_000)  # a run is short and makes many records that all stay: collecting them finds nothing
    Context.formatter_class = HelpInLanguage
    _stop_politely()
    _write_what_is_there()
    try:
        code = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        tell("disk", reason=reason_of(error), path=error.filename or "stdout")
        if error.filename is None:
            _let_go_of_stdout()
        return DISK
    except Exception as error:
        return _own_fault(error, arguments)


def _run(arguments: list[str]) -> int:
    try:
        settle_language(arguments)
        code = root().main(args=arguments, prog_name="quizgen", standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except typer.Exit as end:
        return end.exit_code
    except Stop as stop:
        tell_problems(stop.problems)
        if stop.message:
            tell(stop.message, **stop.words)
        return stop.code
    except NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        return BAD_USAGE
    except UsageError as error:
        tell("usage", reason=usage_message(error), command=error.ctx.command_path if error.ctx else "quizgen")
        return BAD_USAGE
    except ClickException as error:
        tell("usage", reason=error.format_message(), command="quizgen")
        return BAD_USAGE
    except (KeyboardInterrupt, typer.Abort):
        tell("interrupted")
        return INTERRUPTED


def _write_what_is_there() -> None:
    """Let stdout and stderr escape the characters that they lack, instead of failing on them (LANG=C, cp1252)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ERRORS)


def _stop_politely() -> None:
    """Let a request to end, or a terminal that is gone, act as Ctrl-C does."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            with suppress(ValueError):  # not in the main thread: whoever embeds us minds the signals
                signal.signal(number, _raise_interrupt)


def _raise_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _show_version(ctx: Context, _param: object, value: bool) -> None:
    if value:
        print(f"quizgen {__version__}")
        ctx.exit()


def _nobody_reads() -> int:
    """End quietly where the reader of our output has gone."""
    _let_go_of_stdout()
    return DONE


def _let_go_of_stdout() -> None:
    """See to it that what is left in the buffer does not fault once more when Python ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _own_fault(error: Exception, arguments: Sequence[str]) -> int:
    """Write a report file and say in one line where it is; set QUIZGEN_DEBUG to see the traceback instead."""
    if os.environ.get("QUIZGEN_DEBUG"):
        raise error
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="quizgen-", suffix=".txt", delete=False, encoding="utf-8") as report:
        report.write(f"quizgen {__version__}\nPython {sys.version}\n{list(arguments)!r}\n\n")
        report.write("".join(traceback.format_exception(error)))
    tell("own_fault", reason=f"{type(error).__name__}: {error}".splitlines()[0][:200], path=report.name)
    return OWN_FAULT


__all__ = ["COMMANDS", "command", "language", "main", "root"]
