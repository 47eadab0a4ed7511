"""`quizgen history`: what was answered before; shown, forgotten, backed up and restored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import UTC, date, datetime
from enum import StrEnum
from glob import escape
from pathlib import Path
from typing import Annotated

import typer

from quizgen.cli.history_rows import (
    ANSWER_COLUMNS,
    ATTEMPT_COLUMNS,
    answer_rows,
    attempt_row,
    trend_rows,
    write_csv,
    write_json,
)
from quizgen.cli.voice import language, tell, text
from quizgen.language import say
from quizgen.model.attempt import Attempt
from quizgen.model.bank import Bank
from quizgen.open_bank import OpenBank, open_bank
from quizgen.places import default_store
from quizgen.quiz.participant import LONGEST, plain_name, same
from quizgen.quiz.past import trends
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, DONE, LESS_THAN_ASKED, LOCKED, Stop, reason_of
from quizgen.store import Store, Unusable, is_anothers, open_store, read_store
from quizgen.terminal.console import EndOfInput, OutputClosed, printable, standard_console
from quizgen.terminal.history_shown import HistoryShown
from quizgen.terminal.manner import asks_for_plain

_CODES = {"busy": LOCKED, "playing": LOCKED, "foreign": BAD_USAGE, "newer": BAD_INPUT, "damaged": BAD_INPUT}
"""Exit codes of what keeps a store from being used; all others are the disk's."""
_REFUSALS = ("foreign", "newer", "damaged")
"""What is said of a backup in other words than of a store."""


class Format(StrEnum):
    """How a history is written to stdout."""

    table = "table"
    json = "json"
    csv = "csv"


def _help(key: str) -> str:
    return say(language(), f"history.help.{key}")


StoreOption = Annotated[Path | None, typer.Option("--store", metavar="PATH", help=_help("store"), show_default=False)]
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar=_help("metavar.name"), help=_help("who"), show_default=False)
]
LangOption = Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)]
FormatOption = Annotated[Format, typer.Option("--format", help=_help("format"), show_default=False)]


def history(
    ctx: typer.Context, format: FormatOption = Format.table, who: WhoOption = None, store: StoreOption = None
) -> int:
    """List the attempts, the last one first; without a part of the command only."""
    if ctx.invoked_subcommand is not None:
        if who is not None or store is not None or format is not Format.table:
            raise Stop(BAD_USAGE, "history.options_behind", part=ctx.invoked_subcommand)
        return DONE
    attempts, code = _all(store, who)
    attempts.sort(key=lambda one: (one.started, one.id), reverse=True)
    if format is Format.json:
        write_json([attempt_row(one) for one in attempts])
    elif format is Format.csv:
        write_csv(ATTEMPT_COLUMNS, [attempt_row(one) for one in attempts])
    elif attempts:
        _write(lambda shown: shown.table(attempts))
    if not attempts:
        tell("history.none" if who is None else "history.none.who", who=_echoed(who))
    return code


def show(
    attempt: Annotated[int, typer.Argument(metavar=_help("metavar.attempt"), help=_help("attempt"))],
    format: FormatOption = Format.table,
    store: StoreOption = None,
    lang: LangOption = "",
) -> int:
    """Show an attempt in full: each item, what was chosen, and when."""
    with _reading(store) as opened:
        found = _found(opened, attempt)
    if format is Format.json:
        write_json(attempt_row(found) | {"answers": answer_rows(found)})
    elif format is Format.csv:
        write_csv(ANSWER_COLUMNS, answer_rows(found))
    else:
        bank = _items(found)
        _write(lambda shown: shown.attempt(found, bank))
    return DONE


def trend(
    format: FormatOption = Format.table, who: WhoOption = None, store: StoreOption = None, lang: LangOption = ""
) -> int:
    """Show for each topic how the attempts went."""
    attempts, code = _all(store, who)
    opened = open_bank()
    names = {topic: name[language()] for topic, name in opened.settings.topics.items()}
    found = trends(attempts, _topics(opened, attempts))
    if format is Format.json:
        write_json(trend_rows(found, names))
    elif format is Format.csv:
        write_csv(("topic", "name", "number", "right", "total", "percent"), trend_rows(found, names))
    elif found:
        _write(lambda shown: shown.trends(found, names))
    if not found:
        tell("history.none" if who is None else "history.none.who", who=_echoed(who))
    return code


def forget(
    attempt: Annotated[
        int | None,
        typer.Argument(metavar=_help("metavar.attempt_or_none"), help=_help("attempt"), show_default=False),
    ] = None,
    who: WhoOption = None,
    everything: Annotated[bool, typer.Option("--all", help=_help("all"), show_default=False)] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_help("yes"), show_default=False)] = False,
    store: StoreOption = None,
    lang: LangOption = "",
) -> int:
    """Delete an attempt, those of a person, or all, so that nothing of them is left."""
    if sum((attempt is not None, who is not None, everything)) != 1:
        raise Stop(BAD_USAGE, "history.forget.what")
    path = _path(store)
    aside = sorted(path.parent.glob(f"{escape(path.name)}.damaged-*")) if everything and path.parent.is_dir() else []
    with _writing(path) as opened:
        numbers = _wanted(opened, attempt, who) if opened else []
        if attempt is not None and not numbers:
            raise Stop(BAD_USAGE, "history.no_attempt", attempt=attempt)
        if not numbers and not aside:
            tell("history.none" if who is None else "history.none.who", who=_echoed(who))
            return DONE
        if not yes and not _agreed(len(numbers), len(aside)):
            tell("history.forget.kept")
            return DONE
        if opened and numbers:
            opened.forget(numbers)
    for one in aside:
        one.unlink(missing_ok=True)
    tell("history.forget.done", count=len(numbers), files=len(aside))
    return DONE


def backup(
    file: Annotated[Path, typer.Argument(metavar=_help("metavar.file"), help=_help("backup"))],
    store: StoreOption = None,
    lang: LangOption = "",
) -> int:
    """Write the whole history into one file."""
    from quizgen.store_copy import back_up

    with _reading(store) as opened:
        if opened is None:
            raise Stop(BAD_INPUT, "history.backup.nothing")
        try:
            count = back_up(opened, file)
        except FileExistsError as error:
            raise Stop(BAD_USAGE, "history.backup.exists", path=file) from error
        except OSError as error:
            raise Stop(DISK, "cli.disk", reason=reason_of(error), path=file) from error
    tell("history.backup.done", count=count, path=file)
    return DONE


def restore(
    file: Annotated[Path, typer.Argument(metavar=_help("metavar.file"), help=_help("restore"))],
    store: StoreOption = None,
    lang: LangOption = "",
) -> int:
    """Bring the attempts of a backup back, beside those that are there."""
    from quizgen.store_copy import attempts_in, merge

    try:
        attempts = attempts_in(file)
    except Unusable as error:
        why = say(language(), f"history.restore.{error.reason}") if error.reason in _REFUSALS else _why(error)
        raise Stop(BAD_INPUT, "history.restore.refused", path=file, why=why) from error
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=file) from error
    with _writing(_path(store), make=True) as opened:
        assert opened is not None
        merged = merge(opened, attempts)
    tell("history.restore.done", added=merged.added, known=merged.known, extended=merged.extended)
    if merged.renumbered:
        tell("history.restore.renumbered", count=merged.renumbered)
    return DONE


PARTS = (show, trend, forget, backup, restore)
ALONE = history
"""What runs where none of the parts is named."""


def _path(store: Path | None) -> Path:
    """Give the path of the store; raises Stop where a file was named that is something else."""
    if store is not None and is_anothers(store):
        raise Stop(BAD_USAGE, "quiz.no_store", path=store)
    return store or default_store()


def _today() -> date:
    return datetime.now(UTC).date()


@contextmanager
def _reading(store: Path | None) -> Iterator[Store | None]:
    """Open the store to read it; None where nothing was ever kept. Raises Stop."""
    path = _path(store)
    try:
        with read_store(path, _today()) as opened:
            _whole(opened)
            yield opened
    except Unusable as error:
        raise _stopped(path, error) from error


@contextmanager
def _writing(path: Path, *, make: bool = False) -> Iterator[Store | None]:
    """Open the store to change it; None where there is none and none is to be made. Raises Stop."""
    if not make and not path.exists():
        yield None
        return
    try:
        opened = open_store(path, _today())
    except Unusable as error:
        raise _stopped(path, error) from error
    try:
        if not make:
            _whole(opened)
        elif opened.set_aside:
            tell("quiz.set_aside", path=path, aside=opened.set_aside)
        yield opened
    except Unusable as error:
        raise _stopped(path, error) from error
    finally:
        opened.close()


def _whole(opened: Store | None) -> None:
    """Say which file was found damaged and set aside; raises Stop."""
    if opened is not None and opened.set_aside is not None:
        raise Stop(BAD_INPUT, "quiz.set_aside", path=opened.path, aside=opened.set_aside)


def _stopped(path: Path, error: Unusable) -> Stop:
    return Stop(_CODES.get(error.reason, DISK), "history.unusable", path=path, why=_why(error))


def _why(error: Unusable) -> str:
    return say(language(), f"quiz.reason.{error.reason}")


def _all(store: Path | None, who: str | None) -> tuple[list[Attempt], int]:
    """Give the attempts (of a person), and the exit code: 3, and a line, where some cannot be read."""
    with _reading(store) as opened:
        numbers = _of(opened, who) if opened else []
        attempts = list(opened.readable(numbers)) if opened else []
        unread = len(numbers) - len(attempts)
    if unread:
        tell("history.unreadable", count=unread)
    return attempts, LESS_THAN_ASKED if unread else DONE


def _found(opened: Store | None, number: int) -> Attempt:
    try:
        if opened is not None:
            return opened.attempt(number)
    except (KeyError, OverflowError):
        pass
    raise Stop(BAD_USAGE, "history.no_attempt", attempt=number)


def _wanted(opened: Store, attempt: int | None, who: str | None) -> list[int]:
    if attempt is not None:
        return [number for number in opened.numbers() if number == attempt]
    return _of(opened, who)


def _of(opened: Store, who: str | None) -> list[int]:
    """Give the numbers of a person's attempts (None: of all), those that cannot be read among them."""
    return [number for number, name in opened.names() if who is None or same(name, plain_name(who))]


def _agreed(attempts: int, files: int) -> bool:
    """Ask whether to forget; raises Stop where nobody is there to answer."""
    ask = say(language(), "history.forget.ask.files" if files else "history.forget.ask", count=attempts, files=files)
    try:
        console = standard_console(nullcontext)
        agreed = console.ask(ask).casefold() in say(language(), "quiz.words.yes").split(", ")
        console.flush()
        return agreed
    except (EndOfInput, OutputClosed) as error:
        raise Stop(BAD_USAGE, "history.forget.needs_yes") from error


def _echoed(who: str | None) -> str:
    """Give a name that was typed as it can be written back: in one line, nothing that a terminal acts on."""
    return printable(who or "")[:LONGEST]


def _items(attempt: Attempt) -> Bank | None:
    """Give the items of an attempt as far as the bank still has them; None where it cannot be opened."""
    try:
        opened = open_bank()
    except Stop:
        return None
    return opened.pick(slot.item for slot in attempt.run.slots if opened.fits(slot))


def _topics(opened: OpenBank, attempts: list[Attempt]) -> dict[str, str]:
    """Give the topics of the items that the bank still has, in the order of the bank's topics."""
    slots = {slot.item: slot for one in attempts for slot in one.run.slots}
    bank = opened.pick(name for name, slot in slots.items() if opened.fits(slot))
    topics = {item.id: bank.topic_of(item) for item in bank.items.values()}
    order = list(opened.settings.topics)
    return dict(sorted(topics.items(), key=lambda pair: order.index(pair[1]) if pair[1] in order else len(order)))


def _write(action: Callable[[HistoryShown], None]) -> None:
    with suppress(OutputClosed):
        plain = asks_for_plain()
        console = standard_console(nullcontext, styled=not plain)
        action(HistoryShown(console, language(), plain=plain))
        console.flush()
        sys.stdout.flush()
