"""QR codes as marks on a PDF page.

All codes have the same mask. Then a code is linear in the bits of its payload (so is its error correction): what a
pair of characters changes in it is worked out once, and a code is put together from such changes (60 times as fast).
"""

from __future__ import annotations

from functools import lru_cache

QUIET = 4
"""Modules of white around a code. Source: ISO/IEC 18004."""
_MASK = 2
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
_LONGEST = 64
"""Characters of a payload that is put together; a longer one is encoded by itself."""


def modules(payload: str) -> tuple[bytes, ...]:
    """Give the rows of a QR code (error correction M, no micro code), a byte 0 or 1 for each module, without margin."""
    length = len(payload)
    if not payload or length > _LONGEST or not _ALPHANUMERIC.issuperset(payload):
        return _encoded(payload, None)
    side, matrix = _plain("0" * length)
    for start in range(0, length, 2):
        matrix ^= _change(length, start, payload[start : start + 2])
    flat = matrix.to_bytes(side * side, "big")
    return tuple(flat[first : first + side] for first in range(0, side * side, side))


def operators(payload: str, x: float, y: float, size: float) -> bytes:
    """Draw a code within a square of `size` pt, its quiet zone inside, whose lower left corner is (x, y) pt.

    What touches is one rectangle in a row, so that no hairline shows between modules.
    """
    rows = modules(payload)
    module = size / (len(rows) + 2 * QUIET)
    parts = [b"q %.4f 0 0 %.4f %.3f %.3f cm 0 g" % (module, -module, x + QUIET * module, y + size - QUIET * module)]
    parts += [drawn for down, row in enumerate(rows) if (drawn := _row(down, row))]
    parts.append(b"f Q")
    return b"\n".join(parts)


@lru_cache(maxsize=100_000)
def _row(down: int, row: bytes) -> bytes:
    parts = []
    start = row.find(1)
    while start >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        parts.append(b"%d %d %d 1 re" % (start, down, end - start))
        start = row.find(1, end)
    return b"\n".join(parts)


@lru_cache(maxsize=20_000)
def _change(length: int, start: int, characters: str) -> int:
    """Give what one or two characters change in the code of as many zeros; alphanumeric codes hold them by pairs."""
    zeros = "0" * length
    _, one = _plain(zeros[:start] + characters + zeros[start + len(characters) :])
    return _plain(zeros)[1] ^ one


@lru_cache(maxsize=64)
def _plain(payload: str) -> tuple[int, int]:
    """Give the modules on a side, and all modules as one number, a byte for each."""
    rows = _encoded(payload, "alphanumeric")
    return len(rows), int.from_bytes(b"".join(rows), "big")


def _encoded(payload: str, mode: str | None) -> tuple[bytes, ...]:
    import segno  # it loads a client for the web: only where a code is drawn

    made = segno.make_qr(payload, error="m", boost_error=False, mask=_MASK, mode=mode)
    return tuple(bytes(1 if module else 0 for module in row) for row in made.matrix)
