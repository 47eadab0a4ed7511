"""Whatever is pressed or clicked, the screen shows something sensible and the store holds what was answered."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.screen.paint import foot_lines, page_lines, top_lines
from quizgen.screen.play import Play
from quizgen.screen.showing import Showing
from tests.quiz.sample_bank import SLOTS
from tests.screen.playing import play_of
from tests.screen.test_hall import hall_of

KEYS = [
    *"abcdhklnpqstu?0123456789,;.x", "enter", "enter", "space", "up", "down", "left", "right", "tab", "shift+tab",
    "backspace", "delete", "escape", "f1", "f5", "home",
]  # fmt: skip
CLICKS = [f"{act}:{place}" for act in ("pick", "context") for place in (0, 2, 7)]
PRESSED = st.lists(st.one_of(st.sampled_from(KEYS), st.sampled_from(CLICKS)), max_size=60)


def drive(play: Showing, pressed: list[str]) -> None:
    """Press and click until the play ends, and lay every view out."""
    for one in pressed:
        play.do(one if ":" in one else play.act_of(one))
        if play.ended:
            break
        view = play.view()
        lines = [*top_lines(view.top, 40, low=True), *page_lines(view.blocks, 40, calm=view.calm)]
        lines += foot_lines(view.hints, view.note, "", 40)[0]
        assert all(line.content.cell_length <= 40 for line in lines)
    play.setting.keeper.close()


@given(PRESSED, st.sampled_from(["practice", "exam"]))
@settings(max_examples=30, deadline=None)
def test_one_person_may_press_anything(pressed: list[str], mode: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play: Play = play_of(Path(folder), "exam" if mode == "exam" else "practice", SLOTS[:3])
        drive(play, pressed)
        assert len(play.state.answers) <= 3


@given(PRESSED)
@settings(max_examples=30, deadline=None)
def test_a_trainer_may_press_anything(pressed: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play = hall_of(Path(folder))
        drive(play, pressed)
        items = [one.item for one in play.hall.votes]
        assert len(items) == len(set(items))
        for one in play.hall.votes:
            question = next(asked for asked in play.hall.questions if asked.item == one.item)
            assert len(one.counts) in (0, len(question.options))
