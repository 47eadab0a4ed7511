"""The quiz that was asked for on the command line: its form, drawn, loaded or made of a person's past."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from quizgen.cli.form_choice import form_for
from quizgen.forms import save_form
from quizgen.model.attempt import Mode, Run
from quizgen.model.bank import Bank
from quizgen.model.form import Form
from quizgen.open_bank import OpenBank
from quizgen.quiz.assemble import Candidate
from quizgen.quiz.form_id import typed
from quizgen.quiz.participant import same
from quizgen.stop import DISK, DONE, Stop
from quizgen.terminal.keeper import Keeper


class Asked:
    """The paper that was asked for: drawn or loaded once, when it is needed."""

    def __init__(
        self,
        opened: OpenBank,
        keeper: Keeper,
        now: Callable[[], str],
        *,
        form: str,
        seed: str,
        count: int | None,
        topics: tuple[str, ...],
        as_of: str,
        mode: Mode | None,
        who: str,
        time_limit: int,
        cut: int | None,
    ) -> None:
        self._opened = opened
        self._keeper = keeper
        self._now = now
        self._form = form
        self._seed = seed
        self._count = count
        self._topics = topics
        self._as_of = as_of
        self._mode = mode
        self._who = who
        self._time_limit = time_limit
        self._cut = cut

    @cached_property
    def _drawn(self) -> tuple[Form, str]:
        choose = {"missed": self._missed, "review": self._due}.get(self._mode or "")
        return form_for(
            self._opened, form_id=self._form, seed=self._seed, count=self._count, topics=self._topics,
            as_of=self._as_of, choose=choose,
        )  # fmt: skip

    def new_run(self) -> Run:
        """Give the run on the form asked for; a new form is stored, as far as the disk allows.

        Raises Stop, with exit code 0 where the person's past leaves nothing to do.
        """
        form, variant = self._drawn
        try:
            save_form(self._opened, form)
        except Stop as stop:
            if stop.code != DISK:
                raise
        slots, mode = form.variants[variant], self._mode or "practice"
        return Run(
            form.id, variant, form.bank, form.as_of, mode, slots,
            who=self._who, time_limit=self._time_limit, cut=self._cut,
        )  # fmt: skip

    def bank_of(self, run: Run) -> Bank:
        """Give the items of a run and what belongs to them."""
        return self._opened.pick(slot.item for slot in run.slots)

    def fits(self, run: Run) -> bool:
        """Tell whether a run left before is what was asked for, its items unchanged; what was not named may be any.

        A hall's session is gone on with only where that mode is named.
        """
        if not all(self._opened.fits(slot) for slot in run.slots) or not same(run.who, self._who):
            return False
        if run.mode != self._mode and (self._mode is not None or run.mode == "together"):
            return False
        if self._time_limit and run.time_limit != self._time_limit:
            return False
        if self._form:
            name, variant = typed(self._form)
            return run.form == name and variant in ("", run.variant)
        return not self._seed or self._mode in ("missed", "review") or run.form == self._drawn[0].id

    def _missed(self, candidates: Sequence[Candidate], count: int) -> Sequence[Candidate]:
        """Choose what this person answered wrongly and not yet right since; raises Stop where there is nothing."""
        from quizgen.quiz.past import missed_before

        past = self._keeper.past(self._who, self._opened.fits)
        items = missed_before(past, {one.item: one.version for one in candidates})
        if not items:
            self._nothing("missed" if past else "past")
        return [one for one in candidates if one.item in items[:count]]

    def _due(self, candidates: Sequence[Candidate], count: int) -> Sequence[Candidate]:
        """Choose what is due for repetition; raises Stop where there is nothing."""
        from quizgen.quiz.repetition import due, schedule

        past, versions = self._keeper.past(self._who, self._opened.fits), {one.item: one.version for one in candidates}
        items = due(past, versions, self._now())
        if not items:
            coming = schedule(past, versions)
            if not coming:
                self._nothing("past")
            day = coming[0].at.date()
            self._nothing("review", day=day.isoformat(), count=sum(one.at.date() == day for one in coming))
        return [one for one in candidates if one.item in items[:count]]

    def _nothing(self, what: str, day: str = "", count: int = 0) -> None:
        """Say kindly that there is nothing to do, and what to do instead; what the keeping has to say comes first.

        Raises Stop, with exit code 5 where the past cannot be read.
        """
        from quizgen.cli.voice import language, tell
        from quizgen.language import say
        from quizgen.terminal.citing import day_told

        if not self._keeper.can_keep:  # then nothing could be read, which is not the same as nothing to repeat
            words = self._keeper.unkept_words
            why = say(language(), f"quiz.{words['why'].removeprefix('@')}")
            raise Stop(DISK, "history.unusable", path=words["path"], why=why)
        for notice in self._keeper.notices:
            tell(f"quiz.{notice.message}", **notice.words)
        raise Stop(DONE, f"quiz.nothing.{what}", day=day_told(language(), day), count=count)
