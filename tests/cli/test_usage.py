"""The command line: wrong usage, languages, help, and the exit code of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizgen import __version__
from quizgen.bank.schema import KINDS, schema
from quizgen.cli import main
from quizgen.cli.frame import COMMANDS
from quizgen.language import catalogue
from tests.cli.running import run

WRONG = {
    ("chek",): (
        'perintah "chek" tidak ada; mungkin maksudnya "check"',
        'there is no command "chek"; maybe you meant "check"',
    ),
    ("cetak ulang",): (
        'perintah "cetak ulang" tidak ada; daftar perintah: quizgen --help',
        'there is no command "cetak ulang"; the commands: quizgen --help',
    ),
    ("check", "--formt", "json"): (
        "opsi --formt tidak ada; mungkin maksudnya --format\nBantuan: quizgen check --help",
        "there is no option --formt; maybe you meant --format\nHelp: quizgen check --help",
    ),
    ("check", "--xyz"): (
        "opsi --xyz tidak ada\nBantuan: quizgen check --help",
        "there is no option --xyz\nHelp: quizgen check --help",
    ),
    ("check", "--format", "xml"): (
        "nilai untuk --format tidak sesuai; seharusnya: text | json | github\nBantuan: quizgen check --help",
        "the value for --format does not fit; it should be: text | json | github\nHelp: quizgen check --help",
    ),
    ("check", "--format"): (
        "opsi --format perlu sebuah nilai\nBantuan: quizgen --help",
        "the option --format needs a value\nHelp: quizgen --help",
    ),
    ("check", "a", "b", "c"): (
        "ada kata yang tidak dikenal: b c\nBantuan: quizgen check --help",
        "there are unknown words: b c\nHelp: quizgen check --help",
    ),
    ("schema",): (
        "JENIS belum disebut\nBantuan: quizgen schema --help",
        "KIND is missing\nHelp: quizgen schema --help",
    ),
    ("schema", "forms"): (
        (
            "nilai untuk JENIS tidak sesuai; seharusnya: bank | sources | instruments | rules | items\n"
            "Bantuan: quizgen schema --help"
        ),
        (
            "the value for KIND does not fit; it should be: bank | sources | instruments | rules | items\n"
            "Help: quizgen schema --help"
        ),
    ),
}


@pytest.mark.parametrize("language", [0, 1], ids=["id", "en"])
@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_told_in_the_language_of_the_run_with_exit_code_2(
    arguments: tuple[str, ...], language: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_LANG", ("id", "en")[language])
    assert main(list(arguments)) == 2
    assert capsys.readouterr() == ("", f"quizgen: {WRONG[arguments][language]}\n")


def test_only_a_language_is_not_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en"]) == 2
    assert capsys.readouterr() == ("", "quizgen: no command is named\nHelp: quizgen --help\n")


def test_no_words_at_all_show_the_help_and_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("Pemakaian: quizgen [OPSI] PERINTAH [ARGUMEN]...\n")
    assert all(f"\n  {command} " in err for command in COMMANDS)


@pytest.mark.parametrize("wrong", [["--lang", "jv", "check"], ["check", "--lang", "jv"], ["check", "--lang=jv"]])
def test_a_language_there_is_not_is_wrong_usage(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(wrong) == 2
    assert capsys.readouterr() == ("", 'quizgen: bahasa "jv" tidak ada; pilih id atau en\n')


def test_the_language_is_taken_from_the_flag_then_the_environment_then_the_workspace(
    tiny_folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def said(*arguments: str) -> str:
        assert main(["check", *arguments]) == 0
        return capsys.readouterr().err.split()[0]

    (tiny_folder / "question_bank" / "x").mkdir()
    monkeypatch.chdir(tiny_folder / "question_bank" / "x")
    assert said() == "Bank"
    (tiny_folder / "quizgen.toml").write_text('lang = "en"\n', "utf-8")
    assert said() == "The"
    monkeypatch.setenv("QUIZGEN_LANG", "id")
    assert said() == "Bank"
    assert said("--lang", "en") == "The"


def test_settings_that_cannot_be_read_are_told(tiny_folder: Path) -> None:
    settings = tiny_folder / "quizgen.toml"
    settings.write_bytes(b"lang = ")
    done = run("check", cwd=tiny_folder)
    assert done.returncode == 2
    assert done.stderr.startswith(f"quizgen: {settings} tidak dapat dibaca: ")


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"quizgen {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_commands_help_has_an_example_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for language, example in (("id", "Contoh: quizgen "), ("en", "Example: quizgen ")):
        assert example + command in catalogue(language, "cli")[f"{command}.help"]
        assert main([command, "--help", "--lang", language]) == 0
        assert example + command in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("kind", KINDS)
def test_schema_writes_the_schema_of_one_kind_of_file(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", kind]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == json.loads(json.dumps(schema(kind)))
    assert err == ""
    assert out.isascii()


def test_a_fault_of_our_own_is_one_line_and_a_report_with_exit_code_70(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: str) -> None:
        raise ZeroDivisionError("a fault\nof two lines")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("quizgen.cli.schema.schema_of", fail)
    assert main(["schema", "items", "--lang", "en"]) == 70
    (report,) = tmp_path.iterdir()
    assert capsys.readouterr().err == (
        f"quizgen: a fault of quizgen itself: ZeroDivisionError: a fault. The report: {report}\n"
    )
    assert "ZeroDivisionError: a fault" in report.read_text("utf-8")
    assert "['schema', 'items', '--lang', 'en']" in report.read_text("utf-8")


def test_quizgen_runs_as_a_module_and_gives_its_exit_code_to_the_shell(tmp_path: Path) -> None:
    done = run("schema", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "quizgen: JENIS belum disebut\nBantuan: quizgen schema --help\n"
