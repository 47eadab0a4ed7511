"""The message catalogues: every word that users see, in Indonesian and in English.

A message is named `catalogue.key`; a catalogue is one JSON file per language beside this module, read when its first
message is needed. `{name}` in a message is filled from the words given; a word that begins with `@` names a message of
the same catalogue and is replaced by it, so that parts of a sentence can be chosen in code and worded here; one that
begins with `@system.` names a message of the catalogue `system` (why a disk refuses).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from quizgen.problems import Problem
from quizgen.shipped import data

LANGUAGES = ("id", "en")
DEFAULT = "id"
_SYSTEM = "@system."


@cache
def catalogue(language: str, name: str) -> dict[str, str]:
    """Give all messages of one catalogue; raises FileNotFoundError for a name or language there is none of."""
    messages: dict[str, str] = json.loads(data(f"language/{language}", f"{name}.json"))
    return messages


def say(language: str, message: str, /, **words: object) -> str:
    """Give a message in the language, with its words filled in; raises KeyError for a message there is none of."""
    name, _, key = message.partition(".")
    messages = catalogue(language, name)
    filled = {word: _worded(language, messages, str(value)) for word, value in words.items()}
    return messages[key].format_map(filled)


def message_of(language: str, problem: Problem) -> str:
    """Say what is wrong, without the place."""
    return say(language, f"problems.{problem.code}", **problem.words)


def hint_of(language: str, problem: Problem) -> str:
    """Say how to mend it; empty where the message says all there is."""
    key = f"{problem.code}.hint"
    return say(language, f"problems.{key}", **problem.words) if key in catalogue(language, "problems") else ""


def lines_of(language: str, problem: Problem) -> Iterator[str]:
    """Give the one or two lines in which a problem is shown: `file:line:col: CODE message`, then the hint."""
    yield f"{problem.place}: {problem.code} {message_of(language, problem)}"
    if hint := hint_of(language, problem):
        yield f"  {say(language, 'problems.hint')}: {hint}"


def _worded(language: str, messages: dict[str, str], value: str) -> str:
    if value.startswith(_SYSTEM):
        return catalogue(language, "system").get(value.removeprefix(_SYSTEM), value)
    return messages.get(value[1:], value) if value.startswith("@") else value
