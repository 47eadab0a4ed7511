"""The quiz as the full screen plays it, without a screen."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.model.attempt import Response, Run
from quizgen.screen.picking import Picking
from quizgen.screen.play import Play
from quizgen.stop import Stop
from quizgen.store import open_store
from tests.quiz.sample_bank import SLOTS
from tests.screen.playing import NOW, Clock, play_of, press, right_keys, shown, wrong_keys

TODAY = date(2024, 1, 10)


def kept(folder: Path) -> list[tuple[str, str, int]]:
    with sqlite3.connect(folder / "attempts.sqlite3") as there:
        found = there.execute("SELECT item, chosen, is_right FROM responses ORDER BY id").fetchall()
    there.close()
    return found


def finished(play: Play) -> Play:
    """Answer everything, every second item wrongly."""
    for number in range(len(play.state.questions)):
        press(play, *(wrong_keys(play) if number % 2 else right_keys(play)), "enter", "enter")
    return play


def test_a_letter_chooses_and_enter_answers(tmp_path: Path) -> None:
    play = play_of(tmp_path)
    press(play, "b")
    assert "(●) B. Tidak boleh" in shown(play)
    assert "Tekan Enter untuk menjawab: B. Tidak boleh" in shown(play)
    assert not play.feedback
    press(play, "enter")
    assert play.feedback
    assert kept(tmp_path) == [("atribut-001", "tidak", 1)]


@pytest.mark.parametrize("keys", [("b",), ("2",), ("down", "down"), ("up",), ("a", "down"), ("a", "2")])
def test_letter_number_and_arrows_choose_the_same(tmp_path: Path, keys: tuple[str, ...]) -> None:
    play = play_of(tmp_path)
    press(play, *keys, "enter")
    assert kept(tmp_path) == [("atribut-001", "tidak", 1)]


def test_enter_without_a_choice_answers_nothing_and_says_so(tmp_path: Path) -> None:
    play = play_of(tmp_path)
    press(play, "enter", "c", "enter")  # there is no option C
    assert play.stage == "asking"
    assert "Belum ada yang dipilih. Tekan huruf pilihan dulu, lalu Enter." in shown(play)
    assert not (tmp_path / "attempts.sqlite3").exists()


def test_several_options_are_ticked_and_unticked(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[2:3])
    press(play, "a", "b", "a", "d")
    assert "[ ] A." in shown(play)
    assert "[x] B." in shown(play)
    assert "[x] D." in shown(play)
    press(play, "d", "enter")
    assert play.stage == "asking"
    assert "Tandai dua pilihan atau lebih dulu, lalu tekan Enter." in shown(play)
    press(play, "b", *right_keys(play), "enter")
    assert kept(tmp_path) == [("atribut-003", "c a", 1)]


def test_the_space_bar_ticks_what_the_arrows_come_to(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[2:3])
    press(play, "down", "space", "down", "down", "space")
    assert play.picking.picked == (0, 2)


def test_an_answer_is_on_the_disk_before_its_feedback_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = play_of(tmp_path)
    stages: list[str] = []
    keep = play.setting.keeper.keep

    def noted(answer: Response) -> None:
        stages.append(play.stage)
        keep(answer)

    monkeypatch.setattr(play.setting.keeper, "keep", noted)
    press(play, "a", "enter")
    assert [*stages, play.stage] == ["asking", "told"]


def test_what_was_skipped_is_offered_at_the_end(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[:2])
    press(play, "s")
    assert "Dilewati; butir soal itu ditanyakan lagi di akhir." in shown(play)
    press(play, *right_keys(play), "enter", "enter")
    assert play.stage == "skipped"
    assert "Satu butir soal dilewati." in shown(play)
    press(play, "enter")
    assert "Butir 1 dari 2 (tadi dilewati)" in shown(play)
    press(play, *right_keys(play), "enter", "enter")
    assert "Benar 2 dari 2 butir soal. Nilai: 100 dari 100." in shown(play)


def test_whoever_does_not_want_what_was_skipped_comes_to_the_end(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[:2])
    press(play, "s", "s", "b", "enter")
    assert "Tidak dijawab: 2 butir soal (dihitung belum benar)." in shown(play)


def test_an_exam_tells_nothing_before_its_end(tmp_path: Path) -> None:
    play = play_of(tmp_path, "exam", SLOTS[:2])
    press(play, *wrong_keys(play), "enter")
    assert play.stage == "asking"
    assert "Jawaban dicatat: A. Boleh." in shown(play)
    assert not {"KELIRU", "BENAR", "Kunci"} & set(shown(play).replace(".", " ").replace(":", " ").split())
    press(play, *right_keys(play), "enter")
    assert "Benar 1 dari 2 butir soal. Nilai: 50 dari 100." in shown(play)
    assert "A keliru: Pilihan itu melanggar nomor 1." in shown(play)
    assert "Kutipan: “pegawai tidak memakai atribut calon – apa pun bentuknya”" in shown(play)


def test_a_cut_score_is_told_only_where_it_was_asked_for(tmp_path: Path) -> None:
    without = finished(play_of(tmp_path / "1", "practice", SLOTS[:2]))
    assert "Batas lulus" not in shown(without)
    below, above = (finished(play_of(tmp_path / str(cut), "practice", SLOTS[:2], cut=cut)) for cut in (51, 50))
    assert "✗ Batas lulus 51 belum tercapai." in shown(below)
    assert "✓ Batas lulus 50 tercapai." in shown(above)


def test_the_clock_of_an_exam_is_seen_and_closes_it_with_what_is_kept(tmp_path: Path) -> None:
    clock = Clock()
    play = play_of(tmp_path, "exam", SLOTS[:3], clock=clock, time_limit=2)
    assert "Waktu: 2 menit, mulai sekarang" in shown(play)
    press(play, *right_keys(play), "enter")
    clock.seconds = 61
    assert not play.tick()
    assert "sisa waktu 0:59" in shown(play)
    clock.seconds = 120
    assert play.tick()
    assert play.stage == "over"
    assert "Waktu habis. Ujian ditutup" in shown(play)
    assert "Benar 1 dari 3 butir soal." in shown(play)
    assert len(kept(tmp_path)) == 1


def test_a_clock_set_back_in_an_exam_gives_no_time_back(tmp_path: Path) -> None:
    clock = Clock()
    play = play_of(tmp_path, "exam", SLOTS[:3], clock=clock, time_limit=2)
    clock.seconds = 90
    press(play, *wrong_keys(play), "enter")
    clock.seconds = -600
    assert play.seconds_left is not None
    assert play.seconds_left <= 30


def test_an_answer_after_the_end_of_the_time_does_not_count(tmp_path: Path) -> None:
    clock = Clock()
    play = play_of(tmp_path, "exam", SLOTS[:3], clock=clock, time_limit=1)
    press(play, *right_keys(play), "enter", "a")
    clock.seconds = 60
    press(play, "enter")
    assert play.stage == "over"
    assert len(kept(tmp_path)) == 1


def test_an_exam_whose_time_has_run_out_while_it_was_left_is_closed(tmp_path: Path) -> None:
    clock = Clock()
    play = play_of(tmp_path, "exam", SLOTS[:3], clock=clock, time_limit=1)
    press(play, *right_keys(play), "enter")
    play.setting.keeper.close()
    clock.seconds = 61
    store = open_store(tmp_path / "attempts.sqlite3", TODAY)
    attempt = next(store.unfinished())
    store.close()
    again = play_of(tmp_path, "exam", SLOTS[:3], clock=clock, attempt=attempt, time_limit=1)
    assert again.stage == "over"
    assert "Waktu habis" in shown(again)


def test_what_was_missed_is_retaken_as_an_attempt_of_its_own(tmp_path: Path) -> None:
    play = finished(play_of(tmp_path, slots=SLOTS[:4]))
    assert "u = ulangi 2 butir soal yang belum benar saja" in shown(play)
    press(play, "u")
    assert [question.item for question in play.state.questions] == ["atribut-002", "media-sosial-004"]
    press(play, *right_keys(play), "enter", "enter")
    play.setting.keeper.close()
    store = open_store(tmp_path / "attempts.sqlite3", TODAY)
    assert [store.attempt(number).run.retake_of for number in store.numbers()] == [None, 1]
    assert [store.attempt(number).status for number in store.numbers()] == ["done", "open"]
    store.close()


def test_the_end_tells_what_to_read_again(tmp_path: Path) -> None:
    play = finished(play_of(tmp_path, slots=SLOTS[:2]))
    text = shown(play)
    assert text.index("Baca lagi") < text.index("• Dilarang.")
    assert "  – “Pegawai diminta netral”, Koran Contoh, 8 Januari 2024" in text


def test_after_all_right_answers_nothing_is_offered_again(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[:1])
    press(play, *right_keys(play), "enter", "enter")
    assert "Semua butir soal terjawab benar." in shown(play)
    assert "u ulangi" not in shown(play)
    press(play, "u")
    assert play.stage == "over"
    press(play, "enter")
    assert play.ended == "done"


@pytest.mark.parametrize("keys", [(), ("a",), ("a", "enter"), ("a", "enter", "k"), ("?",), ("s",)])
def test_q_leaves_from_everywhere_without_a_question(tmp_path: Path, keys: tuple[str, ...]) -> None:
    play = play_of(tmp_path)
    press(play, *keys, "q")
    assert play.ended == "left"


def test_the_language_changes_at_any_moment_and_everything_with_it(tmp_path: Path) -> None:
    play = play_of(tmp_path)
    press(play, "l")
    assert "Item 1 of 12\nCandidates' attributes\npractice" in shown(play)
    assert "( ) A. Allowed" in shown(play)
    press(play, "a", "enter", "l")
    assert "✗ KELIRU. Kunci: B. Tidak boleh" in shown(play)
    press(play, "l", "k")
    assert "The quote stands between » and « and is underlined." in shown(play)
    press(play, "l")
    assert "Kutipan berada di antara » dan « serta digarisbawahi." in shown(play)


def test_the_context_of_each_quote_is_opened_and_closed(tmp_path: Path) -> None:
    play = play_of(tmp_path)
    press(play, "k")
    assert play.aside == ""  # nothing is answered yet
    press(play, "a", "enter", "k")
    assert "»pegawai tidak memakai atribut calon – apa pun bentuknya«, juga di rumah." in shown(play)
    assert "Pembukaan" not in shown(play)
    press(play, "k")
    assert play.aside == ""
    press(play, "k", "escape")
    assert (play.aside, play.stage) == ("", "told")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (None, "Berkas sumber contoh.txt tidak ada di folder seeds, jadi konteksnya tidak dapat ditampilkan."),
        ("Naskah lain.", "Kutipan tidak ditemukan di berkas sumber contoh.txt."),
    ],
)
def test_a_source_that_cannot_be_shown_is_named(tmp_path: Path, source: str | None, said: str) -> None:
    play = play_of(tmp_path, source=source)
    press(play, "a", "enter", "k")
    assert said in shown(play)


def test_an_attempt_left_before_is_offered_and_gone_on_with(tmp_path: Path) -> None:
    play = play_of(tmp_path, slots=SLOTS[:3])
    press(play, *right_keys(play), "enter")
    play.setting.keeper.close()
    store = open_store(tmp_path / "attempts.sqlite3", TODAY)
    attempt = next(store.unfinished())
    store.close()
    for keys, stage, answered in ((("enter",), "asking", 1), (("b", "enter"), "asking", 0)):
        again = play_of(tmp_path, slots=SLOTS[:3], attempt=attempt, ask=True)
        again.setting.keeper.start(attempt.run, attempt)
        assert "Ada pengerjaan yang belum selesai: paket soal K7Q2M4-A, mode latihan, 1 dari 3" in shown(again)
        press(again, *keys)
        assert (again.stage, len(again.state.answers)) == (stage, answered)
        again.setting.keeper.close()
    store = open_store(tmp_path / "attempts.sqlite3", TODAY)
    assert store.attempt(attempt.id).status == "dropped"
    assert store.attempt(attempt.id).responses == (Response("atribut-001", ("tidak",), True, NOW),)
    store.close()


def test_answers_that_cannot_be_kept_are_told_so_and_the_quiz_goes_on(tmp_path: Path) -> None:
    (tmp_path / "attempts.sqlite3").mkdir()
    play = play_of(tmp_path)
    press(play, "b", "enter")
    text = shown(play)
    assert play.stage == "told"
    assert "! Perhatian: jawaban tidak dapat disimpan di" in text
    assert "jawaban tidak disimpan" in text.splitlines()[2]
    press(play, "enter", *right_keys(play), "enter")
    assert "Perhatian" not in shown(play)  # it is told once; the line above still says so
    assert "jawaban tidak disimpan" in shown(play).splitlines()[2]


def test_what_stops_a_new_form_comes_out(tmp_path: Path) -> None:
    play = play_of(tmp_path)

    def none() -> Run:
        raise Stop(1, "no_items", as_of="2024-01-10")

    play.setting = replace(play.setting, new_run=none)
    play.stage, play.picking = "offer", Picking(2).pick(1)
    with pytest.raises(Stop):
        press(play, "enter")
