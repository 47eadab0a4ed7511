"""What is said on the screen about questions and answers, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quizgen.language import say
from quizgen.model.bank import Bank
from quizgen.quiz.paper import Question


class Wording(Struct, frozen=True):
    """Words for the items of a bank; as_of is the ISO day for which the law is told."""

    language: str
    bank: Bank
    as_of: str

    def say(self, message: str, **words: object) -> str:
        """Give a message of the catalogue `quiz`."""
        return say(self.language, f"quiz.{message}", **words)

    def ways(self, message: str) -> tuple[str, ...]:
        """Give the ways to type something, as the catalogue lists them."""
        return tuple(self.say(f"words.{message}").split(", "))

    def topic(self, topic: str) -> str:
        """Name a topic as the bank does; its id where the bank does not."""
        name = self.bank.settings.topics.get(topic)
        return name[self.language] if name else topic

    def stem(self, question: Question) -> str:
        """Give what is asked."""
        return self.bank.items[question.item].stem[self.language]

    def option(self, question: Question, option: str) -> str:
        """Give the text of an option."""
        if question.kind == "verdict":
            return self.say(f"verdict.{option}")
        return self.bank.items[question.item].options[option][self.language]

    def answer(self, question: Question, options: Iterable[str]) -> str:
        """Name options in short: `A` or `A, C`, and for a verdict its word as well, `B. Tidak boleh`."""
        shown = sorted((question.letter(option), option) for option in options)
        if question.kind == "verdict":
            return ", ".join(f"{letter}. {self.option(question, option)}" for letter, option in shown)
        return ", ".join(letter for letter, _ in shown)
