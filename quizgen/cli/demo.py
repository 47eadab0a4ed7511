"""`quizgen demo`: the whole way in one go, from the shipped texts to printed sheets, and then the quiz."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.checks import check
from quizgen.bank.reading import read_bank
from quizgen.cli.form_choice import form_for
from quizgen.cli.handout import PaperKind, print_paper
from quizgen.cli.voice import text
from quizgen.extract import extract
from quizgen.files import bank_files
from quizgen.open_bank import open_bank
from quizgen.stop import DONE, LESS_THAN_ASKED
from quizgen.texts import lexicon, read_text, text_paths

VARIANTS = ("A", "B")
SEED = "demo"
"""The same bank gives the same form, so that a second run replaces the first one's sheets."""


def demo(
    out: Annotated[Path, typer.Option(help=text("demo.out"), show_default=False)] = Path("out"),
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Extract, check and print, saying each step in a line; on a terminal offer the quiz at the end."""
    from quizgen import __version__

    print(text("demo.title", version=__version__))
    _show_mentions()
    opened = open_bank()
    _show_bank(opened.folder)
    form, _ = form_for(opened, seed=SEED, variants="-".join(VARIANTS))
    print(text("demo.form", form=form.id, count=len(form.variants["A"])))
    out.mkdir(parents=True, exist_ok=True)
    less = False
    for kind in (PaperKind.questions, PaperKind.key):
        written = print_paper(opened, form, kind, VARIANTS, out=out, store=kind is PaperKind.questions)
        less = less or written.less
        print(text(f"demo.{kind.value}", path=", ".join(str(path) for path, _ in written.files)))
    print(text("demo.take", form=form.id))
    edit = text("demo.edit.here", folder=_near(opened.folder)) if opened.workspace else text("demo.edit")
    print(edit, flush=True)
    if _wants_quiz():
        from quizgen.cli.take import take

        return take(form=form.id) or (LESS_THAN_ASKED if less else DONE)
    return LESS_THAN_ASKED if less else DONE


def _show_mentions() -> None:
    paths = text_paths([])
    found = [mention for path in paths for mention in extract(read_text(path), lexicon()).mentions]
    print(text("demo.seeds", count=len(paths)))
    example = min((one.quote for one in found if one.modality == "prohibition" and one.confidence == "sure"), key=len)
    print(text("demo.extract", mentions=len(found), quote=" ".join(example.split())))


def _show_bank(folder: Path) -> None:
    reading = read_bank(bank_files(folder))
    problems = check(reading)
    bank = reading.bank()
    approved = sum(item.status == "approved" for item in bank.items.values())
    counts = {"rules": len(bank.rules), "items": approved, "sources": len(bank.sources)}
    print(text("demo.bank", version=bank.version, **counts))
    errors = sum(problem.is_error for problem in problems)
    print(text("demo.check", errors=errors, warnings=len(problems) - errors))


def _near(folder: Path) -> str:
    """Give a folder as seen from the working folder, where it lies below it."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def _wants_quiz() -> bool:
    """Offer the quiz where a person sits at a terminal; No is the default."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("CI"):
        return False
    try:
        answer = input(text("demo.offer"))
    except EOFError:
        return False
    return answer.strip().lower() in text("demo.offer.yes").split()
