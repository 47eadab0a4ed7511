"""The words of typer's own help and usage errors, in the language of this run."""

from __future__ import annotations

from typing import Any

from typer._click import HelpFormatter
from typer._click.exceptions import BadParameter, MissingParameter, NoSuchOption, UsageError

from quizgen.cli.voice import text

_HEADINGS = {"Options": "help.options", "Arguments": "help.arguments", "Commands": "help.commands"}
_USAGE = {"[OPTIONS]": "help.some_options", "COMMAND [ARGS]...": "help.some_command"}
_KINDS = {"<str>": "help.a_text", "<path>": "help.a_path", "<int range>": "help.a_number", "<int>": "help.a_number"}
"""What typer calls the value of an option that has no name of its own."""
_HELP_OPTION = "Show this message and exit."
_REQUIRED = "[required]"


class HelpInLanguage(HelpFormatter):
    """typer's help, with its headings in the language of this run."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        args = _replaced(args, _USAGE)
        super().write_usage(prog, args, prefix or f"{text('help.usage')}: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(text(_HEADINGS[heading]) if heading in _HEADINGS else heading)

    def write_dl(self, rows: Any, *args: Any, **named: Any) -> None:
        """Write options or commands and what they do."""
        said = [(_replaced(name, _KINDS), _said(what)) for name, what in rows]
        super().write_dl(said, *args, **named)


def _replaced(words: str, table: dict[str, str]) -> str:
    for theirs, ours in table.items():
        words = words.replace(theirs, text(ours))
    return words


def _said(what: str) -> str:
    if what == _HELP_OPTION:
        return text("help.help")
    return what.replace(_REQUIRED, f"[{text('help.required')}]")


def usage_message(error: UsageError) -> str:
    """Say in the language of this run what was wrong with the words of the command line."""
    if isinstance(error, NoSuchOption):
        near = ", ".join(error.possibilities or ())
        key = "usage.no_option.near" if near else "usage.no_option"
        return text(key, option=error.option_name, near=near)
    if isinstance(error, MissingParameter):
        return text("usage.missing", name=_name(error))
    if isinstance(error, BadParameter):
        return text("usage.bad_value", name=_name(error), expected=_expected(error))
    if error.message.startswith("Option ") and "requires an argument" in error.message:
        return text("usage.no_value", option=error.message.split("'")[1] if "'" in error.message else "")
    if error.message.startswith("Got unexpected extra argument"):
        return text("usage.extra", what=error.message.rpartition("(")[2].rstrip(")."))
    if error.message == "Missing command.":
        return text("usage.no_command")
    return error.format_message()


def _name(error: BadParameter) -> str:
    if error.param is None:
        return ""
    if error.param.param_type_name == "argument":
        return str(error.param.make_metavar(error.ctx)).strip("[]") if error.ctx else str(error.param.name)
    return str(error.param.opts[0] if error.param.opts else error.param.name)


def _expected(error: BadParameter) -> str:
    kind = getattr(error.param, "type", None)
    if choices := getattr(kind, "choices", None):
        return " | ".join(str(getattr(choice, "value", choice)) for choice in choices)
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None or high is not None:
        return text("usage.range", low=low if low is not None else "", high=high if high is not None else "")
    return str(error.message)
