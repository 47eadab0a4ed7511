"""`quizgen coverage` as a user runs it, in the tiny workspace and on the shipped bank."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdfium2
import pytest

from quizgen.bank.coverage import coverage
from quizgen.bank.reading import read_bank
from quizgen.cli import main
from quizgen.files import bank_files
from quizgen.render.coverage import COLUMNS, Matrix, matrix_html
from quizgen.render.pdf import PangoMissingError, weasyprint
from tests.tiny import HERE

UNASKED = """\
- id: pin
  modality: prohibition
  bearer: [ASN]
  topic: atribut
  statement: {id: ASN jangan memakai pin., en: ASN do not wear pins.}
  standing: norm
  evidence:
    - {source: kabar, quote: memakai atribut}
  status: approved
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kerja"
    shutil.copytree(HERE, folder)
    monkeypatch.chdir(folder)
    return folder


def with_gap(workspace: Path) -> None:
    with (workspace / "question_bank" / "rules" / "atribut.yaml").open("a", encoding="utf-8") as file:
        file.write(UNASKED)


@pytest.mark.usefixtures("workspace")
def test_the_text_shows_topics_rules_and_balance(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 ketentuan, 3 butir disetujui, 0 draf; 0 ketentuan tanpa butir",
        "",
        "Topik dan ketentuan                       Ket.   Butir   Porsi   Bobot   Tanpa",
        "Atribut                                      1       2     67%     67%       0",
        "  atribut-calon                                      2",
        "Hak pilih                                    1       1     33%     33%       0",
        "  boleh-memilih                                      1",
        "",
        "Setiap ketentuan yang disetujui ditanyakan sekurang-kurangnya satu butir yang disetujui.",
        "",
        "Jenis: 1 boleh/tidak, 1 satu jawaban, 1 beberapa jawaban",
        "Tingkat: 1 mengingat, 1 menerapkan, 1 menganalisis",
        "Kejadian sehari-hari: 1 dari 3 butir",
        "Kunci boleh/tidak: 0 boleh, 1 tidak boleh (0 persen boleh)",
    ]


def test_a_gap_is_listed_and_strict_makes_it_an_error(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_gap(workspace)
    assert main(["coverage"]) == 0
    shown = capsys.readouterr().out
    assert "Ketentuan tanpa butir: 1\n  pin: ASN jangan memakai pin.\n" in shown
    assert "  pin                                                0 !\n" in shown
    assert main(["coverage", "--strict"]) == 1


def test_json_has_the_same_figures(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with_gap(workspace)
    assert main(["coverage", "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["rules"], made["items"], made["gaps"]) == (3, 3, ["pin"])
    assert made["topics"][0]["rules"][0] == {
        "rule": "atribut-calon",
        "status": "approved",
        "items": ["atribut-1", "atribut-2"],
        "drafts": [],
    }
    assert "mentions" not in made


def quote_more(workspace: Path) -> None:
    """Let the rule on voting quote the rest of its source, too."""
    rules = workspace / "question_bank" / "rules" / "hak_pilih.yaml"
    more = "'ASN boleh memilih di bilik suara,” katanya. Denda paling banyak Rp 12.000.000 tidak berlaku bagi pemilih'"
    rules.write_text(
        rules.read_text("utf-8").replace("quote: ASN boleh memilih di bilik suara", f"quote: {more}"), "utf-8"
    )


def test_mentions_are_shown_with_the_rules_that_quote_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quote_more(workspace)
    assert main(["coverage", "--mentions", "--strict", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert "Source kabar: 3 of 3 mentions quoted\n" in shown
    assert "  kabar.txt:4: permission “ASN boleh memilih di bilik suara” -> boleh-memilih\n" in shown
    assert shown.endswith("Mentions that are evidence of a rule: 3 of 3 (100 percent)\n")


@pytest.mark.usefixtures("workspace")
def test_a_mention_that_no_rule_quotes_is_told_and_strict_makes_it_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--strict"]) == 0
    assert main(["coverage", "--mentions", "--strict"]) == 1
    shown = capsys.readouterr().out
    assert "-> BELUM DIKUTIP\n" in shown
    assert shown.endswith("Temuan yang menjadi bukti ketentuan: 2 dari 3 (66 persen)\n")


@pytest.mark.usefixtures("workspace")
def test_json_has_the_mentions_that_were_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "--mentions", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["mentions"]
    assert [(row["modality"], row["rules"]) for row in rows][:2] == [
        ("prohibition", ["atribut-calon"]),
        ("permission", ["boleh-memilih"]),
    ]


def test_a_bank_with_errors_is_not_counted(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = workspace / "question_bank" / "items" / "atribut.yaml"
    items.write_text(items.read_text("utf-8").replace("key: b", "key: z"), "utf-8")
    assert main(["coverage"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "E309" in told.err


def test_a_folder_without_a_bank_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"quizgen: tidak ada bank soal (question_bank/bank.yaml) di {tmp_path}\n"


def matrix_of(workspace: Path) -> Matrix:
    bank = read_bank(bank_files(workspace / "question_bank")).bank()
    return Matrix(bank, coverage(bank), "id", "2024-04-01")


def test_the_page_names_rules_standing_basis_and_sources(workspace: Path) -> None:
    html = matrix_html(matrix_of(workspace))
    for words in (
        "ASN tidak memakai atribut calon.", "penjelasan pejabat", "PP Nomor 1 Tahun 2001", "kabar", "1 April 2024",
        "larangan bagi ASN",
    ):  # fmt: skip
        assert words in html
    assert html.count('<td class="item asked">') == 3


def test_a_topic_with_more_items_than_columns_has_a_further_table(workspace: Path) -> None:
    items = workspace / "question_bank" / "items" / "atribut.yaml"
    first = items.read_text("utf-8").split("- id: atribut-2")[0]
    more = "".join(first.replace("atribut-1", f"atribut-{number}") for number in range(3, COLUMNS + 3))
    items.write_text(items.read_text("utf-8") + more, "utf-8")
    html = matrix_html(matrix_of(workspace))
    assert html.count("(lanjutan)") == 1
    assert html.count('<td class="item asked">') == COLUMNS + 3


def test_the_pdf_is_landscape_and_holds_the_rules(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        weasyprint()
    except PangoMissingError:
        pytest.skip("Pango is missing, so WeasyPrint cannot make a PDF")
    assert main(["coverage", "--pdf", "matriks.pdf"]) == 0
    assert capsys.readouterr().err == "quizgen: matriks.pdf: matriks ketentuan dan butir, 2 halaman\n"
    with pypdfium2.PdfDocument(workspace / "matriks.pdf") as pdf:
        width, height = pdf[0].get_size()
        words = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert (round(width), round(height)) == (842, 595)
    assert "ASN tidak memakai atribut calon." in words


@pytest.fixture
def with_pango() -> None:
    """Leave a test out where Pango is missing."""
    try:
        weasyprint()
    except PangoMissingError:
        pytest.skip("Pango is missing, so WeasyPrint cannot make a PDF")


@pytest.mark.usefixtures("with_pango")
def test_a_file_that_is_no_matrix_is_replaced_only_by_force(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix = workspace / "matriks.pdf"
    matrix.write_bytes(b"skripsi")
    assert main(["coverage", "--pdf", "matriks.pdf"]) == 2
    assert capsys.readouterr().err == (
        "quizgen: matriks.pdf sudah ada dan bukan buatan quizgen; pilih nama lain, atau ganti dengan --force\n"
    )
    assert matrix.read_bytes() == b"skripsi"
    assert main(["coverage", "--pdf", "matriks.pdf", "--force"]) == 0
    made = matrix.read_bytes()
    assert made.startswith(b"%PDF-")
    assert main(["coverage", "--pdf", "matriks.pdf"]) == 0
    matrix.write_bytes(made.replace(b"(quizgen coverage ", b"(quizgen key "))
    capsys.readouterr()
    assert main(["coverage", "--pdf", "matriks.pdf"]) == 2
    assert capsys.readouterr().err == (
        "quizgen: matriks.pdf sudah ada dan berisi kunci dan pembahasan; pilih nama lain, atau ganti dengan --force\n"
    )


@pytest.mark.usefixtures("with_pango")
def test_an_emblem_beyond_the_limit_is_left_out_and_told(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from quizgen.render.handout import MAX_EMBLEM_BYTES

    settings = workspace / "question_bank" / "bank.yaml"
    head = "letterhead:\n  lines: [KANTOR CONTOH]\n  emblem: lambang.png\n"
    settings.write_text(settings.read_text("utf-8").split("letterhead:")[0] + head, "utf-8")
    (workspace / "question_bank" / "lambang.png").write_bytes(b"x" * (MAX_EMBLEM_BYTES + 1))
    assert main(["coverage", "--pdf", "matriks.pdf"]) == 3
    assert "lambang lambang.png lebih besar dari 2 MB; kop surat dicetak tanpa lambang" in capsys.readouterr().err
