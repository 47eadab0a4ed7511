"""What every way of playing line by line has in common: telling, wishes, offers, and the language of the moment."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from quizgen.language import LANGUAGES
from quizgen.model.attempt import Attempt, Run
from quizgen.terminal.console import Console
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.typed import WISHES, Wish, wish_of
from quizgen.terminal.wording import Wording


class Left(Exception):
    """The participant chose to leave."""


class Talk(Struct):
    """One sitting at the terminal; `wording` changes with the language."""

    console: Console
    wording: Wording
    keeper: Keeper
    now: Callable[[], str]

    def wants_to_go_on(self, attempt: Attempt) -> bool:
        """Offer to go on with an attempt that was left; False for beginning anew."""
        run = attempt.run
        offer = "offer.resume.again" if run.retake_of is not None else "offer.resume"
        from datetime import datetime

        from quizgen.terminal.citing import day_told

        begun = datetime.fromisoformat(attempt.started).astimezone().date().isoformat()
        day = day_told(self.wording.language, begun)
        answered = len({one.item for one in attempt.responses if one.chosen}) + len(attempt.votes)
        count, mode = len(run.slots), f"@mode.{run.mode}"
        self.tell(offer, form=form_name(run), mode=mode, answered=answered, count=count, day=day)
        return self.choose("offer.resume.ask", yes="yes", no="new", default=True, unclear="typed.resume_or_new")

    def tell_notices(self) -> None:
        """Write what the keeping of answers has to say."""
        while self.keeper.notices:
            notice = self.keeper.notices.pop(0)
            self.tell(notice.message, **notice.words)

    def choose(
        self,
        ask: str,
        *,
        yes: str,
        no: str,
        default: bool,
        unclear: str = "typed.yes_or_no",
        **words: object,
    ) -> bool:
        """Ask until one of two is chosen; Enter alone chooses the default. Raises Left."""
        while True:
            typed = " ".join(self.console.ask(self.wording.say(ask, **words)).casefold().split())
            if not typed:
                return default
            for answer, ways in ((True, yes), (False, no)):
                if typed in self.wording.ways(ways):
                    return answer
            if self.wish(typed) not in ("help", "language"):
                self.tell(unclear)

    def wish(self, typed: str) -> Wish | None:
        """Do what was wished, as far as it can be done anywhere; raises Left."""
        wish = wish_of(typed, {wish: self.wording.ways(wish) for wish in WISHES})
        if wish == "leave":
            raise Left
        if wish == "help":
            self.help()
        if wish == "language":
            other = LANGUAGES[(LANGUAGES.index(self.wording.language) + 1) % len(LANGUAGES)]
            self.wording = replace(self.wording, language=other)
            self.tell("language")
        return wish

    def help(self) -> None:
        """Write which keys there are."""

    def tell(self, message: str, style: str = "", **words: object) -> None:
        """Write a message of the catalogue `quiz`."""
        self.console.line(self.wording.say(message, **words), style=style)


def counted(message: str, count: int) -> str:
    """Name the form of a message for one or for many."""
    return f"{message}.one" if count == 1 else f"{message}.many"


def form_name(run: Run) -> str:
    """Name the form and variant as they stand on paper."""
    return f"{run.form}-{run.variant}"
