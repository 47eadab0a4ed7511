"""`quizgen handout`: what it writes where, what it says, and how it ends when something is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from quizgen.cli import main
from quizgen.cli.handout import PaperKind
from quizgen.cli.voice import settle_language
from quizgen.language import say
from quizgen.render.registry import KINDS
from tests.render.sample import page_texts

# The file of the cached bank stays open to the end of the process, here as for a user.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"),
]

ROOT = Path(__file__).parents[2]
APT = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NEW = ["handout", "questions", "--seed", "7", "--as-of", "2024-02-01", "--count", "6"]
NO_PANGO = 'print("WeasyPrint could not import some external libraries.")\nraise OSError("cannot load library pango")\n'


@pytest.fixture(autouse=True)
def at_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with forms and cache in folders of their own."""
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("QUIZGEN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("QUIZGEN_LANG", raising=False)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    settle_language([])
    return folder


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let WeasyPrint be as on a machine without Pango."""
    from quizgen.render import pdf

    def missing() -> None:
        raise pdf.PangoMissingError("cannot load library pango")

    monkeypatch.setattr(pdf, "weasyprint", missing)
    # A fork has what is replaced here; Pango is never reached in it.
    monkeypatch.setattr("quizgen.child._how", lambda: "fork")


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def form_in(said: str) -> str:
    found = re.search(r"Paket soal (\w{6}):", said)
    assert found
    return found.group(1)


@pytest.mark.needs_pango
def test_questions_make_a_form_store_it_and_say_its_id(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*NEW, "--variants", "A-B"]) == 0
    said = capfd.readouterr()
    form = form_in(said.out)
    pages = len(page_texts((at_work / f"soal-{form}-AB.pdf").read_bytes()))
    assert said.out == (
        f"Paket soal {form}: 6 butir soal, varian A, B\nsoal-{form}-AB.pdf: lembar soal, {pages} halaman\n"
    )
    assert said.err == ""
    assert files(at_work) == [f"soal-{form}-AB.pdf"]
    assert files(at_work.parent / "data" / "forms") == [f"{form}.yaml"]


@pytest.mark.needs_pango
def test_a_key_is_that_of_the_stored_form(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main([*NEW, "--variants", "A-B"])
    form = form_in(capfd.readouterr().out)
    assert main(["handout", "key", "--form", form]) == 0
    text = page_texts((at_work / f"kunci-{form}-AB.pdf").read_bytes())[0]
    assert f"Paket soal {form} · 6 butir soal · aturan per 1 Februari 2024" in text
    assert "Varian A" in text
    assert "Varian B" in text
    assert main(["handout", "key", "--form", f"{form.lower()}-b", "--paper", "f4", "--lang", "en"]) == 0
    assert f"key-{form}-B.pdf" in files(at_work)


@pytest.mark.needs_pango
def test_the_same_form_printed_again_is_the_same_file(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    main(NEW)
    form = form_in(capfd.readouterr().out)
    assert main(["handout", "questions", "--form", form, "--out", "again.pdf"]) == 0
    assert (at_work / "again.pdf").read_bytes() == (at_work / f"soal-{form}-A.pdf").read_bytes()


@pytest.mark.usefixtures("no_pango")
def test_without_pango_html_is_written_and_how_to_get_pdf(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*NEW, "--variants", "A-B"]) == 3
    said = capfd.readouterr()
    form = form_in(said.out)
    assert said.out == (
        f"Paket soal {form}: 6 butir soal, varian A, B\n"
        f"soal-{form}-A.html: lembar soal, siap dicetak dari peramban\n"
        f"soal-{form}-B.html: lembar soal, siap dicetak dari peramban\n"
    )
    assert said.err == (
        f"quizgen: Pango tidak ada di komputer ini, jadi yang ditulis HTML siap cetak, bukan PDF; agar PDF: {APT}\n"
    )
    html = (at_work / f"soal-{form}-A.html").read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)=["\'](?!data:)', html)
    assert 'url("data:font/ttf;base64,' in html
    assert set(re.findall(r'url\("([a-z]+):', html)) == {"data"}
    assert "@page { size: 210mm 297mm }" in html


def test_the_notice_of_weasyprint_stays_unheard(at_work: Path) -> None:
    fake = at_work.parent / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text(NO_PANGO)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(fake.parent), str(ROOT)])}
    done = subprocess.run([sys.executable, "-m", "quizgen", *NEW], env=environment, capture_output=True, text=True)
    assert done.returncode == 3
    assert "WeasyPrint" not in done.stdout + done.stderr
    assert done.stderr.endswith(f"{APT}\n")
    assert done.stderr.count("\n") == 1
    assert [Path(name).suffix for name in files(at_work)] == [".html"]


@pytest.mark.usefixtures("no_pango")
def test_html_that_was_asked_for_needs_no_pango(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*NEW, "--format", "html"]) == 0
    assert capfd.readouterr().err == ""
    assert main([*NEW, "--out", "lembar/soal.html"]) == 0
    assert files(at_work / "lembar") == ["soal-A.html"]


def test_a_key_without_a_form_says_what_to_add(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "key"]) == 2
    assert capfd.readouterr().err == (
        "quizgen: kunci dicetak untuk paket soal yang sudah ada; tambahkan --form, misalnya --form K7Q2M4\n"
    )


@pytest.mark.usefixtures("no_pango")
def test_a_variant_that_the_form_lacks_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    main([*NEW, "--variants", "A-B"])
    form = form_in(capfd.readouterr().out)
    assert main(["handout", "key", "--form", form, "--variants", "B-D"]) == 2
    assert capfd.readouterr().err == f"quizgen: paket soal {form} tidak punya varian C, D; ada: A, B\n"


@pytest.mark.usefixtures("no_pango")
def test_a_pool_that_is_too_small_is_less_than_asked(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["handout", "questions", "--topic", "gestur", "--count", "999", "--format", "html"]) == 3
    assert re.fullmatch(r"quizgen: hanya ada \d+ butir, diminta 999; semuanya dipakai\n", capfd.readouterr().err)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told_in_one_line(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    at_work.chmod(0o500)
    assert main([*NEW, "--format", "html"]) == 5
    at_work.chmod(0o700)
    assert capfd.readouterr().err.count("\n") == 1


def test_a_path_below_a_file_is_told_in_one_line(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (at_work / "berkas").write_text("")
    assert main([*NEW, "--out", "berkas/soal.html"]) == 5
    said = capfd.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"quizgen: tidak dapat membaca atau menulis berkas/soal-A\.html: .+\n", said.err)
    assert files(at_work) == ["berkas"]


def test_a_write_that_fails_leaves_nothing_behind(
    at_work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    main([*NEW, "--format", "html", "--out", "first.html"])
    before = (at_work / "first-A.html").read_bytes()
    capfd.readouterr()
    monkeypatch.setattr(os, "fsync", full)
    assert main([*NEW, "--format", "html", "--out", "first.html"]) == 5
    assert capfd.readouterr().err == (
        "quizgen: tidak dapat membaca atau menulis first-A.html: ruang penyimpanan habis\n"
    )
    assert files(at_work) == ["first-A.html"]
    assert (at_work / "first-A.html").read_bytes() == before


@pytest.mark.usefixtures("no_pango")
def test_an_emblem_that_has_gone_is_told_and_the_rest_printed(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "tests" / "tiny_bank", at_work, dirs_exist_ok=True)
    new = ["handout", "questions", "--as-of", "2024-02-01", "--format", "html"]
    assert main(new) == 0
    first = form_in(capfd.readouterr().out)
    assert 'class="emblem" src="data:image/svg+xml;base64,' in (at_work / f"soal-{first}-A.html").read_text("utf-8")
    (at_work / "question_bank" / "emblem.svg").unlink()
    assert main(new) == 3
    said = capfd.readouterr()
    assert said.err == "quizgen: lambang emblem.svg tidak terbaca; kop surat dicetak tanpa lambang\n"
    assert {f"{first}.yaml", f"{form_in(said.out)}.yaml"} == set(files(at_work / "forms"))


@pytest.mark.usefixtures("no_pango")
def test_characters_that_the_font_lacks_are_told_with_their_place(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests" / "tiny_bank", at_work, dirs_exist_ok=True)
    settings = at_work / "question_bank" / "bank.yaml"
    settings.write_text(settings.read_text("utf-8").replace("Bank kecil", "Bank kecil \ua9b2\ua9b3"), encoding="utf-8")
    assert main(["handout", "questions", "--as-of", "2024-02-01", "--format", "html", "--variants", "A-B"]) == 3
    assert capfd.readouterr().err == (
        "question_bank/bank.yaml:1:24: W504 fon cetak tidak punya huruf \ua9b2 (U+A9B2), \ua9b3 (U+A9B3); "
        "tercetak sebagai kotak kosong\n  petunjuk: tulis dengan huruf Latin, atau hapus\n"
    )


HTML = [*NEW, "--format", "html"]


def made(folder: Path) -> list[str]:
    """Name the files below a folder, forms' ids replaced by `ID`."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(re.sub(r"-[0-9A-Z]{6}-", "-ID-", path) for path in paths)


@pytest.mark.parametrize("out", ["hasil", "hasil/", "hasil.v2/", "./hasil.v2/"])
def test_a_name_without_suffix_or_with_a_slash_is_a_folder(at_work: Path, out: str) -> None:
    assert main([*HTML, "--out", out]) == 0
    assert made(at_work) == [f"{Path(out).name}/soal-ID-A.html"]


def test_a_folder_that_is_there_is_a_folder_whatever_its_name(at_work: Path) -> None:
    (at_work / "kelas.pdf").mkdir()
    assert main([*HTML, "--out", "kelas.pdf"]) == 0
    assert made(at_work) == ["kelas.pdf/soal-ID-A.html"]


@pytest.mark.parametrize("out", ["jauh/sekali/", "jauh/sekali", "jauh/sekali/soal.html"])
def test_folders_are_not_made_over_a_parent_that_is_missing(
    at_work: Path, capfd: pytest.CaptureFixture[str], out: str
) -> None:
    assert main([*HTML, "--out", out]) == 5
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "quizgen: folder jauh tidak ada; buatlah dahulu, lalu ulangi\n")
    assert files(at_work) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--out", "soal.docx"],
            (
                "quizgen: --out soal.docx: berkas harus berakhiran .pdf atau .html; "
                "untuk folder, akhiri dengan garis miring\n"
            ),
        ),
        (
            ["--out", "soal.PDF", "--format", "html"],
            "quizgen: --out soal.PDF bertentangan dengan --format html; sebutkan salah satu saja\n",
        ),
    ],
)
def test_another_kind_of_file_is_wrong_usage(
    at_work: Path, capfd: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main([*NEW, *words]) == 2
    assert capfd.readouterr().err == said
    assert not (at_work.parent / "data").exists()


def test_a_file_that_quizgen_did_not_make_stays_unless_forced(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = at_work / "tesis-A.html"
    own.write_text("<p>karya sendiri</p>")
    assert main([*NEW, "--out", "tesis.html"]) == 2
    assert capfd.readouterr().err == (
        "quizgen: tesis-A.html sudah ada dan bukan buatan quizgen; pilih nama lain, atau ganti dengan --force\n"
    )
    assert own.read_text() == "<p>karya sendiri</p>"
    assert not (at_work.parent / "data").exists()
    assert main([*NEW, "--out", "tesis.html", "--force"]) == 0
    assert "karya sendiri" not in own.read_text("utf-8")
    assert main([*NEW, "--out", "tesis.html"]) == 0


@pytest.mark.needs_pango
def test_questions_and_key_do_not_replace_each_other(at_work: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main([*NEW, "--out", "satu.pdf"]) == 0
    key = ["handout", "key", "--form", form_in(capfd.readouterr().out), "--out", "satu.pdf"]
    before = (at_work / "satu.pdf").read_bytes()
    assert main(key) == 2
    assert capfd.readouterr().err == (
        "quizgen: satu.pdf sudah ada dan berisi lembar soal; pilih nama lain, atau ganti dengan --force\n"
    )
    assert (at_work / "satu.pdf").read_bytes() == before
    assert main([*key, "--force"]) == 0
    capfd.readouterr()
    assert main([*NEW, "--out", "satu.pdf", "--lang", "en"]) == 2
    assert capfd.readouterr().err == (
        "quizgen: satu.pdf is there already and holds a key with reasons; choose another name, "
        "or replace it with --force\n"
    )


def test_a_data_folder_that_cannot_be_written_does_not_stop_printing(
    at_work: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (at_work.parent / "berkas").write_text("")
    monkeypatch.setenv("QUIZGEN_DATA", str(at_work.parent / "berkas"))
    assert main(HTML) == 3
    said = capfd.readouterr()
    path = at_work.parent / "berkas" / "forms"
    assert re.fullmatch(
        rf"quizgen: paket soal {form_in(said.out)} tidak tersimpan, jadi kuncinya tidak dapat dicetak nanti: "
        rf"{re.escape(str(path))}: [a-z ]+; tunjuk folder lain dengan QUIZGEN_DATA\n",
        said.err,
    )
    assert made(at_work) == ["soal-ID-A.html"]


def test_a_workspace_that_cannot_store_the_form_does_not_stop_printing(
    at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests" / "tiny_bank", at_work, dirs_exist_ok=True)
    (at_work / "forms").write_text("")
    assert main(["handout", "questions", "--as-of", "2024-02-01", "--format", "html", "--lang", "en"]) == 3
    said = capfd.readouterr()
    form = said.out.partition(":")[0].removeprefix("Form ")
    assert re.fullmatch(
        rf"quizgen: form {form} is not stored, so its key cannot be printed later: {re.escape(str(at_work))}/forms: "
        r"[A-Z][a-z ]+\n",
        said.err,
    )


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (
            b"\x89PNG damaged" * 5000,
            "pdf",
            "lambang emblem.svg rusak atau bukan gambar; kop surat dicetak tanpa lambang",
        ),
        (b" " * 2_000_001, "html", "lambang emblem.svg lebih besar dari 2 MB; kop surat dicetak tanpa lambang"),
    ],
)
@pytest.mark.needs_pango
def test_a_bad_emblem_is_told_in_one_line(
    at_work: Path, capfd: pytest.CaptureFixture[str], content: bytes, kind: str, said: str
) -> None:
    shutil.copytree(ROOT / "tests" / "tiny_bank", at_work, dirs_exist_ok=True)
    (at_work / "question_bank" / "emblem.svg").write_bytes(content)
    new = ["handout", "questions", "--as-of", "2024-02-01", "--variants", "A-B", "--format", kind]
    assert main(new) == 3
    assert capfd.readouterr().err == f"quizgen: {said}\n"


@pytest.mark.usefixtures("no_pango")
def test_a_variant_named_twice_in_different_ways_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    main([*NEW, "--variants", "A-C"])
    form = form_in(capfd.readouterr().out)
    assert main(["handout", "key", "--form", f"{form}-B", "--variants", "C"]) == 2
    assert capfd.readouterr().err == (
        f"quizgen: --form {form}-B menyebut varian B, tetapi --variants menyebut C; sebutkan salah satu saja\n"
    )
    assert main(["handout", "key", "--form", f"{form}-B", "--variants", "B"]) == 3


@pytest.mark.parametrize(
    ("language", "metavar", "defaults"),
    [
        ("id", "TTTT-BB-HH", ["(baku: menurut bank soal)", "(baku: semua topik)", "(baku: acak)", "(baku: hari ini)"]),
        ("en", "YYYY-MM-DD", ["(default: the bank's)", "(default: all topics)", "(default: today)"]),
    ],
)
def test_the_help_names_dates_and_defaults_in_the_language(language: str, metavar: str, defaults: list[str]) -> None:
    program = [sys.executable, "-m", "quizgen", "handout", "--help", "--lang", language]
    done = subprocess.run(program, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    said = " ".join(done.stdout.decode("utf-8").split())
    assert f"--as-of {metavar} " in said
    assert [one for one in defaults if one not in said] == []


@pytest.mark.usefixtures("no_pango")
def test_english_says_one_item_and_one_variant(capfd: pytest.CaptureFixture[str]) -> None:
    new = ["handout", "questions", "--seed", "7", "--as-of", "2024-02-01", "--lang", "en", "--format", "html"]
    assert main([*new, "--count", "1"]) == 0
    assert re.match(r"Form \w{6}: 1 item, variant A\n", capfd.readouterr().out)
    assert main([*new, "--count", "2", "--variants", "A-B"]) == 0
    assert re.match(r"Form \w{6}: 2 items, variants A, B\n", capfd.readouterr().out)


def test_every_paper_that_needs_no_session_is_printed_by_its_name() -> None:
    assert sorted(PaperKind) == sorted(set(KINDS) - {"coverage"})


@pytest.mark.parametrize("kind", ["card", "attendance", "certificate"])
def test_another_paper_of_a_form_gets_its_usual_name(
    kind: str, at_work: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["handout", kind, "--seed", "a", "--format", "html"]) == 0
    (written,) = at_work.glob("*.html")
    assert written.name.startswith(say("id", f"paper.file.{kind}"))
    assert say("id", f"paper.summary.{kind}") in capfd.readouterr().out
