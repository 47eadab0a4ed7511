"""The full screen itself: shows the view of a play, and turns keys and clicks into its acts."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Callable
from typing import ClassVar

from msgspec.structs import replace
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key

from quizgen.screen.look import BARE, first_theme, other_theme, themes
from quizgen.screen.sheet import Sheet
from quizgen.screen.showing import Showing
from quizgen.screen.view import View

_STEPS = {"up": -1, "left": -1, "down": 1, "right": 1}
_ALL = 1_000_000
"""Lines, more than any page has."""


class QuizApp(App[None]):
    """The quiz on the full screen; ends when the play does, or when it is interrupted."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,ctrl+d", "interrupt", show=False, priority=True),
        Binding("ctrl+q", "leave_quiz", show=False, priority=True),
    ]

    def __init__(self, play: Showing, *, is_gone: Callable[[], bool] = lambda: False) -> None:
        """Show a play; `is_gone` tells that nobody sits at the terminal any more."""
        has_colours = not os.environ.get("NO_COLOR")
        super().__init__(ansi_color=None if has_colours else True)
        self.play = play
        self.fault: BaseException | None = None
        self.was_interrupted = False
        self._is_gone = is_gone
        self._loop_here: asyncio.AbstractEventLoop | None = None
        for theme in themes():
            self.register_theme(theme)
        many = self.console.color_system in ("256", "truecolor")
        self.theme = first_theme(os.environ, has_colours=has_colours and many)
        self.animation_level = "none"
        self.sheet = Sheet(self._view(), self.act, lambda message: self.play.words.say(message))

    def compose(self) -> ComposeResult:
        """Give the one widget there is."""
        yield self.sheet

    def on_mount(self) -> None:
        """Watch the clock and the terminal."""
        self._loop_here = asyncio.get_running_loop()
        self.set_interval(1, self._second)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))  # after it was suspended
        self.call_after_refresh(_collect_again)
        if self.was_interrupted:
            self.exit()

    def on_key(self, event: Key) -> None:
        """Do what a key says: scrolling, an option by letter or number, or another act."""
        event.stop()
        event.prevent_default()
        character = (event.character or "").casefold()
        key = character if character.isprintable() and character.strip() else event.key
        if lines := self._scrolling(key):
            self.sheet.scroll(lines)
        else:
            self.act(self.play.act_of(key))

    def act(self, act: str) -> None:
        """Do an act and show what came of it; what it raises ends the screen and is raised after it."""
        if act == "theme":
            self.theme = other_theme(self.theme)
        elif act:
            try:
                self.play.do(act)
            except Exception as fault:
                self.fault = fault
                self.exit()
                return
            self._show()

    def action_interrupt(self) -> None:
        """End as Ctrl-C does in the line mode."""
        self._interrupt()

    def action_leave_quiz(self) -> None:
        """End as the key for it does."""
        self.act("leave")

    def interrupt_soon(self) -> None:
        """End as soon as what is being done is done; may be called from a signal handler."""
        self.was_interrupted = True
        if self._loop_here is not None:
            self._loop_here.call_soon_threadsafe(self.exit)

    def _interrupt(self) -> None:
        self.was_interrupted = True
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Keep a fault for whoever started the screen instead of showing its traceback."""
        if self.is_headless:
            super()._handle_exception(error)
            return
        self.fault = self.fault or error
        self._close_messages_no_wait()

    def _show(self) -> None:
        if self.play.ended:
            self.exit()
        else:
            self.sheet.show(self._view())

    def _view(self) -> View:
        view = self.play.view()
        if self.theme != BARE:
            return view
        return replace(view, hints=tuple(hint for hint in view.hints if hint.act != "theme"))

    def _scrolling(self, key: str) -> int:
        """Give the lines to scroll by, where that is what a key means now; else 0."""
        page = max(self.sheet.page_height - 2, 1)
        reading = self.play.reading
        if reading and key in self.play.steps:
            return _STEPS[key]
        if key == "pagedown" or (reading and key == "space"):
            return page
        return {"pageup": -page, "home": -_ALL, "end": _ALL}.get(key, 0)

    def _second(self) -> None:
        """Let a second pass."""
        if self._is_gone():
            self._interrupt()
        elif self.play.tick() or self.play.seconds_left is not None:
            self._show()


def _collect_again() -> None:
    """Collect garbage again after the first picture, but not look through what was made for it."""
    gc.freeze()
    gc.enable()
