"""session.yaml on disk: read, checked against the bank, and settled (form, roster) before anything is printed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from quizgen.bank.reading import Placed, read_record
from quizgen.bank.shape import nearest
from quizgen.dates import iso
from quizgen.files import write_whole
from quizgen.kit.copies import letters_of
from quizgen.kit.people import People
from quizgen.kit.roster import Roster, anonymous
from quizgen.limits import MAX_YAML_BYTES
from quizgen.model.form import Form
from quizgen.model.session import Part, Session
from quizgen.open_bank import OpenBank
from quizgen.problems import Problem
from quizgen.quiz.assemble import form_of, variant_letters
from quizgen.quiz.blueprint import Blueprint, Shortage, draw, plan
from quizgen.rosters import read_roster
from quizgen.shipped import shipped
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, Stop, reason_of


class Settled(NamedTuple):
    """A session that can be printed: its form, which variants are of which test, and who comes.

    `remarks` name the rows of the roster that were left out or look odd.
    """

    session: Session
    form: Form
    letters: Mapping[Part, tuple[str, ...]]
    people: People
    remarks: tuple[Problem, ...]


def read_session(path: Path, shown: str) -> Placed[Session]:
    """Read session.yaml; raises Stop with all that is wrong with its form, or where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_YAML_BYTES + 1)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=shown) from error
    session, problems = read_record(data, shown, Session)
    if session is None or problems:
        raise Stop(BAD_INPUT, "kit.session_errors", problems, count=len(problems), path=shown)
    return Placed(shown, session)


def settle(placed: Placed[Session], folder: Path, opened: OpenBank) -> Settled:
    """Draw the form and read the roster of a session that lies in `folder`.

    Raises Stop with everything that stands in the way, all at once: settings that contradict one another, a pool that
    is too small for the blueprint (by topic and level), a roster that cannot be read.
    """
    session = placed.record
    found = Roster(People(), ())
    if session.roster:
        found = read_roster(folder / session.roster, session.roster)
    problems = [*_settings(placed, opened), *(one for one in found.problems if one.is_error)]
    wanted = _blueprint(session, opened)
    pool = opened.candidates(str(session.date))
    if not problems:
        problems += [_lacking(placed, one) for one in plan(pool, wanted).shortages]
    if problems:
        raise Stop(BAD_INPUT, "kit.session_errors", problems, count=len(problems), path=placed.path)
    letters = letters_of(variant_letters(session.variants) or (), session.tests)
    seed = session.seed or _seed(session)
    rng = random.Random(f"{seed}/{opened.version}")
    drawn = draw(pool, wanted, rng)
    tests = [(test, letters[part]) for part, test in zip(session.tests, drawn, strict=True)]
    form = form_of(tests, seed=seed, bank=opened.version, as_of=str(session.date), rng=rng)
    people = anonymous(found.people, form.id) if session.anonymous == "true" else found.people
    return Settled(session, form, letters, people, found.problems)


def write_new(path: Path) -> None:
    """Write a commented session.yaml; raises Stop where there is one already or the disk refuses."""
    if path.exists():
        raise Stop(BAD_USAGE, "kit.exists", path=path)
    try:
        write_whole(path, (shipped("templates") / "workspace" / "session.yaml").read_bytes())
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=path) from error


def _settings(placed: Placed[Session], opened: OpenBank) -> Iterator[Problem]:
    """Give what the settings of a session contradict."""
    session, known = placed.record, opened.settings.topics
    if iso(session.date) is None:
        yield Problem(placed.at(session.date), "E305", {"date": session.date})
    letters = variant_letters(session.variants)
    if letters is None:
        yield Problem(placed.at(session.variants), "E501", {"variants": session.variants})
    elif len(letters) * len(session.tests) > 26:
        words = {"count": str(len(letters)), "most": str(26 // len(session.tests))}
        yield Problem(placed.at(session.variants), "E502", words)
    if len(set(session.tests)) < len(session.tests):
        yield Problem(placed.at(session.tests[-1]), "E504", {"name": session.tests[-1]})
    for topic, weight in session.blueprint.weights.items():
        if topic not in known:
            near = nearest(topic, list(known))
            yield Problem(placed.at(weight), "E310", {"id": topic, "near": f" ({near}?)" if near else ""})
    levels = session.blueprint.levels
    total = sum(int(count) for count in levels.values())
    if levels and total != int(session.blueprint.count):
        at = placed.at(next(iter(levels.values())))
        yield Problem(at, "E503", {"total": str(total), "count": session.blueprint.count})


def _blueprint(session: Session, opened: OpenBank) -> Blueprint:
    weights = session.blueprint.weights or opened.settings.blueprint.weights
    levels = {str(level): int(count) for level, count in session.blueprint.levels.items()}
    count = int(session.blueprint.count)
    return Blueprint(
        count,
        {topic: int(weight) for topic, weight in weights.items()},
        levels if sum(levels.values()) == count else {},
        len(session.tests),
    )


def _lacking(placed: Placed[Session], one: Shortage) -> Problem:
    blueprint = placed.record.blueprint
    words = {"wanted": str(one.wanted), "found": str(one.found), "lacking": str(one.lacking)}
    if one.topic:
        return Problem(
            placed.at(blueprint.weights.get(one.topic, blueprint.count)), "E508", words | {"topic": one.topic}
        )
    if one.level:
        return Problem(placed.at(blueprint.levels[one.level]), "E509", words | {"level": one.level})  # type: ignore[index]
    return Problem(placed.at(blueprint.count), "E510", words)


def _seed(session: Session) -> str:
    """Give the seed of a session that names none: the same session draws the same form."""
    return hashlib.sha256(f"{session.title.id}|{session.date}|{session.place}".encode()).hexdigest()[:8]
