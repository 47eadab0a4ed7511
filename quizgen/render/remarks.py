"""What WeasyPrint remarks on a file, told in our words and without the pictures that it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizgen.render.handout import Emblem
from quizgen.render.theme import Theme

LONGEST = 200
"""Characters of a remark."""
_NOT_LOADED = "Failed to load image at "
_DATA_URL = re.compile(r"data:[^\s'\"]*")


class Remark(NamedTuple):
    """One thing that is less than was asked for: a message of the catalogue `paper`, and its words."""

    message: str
    words: tuple[tuple[str, str], ...]


def told(raw: Iterable[str], emblem: Emblem | None) -> tuple[Remark, ...]:
    """Put the remarks of WeasyPrint into our words, each once."""
    return tuple(dict.fromkeys(_told(one, emblem) for one in raw))


def is_bad_emblem(raw: Iterable[str], emblem: Emblem | None) -> bool:
    """Tell whether WeasyPrint could not draw the emblem itself (a picture inside of it is another matter)."""
    return emblem is not None and any(one.startswith(f"{_NOT_LOADED}'{emblem.url}'") for one in raw)


def bad_emblem(emblem: Emblem) -> Remark:
    """Say that an emblem could not be drawn."""
    return Remark("paper.bad_emblem", (("name", emblem.name),))


def split(items: Iterable[str]) -> Iterator[Remark]:
    """Say which items are longer than a page, if any are."""
    if named := ", ".join(items):
        yield Remark("paper.split", (("items", _cut(named)),))


def refused(urls: Iterable[str], theme: Theme | None) -> Iterator[Remark]:
    """Say which addresses in a trainer's templates were not read, and where they stand."""
    if theme is None:
        return
    for url in urls:
        template, line = theme.mention(url) or (theme.folder, 1)
        words = (("template", template), ("line", str(line)), ("url", _cut(url.removeprefix("file:///"))))
        yield Remark("kit.template.refused", words)


def _told(raw: str, emblem: Emblem | None) -> Remark:
    if emblem and raw.startswith(_NOT_LOADED):
        return Remark("paper.emblem_part", (("name", emblem.name),))
    plain = _DATA_URL.sub(lambda _: emblem.name if emblem else "data:", " ".join(raw.split()))
    return Remark("paper.remark", (("remark", _cut(plain)),))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
