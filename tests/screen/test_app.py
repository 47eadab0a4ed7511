"""The full screen driven by keys, mouse and resizing, through Textual's own pilot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizgen.model.attempt import Mode
from quizgen.screen.app import QuizApp
from quizgen.screen.look import BARE, DARK, LIGHT
from quizgen.screen.showing import Showing
from tests.quiz.sample_bank import SLOTS
from tests.screen.playing import SOURCE, Clock, play_of, right_keys

Act = Callable[[QuizApp, "Pilot[None]"], Awaitable[None]]


def screen_of(app: QuizApp) -> list[str]:
    """Give the lines that are painted, blanks at their ends left out."""
    strips = app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def drive(play: Showing, act: Act, size: tuple[int, int] = (80, 24)) -> QuizApp:
    """Show a play and do something with it."""
    app = QuizApp(play)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(app, pilot)

    asyncio.run(run())
    return app


def painted(play: Showing, *keys: str, size: tuple[int, int] = (80, 24)) -> list[str]:
    """Press keys and give what is painted then."""
    found: list[str] = []

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        await pilot.pause()
        found.extend(screen_of(app))

    drive(play, act, size)
    return found


def test_the_first_picture_has_progress_topic_options_and_keys(tmp_path: Path) -> None:
    lines = [line.strip() for line in painted(play_of(tmp_path))]
    assert lines[0].split() == ["Butir", "1", "dari", "12", "latihan"]
    assert lines[2] == "Atribut calon"
    assert "( ) A. Boleh" in lines
    assert lines[-1] == "A–B pilih  Enter jawab  s lewati  l English  t tema  ? bantuan  q keluar"


def test_feedback_is_painted_with_signs_and_words(tmp_path: Path) -> None:
    lines = [line.strip() for line in painted(play_of(tmp_path), "a", "enter", size=(100, 30))]
    assert "✗ A. Boleh  – jawaban Anda, keliru" in lines
    assert "✓ B. Tidak boleh  – kunci" in lines
    assert "✗ KELIRU. Kunci: B. Tidak boleh" in lines
    assert "│ Kutipan: “pegawai tidak memakai atribut calon – apa pun bentuknya”" in lines
    assert "• Peraturan Contoh Nomor 2 Tahun 2021, Pasal 5 huruf n (Disiplin Pegawai; mengikat PNS)" in lines


@pytest.mark.parametrize("size", [(40, 12), (40, 15), (80, 24), (120, 40), (200, 50), (20, 5), (1, 1)])
@pytest.mark.parametrize("keys", [(), ("a",), ("a", "enter"), ("a", "enter", "k"), ("?",), ("s",)])
def test_every_size_is_filled_and_never_overfilled(
    tmp_path: Path, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    lines = painted(play_of(tmp_path), *keys, size=size)
    assert len(lines) == size[1]
    if size[0] >= 40:
        assert any("Butir" in line for line in lines)
        assert "keluar" in lines[-1]


def test_on_a_low_screen_the_verdict_is_seen_at_once_and_the_rest_by_scrolling(tmp_path: Path) -> None:
    lines = painted(play_of(tmp_path), "a", "enter", size=(40, 15))
    assert lines[2].strip() == "✗ KELIRU. Kunci: B. Tidak boleh"
    assert "▲▼ masih ada (PgUp/PgDn)" in lines[-3]
    end = painted(play_of(tmp_path), "a", "enter", "end", size=(40, 15))
    assert "▲ masih ada di atas (PgUp)" in end[-3]
    assert any("mengikat PNS" in line for line in end)
    assert "Soal nomor 1" in painted(play_of(tmp_path), "a", "enter", "home", size=(40, 15))[2]


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
def test_a_quote_far_down_in_its_paragraph_is_seen_at_once(tmp_path: Path, size: tuple[int, int]) -> None:
    source = SOURCE.replace("Dalam apel", "Kata pembuka yang panjang sekali. " * 80 + "Dalam apel")
    lines = painted(play_of(tmp_path, source=source), "a", "enter", "k", size=size)
    assert any("»pegawai" in line for line in lines), "\n".join(lines)


def test_the_option_that_the_arrows_come_to_is_always_seen(tmp_path: Path) -> None:
    for downs, letter in enumerate("ABCD", 1):
        lines = painted(play_of(tmp_path, slots=SLOTS[4:5]), *["down"] * downs, size=(40, 12))
        assert any(f"› (●) {letter}." in line for line in lines), "\n".join(lines)


def test_a_click_chooses_and_a_click_on_the_line_below_answers(tmp_path: Path) -> None:
    play = play_of(tmp_path)

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        row = next(row for row, line in enumerate(screen_of(app)) if "B. Tidak boleh" in line)
        await pilot.click(offset=(12, row))
        assert play.picking.picked == (1,)
        row = next(row for row, line in enumerate(screen_of(app)) if "Tekan Enter" in line)
        await pilot.click(offset=(12, row))
        assert play.stage == "told"

    drive(play, act)


def test_the_keys_in_the_foot_can_be_clicked(tmp_path: Path) -> None:
    play = play_of(tmp_path)

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        for word, row in (("lewati", 23), ("English", 23), ("theme", 23)):
            await pilot.click(offset=(screen_of(app)[row].index(word), row))
            await pilot.pause()

    app = drive(play, act)
    assert len(play.state.responses) == 1
    assert play.language == "en"
    assert app.theme == LIGHT


def test_the_wheel_scrolls(tmp_path: Path) -> None:
    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        from textual.events import MouseScrollDown

        before = screen_of(app)
        app.sheet.post_message(MouseScrollDown(app.sheet, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert screen_of(app)[2:6] != before[2:6]
        assert "▲" in screen_of(app)[-3]

    drive(play_of(tmp_path, slots=SLOTS[2:3]), act, (40, 12))


def test_resizing_lays_out_anew_and_keeps_what_is_chosen(tmp_path: Path) -> None:
    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press("b")
        for size in ((40, 12), (200, 50), (60, 20)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = screen_of(app)
            assert len(lines) == size[1]
            await pilot.press("pagedown")
            assert any("(●) B. Tidak boleh" in line for line in screen_of(app))

    drive(play_of(tmp_path), act)


@pytest.mark.parametrize(
    ("keys", "sign"),
    [(("a", "enter"), "KELIRU"), (("a", "enter", "k"), "»pegawai"), (("a", "enter", "end"), "mengikat PNS")],
)
def test_what_was_in_sight_stays_so_through_any_resizing(tmp_path: Path, keys: tuple[str, ...], sign: str) -> None:
    source = SOURCE.replace("Dalam apel", "Kata pembuka yang panjang sekali. " * 20 + "Dalam apel")

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press(*keys)
        for size in ((40, 12), (30, 8), (60, 16), (36, 14), (200, 60)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert any(sign in line for line in screen_of(app)), (size, "\n".join(screen_of(app)))

    drive(play_of(tmp_path, source=source), act, (50, 13))


def test_the_theme_changes_and_nothing_else(tmp_path: Path) -> None:
    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        before = screen_of(app)
        assert app.theme == DARK
        await pilot.press("t")
        await pilot.pause()
        assert app.theme == LIGHT
        assert screen_of(app) == before

    drive(play_of(tmp_path), act)


def test_the_theme_asked_for_is_painted_from_the_first_picture_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_THEME", "light")

    async def act(app: QuizApp, _: Pilot[None]) -> None:
        grounds = {segment.style.bgcolor for strip in app.screen._compositor.render_strips() for segment in strip}  # type: ignore[union-attr]
        assert {ground.triplet.hex for ground in grounds if ground and ground.triplet} == {"#fbf9f4", "#edeae2"}

    drive(play_of(tmp_path), act)


def test_without_colour_no_colour_is_painted_and_all_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "enter")
        await pilot.pause()
        filters = app.get_line_filters()
        for strip in app.screen._compositor.render_strips():
            segments = list(strip)
            for one in filters:
                segments = one.apply(segments, app.screen.background_colors[1])
            inks = {
                part for segment in segments if segment.style for part in (segment.style.color, segment.style.bgcolor)
            }
            assert all(ink is None or ink.is_default for ink in inks)
        text = "\n".join(screen_of(app))
        assert "✗ KELIRU" in text
        assert "tema" not in text  # there is none to change

    assert drive(play_of(tmp_path), act).theme == BARE


def test_a_terminal_of_sixteen_colours_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.delenv("COLORTERM")
    assert QuizApp(play_of(tmp_path)).theme == BARE


@pytest.mark.parametrize(("key", "interrupted"), [("q", False), ("ctrl+q", False), ("ctrl+c", True), ("ctrl+d", True)])
def test_leaving_and_interrupting_are_told_apart(tmp_path: Path, key: str, interrupted: bool) -> None:
    play = play_of(tmp_path)

    async def act(_: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", key)

    app = drive(play, act)
    assert app.was_interrupted is interrupted
    assert play.ended == ("" if interrupted else "left")


@pytest.mark.parametrize("key", ["ctrl+p", "tab", "shift+tab", "ctrl+z", "f5", "x", "delete", "9", "0"])
def test_a_key_without_a_meaning_changes_nothing(tmp_path: Path, key: str) -> None:
    assert painted(play_of(tmp_path), key) == painted(play_of(tmp_path))


def test_what_goes_wrong_comes_out_after_the_screen_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    play = play_of(tmp_path)
    monkeypatch.setattr(play.setting.keeper, "keep", lambda _: [].pop())

    async def act(_: QuizApp, pilot: Pilot[None]) -> None:
        await pilot.press("a", "enter")

    assert isinstance(drive(play, act).fault, IndexError)


def test_the_clock_runs_on_the_screen_until_the_exam_closes(tmp_path: Path) -> None:
    clock = Clock()
    mode: Mode = "exam"
    play = play_of(tmp_path, mode, SLOTS[:3], clock=clock, time_limit=1)

    async def act(app: QuizApp, pilot: Pilot[None]) -> None:
        assert "sisa waktu 1:00" in screen_of(app)[0]
        await pilot.press(*right_keys(play), "enter")
        clock.seconds = 18
        app._second()
        await pilot.pause()
        assert "sisa waktu 0:42" in screen_of(app)[0]
        clock.seconds = 60
        app._second()
        await pilot.pause()
        assert any("Waktu habis. Ujian ditutup" in line for line in screen_of(app))

    drive(play, act)
    assert play.stage == "over"


def test_the_screen_ends_when_nobody_sits_at_it_any_more(tmp_path: Path) -> None:
    app = QuizApp(play_of(tmp_path), is_gone=lambda: True)

    async def run() -> None:
        async with app.run_test():
            app._second()

    asyncio.run(run())
    assert app.was_interrupted
