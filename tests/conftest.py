"""What all tests share: Hypothesis without a clock, a machine's own settings kept out, and the tiny bank on disk."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.tiny import HERE

settings.register_profile("quizgen", deadline=None)
settings.load_profile("quizgen")

# A shell starts background jobs with Ctrl-C ignored, and what they start inherits that; tests press Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the cache and the data of whoever runs the tests out of them, and their language too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZGEN_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("QUIZGEN_DATA", str(tmp_path_factory.mktemp("data")))
        for name in ("QUIZGEN_LANG", "QUIZGEN_DEBUG", "NO_COLOR", "COLUMNS"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """Give a workspace with the tiny bank in it: question_bank/ and seeds/."""
    workspace = tmp_path / "kerja"
    shutil.copytree(HERE, workspace)
    return workspace
