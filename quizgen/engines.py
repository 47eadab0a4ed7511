"""Where the tasks of a kit run: on all cores of this machine, or on a Dask cluster that is already there.

Processes only: WeasyPrint corrupts memory under threads.
"""

from __future__ import annotations

import gc
import os
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Protocol, TypeVar

from quizgen import __version__
from quizgen.bounds import Bounds, bounds, follow, held, refusal, room_to_tell
from quizgen.stop import BAD_USAGE, DISK, REFUSED, Stop

R = TypeVar("R")

_PATIENCE = 10
"""Seconds that a cluster may need on top of a task's own: a worker that was ended is started again."""
_ANSWERS = 10
"""Seconds in which a cluster must answer."""
_AHEAD = 2
"""Tasks handed out ahead, for each worker: so many results at most wait in memory."""


class Engine(Protocol):
    """Runs tasks somewhere and gives their results in order."""

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Call a function of a module with each set of arguments.

        Raises Stop where a task is refused or lost; its words lack `file`, which whoever knows the task adds.
        """

    def warm(self, task: Callable[[], object]) -> None:
        """Call a function in every process while this one reads on, so that what it loads is there in time."""

    def close(self) -> None:
        """Let go of what the engine holds."""


def load_renderer() -> None:
    """Load what laying out needs (0.4 s), in a process that will do it; without Pango it does nothing.

    The caller loads none of it, so that the processes start before it has read what they will print. What is loaded
    stays for good, so the garbage collector need not walk it again and again: layouts take 14 % less time.
    """
    gc.disable()
    try:
        from quizgen import printing as printing
        from quizgen.render.faults import PangoMissingError
        from quizgen.render.pdf import font_configuration

        with suppress(PangoMissingError):
            font_configuration()
    finally:
        gc.freeze()
        gc.enable()


def engine(name: str, jobs: int) -> Engine:
    """Give the engine of a name: empty for this machine with so many processes (0: all cores), or `dask://HOST:PORT`.

    Raises Stop for another name, where the extra `cluster` is missing, or where no cluster answers.
    """
    if name in ("", "local"):
        return Local(jobs)
    if name.startswith("dask://"):
        return Cluster(name.removeprefix("dask://"))
    raise Stop(BAD_USAGE, "kit.no_engine", name=name)


class Local:
    """joblib's processes on this machine, each with bounds of memory and time."""

    def __init__(self, jobs: int) -> None:
        # A single job would run within this process, where nothing bounds it.
        self._jobs = max(2, jobs or os.cpu_count() or 2)
        self._limits = bounds()
        self._warming: Iterator[object] = iter(())
        self._used = False

    def warm(self, task: Callable[[], object]) -> None:
        """Start the processes, each with a call of a task whose result nobody needs."""
        self._warming = self._run(task, [()] * self._jobs)

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Run tasks in order; at most two for each process are on their way."""
        from joblib.externals.loky.process_executor import BrokenProcessPool

        results: Iterator[R] = iter(())
        try:
            deque(self._warming, maxlen=0)
            results = self._run(task, arguments)
            yield from results
        except BrokenProcessPool as error:
            raise Stop(REFUSED, "kit.died", ended=_codes(str(error))) from error
        except Exception as error:
            raise refusal(error, self._limits) or error from error
        finally:
            _leave(results)

    def _run(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Hand out tasks at once, and give an iterator over their results."""
        from joblib import Parallel, delayed

        self._used = True
        os.environ.setdefault("PYTHONWARNINGS", "ignore")  # of the processes: what loky leaves is no user's matter
        run = Parallel(
            n_jobs=self._jobs, backend="loky", return_as="generator", pre_dispatch=_AHEAD * self._jobs, batch_size=1,
            timeout=self._limits.seconds, mmap_mode=None, max_nbytes=None, initializer=follow, initargs=(os.getpid(),),
        )  # fmt: skip
        results: Iterator[R] = run(delayed(bounded)(self._limits, task, *one) for one in arguments)
        return results

    def close(self) -> None:
        """End the processes."""
        if self._used:
            from joblib.externals.loky import get_reusable_executor

            with suppress(Exception):  # whatever warming up came to; loky must not be ended while it is at work
                deque(self._warming, maxlen=0)
            get_reusable_executor(reuse=True).shutdown(wait=False, kill_workers=True)


class Cluster:
    """The workers of a Dask cluster; they need the same version of quizgen, and no disk that is shared."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise Stop(BAD_USAGE, "kit.no_distributed") from error
        self._limits = bounds()
        self._address = address
        client: Any = distributed.Client
        try:
            self._client: Any = client(f"tcp://{address}", timeout=_ANSWERS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Stop(DISK, "kit.no_cluster", address=address) from error
        self._check_workers()

    def _check_workers(self) -> None:
        """Raise Stop where the cluster has no worker, or one without quizgen or with another version of it."""
        found: dict[str, object] = self._client.run(version_here, on_error="return")
        if not found:
            self._leave("kit.no_workers", address=self._address)
        for worker, version in sorted(found.items()):
            if version != __version__:
                told = "?" if isinstance(version, BaseException) else version
                self._leave("kit.other_version", worker=worker, version=told, own=__version__)

    def _leave(self, message: str, **words: object) -> None:
        self.close()
        stop = Stop(DISK, message)
        stop.words.update(words)
        raise stop

    def warm(self, task: Callable[[], object]) -> None:
        """Leave the cluster's workers as they are: they have been at work before, or will be warm soon."""

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Run tasks in order; at most two for each worker thread are on their way."""
        waiting: deque[Any] = deque()
        rest = iter(arguments)
        try:
            ahead = _AHEAD * max(1, sum(self._client.nthreads().values()))
            while True:
                waiting.extend(
                    self._client.submit(bounded, self._limits, task, *one, pure=False)
                    for one in islice(rest, ahead - len(waiting))
                )
                if not waiting:
                    return
                yield self._result(waiting)
        finally:
            for one in waiting:
                one.cancel()

    def _result(self, waiting: deque[Any]) -> Any:
        """Wait for the first task that is on its way; raises Stop."""
        from distributed import CancelledError, KilledWorker

        try:
            result = waiting[0].result(timeout=self._limits.seconds + _PATIENCE)
        except KilledWorker as error:
            raise Stop(REFUSED, "kit.died", ended="Dask") from error
        except (CancelledError, OSError) as error:
            if type(error).__name__ == "TimeoutError" and self._client.status == "running":
                raise refusal(error, self._limits) or error from error
            raise Stop(DISK, "kit.lost_cluster", address=self._address) from error
        except Exception as error:
            raise refusal(error, self._limits) or error from error
        waiting.popleft()
        return result

    def close(self) -> None:
        """Leave the cluster as it is."""
        self._client.close(timeout=2)


def _leave(results: Iterator[object]) -> None:
    """Give up results that nobody waits for any more, without joblib's word on it."""
    close = getattr(results, "close", None)
    if close is not None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            close()


def version_here() -> str:
    """Give the version of quizgen of the process that is asked."""
    return __version__


def bounded(limits: Bounds, task: Callable[..., R], *arguments: Any) -> R:
    """Run a task in this process, one at a time, held to its bounds."""
    with _ONE_AT_A_TIME, held(limits):
        try:
            return task(*arguments)
        except BaseException:
            room_to_tell()
            raise


_ONE_AT_A_TIME = threading.Lock()
"""A worker of Dask may have several threads, but what renders may not run in two at once."""


def _codes(told: str) -> str:
    """Give how the processes ended, as loky tells it: `SIGKILL(-9)`."""
    return told.rpartition("{")[2].partition("}")[0] or "?"
