"""A paper in one language or in two: the second under the first, or behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from markupsafe import Markup

from quizgen.language import say
from quizgen.model.words import Language
from quizgen.render.handout import Handout
from quizgen.render.long_words import breakable

_UNDER = '<span class="second" lang="{}">{}</span>'
_BEHIND = '<span class="beside" lang="{}"> / {}</span>'


class Worded(Protocol):
    """A text in every language of a paper: a `Bilingual` of the bank, or what `in_each` makes."""

    def __getitem__(self, language: str, /) -> str:
        """Give the text in a language; raises KeyError for one it is not in."""
        ...


def languages(handout: Handout) -> tuple[Language, ...]:
    """Give the one or two languages of a paper, the leading one first."""
    return (handout.language, handout.second) if handout.second else (handout.language,)


def in_each(handout: Handout, make: Callable[[Language], str]) -> Mapping[str, str]:
    """Word a text in every language of the paper."""
    return {language: make(language) for language in languages(handout)}


def both(handout: Handout, text: Worded) -> Markup:
    """Give a text, escaped, and the second language under it."""
    return _under(handout, lambda language: text[language].strip())


def also(handout: Handout, text: Worded) -> Markup:
    """Give only what `both` gives under a text: the second language, if there is one."""
    return both(handout, text)[len(breakable(text[handout.language].strip())) :]


def slashed(handout: Handout, text: Worded) -> Markup:
    """Give a text, escaped, and behind it, after a slash, the second language."""
    return _two(handout, lambda language: text[language], _BEHIND)


def under(handout: Handout, message: str, /, **words: object) -> Markup:
    """Say a message (`catalogue.key`), and under it the same in the second language."""
    return _under(handout, lambda language: _said(language, message, words))


def beside(handout: Handout, message: str, /, **words: object) -> Markup:
    """Say a message, and behind it, after a slash, the same in the second language."""
    return _two(handout, lambda language: _said(language, message, words), _BEHIND)


def _under(handout: Handout, text: Callable[[Language], str]) -> Markup:
    return _two(handout, text, _UNDER)


def _two(handout: Handout, text: Callable[[Language], str], behind: str) -> Markup:
    first = text(handout.language)
    if handout.second is None:
        return breakable(first)
    second = text(handout.second)
    # A name or a number is the same in both, and is not said twice.
    return breakable(first) + (Markup(behind).format(handout.second, breakable(second)) if second != first else "")


def _said(language: Language, message: str, words: Mapping[str, object]) -> str:
    return say(language, message, **{name: _in(language, value) for name, value in words.items()})


def _in(language: Language, value: object) -> object:
    """Give a word in the language, if it is one that has languages."""
    return value if isinstance(value, str | int) else value[language]  # type: ignore[index]  # a `Worded`
