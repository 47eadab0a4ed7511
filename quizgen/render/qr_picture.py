"""A QR code as a picture inside of a page."""

from __future__ import annotations

import base64

from quizgen.render.qr import QUIET, modules


def qr_url(payload: str) -> str:
    """Give a QR code with its quiet zone as the `data:` address of an SVG picture."""
    rows = modules(payload)
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{QUIET + across} {QUIET + down}h1v1h-1z"
        for down, row in enumerate(rows)
        for across, module in enumerate(row)
        if module
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode('ascii')}"
