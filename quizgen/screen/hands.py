"""The hands as they are typed before Enter: a number for each option, one of which is typed at."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

_DIGITS = 4
"""A hall has at most 9,999 hands."""


class Hands(Struct, frozen=True):
    """What is typed for each option, as shown; `cursor` is the place typed at, 0-based, or behind the last one."""

    typed: tuple[str, ...]
    cursor: int = 0
    fresh: bool = True
    """Whether one has just come to the option, so that a digit begins a number anew."""

    @property
    def counts(self) -> tuple[int | None, ...]:
        """Give the number for each option; None where nothing is typed."""
        return tuple(int(one) if one else None for one in self.typed)

    @property
    def missing(self) -> int | None:
        """Give the first place without a number from the cursor on, from the end round; None where there is none."""
        count = len(self.typed)
        places = ((self.cursor + step) % count for step in range(count))
        return next((place for place in places if not self.typed[place]), None)

    def digit(self, digit: int) -> Hands | None:
        """Type a digit, a leading zero goes; None where that makes too large a number, or one too many."""
        if self.cursor == len(self.typed):
            return None
        before = "" if self.fresh else self.typed[self.cursor].removeprefix("0")
        return self._with(f"{before}{digit}") if len(before) < _DIGITS else None

    def erase(self) -> Hands:
        """Take the last digit away; where there is none, go back to the option before."""
        if self.cursor == len(self.typed) or not self.typed[self.cursor]:
            return self.go(max(self.cursor - 1, 0))
        return self._with(self.typed[self.cursor][:-1])

    def onward(self) -> Hands:
        """Go on as a space between numbers does: to the next option, behind the last one to what is missing."""
        if self.cursor == len(self.typed) or not self.typed[self.cursor]:
            return self
        if self.cursor + 1 < len(self.typed):
            return self.go(self.cursor + 1)
        missing = self.missing
        return self.go(missing) if missing is not None else replace(self, cursor=len(self.typed))

    def move(self, step: int) -> Hands:
        """Go to the next option or the one before it, from the ends round."""
        start = -1 if step > 0 and self.cursor == len(self.typed) else self.cursor
        return self.go((start + step) % len(self.typed))

    def go(self, place: int) -> Hands:
        """Go to an option; one there is not changes nothing."""
        return replace(self, cursor=place, fresh=True) if 0 <= place < len(self.typed) else self

    def _with(self, text: str) -> Hands:
        typed = (*self.typed[: self.cursor], text, *self.typed[self.cursor + 1 :])
        return replace(self, typed=typed, fresh=False)
