"""What lies around a bank's files, and texts that only seem to be there."""

from __future__ import annotations

import shutil
from pathlib import Path

from quizgen.bank.checks import check
from quizgen.bank.reading import read_bank
from quizgen.files import bank_files
from quizgen.language import lines_of

TINY = Path(__file__).resolve().parents[1] / "tiny_bank"


def said(bank: Path) -> list[str]:
    """The first lines of a bank's problems, in English."""
    return [next(iter(lines_of("en", one))) for one in check(read_bank(bank_files(bank, bank)))]


def copied(folder: Path) -> Path:
    """A copy of the tiny bank."""
    shutil.copytree(TINY, folder / "copy")
    return folder / "copy" / "question_bank"


def test_a_file_that_lies_too_deep_and_a_folder_named_as_a_file_are_told(tmp_path: Path) -> None:
    bank = copied(tmp_path)
    (bank / "items" / "sub").mkdir()
    (bank / "items" / "sub" / "atribut.yaml").write_text("- id: x\n")
    (bank / "rules" / "folder.yaml").mkdir()
    assert said(bank) == [
        'items/sub/atribut.yaml: W305 the file "atribut.yaml" is not read as part of the bank',
        'rules/folder.yaml: W305 the file "folder.yaml" is not read as part of the bank',
    ]


def test_a_statement_of_only_white_space_is_empty(tmp_path: Path) -> None:
    bank = copied(tmp_path)
    rules = next((bank / "rules").glob("*.yaml"))
    lines = rules.read_text("utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if line.strip().startswith("statement:"))
    lines[at] = '  statement: {id: " ", en: A statement.}'
    while lines[at + 1].startswith("    "):
        del lines[at + 1]
    rules.write_text("\n".join(lines) + "\n", "utf-8")
    assert said(bank) == [f"rules/{rules.name}:{at + 1}:19: E205 this text is empty"]
