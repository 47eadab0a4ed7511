"""The persons whom the sources name, so that no item makes one of them an offender."""

from __future__ import annotations

import re
from collections.abc import Iterable

from quizgen.bank.lints.words import WordLists, word_lists

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Persons:
    """Names of persons: in the `speaker` of evidence (`Name, Office`), and after an office in a source's title."""

    def __init__(self, speakers: Iterable[str], titles: Iterable[str]) -> None:
        names = {name for speaker in speakers if (name := _name_in_speaker(speaker))}
        names |= {name for title in titles if (name := _name_in_title(title))}
        self.names = sorted(names)
        self._pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in self.names)) if names else None

    def __bool__(self) -> bool:
        return self._pattern is not None

    def at_fault(self, text: str, lists: WordLists) -> str:
        """Give the name of a person whom a text makes act, not speak; empty where there is none."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            spoken_of = lists.spoken_of and lists.spoken_of.search(text[: found.start()])
            if not (spoken_of or (lists.speaks and lists.speaks.match(text[found.end() :]))):
                return found.group()
        return ""


def _name_in_speaker(speaker: str) -> str:
    """Give the name in `Name, Office`; empty where the speaker is named by office."""
    return _name(_TOKEN.findall(speaker.partition(",")[0]))


def _name_in_title(title: str) -> str:
    """Give the name after an office in a title that is not written with capitals throughout."""
    tokens, offices = _TOKEN.findall(title), word_lists("id").offices
    if sum(token[0].isupper() for token in tokens) > 0.6 * len(tokens):
        return ""
    for position, token in enumerate(tokens):
        if token.lower() in offices:
            rest = tokens[position + 1 :]
            while rest and rest[0].lower() in offices:
                rest = rest[1:]
            name = []
            for one in rest:
                if not one[0].isupper():
                    break
                name.append(one)
            return _name(name) if len(name) >= 2 else ""
    return ""


def _name(tokens: list[str]) -> str:
    honorifics, offices = word_lists("id").honorifics, word_lists("id").offices
    kept = [token for token in tokens if token.lower() not in honorifics]
    if not kept or any(token.lower() in offices for token in kept) or not all(one[0].isupper() for one in kept):
        return ""
    return " ".join(kept)
