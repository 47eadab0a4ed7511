"""The reviewer sees a draft with all that it rests on, and every decision is kept at once and never over another's."""

from __future__ import annotations

import difflib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quizgen.bank.checks import check
from quizgen.bank.reading import read_bank
from quizgen.cli import main
from quizgen.decisions import Decisions, Meanwhile
from quizgen.files import bank_files
from quizgen.terminal.console import Console
from quizgen.terminal.review import Review
from tests.review.desk import ITEM_DRAFTS, RULE_DRAFT, reviewed, workspace

GOLDEN = Path(__file__).parent / "golden" / "first.txt"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return workspace(tmp_path)


def changes(before: str, path: Path) -> list[str]:
    """Give the lines that a file lost and gained."""
    after = path.read_text("utf-8")
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_the_screens_are_those_of_the_golden_file(bank: Path) -> None:
    assert reviewed(bank, "l\nl\nl\n") == GOLDEN.read_text("utf-8")


def test_rules_come_before_the_items_that_ask_about_them(bank: Path) -> None:
    shown = reviewed(bank, "l\nl\nl\n")
    places = [shown.index(name) for name in ("memilih-di-bilik ·", "hak_pilih-d001 ·", "hak_pilih-d002 ·")]
    assert places == sorted(places)


def test_the_quote_is_marked_in_its_paragraph(bank: Path) -> None:
    assert '  | "ASN boleh >>memilih di bilik suara<<," katanya. Denda' in reviewed(bank, "k\n")


def test_approving_changes_one_word_of_the_file(bank: Path) -> None:
    rules = bank / "rules" / "hak_pilih.yaml"
    before = rules.read_text("utf-8")
    assert "Disetujui." in reviewed(bank, "s\nk\n")
    assert changes(before, rules) == ["-   status: draft", "+   status: approved"]
    assert "# Dari naskah kabar; belum disetujui." in rules.read_text("utf-8")


def test_rejecting_retires_the_draft_and_keeps_the_reason(bank: Path) -> None:
    items = bank / "items" / "hak_pilih.yaml"
    before = items.read_text("utf-8")
    reviewed(bank, 'l\ntolak\nSudah ada: "butir 1"\nk\n')
    assert changes(before, items) == [
        "-   status: draft   # menunggu",
        "+   status: retired   # menunggu",
        "+   reason: 'Sudah ada: \"butir 1\"'",
    ]
    reading = read_bank(bank_files(bank))
    assert [problem for problem in check(reading) if problem.is_error] == []
    assert (
        next(one.record.reason for one in reading.items if one.record.id == "hak_pilih-d001") == 'Sudah ada: "butir 1"'
    )


def test_an_empty_reason_rejects_nothing(bank: Path) -> None:
    items = bank / "items" / "hak_pilih.yaml"
    before = items.read_bytes()
    assert "Ditolak." not in reviewed(bank, "l\nt\n\nk\n")
    assert items.read_bytes() == before


def test_an_item_whose_rule_is_not_approved_is_refused_with_the_reason(bank: Path) -> None:
    items = bank / "items" / "hak_pilih.yaml"
    before = items.read_bytes()
    shown = reviewed(bank, "l\nl\ns\nk\n")
    assert "Belum dapat disetujui:\n  question_bank/items/hak_pilih.yaml:" in shown
    assert "E312" in shown
    assert items.read_bytes() == before


def test_an_item_can_be_approved_after_its_rule(bank: Path) -> None:
    shown = reviewed(bank, "s\ns\ns\n")
    assert shown.endswith("\n3 disetujui, 0 ditolak, 0 dilewati; 0 draf masih menunggu.\n")
    assert [one for one in check(read_bank(bank_files(bank))) if one.is_error] == []


def test_a_change_by_somebody_else_is_noticed_read_and_never_overwritten(bank: Path) -> None:
    items = bank / "items" / "hak_pilih.yaml"

    def somebody(path: str, _line: int) -> str:
        text = Path(path).read_text("utf-8")
        Path(path).write_text(text.replace("Bolehkah ASN memilih?", "Bolehkah PNS memilih?"), "utf-8")
        return ""

    decisions = Decisions(bank)
    draft = decisions.pending()[1]
    somebody(str(items), 0)
    changed = items.read_bytes()
    with pytest.raises(Meanwhile):
        decisions.approve(draft)
    assert items.read_bytes() == changed
    assert decisions.approve(decisions.pending()[1]) == []
    assert items.read_bytes() == changed.replace(b"status: draft   #", b"status: approved   #")


def test_the_reviewer_is_told_of_a_change_by_somebody_else_and_sees_the_draft_again(bank: Path) -> None:
    rules = bank / "rules" / "hak_pilih.yaml"

    @contextmanager
    def somebody_writes() -> Iterator[None]:
        """Change the file while the reviewer reads the first screen."""
        text = rules.read_text("utf-8")
        if "orang lain" not in text:
            rules.write_text(f"{text}# catatan orang lain\n", "utf-8")
        yield

    output, typed = io.StringIO(), io.StringIO("s\ns\nk\n")
    console = Console(output, typed, styled=False, width=lambda: 90, encoding="utf-8", waiting=somebody_writes)
    Review(console, Decisions(bank), "id", lambda _path, _line: "").run()
    shown = output.getvalue()
    assert shown.count("Ketentuan memilih-di-bilik ·") == 2
    told = "Berkas ini diubah orang lain sejak dibaca. Dibaca ulang; belum ada yang ditulis."
    assert shown.index(told) < shown.index("Disetujui.")
    assert rules.read_text("utf-8").endswith("  status: approved\n# catatan orang lain\n")


def test_editing_opens_the_file_at_its_line_and_shows_the_draft_anew_with_what_the_check_says(bank: Path) -> None:
    opened: list[tuple[str, int]] = []

    def edit(path: str, line: int) -> str:
        opened.append((path, line))
        text = Path(path).read_text("utf-8")
        Path(path).write_text(text.replace("quote: memilih di bilik suara", "quote: memilih di bilik kayu"), "utf-8")
        return ""

    shown = reviewed(bank, "u\ns\nk\n", edit=edit)
    rules = bank / "rules" / "hak_pilih.yaml"
    line = rules.read_text("utf-8").splitlines().index("- id: memilih-di-bilik") + 1
    assert opened == [(str(rules), line)]
    assert 'Kutipan ini tidak ada di dalam naskahnya: "memilih di bilik kayu"' in shown
    assert "Catatan pemeriksaan:" in shown
    assert "Belum dapat disetujui:" in shown
    assert "status: draft" in rules.read_text("utf-8")


def test_an_editor_that_is_not_there_is_told_with_the_place_to_edit(bank: Path) -> None:
    shown = reviewed(bank, "u\n\nk\n", edit=lambda _path, _line: 'Editor "emak" gagal (tidak ada).')
    told = 'Editor "emak" gagal (tidak ada). Sunting sendiri question_bank/rules/hak_pilih.yaml pada baris 12, atau'
    assert told in " ".join(shown.split())
    assert "Tekan Enter setelah selesai:" in shown


def test_what_is_not_understood_is_asked_again(bank: Path) -> None:
    assert "Ketik satu huruf dari pilihan di atas." in reviewed(bank, "hmm\nk\n")


def test_the_end_of_the_input_leaves_with_everything_kept(bank: Path) -> None:
    shown = reviewed(bank, "s\n")
    assert shown.endswith("1 disetujui, 0 ditolak, 0 dilewati; 2 draf masih menunggu.\n")


def test_only_drafts_of_the_topics_asked_for_are_shown(bank: Path) -> None:
    assert reviewed(bank, "", topics=("atribut",)) == "Tidak ada draf yang menunggu.\n"


def test_in_english_everything_is_english_first(bank: Path) -> None:
    shown = reviewed(bank, "s\na\nq\n", language="en")
    assert "Rule memilih-di-bilik" in shown
    assert "[a]pprove  [e]dit  [r]eject  [s]kip  [q]uit:" in shown
    assert shown.endswith("1 approved, 0 rejected, 1 skipped; 2 drafts still waiting.\n")


def test_outside_a_workspace_nothing_can_be_reviewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["review"]) == 2
    assert capsys.readouterr().err == (
        "quizgen: di sini tidak ada folder kerja yang boleh ditulis; buat dahulu dengan: quizgen init FOLDER, "
        "lalu masuk ke folder itu\n"
    )


def test_nothing_about_the_reviewer_is_written(bank: Path) -> None:
    reviewed(bank, "s\ns\nt\nBukan begitu.\n")
    added = "".join(
        path.read_text("utf-8") for path in (bank / "rules" / "hak_pilih.yaml", bank / "items" / "hak_pilih.yaml")
    )
    for line in (RULE_DRAFT + ITEM_DRAFTS).splitlines():
        added = added.replace(line, "")
    assert "reason: Bukan begitu." in added
    assert not any(word in added.lower() for word in ("reviewer", "reviewed", "approved_by", "date"))


@pytest.mark.parametrize(
    "statement", ["Tidak memilih di luar bilik suara", "a. memilih di bilik suara", "Tidak boleh", "Memilih di bilik"]
)
def test_a_statement_like_the_point_of_a_list_is_refused_and_editing_is_offered(bank: Path, statement: str) -> None:
    rules = bank / "rules" / "hak_pilih.yaml"
    opened: list[int] = []

    def edit(path: str, line: int) -> str:
        opened.append(line)
        text = Path(path).read_text("utf-8")
        Path(path).write_text(text.replace(statement, "ASN diminta memilih di bilik suara"), "utf-8")
        return ""

    rules.write_text(rules.read_text("utf-8").replace("ASN diminta memilih di bilik suara.", statement), "utf-8")
    before = rules.read_bytes()
    shown = reviewed(bank, "s\n\nk\n")
    assert "Belum dapat disetujui:\n  Bunyi ketentuan ini belum kalimat lengkap" in shown
    assert "Sunting sekarang? [y]a, Enter = tidak:" in shown
    assert rules.read_bytes() == before
    shown = reviewed(bank, "s\ny\ns\nk\n", edit=edit)
    assert opened == [12]
    assert "Disetujui." in shown
    assert "status: approved" in rules.read_text("utf-8")


def test_a_draft_that_editing_made_unreadable_is_told_and_can_be_edited_again(bank: Path) -> None:
    rules = bank / "rules" / "hak_pilih.yaml"
    good = rules.read_text("utf-8")
    texts = [
        good.replace("modality: advice", "modality: [advice"),
        good.replace("modality: advice", "modality: advice "),
    ]

    def edit(path: str, _line: int) -> str:
        Path(path).write_text(texts.pop(0), "utf-8")
        return ""

    shown = reviewed(bank, "u\ny\ns\nk\n", edit=edit)
    assert "Draf ini tidak terbaca lagi:\n  question_bank/rules/hak_pilih.yaml:" in shown
    assert shown.count("Dibaca ulang setelah disunting.") == 2
    assert "Disetujui." in shown


def test_the_end_of_the_input_amid_a_question_keeps_everything(bank: Path) -> None:
    before = (bank / "items" / "hak_pilih.yaml").read_bytes()
    for typed in ("", "t\n", "l\nl\ns\n"):
        assert reviewed(bank, typed).endswith("draf masih menunggu.\n")
    assert (bank / "items" / "hak_pilih.yaml").read_bytes() == before


def test_no_line_is_wider_than_a_narrow_terminal(bank: Path) -> None:
    output = io.StringIO()
    console = Console(output, io.StringIO("l\nl\nl\n"), styled=False, width=lambda: 20, encoding="ascii")
    Review(console, Decisions(bank), "id", lambda _path, _line: "", ()).run()
    words = [line for line in output.getvalue().splitlines() if len(line) > 20]
    assert all(" " not in line.strip().split("  ")[-1] or line.startswith("[s]") for line in words), words
