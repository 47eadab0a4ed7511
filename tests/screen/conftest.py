"""What the tests of the full screen share: a terminal with colours, whatever the tests are run in."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own terminal settings out."""
    for name in ("NO_COLOR", "NO_TUI", "QUIZGEN_PLAIN", "QUIZGEN_THEME", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
