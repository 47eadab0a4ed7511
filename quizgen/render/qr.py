"""QR codes as marks on a PDF page."""

from __future__ import annotations

import segno

QUIET = 4
"""Modules of white around a code. Source: ISO/IEC 18004."""


def modules(payload: str) -> tuple[bytes, ...]:
    """Give the rows of a QR code (error correction M, no micro code), a byte 0 or 1 for each module, without margin."""
    made = segno.make_qr(payload, error="m", boost_error=False)
    return tuple(bytes(1 if module else 0 for module in row) for row in made.matrix)


def operators(payload: str, x: float, y: float, size: float) -> bytes:
    """Draw a code within a square of `size` pt, its quiet zone inside, whose lower left corner is (x, y) pt.

    What touches is one rectangle in a row, so that no hairline shows between modules.
    """
    rows = modules(payload)
    module = size / (len(rows) + 2 * QUIET)
    parts = [b"q %.4f 0 0 %.4f %.3f %.3f cm 0 g" % (module, -module, x + QUIET * module, y + size - QUIET * module)]
    for down, row in enumerate(rows):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            parts.append(b"%d %d %d 1 re" % (start, down, end - start))
            start = row.find(1, end)
    parts.append(b"f Q")
    return b"\n".join(parts)
