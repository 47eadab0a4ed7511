"""Pages as they were agreed on; set QUIZGEN_GOLDEN=write to agree on them anew."""

from __future__ import annotations

import os
from pathlib import Path


def matches_golden(name: str, text: str) -> None:
    """Compare a text with the agreed one, or write it down where the environment says so."""
    path = Path(__file__).with_name(name)
    if os.environ.get("QUIZGEN_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
