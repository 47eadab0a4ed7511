"""`quizgen take`: the quiz in the terminal."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.form_choice import form_for
from quizgen.cli.voice import language, text
from quizgen.forms import save_form
from quizgen.language import say
from quizgen.model.attempt import Run
from quizgen.model.bank import Bank, Blueprint
from quizgen.model.form import Form
from quizgen.open_bank import OpenBank, open_bank
from quizgen.places import default_store
from quizgen.quiz.form_id import typed
from quizgen.stop import BAD_USAGE, DISK, Stop
from quizgen.terminal.sitting import Wanted, sit


class Mode(StrEnum):
    """When the participant learns what was right."""

    practice = "practice"
    exam = "exam"


def _help(key: str, **words: object) -> str:
    return say(language(), f"quiz.help.{key}", **words)


def take(
    count: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=1000, help=_help("count", count=Blueprint().count), show_default=False),
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(metavar="ID", help=_help("topic"), show_default=False)] = None,
    seed: Annotated[str, typer.Option(metavar="TEXT", help=_help("seed"), show_default=False)] = "",
    form: Annotated[str, typer.Option(metavar="ID", help=_help("form"), show_default=False)] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
    as_of: Annotated[str, typer.Option(metavar=_help("metavar.date"), help=_help("as_of"), show_default=False)] = "",
    mode: Annotated[Mode | None, typer.Option(help=_help("mode"), show_default=False)] = None,
    store: Annotated[
        Path | None, typer.Option(metavar="PATH", dir_okay=False, help=_help("store"), show_default=False)
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help=_help("resume"), show_default=False)] = False,
    new: Annotated[bool, typer.Option("--new", help=_help("new"), show_default=False)] = False,
) -> int:
    """Take the quiz, or go on with it; `--lang` was settled before."""
    del lang
    if resume and new:
        raise Stop(BAD_USAGE, "quiz.resume_or_new")
    opened = open_bank()
    asked = _Asked(opened, form, seed, count, tuple(topic or ()), as_of, mode)
    return sit(
        Wanted(
            language=language(),
            store=store or default_store(),
            store_named=store is not None,
            resume=resume,
            new=new,
            new_run=asked.new_run,
            bank_of=asked.bank_of,
            fits=asked.fits,
        )
    )


class _Asked:
    """The paper that was asked for: drawn or loaded once, when it is needed."""

    def __init__(
        self,
        opened: OpenBank,
        form: str,
        seed: str,
        count: int | None,
        topics: tuple[str, ...],
        as_of: str,
        mode: Mode | None,
    ) -> None:
        self._opened = opened
        self._form = form
        self._seed = seed
        self._count = count
        self._topics = topics
        self._as_of = as_of
        self._mode = mode

    @cached_property
    def _drawn(self) -> tuple[Form, str]:
        return form_for(
            self._opened, form_id=self._form, seed=self._seed, count=self._count, topics=self._topics, as_of=self._as_of
        )

    def new_run(self) -> Run:
        """Give the run on the form asked for; a new form is stored, as far as the disk allows. Raises Stop."""
        form, variant = self._drawn
        try:
            save_form(self._opened, form)
        except Stop as stop:
            if stop.code != DISK:
                raise
        mode = self._mode or Mode.practice
        return Run(form.id, variant, form.bank, form.as_of, mode.value, form.variants[variant])

    def bank_of(self, run: Run) -> Bank:
        """Give the items of a run and what belongs to them."""
        return self._opened.pick(slot.item for slot in run.slots)

    def fits(self, run: Run) -> bool:
        """Tell whether a run left before is what was asked for, its items unchanged; what was not named may be any."""
        if not all(self._opened.fits(slot) for slot in run.slots):
            return False
        if self._mode is not None and run.mode != self._mode.value:
            return False
        if self._form:
            name, variant = typed(self._form)
            return run.form == name and variant in ("", run.variant)
        return not self._seed or run.form == self._drawn[0].id
