from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.desk import Desk


@pytest.fixture
def desk(tiny_folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tiny_folder, capfd, monkeypatch)
