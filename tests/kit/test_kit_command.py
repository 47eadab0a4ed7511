"""`quizgen kit`: one command prints a session's papers, names what it could not do, and goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pypdfium2
import pytest

from quizgen.cli import main
from quizgen.render.pdf import PangoMissingError, weasyprint

try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

SESSION = """\
title: {id: Sosialisasi, en: Briefing}
date: 2024-02-01
place: Aula
paper: a4
blueprint: {count: 4}
variants: A-B
tests: [post]
roster: peserta.csv
spare: 1
seed: uji
papers: [questions, sheet, key]
"""
ROSTER = "nama;unit;nomor\nSiti Aminah;Dinas Sosial;1980\nBudi;Dinas Pendidikan;\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    (tmp_path / "session.yaml").write_text(SESSION, "utf-8")
    (tmp_path / "peserta.csv").write_text(ROSTER, "utf-8")
    return tmp_path


def kit(*arguments: str) -> int:
    return main(["kit", *arguments])


def folder(office: Path) -> Path:
    (found,) = office.glob("kit-*")
    return found


def texts(path: Path) -> list[str]:
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(path)]


def sums(path: Path) -> dict[str, str]:
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in path.rglob("*") if one.is_file()}


def test_a_session_is_printed_with_every_name_and_goes_on_where_it_stopped(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit() == 0
    out = capsys.readouterr().out
    form = folder(office).name.removeprefix("kit-")
    assert out.startswith(f"Paket soal {form}: 2 peserta, 4 butir tiap tes\n")
    test = folder(office) / f"05-tes-akhir-{form}-001.pdf"
    pages = texts(test)
    fronts = [page for page in pages if page.startswith("PEMERINTAH")]
    assert [("Siti Aminah" in page, "Budi" in page) for page in fronts] == [
        (True, False), (True, False), (False, True), (False, True), (False, False), (False, False),
    ]  # fmt: skip
    assert (office / "data" / "forms" / f"{form}.yaml").is_file()

    before = sums(folder(office))
    test.unlink()
    (folder(office) / f"02-kunci-{form}.pdf").write_bytes(b"%PDF-broken")
    assert kit("--force") == 0
    assert sums(folder(office)) == before
    assert kit() == 0
    assert capsys.readouterr().out.count("sudah ada") == 2
    listed = json.loads((folder(office) / "kit.json").read_text())
    assert set(listed["files"]) == {test.name, f"02-kunci-{form}.pdf"}


def test_one_file_for_each_person_and_no_name_leads_out_of_the_folder(office: Path) -> None:
    (office / "peserta.csv").write_text("nama\n../../Jahat\nSiti Aminah\n/etc/passwd\n", "utf-8")
    assert kit("--per-person", "--only", "sheet", "--out", "hasil") == 0
    names = sorted(path.relative_to(office / "hasil").as_posix() for path in (office / "hasil").rglob("*.pdf"))
    stem = names[0].partition("/")[0]
    assert names == [
        f"{stem}/00001-jahat.pdf", f"{stem}/00002-siti-aminah.pdf", f"{stem}/00003-etc-passwd.pdf", f"{stem}/00004.pdf",
    ]  # fmt: skip


def test_no_file_name_of_an_anonymous_session_tells_whose_code_is_whose(office: Path) -> None:
    (office / "session.yaml").write_text(SESSION + "anonymous: true\n", "utf-8")
    assert kit("--per-person", "--only", "sheet", "--only", "pledge", "--out", "hasil") == 0
    found = sorted((path.parent.name, path.stem) for path in (office / "hasil").rglob("*.pdf"))
    codes = {stem[6:] for parent, stem in found if "ikrar" not in parent} - {""}
    pledges = [stem[6:] for parent, stem in found if "ikrar" in parent]
    assert len(codes) > 1
    assert pledges
    assert codes.isdisjoint(pledges)


def test_an_anonymous_session_has_codes_and_no_names_on_its_tests(office: Path) -> None:
    (office / "session.yaml").write_text(SESSION + "anonymous: true\n", "utf-8")
    assert kit("--only", "questions", "--out", "hasil") == 0
    (test,) = (office / "hasil").glob("*.pdf")
    assert not any("Siti" in page or "Dinas" in page for page in texts(test))


def test_a_row_that_is_off_is_named_and_the_others_are_printed(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "peserta.csv").write_text("nama;unit\n;Dinas\nꦱꦶꦠꦶ;Dinas\n", "utf-8")
    assert kit("--only", "sheet", "--out", "hasil") == 3
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "peserta.csv:2:1: W501 baris ini tanpa nama dan tidak dicetak"
    assert said[2] == (
        "peserta.csv:3:1: W504 fon cetak tidak punya huruf ꦠ (U+A9A0), ꦱ (U+A9B1), ꦶ (U+A9B6); "
        "tercetak sebagai kotak kosong"
    )
    assert len(said) == 4


def test_nothing_is_printed_before_everything_is_right(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "session.yaml").write_text(SESSION.replace("count: 4", "count: 400"), "utf-8")
    assert kit() == 1
    assert "E510" in capsys.readouterr().err
    assert not list(office.glob("kit-*"))


def test_a_file_of_somebody_else_is_not_replaced(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kit("--only", "key", "--out", "hasil") == 0
    (key,) = (office / "hasil").glob("*.pdf")
    key.write_bytes(b"milik orang lain")
    assert kit("--only", "key", "--out", "hasil") == 2
    assert capsys.readouterr().err == (
        f"quizgen: hasil/{key.name} sudah ada dan bukan dari kit ini; pindahkan, pilih folder lain (--out), "
        "atau pakai --force\n"
    )
    assert key.read_bytes() == b"milik orang lain"


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "soal"], 'quizgen: tidak ada lembar "soal"; pilihan: '),
        (["--only", "keys"], 'quizgen: tidak ada lembar "keys" (key?); pilihan: '),
        (["--engine", "awan"], 'quizgen: mesin "awan" tidak dikenal; tulis dask://HOST:PORT\n'),
        (["lain.yaml"], "quizgen: tidak dapat membaca atau menulis lain.yaml: berkas atau folder tidak ada\n"),
        (["--new"], "quizgen: session.yaml sudah ada dan tidak diganti\n"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert kit(*arguments) in (2, 5)
    err = capsys.readouterr().err
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_what_a_shorter_roster_leaves_is_removed_and_told_but_never_a_file_that_was_changed(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "peserta.csv").write_text("nama\nSiti\nBudi\nTono\nAna\n", "utf-8")
    assert kit("--per-person", "--only", "pledge", "--out", "hasil") == 0
    assert kit("--only", "key", "--out", "hasil") == 0
    (changed,) = (office / "hasil").glob("06-*/00004-ana.pdf")
    changed.write_bytes(b"milik orang lain")
    (office / "peserta.csv").write_text("nama\nSiti\nTono\n", "utf-8")
    capsys.readouterr()
    assert kit("--per-person", "--only", "pledge", "--out", "hasil") == 0
    stem = changed.parent.name
    assert sorted(path.name for path in changed.parent.iterdir()) == [
        "00001-siti.pdf", "00002-tono.pdf", "00004-ana.pdf",
    ]  # fmt: skip
    assert len(list((office / "hasil").glob("02-*"))) == 1
    assert capsys.readouterr().err == (
        f"quizgen: 2 berkas lama yang tidak lagi cocok dengan daftar peserta dihapus: "
        f"{stem}/00002-budi.pdf, {stem}/00003-tono.pdf\n"
    )


def test_codes_are_in_no_order_of_the_roster_and_lists_keep_the_names(office: Path) -> None:
    names = [f"Peserta {one:02}" for one in range(1, 13)]
    (office / "session.yaml").write_text(SESSION + "anonymous: true\n", "utf-8")
    (office / "peserta.csv").write_text("nama\n" + "\n".join(names) + "\n", "utf-8")
    assert kit("--only", "sheet", "--only", "attendance", "--only", "certificate", "--out", "hasil") == 0
    listed, sheets, certificates = (texts(path) for path in sorted((office / "hasil").glob("*.pdf")))
    codes = [page.partition("Kode ")[2].split()[0] for page in sheets if "Kode " in page][:12]
    text = " ".join(listed)
    assert not any("Nama" in page or "NIP" in page or "Peserta" in page for page in sheets)
    assert codes == sorted(codes)
    assert all(name in text for name in names)
    assert not any(code in text for code in codes)
    assert [name for name in names if not any(name in page for page in certificates)] == []


def test_a_paper_that_the_session_does_not_print_may_be_asked_for(office: Path) -> None:
    assert kit("--only", "pledge", "--out", "hasil") == 0
    assert [path.name[:3] for path in (office / "hasil").glob("*.pdf")] == ["06-"]


def test_files_are_listed_in_the_order_of_their_names(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "session.yaml").write_text(SESSION.replace("key]", "key, attendance]"), "utf-8")
    assert kit("--out", "hasil") == 0
    lines = capsys.readouterr().out.splitlines()[1:]
    assert len(lines) == 3
    assert lines == sorted(lines)


def test_without_people_and_spare_copies_there_is_one_of_each_variant_to_be_copied(office: Path) -> None:
    (office / "session.yaml").write_text(
        SESSION.replace("spare: 1", "spare: 0").replace("roster: peserta.csv\n", ""), "utf-8"
    )
    assert kit("--only", "sheet", "--out", "hasil") == 0
    (sheets,) = (office / "hasil").glob("*.pdf")
    assert [word for page in texts(sheets) for word in page.split() if word.endswith(("-A", "-B"))][::2]
    assert len([page for page in texts(sheets) if page]) == 2


def test_an_emblem_that_is_no_picture_is_told_and_the_paper_is_printed_without_it(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "rusak.png").write_bytes(b"bukan gambar")
    (office / "session.yaml").write_text(SESSION + "letterhead: {lines: [KANTOR], emblem: rusak.png}\n", "utf-8")
    assert kit("--only", "key", "--out", "hasil") == 3
    assert capsys.readouterr().err == (
        "quizgen: lambang rusak.png rusak atau bukan gambar; kop surat dicetak tanpa lambang\n"
    )
    (key,) = (office / "hasil").glob("*.pdf")
    assert "KANTOR" in texts(key)[0]
