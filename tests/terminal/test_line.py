"""The line mode with scripted input; transcripts are kept in `golden` (QUIZGEN_UPDATE_GOLDEN=1 writes them anew)."""

from __future__ import annotations

import io
import os
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from quizgen.model.attempt import Attempt, Mode, Response
from quizgen.store import open_store
from quizgen.terminal.console import Console, EndOfInput
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.line import Left, LineQuiz
from quizgen.terminal.wording import Wording
from tests.quiz.sample_bank import BANK, SLOTS, run

GOLDEN = Path(__file__).parent / "golden"
NOW = "2024-01-10T08:00:00.000+00:00"


def sat(
    folder: Path,
    typed: str,
    *,
    language: str = "id",
    width: int = 80,
    mode: Mode = "practice",
    count: int = len(SLOTS),
    attempt: Attempt | None = None,
    encoding: str = "utf-8",
    person: bool = False,
) -> str:
    """Play with these lines as input and give what was written; ends with them, with leaving, or with the quiz."""
    output = io.StringIO()
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: width, encoding=encoding)
    console.interactive = person
    keeper = Keeper(folder / "s.sqlite3", lambda: NOW)
    quiz = LineQuiz(console, Wording(language, BANK, "2024-01-10"), keeper, lambda: NOW)
    with suppress(EndOfInput, Left):
        quiz.play(attempt.run if attempt else run(mode, SLOTS[:count]), attempt)
    console.flush()
    keeper.close()
    return output.getvalue()


def attempts(folder: Path) -> list[Attempt]:
    with closing(open_store(folder / "s.sqlite3", date(2024, 1, 10))) as store:
        return [store.attempt(number) for number in store.numbers()]


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


SCRIPT = "b\nx\nA\ns\n\nt\ntidak\nab\na\n?\n1,2,4\n2\ns\n" + "boleh\n3\na\n1 2\n" + "\nt\nb c\ns\nn\ny\ns\na\nq\n"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("width", [20, 80])
def test_a_whole_quiz_reads_as_in_the_transcript(tmp_path: Path, language: str, width: int) -> None:
    english = SCRIPT.replace("tidak", "may not").replace("boleh", "yes").replace("\nt\n", "\nn\n")
    script = english if language == "en" else SCRIPT
    text = sat(tmp_path, script, language=language, width=width)
    assert_golden(f"practice_{language}_{width}.txt", text)
    assert max(len(line) for line in text.splitlines()) <= width + len("jawaban")


def test_an_exam_tells_nothing_before_its_end(tmp_path: Path) -> None:
    assert_golden("exam_id_80.txt", sat(tmp_path, "b\na\na c\na\n\n", mode="exam", count=4))


def test_in_ascii_the_quiz_is_complete(tmp_path: Path) -> None:
    text = sat(tmp_path, "a\nb\na c\na\nn\n", count=4, encoding="ascii")
    assert_golden("practice_id_80_ascii.txt", text)
    text.encode("ascii")


def test_an_answer_is_in_the_store_before_its_feedback_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept_when_told: list[tuple[Response, ...]] = []
    told = "quizgen.terminal.feedback.show_feedback"
    monkeypatch.setattr(told, lambda *_: kept_when_told.extend(one.responses for one in attempts(tmp_path)))
    sat(tmp_path, "b\n", count=2)
    assert kept_when_told == [(Response("atribut-001", ("tidak",), right=True, at=NOW),)]


def test_leaving_keeps_the_answers_and_the_attempt_open(tmp_path: Path) -> None:
    sat(tmp_path, "b\ns\nq\n")
    (attempt,) = attempts(tmp_path)
    assert attempt.status == "open"
    assert [response.chosen for response in attempt.responses] == [("tidak",), ()]


def test_a_quiz_played_to_its_end_is_done(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\na\n", count=2)
    (attempt,) = attempts(tmp_path)
    assert (attempt.status, attempt.finished) == ("done", NOW)
    assert "Benar 1 dari 2 butir soal. Nilai: 50 dari 100." in text
    assert text.endswith("Selesai. Terima kasih.\n")


def test_retaking_asks_only_the_missed_items_and_is_an_attempt_of_its_own(tmp_path: Path) -> None:
    text = sat(tmp_path, "a\nc\na c\ny\nb\nc\n", count=3)
    first, again = attempts(tmp_path)
    assert (again.run.retake_of, [slot.item for slot in again.run.slots]) == (first.id, ["atribut-001", "atribut-003"])
    assert "Butir 1 dari 2. Topik: Atribut calon" in text


def test_what_was_skipped_is_offered_before_the_score(tmp_path: Path) -> None:
    text = sat(tmp_path, "s\nc\nt\n", count=2)
    assert text.index("Satu butir soal dilewati.") < text.index("Nilai\n")
    assert "Tidak dijawab: 1 butir soal (dihitung belum benar)." in text
    assert attempts(tmp_path)[0].status == "done"


@pytest.mark.parametrize(
    ("language", "typed", "told"),
    [
        ("id", "t", "Jawaban itu tidak ada di pilihan. Ketik a (Boleh) atau b (Tidak boleh); ? untuk bantuan."),
        ("id", "y", "Jawaban itu tidak ada di pilihan. Ketik a (Boleh) atau b (Tidak boleh); ? untuk bantuan."),
        ("en", "n", "That is not one of the options. Type a (Allowed) or b (Not allowed); ? for help."),
        ("en", "y", "That is not one of the options. Type a (Allowed) or b (Not allowed); ? for help."),
    ],
)
def test_a_single_letter_at_a_verdict_is_a_letter_on_the_screen_or_no_answer(
    tmp_path: Path, language: str, typed: str, told: str
) -> None:
    text = sat(tmp_path, f"{typed}\n", count=1, language=language, width=100)
    assert f" (a/b): {typed}\n{told}\n" in text
    assert not (tmp_path / "s.sqlite3").exists()


@pytest.mark.parametrize(
    ("language", "typed", "chosen"),
    [
        ("id", "boleh", "boleh"),
        ("id", "tidak", "tidak"),
        ("id", "Tidak  Boleh", "tidak"),
        ("en", "yes", "boleh"),
        ("en", "may", "boleh"),
        ("en", "no", "tidak"),
        ("en", "may not", "tidak"),
    ],
)
def test_a_verdict_in_a_whole_word(tmp_path: Path, language: str, typed: str, chosen: str) -> None:
    sat(tmp_path, f"{typed}\n", count=1, language=language)
    assert [one.chosen for one in attempts(tmp_path)[0].responses] == [(chosen,)]


GO_ON = "Tekan Enter untuk lanjut: "
NOTED = "Jawaban untuk butir soal ini sudah dicatat. Tekan Enter untuk lanjut; ? untuk bantuan, q untuk keluar.\n"


def test_what_is_typed_while_enter_is_waited_for_is_no_answer_and_is_said(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\nc\ns\n\nb\n", count=2, person=True, width=120)
    pause = text[text.index(GO_ON) :]
    assert pause.startswith(f"{GO_ON}{NOTED}{GO_ON}{NOTED}{GO_ON}\nButir 2 dari 2. Topik: Atribut calon.\n")
    assert [one.item for one in attempts(tmp_path)[0].responses] == ["atribut-001", "atribut-002"]


def test_help_and_leaving_act_while_enter_is_waited_for(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\n?\nq\n", count=2, person=True)
    assert f"{GO_ON}\nBantuan\n" in text
    assert text.endswith(GO_ON)
    assert NOTED[:20] not in text


@pytest.mark.parametrize(
    ("language", "count", "told"),
    [
        ("id", 1, "Paket soal K7Q2M4-A, 1 butir soal, mode latihan (pembahasan langsung sesudah tiap jawaban)."),
        ("en", 1, "Form K7Q2M4-A, 1 item, practice mode (rationale right after each answer)."),
        ("en", 2, "Form K7Q2M4-A, 2 items, practice mode (rationale right after each answer)."),
    ],
)
def test_how_many_items_there_are_is_said_in_good_grammar(tmp_path: Path, language: str, count: int, told: str) -> None:
    assert sat(tmp_path, "", count=count, language=language, width=100).splitlines()[1] == told


def test_a_retake_of_one_item_is_said_in_good_grammar(tmp_path: Path) -> None:
    text = sat(tmp_path, "a\ny\n", count=1, language="en", width=100)
    assert "Retake the one item not yet right? y = yes, Enter = finish: y\n" in text
    assert "\nOnce more: 1 item not yet right, practice mode (rationale right after each answer).\n" in text


def test_a_repealed_instrument_is_told_as_repealed(tmp_path: Path) -> None:
    text = " ".join(sat(tmp_path, "s\ns\ns\na\n").split())
    assert (
        "- Peraturan Contoh Nomor 1 Tahun 2010 (Disiplin Pegawai); tidak berlaku lagi sejak 31 Agustus 2021, "
        "diganti Peraturan Contoh Nomor 2 Tahun 2021 "
        "- Peraturan Contoh Nomor 2 Tahun 2021, Pasal 5 huruf n (Disiplin Pegawai; mengikat PNS)"
    ) in text


def test_a_quiz_gone_on_with_asks_only_what_has_no_answer(tmp_path: Path) -> None:
    sat(tmp_path, "b\nc\n", count=3)
    text = sat(tmp_path, "a c\n", attempt=attempts(tmp_path)[0], width=100)
    assert text.startswith("Melanjutkan paket soal K7Q2M4-A, mode latihan: 2 dari 3 butir soal sudah dijawab.\n")
    assert text.count("Jawaban (") == 0
    (attempt,) = attempts(tmp_path)
    assert (attempt.status, len(attempt.responses)) == ("done", 3)


LINES = ["a", "b", "c", "a c", "b,c,d", "s", "?", "", "boleh", "t", "y", "z", "\x1b[A", "12", "é"]
TYPED = st.lists(st.sampled_from(LINES), max_size=40)


@settings(max_examples=25, deadline=None)
@given(
    TYPED, st.sampled_from(["id", "en"]), st.sampled_from([20, 33, 80]), st.sampled_from(["ascii", "cp1252", "utf-8"])
)
def test_anything_typed_is_survived_and_every_answer_shown_is_kept(
    lines: list[str], language: str, width: int, encoding: str
) -> None:
    with TemporaryDirectory() as name:
        text = sat(Path(name), "\n".join(lines), language=language, width=width, encoding=encoding)
        kept = [response for one in attempts(Path(name)) for response in one.responses]
    text.encode(encoding)
    told = text.splitlines()
    words = ("BENAR.", "KELIRU.", "Dilewati.") if language == "id" else ("RIGHT.", "WRONG.", "Skipped.")
    assert len(kept) == sum(line.startswith(words) for line in told)
    assert sum(response.right for response in kept) == sum(line.startswith(words[0]) for line in told)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.lists(st.sampled_from([line for line in LINES if line != "y"]), max_size=40), st.integers(1, 15))
def test_an_interruption_anywhere_changes_nothing_in_the_end(lines: list[str], cut: int) -> None:
    with TemporaryDirectory() as whole, TemporaryDirectory() as parts:
        sat(Path(whole), "\n".join(lines), count=6)
        sat(Path(parts), "\n".join(lines[:cut]), count=6)
        begun = attempts(Path(parts))
        assume(begun)
        assume({slot.item for slot in SLOTS[:6]} != {one.item for one in begun[0].responses})
        sat(Path(parts), "\n".join(lines[cut:]), attempt=begun[0])
        assert [(one.status, one.responses) for one in attempts(Path(parts))] == [
            (one.status, one.responses) for one in attempts(Path(whole))
        ]
