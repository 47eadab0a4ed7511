"""Running one task in a child process, so that nothing it does can harm or hold up this one."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeVar

from quizgen.bounds import Bounds, bounds, follow, held, refusal, room_to_tell
from quizgen.stop import REFUSED, Stop

if TYPE_CHECKING:
    from quizgen.render.handout import Handout
    from quizgen.render.registry import Printed

R = TypeVar("R")


def in_child(task: Callable[..., R], *arguments: Any) -> R:
    """Call a function of a module in a child process and give its result, or raise what it raised.

    Raises Stop (exit code 4) where the child is out of time or memory or ends without a word; its words lack `file`.
    """
    limits = bounds()
    context: Any = get_context(_how())
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(there, os.getpid(), limits, task, arguments), daemon=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # other threads: the child only renders
            child.start()
        there.close()
        return _answer(here, child, limits)  # type: ignore[no-any-return]
    finally:
        if child.pid is not None:
            child.kill()
            child.join()
        here.close()


def _how() -> str:
    """Fork where that is safe, for it costs milliseconds; not where Pango was loaded, whose threads no fork has."""
    return "fork" if sys.platform == "linux" and "weasyprint" not in sys.modules else "spawn"


def rendered(kind: str, suffix: str, orders: Sequence[Handout]) -> list[Printed]:
    """Print orders of one kind of paper; a task. Raises PangoMissingError and TemplateFault."""
    from quizgen.render.registry import renderer

    return [renderer(kind, suffix).render(one) for one in orders]


def _answer(here: Connection, child: Any, limits: Bounds) -> Any:
    try:
        if not here.poll(limits.seconds):
            raise Stop(REFUSED, "kit.too_slow", seconds=limits.seconds)
        error, result = pickle.loads(here.recv_bytes())
    except (EOFError, ConnectionError):
        child.join(5)
        raise Stop(REFUSED, "kit.died", ended=child.exitcode) from None
    if error is not None:
        raise refusal(error, limits) or error
    return result


def _run(there: Connection, parent: int, limits: Bounds, task: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Do the task in the child; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if number := getattr(signal, name, None):
            signal.signal(number, signal.SIG_DFL)
    error, result = None, None
    try:
        follow(parent)
        with held(limits):
            result = task(*arguments)
    except BaseException as raised:
        error = raised
    there.send_bytes(_packed(error, result))


def _packed(error: BaseException | None, result: object) -> bytes:
    room_to_tell()
    try:
        return pickle.dumps((error, result))
    except Exception as unpicklable:
        told = " / ".join(f"{type(one).__name__}: {one}" for one in (error, unpicklable) if one is not None)
        return pickle.dumps((RuntimeError(told), None))
