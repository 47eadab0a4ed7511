"""Each row of each lexicon file holds an example and a counter-example: the example works, the counter does not."""

from __future__ import annotations

import pytest

from quizgen import shipped
from quizgen.extract import Lexicon, extract
from quizgen.extract.clauses import sentence_of
from quizgen.extract.lexicon import FILES, Row, rows_of
from quizgen.extract.normalise import lower, unify
from quizgen.extract.sentences import sentences
from quizgen.extract.words import words
from quizgen.model.mention import CueAudit


def _rows(name: str) -> list[Row]:
    return rows_of(shipped.data("extract/data", f"{name}.yaml"), name)


def _name(row: Row) -> str:
    return f"{row.file}-line-{row.line}"


def _cues_that_became_mentions(text: str, lexicon: Lexicon) -> set[str]:
    return {a.cue for a in extract(text, lexicon).audit if a.outcome != "dropped"}


def _filters_that_dropped(text: str, lexicon: Lexicon) -> set[str]:
    return {a.filter for a in extract(text, lexicon).audit if a.outcome == "dropped"}


def _audit(text: str, lexicon: Lexicon) -> tuple[CueAudit, ...]:
    return extract(text, lexicon).audit


@pytest.mark.parametrize("row", [r for name in FILES for r in _rows(name)], ids=_name)
def test_every_row_has_an_example_and_a_counter_example(row: Row) -> None:
    assert row.text["example"].strip()
    assert row.text["counter"].strip()
    assert row.text["example"] != row.text["counter"]


@pytest.mark.parametrize("row", _rows("cues"), ids=lambda r: r.text["id"])
def test_a_cue_gives_a_mention_in_its_example_and_none_in_its_counter_example(row: Row, lexicon: Lexicon) -> None:
    cue = row.text["id"]
    found = [m for m in extract(row.text["example"], lexicon).mentions if m.modality == row.text["modality"]]
    assert found, _audit(row.text["example"], lexicon)
    assert cue in _cues_that_became_mentions(row.text["example"], lexicon)
    assert cue not in {m.cue for m in extract(row.text["counter"], lexicon).mentions}


@pytest.mark.parametrize("row", _rows("filters"), ids=lambda r: r.text["id"])
def test_a_filter_drops_the_cue_of_its_example_and_not_that_of_its_counter_example(row: Row, lexicon: Lexicon) -> None:
    assert row.text["id"] in _filters_that_dropped(row.text["example"], lexicon), _audit(row.text["example"], lexicon)
    assert row.text["id"] not in _filters_that_dropped(row.text["counter"], lexicon)


@pytest.mark.parametrize("row", _rows("topics"), ids=lambda r: f"{r.text['topic']}-{r.text['tier']}")
def test_a_topic_row_gives_its_topic_in_its_example_and_another_in_its_counter_example(
    row: Row, lexicon: Lexicon
) -> None:
    topics = [m.topic for m in extract(row.text["example"], lexicon).mentions]
    others = [m.topic for m in extract(row.text["counter"], lexicon).mentions]
    assert topics
    assert others
    assert row.text["topic"] not in others
    if row.text["topic"] == "-":
        assert set(topics).isdisjoint(others)
    else:
        assert topics == [row.text["topic"]]


@pytest.mark.parametrize("row", _rows("bearers"), ids=lambda r: r.text["bearer"])
def test_a_bearer_row_names_its_bearer_in_its_example_and_not_in_its_counter_example(
    row: Row, lexicon: Lexicon
) -> None:
    def named(text: str) -> set[str]:
        row_of_words = words(unify(text), lower(unify(text)), 0, len(text))
        return {str(value[1]) for _, _, value in lexicon.bearers.find_all(row_of_words, 0, len(row_of_words))}  # type: ignore[index]

    assert row.text["bearer"] in named(row.text["example"])
    assert row.text["bearer"] not in named(row.text["counter"])


@pytest.mark.parametrize("row", _rows("actions"), ids=lambda r: r.text["topic_hint"])
def test_a_negated_verb_of_will_states_a_rule_and_another_verb_does_not(row: Row, lexicon: Lexicon) -> None:
    assert [m.modality for m in extract(row.text["example"], lexicon).mentions] == ["prohibition"]
    assert extract(row.text["counter"], lexicon).mentions == ()


@pytest.mark.parametrize("row", _rows("reporting_verbs"), ids=lambda r: r.text["use"])
def test_a_reporting_verb_names_the_speaker(row: Row, lexicon: Lexicon) -> None:
    assert [m.speaker for m in extract(row.text["example"], lexicon).mentions] == ["Rudi"]
    assert [m.speaker for m in extract(row.text["counter"], lexicon).mentions] == [None]


@pytest.mark.parametrize("row", _rows("abbreviations"), ids=lambda r: r.text["use"])
def test_a_full_stop_after_a_short_form_ends_no_sentence(row: Row, lexicon: Lexicon) -> None:
    def count(text: str) -> int:
        return len(sentences(text, 0, len(text), lexicon.abbreviations, lexicon.tail_verbs))

    assert count(row.text["example"]) == 1
    assert count(row.text["counter"]) == 2


@pytest.mark.parametrize("row", _rows("connectives"), ids=lambda r: r.text["class"])
def test_a_connective_is_tagged_with_its_class(row: Row, lexicon: Lexicon) -> None:
    def classes(text: str) -> set[str]:
        s = sentence_of(words(unify(text), lower(unify(text)), 0, len(text)), "body", lexicon)
        return {name for tags in s.tags for name in tags}

    assert row.text["class"] in classes(row.text["example"])
    assert row.text["class"] not in classes(row.text["counter"])


@pytest.mark.parametrize("row", _rows("classes"), ids=lambda r: f"{r.text['class']}-{r.line}")
def test_a_word_class_is_met_in_its_example_and_not_in_its_counter_example(row: Row, lexicon: Lexicon) -> None:
    def met(text: str) -> bool:
        low = lower(unify(text))
        row_of_words = words(unify(text), low, 0, len(text))
        return lexicon.classes[row.text["class"]].find(row_of_words, 0, len(row_of_words)) is not None

    assert met(row.text["example"])
    assert not met(row.text["counter"])
