"""`quizgen handout`: the question form or the key of a form, as a file to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from quizgen.cli.form_choice import form_for
from quizgen.cli.voice import language, tell
from quizgen.files import write_whole
from quizgen.forms import save_form
from quizgen.language import say
from quizgen.open_bank import OpenBank, open_bank
from quizgen.quiz.assemble import variant_letters
from quizgen.quiz.form_id import typed
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, DONE, LESS_THAN_ASKED, Stop

if TYPE_CHECKING:
    from quizgen.model.form import Form
    from quizgen.model.words import Language
    from quizgen.render.handout import Emblem, Handout
    from quizgen.render.registry import Printed, Renderer

PANGO_LINE = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class PaperKind(StrEnum):
    """The kinds of paper."""

    questions = "questions"
    key = "key"


class PaperSize(StrEnum):
    """A4 is 210 x 297 mm, F4 215 x 330 mm."""

    a4 = "a4"
    f4 = "f4"


class FileKind(StrEnum):
    """The kinds of file."""

    pdf = "pdf"
    html = "html"


class Written(NamedTuple):
    """What was written: paths with pages (0 for HTML), and whether it is less than was asked for."""

    files: tuple[tuple[Path, int], ...]
    less: bool


def _help(key: str) -> str:
    return say(language(), f"paper.help.{key}")


def handout(
    kind: Annotated[PaperKind, typer.Argument(metavar="questions|key", help=_help("kind"), show_default=False)],
    variants: Annotated[str, typer.Option(metavar="A-D", help=_help("variants"), show_default=False)] = "",
    form: Annotated[str, typer.Option(metavar="ID", help=_help("form"), show_default=False)] = "",
    count: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=9999, help=_help("count"), show_default=False)
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(metavar="ID", help=_help("topic"), show_default=False)] = None,
    seed: Annotated[str, typer.Option(metavar="TEXT", help=_help("seed"), show_default=False)] = "",
    as_of: Annotated[str, typer.Option("--as-of", metavar="YYYY-MM-DD", help=_help("as_of"), show_default=False)] = "",
    paper: Annotated[PaperSize | None, typer.Option(metavar="a4|f4", help=_help("paper"), show_default=False)] = None,
    out: Annotated[Path, typer.Option(metavar="PATH", help=_help("out"), show_default=False)] = Path(),
    format: Annotated[
        FileKind | None, typer.Option("--format", metavar="pdf|html", help=_help("format"), show_default=False)
    ] = None,
    lang: Annotated[
        str, typer.Option("--lang", metavar="id|en", help=say(language(), "cli.lang.help"), show_default=False)
    ] = "",
) -> int:
    """Print a new form and store it, or print a stored one."""
    if kind is PaperKind.key and not form:
        raise Stop(BAD_USAGE, "paper.key_needs_form")
    opened = open_bank()
    made, _ = form_for(
        opened, form_id=form, seed=seed, count=count, topics=topic or (), as_of=as_of, variants=variants or "A"
    )
    letters = _letters(made, form, variants)
    if not form:
        save_form(opened, made)
    suffix = format or (FileKind.html if out.suffix == ".html" else FileKind.pdf)
    written = print_paper(opened, made, kind, letters, paper=paper, suffix=suffix, out=out)
    short = count is not None and len(made.variants[letters[0]]) < count
    print(
        say(language(), "paper.form", form=made.id, count=len(made.variants[letters[0]]), variants=", ".join(letters))
    )
    for path, pages in written.files:
        what = say(language(), f"paper.summary.{kind.value}")
        print(say(language(), "paper.wrote" if pages else "paper.wrote.html", path=path, what=what, pages=pages))
    return LESS_THAN_ASKED if written.less or short else DONE


def print_paper(
    opened: OpenBank,
    form: Form,
    kind: PaperKind,
    letters: tuple[str, ...],
    *,
    paper: PaperSize | None = None,
    suffix: FileKind = FileKind.pdf,
    out: Path = Path(),
) -> Written:
    """Write the papers of a form: `out` is a file, or a folder that is there (then files get their usual names).

    Without Pango it writes HTML and says so. Raises Stop where form and bank do not fit, or the disk refuses.
    """
    from quizgen.render.pdf import PangoMissingError
    from quizgen.render.registry import renderer

    order, less = _order(opened, form, letters, paper)
    try:
        row = renderer(kind.value, suffix.value)
        files = [_write(row, one, out) for one in _orders(row, order)]
    except PangoMissingError:
        tell("paper.no_pango", line=PANGO_LINE)
        row, less = renderer(kind.value, "html"), True
        files = [_write(row, one, out) for one in _orders(row, order)]
    faults = {fault: None for _, printed in files for fault in _faults(printed)}
    for message, words in faults:
        tell(message, **dict(words))
    return Written(tuple((path, printed.pages) for path, printed in files), less or bool(faults))


def _letters(form: Form, form_id: str, variants: str) -> tuple[str, ...]:
    """Settle which variants are printed: those asked for, else the one in the id, else all; raises Stop."""
    named = typed(form_id)[1]
    if not variants:
        return (named,) if named else tuple(form.variants)
    letters = variant_letters(variants)
    if letters is None:
        raise Stop(BAD_USAGE, "cli.bad_variants", variants=variants)
    lacking = [letter for letter in letters if letter not in form.variants]
    if lacking:
        raise Stop(
            BAD_USAGE, "paper.no_variant", form=form.id, letters=", ".join(lacking), known=", ".join(form.variants)
        )
    return letters


def _order(opened: OpenBank, form: Form, letters: tuple[str, ...], paper: PaperSize | None) -> tuple[Handout, bool]:
    """Put together what to print, and tell whether the emblem is missing; raises Stop where a form no longer fits."""
    from quizgen.render.handout import Handout
    from quizgen.render.shown import misfits

    bank = opened.pick(dict.fromkeys(slot.item for letter in letters for slot in form.variants[letter]))
    emblem, missing = _emblem(opened)
    spoken: Language = "en" if language() == "en" else "id"
    order = Handout(form, bank, letters, spoken, paper.value if paper else bank.settings.paper, emblem)
    if items := misfits(order):
        raise Stop(BAD_INPUT, "paper.misfit", form=form.id, items=", ".join(items))
    return order, missing


def _emblem(opened: OpenBank) -> tuple[Emblem | None, bool]:
    from quizgen.render.handout import Emblem

    name = opened.settings.letterhead.emblem if opened.settings.letterhead else ""
    if not name:
        return None, False
    try:
        return Emblem(name, (opened.folder / name).read_bytes()), False
    except OSError:
        tell("paper.no_emblem", name=name)
        return None, True


def _orders(row: Renderer, order: Handout) -> Iterator[Handout]:
    """Give one order for each file."""
    if row.one_variant:
        yield from (replace(order, variants=(letter,)) for letter in order.variants)
    else:
        yield order


def _write(row: Renderer, order: Handout, out: Path) -> tuple[Path, Printed]:
    printed = row.render(order)
    path = _path(row, order, out)
    try:
        write_whole(path, printed.data)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=error.strerror or error, path=path) from error
    return path, printed


def _path(row: Renderer, order: Handout, out: Path) -> Path:
    """Name the file: the usual name in a folder, else as asked, with the variant where each is a file of its own."""
    if out.is_dir():
        name = say(order.language, f"paper.file.{row.name}")
        return out / f"{name}-{order.label}.{row.suffix}"
    stem = out.with_suffix("") if out.suffix.lower() in (".pdf", ".html") else out
    letter = f"-{order.variants[0]}" if row.one_variant else ""
    return stem.with_name(f"{stem.name}{letter}.{row.suffix}")


def _faults(printed: Printed) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Give what of a file is less than was asked for: message and words."""
    for one in printed.undrawn:
        words = (("character", one.character), ("code", one.code), ("places", ", ".join(one.used_by)))
        yield "paper.undrawn", words
    for remark in printed.remarks:
        yield "paper.remark", (("remark", remark),)
