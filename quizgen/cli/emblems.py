"""The emblem of the bank's letterhead, read from beside bank.yaml."""

from __future__ import annotations

from pathlib import Path

from quizgen.cli.voice import tell
from quizgen.model.bank import Settings
from quizgen.render.handout import MAX_EMBLEM_BYTES, Emblem


def emblem_of(folder: Path, settings: Settings) -> tuple[Emblem | None, bool]:
    """Read the emblem; where it cannot be read or is too large, say so and give True for what is missing."""
    name = settings.letterhead.emblem if settings.letterhead else ""
    if not name:
        return None, False
    try:
        with (folder / name).open("rb") as file:
            data = file.read(MAX_EMBLEM_BYTES + 1)
    except OSError:
        tell("paper.no_emblem", name=name)
        return None, True
    if len(data) > MAX_EMBLEM_BYTES:
        tell("paper.big_emblem", name=name, limit=MAX_EMBLEM_BYTES // 1_000_000)
        return None, True
    return Emblem(name, data), False
