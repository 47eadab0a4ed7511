"""What the tests of the full screen share: a terminal with colours, whatever the tests are run in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from quizgen import store as stores


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the machine's own terminal settings out."""
    for name in ("NO_COLOR", "NO_TUI", "QUIZGEN_PLAIN", "QUIZGEN_THEME", "COLORFGBG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture(autouse=True)
def _closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Close what a play has opened: who began it does that, here the test's end (Python 3.13 warns of it)."""
    opened = []
    real = stores.open_store

    def noted(path: Path, today: date, patience: float) -> stores.Store:
        opened.append(real(path, today, patience))
        return opened[-1]

    monkeypatch.setattr(stores, "open_store", noted)
    yield
    for store in opened:
        store.close()
