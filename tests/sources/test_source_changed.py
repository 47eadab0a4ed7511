"""`quizgen source changed`: which texts are not as they were registered, and what that touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.workspace import run, workspace


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a workspace with the tiny bank."""
    folder = workspace(tmp_path / "kerja")
    monkeypatch.chdir(folder)
    return folder


def test_where_nothing_changed_that_is_said(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "source", "changed") == (0, "", "quizgen: semua naskah masih seperti saat didaftarkan\n")
    assert run(capfd, "source", "changed", "--format", "json") == (0, "[]\n", "")


def test_a_changed_text_lists_its_quotes_and_items(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    seed = at_work / "seeds/kabar.txt"
    seed.write_text(seed.read_text("utf-8").replace("boleh memilih", "dapat memilih"), "utf-8")
    assert run(capfd, "source", "changed") == (
        1,
        (
            "kabar: seeds/kabar.txt tidak lagi seperti saat didaftarkan\n"
            "  atribut-calon: kutipan masih ada: “tidak memakai atribut calon selama masa kampanye”\n"
            "  boleh-memilih: kutipan tidak ada lagi: “ASN boleh memilih di bilik suara”\n"
            "  butir soal: atribut-1, atribut-2, hak-pilih-1\n"
        ),
        "",
    )


def test_a_missing_text_is_listed_for_programs_too(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (at_work / "seeds/kabar.txt").unlink()
    code, out, err = run(capfd, "source", "changed", "--format", "json")
    (row,) = json.loads(out)
    assert (code, err, row["source"], row["file"], row["found"], row["items"]) == (
        1,
        "",
        "kabar",
        "kabar.txt",
        None,
        ["atribut-1", "atribut-2", "hak-pilih-1"],
    )
    assert [(quote["rule"], quote["holds"]) for quote in row["quotes"]] == [
        ("atribut-calon", False),
        ("boleh-memilih", False),
    ]


def test_a_wrong_sub_command_names_the_nearest(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "source", "change") == (
        2,
        "",
        'quizgen: perintah "change" tidak ada; mungkin maksudnya "changed"\n',
    )
