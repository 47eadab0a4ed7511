"""Where quizgen keeps what belongs to the user of this machine: attempts, and forms of the shipped bank."""

from __future__ import annotations

import os
from pathlib import Path

_ATTEMPTS = "attempts.sqlite3"


def data_folder() -> Path:
    """Give the user's data folder for quizgen: `QUIZGEN_DATA`, else that of this system."""
    if chosen := os.environ.get("QUIZGEN_DATA"):
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("quizgen", appauthor=False)


def cache_folder() -> Path:
    """Give the user's cache folder for quizgen: `QUIZGEN_CACHE`, else that of this system."""
    if chosen := os.environ.get("QUIZGEN_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("quizgen", appauthor=False)


def default_store() -> Path:
    """Give the path of the store of attempts, without opening it."""
    return data_folder() / _ATTEMPTS


def lock_beside(store: Path) -> Path:
    """Give the path of the lock file of a store."""
    return store.with_name(f"{store.name}.lock")


def may_write(store: Path) -> bool:
    """Tell whether a store can be begun or gone on with at a path, without opening it; makes its folder."""
    try:
        store.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(lock_beside(store), os.O_RDWR | os.O_CREAT, 0o600))
    except OSError:
        return False
    return not store.exists() or os.access(store, os.W_OK)
