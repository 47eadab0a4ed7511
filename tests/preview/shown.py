"""Snapshots of the tiny bank, and a bank on disk that is saved again and again."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.bank.checks import check
from quizgen.preview.rereading import Rereader
from quizgen.preview.snapshot import Snapshot, snapshot
from tests.tiny import tiny

DAY = "2025-06-01"
ITEMS, RULES, HAK = "items/atribut.yaml", "rules/atribut.yaml", "items/hak_pilih.yaml"


def shown(changed: Mapping[str, str | bytes | None] | None = None, before: Snapshot | None = None) -> Snapshot:
    """Give the state of the tiny bank with changes, after another one."""
    reading = Rereader().read(tiny(changed))
    return snapshot(reading, check(reading), before, DAY)
