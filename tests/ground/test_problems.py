"""Problems as values, and the lines in which they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.language import catalogue, hint_of, lines_of, say
from quizgen.problems import Place, Problem, by_place

places = st.builds(Place, st.sampled_from(["a.yaml", "b.yaml"]), st.integers(0, 3), st.integers(0, 3))
problems = st.builds(Problem, places, st.sampled_from(["E117", "W304"]), st.just({"file": "x"}))


@given(st.lists(problems))
def test_problems_are_sorted_by_place_and_told_once(found: list[Problem]) -> None:
    told = by_place(found)
    keys = [(problem.place, problem.code) for problem in told]
    assert keys == sorted(set(keys))
    assert {(problem.place, problem.code) for problem in found} == set(keys)


def test_problems_at_one_place_with_other_words_are_both_told() -> None:
    place = Place("a.yaml", 1, 1)
    found = [Problem(place, "E202", {"key": key}) for key in ("stem", "id", "stem")]
    assert [problem.words["key"] for problem in by_place(found)] == ["id", "stem"]


def test_a_place_is_shown_as_editors_and_terminals_understand_it() -> None:
    assert str(Place("a.yaml", 3, 7)) == "a.yaml:3:7"
    assert str(Place("a.yaml")) == "a.yaml"


def test_a_code_with_e_is_an_error_and_one_with_w_a_warning() -> None:
    assert Problem(Place("a"), "E117").is_error
    assert not Problem(Place("a"), "W304").is_error


def test_a_problem_is_shown_with_its_hint_in_either_language() -> None:
    problem = Problem(Place("items/a.yaml", 2, 5), "E107", {"key": "id", "first": "1"})
    assert list(lines_of("id", problem)) == [
        'items/a.yaml:2:5: E107 isian "id" ditulis dua kali; yang pertama di baris 1',
        "  petunjuk: hapus salah satu",
    ]
    assert list(lines_of("en", problem)) == [
        'items/a.yaml:2:5: E107 the key "id" is given twice; first in line 1',
        "  hint: delete one of them",
    ]


def test_a_code_without_a_hint_has_one_line() -> None:
    assert list(lines_of("en", Problem(Place("a.yaml"), "E117"))) == ["a.yaml: E117 this file is empty"]
    assert hint_of("en", Problem(Place("a.yaml"), "E117")) == ""


def test_braces_in_a_users_words_are_shown_as_they_are() -> None:
    problem = Problem(Place("a"), "E201", {"key": "{first} {{x}}", "near": "id", "known": ""})
    assert next(iter(lines_of("en", problem))) == 'a: E201 unknown key "{first} {{x}}"'


def test_a_word_may_have_any_name() -> None:
    words = {"first": "a", "second": "b", "language": "@language.id"}
    assert say("en", "problems.E313", **words) == "options a and b say the same (Indonesian)"


def test_a_message_or_catalogue_that_there_is_not_is_our_own_fault() -> None:
    with pytest.raises(KeyError, match=r"^'E999'$"):
        say("id", "problems.E999")
    with pytest.raises(FileNotFoundError):
        catalogue("jv", "problems")
