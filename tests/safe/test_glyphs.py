"""Characters that no font has: told before anything is laid out, by the line of what says them."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.cli import main

JAVA = "ꦲ"
NAMED = "fon cetak tidak punya huruf ꦲ (U+A9B2); tercetak sebagai kotak kosong"


@pytest.fixture(autouse=True)
def work(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tiny_folder)
    return tiny_folder


def spoil(path: Path, before: str) -> tuple[int, int]:
    """Put a Javanese letter behind a text of a file and give its line and column."""
    text = path.read_text("utf-8")
    at = text.index(before) + len(before)
    path.write_text(text[:at] + JAVA + text[at:], "utf-8")
    line = text.count("\n", 0, at)
    return line + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def handout(*more: str) -> int:
    return main(["handout", "questions", "--as-of", "2024-02-01", "--out", "x.html", "--force", *more])


def places(said: str) -> list[str]:
    return [line for line in said.splitlines() if "W504" in line]


def test_a_stem_is_named_by_its_line_and_column(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = next(one for one in sorted((work / "question_bank" / "items").glob("*.yaml")) if "stem:" in one.read_text())
    text = path.read_text("utf-8")
    word = text.partition("stem:")[2].partition("id:")[2].split()[1]
    start = text.index("stem:")
    line, col = spoil(path, text[start : text.index(word, start) + len(word)])
    assert handout() == 3
    assert places(capsys.readouterr().err) == [f"question_bank/items/{path.name}:{line}:{col}: W504 {NAMED}"]


def test_what_is_not_printed_is_not_told(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = work / "question_bank" / "bank.yaml"
    path.write_text(f"# {JAVA}\n" + path.read_text("utf-8"), "utf-8")
    assert handout() == 0
    assert capsys.readouterr().err == ""


def test_a_template_is_named_by_its_line(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (work / "cetak").mkdir()
    text = '{% extends "sheet.html.j2" %}{% block body %}\n<p>Soal ' + JAVA + "</p>{% endblock %}"
    (work / "cetak" / "questions.html.j2").write_text(text, "utf-8")
    assert handout("--templates", "cetak") == 3
    assert places(capsys.readouterr().err) == [f"cetak/questions.html.j2:2:9: W504 {NAMED}"]
