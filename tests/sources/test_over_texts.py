"""Extraction over many texts: in order, in several processes where there is much, and no text stops the others."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from quizgen import texts
from quizgen.texts import Done, over_texts
from tests.sources.workspace import ARTICLE, run


def length(path: Path, text: str) -> tuple[str, int]:
    return path.name, len(text)


def some_texts(folder: Path) -> list[Path]:
    for number in range(9):
        (folder / f"{number}.txt").write_text(ARTICLE * number, "utf-8")
    return sorted(folder.iterdir())


def test_texts_come_in_order_also_from_several_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = some_texts(tmp_path)
    alone = list(over_texts(length, paths))
    assert alone == [Done(path, (path.name, len(ARTICLE) * number)) for number, path in enumerate(paths)]
    monkeypatch.setattr(texts, "WORTH_A_POOL", 0)
    assert list(over_texts(length, paths)) == alone


def test_one_text_never_starts_a_pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # said where a machine gives no semaphores
        import joblib

    monkeypatch.setattr(texts, "WORTH_A_POOL", 0)
    monkeypatch.setattr(joblib, "Parallel", None)
    paths = some_texts(tmp_path)[1:2]
    assert [done.result for done in over_texts(length, paths)] == [("1.txt", len(ARTICLE))]


@pytest.mark.parametrize("worth", [0, texts.WORTH_A_POOL])
def test_an_unreadable_text_is_told_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], worth: int
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(texts, "WORTH_A_POOL", worth)
    Path("a.txt").write_text("ASN wajib netral.\n", "utf-8")
    Path("b.txt").write_bytes(b"\xff")
    Path("c.txt").write_text("ASN dilarang memakai atribut calon.\n", "utf-8")
    code, out, err = run(capfd, "extract", ".")
    assert (code, [line.split(":")[0] for line in out.splitlines()]) == (1, ["a.txt", "c.txt"])
    assert err.splitlines()[0] == "quizgen: b.txt: bukan teks UTF-8 (byte ke-0); simpan sebagai UTF-8"
    assert err.splitlines()[1].startswith("2 temuan di 2 naskah")


def test_a_text_that_is_not_there_is_a_fault_of_the_disk(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "extract", "tiada.txt")
    assert (code, out) == (5, "")
    assert err.startswith("quizgen: tidak dapat membaca atau menulis tiada.txt: ")
