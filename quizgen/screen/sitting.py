"""One sitting on the full screen: what is different from the line mode; the rest is `quizgen.terminal.sitting`."""

from __future__ import annotations

import gc

from quizgen.model.attempt import Attempt
from quizgen.model.source import Source
from quizgen.quiz.score import score
from quizgen.screen.app import QuizApp
from quizgen.screen.device import borrowed, is_gone
from quizgen.screen.play import Play
from quizgen.screen.showing import Note, Setting, Showing
from quizgen.terminal.interrupts import Interrupted
from quizgen.terminal.sitting import Sitting, utc_now
from quizgen.terminal.talk import Left


class ScreenSitting(Sitting):
    """A sitting that is played on the full screen and told the end of below it."""

    spoken: str = ""

    @property
    def language(self) -> str:
        """The language of the moment: the participant may have changed it."""
        return self.spoken or super().language

    def play(self) -> None:
        """Play; raises Left, Interrupted, and what went wrong, with every answer kept."""
        self.keeper.look()
        attempt, note = self._found()
        wanted = self.wanted
        setting = Setting(self.keeper, utc_now, wanted.new_run, wanted.bank_of, self._text_of)
        play = self._play(setting, attempt, ask=not wanted.resume)
        play.note = note or play.note
        self._show(QuizApp(play, is_gone=is_gone), play)
        if play.ended == "left":
            raise Left
        self._tell_end(play)
        self.tell("end.thanks")

    def _play(self, setting: Setting, attempt: Attempt | None, *, ask: bool) -> Showing:
        """Make the play of this sitting."""
        return Play(setting, self.wanted.language, attempt, ask=ask)

    def _tell_end(self, play: Showing) -> None:
        """Tell below the screen how it went."""
        assert isinstance(play, Play)
        whole = score(play.state).whole
        self.tell("end.score", right=whole.right, total=whole.total, percent=whole.percent)

    def _found(self) -> tuple[Attempt | None, Note | None]:
        """Find the attempt to go on with, and what to say where there is none to be had."""
        wanted = self.wanted
        attempt = None if wanted.new else self.keeper.last_unfinished(wanted.fits)
        if attempt is not None:
            self.keeper.start(attempt.run, attempt)
            return attempt, None
        if run := self.keeper.elsewhere:
            return None, ("quiz.elsewhere", {"form": f"{run.form}-{run.variant}"})
        return None, ("quiz.resume.nothing", {}) if wanted.resume else None

    def _text_of(self, source: Source) -> str | None:
        """Read a stored source; None where it cannot be read."""
        try:
            return (self.wanted.seeds / source.file).read_text("utf-8", "replace") if self.wanted.seeds else None
        except OSError:
            return None

    def _show(self, app: QuizApp, play: Showing) -> None:
        try:
            with borrowed(app.interrupt_soon):
                app.run()
        finally:
            gc.enable()
        self.run, self.spoken = play.run, play.language
        if app.fault is not None:
            raise app.fault
        with self.interrupts.waiting():  # raises Interrupted for a signal that came meanwhile
            pass
        if app.was_interrupted or not play.ended:
            raise Interrupted
