"""A trainer's own templates: they replace shipped ones, reach only what they are given, and their faults are told."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pypdfium2
import pytest

from quizgen.cli import main
from quizgen.render.pdf import PangoMissingError, weasyprint
from tests.render.sample import page_texts

try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

NEW = ["handout", "questions", "--seed", "7", "--as-of", "2024-02-01", "--count", "2", "--paper", "a4"]
HEAD = '{% extends "sheet.html.j2" %}{% block body %}\n'
END = "\n{% endblock %}"
PIXEL = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cetak").mkdir()
    return tmp_path


def template(body: str, name: str = "questions.html.j2") -> None:
    Path("cetak", name).write_text(HEAD + body + END, "utf-8")


def handout(*more: str) -> int:
    return main([*NEW, "--templates", "cetak", "--out", "x.pdf", "--force", *more])


def printed() -> str:
    return " ".join(" ".join(page_texts(Path("x.pdf").read_bytes())).split())


def test_own_templates_and_style_sheets_replace_shipped_ones_and_the_rest_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    template("<p>Soal kami: {{ items | length }}</p><img src='logo.svg' alt='Logo'>")
    Path("cetak", "paper-a4.css").write_text("@page { size: 100mm 100mm }", "utf-8")
    Path("cetak", "logo.svg").write_bytes(PIXEL)
    assert handout() == 0
    assert capsys.readouterr().err == ""
    assert "Soal kami: 2" in printed()
    assert [round(side) for side in pypdfium2.PdfDocument(Path("x.pdf"))[0].get_size()] == [283, 283]
    assert main([*NEW, "--templates", "cetak", "--out", "x.html", "--force"]) == 0
    assert "@page { size: 100mm 100mm }" in Path("x-A.html").read_text("utf-8")


def test_a_template_may_build_on_the_shipped_one_of_its_name() -> None:
    text = '{% extends "shipped/questions.html.j2" %}{% block letterhead %}<p>Kop kami</p>{% endblock %}'
    Path("cetak", "questions.html.j2").write_text(text, "utf-8")
    assert handout() == 0
    assert "Kop kami" in printed()
    assert "Petunjuk" in printed()


ATTACKS = [
    ("{{ ''.__class__.__mro__ }}", "security", "access to attribute '__class__' of 'str' object is unsafe."),
    ("{{ ''['__class__'].x }}", "security", "access to attribute '__class__' of 'str' object is unsafe."),
    ("{{ (''|attr('__class__')).x }}", "security", "access to attribute '__class__' of 'str' object is unsafe."),
    ("{{ '{0.__class__.x}'.format(items) }}", "security", None),
    ("{{ both.func.__globals__ }}", "security", "access to attribute 'func' of 'partial' object is unsafe."),
    ("{{ both.args[0] }}", "security", "access to attribute 'args' of 'partial' object is unsafe."),
    ("{{ items.append(1) }}", "security", None),
    ("{{ lipsum.__globals__['os'].popen('id') }}", "security", None),
    ("{{ cycler.__init__.__globals__ }}", "security", None),
    ("{{ self._TemplateReference__context }}", "security", None),
    ("{{ range(10000000) | length }}", "failed", "OverflowError: Range too big. The sandbox blocks ranges larger than"),
]


@pytest.mark.parametrize(("body", "reason", "told"), ATTACKS)
def test_a_template_reaches_nothing_but_what_it_is_given(
    body: str, reason: str, told: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    template(body)
    assert handout() == 1
    said = capsys.readouterr()
    words = {"security": "tidak diizinkan dalam templat: ", "failed": "templat gagal diisi: "}[reason]
    start = f"quizgen: cetak/questions.html.j2:2: {words}"
    assert said.err.startswith(start + (told or "")), said.err
    assert said.err.count("\n") == 1
    assert not Path("x.pdf").exists()


FAULTS = [
    ("<p>\n{{ bukan_nama }}</p>", 3, "nama yang tidak ada: 'bukan_nama' is undefined"),
    ("<p>\n\n{% if %}</p>", 4, "penulisan templat keliru: Expected an expression, got 'end of statement block'"),
    ("{{ 1 / 0 }}", 2, "templat gagal diisi: ZeroDivisionError: division by zero"),
    ('{% include "questions.html.j2" %}', None, "templat memanggil dirinya sendiri tanpa akhir: "),
    ('{% include "../rahasia.j2" %}', 2, "templat tidak ada atau di luar folder templat: ../rahasia.j2"),
    ('{% include "/etc/passwd" %}', 2, "templat tidak ada atau di luar folder templat: /etc/passwd"),
    ('{% include "shipped/../pyproject.toml" %}', 2, "templat tidak ada atau di luar folder templat: shipped/"),
    ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", 2, "templat memanggil dirinya sendiri tanpa akhir: "),
    ("{{ t('tidak.ada') }}", 2, "templat gagal diisi: KeyError: 'tidak.ada'"),
]


@pytest.mark.parametrize(("body", "line", "told"), FAULTS)
def test_a_fault_of_a_template_is_told_with_file_and_line(
    body: str, line: int | None, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("rahasia.j2").write_text("rahasia", "utf-8")
    template(body)
    assert handout() == 1
    said = capsys.readouterr().err
    assert re.match(rf"quizgen: (cetak|shipped)/\w+\.html\.j2:{line or '[0-9]+'}: {re.escape(told)}", said), said
    assert said.count("\n") == 1
    assert handout("--lang", "en") == 1
    assert re.match(rf"quizgen: (cetak|shipped)/\w+\.html\.j2:{line or '[0-9]+'}: [a-z]", capsys.readouterr().err)


def test_text_of_the_bank_stays_text_in_own_templates() -> None:
    template("{% for item in items %}{{ item.stem.id }}{{ '<b>tebal</b>' }}{% endfor %}")
    assert handout() == 0
    assert "<b>tebal</b>" in printed()


ADDRESSES = [
    "file:///etc/passwd", "/etc/passwd", "../rahasia.svg", "../../etc/passwd", "%2e%2e/rahasia.svg", "FILE:///etc/passwd",
    "http://127.0.0.1:9/x.png", "//127.0.0.1/x.png", "ftp://127.0.0.1/x.png", "/proc/self/environ", "/dev/zero",
    "file://localhost/etc/passwd", "cetak/../rahasia.svg", "tidak-ada.png",
]  # fmt: skip


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_outside_of_the_folders_is_not_read_and_named_with_its_template(
    url: str, work: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (work.parent / "rahasia.svg").write_bytes(PIXEL)
    template(f"<p>\n<img src='{url}' alt='x'></p>")
    assert handout() == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("quizgen: cetak/questions.html.j2:3: "), said
    assert said.endswith(
        " tidak dibaca; hanya berkas di folder templat atau folder kerja dan alamat data: yang boleh dipakai\n"
    )


def test_an_address_in_a_style_sheet_is_named_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    css = "\n@import url('http://127.0.0.1:9/jauh.css');\nbody { background: url(/etc/passwd) }\n"
    Path("cetak", "questions.css").write_text(css, "utf-8")
    assert handout() == 3
    said = capsys.readouterr().err.splitlines()
    assert [one.partition(" tidak dibaca")[0] for one in said] == [
        "quizgen: cetak/questions.css:2: http://127.0.0.1:9/jauh.css",
        "quizgen: cetak/questions.css:3: etc/passwd",
    ]


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
@pytest.mark.parametrize("name", ["questions.html.j2", "logo.png"])
def test_a_link_that_leads_out_of_the_folder_is_refused(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    template("<p>Soal</p>", "key.html.j2")
    Path("cetak", name).symlink_to("/etc/passwd")
    assert handout() == 1
    assert capsys.readouterr().err == (
        f"quizgen: cetak/{name} adalah tautan yang keluar dari foldernya; salin berkasnya ke dalam folder\n"
    )


@pytest.mark.skipif(os.name != "posix", reason="links and devices of POSIX")
def test_a_pipe_among_the_templates_is_refused_and_waits_for_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("cetak/questions.css")
    assert handout() == 1
    assert capsys.readouterr().err == "quizgen: cetak/questions.css bukan berkas biasa\n"


def test_what_is_no_folder_of_templates_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert handout() == 1
    assert main([*NEW, "--templates", "tiada"]) == 2
    Path("cetak", "questions.html.j2").write_bytes(b"<p>\n\xff</p>")
    assert handout() == 1
    Path("cetak", "questions.html.j2").write_bytes(b"a" * 8_000_001)
    assert handout() == 1
    assert capsys.readouterr().err.splitlines() == [
        "quizgen: cetak tidak memuat satu pun templat atau CSS yang bernama seperti bawaan quizgen",
        "quizgen: folder templat tiada tidak ada",
        "quizgen: cetak/questions.html.j2:2: templat harus disimpan sebagai UTF-8",
        "quizgen: cetak/questions.html.j2 terlalu besar: paling besar 8 MB satu berkas dan 32 MB semuanya",
    ]


def test_a_picture_of_the_workspace_may_be_used(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_folder)
    Path("cetak").mkdir()
    Path("gambar").mkdir()
    Path("gambar", "logo.svg").write_bytes(PIXEL)
    template("<img src='gambar/logo.svg' alt='Logo'><p>Soal</p>")
    assert handout() == 0
