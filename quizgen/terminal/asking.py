"""Questions on a terminal, line by line: a default on Enter, and wrong input asked again with a line that says why."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from quizgen.language import LANGUAGES, say
from quizgen.terminal.console import Console

_BETWEEN = re.compile(r"[\s_/-]+")


class Choice(NamedTuple):
    """What can be chosen: its name as it is written, and what it means."""

    name: str
    meaning: str = ""


class Asking:
    """Asks at one console in one language."""

    def __init__(self, console: Console, language: str) -> None:
        self.console = console
        self.language = language

    def say(self, message: str, **words: object) -> str:
        """Give a message of the catalogue `workbench`."""
        return say(self.language, f"workbench.{message}", **words)

    def tell(self, message: str, style: str = "", **words: object) -> None:
        """Write a message."""
        self.console.line(self.say(message, **words), style=style)

    def text(
        self, message: str, default: str = "", wrong: Callable[[str], str] | None = None, optional: bool = False
    ) -> str:
        """Ask for a text on one line; `wrong` gives the line that says what is wrong with it, or nothing."""
        prompt = self.say(message) + (f" [{default}]" if default else "") + ":"
        while True:
            typed = " ".join(self.console.ask(prompt).split()) or default
            if not typed and not optional:
                self.tell("ask.empty", style="bad")
            elif typed and wrong and (reason := wrong(typed)):
                self.console.line(reason, style="bad")
            else:
                return typed

    def passage(self, message: str) -> str:
        """Ask for a text that may be pasted over several lines; an empty line ends it."""
        self.tell(message)
        lines: list[str] = []
        while True:
            typed = self.console.ask(">")
            if typed:
                lines.append(typed)
            elif lines:
                return " ".join(" ".join(lines).split())
            else:
                self.tell("ask.empty", style="bad")

    def both(self, message: str, into: dict[str, Any], old: Mapping[str, str], optional: bool = False) -> None:
        """Ask for a text in each language that `into` lacks and put it there at once; Enter takes what is in `old`.

        Where it is optional and left out, nothing is put there.
        """
        for language in LANGUAGES:
            if language not in into:
                kept = old.get(language, "")
                text = (
                    self._kept_or(f"{message}.{language}", kept)
                    if kept
                    else self.text(f"{message}.{language}", optional=optional and not into)
                )
                if not text:
                    return
                into[language] = text

    def _kept_or(self, message: str, kept: str) -> str:
        """Show a text that was given before, and ask for another; Enter keeps it."""
        self.console.line(kept, first="  ", rest="  ", style="quiet")
        typed = self.console.ask(f"{self.say(message)} {self.say('ask.keep')}:")
        return " ".join(typed.split()) or kept

    def yes(self, message: str, default: bool) -> bool:
        """Ask for yes or no."""
        hint = self.say("ask.yes_no.yes" if default else "ask.yes_no.no")
        while True:
            typed = self.console.ask(f"{self.say(message)} {hint}").casefold()
            for answer in (True, False):
                if typed in self._ways("yes" if answer else "no"):
                    return answer
            if not typed:
                return default
            self.tell("ask.unclear_yes_no", style="bad")

    def one(self, message: str, choices: Sequence[Choice], default: str = "") -> str:
        """Ask for one of a list, by its number or its name."""
        return self._chosen(message, choices, [default] if default else [], several=False)[0]

    def several(
        self, message: str, choices: Sequence[Choice], default: Sequence[str] = (), least: int = 1
    ) -> list[str]:
        """Ask for some of a list, at least so many; where none is needed, Enter alone takes none."""
        return self._chosen(message, choices, default, several=True, least=least)

    def _chosen(
        self, message: str, choices: Sequence[Choice], default: Sequence[str], *, several: bool, least: int = 1
    ) -> list[str]:
        self.console.line()
        self.tell(message, style="bold")
        width = len(str(len(choices)))
        for number, choice in enumerate(choices, 1):
            mark = f"  {number:{width}}  "
            tells = choice.meaning.casefold() != choice.name.casefold()
            shown = f"{choice.name}  {choice.meaning}" if choice.meaning and tells else choice.name
            self.console.line(shown, first=mark, rest=" " * (len(mark) + 2))
        prompt = (
            self.say("ask.several" if several else "ask.one") + (f" [{', '.join(default)}]" if default else "") + ":"
        )
        while True:
            typed = self.console.ask(prompt)
            if not typed and (default or least == 0):
                return list(default)
            picked = _picked(typed, choices, several=several)
            names = list(dict.fromkeys(name for name in picked if name))
            if picked and all(picked) and len(names) >= least:
                return names
            self.tell("ask.unclear_several" if several else "ask.unclear", style="bad", count=len(choices), least=least)

    def _ways(self, word: str) -> list[str]:
        return self.say(f"words.{word}").split(", ")


def _picked(typed: str, choices: Sequence[Choice], *, several: bool) -> list[str]:
    """Give the names that were typed; of several, commas part them, or blanks where no name has any."""
    if not several:
        return [_named(typed, choices)]
    whole = [_named(piece, choices) for piece in typed.split(",") if piece.strip()]
    return whole if all(whole) else [_named(word, choices) for word in typed.replace(",", " ").split()]


def _named(typed: str, choices: Sequence[Choice]) -> str:
    """Give the name that was typed: by number, name or meaning, or a beginning that only one has; empty: none."""
    plain = _folded(typed)
    if plain.isascii() and plain.isdigit():
        return choices[int(plain) - 1].name if 1 <= int(plain) <= len(choices) else ""
    for fits in (str.__eq__, str.startswith):
        for part in (0, 1):
            found = [choice.name for choice in choices if plain and fits(_folded(choice[part]), plain)]
            if found:
                return found[0] if len(found) == 1 else ""
    return ""


def _folded(text: str) -> str:
    """Fold what people write differently: case, blanks and the signs that ids have in place of them."""
    return " ".join(_BETWEEN.split(text.casefold().strip().rstrip(".")))
