"""The participants of a session, packed: a province's 100,000 take some 5 MB, as objects they would take 40."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from operator import eq
from typing import overload

from msgspec import msgpack

from quizgen.model.session import Participant

_Row = tuple[int, str, int, str, str, int]
_ENCODE = msgpack.Encoder()
_DECODE = msgpack.Decoder(_Row)


class People(Sequence[Participant]):
    """Participants in an order; each is unpacked when it is asked for, equal to what was put in."""

    def __init__(self, people: Iterable[Participant] = ()) -> None:
        self._packed = bytearray()
        self._ends = array("I")
        self._units: dict[str, int] = {}  # an office sends many people
        self._names: list[str] = []
        for one in people:
            self.append(one)

    def append(self, one: Participant) -> None:
        """Add a participant at the end."""
        unit = self._units.setdefault(one.unit, len(self._names))
        if unit == len(self._names):
            self._names.append(one.unit)
        self._packed += _ENCODE.encode((one.place, one.name, unit, one.number, one.code, one.line))
        self._ends.append(len(self._packed))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, at: int) -> Participant: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Participant, ...]: ...
    def __getitem__(self, at: int | slice) -> Participant | tuple[Participant, ...]:
        if isinstance(at, slice):
            return tuple(self._at(number) for number in range(*at.indices(len(self))))
        number = at + len(self) if at < 0 else at
        if not 0 <= number < len(self):
            raise IndexError(at)
        return self._at(number)

    def __iter__(self) -> Iterator[Participant]:
        return (self._at(number) for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, People) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # it can be added to

    def __repr__(self) -> str:
        return f"People({list(self)!r})"

    def by_code(self) -> People:
        """Give the same people in the order of their codes, where they have any; else as they are."""
        codes = [one.code for one in self]
        return People(self._at(number) for number in sorted(range(len(self)), key=codes.__getitem__))

    def _at(self, number: int) -> Participant:
        start = self._ends[number - 1] if number else 0
        place, name, unit, *rest = _DECODE.decode(memoryview(self._packed)[start : self._ends[number]])
        return Participant(place, name, self._names[unit], *rest)
