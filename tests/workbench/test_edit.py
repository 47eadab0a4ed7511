"""`quizgen edit`: the user's own editor, at the line; nobody's work is ever lost."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pexpect
import pytest

from quizgen.editors import chosen_editor, editor_command
from quizgen.locks import held
from tests.cli.running import environment, run
from tests.pseudo_terminal import spawn
from tests.workbench.desk import ITEMS, RULES, Desk, needs_a_unix_shell

pytestmark = needs_a_unix_shell

ADD = "path.write_text(path.read_text().replace('Sekda memintanya.', 'Sekda meminta begitu.'))"
BREAK = "path.write_text(path.read_text().replace('key: tidak', 'key: boleh'))"
E320 = (
    f'{ITEMS}:8:8: E320 kunci "boleh" berlawanan arah dengan ketentuannya, yaitu larangan (atribut-calon)\n'
    "  petunjuk: periksa kunci, pokok soal dan daftar rules; salah kunci adalah kesalahan terburuk\n"
)


def on_terminal(folder: Path) -> Any:
    arguments = ["-m", "quizgen", "edit", "atribut-1"]
    return spawn(sys.executable, arguments, cwd=str(folder), env=environment(), encoding="utf-8", timeout=20)


def ended(terminal: Any) -> int:
    terminal.expect(pexpect.EOF)
    terminal.close()
    return int(terminal.exitstatus)


def test_the_editor_opens_at_the_line_and_what_it_leaves_is_written(desk: Desk) -> None:
    calls = desk.editor(ADD)
    before = desk.content()
    assert desk.run("edit atribut-2") == (0, "", "")
    assert calls.read_text() == "+10 .atribut.sunting.yaml\n"
    after = desk.content()
    assert after.pop(ITEMS) == before.pop(ITEMS).replace(b"Sekda memintanya.", b"Sekda meminta begitu.")
    assert after == before


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("atribut-calon", "+1 .atribut.sunting.yaml"),
        ("kabar", "+1 .sources.sunting.yaml"),
        ("pp-1", "+1 .instruments.sunting.yaml"),
    ],
)
def test_every_kind_of_record_can_be_edited(desk: Desk, name: str, call: str) -> None:
    calls = desk.editor("")
    assert desk.run(f"edit {name}") == (0, "", f"quizgen: {name}: tidak ada yang diubah\n")
    assert calls.read_text() == f"{call}\n"


def test_only_what_is_wrong_is_told_and_the_work_is_written_all_the_same(desk: Desk) -> None:
    desk.editor(BREAK)
    raised = "quizgen: versi atribut-1 dinaikkan menjadi 2, karena kuncinya berubah\n"
    assert desk.run("edit atribut-1") == (1, "", E320 + raised)
    assert "key: boleh" in desk.text(ITEMS)


def test_a_changed_key_raises_the_version_and_a_changed_text_does_not(desk: Desk) -> None:
    desk.editor("path.write_text(path.read_text().replace('key: b', 'key: c').replace('Sekda', 'Sekretaris'))")
    done = desk.run("edit atribut-1 --lang en")
    assert done == (0, "", "quizgen: the version of atribut-2 was raised to 2, because its key changed\n")
    assert "- id: atribut-1\n  version: 1\n" in desk.text(ITEMS)
    assert "- id: atribut-2\n  version: 2\n" in desk.text(ITEMS)


def test_what_the_change_made_wrong_elsewhere_is_told_too_and_what_was_wrong_there_is_not(desk: Desk) -> None:
    desk.write("question_bank/items/hak_pilih.yaml", desk.text("question_bank/items/hak_pilih.yaml") + "- id: x\n")
    desk.editor("path.write_text(path.read_text().replace('id: atribut-calon', 'id: atribut-kalon'))")
    done = desk.run("edit atribut-calon")
    assert done.code == 1
    assert [line.split()[:2] for line in done.err.splitlines() if not line.startswith(" ")] == [
        [f"{ITEMS}:4:11:", "E303"],
        [f"{ITEMS}:13:11:", "E303"],
    ]


def test_a_record_with_errors_of_form_can_be_edited(desk: Desk) -> None:
    desk.write(RULES, "# kepala\n\n" + desk.text(RULES).replace("modality: prohibition", "modality: larang"))
    calls = desk.editor("path.write_text(path.read_text().replace('larang\\n', 'prohibition\\n'))")
    assert desk.run("edit atribut-calon") == (0, "", "")
    assert calls.read_text() == "+3 .atribut.sunting.yaml\n"


def test_a_file_changed_meanwhile_is_not_overwritten_and_the_work_is_kept_beside(desk: Desk) -> None:
    theirs = desk.text(ITEMS) + "# orang lain\n"
    desk.editor(f"{ADD}\npathlib.Path({str(desk.folder / ITEMS)!r}).write_text({theirs!r})")
    mine = desk.text(ITEMS).replace("Sekda memintanya.", "Sekda meminta begitu.")
    assert desk.run("edit atribut-1 --lang en") == (
        6,
        "",
        (
            f"quizgen: {ITEMS} has changed since it was read, so it was not overwritten. "
            f"Your work is kept in {ITEMS}.conflict\n"
        ),
    )
    assert (desk.text(ITEMS), desk.text(f"{ITEMS}.conflict")) == (theirs, mine)
    assert [name for name in desk.content() if "sunting" in name or "lock" in name] == []
    assert desk.run("check").code == 0


def test_an_earlier_conflict_is_not_overwritten_by_the_next(desk: Desk) -> None:
    desk.write(f"{ITEMS}.conflict", "dulu\n")
    desk.editor(f"{ADD}\npathlib.Path({str(desk.folder / ITEMS)!r}).write_text('')")
    assert desk.run("edit atribut-1").code == 6
    assert desk.text(f"{ITEMS}.conflict") == "dulu\n"
    assert "meminta begitu" in desk.text(f"{ITEMS}.2.conflict")


def test_two_cannot_edit_one_file_through_quizgen_at_once(desk: Desk) -> None:
    calls = desk.editor(ADD)
    before = desk.content()
    with held([desk.folder / ITEMS]):
        done = desk.run("edit atribut-1")
    assert done == (
        6,
        "",
        (f"quizgen: {ITEMS} sedang disunting lewat quizgen di tempat lain; tunggu sampai selesai, lalu ulangi\n"),
    )
    assert not calls.exists()
    assert desk.content() == before


def test_an_editor_that_fails_changes_nothing_and_what_it_saved_is_kept(desk: Desk) -> None:
    calls = desk.editor(f"{ADD}\nsys.exit(3)")
    before = desk.content()
    done = desk.run("edit atribut-1")
    assert done.code == 2
    assert done.err == (
        f"quizgen: yang sudah disimpan di editor ada di {ITEMS}.conflict\n"
        f'quizgen: editor "{calls.with_name("vi")}" tidak dapat dijalankan atau berhenti dengan kesalahan (exit 3); '
        f"{ITEMS} tidak diubah. Atur EDITOR, atau buka sendiri pada baris 1\n"
    )
    after = desk.content()
    assert b"meminta begitu" in after.pop(f"{ITEMS}.conflict")
    assert after == before


def test_an_editor_there_is_not_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "tidak-ada-editor-ini")
    done = desk.run("edit atribut-1")
    assert done.code == 2
    assert 'editor "tidak-ada-editor-ini" tidak dapat dijalankan' in done.err


@pytest.mark.parametrize("typed", ["'", 'vi "', '""', "'' x"])
def test_an_editor_whose_quotes_do_not_close_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("VISUAL", typed)
    done = desk.run("edit atribut-1")
    assert done.code == 2
    assert f'editor "{typed}" tidak dapat dijalankan' in done.err


def test_an_editor_whose_path_has_a_blank_needs_no_quotes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls = desk.editor("")
    program = tmp_path / "editor saya" / "vi"
    program.parent.mkdir()
    shutil.copy(calls.with_name("vi"), program)
    monkeypatch.setenv("VISUAL", str(program))
    assert desk.run("edit atribut-1") == (0, "", "quizgen: atribut-1: tidak ada yang diubah\n")
    assert calls.read_text() == "+1 .atribut.sunting.yaml\n"


def test_without_any_editor_a_line_says_what_to_do(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", " ")
    monkeypatch.setattr("quizgen.editors.shutil.which", lambda _: None)
    assert desk.run("edit atribut-2") == (
        2,
        "",
        (
            "quizgen: tidak ada editor yang ditemukan. Atur EDITOR (misalnya EDITOR=nano), atau buka sendiri "
            f"{ITEMS} pada baris 10, lalu jalankan quizgen check\n"
        ),
    )


def test_work_left_by_an_editing_that_was_cut_off_is_rescued(desk: Desk) -> None:
    desk.write("question_bank/items/.atribut.sunting.yaml", "setengah jadi\n")
    desk.editor("")
    assert desk.run("edit atribut-1").err == (
        f"quizgen: suntingan yang dulu terputus diselamatkan di {ITEMS}.conflict\n"
        "quizgen: atribut-1: tidak ada yang diubah\n"
    )
    assert desk.text(f"{ITEMS}.conflict") == "setengah jadi\n"


def test_on_a_terminal_errors_can_be_mended_at_once(desk: Desk) -> None:
    mend = "path.write_text(text.replace('key: boleh', 'key: tidak'))"
    calls = desk.editor(f"text = path.read_text()\nif 'key: boleh' in text: {mend}\nelse: {BREAK}")
    terminal = on_terminal(desk.folder)
    terminal.expect_exact("Sunting lagi? [Y/t] ")
    terminal.sendline("")
    assert ended(terminal) == 0
    assert [line.split()[0] for line in calls.read_text().splitlines()] == ["+1", "+8"]


def test_ctrl_c_at_the_question_keeps_the_work_beside(desk: Desk) -> None:
    desk.editor(BREAK)
    before = desk.text(ITEMS)
    terminal = on_terminal(desk.folder)
    terminal.expect_exact("Sunting lagi? [Y/t] ")
    terminal.sendintr()
    assert ended(terminal) == 130
    assert desk.text(ITEMS) == before
    assert "key: boleh" in desk.text(f"{ITEMS}.conflict")


def test_a_killed_editing_blocks_nobody(desk: Desk) -> None:
    desk.editor("import time; path.with_name('buka').write_text(''); time.sleep(30)")
    command = [sys.executable, "-m", "quizgen", "edit", "atribut-1"]
    process = subprocess.Popen(command, cwd=desk.folder, env=environment(), start_new_session=True)
    opened = desk.folder / "question_bank/items/buka"
    while not opened.exists():
        time.sleep(0.02)
    assert run("edit", "atribut-2", cwd=desk.folder).returncode == 6
    os.killpg(process.pid, signal.SIGKILL)  # ours and its editor, as when a window is closed by force
    process.wait()
    desk.editor(ADD)
    assert desk.run("edit atribut-2") == (0, "", "")


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("vi", ["vi", "+7", "a b.yaml"]),
        ("/usr/bin/nano -w", ["/usr/bin/nano", "-w", "+7", "a b.yaml"]),
        ("emacsclient -t", ["emacsclient", "-t", "+7", "a b.yaml"]),
        ("code", ["code", "--wait", "--goto", "a b.yaml:7"]),
        ("code --wait -n", ["code", "--wait", "-n", "--goto", "a b.yaml:7"]),
        ("subl", ["subl", "--wait", "a b.yaml:7"]),
        ("hx", ["hx", "a b.yaml:7"]),
        ("notepad.exe", ["notepad.exe", "a b.yaml"]),
        ("notepad++", ["notepad++", "-multiInst", "-nosession", "-n7", "a b.yaml"]),
        ("penyunting-lain --besar", ["penyunting-lain", "--besar", "a b.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(typed: str, command: list[str]) -> None:
    assert editor_command(typed, Path("a b.yaml"), 7) == command


def test_visual_comes_before_editor_and_an_installed_one_after_both(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISUAL", "satu")
    monkeypatch.setenv("EDITOR", "dua")
    assert chosen_editor() == "satu"
    monkeypatch.delenv("VISUAL")
    assert chosen_editor() == "dua"
    monkeypatch.delenv("EDITOR")
    (tmp_path / "vi").write_text("#!/bin/sh\n", "utf-8")
    (tmp_path / "vi").chmod(0o755)
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert chosen_editor() == "vi"
