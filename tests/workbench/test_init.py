"""A workspace: made whole or not at all, clean at once, with heads and schemas that fit what is checked."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizgen.bank.heads import head, kind_of, with_head
from quizgen.bank.schema import KINDS, schema
from quizgen.cli import main
from quizgen.files import shipped_bank
from quizgen.strict_yaml import read
from quizgen.workspace import make_workspace
from tests.bank.draft07 import as_editor, faults
from tests.cli.running import ROOT, environment

NAMES = {".schemas", ".vscode", "README.md", "question_bank", "quizgen.toml", "seeds"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rumah") / "kerja"
    make_workspace(folder, empty=False)
    return folder


def test_a_workspace_is_clean_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "kerja"]) == 0
    assert capsys.readouterr().out == (
        "Folder kerja siap: kerja\nLanjut: masuk ke folder itu, baca README.md, lalu jalankan quizgen check\n"
    )
    monkeypatch.chdir(tmp_path / "kerja")
    assert {one.name for one in (tmp_path / "kerja").iterdir()} == NAMES
    assert [one.name for one in tmp_path.iterdir()] == ["kerja"]
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert (out, err[:18]) == ("", "Bank soal bersih: ")


def test_an_empty_workspace_is_clean_too_and_says_how_to_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "baru/kerja", "--empty", "--lang", "en"]) == 0
    assert capsys.readouterr().out == (
        "The workspace is ready, its bank still empty: baru/kerja\n"
        "Next: go into it, then quizgen source add FILE and quizgen new rule\n"
    )
    monkeypatch.chdir(tmp_path / "baru" / "kerja")
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "Bank soal bersih: 0 butir soal, 0 ketentuan, 0 sumber.\n")
    assert list(Path("seeds").iterdir()) == list(Path("question_bank/rules").iterdir()) == []


@pytest.mark.parametrize("where", ["kerja", "kerja/question_bank"])
def test_a_folder_with_a_bank_is_refused_and_nothing_is_written(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.chdir(tiny_folder.parent)
    before = sorted(tiny_folder.rglob("*"))
    folder = tiny_folder.parent / where
    assert main(["init", where]) == 1
    assert capsys.readouterr() == ("", f"quizgen: di {folder} sudah ada bank soal; tidak ada yang diubah\n")
    assert sorted(tiny_folder.rglob("*")) == before


def test_a_file_of_that_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kerja").write_text("", "utf-8")
    assert main(["init", str(tmp_path / "kerja")]) == 1
    assert capsys.readouterr().err == f"quizgen: {tmp_path / 'kerja'} bukan folder\n"


def test_what_is_in_the_way_is_named_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "README.md").write_text("punya saya\n", "utf-8")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "catatan.txt").write_text("x", "utf-8")
    assert main(["init", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"quizgen: di {tmp_path} sudah ada README.md, seeds; pindahkan dahulu, atau pilih folder lain. "
        "Tidak ada yang ditulis\n"
    )
    assert sorted(one.name for one in tmp_path.iterdir()) == ["README.md", "catatan.txt", "seeds"]


def test_a_folder_with_other_files_becomes_a_workspace_and_keeps_them(tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("x", "utf-8")
    make_workspace(tmp_path, empty=False)
    assert {one.name for one in tmp_path.iterdir()} == NAMES | {"catatan.txt"}


def test_an_init_that_was_cut_off_while_moving_in_is_finished_by_the_next(tmp_path: Path) -> None:
    make_workspace(tmp_path, empty=False)
    shutil.rmtree(tmp_path / "question_bank")  # the bank comes last
    make_workspace(tmp_path, empty=False)
    assert {one.name for one in tmp_path.iterdir()} == NAMES


@pytest.mark.parametrize("exists", [False, True], ids=["new", "existing"])
def test_a_fault_on_the_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool) -> None:
    folder = tmp_path / "kerja"
    if exists:
        folder.mkdir()
    done: list[str] = []
    rename = Path.rename

    def fail(path: Path, target: Path) -> Path:
        done.append(path.name)
        if len(done) == (4 if exists else 1):
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(KeyboardInterrupt):
        make_workspace(folder, empty=False)
    assert sorted(tmp_path.rglob("*")) == ([folder] if exists else [])


@pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not sent there")
@pytest.mark.parametrize("after", [0.05, 0.2, 0.3, 0.4])
def test_a_killed_init_leaves_a_whole_workspace_or_none(tmp_path: Path, after: float) -> None:
    command = [sys.executable, "-m", "quizgen", "init", "kerja"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    visible = [one for one in tmp_path.iterdir() if not one.name.startswith(".")]
    assert visible in ([], [tmp_path / "kerja"])
    for folder in visible:
        assert {one.name for one in folder.iterdir()} == NAMES
        assert {path.name for path in (folder / "seeds").iterdir()} == {
            path.name for path in (ROOT / "seeds").iterdir()
        }


def test_every_file_names_a_schema_that_is_there_and_fits_it_as_an_editor_reads_it(made: Path) -> None:
    paths = sorted((made / "question_bank").rglob("*.yaml"))
    assert len(paths) >= 40
    for path in paths:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=../"), path
        named = (path.parent / first.partition("$schema=")[2]).resolve()
        assert named.parent == made / ".schemas"
        whole = json.loads(named.read_text("utf-8"))
        assert list(faults(as_editor(path.read_bytes()), whole, whole)) == [], path


def test_the_schemas_are_those_of_the_model_and_vs_code_maps_every_kind_of_file(made: Path) -> None:
    settings = json.loads((made / ".vscode" / "settings.json").read_text("utf-8"))
    for kind in KINDS:
        assert json.loads((made / f".schemas/{kind}.schema.json").read_text("utf-8")) == json.loads(
            json.dumps(schema(kind))
        )
        pattern = settings["yaml.schemas"][f".schemas/{kind}.schema.json"]
        assert list(made.glob(pattern)), pattern
    assert settings["yaml.schemaStore.enable"] is False
    extensions = json.loads((made / ".vscode" / "extensions.json").read_text("utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}


def test_only_the_comments_at_the_top_of_a_shipped_file_differ(made: Path) -> None:
    root = shipped_bank()
    for path in sorted(root.rglob("*.yaml")):
        copied = (made / "question_bank" / path.relative_to(root)).read_bytes()
        assert body(copied) == body(path.read_bytes()), path
        assert read(copied, "f.yaml")[1] == []


def body(data: bytes) -> str:
    return re.sub(r"\A(#[^\n]*\n)*", "", data.decode())


@pytest.mark.parametrize("kind", KINDS)
def test_a_head_explains_every_key_in_the_words_of_the_model(kind: str) -> None:
    path = f"{kind}/atribut.yaml" if kind in ("rules", "items") else f"{kind}.yaml"
    lines = head(path)
    said = " ".join(lines.replace("#", " ").split())
    record = schema(kind)["definitions"][KINDS[kind][0].__name__]
    for key, declared in record["properties"].items():
        star = r"\*" if key in record["required"] else ""
        assert re.search(rf"^#   {key}{star} +\S", lines, re.MULTILINE), key
        assert " ".join(declared["description"].rstrip(".").split()) in said
    assert all(len(line) <= 110 for line in lines.splitlines())
    assert lines.endswith("\n\n")


def test_a_head_explains_the_keys_within_a_key() -> None:
    assert "#     quote*   Kutipan kata demi kata; harus ada persis di dalam sumber\n" in head("rules/atribut.yaml")
    assert "#     until  Hari terakhir berlaku\n" in head("instruments.yaml")
    assert "#   stem*                 Pokok soal (id dan en)\n" in head("items/atribut.yaml")


def test_a_made_head_keeps_the_titles_and_everything_below_and_is_made_anew_without_a_change() -> None:
    before = b"# Judul saya.\n#   id   penjelasan lama\n\n# catatan\n- id: a\n"
    after = with_head(before, "items/atribut.yaml")
    assert after.decode().splitlines()[:3] == [
        "# yaml-language-server: $schema=../../.schemas/items.schema.json",
        "# Judul saya.",
        "# Isian bertanda * wajib ada.",
    ]
    assert after.endswith(b"\n\n# catatan\n- id: a\n")
    assert b"penjelasan lama" not in after
    assert with_head(after, "items/atribut.yaml") == after
    assert with_head(before.replace(b"\n", b"\r\n"), "items/atribut.yaml") == after.replace(b"\n", b"\r\n")


@pytest.mark.parametrize(
    ("path", "kind"), [("bank.yaml", "bank"), ("items/atribut.yaml", "items"), ("rules/x.yaml", "rules")]
)
def test_the_kind_of_a_file_follows_from_its_path(path: str, kind: str) -> None:
    assert kind_of(path) == kind


def test_the_settings_of_a_workspace_are_read(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(made / "seeds")
    assert main(["list", "--what", "sources", "--text", "tidak-ada-kata-ini"]) == 0


def test_the_readme_names_only_commands_that_there_are(made: Path) -> None:
    from quizgen.cli.frame import COMMANDS

    named = set(re.findall(r"quizgen ([a-z]+) ?", (made / "README.md").read_text("utf-8")))
    assert named <= set(COMMANDS)
    assert {"check", "new", "edit", "retire", "show", "list"} <= named
