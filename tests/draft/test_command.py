"""`quizgen draft`: drafts go into the workspace's bank, which stays clean, or to stdout."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from quizgen.bank.checks import check
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli import main
from quizgen.files import bank_files, seeds_of, shipped_bank
from quizgen.strict_yaml import read


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with a copy of the shipped bank, which is the working folder."""
    shutil.copytree(shipped_bank(), tmp_path / "question_bank")
    shutil.copytree(seeds_of(shipped_bank()), tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QUIZGEN_LANG", raising=False)
    return tmp_path


def reading(workspace: Path) -> Reading:
    return read_bank(bank_files(workspace / "question_bank", workspace))


def content(workspace: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((workspace / "question_bank").rglob("*.yaml"))}


def told(problems: Reading) -> list[tuple[str, str]]:
    return [(one.place.path, one.code) for one in check(problems)]


def test_drafts_are_appended_and_the_check_says_nothing_new(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, files = reading(workspace), content(workspace)
    assert main(["draft", "--count", "12", "--seed", "uji"]) == 0
    after = reading(workspace)
    assert len(after.items) == len(before.items) + 12
    assert told(after) == told(before)
    assert all(data.startswith(files[name]) for name, data in content(workspace).items())
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("quizgen: 12 draf baru di folder items (topik: ")
    assert shown.err.endswith("). Lanjut: quizgen review\n")


def test_running_again_with_the_same_seed_changes_no_byte(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["draft", "--count", "9"])
    files = content(workspace)
    capsys.readouterr()
    assert main(["draft", "--count", "9"]) == 0
    assert content(workspace) == files
    assert capsys.readouterr().err == (
        "quizgen: tidak ada draf baru: 9 draf dari benih ini sudah ada di bank soal. Untuk draf lain: --seed LAIN\n"
    )


@pytest.mark.parametrize("count", [1, 7, 60])
def test_exactly_as_many_drafts_as_asked_for_are_written_and_nothing_more_is_said(
    workspace: Path, capsys: pytest.CaptureFixture[str], count: int
) -> None:
    before = len(reading(workspace).items)
    assert main(["draft", "--count", str(count), "--seed", "tepat"]) == 0
    assert len(reading(workspace).items) == before + count
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_another_seed_makes_as_many_others_and_none_asks_the_same_again(workspace: Path) -> None:
    for seed in ("pertama", "kedua"):
        before = len(reading(workspace).items)
        assert main(["draft", "--count", "25", "--seed", seed]) == 0
        assert len(reading(workspace).items) == before + 25
    files = content(workspace)
    for seed in ("kedua", "pertama"):
        assert main(["draft", "--count", "25", "--seed", seed]) == 0
        assert content(workspace) == files
    drafts = [one.record for one in reading(workspace).items if one.record.status == "draft"]
    asked = [
        (item.rules, item.kind, item.options[str(item.key)].id if item.options else item.stem.id) for item in drafts
    ]
    assert len(set(asked)) == len(asked) == 50


def test_verdicts_and_letters_are_balanced_in_what_is_written(workspace: Path) -> None:
    assert main(["draft", "--count", "60", "--seed", "imbang"]) == 0
    drafts = [one.record for one in reading(workspace).items if one.record.status == "draft"]
    times = Counter(str(item.key) for item in drafts)
    assert abs(times["boleh"] - times["tidak"]) <= 0.1 * (times["boleh"] + times["tidak"])
    assert max(times[letter] for letter in "abc") - min(times[letter] for letter in "abc") <= 1


def test_a_draft_that_was_rejected_is_not_proposed_again_by_another_seed(workspace: Path) -> None:
    only = ["draft", "--rule", "medsos-tanpa-indikasi-memihak", "--kind", "prohibited"]
    assert main([*only, "--count", "1", "--seed", "satu"]) == 0
    items = workspace / "question_bank" / "items" / "media_sosial.yaml"
    items.write_text(items.read_text("utf-8").replace("status: draft", "status: retired"), "utf-8")
    first = next(one.record for one in reading(workspace).items if one.record.id == "media_sosial-d001")
    assert main([*only, "--count", "1", "--seed", "dua"]) == 0
    second = next(one.record for one in reading(workspace).items if one.record.id == "media_sosial-d002")
    assert second.options[str(second.key)].id != first.options[str(first.key)].id


def test_a_dry_run_writes_yaml_to_stdout_and_changes_nothing(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = content(workspace)
    assert main(["draft", "--dry-run", "--topic", "atribut", "--count", "2"]) == 0
    assert content(workspace) == files
    shown = capsys.readouterr()
    assert shown.out.startswith("# items/atribut.yaml\n- id: atribut-d001\n  version: 1\n  status: draft\n")
    assert shown.err.startswith("quizgen: 2 draf (topik: atribut). Tidak ada yang ditulis\n")
    assert read(shown.out.encode(), "out")[1] == []


def test_outside_a_workspace_nothing_is_written_and_it_is_said_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["draft"]) == 2
    assert capsys.readouterr().err == (
        "quizgen: di sini tidak ada folder kerja untuk menulis draf; buat dahulu dengan: quizgen init FOLDER, "
        "lalu masuk ke folder itu. Untuk melihat saja: quizgen draft --dry-run\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--rule", "atribut-calom"],
            'quizgen: ketentuan "atribut-calom" tidak ada; mungkin maksudnya atribut-calon\n',
        ),
        (["--topic", "cuaca"], 'quizgen: topik "cuaca" tidak ada; topik: '),
    ],
)
def test_an_unknown_topic_or_rule_is_a_usage_error(
    workspace: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    files = content(workspace)
    assert main(["draft", *arguments]) == 2
    assert capsys.readouterr().err.startswith(said)
    assert content(workspace) == files


def test_a_rule_that_is_not_approved_is_refused(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = workspace / "question_bank" / "rules" / "gestur.yaml"
    rules.write_text(rules.read_text("utf-8").replace("status: approved", "status: draft"), "utf-8")
    items = workspace / "question_bank" / "items" / "gestur.yaml"
    items.write_text(items.read_text("utf-8").replace("status: approved", "status: draft"), "utf-8")
    assert main(["draft", "--rule", "gestur-dukungan"]) == 2
    assert capsys.readouterr().err == (
        'quizgen: ketentuan "gestur-dukungan" belum disetujui; draf hanya dibuat dari ketentuan yang disetujui\n'
    )


@pytest.mark.usefixtures("workspace")
def test_less_than_asked_is_told_with_its_own_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", "--rule", "hak-memilih", "--count", "400"]) == 3
    last = capsys.readouterr().err.splitlines()[-1]
    assert re.fullmatch(r"quizgen: diminta 400, yang dapat dibuat \d+\. Sebabnya: .+\. Tambahkan atau .+", last)


def test_a_bank_with_errors_is_not_added_to(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    items = workspace / "question_bank" / "items" / "gestur.yaml"
    items.write_text(items.read_text("utf-8").replace("key: tidak", "key: mungkin", 1), "utf-8")
    files = content(workspace)
    assert main(["draft"]) == 1
    assert "E309" in capsys.readouterr().err
    assert content(workspace) == files
