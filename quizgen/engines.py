"""Where the tasks of a kit run: on all cores of this machine, or on a Dask cluster that is already there.

Processes only: WeasyPrint corrupts memory under threads.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Protocol, TypeVar

from quizgen.stop import BAD_USAGE, DISK, REFUSED, Stop

R = TypeVar("R")

MAX_MEMORY = 3 * 1024**3
"""Bytes of address space that a process which renders may take."""
MAX_SECONDS = 300
"""How long one task may take."""
_AHEAD = 2
"""Tasks handed out ahead, for each worker: so many results at most wait in memory."""


class Engine(Protocol):
    """Runs tasks somewhere and gives their results in order."""

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Call a function of a module with each set of arguments; raises Stop where a task is refused or lost."""

    def close(self) -> None:
        """Let go of what the engine holds."""


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

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Run tasks in order; at most two for each process are on their way."""
        from joblib import Parallel, delayed
        from joblib.externals.loky.process_executor import TerminatedWorkerError

        run = Parallel(
            n_jobs=self._jobs, backend="loky", return_as="generator", pre_dispatch=_AHEAD * self._jobs, batch_size=1,
            timeout=MAX_SECONDS, mmap_mode=None, max_nbytes=None,
        )  # fmt: skip
        try:
            yield from run(delayed(bounded)(task, *one) for one in arguments)
        except TimeoutError as error:
            raise Stop(REFUSED, "kit.too_slow", seconds=MAX_SECONDS) from error
        except (MemoryError, TerminatedWorkerError) as error:
            raise Stop(REFUSED, "kit.too_much", mb=MAX_MEMORY // 1024**2) from error

    def close(self) -> None:
        """End the processes."""
        from joblib.externals.loky import get_reusable_executor

        get_reusable_executor().shutdown(wait=False, kill_workers=True)


class Cluster:
    """The workers of a Dask cluster; they need the same version of quizgen, and no disk that is shared."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise Stop(BAD_USAGE, "kit.no_distributed") from error
        try:
            client: Any = distributed.Client
            self._client: Any = client(f"tcp://{address}", timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            raise Stop(DISK, "kit.no_cluster", address=address) from error

    def map(self, task: Callable[..., R], arguments: Iterable[tuple[Any, ...]]) -> Iterator[R]:
        """Run tasks in order; at most two for each worker thread are on their way."""
        waiting: deque[Any] = deque()
        rest = iter(arguments)
        ahead = _AHEAD * max(1, sum(self._client.nthreads().values()))
        while True:
            waiting.extend(
                self._client.submit(bounded, task, *one, pure=False, retries=1)
                for one in islice(rest, ahead - len(waiting))
            )
            if not waiting:
                return
            yield waiting.popleft().result(timeout=MAX_SECONDS)

    def close(self) -> None:
        """Leave the cluster as it is."""
        self._client.close()


def bounded(task: Callable[..., R], *arguments: Any) -> R:
    """Run a task in this process, one at a time, its memory bounded where the system can do that."""
    with _ONE_AT_A_TIME:
        _bound_memory()
        return task(*arguments)


_ONE_AT_A_TIME = threading.Lock()
"""A worker of Dask may have several threads, but what renders may not run in two at once."""


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > MAX_MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, hard))
