from __future__ import annotations

import re

import pytest

from quizgen.language import LANGUAGES, catalogue
from quizgen.model.item import VERDICTS


def test_both_languages_have_the_same_messages_with_the_same_gaps() -> None:
    gaps = {
        language: {key: sorted(set(re.findall(r"{(\w+)}", text))) for key, text in catalogue(language, "quiz").items()}
        for language in LANGUAGES
    }
    assert gaps["id"] == gaps["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_has_two_meanings_at_one_prompt(language: str) -> None:
    words = {key: text.split(", ") for key, text in catalogue(language, "quiz").items() if key.startswith("words.")}
    wishes = [*words["words.help"], *words["words.skip"], *words["words.leave"]]
    letters = list("abcdefgh12345678")
    verdicts = [word for verdict in VERDICTS for word in words[f"words.{verdict}"]]
    assert min(map(len, verdicts)) > 1
    for prompt in (letters + verdicts, words["words.yes"] + words["words.no"], words["words.yes"] + words["words.new"]):
        said = wishes + prompt
        assert sorted(said) == sorted(set(said))


OTHER_NAMES = {
    "id": r"(?<!butir )(?<!paket )\bsoal\b|\bpertanyaan\b|\bpenjelasan\b|\bhasil\b|\bskor\b",
    "en": r"\bquestions?\b|\bpapers?\b|\bexplanations?\b|\bresults?\b",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_thing_has_its_one_name(language: str) -> None:
    messages = catalogue(language, "quiz")
    assert {key: text for key, text in messages.items() if re.search(OTHER_NAMES[language], text.lower())} == {}
