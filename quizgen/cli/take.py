"""`quizgen take`: the quiz in the terminal."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.asked import Asked
from quizgen.cli.voice import language, text
from quizgen.files import seeds_of
from quizgen.language import say
from quizgen.model import attempt as model
from quizgen.model.bank import Blueprint
from quizgen.open_bank import open_bank
from quizgen.places import default_store
from quizgen.quiz.participant import plain_name, refused
from quizgen.screen.fitting import full_screen, screen_sitting
from quizgen.stop import BAD_USAGE, Stop
from quizgen.terminal.keeper import Keeper
from quizgen.terminal.sitting import Sitting, Wanted, sit, utc_now


class Mode(StrEnum):
    """What is asked, and when the participant learns what was right."""

    practice = "practice"
    exam = "exam"
    missed = "missed"
    review = "review"
    together = "together"


def _help(key: str, **words: object) -> str:
    return say(language(), f"quiz.help.{key}", **words)


Count = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=1000, help=_help("count", count=Blueprint().count), show_default=False),
]
Topic = Annotated[list[str] | None, typer.Option(metavar="ID", help=_help("topic"), show_default=False)]
Seed = Annotated[str, typer.Option(metavar="TEXT", help=_help("seed"), show_default=False)]
FormId = Annotated[str, typer.Option(metavar="ID", help=_help("form"), show_default=False)]
Lang = Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)]
AsOf = Annotated[str, typer.Option(metavar=_help("metavar.date"), help=_help("as_of"), show_default=False)]
ModeOption = Annotated[Mode | None, typer.Option(help=_help("mode"), show_default=False)]
TimeLimit = Annotated[
    int | None,
    typer.Option(metavar=_help("metavar.minutes"), min=1, max=1440, help=_help("time_limit"), show_default=False),
]
Cut = Annotated[int | None, typer.Option(metavar="N", min=0, max=100, help=_help("cut"), show_default=False)]
Who = Annotated[str, typer.Option("--as", metavar=_help("metavar.name"), help=_help("who"), show_default=False)]
StorePath = Annotated[Path | None, typer.Option(metavar="PATH", help=_help("store"), show_default=False)]
Plain = Annotated[bool, typer.Option("--plain", help=_help("plain"), show_default=False)]
Resume = Annotated[bool, typer.Option("--resume", help=_help("resume"), show_default=False)]
New = Annotated[bool, typer.Option("--new", help=_help("new"), show_default=False)]


def take(
    count: Count = None,
    topic: Topic = None,
    seed: Seed = "",
    form: FormId = "",
    lang: Lang = "",
    as_of: AsOf = "",
    mode: ModeOption = None,
    time_limit: TimeLimit = None,
    cut: Cut = None,
    who: Who = "",
    store: StorePath = None,
    plain: Plain = False,
    resume: Resume = False,
    new: New = False,
) -> int:
    """Take the quiz, or go on with it; `--lang` was settled before."""
    del lang
    name = participant(who)
    chosen: model.Mode | None = mode.value if mode else None
    _fitting(chosen, resume=resume, new=new, form=form, time_limit=time_limit, cut=cut)
    keeper = Keeper(store or default_store(), utc_now, typed=store is not None)
    opened = open_bank()
    asked = Asked(
        opened, keeper, utc_now,
        form=form, seed=seed, count=count, topics=tuple(topic or ()), as_of=as_of,
        mode=chosen, who=name, time_limit=time_limit or 0, cut=cut,
    )  # fmt: skip
    wanted = Wanted(
        language=language(), store=store or default_store(), store_named=store is not None, resume=resume, new=new,
        new_run=asked.new_run, bank_of=asked.bank_of, fits=asked.fits, who=name, keeper=keeper, plain=plain,
        seeds=seeds_of(opened.folder),
    )  # fmt: skip
    return sit(wanted, screen_sitting(chosen) if full_screen(plain) else Sitting)


def participant(who: str) -> str:
    """Give the name or code that was typed in one form; raises Stop for a personal number and for what is no name."""
    if reason := refused(name := plain_name(who)):
        raise Stop(BAD_USAGE, f"quiz.who.{reason}")
    return name


def _fitting(mode: str | None, *, resume: bool, new: bool, form: str, time_limit: int | None, cut: int | None) -> None:
    """Check that the options go together; raises Stop."""
    if resume and new:
        raise Stop(BAD_USAGE, "quiz.resume_or_new")
    if mode in ("missed", "review") and form:
        raise Stop(BAD_USAGE, "quiz.own_choice", mode=mode)
    for option, value in (("--time-limit", time_limit), ("--cut", cut)):
        if value is not None and mode != "exam":
            raise Stop(BAD_USAGE, "quiz.only_exam", option=option)
