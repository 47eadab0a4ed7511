"""The words of the full screen in one language: the catalogue `screen`."""

from __future__ import annotations

from msgspec import Struct

from quizgen.language import say


class Words(Struct, frozen=True):
    """Messages of the catalogue `screen`."""

    language: str

    def say(self, message: str, **words: object) -> str:
        """Give a message."""
        return say(self.language, f"screen.{message}", **words)
