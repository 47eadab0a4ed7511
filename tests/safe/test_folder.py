"""A kit's folder: nothing is written through a link, no name leads out, files are whole, and a killed kit goes on."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from quizgen.cli import main
from quizgen.render.pdf import PangoMissingError, weasyprint

try:
    weasyprint()
except PangoMissingError as missing:  # pragma: no cover
    pytest.skip(f"no Pango here: {missing}", allow_module_level=True)

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links and signals of POSIX")
ROOT = Path(__file__).parents[2]
SESSION = """\
title: {id: Sosialisasi, en: Briefing}
date: 2024-02-01
place: Aula
paper: a4
blueprint: {count: 2}
variants: A
tests: [post]
roster: peserta.csv
spare: 0
seed: uji
papers: [key, questions]
"""


@pytest.fixture(autouse=True)
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    folder = tmp_path / "kerja"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "session.yaml").write_text(SESSION, "utf-8")
    (folder / "peserta.csv").write_text("nama\nSiti Aminah\n", "utf-8")
    return folder


def kit(*more: str) -> int:
    return main(["kit", "--out", "hasil", *more])


def sums(folder: Path) -> dict[str, str]:
    files = (one for one in folder.rglob("*") if one.is_file() and one.name != "kit.json")
    return {one.relative_to(folder).as_posix(): hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def test_names_of_devices_long_names_and_twins_are_files_of_their_own(work: Path) -> None:
    names = ["con", "NUL", "aux.", "Siti", "SITI", "ßiti", ".", "..", "a" * 290, "../../../tmp/x", "C:\\Windows", "ꦱꦶ"]
    (work / "peserta.csv").write_text("nama\n" + "\n".join(names) + "\n", "utf-8")
    assert kit("--per-person", "--only", "questions") == 3  # a name in Javanese script
    made = sorted(path.relative_to(work / "hasil").as_posix() for path in (work / "hasil").rglob("*.pdf"))
    stem = made[0].partition("/")[0]
    assert [name.removeprefix(f"{stem}/") for name in made] == [
        "00001-con.pdf", "00002-nul.pdf", "00003-aux.pdf", "00004-siti.pdf", "00005-siti.pdf", "00006-iti.pdf",
        "00007.pdf", "00008.pdf", f"00009-{'a' * 60}.pdf", "00010-tmp-x.pdf", "00011-c-windows.pdf", "00012.pdf",
    ]  # fmt: skip


def test_nothing_is_written_through_a_folder_that_is_a_link(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert kit("--per-person", "--only", "questions") == 0
    (folder,) = (one for one in (work / "hasil").iterdir() if one.is_dir())
    (work / "lain").mkdir()
    for one in folder.iterdir():
        one.unlink()
    folder.rmdir()
    folder.symlink_to(work / "lain")
    capsys.readouterr()
    assert kit("--per-person", "--only", "questions") == 5
    assert capsys.readouterr().err == (
        f"quizgen: hasil/{folder.name} adalah tautan yang keluar dari folder kit; tidak ditulis\n"
    )
    assert list((work / "lain").iterdir()) == []


def test_the_usual_folder_of_a_kit_is_not_a_link(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kit", "--only", "key"]) == 0
    (folder,) = work.glob("kit-*")
    folder.rename(work / "lain")
    folder.symlink_to(work / "lain")
    capsys.readouterr()
    assert main(["kit", "--only", "key"]) == 5
    assert capsys.readouterr().err.startswith(f"quizgen: {folder.name} adalah tautan")


@pytest.mark.parametrize("there", [True, False])
def test_a_file_that_is_a_link_is_replaced_only_by_force_and_never_followed(
    work: Path, there: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert kit("--only", "key") == 0
    (key,) = (work / "hasil").glob("*.pdf")
    content = key.read_bytes()
    key.unlink()
    if there:
        (work / "penting").write_text("penting")
    key.symlink_to(work / "penting")
    capsys.readouterr()
    assert kit("--only", "key") == 2
    assert "sudah ada dan bukan dari kit ini" in capsys.readouterr().err
    assert kit("--only", "key", "--force") == 0
    assert (key.is_symlink(), key.read_bytes()) == (False, content)
    assert (work / "penting").exists() is there
    assert not there or (work / "penting").read_text() == "penting"


def test_a_handout_replaces_a_link_and_does_not_follow_it(work: Path) -> None:
    new = ["handout", "questions", "--seed", "7", "--as-of", "2024-02-01", "--count", "2", "--out", "x.pdf"]
    (work / "penting").write_text("penting")
    (work / "x.pdf").symlink_to(work / "penting")
    assert main(new) == 2
    assert main([*new, "--force"]) == 0
    assert ((work / "x.pdf").is_symlink(), (work / "penting").read_text()) == (False, "penting")


def test_one_paper_printed_anew_leaves_the_others_known(work: Path) -> None:
    assert kit() == 0
    assert kit("--only", "key") == 0
    assert kit() == 0
    assert len(sums(work / "hasil")) == 2


def test_a_kit_that_was_killed_leaves_whole_files_and_goes_on_to_the_same_bytes(work: Path) -> None:
    (work / "peserta.csv").write_text("nama\n" + "\n".join(f"Orang {number}" for number in range(160)), "utf-8")
    command = [sys.executable, "-m", "quizgen", "kit", "--per-person", "--out", "hasil"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.Popen(command, cwd=work, env=environment, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(list((work / "hasil").rglob("*.pdf"))) < 20 and run.poll() is None and time.monotonic() < end:
        time.sleep(0.005)
    run.kill()
    assert run.wait() == -9
    left = sums(work / "hasil")
    whole = {name: sum_ for name, sum_ in left.items() if not name.rpartition("/")[2].startswith(".")}
    assert 20 <= len(whole) < 161
    for name in list(whole)[::10]:
        pikepdf.open(work / "hasil" / name).close()
    for one in (work / "hasil").rglob(".*.pdf.*"):
        os.utime(one, (0, 0))  # as if the power had gone yesterday
    assert kit("--per-person") == 0
    finished = sums(work / "hasil")
    assert len(finished) == 161
    assert whole.items() <= finished.items()
    assert main(["kit", "--per-person", "--out", "baru"]) == 0
    assert sums(work / "baru") == finished
