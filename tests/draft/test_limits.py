"""A draft that breaks a limit of good items is not shown to anyone."""

from __future__ import annotations

import pytest

from quizgen.draft.limits import broken
from quizgen.draft.sketch import Choice
from quizgen.model.words import Bilingual
from tests.draft.office import LORE

STEM = "Apa yang boleh dilakukan?"
KEY, FIRST, SECOND = "Membaca koran pagi", "Memasang spanduk besar", "Mengirim undangan rapat"


def limits(stem: str = STEM, key: str = KEY, first: str = FIRST, second: str = SECOND, quote: str = "") -> list[str]:
    why = Bilingual("Sebab", "Because")
    options = [Choice(Bilingual(text, text), why) for text in (key, first, second)]
    return broken(Bilingual(stem, stem), options[0], options[1:], [quote], LORE)


def test_a_good_item_keeps_to_all() -> None:
    assert limits() == []


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"stem": "kata " * 41}, "long-stem"),
        ({"stem": "Apa {act}?"}, "empty"),
        ({"stem": 'Kata "ini" dan "itu"?'}, "nested-quotes"),
        ({"first": "  "}, "empty"),
        ({"first": "membaca  koran pagi."}, "equal"),
        ({"first": " ".join(f"ke{number}" for number in range(19))}, "long-option"),
        ({"first": "Tidur"}, "uneven"),
        ({"key": "Membaca koran pagi di teras rumah bersama kopi"}, "long-key"),
        ({"first": "Memasang semua spanduk"}, "absolute"),
        ({"first": "Semua jawaban benar"}, "all-or-none"),
        ({"stem": "Siapa pembaca koran?"}, "clang"),
    ],
)
def test_each_limit_has_a_name(changed: dict[str, str], name: str) -> None:
    assert name in limits(**changed)


def test_a_word_of_the_stem_that_a_distractor_shares_gives_nothing_away() -> None:
    assert limits(stem="Siapa yang punya koran?") == ["clang"]
    assert limits(stem="Siapa yang punya koran?", first="Memasang koran besar") == []


def test_thirteen_words_in_a_row_from_the_quote_are_too_many() -> None:
    words = [f"kata{number}" for number in range(20)]
    assert limits(stem=" ".join(words[:12]) + "?", quote=" ".join(words)) == []
    assert limits(stem=" ".join(words[:13]) + " ya?", quote=" ".join(words)) == ["copied"]
