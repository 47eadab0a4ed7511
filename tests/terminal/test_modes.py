"""The modes line by line, with scripted input: exam against the clock, a hall, and the other language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Run
from quizgen.model.bank import Bank
from quizgen.model.words import Bilingual
from quizgen.store import open_store
from quizgen.terminal.console import Console, EndOfInput
from quizgen.terminal.hall import HallQuiz
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.line import Left, LineQuiz
from quizgen.terminal.talk import Talk
from quizgen.terminal.wording import Wording
from tests.quiz.sample_bank import BANK, SLOTS, run
from tests.terminal.test_line import assert_golden

START = datetime(2024, 1, 10, 8, tzinfo=UTC)


def clock(step: float) -> Callable[[], str]:
    """A clock that goes on so many seconds whenever it is looked at."""

    def times() -> Iterator[str]:
        moment = START
        while True:
            yield moment.isoformat(timespec="milliseconds")
            moment += timedelta(seconds=step)

    running = times()
    return lambda: next(running)


def sat(
    folder: Path,
    typed: str,
    wanted: Run,
    *,
    step: float = 0.0,
    language: str = "id",
    width: int = 80,
    attempt: Attempt | None = None,
    person: bool = False,
    encoding: str = "utf-8",
    bank: Bank = BANK,
) -> str:
    output = io.StringIO()
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: width, encoding=encoding)
    console.interactive = person
    now = clock(step)
    keeper = Keeper(folder / "s.sqlite3", now)
    kind: type[LineQuiz | HallQuiz] = HallQuiz if wanted.mode == "together" else LineQuiz
    quiz: Talk = kind(console, Wording(language, bank, "2024-01-10"), keeper, now)
    assert isinstance(quiz, LineQuiz | HallQuiz)
    with suppress(EndOfInput, Left):
        quiz.play(wanted, attempt)
    console.flush()
    keeper.close()
    return output.getvalue()


def attempts(folder: Path) -> list[Attempt]:
    with closing(open_store(folder / "s.sqlite3", date(2024, 1, 10))) as store:
        return list(store.attempts())


def exam(count: int, minutes: int, cut: int | None = None) -> Run:
    return replace(run("exam", SLOTS[:count]), time_limit=minutes, cut=cut)


def test_an_exam_says_its_time_before_each_item_and_ends_when_it_is_over(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\na\na c\na\n", exam(4, 2), step=12.0)
    left = [line for line in text.splitlines() if line.startswith("Sisa waktu")]
    assert left == ["Sisa waktu: 2 menit.", "Sisa waktu: kurang dari 1 menit."]
    assert "Waktu: 2 menit, mulai sekarang; waktu tetap berjalan bila kuis ditinggalkan.\n" in text
    assert "Waktu habis. Ujian ditutup; jawaban sampai saat ini tersimpan dan dinilai.\n" in text
    assert "Tidak dijawab: 3 butir soal (dihitung belum benar)." in text
    (kept,) = attempts(tmp_path)
    assert (kept.status, len(kept.responses), kept.started) == ("done", 1, START.isoformat(timespec="milliseconds"))


def test_what_is_typed_after_the_end_of_the_time_counts_for_nothing(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\n", exam(1, 1), step=25.0)
    assert "Waktu habis." in text
    assert not (tmp_path / "s.sqlite3").exists()


def test_an_exam_left_for_longer_than_its_time_is_closed_at_once_when_gone_on_with(tmp_path: Path) -> None:
    sat(tmp_path, "b\n", exam(4, 30))
    (left,) = attempts(tmp_path)
    again = replace(left, started="2024-01-10T07:00:00.000+00:00")
    text = sat(tmp_path, "", left.run, attempt=again)
    assert "Jawaban (" not in text
    assert "Benar 1 dari 4 butir soal." in text
    assert attempts(tmp_path)[0].status == "done"


@pytest.mark.parametrize(
    ("cut", "told"), [(50, "Batas lulus 50 tercapai."), (51, "Batas lulus 51 belum tercapai."), (None, None)]
)
def test_a_cut_score_is_told_only_where_it_was_asked_for(tmp_path: Path, cut: int | None, told: str | None) -> None:
    text = sat(tmp_path, "b\na\n", exam(2, 0, cut))
    assert "Nilai: 50 dari 100." in text
    assert [line for line in text.splitlines() if line.startswith("Batas lulus")][1:] == ([told] if told else [])


def test_the_missed_items_of_an_exam_are_retaken_without_its_time_and_under_the_same_name(tmp_path: Path) -> None:
    sat(tmp_path, "a\nb\ny\nb\n", replace(exam(2, 30, 70), who="Ani"))
    first, again = attempts(tmp_path)
    assert (again.run.who, again.run.retake_of, again.run.time_limit, again.run.cut) == ("Ani", first.id, 0, None)


def test_l_asks_the_same_item_in_the_other_language_and_back(tmp_path: Path) -> None:
    text = sat(tmp_path, "l\nyes\nlanguage\nc\n", run(slots=SLOTS[:2]))
    assert text.count("Butir 1 dari 2. Topik: Atribut calon.\n") == 1
    assert "Jawaban (a/b): l\nLanguage: English.\n\nItem 1 of 2. Topic: Candidates' attributes.\n" in text
    assert "WRONG. Your answer: A. Allowed\n" in text
    assert "Answer (a–c): language\nBahasa: Indonesia.\n\nButir 2 dari 2." in text
    assert [one.chosen for one in attempts(tmp_path)[0].responses] == [("boleh",), ("b",)]


def test_l_while_enter_is_waited_for_tells_the_feedback_again(tmp_path: Path) -> None:
    text = sat(tmp_path, "b\nl\n\nq\n", run(slots=SLOTS[:2]), person=True)
    assert text.index("BENAR. Kunci: B. Tidak boleh") < text.index("RIGHT. Key: B. Not allowed")
    assert "Press Enter to go on: " in text


@pytest.mark.parametrize("mode", ["missed", "review"])
def test_missed_and_review_tell_at_once_as_practice_does(tmp_path: Path, mode: str) -> None:
    wanted = replace(run(slots=SLOTS[:1]), mode=mode)
    text = sat(tmp_path, "a\n", wanted)
    assert "(pembahasan langsung sesudah tiap jawaban)" in " ".join(text.split())
    assert "KELIRU. Jawaban Anda: A. Boleh" in text
    assert attempts(tmp_path)[0].run.mode == mode


HALL = replace(run(slots=SLOTS[:4]), mode="together")
VOTES = "?\n12 28\nl\n5\nx\nl\n9\n11\n2 3 4\n30 2 3 5\n\n"


@pytest.mark.parametrize("width", [20, 80])
def test_a_session_in_a_hall_reads_as_in_the_transcript(tmp_path: Path, width: int) -> None:
    first = next(iter(BANK.items.values()))
    talk = Bilingual(id="Apa yang sulit di sini?", en="What is hard here?")
    bank = replace(BANK, items=dict(BANK.items) | {first.id: replace(first, discussion=talk)})
    assert_golden(f"together_id_{width}.txt", sat(tmp_path, VOTES, HALL, width=width, bank=bank))
    (kept,) = attempts(tmp_path)
    assert (kept.status, kept.responses) == ("done", ())
    assert [one.counts for one in kept.votes] == [
        (("boleh", 12), ("tidak", 28)),
        (("c", 5), ("a", 9), ("b", 11)),
        (("d", 30), ("b", 2), ("c", 3), ("a", 5)),
        (),
    ]


def test_a_session_left_goes_on_with_the_first_item_not_shown(tmp_path: Path) -> None:
    sat(tmp_path, "12 28\nq\n", HALL)
    (left,) = attempts(tmp_path)
    text = sat(tmp_path, "\n", HALL, attempt=left, encoding="ascii", width=100)
    assert text.startswith("Melanjutkan paket soal K7Q2M4-A bersama peserta: 1 dari 4 butir soal sudah ditampilkan.\n")
    assert "\nButir 2 dari 4. " in text
    assert "Butir 1 dari" not in text
    text.encode("ascii")
    assert [len(one.votes) for one in attempts(tmp_path)] == [2]


def test_counts_typed_wrongly_are_asked_again_and_an_interruption_amid_them_keeps_none(tmp_path: Path) -> None:
    text = sat(tmp_path, "-1\n1.5\n100000\n1 2 3\nbanyak\n7\n", replace(HALL, slots=SLOTS[:1]), width=200)
    assert (
        text.count("Ketik jumlah tangan untuk A sebagai angka, misalnya 12; atau hitungan untuk semua pilihan (2)") == 5
    )
    assert text.endswith("Jumlah tangan untuk B: \n")
    assert not (tmp_path / "s.sqlite3").exists()


def test_all_counts_on_one_line_mend_what_was_just_typed_also_in_thousands(tmp_path: Path) -> None:
    text = sat(tmp_path, "7\n1.250 12500\n\n", replace(HALL, slots=SLOTS[:1]), width=200)
    assert "A: 1250 tangan, 9 persen.\nB: 12500 tangan, 91 persen.\n" in text
    assert "Ketik jumlah tangan" not in text
