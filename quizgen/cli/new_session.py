"""One sitting of `quizgen new`: ask for what is missing, show what comes of it, check it, write it; lose nothing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quizgen.bank.checks import check
from quizgen.bank.new_entry import New, added, ordered, suggested_id
from quizgen.bank.patching import PatchError, append_entry
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.new_options import missing, refuse_unknown
from quizgen.cli.voice import language, tell, tell_problems
from quizgen.files import bank_files
from quizgen.language import lines_of, say
from quizgen.problems import Place, Problem
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, INTERRUPTED, LOCKED, Stop
from quizgen.terminal.asking import Asking
from quizgen.terminal.console import Console, EndOfInput, OutputClosed, standard_console
from quizgen.terminal.interrupts import Interrupted, Interrupts
from quizgen.terminal.wizard import Wizard
from quizgen.workspace import keep_answers, shown_path, workspace_bank, write_or_keep


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an entry is to be made: within a topic, without asking whether to write it, without writing it."""

    topic: str
    without_asking: bool
    dry_run: bool


class Session:
    """Makes one entry of the workspace's bank."""

    def __init__(self, what: New, entry: Mapping[str, Any], wishes: Wishes) -> None:
        self.bank = workspace_bank(Path.cwd())
        self.what = what
        self.answers = dict(entry)
        self.wishes = wishes
        self.reading = self._read()
        refuse_unknown(self.reading, what, entry, wishes.topic)

    def run(self) -> int:
        """Ask if there is a terminal and something to ask, write, and say where; gives the exit code. Raises Stop."""
        lacking = missing(self.what, self.answers)
        interactive = sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
        if interactive and not (self.wishes.dry_run or (self.wishes.without_asking and not lacking)):
            return self._with_questions()
        if lacking:
            raise Stop(BAD_USAGE, "workbench.new.missing", options=", ".join(lacking))
        self._complete()
        return self._finish()

    def _read(self) -> Reading:
        reading = read_bank(bank_files(self.bank))
        if reading.settings is None:
            errors = [problem for problem in check(reading) if problem.is_error]
            raise Stop(BAD_INPUT, "cli.bank_errors", errors, count=len(errors))
        return reading

    def _complete(self) -> None:
        """Put in what has a default; an entry of a file that has faults in its form is left to the check."""
        if self.what == "item":
            self.answers.setdefault("version", "1")
        self.answers.setdefault("status", "draft")
        if "id" not in self.answers:
            self.answers["id"] = suggested_id(self.reading, self.what, self.answers)

    def _with_questions(self) -> int:
        if self.what == "rule" and not (self.reading.sources or "evidence" in self.answers):
            raise Stop(BAD_INPUT, "workbench.new.no_sources")
        if self.what == "item" and not self.reading.rules:
            raise Stop(BAD_INPUT, "workbench.new.no_rules_at_all")
        interrupts = Interrupts()
        try:
            with interrupts.installed():
                console = standard_console(interrupts.waiting)
                Asking(console, language()).tell(f"new.{self.what}.begin", style="bold")
                wizard = Wizard(console, self.reading, language(), self.what, self.answers)
                return self._talk(console, wizard)
        except (EndOfInput, Interrupted, OutputClosed):
            print(file=sys.stderr)
            self._keep("workbench.new.interrupted")
            return INTERRUPTED

    def _talk(self, console: Console, wizard: Wizard) -> int:
        """Ask, show, and let the user decide until it is written or given up."""
        if self.wishes.topic:
            wizard.topic = self.wishes.topic
        wizard.ask()
        while True:
            self._complete()
            problems = self._shown(console)
            errors = any(problem.is_error for problem in problems)
            choice = _decision(wizard.asking, errors)
            if choice == "write":
                console.flush()
                return self._finish()
            if choice == "leave":
                self._keep("workbench.new.left")
                return DONE
            wizard.change()

    def _shown(self, console: Console) -> list[Problem]:
        """Show the entry as it will be written, and what the check says of it."""
        console.line()
        for line in self._yaml().splitlines():
            console.line(line.lstrip(), first=" " * (len(line) - len(line.lstrip()) + 2), style="quiet")
        console.line()
        problems = self._problems()[1]
        for problem in problems:
            for line in lines_of(language(), problem):
                console.line(line.strip(), first="  ", rest="    ", style="bad" if problem.is_error else "")
        return problems

    def _problems(self) -> tuple[tuple[str, bytes] | None, list[Problem]]:
        """Give the file that gets the entry with its new bytes, and what speaks against it, placed in the entry."""
        try:
            path, after, problems = added(self.reading, self.what, ordered(self.what, self.answers))
        except PatchError as error:
            return None, [error.problem]
        shown, last = self.reading.path(path), after.decode("utf-8-sig").count("\n")
        begin = last - self._yaml().count("\n")
        return (path, after), [_within_entry(problem, shown, begin) for problem in problems]

    def _yaml(self) -> str:
        try:
            return append_entry(b"", "", ordered(self.what, self.answers)).decode()
        except PatchError as error:
            raise Stop(BAD_INPUT, problems=[error.problem]) from error

    def _finish(self) -> int:
        """Write the entry if the check has nothing against it, or show it where only that is wished."""
        made, problems = self._problems()
        if self.wishes.dry_run:
            sys.stdout.write(self._yaml())
            sys.stdout.flush()
        tell_problems(problems)
        if made is None or any(problem.is_error for problem in problems):
            raise Stop(BAD_INPUT, "workbench.new.errors", id=self.answers["id"])
        if self.wishes.dry_run:
            return DONE
        path, after = made
        try:
            write_or_keep(self.bank / path, self.reading.files.yaml.get(path), after, self._yaml().encode())
        except Stop as stop:
            if stop.code == LOCKED:
                tell("workbench.new.again", what=self.what, kept=stop.words["kept"])
            raise
        shown = self.reading.path(path)
        print(say(language(), f"workbench.new.{self.what}.done", id=self.answers["id"], path=shown), flush=True)
        return DONE

    def _keep(self, message: str) -> None:
        """Keep the answers so far in the workspace, and say how to go on."""
        if not self.answers:
            tell("interrupted")
            return
        kept = keep_answers(self.bank.parent, self.what, self._yaml().encode())
        tell(message, what=self.what, kept=shown_path(kept))


def _decision(asking: Asking, errors: bool) -> str:
    """Ask what to do with the entry: write (not while it has errors), change, leave."""
    ways = {choice: asking.say(f"words.{choice}").split(", ") for choice in ("write", "change", "leave")}
    while True:
        typed = asking.console.ask(asking.say("new.ask.errors" if errors else "new.ask")).casefold()
        choice = next((name for name, words in ways.items() if typed in words), "")
        if choice == "write" and errors:
            asking.tell("new.not_with_errors", style="bad")
        elif choice:
            return choice
        else:
            asking.tell("new.unclear", style="bad")


def _within_entry(problem: Problem, shown: str, begin: int) -> Problem:
    """Place a problem in the new entry, which is not in its file yet: by its lines from 1."""
    at = problem.place
    if at.path != shown or at.line <= begin:
        return problem
    return replace(problem, place=Place(say(language(), "workbench.new.here"), at.line - begin, at.col))
