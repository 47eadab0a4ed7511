"""An item as it stands on one variant: its number, and its options under the letters that are printed."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quizgen.language import say
from quizgen.model.form import Slot
from quizgen.model.item import MAY, Item
from quizgen.model.words import Language
from quizgen.quiz.paper import Question, questions
from quizgen.render.bilingual import languages
from quizgen.render.handout import Handout


class ShownOption(NamedTuple):
    """An option under its printed letter (A, B, C ...), with the reason why it is right or wrong (may be empty)."""

    letter: str
    text: str
    right: bool
    reason: str


class ShownItem(NamedTuple):
    """An item under its printed number (from 1), its options in one language."""

    number: int
    item: Item
    options: tuple[ShownOption, ...]
    language: Language

    @property
    def letters(self) -> tuple[str, ...]:
        """The printed letters of the right options."""
        return tuple(option.letter for option in self.options if option.right)


def shown_items(handout: Handout, variant: str) -> list[ShownItem]:
    """Give the items of a variant as printed; raises KeyError or ValueError where it has `misfits`."""
    asked = questions(handout.form.variants[variant], handout.bank)
    return [_shown(question, handout, number) for number, question in enumerate(asked, 1)]


def worded_items(handout: Handout, variant: str) -> list[tuple[ShownItem, ...]]:
    """Give the items of a variant as printed, each in every language of the paper."""
    shown = (shown_items(replace(handout, language=one), variant) for one in languages(handout))
    return list(zip(*shown, strict=True))


def misfits(handout: Handout) -> tuple[str, ...]:
    """Ids of the items that can no longer be printed as the form has them: gone, or with other options."""
    slots = (slot for variant in handout.variants for slot in handout.form.variants[variant])
    return tuple(dict.fromkeys(slot.item for slot in slots if not _fits(slot, handout)))


def _fits(slot: Slot, handout: Handout) -> bool:
    try:
        questions([slot], handout.bank)
    except (LookupError, ValueError):
        return False
    return True


def _shown(question: Question, handout: Handout, number: int) -> ShownItem:
    item = handout.bank.items[question.item]
    options = tuple(_option(item, name, question, handout.language) for name in question.options)
    return ShownItem(number, item, options, handout.language)


def _option(item: Item, name: str, question: Question, language: str) -> ShownOption:
    letter, right = question.letter(name), name in question.keys
    if item.kind != "verdict":
        option = item.options[name]
        return ShownOption(letter, option[language], right, option.rationale[language])
    reason = item.rationale if right else item.distractor_rationale
    word = say(language, "paper.may" if name == MAY else "paper.may_not")
    return ShownOption(letter, word, right, reason[language] if reason else "")
