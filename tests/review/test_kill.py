"""A reviewer's process may be killed at any moment: what was decided is in the files, and they are whole."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from quizgen.bank.checks import check
from quizgen.bank.reading import read_bank
from quizgen.files import bank_files
from tests.pseudo_terminal import spawn
from tests.review.desk import workspace

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = "import sys; from quizgen.cli import main; sys.exit(main())"
ASKED = r"\[k\]eluar: $"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pexpect needs a Unix terminal")


def started(folder: Path, **further: str) -> Any:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return spawn(
        sys.executable,
        ["-c", PROGRAM, "review"],
        cwd=str(folder),
        env=kept | {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", "TERM": "dumb"} | further,
        dimensions=(40, 100),
        encoding="utf-8",
        timeout=20,
        echo=False,
    )


def statuses(bank: Path) -> dict[str, str]:
    reading = read_bank(bank_files(bank))
    assert [one for one in check(reading) if one.is_error] == []
    found = {one.record.id: str(one.record.status) for one in reading.rules}
    found |= {one.record.id: str(one.record.status) for one in reading.items}
    return {name: status for name, status in found.items() if "d00" in name or name == "memilih-di-bilik"}


def test_decisions_survive_a_kill(tmp_path: Path) -> None:
    bank = workspace(tmp_path)
    reviewer = started(tmp_path)
    for typed in ("s", "t"):
        reviewer.expect(ASKED)
        reviewer.sendline(typed)
    reviewer.expect(r"batal\): $")
    reviewer.sendline("Rangkap.")
    reviewer.expect(ASKED)
    reviewer.kill(signal.SIGKILL)
    reviewer.wait()
    assert statuses(bank) == {"memilih-di-bilik": "approved", "hak_pilih-d001": "retired", "hak_pilih-d002": "draft"}
    assert not [path for path in bank.rglob(".*") if path.is_file()], "no half-written file is left"
    again = started(tmp_path)
    again.expect("Butir soal hak_pilih-d002")
    again.expect(ASKED)
    again.sendline("k")
    again.expect("0 disetujui, 0 ditolak, 0 dilewati; 1 draf masih menunggu.")
    again.expect(pexpect.EOF)
    again.close()
    assert again.exitstatus == 0


def test_ctrl_c_ends_with_its_own_exit_code_and_everything_kept(tmp_path: Path) -> None:
    bank = workspace(tmp_path)
    reviewer = started(tmp_path)
    reviewer.expect(ASKED)
    reviewer.sendline("s")
    reviewer.expect(ASKED)
    reviewer.sendintr()
    reviewer.expect("quizgen: dihentikan")
    reviewer.expect(pexpect.EOF)
    reviewer.close()
    assert reviewer.exitstatus == 130
    assert statuses(bank)["memilih-di-bilik"] == "approved"


def test_the_editor_is_started_at_the_line_of_the_draft(tmp_path: Path) -> None:
    bank = workspace(tmp_path)
    script = tmp_path / "bin" / "vi"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\necho "$@" > "{tmp_path}/opened"\n', "utf-8")
    script.chmod(0o755)
    reviewer = started(tmp_path, EDITOR=str(script))
    reviewer.expect(ASKED)
    reviewer.sendline("u")
    reviewer.expect("Dibaca ulang setelah disunting.")
    reviewer.expect(ASKED)
    reviewer.sendline("k")
    reviewer.expect(pexpect.EOF)
    rules = bank / "rules" / "hak_pilih.yaml"
    line = rules.read_text("utf-8").splitlines().index("- id: memilih-di-bilik") + 1
    assert (tmp_path / "opened").read_text("utf-8") == f"+{line} {rules}\n"
