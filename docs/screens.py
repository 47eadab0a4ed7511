"""Pictures of the full-screen quiz for the README, made by the program itself: the same ones on every machine.

    python docs/screens.py [FOLDER]

The quiz is played on the shipped bank without a terminal: a fixed seed and day, and keys as a person presses them.
FOLDER is docs/img unless it is named.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizgen.cli.form_choice import form_for  # noqa: E402
from quizgen.files import seeds_of  # noqa: E402
from quizgen.model.attempt import Mode, Run  # noqa: E402
from quizgen.open_bank import open_bank  # noqa: E402
from quizgen.screen.app import QuizApp  # noqa: E402
from quizgen.screen.hall import HallPlay  # noqa: E402
from quizgen.screen.look import DARK, LIGHT  # noqa: E402
from quizgen.screen.play import Play  # noqa: E402
from quizgen.screen.showing import Setting  # noqa: E402
from quizgen.terminal.keeper import Keeper  # noqa: E402

SEED, DAY, NOW, COUNT = "gambar", "2024-01-28", "2024-01-28T02:00:00.000+00:00", 10
SIZE = (90, 30)
HANDS = "9 24 3 2"
"""The hands of an invented hall; what is too much for an item of two options is not taken."""


def main(arguments: Sequence[str]) -> int:
    """Write the pictures."""
    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "img"
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (folder / f"{name}.svg").write_text(picture, "utf-8")
        print(folder / f"{name}.svg")
    return 0


def pictures() -> dict[str, str]:
    """Give each picture as SVG, by name."""
    with tempfile.TemporaryDirectory() as folder, _surroundings(Path(folder)):
        return {
            "quiz-question": asyncio.run(_picture(Path(folder), DARK, answered=0, after=["down"])),
            "quiz-feedback": asyncio.run(_picture(Path(folder), DARK, answered=0, after=["wrong", "enter"])),
            "quiz-context": asyncio.run(_picture(Path(folder), LIGHT, answered=0, after=["wrong", "enter", "k"])),
            "quiz-together": asyncio.run(_hall_picture(Path(folder), DARK, HANDS)),
            "quiz-end": asyncio.run(_picture(Path(folder), LIGHT, answered=COUNT, after=[])),
        }


async def _picture(folder: Path, theme: str, *, answered: int, after: list[str]) -> str:
    """Answer so many items, every third one wrongly, press what comes after, and take the picture."""
    play = _play(folder / "attempts.sqlite3")
    app = QuizApp(play)
    app.theme = theme
    async with app.run_test(size=SIZE) as pilot:
        for number in range(1, answered + 1):
            await pilot.press(*_keys(play, right=number % 3 != 0), "enter", "enter")
        for key in after:
            await pilot.press(*(_keys(play, right=False) if key == "wrong" else [key]))
        await pilot.pause()
        return _without_fonts(app.export_screenshot(title="quizgen take"))


async def _hall_picture(folder: Path, theme: str, hands: str) -> str:
    """Count the hands for a first item, show its key, and take the picture."""
    app = QuizApp(HallPlay(_setting(folder / "hall.sqlite3", "together"), "id"))
    app.theme = theme
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*("space" if one == " " else one for one in hands), "enter")
        await pilot.pause()
        return _without_fonts(app.export_screenshot(title="quizgen take --mode together"))


def _play(store: Path) -> Play:
    return Play(_setting(store, "practice"), "id")


def _setting(store: Path, mode: Mode) -> Setting:
    opened = open_bank(ROOT)
    form, variant = form_for(opened, seed=SEED, count=COUNT, as_of=DAY)
    run = Run(form.id, variant, form.bank, form.as_of, mode, form.variants[variant])
    seeds = seeds_of(opened.folder)
    return Setting(
        keeper=Keeper(store, lambda: NOW),
        now=lambda: NOW,
        new_run=lambda: run,
        bank_of=lambda one: opened.pick(slot.item for slot in one.slots),
        text_of=lambda source: (seeds / source.file).read_text("utf-8"),
    )


def _keys(play: Play, *, right: bool) -> list[str]:
    """Give the letters of the key, or of as many other options."""
    question = play.state.current
    assert question is not None
    letters = {question.letter(option).lower(): option in question.keys for option in question.options}
    wrong = [letter for letter, is_key in letters.items() if not is_key]
    keys = [letter for letter, is_key in letters.items() if is_key]
    if right:
        return keys
    return wrong[:1] if question.kind != "multiple" else [*wrong[:1], keys[0]]


def _without_fonts(picture: str) -> str:
    """Take out the fonts that would be fetched from elsewhere; every reader has a font of even width."""
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)


@contextmanager
def _surroundings(folder: Path) -> Iterator[None]:
    """Keep this machine's terminal, settings and cache out of the pictures."""
    before = dict(os.environ)
    for name in ("NO_COLOR", "QUIZGEN_THEME", "COLORFGBG"):
        os.environ.pop(name, None)
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", QUIZGEN_CACHE=str(folder / "cache"))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
