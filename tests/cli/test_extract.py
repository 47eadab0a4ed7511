"""`quizgen extract` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen.shipped import shipped
from tests.cli.running import run

SEEDS = sorted(shipped("seeds").glob("*.txt"))
TEXT = "Kepala dinas menegaskan, “ASN dilarang memakai atribut partai.”\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "kabar.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_a_table_row_has_place_modality_topic_bearer_and_the_exact_words(text: Path) -> None:
    done = run("extract", text.name, cwd=text.parent)
    assert done.stdout == "kabar.txt:1:27: larangan atribut [ASN] “ASN dilarang memakai atribut partai”\n"
    assert done.stderr == "1 temuan di 1 naskah (0 perlu dilihat lagi).\n"


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_a_line_of_jsonl_is_a_mention_with_its_exact_words_or_the_fate_of_a_cue(seed: Path, tmp_path: Path) -> None:
    done = run("extract", "--format", "jsonl", "--explain", str(seed), cwd=tmp_path, PYTHONIOENCODING="ascii")
    content = seed.read_bytes().decode("utf-8")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    mentions = [row for row in rows if row["type"] == "mention"]
    audit = [row for row in rows if row["type"] == "audit"]
    assert len(mentions) > 8
    assert len(mentions) + len(audit) == len(rows)
    assert {row["outcome"] for row in audit} <= {"mention", "candidate", "dropped"}
    assert [content[one["start"] : one["end"]] for one in mentions] == [one["quote"] for one in mentions]
    assert done.stderr == ""


def test_a_text_that_is_not_utf_8_is_told_with_the_byte_and_the_others_are_done(text: Path) -> None:
    (text.parent / "a.txt").write_bytes(b"netral \xff")
    done = run("extract", ".", cwd=text.parent)
    assert done.returncode == 1
    assert done.stdout.startswith("kabar.txt:1:27: larangan")
    assert done.stderr.splitlines()[0] == "quizgen: a.txt: bukan teks UTF-8 (byte ke-7); simpan sebagai UTF-8"
