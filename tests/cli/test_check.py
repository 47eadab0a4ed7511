"""`quizgen check`: what it writes where, its formats and exit codes, and what a stranger's bank does to it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from quizgen import files
from quizgen.cli import main
from quizgen.forms import as_yaml
from quizgen.model.form import Form, Slot
from tests.cli.running import ROOT, run, shell

ITEMS = "question_bank/items/atribut.yaml"


def spoil(workspace: Path, path: str, before: str, after: str) -> None:
    file = workspace / path
    text = file.read_text("utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def spoilt(tiny_folder: Path) -> Path:
    """Give a workspace whose bank has one error and one warning."""
    spoil(tiny_folder, ITEMS, "key: tidak", "key: “ya”")
    (tiny_folder / "seeds" / "lain.txt").write_text("lain\n", "utf-8")
    return tiny_folder


def test_the_shipped_bank_has_no_problem(tmp_path: Path) -> None:
    done = run("check", str(ROOT / "question_bank"), cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_problems_go_to_stdout_and_the_count_to_stderr(spoilt: Path) -> None:
    done = run("check", cwd=spoilt)
    assert done.stdout == (
        'question_bank/items/atribut.yaml:8:8: E309 kunci jawaban "“ya”" tidak ada di antara pilihan: boleh, tidak\n'
        "question_bank/sources.yaml: W304 seeds/lain.txt tidak terdaftar di sources.yaml\n"
        "  petunjuk: daftarkan, atau pindahkan dari folder seeds/\n"
    )
    assert done.stderr == "1 kesalahan, 1 peringatan; 3 butir soal, 2 ketentuan, 1 sumber terbaca.\n"
    assert done.returncode == 1


def test_the_same_is_said_in_english(spoilt: Path) -> None:
    done = run("check", "--lang", "en", cwd=spoilt)
    assert done.stdout == (
        'question_bank/items/atribut.yaml:8:8: E309 the key "“ya”" is not among the options: boleh, tidak\n'
        "question_bank/sources.yaml: W304 seeds/lain.txt is not registered in sources.yaml\n"
        "  hint: register it, or move it out of seeds/\n"
    )
    assert done.stderr == "1 errors, 1 warnings; 3 items, 2 rules, 1 sources read.\n"


def test_with_a_day_the_items_that_are_not_in_force_then_are_named_with_the_reason(tiny_folder: Path) -> None:
    spoil(
        tiny_folder,
        "question_bank/rules/atribut.yaml",
        "  instruments: [pp-1]\n",
        "  instruments: [pp-1]\n  valid: {until: 2024-02-14}\n",
    )
    done = run("check", "--as-of", "2024-02-15", cwd=tiny_folder)
    assert done.stdout.startswith(
        'question_bank/items/atribut.yaml:1:7: W307 butir "atribut-1" tidak dipakai pada 2024-02-15: '
        "ketentuan atribut-calon berlaku hanya sampai 2024-02-14\n"
        '  petunjuk: perbarui dasar hukum ketentuannya, atau tarik butirnya: quizgen retire atribut-1 --why "alasan"\n'
    )
    assert done.stderr.endswith("Pada 2024-02-15: 1 dari 3 butir yang disetujui dapat dipakai.\n")
    assert done.returncode == 0


def test_a_day_that_is_none_is_refused(tiny_folder: Path) -> None:
    done = run("check", "--as-of", "2024-02-30", cwd=tiny_folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('quizgen: "2024-02-30"')


def test_a_clean_bank_says_so_and_writes_nothing_to_stdout(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tiny_folder)
    assert main(["check"]) == 0
    assert capsys.readouterr() == ("", "Bank soal bersih: 3 butir soal, 2 ketentuan, 1 sumber.\n")


def test_a_warning_alone_is_no_error(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tiny_folder / "seeds" / "lain.txt").write_text("lain\n", "utf-8")
    monkeypatch.chdir(tiny_folder)
    assert main(["check", "--lang", "en"]) == 0
    assert capsys.readouterr().err == "0 errors, 1 warnings; 3 items, 2 rules, 1 sources read.\n"


def test_json_is_for_programs(spoilt: Path) -> None:
    done = run("check", "--format", "json", cwd=spoilt, PYTHONIOENCODING="ascii")
    assert done.stderr == ""
    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {
            "file": "question_bank/items/atribut.yaml",
            "line": 8,
            "col": 8,
            "code": "E309",
            "severity": "error",
            "message": 'kunci jawaban "“ya”" tidak ada di antara pilihan: boleh, tidak',
            "hint": "",
        },
        {
            "file": "question_bank/sources.yaml",
            "line": 0,
            "col": 0,
            "code": "W304",
            "severity": "warning",
            "message": "seeds/lain.txt tidak terdaftar di sources.yaml",
            "hint": "daftarkan, atau pindahkan dari folder seeds/",
        },
    ]


def test_json_of_a_clean_bank_is_an_empty_list(tiny_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tiny_folder), "--format", "json"]) == 0
    assert capsys.readouterr() == ("[]\n", "")


def test_github_marks_the_lines(spoilt: Path) -> None:
    (spoilt / "question_bank" / "rules" / "50%,a:b\nc.yml").write_text("", "utf-8")
    done = run("check", "--format", "github", cwd=spoilt)
    assert done.stdout == (
        "::error file=question_bank/items/atribut.yaml,line=8,col=8,title=E309::"
        'kunci jawaban "“ya”" tidak ada di antara pilihan: boleh, tidak\n'
        "::warning file=question_bank/rules/50%25%2Ca%3Ab%0Ac.yml,line=1,col=1,title=W305::"
        'berkas "50%25,a:b%0Ac.yml" tidak dibaca sebagai bagian bank soal%0A'
        "petunjuk: berkas bank: bank.yaml, sources.yaml, "
        "instruments.yaml, rules/TOPIK.yaml, items/TOPIK.yaml (akhiran .yaml)\n"
        "::warning file=question_bank/sources.yaml,line=1,col=1,title=W304::"
        "seeds/lain.txt tidak terdaftar di sources.yaml%0Apetunjuk: daftarkan, atau pindahkan dari folder seeds/\n"
    )


@pytest.mark.parametrize(
    ("folder", "prefix"),
    [
        (".", "question_bank/"),
        ("question_bank", "question_bank/"),
        ("question_bank/", "question_bank/"),
        ("./question_bank/../question_bank//", "question_bank/"),
        (ITEMS, "question_bank/"),
    ],
)
def test_the_bank_is_found_however_its_folder_is_named(
    spoilt: Path, folder: str, prefix: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spoilt)
    assert main(["check", folder]) == 1
    assert capsys.readouterr().out.startswith(f"{prefix}items/atribut.yaml:8:8: E309 ")


@pytest.mark.parametrize(
    ("inside", "prefix"),
    [("question_bank", ""), ("question_bank/items", "{}/question_bank/"), ("..", "kerja/question_bank/")],
)
def test_places_are_told_from_where_one_stands(
    spoilt: Path, inside: str, prefix: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(spoilt / inside)
    assert main(["check", str(spoilt)]) == 1
    assert capsys.readouterr().out.startswith(f"{prefix.format(spoilt.as_posix())}items/atribut.yaml:8:8: E309 ")


def test_names_with_spaces_and_letters_beyond_ascii_work(spoilt: Path) -> None:
    other = spoilt.rename(spoilt.with_name("kérja satu  ñ"))
    done = run("check", "kérja satu  ñ", cwd=other.parent)
    assert done.stdout.startswith("kérja satu  ñ/question_bank/items/atribut.yaml:8:8: E309 ")


def test_a_folder_without_a_bank_is_told_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path)]) == 1
    assert capsys.readouterr() == (
        "",
        f"quizgen: tidak ada bank soal (question_bank/bank.yaml) di {tmp_path}\n",
    )


def test_a_bank_without_bank_yaml_is_told_and_the_shipped_one_never_takes_its_place(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tiny_folder / "question_bank" / "bank.yaml"
    settings.unlink()
    settings.mkdir()
    assert main(["check", str(tiny_folder), "--lang", "en"]) == 1
    told = [line.rpartition("question_bank/")[2] for line in capsys.readouterr().out.splitlines()[::2]]
    assert told == [
        "bank.yaml: E116 bank.yaml is missing or empty",
        'bank.yaml: W305 the file "bank.yaml" is not read as part of the bank',
    ]


def test_outside_a_workspace_it_says_that_the_shipped_bank_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    first, second = capsys.readouterr().err.splitlines()
    assert first == "quizgen: Tidak ada bank soal di folder ini; yang diperiksa adalah bank bawaan quizgen."
    assert second.startswith("Bank soal bersih: ")


def test_a_file_that_may_not_be_read_is_told_in_one_line_with_exit_code_5(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(files, "_read", refuse)
    assert main(["check", str(tiny_folder)]) == 5
    out, err = capsys.readouterr()
    assert out == ""
    assert err == f"quizgen: tidak dapat membaca atau menulis {tiny_folder}/question_bank/bank.yaml: tidak ada izin\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_is_no_file_is_not_read(tiny_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules, items = tiny_folder / "question_bank" / "rules", tiny_folder / "question_bank" / "items"
    (rules / "folder.yaml").mkdir()
    (rules / "loop.yaml").symlink_to("loop.yaml")
    (rules / "nowhere.yaml").symlink_to("missing")
    (items / "zero.yaml").symlink_to("/dev/zero")
    os.mkfifo(items / "pipe.yaml")
    assert main(["check", str(tiny_folder)]) == 0
    told = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()[::2]]
    names = ("pipe.yaml", "zero.yaml", "folder.yaml", "loop.yaml", "nowhere.yaml")
    assert told == [f'W305 berkas "{name}" tidak dibaca sebagai bagian bank soal' for name in names]


def test_a_file_behind_a_symbolic_link_is_read(tiny_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    real = tiny_folder / "question_bank" / "items" / "atribut.yaml"
    real.rename(tiny_folder / "elsewhere")
    real.symlink_to(tiny_folder / "elsewhere")
    assert main(["check", str(tiny_folder)]) == 0
    assert capsys.readouterr().err == "Bank soal bersih: 3 butir soal, 2 ketentuan, 1 sumber.\n"


def test_a_files_name_cannot_move_the_cursor_or_begin_a_line(spoilt: Path) -> None:
    (spoilt / "question_bank" / "rules" / "a\x1b[2Jb\nc.yml").write_text("", "utf-8")
    done = run("check", cwd=spoilt)
    assert 'question_bank/rules/a?[2Jb c.yml: W305 berkas "a?[2Jb c.yml" tidak dibaca' in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="names of bytes exist only here")
def test_a_files_name_that_is_not_utf8_does_not_matter(spoilt: Path) -> None:
    (spoilt / "question_bank" / "items" / os.fsdecode(b"\xff.yaml")).write_bytes(b"- x\n")
    for chosen in ("text", "json", "github"):
        done = run("check", "--format", chosen, cwd=spoilt)
        assert done.returncode == 1
        assert "E203" in done.stdout


def test_ten_thousand_errors_are_all_told(spoilt: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with (spoilt / ITEMS).open("a", encoding="utf-8") as file:
        file.write("- butir\n" * 10_000)
    assert main(["check", str(spoilt)]) == 1
    assert capsys.readouterr().out.count(": E203 ") == 10_000


@pytest.mark.parametrize(
    "encoding",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp437"},
    ],
    ids=["ascii", "LANG=C", "cp437"],
)
def test_a_terminal_without_the_character_gets_one_close_to_it(spoilt: Path, encoding: dict[str, str]) -> None:
    done = run("check", cwd=spoilt, **encoding)
    assert done.stdout.startswith(
        'question_bank/items/atribut.yaml:8:8: E309 kunci jawaban ""ya"" tidak ada di antara pilihan: boleh, tidak\n'
    )
    assert done.returncode == 1


def test_no_color_and_a_dumb_terminal_change_nothing(spoilt: Path) -> None:
    plain = run("check", cwd=spoilt)
    other = run("check", cwd=spoilt, NO_COLOR="1", TERM="dumb", COLUMNS="20")
    assert (other.stdout, other.stderr) == (plain.stdout, plain.stderr)


def test_a_reader_that_leaves_early_is_no_fault(spoilt: Path) -> None:
    with (spoilt / ITEMS).open("a", encoding="utf-8") as file:
        file.write("- butir\n" * 10_000)
    done = shell("quizgen check --format json | head -1; exit ${PIPESTATUS[0]}", spoilt)
    assert done.stdout == "[\n"
    assert done.stderr == ""
    assert done.returncode in (0, 1)  # 1 where the system took all we wrote before the reader left


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_closed_stream_is_no_fault(spoilt: Path, closed: str) -> None:
    done = shell(f"quizgen check {closed}", spoilt)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "E309" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_a_full_disk_is_told(spoilt: Path) -> None:
    done = shell("quizgen check > /dev/full", spoilt)
    assert done.stderr == "quizgen: tidak dapat membaca atau menulis stdout: ruang penyimpanan habis\n"
    assert done.returncode == 5


def test_a_key_that_differs_from_that_of_a_stored_form_at_the_same_version_is_told(tiny_folder: Path) -> None:
    form = tiny_folder / "forms" / "K7Q2MX.yaml"
    form.parent.mkdir()
    slots = (Slot("atribut-1", "1", "", "B"), Slot("atribut-2", "1", "bca", "A"), Slot("hak-pilih-1", "1", "cba", "AC"))
    form.write_text(as_yaml(Form("K7Q2MX", "1", "2024-01-01", "x", {"A": slots})), "utf-8")
    assert run("check", cwd=tiny_folder).stdout == ""
    spoil(tiny_folder, "question_bank/items/atribut.yaml", "  key: b\n", "  key: c\n")
    done = run("check", cwd=tiny_folder)
    assert done.stdout.startswith(
        'question_bank/items/atribut.yaml:11:12: W310 butir "atribut-2" versi 1 berkunci lain di paket soal K7Q2MX\n'
    )
    assert done.returncode == 0
    spoil(tiny_folder, "question_bank/items/atribut.yaml", "id: atribut-2\n  version: 1", "id: atribut-2\n  version: 2")
    assert run("check", cwd=tiny_folder).stdout == ""
    form.write_bytes(b"bukan paket")
    assert run("check", cwd=tiny_folder).returncode == 0
