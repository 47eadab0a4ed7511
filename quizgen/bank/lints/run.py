"""All lints over a bank, and what of their findings an editor has accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from quizgen.bank.layout import SETTINGS
from quizgen.bank.lints import answers, asking, balance, duplicates, options, quotes
from quizgen.bank.lints.accepted import Accepting
from quizgen.bank.lints.persons import Persons
from quizgen.bank.lints.view import Asked, View, view
from quizgen.bank.reading import Reading
from quizgen.problems import Place, Problem

Lint = Callable[[View], Iterator[Problem]]

OF_OPTIONS: tuple[Lint, ...] = (
    answers.options_about_options,
    answers.contained,
    options.longest_key,
    options.uneven_lengths,
    options.clang_words,
    options.absolutes,
    options.overlapping,
    options.not_parallel,
    options.long_options,
    asking.unmarked_negative,
)
"""Lints of items with options, so not of verdicts."""

OF_ITEM: tuple[Lint, ...] = (asking.double_negative, asking.long_stem)
"""Lints that look at one item alone, whatever its kind."""

ACROSS = (quotes.crowded_quotes, duplicates.near_duplicates)
"""Lints that compare items."""

OF_BANK = (balance.verdict_balance, balance.key_positions)
"""Lints of the whole bank, told at bank.yaml."""


def flaws(reading: Reading) -> Iterator[Problem]:
    """Find the flaws in the writing of all items that are not retired; accepted ones are left out."""
    rules = {one.record.id: one.record for one in reading.rules}
    of_all = (*OF_ITEM, *_knowing(reading))
    of_others = (*OF_OPTIONS, *of_all)
    asked: list[Asked] = []
    accepting: dict[Place, Accepting] = {}
    for one in reading.items:
        if one.record.status == "retired":
            continue
        seen = view(one, tuple(rules[name] for name in one.record.rules if name in rules))
        asked.append(Asked(one, rules.get(one.record.rules[0]), duplicates.words_asked(seen)))
        lints = of_others if one.record.options else of_all
        problems = [problem for lint in lints for problem in lint(seen)]
        if one.record.accept:
            mine = Accepting(one, problems)
            accepting |= dict.fromkeys((one.at(one.record.stem.id), one.at(one.record.rules[0])), mine)
        else:
            yield from problems
    for problem in (problem for lint in ACROSS for problem in lint(asked)):
        if problem.place in accepting:
            accepting[problem.place].problems.append(problem)
        else:
            yield problem
    for mine in dict.fromkeys(accepting.values()):
        yield from mine.left()
    place = Place(reading.path(SETTINGS))
    for of_bank in OF_BANK:
        yield from of_bank([one.item for one in asked], place)


def _knowing(reading: Reading) -> tuple[Lint, ...]:
    """Make the lints that must know rules and sources."""
    rules = [one.record for one in reading.rules]
    sources = [one.record for one in reading.sources]
    names = (name for source in sources for name in (source.publisher, source.place))
    persons = Persons(
        (evidence.speaker for rule in rules for evidence in rule.evidence), (source.title for source in sources)
    )
    return (
        answers.Supported(rules),
        quotes.Copied(rules),
        partial(asking.undated, publishers=frozenset(name.casefold() for name in names if name)),
        partial(asking.person_at_fault, persons=persons),
    )
