"""Where the files that come with quizgen are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """Give the folder of that name that comes with quizgen: `templates`, `question_bank` or `seeds`.

    In a wheel they lie in `quizgen/_shipped`, in a checkout beside the package.
    Raises FileNotFoundError where the installation is damaged.
    """
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"quizgen is not installed whole: the folder {name} is missing")


def data(package: str, name: str) -> bytes:
    """Read a data file of a subpackage: `data("extract/data", "cues.yaml")`; raises FileNotFoundError."""
    return (_PACKAGE / package / name).read_bytes()
