from __future__ import annotations

import sys

import pytest

from tests.terminal.matrix import Cell, cells, faults

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs terminals of POSIX")

SOME = [
    Cell(20, "dumb", "ascii", "tty", no_color=False),
    Cell(20, "xterm", "cp1252", "tty", no_color=False),
    Cell(80, "xterm", "utf-8", "tty", no_color=True),
    Cell(20, "xterm", "cp1252", "pipe", no_color=True),
    Cell(200, "dumb", "utf-8", "pipe", no_color=False),
    Cell(80, "xterm", "utf-8", "closed", no_color=False),
    Cell(40, "dumb", "ascii", "full", no_color=True),
    Cell(40, "xterm", "cp1252", "eof", no_color=False),
]


@pytest.mark.parametrize("cell", SOME, ids=lambda cell: "-".join(map(str, cell)))
def test_a_terminal_of_this_kind_ends_with_its_exit_code_and_nothing_spoilt(cell: Cell) -> None:
    assert faults(cell) == []


def test_the_campaign_has_every_cell_once() -> None:
    assert len(list(cells())) == len(set(cells())) == 240
    assert set(SOME) <= set(cells())
