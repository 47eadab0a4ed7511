from __future__ import annotations

from msgspec.structs import replace

from quizgen.model.attempt import Attempt, Mode, Response, Status, Votes
from quizgen.quiz.outcome import letters_shown, outcome_of
from quizgen.quiz.past import Answered, Trend, answered, missed_before, trends
from quizgen.quiz.score import Tally
from tests.quiz.sample_bank import BANK, SLOTS, run

VERSIONS = {slot.item: slot.version for slot in SLOTS}
TOPICS = {item.id: BANK.topic_of(item) for item in BANK.items.values()}
DAY = "2024-01-{:02}T08:00:00.000+00:00"


def attempt(
    marks: str, day: int = 1, mode: Mode = "practice", status: Status = "done", first: int = 0, who: str = ""
) -> Attempt:
    """An attempt whose items from `first` on were answered as the marks say: + right, - wrong, s skipped."""
    slots = SLOTS[first : first + len(marks)]
    answers = tuple(
        Response(slot.item, () if mark == "s" else ("a",), mark == "+", DAY.format(day))
        for slot, mark in zip(slots, marks, strict=True)
    )
    return Attempt(day, replace(run(mode, slots), who=who), status, DAY.format(day), "", answers)


def items(*numbers: int) -> tuple[str, ...]:
    return tuple(SLOTS[number - 1].item for number in numbers)


def test_what_was_wrong_and_not_right_since_is_missed_the_latest_first() -> None:
    past = answered([attempt("-+-s", 1), attempt("+", 2, "exam"), attempt("-", 3, first=4)])
    assert missed_before(past, VERSIONS) == items(5, 3)


def test_what_was_right_once_and_wrong_later_is_missed_again() -> None:
    assert missed_before(answered([attempt("+", 1), attempt("-", 2)]), VERSIONS) == items(1)


def test_answers_count_in_the_order_of_time_not_of_attempts() -> None:
    assert missed_before(answered([attempt("+", 2), attempt("-", 1)]), VERSIONS) == ()


def test_a_skip_a_hall_and_an_open_exam_say_nothing_of_a_person() -> None:
    assert answered([attempt("s"), attempt("-", mode="together"), attempt("-", mode="exam", status="open")]) == ()
    assert len(answered([attempt("-", status="open"), attempt("-", mode="exam", status="dropped")])) == 2


def test_an_answer_to_another_version_of_an_item_or_to_one_that_is_gone_does_not_count() -> None:
    past = answered([attempt("--")])
    assert missed_before(past, VERSIONS | {SLOTS[0].item: "2"}) == items(2)
    assert missed_before(past, {}) == ()
    assert past[0] == Answered(SLOTS[0].item, "1", right=False, at=DAY.format(1))


def test_a_trend_has_a_tally_for_each_finished_attempt_that_asked_of_the_topic() -> None:
    attempts = [attempt("+-s+", 2), attempt("-", 1), attempt("+", 3, status="open"), attempt("+", 4, "together")]
    assert trends(attempts, TOPICS) == (
        Trend("atribut", (Tally(0, 1), Tally(1, 3))),
        Trend("media_sosial", (Tally(1, 1),)),
    )
    assert [one.change for one in trends(attempts, TOPICS)] == [33, None]


def test_items_without_a_topic_come_last_under_the_empty_one() -> None:
    known = {SLOTS[1].item: "atribut"}
    assert [(one.topic, one.tallies) for one in trends([attempt("+-")], known)] == [
        ("atribut", (Tally(0, 1),)),
        ("", (Tally(1, 1),)),
    ]


def test_an_outcome_counts_all_items_of_a_finished_attempt_and_only_the_answered_of_another() -> None:
    assert outcome_of(attempt("+-s")).tally == Tally(1, 3)
    assert outcome_of(attempt("+-s", status="open")).tally == Tally(1, 2)
    assert outcome_of(attempt("+-s", mode="exam", status="open")).tally is None
    hall = replace(attempt("", mode="together"), votes=(Votes(SLOTS[0].item, (), DAY),))
    assert (outcome_of(hall).answered, outcome_of(hall).tally) == (1, None)


def test_letters_are_those_that_were_shown() -> None:
    one = attempt("+++")
    assert letters_shown(one, SLOTS[0].item, ("tidak",)) == ("B",)
    assert letters_shown(one, SLOTS[2].item, ("a", "d")) == ("A", "D")  # its order is dbca
    assert letters_shown(one, SLOTS[1].item, ("z",)) == ()
    assert letters_shown(one, "gone", ("a",)) == ()


def test_an_item_of_another_bank_with_the_same_id_tells_nothing() -> None:
    at = "2024-01-10T08:00:00.000+00:00"
    one = Attempt(1, run(), "done", at, at, (Response(SLOTS[0].item, ("boleh",), False, at),))
    assert [past.item for past in answered([one])] == [SLOTS[0].item]
    assert answered([one], lambda slot: slot.item != SLOTS[0].item) == ()
