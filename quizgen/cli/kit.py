"""`quizgen kit`: all papers of a sosialisasi session in one command."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from quizgen.bank.reading import Placed
from quizgen.cli.voice import language, tell, tell_problems
from quizgen.files import find_bank
from quizgen.forms import save_form
from quizgen.language import say
from quizgen.model.session import KitPaper, Participant, Session
from quizgen.open_bank import OpenBank, open_bank
from quizgen.problems import Problem
from quizgen.stop import BAD_USAGE, DISK, DONE, LESS_THAN_ASKED, Stop, reason_of

if TYPE_CHECKING:
    from quizgen.engines import Engine
    from quizgen.kits import Kit, Wish
    from quizgen.manifest import Ledger
    from quizgen.printing import Made, Remark
    from quizgen.sessions import Settled

MOST_TOLD = 20
"""Remarks on stderr; the rest are counted (kit.json has all of those on papers)."""
MOST_FILES = 40
"""Files named on stdout; the rest are counted."""
_FILE = "session.yaml"
_LISTING: frozenset[KitPaper] = frozenset(("attendance", "pledge", "certificate"))
"""Papers that have names also where the tests have codes."""


def _help(key: str) -> str:
    return say(language(), f"kit.help.{key}")


def kit(
    session: Annotated[Path, typer.Argument(metavar=_FILE, help=_help("session"), show_default=False)] = Path(_FILE),
    new: Annotated[bool, typer.Option("--new", help=_help("new"), show_default=False)] = False,
    out: Annotated[Path | None, typer.Option(metavar="FOLDER", help=_help("out"), show_default=False)] = None,
    only: Annotated[list[str] | None, typer.Option(metavar="PAPER", help=_help("only"), show_default=False)] = None,
    per_person: Annotated[bool, typer.Option("--per-person", help=_help("per_person"), show_default=False)] = False,
    accessible: Annotated[bool, typer.Option("--accessible", help=_help("accessible"), show_default=False)] = False,
    templates: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help=_help("templates"), show_default=False)
    ] = None,
    engine: Annotated[str, typer.Option(metavar="dask://HOST:PORT", help=_help("engine"), show_default=False)] = "",
    jobs: Annotated[int, typer.Option(metavar="N", min=0, max=512, help=_help("jobs"), show_default=False)] = 0,
    force: Annotated[bool, typer.Option("--force", help=_help("force"), show_default=False)] = False,
    lang: Annotated[
        str, typer.Option("--lang", metavar="id|en", help=say(language(), "cli.lang.help"), show_default=False)
    ] = "",
) -> int:
    """Check a session, then print its papers into a folder; what is there from an earlier run is kept."""
    from quizgen.sessions import read_session, settle, write_new

    if new:
        write_new(session)
        print(say(language(), "kit.new", path=session))
        return DONE
    wanted = _papers(only or ())
    placed = read_session(session, str(session))
    opened = open_bank(_bank_near(session))
    settled = settle(placed, session.parent, opened)
    _tell_rows(settled.remarks)
    with closing(_started(engine, jobs)) as run:
        from quizgen.kits import Wish  # the processes are loading meanwhile

        wish = Wish(per_person, wanted, accessible)
        planned, less = _planned(settled, session.parent, opened, wish, templates)
        folder = _folder(out, session, settled)
        less = bool(_told_before(planned, opened, placed, settled)) or less
        save_form(opened, settled.form)
        try:
            made = _printed(planned, folder, settled, opened, run, force=force)
        except OSError as error:
            raise Stop(DISK, "cli.disk", reason=reason_of(error), path=error.filename or folder) from error
        remarks = _told(made)
        _show(settled, made, folder)
        left_out = any(one.code in ("W501", "W502", "W505") for one in settled.remarks)
        return LESS_THAN_ASKED if less or left_out or remarks else DONE


def _tell_rows(remarks: Sequence[Problem]) -> None:
    """Tell what is off in the roster: first who is not printed as written, and how many more there are."""
    worst = sorted(remarks, key=lambda one: one.code == "W503")
    tell_problems(worst[:MOST_TOLD])
    if len(worst) > MOST_TOLD:
        tell("kit.more_rows", count=len(worst) - MOST_TOLD)


def _bank_near(session: Path) -> Path | None:
    """Give the folder whose bank a session uses: that of its own workspace, else the working folder's."""
    return session.parent if find_bank(session.parent) else None


def _papers(only: Collection[str]) -> Collection[str]:
    known = get_args(KitPaper)
    for name in only:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            raise Stop(
                BAD_USAGE, "kit.no_paper", name=name, near=f" ({near[0]}?)" if near else "", known=", ".join(known)
            )
    return only


def _folder(out: Path | None, session: Path, settled: Settled) -> Path:
    """Settle where the kit goes: as asked, else beside the session; raises Stop where that one is a link."""
    folder = out or session.parent / say(language(), "kit.folder", form=settled.form.id)
    if out is None and folder.is_symlink():
        raise Stop(DISK, "kit.outside", path=folder)
    return folder


def _told_before(planned: Kit, opened: OpenBank, placed: Placed[Session], settled: Settled) -> Collection[str]:
    """Tell, before anything is laid out, which characters will not print."""
    from quizgen.cli.unprintable import told_before

    layings = [one.laying for one in planned.plain]
    layings += [laying for named in planned.named for papers in named.masters.values() for laying in papers]
    kinds = {(one.kind, one.order.variants): one for one in layings}
    return told_before([(one.kind, "pdf", one.order) for one in kinds.values()], opened, placed, _named(settled, kinds))


def _named(settled: Settled, papers: Iterable[tuple[str, object]]) -> Sequence[Participant]:
    """Give the people whose names are on some of the papers; none where only codes or nobody is."""
    coded = settled.session.anonymous == "true"
    naming = _LISTING if coded else {*_LISTING, "questions", "sheet"}
    return settled.people if any(kind in naming for kind, _ in papers) else ()


def _planned(settled: Settled, home: Path, opened: OpenBank, wish: Wish, templates: Path | None) -> tuple[Kit, bool]:
    """Plan the files, and tell whether the emblem is missing."""
    from quizgen.kits import emblem_of, kit_of
    from quizgen.render.handout import MAX_EMBLEM_BYTES

    emblem, lacking = emblem_of(settled, home, opened)
    if lacking:
        letterhead = settled.session.letterhead or opened.settings.letterhead
        tell(lacking, name=letterhead.emblem if letterhead else "", limit=MAX_EMBLEM_BYTES // 1_000_000)
    theme = None
    if templates is not None:
        from quizgen.themes import read_theme

        theme = read_theme(templates, opened.workspace or home)
    return kit_of(settled, opened, emblem, wish, theme), bool(lacking)


def _started(engine: str, jobs: int) -> Engine:
    """Start the processes that render: they load what they need while this one reads, plans and checks."""
    from quizgen.engines import engine as engine_named
    from quizgen.engines import load_renderer

    run = engine_named(engine, jobs)
    run.warm(load_renderer)
    return run


def _printed(planned: Kit, folder: Path, settled: Settled, opened: OpenBank, run: Engine, *, force: bool) -> list[Made]:
    """Make all files that are not there yet; raises OSError, and Stop where a file that is not ours is in the way."""
    from quizgen.manifest import Ledger
    from quizgen.terminal.progress import watched

    ledger = Ledger(folder, settled.form.id, settled.form.bank)
    names = list(planned.names)
    if not force and (foreign := next((name for name in names if ledger.is_foreign(name)), "")):
        raise Stop(BAD_USAGE, "kit.foreign", path=folder / foreign)
    ledger.begin(names)
    try:
        made = list(watched(_all(planned, ledger, run), len(names), say(language(), "kit.progress")))
    finally:
        ledger.write()
    _tidied(ledger, settled, opened)
    ledger.close()
    return made


def _tidied(ledger: Ledger, settled: Settled, opened: OpenBank) -> None:
    """Remove, and say so, what an earlier run made for people who are no longer on the roster."""
    from quizgen.kits import outdated

    before = ledger.before()
    gone = ledger.remove(outdated(before, settled, opened)) if before else []
    if gone:
        more = f" … (+{len(gone) - 3})" if len(gone) > 3 else ""
        tell("kit.outdated", count=len(gone), names=", ".join(gone[:3]) + more)


def _all(planned: Kit, ledger: Ledger, run: Engine) -> Iterator[Made]:
    from quizgen.printing import print_named, print_plain

    yield from print_plain(planned.plain, ledger, run)
    for named in planned.named:
        yield from print_named(named, ledger, run)


def _told(made: Sequence[Made]) -> int:
    """Tell what of the files is less than was asked for, each once, and count it."""
    remarks: dict[str, Remark] = {}
    for one in made:
        for message, words in one.remarks:
            remarks.setdefault(f"{message}{sorted(words.items())}", (message, words))
    for message, words in list(remarks.values())[:MOST_TOLD]:
        tell(message, **words)
    if len(remarks) > MOST_TOLD:
        tell("kit.more", count=len(remarks) - MOST_TOLD)
    return len(remarks)


def _show(settled: Settled, made: Sequence[Made], folder: Path) -> None:
    """Say on stdout which form was printed for how many, and which files there are."""
    people, items = len(settled.people), len(next(iter(settled.form.variants.values())))
    print(say(language(), "kit.form", form=settled.form.id, people=people, items=items))
    for one in sorted(made, key=lambda one: one.name)[:MOST_FILES]:
        key = "kit.kept" if one.kept else "kit.wrote"
        print(say(language(), key, path=folder / one.name, pages=one.pages))
    if len(made) > MOST_FILES:
        print(say(language(), "kit.files", count=len(made) - MOST_FILES, path=folder))
