"""One sitting in a hall, on the full screen."""

from __future__ import annotations

from quizgen.model.attempt import Attempt
from quizgen.quiz.together import splits
from quizgen.screen.hall import HallPlay
from quizgen.screen.hall_ended import whole_told
from quizgen.screen.showing import Setting, Showing
from quizgen.screen.sitting import ScreenSitting


class HallSitting(ScreenSitting):
    """A session in a hall that is played on the full screen and told the end of below it."""

    def _play(self, setting: Setting, attempt: Attempt | None, *, ask: bool) -> Showing:
        return HallPlay(setting, self.wanted.language, attempt, ask=ask)

    def _tell_end(self, play: Showing) -> None:
        assert isinstance(play, HallPlay)
        if found := splits(play.hall):
            self.console.line(whole_told(play.wording, play.hall, found))
        else:
            self.tell("hall.no_votes")
