"""A history on the terminal: all attempts as a table, one in full, and how the topics went as small charts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from quizgen.language import say
from quizgen.model.attempt import Attempt, Votes
from quizgen.model.bank import Bank
from quizgen.quiz.outcome import answers_of, is_secret, letters_shown, outcome_of
from quizgen.quiz.past import Trend
from quizgen.terminal.console import Console
from quizgen.terminal.table import fitted

_LEVELS = "▁▂▃▄▅▆▇█"
_ASCII_LEVELS = "_.-~=+*#"
_MOST = 12
"""Attempts in a chart, the last ones."""


class HistoryShown:
    """Writes a history to a console in a language."""

    def __init__(self, console: Console, language: str, *, plain: bool) -> None:
        """Charts are left out where `plain` is wanted; their figures say the same."""
        self.console = console
        self.language = language
        self._plain = plain
        self._levels = _LEVELS if _fits(_LEVELS, console.encoding) else _ASCII_LEVELS

    def table(self, attempts: Sequence[Attempt]) -> None:
        """Write one line for each attempt, not wider than the terminal; where `plain` is wanted, all with its names."""
        columns = ("number", "started", "status", "mode", "who", "form", "score")
        heads = [self.say(f"column.{name}") for name in columns]
        if self._plain:  # columns say nothing to who hears them
            for row in map(self._row, attempts):
                self.console.line("; ".join(f"{head}: {cell}" for head, cell in zip(heads, row, strict=True)))
            return
        for line in fitted(heads, [self._row(one) for one in attempts], self.console.width):
            self.console.exactly(line)

    def attempt(self, attempt: Attempt, bank: Bank | None) -> None:
        """Write an attempt in full; of items that the bank no longer has, their ids."""
        run, outcome = attempt.run, outcome_of(attempt)
        self.tell("attempt", style="bold", number=attempt.id)
        for key, value in (
            ("who", run.who or self.say("nobody")),
            ("started", moment(attempt.started)),
            ("finished", moment(attempt.finished)),
            ("mode", self.say(f"mode.{run.mode}")),
            ("form", f"{run.form}-{run.variant}"),
            ("bank", run.bank),
            ("status", self.say(f"status.{attempt.status}")),
            ("score", self._score(attempt)),
            ("answered", self.say("of", count=outcome.answered, total=outcome.items)),
        ):
            if value:
                self.console.line(f"{self.say(f'column.{key}')}: {value}", rest="  ")
        if bank and bank.items and bank.version != run.bank:
            self.console.line()
            self.tell("attempt.other_bank", now=bank.version, then=run.bank)
        for place, slot in enumerate(run.slots, 1):
            self.console.line()
            self._item(attempt, slot.item, place, bank)

    def trends(self, trends: Iterable[Trend], names: dict[str, str]) -> None:
        """Write for each topic how its attempts went, the last ones, the oldest first."""
        self.tell("trend.title", style="bold")
        if not self._plain:
            self.tell("trend.legend", low=self._levels[0], high=self._levels[-1])
        for trend in trends:
            self.console.line()
            self.console.line(names.get(trend.topic) or self.say("trend.no_topic"), style="bold")
            tallies = trend.tallies[-_MOST:]
            percents = [one.percent for one in tallies]
            figures = self.say("trend.figures", percents=", ".join(map(str, percents)))
            chart = "" if self._plain else "".join(self._level(percent) for percent in percents) + "  "
            self.console.line(f"{chart}{figures}", first="  ", rest="  ")
            if trend.change is not None:
                kind = "up" if trend.change > 0 else "down" if trend.change < 0 else "same"
                self.console.line(self.say(f"trend.{kind}", points=abs(trend.change)), first="  ", rest="  ")

    def say(self, message: str, **words: object) -> str:
        """Give a message of the catalogue `history`."""
        return say(self.language, f"history.{message}", **words)

    def tell(self, message: str, style: str = "", **words: object) -> None:
        """Write a message."""
        self.console.line(self.say(message, **words), style=style)

    def _row(self, attempt: Attempt) -> list[str]:
        run = attempt.run
        return [
            str(attempt.id),
            moment(attempt.started),
            self.say(f"status.{attempt.status}"),
            self.say(f"mode.{run.mode}"),
            run.who or self.say("nobody"),
            f"{run.form}-{run.variant}",
            self._score(attempt),
        ]

    def _score(self, attempt: Attempt) -> str:
        tally = outcome_of(attempt).tally
        return self.say("score", right=tally.right, total=tally.total, percent=tally.percent) if tally else "-"

    def _item(self, attempt: Attempt, item: str, place: int, bank: Bank | None) -> None:
        known = bank.items.get(item) if bank else None
        self.console.line(known.stem[self.language] if known else item, first=f"{place}. ", rest="   ")
        votes = next((one for one in attempt.votes if one.item == item), None)
        if votes is not None:
            self._indented(self._votes(attempt, votes))
            return
        response = answers_of(attempt).get(item)
        if response is None:
            self._indented(self.say("answer.none"))
            return
        named = self._named(attempt, item, response.chosen)
        mark = "answer" if is_secret(attempt) else "answer.right" if response.right else "answer.wrong"
        self._indented(self.say(mark, answer=named, at=moment(response.at)))

    def _votes(self, attempt: Attempt, votes: Votes) -> str:
        if not votes.counts:
            return self.say("votes.none")
        told = [f"{self._named(attempt, votes.item, (option,))} {count}" for option, count in votes.counts]
        return self.say("votes", counts=", ".join(told), at=moment(votes.at))

    def _named(self, attempt: Attempt, item: str, options: tuple[str, ...]) -> str:
        letters = ", ".join(letters_shown(attempt, item, options))
        if len(options) == 1 and options[0] in ("boleh", "tidak"):
            return f"{letters}. {say(self.language, f'quiz.verdict.{options[0]}')}"
        return letters

    def _indented(self, text: str) -> None:
        self.console.line(text, first="   ", rest="     ")

    def _level(self, percent: int) -> str:
        return self._levels[min(percent * len(self._levels) // 100, len(self._levels) - 1)]


def moment(text: str) -> str:
    """Give a UTC time as the clock on this machine's wall shows it, to the minute; as it stands where it is none."""
    try:
        return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return text


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
