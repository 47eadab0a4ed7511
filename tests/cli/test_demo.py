"""`quizgen demo`: the whole way in one go, from an empty folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.mark.parametrize("language", ["id", "en"])
def test_demo_goes_from_the_texts_to_printed_sheets_and_says_so_in_ten_lines(tmp_path: Path, language: str) -> None:
    done = run("demo", "--lang", language, cwd=tmp_path, QUIZGEN_DATA=str(tmp_path / "data"))
    # 3: without Pango it is print-ready HTML.
    assert done.returncode in (0, 3)
    lines = done.stdout.splitlines()
    assert len(lines) == 10
    assert [line[0] for line in lines[1:]] == list("123456789")
    form = re.search(r"quizgen take --form ([2-9A-Z]{6})$", lines[8])
    assert form
    assert (tmp_path / "data" / "forms" / f"{form[1]}.yaml").is_file()
    written = [tmp_path / name for line in lines[6:8] for name in re.findall(r"out/\S+?\.(?:pdf|html)", line)]
    assert len(written) >= 2
    assert all(path.stat().st_size > 10_000 for path in written)
    assert sorted(written) == sorted((tmp_path / "out").iterdir())
