"""Source texts on disk, the extractor's lexicon that comes with quizgen, and extraction over many texts."""

from __future__ import annotations

import codecs
import os
import signal
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Generic, TypeVar

from quizgen.extract import Lexicon, load_lexicon
from quizgen.files import SEEDS
from quizgen.shipped import data, shipped
from quizgen.stop import BAD_INPUT, Stop

T = TypeVar("T")

MAX_BYTES = 256 * 1024 * 1024
"""Bytes of a text; it is read whole, since all of it tells whom it addresses, and takes about five times the memory."""
_MOST_NOT_ASCII = 0.05
"""Part of an Indonesian text in Windows-1252 that is at most quotation marks, dashes and letters with accents."""
WORTH_A_POOL = 2 * 1024 * 1024
"""Bytes of text from which several processes are quicker than one; below, starting them takes longer."""


@cache
def lexicon() -> Lexicon:
    """Read the lexicon of the genre: cues, filters, abbreviations, topics, bearers, verbs."""
    return load_lexicon(lambda name: data("extract/data", name))


DOCUMENTS = (".html", ".htm", ".pdf", ".docx")
"""Endings of the files whose text is taken out by a library of the extra `quizgen[documents]`."""
_OTHER_DOCUMENTS = frozenset(
    ".doc .dot .rtf .odt .xls .xlsx .ppt .pptx .epub .zip .jpg .jpeg .png .webp .heic .tif .tiff .mht".split()
)


def text_paths(named: Iterable[Path]) -> list[Path]:
    """Give the text files that were named; none named: the shipped seeds.

    A folder stands for its .txt files, or, where it has none, for its documents. Raises Stop where it has neither.
    """
    paths: list[Path] = []
    for path in list(named) or [shipped(SEEDS)]:
        inside = [path]
        if path.is_dir():
            files = sorted(one for one in path.iterdir() if one.is_file())
            inside = [one for one in files if one.suffix == ".txt"]
            inside = inside or [one for one in files if one.suffix.lower() in DOCUMENTS]
        if not inside:
            raise Stop(BAD_INPUT, "extract.no_text", path=shown(path), kinds=", ".join((".txt", *DOCUMENTS)))
        paths += inside
    return paths


def read_text(path: Path) -> str:
    """Read a text as it is, newlines included, so that offsets hold; of a document, what `source add` would store.

    Raises Stop where it is neither a text (`decoded`) nor a document that can be read, and OSError.
    """
    if path.suffix.lower() in DOCUMENTS:
        from quizgen.documents import read_document

        return read_document(path).text
    if path.suffix.lower() in _OTHER_DOCUMENTS and path.is_file():
        raise Stop(BAD_INPUT, "source.unknown_kind", path=shown(path), kinds=", ".join((".txt", *DOCUMENTS)))
    if path.stat().st_size > MAX_BYTES:
        raise Stop(BAD_INPUT, "extract.too_large", path=shown(path), limit=MAX_BYTES >> 20)
    try:
        return decoded(path.read_bytes())[0]
    except UnicodeDecodeError as error:
        raise Stop(BAD_INPUT, "extract.not_text", path=shown(path), byte=error.start) from error


def decoded(data: bytes) -> tuple[str, str]:
    """Decode a text, and name the encoding (empty for UTF-8): also what an older Windows editor writes.

    That is UTF-16 with its mark, or Windows-1252 where the text is mostly ASCII and only letters and typographic signs
    are not. Raises UnicodeDecodeError, with the place where the text is no UTF-8, on anything else.
    """
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            with suppress(UnicodeDecodeError):
                return data.decode("utf-16"), "UTF-16"
        with suppress(UnicodeDecodeError):
            text = data.decode("cp1252")
            others = [char for char in text if not char.isascii()]
            controls = any(not char.isprintable() and char not in "\t\n\r\f\xa0\xad" for char in text)
            if not controls and len(others) <= len(text) * _MOST_NOT_ASCII:
                return text, "Windows-1252"
        raise error


def shown(path: Path) -> str:
    """Write a path on one line, whatever characters its name has."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in str(path))


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What became of one text: a result, or the message (with its words) that says why there is none."""

    path: Path
    result: T | None
    message: str = ""
    words: tuple[tuple[str, str], ...] = ()


def worth_a_pool(paths: Sequence[Path]) -> bool:
    """Tell whether there is so much text, in several files, that several processes are quicker than one."""
    return len(paths) > 1 and sum(_size(path) for path in paths) >= WORTH_A_POOL


def over_texts(work: Callable[[Path, str], T], paths: Sequence[Path]) -> Iterator[Done[T]]:
    """Do the work on each text and give what became of it, in the order of the paths, as soon as it is there.

    Much text is shared out to as many processes as there are cores, so `work` and its result must be picklable.
    """
    if not worth_a_pool(paths):
        yield from (_one(work, path) for path in paths)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # where no semaphores can be had it works one by one, and says so
        import joblib

    pool = joblib.Parallel(n_jobs=joblib.cpu_count(), return_as="generator", batch_size=1)
    here = Path.cwd()
    with _interrupted_once():
        yield from pool(joblib.delayed(_in_pool)(work, path, here) for path in paths)


@contextmanager
def _interrupted_once() -> Iterator[None]:
    """Heed the first Ctrl-C only, so that a second one does not disturb the pool while it is put away."""

    def heed(*_: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, heed)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _in_pool(work: Callable[[Path, str], T], path: Path, folder: Path) -> Done[T]:
    """Do the work on one text in a process of the pool, in the parent's folder; Ctrl-C is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.chdir(folder)
    return _one(work, path)


def _one(work: Callable[[Path, str], T], path: Path) -> Done[T]:
    """Do the work on one text; a text that cannot be read is told, not raised, so that the others go on."""
    try:
        return Done(path, work(path, read_text(path)))
    except Stop as stop:
        return Done(path, None, stop.message, tuple((name, str(word)) for name, word in stop.words.items()))
    except OSError as error:
        return Done(path, None, "disk", (("reason", error.strerror or str(error)), ("path", shown(path))))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
