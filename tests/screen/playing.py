"""A play of the sample bank with answers kept in a store of its own, and what is to be read on its screens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quizgen.model.attempt import Attempt, Mode, Run
from quizgen.model.bank import Bank
from quizgen.model.form import Slot
from quizgen.screen.keys import quiz_act as act_of
from quizgen.screen.play import Play
from quizgen.screen.showing import Setting, Showing
from quizgen.screen.view import Bar, Block, View
from quizgen.terminal.keeper import Keeper
from tests.quiz.sample_bank import BANK, SLOTS
from tests.quiz.sample_bank import run as sample_run

NOW = "2024-01-10T08:00:00.000+00:00"
SOURCE = """Pegawai diminta netral

Pembukaan yang tidak dikutip.

Dalam apel pagi ia meminta pegawai tidak memakai atribut calon – apa pun bentuknya, juga di rumah.

Penutup: jangan menyukai unggahan calon, dan tidak ikut berkampanye.
"""


class Clock:
    """A clock that stands still until it is set; gives UTC times in ISO 8601."""

    def __init__(self) -> None:
        self.seconds = 0

    def __call__(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        return f"2024-01-10T08:{minutes:02}:{seconds:02}.000+00:00"


def play_of(
    folder: Path,
    mode: Mode = "practice",
    slots: Sequence[Slot] = SLOTS,
    *,
    bank: Bank = BANK,
    clock: Clock | None = None,
    attempt: Attempt | None = None,
    ask: bool = False,
    language: str = "id",
    source: str | None = SOURCE,
    time_limit: int = 0,
    cut: int | None = None,
) -> Play:
    """Begin a play of the sample bank."""
    plain = sample_run(mode, tuple(slots))
    run = Run(plain.form, plain.variant, plain.bank, plain.as_of, mode, plain.slots, time_limit=time_limit, cut=cut)
    now = clock or Clock()
    setting = Setting(Keeper(folder / "attempts.sqlite3", now), now, lambda: run, lambda _: bank, lambda _: source)
    return Play(setting, language, attempt, ask=ask)


def press(play: Play, *keys: str) -> None:
    """Do what keys do."""
    for key in keys:
        play.do(act_of(key))


def right_keys(play: Play) -> list[str]:
    """Give the letters of the right answer to what is asked now."""
    question = play.state.current
    assert question is not None
    return [question.letter(option).lower() for option in question.keys]


def wrong_keys(play: Play) -> list[str]:
    """Give the letters of a wrong answer to what is asked now."""
    question = play.state.current
    assert question is not None
    if question.kind == "multiple":
        wrong = next(option for option in question.options if option not in question.keys)
        return [question.letter(option).lower() for option in (wrong, question.keys[0])]
    return [next(question.letter(option).lower() for option in question.options if option not in question.keys)]


def lines_of(view: View) -> list[str]:
    """Give the paragraphs of a view as text, charts with their words."""
    lines = []
    for block in view.blocks:
        lines.append(f"{block.label} {block.words}".strip() if isinstance(block, Bar) else _line(block))
    return lines


def shown(play: Showing) -> str:
    """Give all that a play shows: top, paragraphs, note and keys."""
    view = play.view()
    top = [view.top.left, view.top.under, view.top.clock or view.top.right]
    return "\n".join([*top, *lines_of(view), view.note, *(f"{hint.key} {hint.label}" for hint in view.hints)])


def _line(block: Block) -> str:
    return f"{block.first}{block.text}"
