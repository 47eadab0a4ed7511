"""Signs that some terminals have no picture of, and what is painted there instead, each as wide as the sign."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

_LINUX = str.maketrans("✓✗●›█░━─│▐▌▼▲•–—…“”‘’", "vx*>#.=-|#|v^*--.\"\"''")
"""The text console of Linux: its fonts have 256 or 512 signs, often none but those of Latin scripts."""
_WINDOWS = str.maketrans("✓✗━", "√×═")
"""The old console of Windows: its fonts have the signs of code page 437."""
_NONE: dict[int, int] = {}


def missing_signs(environment: Mapping[str, str], system: str) -> dict[int, int]:
    """Give what stands for the signs that a terminal lacks; `system` is the `os.name` of this machine."""
    if environment.get("TERM") == "linux":
        return _LINUX
    if system == "nt" and not environment.keys() & {"WT_SESSION", "TERM_PROGRAM", "TERM"}:
        return _WINDOWS
    return _NONE


def with_signs(content: Content, signs: dict[int, int]) -> Content:
    """Put what stands for missing signs into a line; its styles stay where they are."""
    if not signs:
        return content
    return Content(content.plain.translate(signs), list(content.spans))
