"""`quizgen preview`: the bank in the browser, as on paper and as in the quiz, following the files as they are saved."""

from __future__ import annotations

import errno
import os
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.shape import nearest
from quizgen.cli.form_choice import today
from quizgen.cli.voice import language, tell, text
from quizgen.files import find_bank, shipped_bank
from quizgen.language import say
from quizgen.preview.board import Board
from quizgen.preview.page import Page
from quizgen.preview.query import Query
from quizgen.preview.server import HERE, Server
from quizgen.preview.snapshot import Snapshot
from quizgen.preview.watching import Watch
from quizgen.stop import BAD_USAGE, DONE, Stop


def preview(
    id: Annotated[
        str, typer.Argument(metavar="[ID]", help=say(language(), "preview.help.id"), show_default=False)
    ] = "",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help=say(language(), "preview.help.port"), show_default=False)
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help=say(language(), "preview.help.no_open"), show_default=False)
    ] = False,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Show the bank in the browser until Ctrl-C."""
    bank = find_bank(Path.cwd())
    if bank is None:
        tell("preview.shipped")
    board = Board()
    watch = Watch(bank or shipped_bank(), board, today)
    watch.refresh()
    shown = board.shown
    query = _query(shown, id)
    server = _server(board, Page(language(), read_only=bank is None), port)
    with _watched(watch, board), server:
        address = f"http://{HERE}:{server.port}{query.address()}"
        print(address, flush=True)
        tell("preview.ready", items=len(shown.rows))
        if not no_open:
            _open(address)
        with suppress(KeyboardInterrupt):  # the way to end it
            server.serve_forever(poll_interval=0.2)
    tell("preview.ended")
    return DONE


def _query(shown: Snapshot, name: str) -> Query:
    """Ask for an item, or for the items about a rule; raises Stop with the nearest ids where there is neither."""
    items = [row.id for row in shown.rows]
    rules = [one.record.id for one in shown.reading.rules]
    if not name or name in items:
        return Query(item=name)
    if name in rules:
        return Query(q=name)
    sources, instruments = shown.reading.sources, shown.reading.instruments
    if name in {*(one.record.id for one in sources), *(one.record.id for one in instruments)}:
        raise Stop(BAD_USAGE, "preview.other_record", id=name)
    near = nearest(name, [*items, *rules])
    raise Stop(BAD_USAGE, "workbench.no_id.near" if near else "workbench.no_id", id=name, near=near)


def _server(board: Board, page: Page, port: int) -> Server:
    """Take the port; raises Stop where another program has it, or it may not be taken."""
    try:
        return Server(board, page, port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE or getattr(error, "winerror", 0) in (10013, 10048)
        key = "preview.port_taken" if taken else "preview.no_port"
        raise Stop(BAD_USAGE, key, port=port, reason=error.strerror or error) from error


@contextmanager
def _watched(watch: Watch, board: Board) -> Iterator[None]:
    """Follow the files in a thread of its own."""
    stop = threading.Event()
    thread = threading.Thread(target=watch.run, args=(stop,), name="quizgen-watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        board.close()
        thread.join(timeout=2)


def _open(address: str) -> None:
    """Open the page in the user's browser, or say how; a browser in the terminal would take the terminal from us."""
    has_screen = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    )

    def opened() -> None:
        with suppress(webbrowser.Error, OSError):
            if webbrowser.open(address):
                return
        tell("preview.open_yourself")

    if has_screen:
        threading.Thread(target=opened, daemon=True).start()
    else:
        tell("preview.open_yourself")
