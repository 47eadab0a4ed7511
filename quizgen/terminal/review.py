"""Going through drafts on a terminal, line by line: show one, take a decision, keep it, show the next."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

from msgspec import Struct

from quizgen.decisions import Decisions, Meanwhile, Pending
from quizgen.language import lines_of, say
from quizgen.problems import Problem
from quizgen.terminal.console import Console, EndOfInput
from quizgen.terminal.draft_shown import Shown

Choice = Literal["approve", "edit", "reject", "skip", "leave"]
CHOICES: tuple[Choice, ...] = ("approve", "edit", "reject", "skip", "leave")
Editor = Callable[[str, int], str]
"""Opens a file at a line (1-based) and waits; gives in words why that failed, empty where it went well."""


class Tally(Struct):
    """How many drafts were decided upon."""

    approved: int = 0
    rejected: int = 0
    skipped: int = 0


class Review:
    """One sitting with the drafts of a bank."""

    def __init__(
        self, console: Console, decisions: Decisions, language: str, edit: Editor, topics: Collection[str] = ()
    ) -> None:
        self.console = console
        self.decisions = decisions
        self.language = language
        self.edit = edit
        self.topics = topics
        self.tally = Tally()
        self._skipped: set[tuple[str, str]] = set()

    def run(self) -> None:
        """Show draft after draft until none is left or the reviewer leaves; every decision is on the disk by then."""
        if not self._waiting():
            self._line("none")
            self.console.flush()
            return
        try:
            while waiting := self._waiting():
                self._show(waiting[0], len(waiting))
                if self._decided(waiting[0]) == "leave":
                    break
        except EndOfInput:
            pass
        tally = self.tally
        self.console.line()
        self._line(
            "done", approved=tally.approved, rejected=tally.rejected, skipped=tally.skipped, left=len(self._all())
        )
        self.console.flush()

    def _all(self) -> list[Pending]:
        return self.decisions.pending(self.topics)

    def _waiting(self) -> list[Pending]:
        return [one for one in self._all() if (one.kind, one.id) not in self._skipped]

    def _show(self, draft: Pending, waiting: int) -> None:
        done = self.tally.approved + self.tally.rejected + self.tally.skipped
        Shown(self.console, self.decisions.reading, self.language).draft(draft, done + 1, done + waiting)
        self._problems("problem", self.decisions.faults(draft))

    def _decided(self, draft: Pending) -> Choice:
        """Ask until a decision is taken or the draft is to be shown again."""
        while True:
            choice = self._asked()
            try:
                if choice in ("skip", "leave"):
                    return self._passed(draft, choice)
                if choice == "edit":
                    self._edited(draft)
                    return choice
                if choice == "reject" and self._rejected(draft):
                    return choice
                if choice == "approve":
                    if self._approved(draft):
                        return choice
                    if self._agreed("ask.edit"):
                        self._edited(draft)
                        return "edit"
            except Meanwhile:
                self._line("meanwhile", style="bad")
                return choice

    def _asked(self) -> Choice:
        while True:
            typed = self.console.ask(self._say("ask")).casefold()
            for choice in CHOICES:
                if typed in self._say(f"words.{choice}").split(", "):
                    return choice
            self._line("unclear")

    def _passed(self, draft: Pending, choice: Choice) -> Choice:
        if choice == "skip":
            self._skipped.add((draft.kind, draft.id))
            self.tally.skipped += 1
            self._line("skipped", style="quiet")
        return choice

    def _approved(self, draft: Pending) -> bool:
        if self.decisions.fragment(draft):
            self._line("not_approved", style="bad")
            self.console.line(self._say("fragment"), first="  ", rest="    ")
            return False
        if against := self.decisions.approve(draft):
            self._problems("not_approved", against)
            return False
        self.tally.approved += 1
        self._line("approved", style="good")
        return True

    def _rejected(self, draft: Pending) -> bool:
        reason = " ".join(self.console.ask(self._say("ask.reason")).split())
        if not reason:
            return False
        if against := self.decisions.reject(draft, reason):
            self._problems("not_written", against)
            return False
        self.tally.rejected += 1
        self._line("rejected", style="quiet")
        return True

    def _edited(self, draft: Pending) -> None:
        """Let the reviewer edit the file, then read everything anew; again where the draft cannot be read any more."""
        line = draft.place.line
        while True:
            self.console.flush()
            if failed := self.edit(str(self.decisions.file_of(draft)), line):
                self._line("no_editor", style="bad", failed=failed, path=draft.place.path, line=line)
                self.console.ask(self._say("ask.go_on"))
            self.decisions.read()
            self._line("edited", style="quiet")
            broken = self.decisions.broken(draft)
            self._problems("broken", broken)
            if not broken or not self._agreed("ask.edit"):
                return
            line = max(broken[0].place.line, 1)

    def _agreed(self, question: str) -> bool:
        return self.console.ask(self._say(question)).casefold() in self._say("words.yes").split(", ")

    def _problems(self, message: str, problems: Collection[Problem]) -> None:
        if problems:
            self._line(message, style="bad")
        for problem in problems:
            for line in lines_of(self.language, problem):
                self.console.line(line.strip(), first="  ", rest="    ")

    def _say(self, message: str, **words: object) -> str:
        return say(self.language, f"review.{message}", **words)

    def _line(self, message: str, style: str = "", **words: object) -> None:
        self.console.line(self._say(message, **words), style=style)
