"""`quizgen extract` of texts and documents: days, laws, and long texts."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from quizgen.extract import extract, pipeline
from quizgen.shipped import shipped
from tests.sources.workspace import LETTER, PAGE, docx, pdf, run, workspace

needs_documents = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("trafilatura", "docx", "pypdfium2")),
    reason="needs the extra quizgen[documents]",
)
LIMITED = "Jumat (2/2/2024). Netralitas dibahas. Tahan dulu, tinggal 12 hari lagi. Setelah itu silakan memakai kaus.\n"
CITING = "Netralitas dibahas.\n\nBerdasarkan {law}. ASN dilarang memakai atribut calon.\n"


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with the bank that comes with quizgen."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(capfd: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(capfd, "extract", "--format", "jsonl", *arguments)[1].splitlines()]


@needs_documents
@pytest.mark.parametrize(
    ("name", "data"),
    [("a.docx", docx(LETTER)), ("a.pdf", pdf(LETTER)), ("a.html", PAGE.format(charset="utf-8").encode())],
)
def test_a_document_is_read_as_source_add_would(capfd: pytest.CaptureFixture[str], name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    actions = [str(row["action"]) for row in found(capfd, name)]
    assert any("memasang spanduk calon" in action for action in actions)
    assert found(capfd, ".") == [{**row, "path": name} for row in found(capfd, name)]


def test_a_kind_that_cannot_be_read_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.odt").write_bytes(b"PK")
    assert run(capfd, "extract", "a.odt") == (
        1,
        "",
        "quizgen: a.odt: jenis berkas ini tidak dikenal; yang dikenal: .txt, .html, .htm, .pdf, .docx\n",
    )


def test_days_are_counted_from_the_day_a_text_gives_itself(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(LIMITED, "utf-8")
    (permitted,) = [row for row in found(capfd, "a.txt") if row["modality"] == "permission"]
    assert (permitted["time"], permitted["from"], permitted["until"]) == ("Setelah itu", "2024-02-15", None)
    out = run(capfd, "extract", "a.txt")[1]
    assert "kebolehan" in out
    assert "(mulai 2024-02-15)" in out
    assert "(from 2024-02-15)" in run(capfd, "extract", "a.txt", "--lang", "en")[1]


def test_days_are_counted_from_the_day_of_a_registered_text(capfd: pytest.CaptureFixture[str], at_work: Path) -> None:
    folder = workspace(at_work / "kerja")
    (folder / "a.txt").write_text(LIMITED.replace("Jumat (2/2/2024). ", ""), "utf-8")
    assert [row["from"] for row in found(capfd, "kerja/a.txt")][-1] is None
    with pytest.MonkeyPatch.context() as inside:
        inside.chdir(folder)
        assert run(capfd, "source", "add", "a.txt", "--published", "2024-02-02")[0] == 0
        assert [row["from"] for row in found(capfd, "a.txt")][-1] == "2024-02-15"


def test_a_repealed_law_is_flagged_in_every_output(capfd: pytest.CaptureFixture[str]) -> None:
    Path("a.txt").write_text(CITING.format(law="Pasal 2 huruf f UU Nomor 5 Tahun 2014"), "utf-8")
    (row,) = found(capfd, "a.txt")
    (law,) = row["legal"]
    assert (law["kind"], law["number"], law["year"], law["pasal"], law["huruf"]) == ("uu", "5", "2014", "2", "f")
    assert (law["instrument"], law["repealed"], law["replaced_by"]) == ("uu-5-2014-2f", "2023-10-31", "uu-20-2023-2f")
    note = "Pasal 2 huruf f UU 5/2014, {} UU 20/2023 {} 31-10-2023"
    assert law["note"] == {"id": note.format("dicabut oleh", "pada"), "en": note.format("repealed by", "on")}
    assert f"(dasar hukum: {law['note']['id']})" in run(capfd, "extract", "a.txt")[1]
    assert f"(legal basis: {law['note']['en']})" in run(capfd, "extract", "a.txt", "--lang", "en")[1]


@pytest.mark.parametrize(
    ("law", "instrument", "note"),
    [
        ("PP Nomor 94 Tahun 2021", "pp-94-2021", None),
        ("UU ASN", "uu-20-2023", None),
        ("PP Nomor 1 Tahun 1999", None, "PP 1/1999 tidak dikenal: tidak ada di instruments.yaml"),
    ],
)
def test_a_law_in_force_has_its_instrument_and_an_unknown_one_is_said_to_be(
    capfd: pytest.CaptureFixture[str], law: str, instrument: str | None, note: str | None
) -> None:
    Path("a.txt").write_text("Contoh, 5 Januari 2024\n" + CITING.format(law=law), "utf-8")
    (one,) = found(capfd, "a.txt")[0]["legal"]
    assert one["instrument"] == instrument
    assert (one["note"] or {}).get("id") == note
    assert one["repealed"] is None


def test_a_long_text_gives_the_same_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizgen.texts import lexicon

    texts = [path.read_bytes().decode() for path in sorted(shipped("seeds").glob("*.txt"))]
    text = "\n\n".join([*texts, CITING.format(law="UU 20/2023") + "Hal itu diatur dalam PP 94/2021.\n", *texts])
    whole = extract(text, lexicon())
    monkeypatch.setattr(pipeline, "_PART", 0)
    parts = list(pipeline.stream(text, lexicon()))
    assert len(parts) > 50
    assert extract(text, lexicon()) == whole
    assert max(len(part.mentions) for part in parts) < 20
