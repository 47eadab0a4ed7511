from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.model.attempt import Mode
from quizgen.quiz.engine import Feedback, State, begin, missed, respond, resume, retake, return_to_skipped
from quizgen.quiz.paper import Question, questions
from quizgen.quiz.score import score
from tests.quiz.sample_bank import BANK, SLOTS

AT = "2024-01-10T08:00:00.000+00:00"
QUESTIONS = questions(SLOTS, BANK)


def answer_all(state: State, *, wrong: Collection[int] = ()) -> State:
    """Answer all that is asked; the places (1-based) in `wrong` wrongly."""
    while question := state.current:
        chosen = question.keys
        if state.place(question) in wrong:
            chosen = tuple(option for option in question.options if option not in question.keys)[:1]
        state, _ = respond(state, chosen, AT)
    return state


def test_the_questions_come_in_the_order_of_the_paper() -> None:
    state = begin("practice", QUESTIONS)
    asked = []
    while question := state.current:
        asked.append(question.item)
        state, _ = respond(state, question.keys, AT)
    assert asked == [slot.item for slot in SLOTS]
    assert state.stage == "over"


def test_practice_gives_feedback_at_once() -> None:
    state, feedback = respond(begin("practice", QUESTIONS), ["boleh"], AT)
    assert feedback == Feedback(QUESTIONS[0], ("boleh",), right=False)
    assert state.responses[0].right is False


def test_exam_gives_no_feedback() -> None:
    _, feedback = respond(begin("exam", QUESTIONS), ["boleh"], AT)
    assert feedback is None


def test_several_options_count_only_if_all_are_right() -> None:
    asked = QUESTIONS[2:3]
    rights = {
        chosen: respond(begin("practice", asked), chosen, AT)[0].responses[0].right
        for chosen in [("a", "c"), ("c", "a"), ("a",), ("a", "b", "c")]
    }
    assert rights == {("a", "c"): True, ("c", "a"): True, ("a",): False, ("a", "b", "c"): False}


def test_a_skip_has_no_feedback_and_the_item_waits_until_the_end() -> None:
    state, feedback = respond(begin("practice", QUESTIONS[:2]), [], AT)
    assert feedback is None
    assert state.current == QUESTIONS[1]
    state, _ = respond(state, ["b"], AT)
    assert state.stage == "offering"
    assert state.current is None
    state = return_to_skipped(state)
    assert state.current == QUESTIONS[0]


def test_an_item_skipped_twice_is_offered_again() -> None:
    state, _ = respond(begin("practice", QUESTIONS[:1]), [], AT)
    state, _ = respond(return_to_skipped(state), [], AT)
    assert state.stage == "offering"
    assert return_to_skipped(state).current == QUESTIONS[0]


def test_after_a_resume_one_yes_is_enough_for_items_skipped_twice() -> None:
    state, _ = respond(begin("practice", QUESTIONS[:1]), [], AT)
    state, _ = respond(return_to_skipped(state), [], AT)
    assert return_to_skipped(resume("practice", QUESTIONS[:1], state.responses)).current == QUESTIONS[0]


def test_returning_changes_nothing_while_there_is_a_question() -> None:
    state = begin("practice", QUESTIONS)
    assert return_to_skipped(state) == state


def test_retaking_asks_only_what_was_wrong_or_not_answered() -> None:
    state = begin("practice", QUESTIONS[:4])
    for chosen in (["tidak"], ["a"], [], ["boleh"]):
        state, _ = respond(state, chosen, AT)
    assert missed(state) == (QUESTIONS[1], QUESTIONS[2])
    again = retake(state)
    assert (again.questions, again.responses, again.mode) == ((QUESTIONS[1], QUESTIONS[2]), (), "practice")


def test_an_answer_that_the_question_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^atribut-001 has no answer \['z'\]$"):
        respond(begin("practice", QUESTIONS), ["z"], AT)


def test_two_answers_to_a_question_with_one_are_refused() -> None:
    with pytest.raises(ValueError, match=r"^atribut-001 has no answer \['boleh', 'tidak'\]$"):
        respond(begin("practice", QUESTIONS), ["boleh", "tidak"], AT)


def test_an_answer_after_the_end_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^nothing is asked$"):
        respond(answer_all(begin("practice", QUESTIONS[:1])), ["tidak"], AT)


def test_responses_to_other_items_are_left_out_on_resuming() -> None:
    state = answer_all(begin("practice", QUESTIONS[:3]))
    assert [response.item for response in resume("practice", QUESTIONS[1:], state.responses).responses] == [
        "atribut-002",
        "atribut-003",
    ]


def moves(question: Question, pick: int) -> tuple[str, ...]:
    """One of all answers that a question takes; the last is a skip."""
    singles = [(option,) for option in question.options]
    several = [question.keys, question.options] if question.kind == "multiple" else []
    return [*singles, *several, ()][pick % (len(singles) + len(several) + 1)]


def play(state: State, picks: list[int]) -> State:
    for pick in picks:
        if state.stage == "offering":
            state = return_to_skipped(state)
        if (question := state.current) is None:
            break
        state, _ = respond(state, moves(question, pick), AT)
    return state


PICKS = st.lists(st.integers(0, 9), max_size=40)
MODES: st.SearchStrategy[Mode] = st.sampled_from(["practice", "exam"])


@given(PICKS, MODES, st.integers(0, len(QUESTIONS)))
def test_the_score_is_the_number_of_right_answers_whatever_is_played(picks: list[int], mode: Mode, count: int) -> None:
    state = play(begin(mode, QUESTIONS[:count]), picks)
    last = {response.item: response.right for response in state.responses if response.chosen}
    tally = score(state)
    assert tally.whole.right == sum(last.values())
    assert tally.whole.total == count
    assert tally.unanswered == count - len(last)
    assert sum(part.right for _, part in tally.topics) == tally.whole.right
    assert sum(part.total for _, part in tally.topics) == count
    assert len(missed(state)) == count - tally.whole.right


@given(PICKS, MODES, st.integers(0, 40))
def test_resuming_anywhere_ends_as_if_there_had_been_no_interruption(picks: list[int], mode: Mode, cut: int) -> None:
    whole = play(begin(mode, QUESTIONS), picks)
    first = play(begin(mode, QUESTIONS), picks[:cut])
    again = play(resume(mode, QUESTIONS, first.responses), picks[cut:])
    assert again.responses == whole.responses
    assert again.pending == whole.pending
    assert score(again) == score(whole)


@given(PICKS)
def test_every_answer_given_is_kept_in_the_order_given(picks: list[int]) -> None:
    state = begin("practice", QUESTIONS)
    given_answers = []
    for pick in picks:
        state = return_to_skipped(state)
        if (question := state.current) is None:
            break
        chosen = moves(question, pick)
        given_answers.append((question.item, tuple(option for option in question.options if option in chosen)))
        state, _ = respond(state, chosen, AT)
    assert [(response.item, response.chosen) for response in state.responses] == given_answers
