from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.terminal.kill_campaign import campaign


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals of POSIX")
def test_no_acknowledged_answer_is_lost_in_a_short_campaign_of_kills(tmp_path: Path) -> None:
    figures = campaign(12, 7, tmp_path)
    assert figures.kills == 12
    assert figures.acknowledged > 0
    assert (figures.lost, figures.not_resumed, figures.wrong_exits) == (0, 0, 0)
