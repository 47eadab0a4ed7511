"""The language of this run, and messages to stderr in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quizgen.language import DEFAULT, LANGUAGES, lines_of, say
from quizgen.problems import Problem
from quizgen.stop import BAD_USAGE, Stop

_CATALOGUES = (
    "cli", "paper", "quiz", "source", "draft", "review", "workbench", "coverage", "preview", "sheet",
    "history", "kit",
)  # fmt: skip
_settled = {"language": DEFAULT}


def language() -> str:
    """Give the language of this run."""
    return _settled["language"]


def settle_language(arguments: Sequence[str]) -> None:
    """Settle the language: `--lang`, else `QUIZGEN_LANG`, else `lang` in quizgen.toml, else Indonesian.

    Raises Stop where a language is asked for that there is none of.
    """
    _settled["language"] = DEFAULT
    wanted = _flag(arguments) or os.environ.get("QUIZGEN_LANG") or _from_toml() or DEFAULT
    _settled["language"] = wanted if wanted in LANGUAGES else DEFAULT
    if wanted not in LANGUAGES:
        raise Stop(BAD_USAGE, "no_language", lang=wanted)


def text(key: str, **words: object) -> str:
    """Give a message of the catalogue `cli` in the language of this run."""
    return say(language(), f"cli.{key}", **words)


def tell(key: str, **words: object) -> None:
    """Write a message to stderr, as one line in characters that stderr has."""
    key = key if key.partition(".")[0] in _CATALOGUES else f"cli.{key}"
    _write(f"quizgen: {say(language(), key, **words)}")


def tell_problems(problems: Iterable[Problem]) -> None:
    """Write problems to stderr, each with its place and hint."""
    for problem in problems:
        for line in lines_of(language(), problem):
            _write(line)


def _write(line: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(line + "\n")


def _flag(arguments: Sequence[str]) -> str:
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            return arguments[position + 1] if position + 1 < len(arguments) else ""
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--":
            break
    return ""


def _from_toml() -> str:
    """Read `lang` from the quizgen.toml of the working folder or the nearest folder above that has one."""
    for folder in (Path.cwd(), *Path.cwd().parents):
        if (folder / "quizgen.toml").is_file():
            import tomllib

            try:
                return str(tomllib.loads((folder / "quizgen.toml").read_text("utf-8")).get("lang", ""))
            except (OSError, ValueError) as error:
                raise Stop(BAD_USAGE, "bad_toml", path=folder / "quizgen.toml", reason=error) from error
    return ""
