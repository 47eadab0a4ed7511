"""Printing a kit's files: what each is made from, laid out and stamped by an engine, and written whole."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import NamedTuple

from msgspec import msgpack

from quizgen import __version__
from quizgen.engines import Engine
from quizgen.manifest import Entry, Ledger
from quizgen.render.fitting import Fitted, fitted
from quizgen.render.handout import Handout
from quizgen.render.places import Field
from quizgen.render.registry import Printed, renderer
from quizgen.render.remarks import Remark as Told
from quizgen.render.stamps import Master, Shortened, Stamp, Stamped
from quizgen.render.theme import MARKUP
from quizgen.shipped import shipped
from quizgen.stop import Stop

Remark = tuple[str, dict[str, str]]
"""A message of the catalogues and its words."""


class Laying(NamedTuple):
    """A paper to be laid out: its kind, and the order to print."""

    kind: str
    order: Handout

    @property
    def digest(self) -> str:
        """A digest of all that the paper is made from."""
        one = self.order
        items = sorted({slot.item for letter in one.variants for slot in one.form.variants[letter]})
        content = (
            self.kind, one.bank.version, [one.bank.items[name] for name in items], one.form, one.variants, one.language,
            one.second, one.paper, one.large, one.gray, one.part, one.tagged, one.emblem.url if one.emblem else "",
            one.session, one.people, _shipped_digest(), one.theme.digest if one.theme else "",
            sorted(one.filled.items()),
        )  # fmt: skip
        return _digest(content)


class Plain(NamedTuple):
    """A file that is one paper."""

    name: str
    laying: Laying


class Copies(NamedTuple):
    """A file of named copies."""

    name: str
    stamps: Sequence[Stamp]


class Named(NamedTuple):
    """Files of named copies of the same papers.

    `masters` are the papers of each variant, `files` gives the files anew at each call, `batch` of them are stamped in
    one task.
    """

    title: str
    language: str
    masters: Mapping[str, tuple[Laying, ...]]
    files: Callable[[], Iterable[Copies]]
    duplex: bool = True
    batch: int = 1


class Made(NamedTuple):
    """A file of the kit: its name, pages, and remarks; `kept` is True where it was there from an earlier run."""

    name: str
    pages: int
    remarks: tuple[Remark, ...]
    kept: bool


def lay_out(laying: Laying) -> Printed:
    """Lay a paper out as PDF; a task. Raises PangoMissingError and TemplateFault.

    A copy that is filled in for one person has long texts fitted into the boxes of the blank paper.
    """
    render, order = renderer(laying.kind, "pdf").render, laying.order
    if not order.filled:
        return render(order)
    blank = laying._replace(order=replace(order, filled={}))
    key = blank.digest
    if key not in _BLANKS:
        while len(_BLANKS) > _MOST_BLANKS:
            del _BLANKS[next(iter(_BLANKS))]
        _BLANKS[key] = render(blank.order).fields
    fits = dict(_fits(order.filled, _BLANKS[key]))
    return _told_of_cuts(render(replace(order, fits=fits)), order.filled, fits)


_BLANKS: dict[str, tuple[Field, ...]] = {}
"""The boxes of blank papers that were laid out in this process, by the digest of the paper."""
_MOST_BLANKS = 16
_BOLD = 1.08
"""How much wider bold letters are, at the most."""


def _fits(filled: Mapping[str, str], fields: Sequence[Field]) -> Iterator[tuple[str, Fitted]]:
    """Fit texts into the narrowest box of their name; what stands there on one line in full size is left as it is."""
    from quizgen.render.stamp_font import stamp_font  # it loads pikepdf, which only the processes that print need

    points = 72 / 25.4
    font = stamp_font("".join(filled.values()))
    for name, text in filled.items():
        boxes = [one for one in fields if one.name == name]
        if not boxes or not text or name == "qr":
            continue
        box = min(boxes, key=lambda one: one.width / one.size)
        fit = fitted(text, box.width * points, box.height * points, box.size, lambda part: font.measure(part) * _BOLD)
        if len(fit.lines) > 1 or fit.size < box.size or fit.cut:
            yield name, fit


def _told_of_cuts(printed: Printed, filled: Mapping[str, str], fits: Mapping[str, Fitted]) -> Printed:
    cut = [name for name, fit in fits.items() if fit.cut]
    told = [Told("kit.shortened", (("who", filled.get("name", "")), ("field", f"@field.{name}"))) for name in cut]
    return printed._replace(remarks=(*printed.remarks, *told)) if told else printed


def stamp(
    masters: Mapping[str, Sequence[Master]], files: Sequence[Copies], title: str, language: str, duplex: bool
) -> list[Stamped]:
    """Stamp the copies of some files; a task."""
    from quizgen.render.stamping import stamped

    return [stamped(masters, one.stamps, title, language, duplex=duplex) for one in files]


def print_plain(papers: Sequence[Plain], ledger: Ledger, run: Engine) -> Iterator[Made]:
    """Make the files that are one paper each, in order; those that are there as they would be made now are kept."""
    known = [(one, one.laying.digest) for one in papers]
    entries = [ledger.done(one.name, digest) for one, digest in known]
    missing = [one.laying for (one, _), entry in zip(known, entries, strict=True) if entry is None]
    results = iter(run.map(lay_out, ((laying,) for laying in missing)))
    for (one, digest), entry in zip(known, entries, strict=True):
        if entry is not None:
            yield Made(one.name, entry.pages, entry.remarks, kept=True)
            continue
        with _about(one.name):
            printed = next(results)
        made = Entry(digest, _sha(printed.data), printed.pages, tuple(remarks_of(printed)))
        ledger.keep(one.name, made, printed.data)
        yield Made(one.name, made.pages, made.remarks, kept=False)


def print_named(named: Named, ledger: Ledger, run: Engine) -> Iterator[Made]:
    """Make the files of named copies; each master is laid out once, and only where a file is missing.

    Memory does not grow with the number of files: as many wait as the engine hands out.
    """
    digests = {name: _digest([one.digest for one in papers]) for name, papers in named.masters.items()}
    made_from = {one.name: _made_from(one, named, digests) for one in named.files()}
    missing: set[str] = set()
    for name, digest in made_from.items():
        if entry := ledger.done(name, digest):
            yield Made(name, entry.pages, entry.remarks, kept=True)
        else:
            missing.add(name)
    if not missing:
        return
    masters, remarks = _masters(named, run)
    waiting: deque[list[Copies]] = deque()

    def tasks() -> Iterator[tuple[object, ...]]:
        left = (one for one in named.files() if one.name in missing)
        while batch := list(islice(left, named.batch)):
            waiting.append(batch)
            yield masters, batch, named.title, named.language, named.duplex

    stamping = iter(run.map(stamp, tasks()))
    while results := _next(stamping, waiting):
        for one, done in zip(waiting.popleft(), results, strict=True):
            told = (*remarks, *(shortened(short) for short in done.shortened if not short.characters))
            entry = Entry(made_from[one.name], _sha(done.data), done.pages, told)
            ledger.keep(one.name, entry, done.data)
            yield Made(one.name, entry.pages, entry.remarks, kept=False)


def remarks_of(printed: Printed) -> Iterator[Remark]:
    """Give what of a paper is less than was asked for; characters without a glyph are told before it is made."""
    for remark in printed.remarks:
        yield remark.message, dict(remark.words)


def shortened(short: Shortened) -> Remark:
    """Say which text of the roster was too long for its field."""
    return "kit.shortened", {"who": short.who, "field": f"@field.{short.field}"}


@contextmanager
def _about(file: str) -> Iterator[None]:
    """Name the file in what stops its making."""
    try:
        yield
    except Stop as stop:
        stop.words.setdefault("file", file)
        raise


def _next(stamping: Iterator[list[Stamped]], waiting: Sequence[list[Copies]]) -> list[Stamped] | None:
    with _about(waiting[0][0].name if waiting else ""):
        return next(stamping, None)


def _masters(named: Named, run: Engine) -> tuple[dict[str, tuple[Master, ...]], tuple[Remark, ...]]:
    layings = [laying for papers in named.masters.values() for laying in papers]
    with _about(named.title):
        printed = list(run.map(lay_out, ((laying,) for laying in layings)))
    ready = iter(printed)
    masters = {
        name: tuple(Master(one.data, one.fields) for one in islice(ready, len(papers)))
        for name, papers in named.masters.items()
    }
    told = [remark for one in printed for remark in remarks_of(one)]
    return masters, tuple(remark for number, remark in enumerate(told) if remark not in told[:number])


def _made_from(one: Copies, named: Named, digests: Mapping[str, str]) -> str:
    used = sorted({stamp.master for stamp in one.stamps})
    stamps = [(stamp.master, sorted(stamp.texts.items()), stamp.who) for stamp in one.stamps]
    return _digest((named.title, named.language, named.duplex, [digests[name] for name in used], stamps))


@cache
def _shipped_digest() -> str:
    """Give a digest of the templates and style sheets that came with quizgen."""
    made = hashlib.sha256()
    for path in sorted(shipped("templates").iterdir()):
        if path.name.endswith(MARKUP):
            made.update(path.name.encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def _digest(content: object) -> str:
    # A text that knows its line is written as a text.
    return hashlib.sha256(msgpack.encode((__version__, content), enc_hook=str)).hexdigest()[:32]


def _sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
