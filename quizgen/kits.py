"""The files of a kit: for each paper of a session what is laid out, and what is stamped on which copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import NamedTuple, get_args

from msgspec.structs import replace as replace_record

from quizgen.kit.copies import Copy, copies
from quizgen.language import say
from quizgen.model.session import KitPaper, Participant
from quizgen.model.words import Language
from quizgen.open_bank import OpenBank
from quizgen.printing import Copies, Laying, Named, Plain
from quizgen.render.handout import MAX_EMBLEM_BYTES, Emblem, Handout
from quizgen.render.stamps import Stamp
from quizgen.render.theme import Theme
from quizgen.sessions import Settled

PER_FILE = 500
"""Copies in one file: few enough for a copier and its operator, and what is made anew after an interruption."""
PER_TASK = 200
"""Files of one person each that are stamped in one task."""
_PLAIN: tuple[KitPaper, ...] = ("key", "guide", "attendance", "card", "poster", "coverage")
_TESTS: tuple[KitPaper, ...] = ("questions", "sheet")
_SINGLE: tuple[KitPaper, ...] = ("pledge", "certificate")
_NO_SIGN = re.compile(r"[^a-z0-9]+")
_PART = re.compile(r"(-[0-9]{3,}\.pdf|/.*|\.pdf)$")
_LONGEST = 60


class Wish(NamedTuple):
    """How a kit is wanted: one file for each person, and which of the session's papers (empty: all).

    With `accessible` each person's papers are laid out one by one, tagged, with the name in the text.
    """

    per_person: bool = False
    only: Collection[str] = ()
    accessible: bool = False


class Kit(NamedTuple):
    """All that a kit prints."""

    plain: tuple[Plain, ...]
    named: tuple[Named, ...]

    @property
    def names(self) -> Iterator[str]:
        """The names of all files, in order."""
        yield from (one.name for one in self.plain)
        yield from (file.name for one in self.named for file in one.files())


def kit_of(settled: Settled, opened: OpenBank, emblem: Emblem | None, wish: Wish, theme: Theme | None = None) -> Kit:
    """Plan the files of a session; the papers keep the order of session.yaml's vocabulary, which numbers them."""
    order = replace(_order(settled, opened, emblem), theme=theme)
    wanted = wish.only or settled.session.papers
    plain = [
        Plain(f"{_stem(kind, order)}.pdf", Laying(kind, _for_kind(kind, order, settled, opened)))
        for kind in _PLAIN
        if kind in wanted
    ]
    if wish.accessible:
        return Kit((*plain, *_tagged(settled, order, wanted)), ())
    named = [*_tests(settled, order, wanted, wish), *_for_each(settled, order, wanted, wish)]
    return Kit(tuple(plain), tuple(named))


def outdated(names: Collection[str], settled: Settled, opened: OpenBank) -> list[str]:
    """Give those of the names of an earlier run that this session, however printed, has no file of any more.

    That is what a shorter roster leaves. Files of other papers, forms and languages are no concern of it.
    """
    all_ = get_args(KitPaper)
    wishes = (Wish(False, all_), Wish(True, all_), Wish(False, all_, accessible=True))
    now = {name for wish in wishes for name in kit_of(settled, opened, None, wish).names}
    stems = {_PART.sub("", name) for name in now}
    return [name for name in names if name not in now and _PART.sub("", name) in stems]


def emblem_of(settled: Settled, folder: Path, opened: OpenBank) -> tuple[Emblem | None, str]:
    """Read the emblem of the session's letterhead, else the bank's; or give the message that says why there is none."""
    letterhead = settled.session.letterhead
    home = folder if letterhead else opened.folder
    letterhead = letterhead or opened.settings.letterhead
    name = letterhead.emblem if letterhead else ""
    if not name:
        return None, ""
    try:
        with (home / name).open("rb") as file:
            data = file.read(MAX_EMBLEM_BYTES + 1)
    except OSError:
        return None, "paper.no_emblem"
    return (None, "paper.big_emblem") if len(data) > MAX_EMBLEM_BYTES else (Emblem(str(name), data), "")


def _order(settled: Settled, opened: OpenBank, emblem: Emblem | None) -> Handout:
    session, form = settled.session, settled.form
    language: Language = "en" if session.language == "en" else "id"
    items = dict.fromkeys(slot.item for slots in form.variants.values() for slot in slots)
    return Handout(
        form=form, bank=opened.pick(items), variants=tuple(form.variants), language=language, paper=session.paper,
        emblem=emblem, second="en" if session.language == "both" else None, large=session.print == "large",
        gray=session.ink == "gray", session=session,
    )  # fmt: skip


def _for_kind(kind: str, order: Handout, settled: Settled, opened: OpenBank) -> Handout:
    """Give a paper its order: the matrix covers all items, a list its people; other papers do not depend on them."""
    if kind == "coverage":
        whole = [one.item for one in opened.candidates(str(order.form.as_of))]
        return replace(order, bank=opened.pick(whole))
    return replace(order, people=tuple(settled.people)) if kind in ("attendance", "guide") else order


def _tests(settled: Settled, order: Handout, wanted: Collection[str], wish: Wish) -> Iterator[Named]:
    """Give the copies of each test: the questions and the answer sheet of one person together."""
    kinds = [kind for kind in _TESTS if kind in wanted]
    if not kinds:
        return
    bare = replace(order, tagged=False)
    for part, letters in settled.letters.items():
        masters = {
            letter: tuple(Laying(kind, replace(bare, variants=(letter,), part=part)) for kind in kinds)
            for letter in letters
        }

        def stamps(letters: Sequence[str] = letters) -> Iterator[tuple[Copy, Stamp]]:
            for place, one in enumerate(copies(_takers(settled), letters, _spare(settled)), 1):
                yield one, _test_stamp(one, place, settled)

        stem = say(order.language, f"kit.file.test.{part}", form=settled.form.id)
        title = say(order.language, f"kit.title.test.{part}", form=settled.form.id)
        yield Named(
            title, order.language, masters, _files(stem, stamps, wish), True, PER_TASK if wish.per_person else 1
        )


def _tagged(settled: Settled, order: Handout, wanted: Collection[str]) -> Iterator[Plain]:
    """Give each person's papers one by one: a file for each paper, its fields filled in."""
    for part, letters in settled.letters.items():
        stem = say(order.language, f"kit.file.test.{part}", form=settled.form.id)
        for place, one in enumerate(copies(_takers(settled), letters, _spare(settled)), 1):
            filled = _test_stamp(one, place, settled).texts
            paper = replace(order, variants=(one.variant,), part=part, filled=filled)
            for kind in (kind for kind in _TESTS if kind in wanted):
                name = say(order.language, f"paper.file.{kind}")
                yield Plain(f"{stem}/{place:05d}{_slug(one.participant)}-{name}.pdf", Laying(kind, paper))
    for kind in (kind for kind in _SINGLE if kind in wanted):
        for place, person in enumerate(settled.people or (None,), 1):
            paper = replace(order, filled=_signed(person))
            yield Plain(f"{_stem(kind, order)}/{place:05d}{_slug(_named(person))}.pdf", Laying(kind, paper))


def _takers(settled: Settled) -> Sequence[Participant]:
    """Give who takes the tests; by their codes where there are any, so that no stack tells the roster's order."""
    return settled.people.by_code() if settled.session.anonymous == "true" else settled.people


def _spare(settled: Settled) -> int:
    """Give how many copies have no name; without a roster one of each variant at the least, to be copied."""
    spare = int(settled.session.spare)
    return spare if settled.people else max(spare, *map(len, settled.letters.values()))


def _texts(person: Participant | None) -> dict[str, str]:
    return {"name": person.name, "unit": person.unit, "number": person.number} if person else {}


def _signed(person: Participant | None) -> dict[str, str]:
    """Give what is stamped on a paper that bears a name, and on the pledge once more below the signature."""
    return _texts(person) | {"signature": person.name} if person else {}


def _test_stamp(one: Copy, place: int, settled: Settled) -> Stamp:
    """Give what is stamped on a test: a code instead of all that names the person where the session is anonymous."""
    person = one.participant
    texts = {"qr": f"{settled.form.id}-{one.variant}-{place:05d}"}
    if person is not None and person.code:
        texts["code"] = person.code
    elif person is not None:
        texts |= _texts(person)
    return Stamp(one.variant, texts, _who(person, settled))


def _who(person: Participant | None, settled: Settled) -> str:
    """Name a person for a remark: by the line of the roster."""
    return f"{settled.session.roster}:{person.line}: {person.name}" if person else ""


def _for_each(settled: Settled, order: Handout, wanted: Collection[str], wish: Wish) -> Iterator[Named]:
    """Give the papers that each participant gets one of, by name; one without a name where there is no roster."""
    bare = replace(order, tagged=False)
    for kind in _SINGLE:
        if kind not in wanted:
            continue

        def stamps() -> Iterator[tuple[Copy, Stamp]]:
            for person in settled.people or (None,):
                yield Copy("", _named(person)), Stamp("", _signed(person), _who(person, settled))

        stem = _stem(kind, order)
        title = say(order.language, f"paper.summary.{kind}")
        batch = PER_TASK if wish.per_person else 1
        yield Named(title, order.language, {"": (Laying(kind, bare),)}, _files(stem, stamps, wish), False, batch)


def _files(stem: str, stamps: Callable[[], Iterator[tuple[Copy, Stamp]]], wish: Wish) -> Callable[[], Iterator[Copies]]:
    """Cut copies into files: one for each person, or of so many copies each."""

    def each() -> Iterator[Copies]:
        for place, (copy, stamp) in enumerate(stamps(), 1):
            yield Copies(f"{stem}/{place:05d}{_slug(copy.participant)}.pdf", (stamp,))

    def parts() -> Iterator[Copies]:
        left = (stamp for _, stamp in stamps())
        number = 0
        while several := tuple(islice(left, PER_FILE)):
            number += 1
            yield Copies(f"{stem}-{number:03d}.pdf", several)

    return each if wish.per_person else parts


def _named(person: Participant | None) -> Participant | None:
    """Give a person without the code: no file of a paper that bears the name may tell whose test has which code."""
    return person and replace_record(person, code="")


def _slug(person: Participant | None) -> str:
    """Give what a file's name says of a person: letters and digits only, so that no name can lead out of the folder."""
    if person is None:
        return ""
    plain = unicodedata.normalize("NFKD", person.shown).encode("ascii", "ignore").decode().lower()
    slug = _NO_SIGN.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    return f"-{slug}" if slug else ""


def _stem(kind: str, order: Handout) -> str:
    return say(order.language, f"kit.file.{kind}", form=order.form.id)
