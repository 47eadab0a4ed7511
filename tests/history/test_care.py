"""`quizgen history`, the real program: forgotten, backed up, restored; and each way it is refused."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.model.attempt import Response
from quizgen.store import open_store
from tests.history.program import AT, OURS, history, kept, path_of
from tests.quiz.sample_bank import run
from tests.store.test_copies import TODAY, all_of
from tests.terminal.program import piped

resource = pytest.importorskip("resource")  # POSIX has it
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell and signals of POSIX")


def test_forgetting_asks_and_enter_means_no(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3, who="Rahasia")
    ask = "Hapus 1 pengerjaan untuk selamanya? y = ya, Enter = tidak: "
    assert history(tmp_path, "forget", "1", typed=b"\n") == (0, f"{ask}\n", "quizgen: tidak ada yang dihapus\n")
    nobody = "quizgen: tidak ada yang menjawab, jadi tidak ada yang dihapus; tambahkan --yes\n"
    assert history(tmp_path, "forget", "--all")[::2] == (2, nobody)
    which = "quizgen: sebutkan satu saja: nomor pengerjaan, --who NAMA, atau --all\n"
    assert history(tmp_path, "forget") == history(tmp_path, "forget", "1", "--all") == (2, "", which)
    assert [one.id for one in all_of(path_of(tmp_path))] == [1]
    done = "quizgen: terhapus: pengerjaan 1, berkas rusak 0\n"
    assert history(tmp_path, "forget", "1", typed=b"y\n") == (0, f"{ask}y\n", done)
    assert all(b"Rahasia" not in one.read_bytes() for one in (tmp_path / "data").iterdir() if one.is_file())


def test_those_of_one_person_or_of_nobody_are_forgotten(tmp_path: Path) -> None:
    for day, who in ((1, ""), (2, "Ani"), (3, "Budi"), (4, "ANI")):
        kept(tmp_path, "+", day, who=who)
    assert history(tmp_path, "forget", "--who", "ani", "--yes")[0] == 0
    assert [one.run.who for one in all_of(path_of(tmp_path))] == ["", "Budi"]
    assert history(tmp_path, "forget", "--who", "-", "--yes")[0] == 0
    assert [one.run.who for one in all_of(path_of(tmp_path))] == ["Budi"]


def test_forgetting_all_also_deletes_the_damaged_files_that_were_set_aside(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3)
    aside = tmp_path / "data" / "attempts.sqlite3.damaged-2024-01-01"
    aside.write_bytes(b"Rahasia")
    assert history(tmp_path, "forget", "--all", "--yes") == (
        0,
        "",
        "quizgen: terhapus: pengerjaan 1, berkas rusak 1\n",
    )
    assert not aside.exists()


PLAYER = """
import sys, time
from datetime import date
from pathlib import Path
from quizgen.store import open_store
store = open_store(Path(sys.argv[1]), date(2024, 1, 10))
if sys.argv[2] == "plays":
    print(next(store.unfinished()).id, flush=True)
else:
    store._connection.execute("BEGIN EXCLUSIVE")
    print("locked", flush=True)
time.sleep(60)
"""


def _beside(folder: Path, does: str) -> Any:
    player = subprocess.Popen(
        [sys.executable, "-c", PLAYER, str(path_of(folder)), does], stdout=subprocess.PIPE, text=True
    )
    assert player.stdout is not None
    assert player.stdout.readline()
    return player


def test_what_is_played_in_another_terminal_is_not_forgotten(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3, done=False)
    with _beside(tmp_path, "plays") as player:
        told = history(tmp_path, "forget", "--all", "--yes")
        player.kill()
    assert told == (
        6,
        "",
        f"quizgen: riwayat di {path_of(tmp_path)} tidak dapat dipakai: pengerjaan itu masih terbuka di terminal lain\n",
    )
    assert len(all_of(path_of(tmp_path))) == 1


def test_a_history_that_another_program_has_locked_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from quizgen.cli import history as command
    from quizgen.stop import Stop

    kept(tmp_path, "+", 3)
    monkeypatch.setattr("quizgen.store.open_store.__defaults__", (0.2,))
    with _beside(tmp_path, "locks") as player:
        with pytest.raises(Stop) as caught:
            command.forget(everything=True, yes=True, store=path_of(tmp_path))
        player.kill()
    assert (caught.value.code, caught.value.message) == (6, "history.unusable")
    assert caught.value.words["why"] == "berkas sedang dipakai program lain"
    assert len(all_of(path_of(tmp_path))) == 1


def test_a_damaged_history_is_named_and_set_aside(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3)
    path_of(tmp_path).write_bytes(b"spoilt" * 999)
    code, out, told = history(tmp_path)
    assert (code, out) == (1, "")
    found = re.fullmatch(
        r"quizgen: Berkas jawaban rusak: (\S+)\. Berkas itu disisihkan sebagai (\S+); jawaban baru disimpan di berkas"
        r" baru\.\n",
        told,
    )
    assert found is not None
    assert found[1] == str(path_of(tmp_path))
    assert Path(found[2]).read_bytes() == b"spoilt" * 999
    assert history(tmp_path)[0] == 0


def test_a_spoilt_row_is_counted_and_keeps_nobody_from_the_others_nor_from_a_quiz(tmp_path: Path) -> None:
    for day in (1, 2, 3):
        kept(tmp_path, "+-", day, done=day != 2)
    with closing(sqlite3.connect(path_of(tmp_path))) as store, store:
        store.execute("UPDATE attempts SET slots = 'rusak' WHERE id = 2")
    code, out, told = history(tmp_path, "--format", "json")
    assert (code, [row["attempt"] for row in json.loads(out)]) == (3, [3, 1])
    assert told == "quizgen: pengerjaan yang tidak terbaca karena isinya rusak: 1; yang lain ditampilkan\n"
    code, out, told = history(tmp_path, "show", "2")
    assert (code, out) == (1, "")
    assert told == f"quizgen: riwayat di {path_of(tmp_path)} tidak dapat dipakai: berkas rusak\n"
    assert piped(tmp_path, "s\n", "--resume").stdout.startswith(b"Tidak ada pengerjaan yang belum selesai")
    assert history(tmp_path, "forget", "2", "--yes")[0] == 0
    assert history(tmp_path)[0] == 0


def test_what_is_no_history_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "skripsi.txt").write_text("Bab I", "utf-8")
    told = "quizgen: skripsi.txt bukan berkas jawaban quizgen, jadi dibiarkan utuh; pilih berkas lain untuk --store\n"
    for part in ([], ["trend"], ["show", "1"], ["forget", "--all", "--yes"], ["backup", "b"]):
        assert history(tmp_path, *part, "--store", "skripsi.txt") == (2, "", told)
    assert (tmp_path / "skripsi.txt").read_text("utf-8") == "Bab I"
    assert [one.name for one in tmp_path.iterdir()] == ["skripsi.txt"]


def test_options_before_a_part_are_told_where_to_stand(tmp_path: Path) -> None:
    told = "quizgen: tulis opsi sesudah show: quizgen history show --store PATH\n"
    assert history(tmp_path, "--store", "x", "show", "1") == (2, "", told)


def test_a_backup_goes_into_a_new_file_and_comes_back(tmp_path: Path) -> None:
    kept(tmp_path, "+-s", 3, who="Ani")
    kept(tmp_path, "+", 4, done=False)
    before = all_of(path_of(tmp_path))
    assert history(tmp_path, "backup", "r.sqlite3") == (0, "", "quizgen: dicadangkan ke r.sqlite3: pengerjaan 2\n")
    assert history(tmp_path, "backup", "r.sqlite3") == (
        2,
        "",
        "quizgen: r.sqlite3 sudah ada dan tidak ditimpa; pilih nama lain\n",
    )
    path_of(tmp_path).unlink()
    assert history(tmp_path, "restore", "r.sqlite3") == (
        0,
        "",
        "quizgen: dipulihkan: baru 2, sudah ada 0, dilengkapi 0\n",
    )
    assert all_of(path_of(tmp_path)) == before
    assert history(tmp_path, "restore", "r.sqlite3")[2] == "quizgen: dipulihkan: baru 0, sudah ada 2, dilengkapi 0\n"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"Bab I", "berkas itu bukan cadangan riwayat quizgen"),
        (b"", "berkas itu rusak atau tidak utuh"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "berkas itu rusak atau tidak utuh"),
    ],
)
def test_a_damaged_or_foreign_backup_is_refused_and_nothing_changed(tmp_path: Path, content: bytes, why: str) -> None:
    kept(tmp_path, "+", 3)
    before = path_of(tmp_path).read_bytes()
    (tmp_path / "r.sqlite3").write_bytes(content)
    told = f"quizgen: cadangan r.sqlite3 ditolak, dan riwayat tidak diubah: {why}\n"
    assert history(tmp_path, "restore", "r.sqlite3") == (1, "", told)
    assert path_of(tmp_path).read_bytes() == before


def test_a_backup_that_is_not_there_or_cannot_be_written_is_told(tmp_path: Path) -> None:
    kept(tmp_path, "+", 3)
    code, _, told = history(tmp_path, "restore", "tidak-ada")
    assert (code, told.count("\n"), "tidak-ada" in told) == (5, 1, True)
    code, _, told = history(tmp_path, "backup", "tidak/ada/r.sqlite3")
    assert (code, told.count("\n"), "tidak/ada/r.sqlite3" in told) == (5, 1, True)


def _little_room() -> None:
    """Let no file grow over 200 KB, as on a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_a_full_disk_is_told_in_one_line_and_nothing_is_lost_or_left_behind(tmp_path: Path) -> None:
    answer = Response(OURS[0].item, ("tidak",), right=True, at=AT.format(3, 5))
    with closing(open_store(path_of(tmp_path), TODAY)) as store:
        store.begin(run(slots=OURS), [answer] * 5000, AT.format(3, 0))
    before = all_of(path_of(tmp_path))
    code, _, told = history(tmp_path, "backup", "r.sqlite3", preexec_fn=_little_room)
    assert (code, told.count("\n"), "r.sqlite3" in told) == (5, 1, True)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data"]
    code, _, told = history(tmp_path, "forget", "--all", "--yes", preexec_fn=_little_room)
    assert (code, told.count("\n"), str(path_of(tmp_path)) in told) == (5, 1, True)
    history(tmp_path, "backup", "r.sqlite3")
    code, _, told = history(tmp_path, "restore", "r.sqlite3", "--store", "neu.sqlite3", preexec_fn=_little_room)
    assert (code, told.count("\n")) == (5, 1)
    assert all_of(path_of(tmp_path)) == before


_AS_OTHERS_DO = [
    "setpriv",
    "--bounding-set=-dac_override,-dac_read_search",
    "--inh-caps=-dac_override,-dac_read_search",
]
"""Takes from root what lets it write where others cannot."""


def test_a_folder_that_cannot_be_written_to_is_read_all_the_same_and_refuses_to_forget(tmp_path: Path) -> None:
    kept(tmp_path, "+-", 3, who="Ani")
    folder = tmp_path / "data"
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    first = [] if os.geteuid() else _AS_OTHERS_DO
    if first and shutil.which(first[0]) is None:
        pytest.skip("root cannot be kept from writing here")
    folder.chmod(0o555)
    for one in folder.iterdir():
        one.chmod(0o444)
    try:
        code, listed, told = history(tmp_path, "--format", "json", first=first)
        assert (code, told, json.loads(listed)[0]["who"]) == (0, "", "Ani")
        why = "folder tidak ada atau tidak dapat ditulisi"
        told = f"quizgen: riwayat di {path_of(tmp_path)} tidak dapat dipakai: {why}\n"
        assert history(tmp_path, "forget", "1", "--yes", first=first) == (5, "", told)
    finally:
        folder.chmod(0o755)
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_attempts_that_cannot_be_read_are_forgotten_with_the_rest_of_a_person(tmp_path: Path) -> None:
    for day, who in ((1, "Ani"), (2, "Ani"), (3, "Budi")):
        kept(tmp_path, "+", day, who=who)
    with closing(sqlite3.connect(path_of(tmp_path))) as store:
        store.execute("UPDATE attempts SET slots = 'Ani pernah di sini' WHERE id = 2")
        store.commit()
    code, _, told = history(tmp_path, "--who", "Ani")
    unread = "quizgen: pengerjaan yang tidak terbaca karena isinya rusak: 1; yang lain ditampilkan\n"
    assert (code, told) == (3, unread)
    assert history(tmp_path, "--who", "Budi")[::2] == (0, "")
    done = "quizgen: terhapus: pengerjaan 2, berkas rusak 0\n"
    assert history(tmp_path, "forget", "--who", "ani", "--yes")[::2] == (0, done)
    assert all(b"Ani" not in one.read_bytes() for one in (tmp_path / "data").iterdir() if one.is_file())


def test_a_store_with_brackets_in_its_name_has_its_own_damaged_files(tmp_path: Path) -> None:
    store = tmp_path / "a[b].sqlite3"
    for name in ("a[b].sqlite3.damaged-2024-01-01", "ab.sqlite3.damaged-2024-01-01"):
        (tmp_path / name).write_bytes(b"Rahasia")
    assert history(tmp_path, "forget", "--all", "--yes", "--store", str(store))[0] == 0
    assert [one.name for one in tmp_path.glob("*.damaged-*")] == ["ab.sqlite3.damaged-2024-01-01"]
