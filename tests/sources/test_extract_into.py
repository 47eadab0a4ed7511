"""`quizgen extract --into`: what texts state becomes drafts and offers of evidence, once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from quizgen.bank.checks import check
from quizgen.bank.proposals import Found, Proposals, Resolve, propose
from quizgen.bank.reading import read_bank
from quizgen.files import bank_files
from quizgen.language import lines_of
from quizgen.model.bank import Bank
from tests.sources.workspace import ARTICLE, content, run, workspace

INTO = ("extract", "baru.txt", "--into", "question_bank")


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Path:
    """Work in a workspace with the tiny bank, in which one new article is registered."""
    folder = workspace(tmp_path / "kerja")
    monkeypatch.chdir(folder)
    (folder / "baru.txt").write_text(ARTICLE, "utf-8")
    assert run(capfd, "source", "add", "baru.txt")[0] == 0
    return folder


def problems(folder: Path) -> list[str]:
    found = check(read_bank(bank_files(folder / "question_bank", folder)))
    return [line for problem in found for line in lines_of("id", problem)]


def test_a_new_rule_becomes_a_draft_and_a_known_one_an_offer(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    atribut = at_work / "question_bank/rules/atribut.yaml"
    before = content(at_work)
    code, out, err = run(capfd, *INTO)
    rules = "question_bank/rules/atribut.yaml"
    assert (code, out.splitlines()) == (
        0,
        [
            (
                f"{rules}: ketentuan draf atribut-memasang-spanduk-calon-kantor (larangan): "
                "“ASN dilarang memasang spanduk calon di kantor kelurahan” (kabarcontoh-2024-02-02)"
            ),
            (
                f"{rules}: atribut-calon dapat ditambah bukti: "
                "“ASN tidak boleh memakai atribut calon” (kabarcontoh-2024-02-02)"
            ),
            "  bunyi ketentuan: ASN tidak memakai atribut calon.",
            (
                "bank.yaml tidak punya topik pelayanan_publik: “setiap pegawai wajib melayani semua warga” "
                "(kabarcontoh-2024-02-02)"
            ),
        ],
    )
    assert err == (
        "quizgen: 1 ketentuan draf ditulis, 0 temuan sudah menjadi bukti, 1 bukti lanjutan ditawarkan "
        "(tulis dengan --accept-evidence).\n"
    )
    assert atribut.read_text("utf-8") == before["question_bank/rules/atribut.yaml"].decode() + (
        "\n"
        "- id: atribut-memasang-spanduk-calon-kantor\n"
        "  modality: prohibition\n"
        "  bearer: [ASN]\n"
        "  topic: atribut\n"
        "  statement:\n"
        "    id: ASN dilarang memasang spanduk calon di kantor kelurahan.\n"
        '    en: "DRAFT: ASN dilarang memasang spanduk calon di kantor kelurahan."\n'
        "  standing: official-explanation\n"
        "  evidence:\n"
        "    - source: kabarcontoh-2024-02-02\n"
        "      quote: ASN dilarang memasang spanduk calon di kantor kelurahan\n"
        "      speaker: Sekda\n"
        "  status: draft\n"
        "  note:\n"
        '    id: "Tempat menurut naskah: di kantor kelurahan."\n'
        '    en: "Place in the text: di kantor kelurahan."\n'
    )
    assert {path for path, data in content(at_work).items() if data != before.get(path)} == {
        "question_bank/rules/atribut.yaml"
    }
    assert problems(at_work) == []


def test_again_it_changes_no_byte(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, *INTO)
    before = content(at_work)
    code, _, err = run(capfd, *INTO)
    assert (code, content(at_work)) == (0, before)
    assert err.startswith(
        "quizgen: 0 ketentuan draf ditulis, 1 temuan sudah menjadi bukti, 1 bukti lanjutan ditawarkan"
    )


def test_a_new_article_adds_only_what_is_new(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, *INTO)
    rules = at_work / "question_bank/rules/atribut.yaml"
    rules.write_bytes(
        b"# milik penyunting\n" + rules.read_bytes().replace(b"  status: draft", b"  status: draft  # nanti")
    )
    before = rules.read_bytes()
    lagi = ARTICLE.replace("memasang spanduk calon di kantor kelurahan", "menempelkan stiker calon di kantor")
    (at_work / "lagi.txt").write_text(lagi, "utf-8")
    assert run(capfd, "source", "add", "lagi.txt")[0] == 0
    _, out, err = run(capfd, *INTO, "lagi.txt", "--format", "jsonl")
    drafts = [row for row in map(json.loads, out.splitlines()) if row["kind"] == "draft"]
    assert [draft["statement"]["id"] for draft in drafts] == ["ASN dilarang menempelkan stiker calon di kantor."]
    assert rules.read_bytes().startswith(before)
    assert err.startswith(
        "quizgen: 1 ketentuan draf ditulis, 1 temuan sudah menjadi bukti, 2 bukti lanjutan ditawarkan"
    )
    assert problems(at_work) == []


def test_evidence_is_written_where_it_is_accepted(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, *INTO, "--accept-evidence")
    assert code == 0
    assert "atribut-calon ditambah bukti: “ASN tidak boleh memakai atribut calon” (kabarcontoh-2024-02-02)" in out
    assert err.endswith(", 1 bukti lanjutan ditulis.\n")
    written = (at_work / "question_bank/rules/atribut.yaml").read_text("utf-8")
    assert "    - {source: kabarcontoh-2024-02-02, quote: ASN tidak boleh memakai atribut calon" in written
    before = content(at_work)
    run(capfd, *INTO, "--accept-evidence")
    assert content(at_work) == before
    assert problems(at_work) == []


def test_a_text_that_is_not_registered_is_told_and_the_others_are_taken(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (at_work / "asing.txt").write_text("ASN wajib netral.\n", "utf-8")
    code, out, err = run(capfd, "extract", "asing.txt", "baru.txt", "--into", "question_bank")
    assert (code, out.count("ketentuan draf")) == (1, 1)
    assert err.splitlines()[0] == (
        "quizgen: asing.txt: belum terdaftar sebagai sumber; daftarkan dahulu: quizgen source add asing.txt"
    )


def test_a_file_that_changed_meanwhile_is_left_to_its_editor(
    at_work: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen.cli import into_bank

    rules = at_work / "question_bank/rules/atribut.yaml"

    def propose_while_edited(bank: Bank, found: Iterable[Found], resolve: Resolve) -> Proposals:
        made = propose(bank, found, resolve)
        rules.write_bytes(rules.read_bytes() + b"# disunting\n")
        return made

    monkeypatch.setattr(into_bank, "propose", propose_while_edited)
    edited = rules.read_bytes() + b"# disunting\n"
    code, out, err = run(capfd, *INTO)
    assert (code, out, rules.read_bytes()) == (6, "", edited)
    assert err.endswith("tidak ada yang ditulis. Simpan, lalu ulangi\n")


def test_a_bank_with_errors_is_not_touched(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (at_work / "seeds/kabar.txt").write_text("lain", "utf-8")
    before = content(at_work)
    code, out, err = run(capfd, *INTO)
    assert (code, out, content(at_work)) == (1, "", before)
    assert "E307" in err


def test_a_folder_without_a_bank_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "extract", "--into", "tiada") == (
        1,
        "",
        (
            "quizgen: tidak ada bank soal (question_bank/bank.yaml) di tiada; buat folder kerja dahulu dengan: "
            "quizgen init FOLDER, lalu kerjakan di dalamnya\n"
        ),
    )


def test_evidence_cannot_be_accepted_without_a_bank(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(capfd, "extract", "baru.txt", "--accept-evidence") == (
        2,
        "",
        "quizgen: --accept-evidence hanya berlaku bersama --into\n",
    )
