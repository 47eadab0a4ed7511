"""What is picked before Enter: one option, or several that are ticked, with a cursor to tick them by."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace


class Picking(Struct, frozen=True):
    """Options by their places as shown, 0-based; `cursor` is -1 before anything was touched."""

    count: int
    several: bool = False
    picked: tuple[int, ...] = ()
    cursor: int = -1

    def pick(self, place: int) -> Picking:
        """Pick an option, or where several can be, tick it or take its tick away; one there is not changes nothing."""
        if not 0 <= place < self.count:
            return self
        if not self.several:
            return replace(self, picked=(place,), cursor=place)
        ticked = {place} ^ set(self.picked)
        return replace(self, picked=tuple(sorted(ticked)), cursor=place)

    def move(self, step: int) -> Picking:
        """Go to the next option or the one before it, from the ends round; where only one can be, that is picked."""
        if not self.count:
            return self
        start = self.cursor if self.cursor >= 0 else (-1 if step > 0 else self.count)
        place = (start + step) % self.count
        return replace(self, cursor=place) if self.several else self.pick(place)

    def tick(self) -> Picking:
        """Tick the option under the cursor, or the first one."""
        return self.pick(max(self.cursor, 0))
