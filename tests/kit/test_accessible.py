"""Copies for one person each: tagged, with the name in the text, laid out one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from quizgen.cli import main
from quizgen.render.pdf import PangoMissingError, weasyprint
from tests.render.sample import page_texts

try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

SESSION = """\
title: {id: Sosialisasi, en: Briefing}
date: 2024-02-01
place: Aula
paper: a4
blueprint: {count: 2}
variants: A-B
tests: [post]
roster: peserta.csv
spare: 0
seed: uji
papers: [questions, sheet, pledge, certificate]
"""


def tags(node: Any, found: dict[str, int] | None = None) -> dict[str, int]:
    """Count the kinds of structure elements below a node."""
    found = {} if found is None else found
    for kid in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(kid, pikepdf.Dictionary):
            if "/S" in kid:
                found[str(kid.S)] = found.get(str(kid.S), 0) + 1
            if "/K" in kid:
                tags(kid.K, found)
    return found


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Print an accessible kit for two people and give its files by name."""
    folder = tmp_path_factory.mktemp("sesi")
    (folder / "session.yaml").write_text(SESSION, "utf-8")
    (folder / "peserta.csv").write_text("nama;unit;nomor\nSiti Aminah;Dinas Sosial;1980\nBudi;Bagian Umum;\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QUIZGEN_DATA", str(folder / "data"))
        patch.chdir(folder)
        assert main(["kit", "--accessible", "--out", "hasil"]) == 0
    return {path.name: path for path in sorted((folder / "hasil").rglob("*.pdf"))}


def test_each_person_has_a_file_of_each_paper(printed: dict[str, Path]) -> None:
    assert sorted(printed) == [
        "00001-siti-aminah-lembar-jawaban.pdf", "00001-siti-aminah-soal.pdf", "00001-siti-aminah.pdf",
        "00002-budi-lembar-jawaban.pdf", "00002-budi-soal.pdf", "00002-budi.pdf",
    ]  # fmt: skip  # ikrar and sertifikat have folders of their own


@pytest.mark.parametrize(
    "name", ["00001-siti-aminah-lembar-jawaban.pdf", "00001-siti-aminah-soal.pdf", "00002-budi.pdf"]
)
def test_a_copy_is_tagged_and_has_the_name_in_its_text(printed: dict[str, Path], name: str) -> None:
    with pikepdf.open(printed[name]) as pdf:
        root: Any = pdf.Root
        found = tags(root.StructTreeRoot.K)
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "id"
        assert found["/P"] > 3
        assert found["/H1"] == 1
        assert "pdfuaid" in bytes(root.Metadata.read_bytes()).decode()
    text = " ".join(" ".join(page_texts(printed[name].read_bytes())).split())
    person, unit = ("Siti Aminah", "Dinas Sosial") if "siti" in name else ("Budi", "Bagian Umum")
    assert person in text
    assert unit in text


def test_the_code_of_a_sheet_is_described_for_who_cannot_see_it(printed: dict[str, Path]) -> None:
    with pikepdf.open(printed["00002-budi-lembar-jawaban.pdf"]) as pdf:
        alternatives = {str(one.get("/Alt", "")) for one in pdf.objects if isinstance(one, pikepdf.Dictionary)}
    assert any(one.endswith("-B-00002") for one in alternatives)
