"""A text, a choice or a list of an item as it is shown in a cell, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from quizgen.language import LANGUAGES, say
from quizgen.model.item import MAY, MAY_NOT

LONGEST = 32_767
"""What a cell of a spreadsheet can hold, in units of UTF-16."""

_BETWEEN = re.compile(r"[,;\s]+")
_STANDS_FOR = re.compile(r"⟨quizgen [0-9a-f]{8}⟩")
_LINT_LINE = re.compile(r"(W2[0-9]{2})[ \t]*:[ \t]?", re.IGNORECASE)
_AND = {"dan", "and", "&"}
_MEANT = {"id", "version", "status", "kind", "level", "rules", "scenario", "key", "accept"}
"""First keys of the columns whose cells mean a value; the others hold a text as it is."""
_VERDICTS = {"boleh": MAY, "tidak": MAY_NOT, "tidak boleh": MAY_NOT}


def shown_text(text: str, language: str) -> str:
    """Give a text as a cell holds it: itself, or what stands for one that is too long for a cell."""
    if len(text) <= LONGEST // 8 or _length(text) <= LONGEST:
        return text
    return f"⟨quizgen {print_of(same_lines(text))}⟩ {say(language, 'sheet.too_long', length=len(text))}"


def _length(text: str) -> int:
    """Give the units of UTF-16 of a text as it is written, where `_x` and a line end may take seven."""
    return len(text.encode("utf-16-le")) // 2 + 6 * (text.count("_x") + text.count("\r"))


def stands_for_text(shown: str) -> bool:
    """Tell whether a cell holds what stands for a text that is too long."""
    return bool(_STANDS_FOR.match(shown))


def shown_list(texts: Sequence[str]) -> str:
    """Give ids or letters as a cell holds them."""
    return ", ".join(texts)


def shown_truth(value: str, language: str) -> str:
    """Give `true` as a cell holds it; `false` is an empty cell."""
    return say(language, "sheet.yes") if value == "true" else ""


def shown_accepted(accepted: Sequence[Any]) -> str:
    """Give accepted warnings as a cell holds them: a line `W203: reason` each."""
    return "\n".join(f"{code}: {reason}" for one in accepted for code, reason in one.items())


def value_of(name: str, shown: str, several: bool = False) -> Any:
    """Give what a cell means as a value of an item; None where it is empty.

    `name` is the first key of the column, `several` is True where a key is a list also of one letter. What cannot be
    understood is given as it stands: the check of an item's form says what is wrong with it.
    """
    if name in ("id", "version"):
        return shown.strip() or None
    if name in ("status", "kind", "level"):
        return shown.strip().casefold() or None
    if name == "rules":
        return [one for one in _BETWEEN.split(shown.strip()) if one] or None
    if name == "scenario":
        return _truth(shown)
    if name == "key":
        return _key(shown, several)
    if name == "accept":
        return _accepted(shown)
    return shown or None


def _truth(shown: str) -> str | None:
    said = shown.strip().casefold()
    yes = {"true", *(say(language, "sheet.yes") for language in LANGUAGES)}
    no = {"", "false", *(say(language, "sheet.no") for language in LANGUAGES)}
    return "true" if said in yes else None if said in no else shown.strip()


def _key(shown: str, several: bool) -> str | list[str] | None:
    said = " ".join(shown.split()).casefold()
    if said in _VERDICTS and not several:
        return _VERDICTS[said]
    letters = [one for one in _BETWEEN.split(said) if one and one not in _AND]
    return letters if letters and (several or len(letters) > 1) else "".join(letters) or None


def _accepted(shown: str) -> list[dict[str, str]] | None:
    """Read lines `W203: reason`; a line that does not begin so goes on with the reason before it."""
    found: list[list[str]] = []
    for line in same_lines(shown).split("\n"):
        if begun := _LINT_LINE.match(line):
            found.append([begun[1].upper(), line[begun.end() :]])
        elif found:
            found[-1][1] += "\n" + line
        elif line.strip():
            found.append([line.strip(), ""])
    return [{code: reason.rstrip()} for code, reason in found] or None


def same_lines(text: str) -> str:
    """Give a text with line ends as spreadsheets keep them, who know only one kind."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def canonical(name: str, shown: str) -> str:
    """Give what a cell of a column says, without what does not make it say something else."""
    if standing := _STANDS_FOR.match(shown):
        return standing.group()
    if name not in _MEANT:
        return same_lines(shown).replace("_x005F_", "_")  # which LibreOffice takes for an escape of its own
    value = value_of(name, shown)
    if isinstance(value, list):
        return shown_accepted(value) if name == "accept" else shown_list(value)
    return value or ""


def print_of(said: str) -> str:
    """Give eight digits that change with what a cell says; empty where it says nothing."""
    return blake2b(said.encode("utf-8", "replace"), digest_size=4).hexdigest() if said else ""
