"""A hall at the projector on the full screen: hands are typed, then the key is shown; without a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Votes
from quizgen.model.form import Slot
from quizgen.model.words import Bilingual
from quizgen.screen.hall import HallPlay
from quizgen.screen.keys import hall_act
from quizgen.screen.showing import Setting
from quizgen.store import open_store
from quizgen.terminal.keeper import Keeper
from tests.quiz.sample_bank import BANK, SLOTS
from tests.quiz.sample_bank import run as sample_run
from tests.screen.playing import SOURCE, Clock, shown
from tests.screen.test_app import painted

TALK = Bilingual(id="Siapa yang pernah melihat ini?", en="Who has seen this?")
FIRST = next(iter(BANK.items.values()))
TOLD = replace(BANK, items=dict(BANK.items) | {FIRST.id: replace(FIRST, discussion=TALK)})


def hall_of(
    folder: Path, slots: Sequence[Slot] = SLOTS[:3], attempt: Attempt | None = None, *, ask: bool = False
) -> HallPlay:
    """Begin a session of the sample bank in a hall: a verdict, one of three, one of several right of four."""
    run = replace(sample_run("together", tuple(slots)))
    clock = Clock()
    setting = Setting(Keeper(folder / "s.sqlite3", clock), clock, lambda: run, lambda _: TOLD, lambda _: SOURCE)
    return HallPlay(setting, "id", attempt, ask=ask)


def press(play: HallPlay, *keys: str) -> None:
    """Do what keys do; a text of digits and blanks is typed."""
    for key in keys:
        for one in key if key[0].isdigit() else [key]:
            play.do(hall_act("space" if one == " " else one))


def kept(folder: Path) -> list[Attempt]:
    with closing(open_store(folder / "s.sqlite3", date(2024, 1, 10))) as store:
        return [store.attempt(number) for number in store.numbers()]


def counts(folder: Path) -> list[tuple[tuple[str, int], ...]]:
    return [one.counts for one in kept(folder)[-1].votes]


@pytest.mark.parametrize(
    "keys",
    [
        ("12 28", "enter"),
        ("12", ",", "28", "enter"),
        ("12", "enter", "28", "enter"),
        ("12", "down", "28", "enter"),
        ("12", "tab", "28", "enter"),
        ("b", "28", "a", "12", "enter"),
        ("b", "28", "enter", "12", "enter"),
        ("1 1", "a", "12", "tab", "28", "enter"),
        ("13", "backspace", "2 299", "backspace", "backspace", "8", "enter"),
        ("012 028 ", "enter"),
        ("12 28 ", "9", "enter"),
    ],
    ids="_".join,
)
def test_hands_are_typed_at_once_or_option_by_option_and_can_be_mended(tmp_path: Path, keys: tuple[str, ...]) -> None:
    play = hall_of(tmp_path)
    press(play, *keys)
    assert play.stage == "told"
    assert counts(tmp_path) == [(("boleh", 12), ("tidak", 28))]


def test_what_is_typed_stands_in_the_field_of_its_option(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    assert "› [    _] A. Boleh" in shown(play)
    assert "Ketik jumlahnya untuk A, atau semua sekaligus: 12 5. Lalu tekan Enter." in shown(play)
    press(play, "12 5")
    assert "  [  12 ] A. Boleh\n› [   5_] B. Tidak boleh" in shown(play)
    assert "Tekan Enter untuk menampilkan kunci. Hitungan: A 12, B 5; jumlah 17 tangan." in shown(play)


def test_a_point_between_thousands_does_not_part_a_number(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "1", ".", "000 2", "enter")
    assert counts(tmp_path) == [(("boleh", 1000), ("tidak", 2))]


@pytest.mark.parametrize("keys", [("12 5 3",), ("99999",)])
def test_a_number_too_many_or_too_large_is_refused_and_said(tmp_path: Path, keys: tuple[str, ...]) -> None:
    play = hall_of(tmp_path)
    press(play, *keys)
    assert play.stage == "asking"
    assert "Ada 2 pilihan: satu angka untuk tiap pilihan, paling besar 9999." in shown(play)


def test_the_key_is_not_shown_before_the_last_count_nor_by_a_stray_enter(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "enter")
    assert play.stage == "asking"
    assert "Belum ada hitungan." in shown(play)
    press(play, "down", "enter")
    assert play.stage == "asking"  # not twice in a row
    press(play, "5", "enter", "enter")
    assert play.stage == "asking"
    assert "Hitungan untuk A belum ada. Ketik 0 bila tidak ada tangan." in shown(play)
    assert not (tmp_path / "s.sqlite3").exists()
    press(play, "0", "enter")
    assert counts(tmp_path) == [(("boleh", 0), ("tidak", 5))]


def test_enter_twice_shows_the_key_without_a_count(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "enter", "enter")
    assert play.stage == "told"
    assert "Ditampilkan tanpa hitungan tangan." in shown(play)
    assert counts(tmp_path) == [()]


def test_hands_are_on_the_disk_before_the_key_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = hall_of(tmp_path)
    stages: list[str] = []
    keep = play.setting.keeper.keep

    def noted(answer: Votes) -> None:
        stages.append(play.stage)
        keep(answer)

    monkeypatch.setattr(play.setting.keeper, "keep", noted)
    press(play, "12 28", "enter")
    assert [*stages, play.stage] == ["asking", "told"]


def test_the_key_comes_with_bars_reasons_quote_basis_and_what_to_talk_about(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "12 28", "enter")
    text = shown(play)
    found = [
        text.index(part)
        for part in (
            "✓ Kunci: B. Tidak boleh",
            "Jumlah tangan: 40; 70% untuk pilihan yang benar.",
            "  A. Boleh\n12 (30%)",
            "✓ B. Tidak boleh  – kunci\n28 (70%)",
            "B benar:",
            "A keliru:",
            "│ Kutipan: “pegawai tidak memakai atribut calon – apa pun bentuknya”",
            "Koran Contoh, Kota Contoh, 8 Januari 2024",
            "• Peraturan Contoh Nomor 2 Tahun 2021, Pasal 5 huruf n",
            "Untuk diskusi\n▌ Siapa yang pernah melihat ini?",
        )
    ]
    assert found == sorted(found)
    press(play, "l")
    assert "To discuss\n▌ Who has seen this?" in shown(play)
    press(play, "k")
    assert "»pegawai tidak memakai atribut calon – apa pun bentuknya«" in shown(play)


def test_one_looks_back_and_what_is_typed_meanwhile_stays(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "left")
    assert play.at == 0
    press(play, "12 28", "enter", "right", "7", "p")
    assert "28 (70%)" in shown(play)
    press(play, "5", "enter")
    assert "› [   7_] A." in shown(play)
    press(play, "n")
    assert "Butir 2 dari 3" in shown(play)  # its key was not shown, so there is no further one
    press(play, " ".join("75"), "enter")
    assert play.stage == "asking"


def test_the_summary_tells_what_split_the_hall_and_one_can_look_back_from_it(tmp_path: Path) -> None:
    play = hall_of(tmp_path, SLOTS[:2])
    press(play, "12 28", "enter", "enter", "1 9 0", "enter", "enter")
    text = shown(play)
    assert (play.stage, kept(tmp_path)[0].status) == ("over", "done")
    assert "Tangan dihitung pada 2 dari 2 butir soal;" in text
    assert text.index("Butir yang membelah peserta") < text.index("1. Soal nomor 1")
    assert "28 dari 40 tangan benar (70%)" in text
    press(play, "left")
    assert "Butir 2 dari 2" in shown(play)
    press(play, "enter", "enter")
    assert play.ended == "done"


def test_without_any_hands_the_summary_says_so(tmp_path: Path) -> None:
    play = hall_of(tmp_path, SLOTS[:1])
    press(play, "enter", "enter", "enter")
    assert "Tidak ada hitungan tangan yang dicatat." in shown(play)


def test_a_session_left_is_offered_and_goes_on_with_the_first_item_not_shown(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "12 28", "enter", "q")
    assert play.ended == "left"
    play.setting.keeper.close()
    (left,) = kept(tmp_path)
    again = hall_of(tmp_path, attempt=left, ask=True)
    again.setting.keeper.start(left.run, left)
    assert "mode bersama, 1 dari 3" in " ".join(shown(again).split())
    press(again, "enter")
    assert "Butir 2 dari 3" in shown(again)
    press(again, "left")
    assert "28 (70%)" in shown(again)
    press(again, "right", "q")
    again.setting.keeper.close()
    anew = hall_of(tmp_path, attempt=left, ask=True)
    anew.setting.keeper.start(left.run, left)
    press(anew, "b", "enter")
    assert "Butir 1 dari 3" in shown(anew)
    assert [one.status for one in kept(tmp_path)] == ["dropped"]


def test_counts_that_cannot_be_kept_are_told_so_and_the_session_goes_on(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite3").mkdir()
    play = hall_of(tmp_path)
    press(play, "1 2", "enter")
    assert play.stage == "told"
    assert "! Perhatian: jawaban tidak dapat disimpan di" in shown(play)
    assert "hitungan tidak disimpan" in shown(play)


def test_the_help_says_how_letters_grow(tmp_path: Path) -> None:
    play = hall_of(tmp_path)
    press(play, "?")
    assert "Tekan Ctrl dan +" in shown(play)


@pytest.mark.parametrize("size", [(40, 12), (60, 18), (80, 24), (200, 60), (1, 1)])
@pytest.mark.parametrize("keys", [(), ("1", "2"), ("enter",), ("1", "space", "2", "enter"), ("?",)])
def test_every_size_is_filled_and_never_overfilled(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    lines = painted(hall_of(tmp_path), *keys, size=size)
    assert len(lines) == size[1]
    assert all(len(line) <= size[0] for line in lines)
    if size[0] >= 40:
        assert "keluar" in lines[-1]


def test_on_the_screen_a_hall_sees_its_bars(tmp_path: Path) -> None:
    lines = painted(hall_of(tmp_path), *"12", "space", *"4", "enter", size=(80, 24))
    text = "\n".join(lines)
    bars = [line.count("█") + line.count("░") for line in lines if "█" in line]
    assert len(bars) == 2
    assert len(set(bars)) == 1  # one scale, so that they can be compared
    assert "█░" in next(line for line in lines if "12 (75%)" in line)
    assert "✓ B. Tidak boleh  – kunci" in text
    typed = "\n".join(painted(hall_of(tmp_path), "1", "2", "tab", "5", "backspace", "6"))
    assert "› [   6_] B. Tidak boleh" in typed
