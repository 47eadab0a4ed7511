"""`quizgen handout`: one paper of a form, as a file to print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from quizgen.bounds import PANGO_LINE
from quizgen.cli.form_choice import form_for
from quizgen.cli.paper_files import Target, refuse_others, target, write_paper
from quizgen.cli.voice import language, tell
from quizgen.forms import save_form
from quizgen.language import say
from quizgen.open_bank import OpenBank, open_bank
from quizgen.quiz.assemble import variant_letters
from quizgen.quiz.form_id import typed
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, DONE, LESS_THAN_ASKED, Stop

if TYPE_CHECKING:
    from quizgen.model.form import Form
    from quizgen.model.words import Language
    from quizgen.render.handout import Handout
    from quizgen.render.registry import Printed, Renderer
    from quizgen.render.remarks import Remark
    from quizgen.render.theme import Theme

MOST_CHARACTERS, MOST_PLACES = 8, 10
"""Named in the message about characters that the font lacks."""


class PaperKind(StrEnum):
    """The kinds of paper that need no session; the matrix has a command of its own."""

    questions = "questions"
    key = "key"
    sheet = "sheet"
    card = "card"
    poster = "poster"
    guide = "guide"
    pledge = "pledge"
    attendance = "attendance"
    certificate = "certificate"


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
    kind: Annotated[PaperKind, typer.Argument(metavar="|".join(PaperKind), help=_help("kind"), show_default=False)],
    variants: Annotated[str, typer.Option(metavar="A-D", help=_help("variants"), show_default=False)] = "",
    form: Annotated[str, typer.Option(metavar="ID", help=_help("form"), show_default=False)] = "",
    count: Annotated[
        int | None, typer.Option(metavar="N", min=1, max=9999, help=_help("count"), show_default=False)
    ] = None,
    topic: Annotated[list[str] | None, typer.Option(metavar="ID", help=_help("topic"), show_default=False)] = None,
    seed: Annotated[str, typer.Option(metavar="TEXT", help=_help("seed"), show_default=False)] = "",
    as_of: Annotated[
        str,
        typer.Option(
            "--as-of", metavar=say(language(), "quiz.help.metavar.date"), help=_help("as_of"), show_default=False
        ),
    ] = "",
    paper: Annotated[PaperSize | None, typer.Option(metavar="a4|f4", help=_help("paper"), show_default=False)] = None,
    out: Annotated[str, typer.Option(metavar="PATH", help=_help("out"), show_default=False)] = "",
    format: Annotated[
        FileKind | None, typer.Option("--format", metavar="pdf|html", help=_help("format"), show_default=False)
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help=say(language(), "kit.help.templates"), show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_help("force"), show_default=False)] = False,
    lang: Annotated[
        str, typer.Option("--lang", metavar="id|en", help=say(language(), "cli.lang.help"), show_default=False)
    ] = "",
) -> int:
    """Print a new form and store it, or print a stored one."""
    if kind is PaperKind.key and not form:
        raise Stop(BAD_USAGE, "paper.key_needs_form")
    suffix = _suffix(out, format)
    opened = open_bank()
    made, _ = form_for(
        opened, form_id=form, seed=seed, count=count, topics=topic or (), as_of=as_of, variants=variants or "A"
    )
    letters = _letters(made, form, variants)
    written = print_paper(
        opened, made, kind, letters, paper=paper, suffix=suffix, out=out, force=force, store=not form,
        theme=_theme(templates, opened),
    )  # fmt: skip
    _show(made, letters, kind, written)
    short = count is not None and len(made.variants[letters[0]]) < count
    return LESS_THAN_ASKED if written.less or short else DONE


def print_paper(
    opened: OpenBank,
    form: Form,
    kind: PaperKind,
    letters: tuple[str, ...],
    *,
    paper: PaperSize | None = None,
    suffix: FileKind = FileKind.pdf,
    out: str | Path = "",
    force: bool = False,
    store: bool = False,
    theme: Theme | None = None,
) -> Written:
    """Write the papers of a form to the file or folder `out` (`quizgen.cli.paper_files.target`).

    With `store` the form is stored first, as far as the disk allows. Without Pango it writes HTML and says so.
    Raises Stop where form and bank do not fit, what is there is not ours (and `force` is off), the disk refuses, or
    rendering is refused or out of its bounds.
    """
    from quizgen.cli.unprintable import told_before
    from quizgen.render.registry import renderer

    where = target(str(out))
    order, less = _order(opened, form, letters, paper)
    order = replace(order, theme=theme)
    row = renderer(kind.value, suffix.value)
    papers = _papers(row, order, where, force)
    if store and not _stored(opened, form):
        less = True
    known = told_before([(row.name, row.suffix, one) for one, _ in papers], opened)
    try:
        files = _rendered(row, papers)
    except Stop as stop:
        if stop.message != "kit.no_pango":
            raise
        tell("paper.no_pango", line=PANGO_LINE)
        row, less = renderer(kind.value, "html"), True
        files = _rendered(row, _papers(row, order, where, force))
    for path, printed in files:
        write_paper(path, printed.data)
    less = less or bool(known)
    faults = _faults([printed for _, printed in files], known)
    for message, words in faults:
        tell(message, **dict(words))
    return Written(tuple((path, printed.pages) for path, printed in files), less or bool(faults))


def _suffix(out: str, format: FileKind | None) -> FileKind:
    """Settle the kind of file: as asked, else by the name of the file, else PDF; raises Stop where they differ."""
    where = target(out)
    if where.is_folder:
        return format or FileKind.pdf
    named = FileKind(where.path.suffix.lower().removeprefix("."))
    if format and format is not named:
        raise Stop(BAD_USAGE, "paper.out_format", path=out, format=format.value)
    return named


def _stored(opened: OpenBank, form: Form) -> bool:
    """Store a form, or say that it could not be: printing goes on."""
    try:
        save_form(opened, form)
    except Stop as stop:
        if stop.code != DISK:
            raise
        message = "paper.not_stored.workspace" if opened.workspace else "paper.not_stored"
        tell(message, form=form.id, **stop.words)
        return False
    return True


def _show(form: Form, letters: tuple[str, ...], kind: PaperKind, written: Written) -> None:
    """Say on stdout which form was printed, and which files there are."""
    from quizgen.render.counting import counted

    spoken = language()
    items = counted(spoken, "items", len(form.variants[letters[0]]))
    variants = counted(spoken, "variants", len(letters), letters=", ".join(letters))
    print(say(spoken, "paper.form", form=form.id, items=items, variants=variants))
    what = say(spoken, f"paper.summary.{kind.value}")
    for path, count in written.files:
        if count:
            print(say(spoken, "paper.wrote", path=path, what=what, pages=counted(spoken, "pages", count)))
        else:
            print(say(spoken, "paper.wrote.html", path=path, what=what))


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
    if named and letters != (named,):
        raise Stop(BAD_USAGE, "paper.variants_twice", form=form_id, named=named, variants=variants)
    return letters


def _order(opened: OpenBank, form: Form, letters: tuple[str, ...], paper: PaperSize | None) -> tuple[Handout, bool]:
    """Put together what to print, and tell whether the emblem is missing; raises Stop where a form no longer fits."""
    from quizgen.cli.emblems import emblem_of
    from quizgen.render.handout import Handout
    from quizgen.render.shown import misfits

    bank = opened.pick(dict.fromkeys(slot.item for letter in letters for slot in form.variants[letter]))
    emblem, missing = emblem_of(opened.folder, opened.settings)
    spoken: Language = "en" if language() == "en" else "id"
    order = Handout(form, bank, letters, spoken, paper.value if paper else bank.settings.paper, emblem)
    if items := misfits(order):
        raise Stop(BAD_INPUT, "paper.misfit", form=form.id, items=", ".join(items))
    return order, missing


def _orders(row: Renderer, order: Handout) -> Iterator[Handout]:
    """Give one order for each file."""
    if row.one_variant:
        yield from (replace(order, variants=(letter,)) for letter in order.variants)
    else:
        yield order


def _papers(row: Renderer, order: Handout, where: Target, force: bool) -> list[tuple[Handout, Path]]:
    """Give what is printed into which file; raises Stop where a file is there that must not be replaced."""
    papers = [(one, _path(row, one, where)) for one in _orders(row, order)]
    if not force:
        refuse_others((path for _, path in papers), row.name)
    return papers


def _rendered(row: Renderer, papers: Sequence[tuple[Handout, Path]]) -> list[tuple[Path, Printed]]:
    """Render in a child process; raises Stop where that is refused or out of its bounds."""
    from quizgen.child import in_child, rendered

    paths = [path for _, path in papers]
    try:
        return list(zip(paths, in_child(rendered, row.name, row.suffix, [one for one, _ in papers]), strict=True))
    except Stop as stop:
        stop.words.setdefault("file", paths[0].name)
        raise


def _theme(folder: Path | None, opened: OpenBank) -> Theme | None:
    if folder is None:
        return None
    from quizgen.themes import read_theme

    return read_theme(folder, opened.workspace)


def _path(row: Renderer, order: Handout, where: Target) -> Path:
    """Name the file: the usual name in a folder, else as asked, with the variant where each is a file of its own."""
    if where.is_folder:
        name = say(order.language, f"paper.file.{row.name}")
        return where.path / f"{name}-{order.label}.{row.suffix}"
    letter = f"-{order.variants[0]}" if row.one_variant else ""
    return where.path.with_name(f"{where.path.stem}{letter}.{row.suffix}")


def _faults(files: Sequence[Printed], known: Collection[str]) -> list[Remark]:
    """Give what of the files is less than was asked for, each once; characters that the font lacks as one.

    `known` are characters of which that was said before.
    """
    from quizgen.render.counting import listed
    from quizgen.render.remarks import Remark

    undrawn = [one for printed in files for one in printed.undrawn if one.character not in known]
    remarks = [remark for printed in files for remark in printed.remarks]
    if undrawn:
        characters = dict.fromkeys(f"{one.character} ({one.code})" for one in undrawn)
        places = dict.fromkeys(place for one in undrawn for place in one.used_by)
        words = (
            ("characters", listed(language(), list(characters), MOST_CHARACTERS)),
            ("places", listed(language(), list(places), MOST_PLACES)),
        )
        remarks.insert(0, Remark("paper.undrawn", words))
    return list(dict.fromkeys(remarks))
