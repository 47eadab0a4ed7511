"""What a person answered before, over all attempts: what was missed and not right since, and how topics went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from quizgen.model.attempt import Attempt
from quizgen.model.form import Slot
from quizgen.quiz.score import Tally


class Answered(Struct, frozen=True):
    """One answer of one person to one item at one version; `at` is UTC in ISO 8601."""

    item: str
    version: str
    right: bool
    at: str


def answered(attempts: Iterable[Attempt], fits: Callable[[Slot], bool] = lambda _: True) -> tuple[Answered, ...]:
    """Give what was answered, the oldest first; skips, votes of a hall and exams still open are left out.

    So are items that do not fit: another bank may have an item of the same id.
    """
    found = []
    for attempt in attempts:
        if attempt.run.mode == "together" or (attempt.run.mode == "exam" and attempt.status == "open"):
            continue
        versions = {slot.item: slot.version for slot in attempt.run.slots if fits(slot)}
        found += [
            Answered(one.item, versions[one.item], one.right, one.at)
            for one in attempt.responses
            if one.chosen and one.item in versions
        ]
    return tuple(sorted(found, key=lambda one: one.at))


def missed_before(past: Iterable[Answered], versions: Mapping[str, str]) -> tuple[str, ...]:
    """Give the items whose last answer was wrong, the one missed last first.

    `versions` are the items that may be asked now; an answer to another version of an item says nothing about it.
    """
    last = {one.item: one for one in past if versions.get(one.item) == one.version}
    wrong = [one for one in last.values() if not one.right]
    return tuple(one.item for one in sorted(wrong, key=lambda one: one.at, reverse=True))


class Trend(Struct, frozen=True):
    """How a topic went: a tally for each attempt that asked of it, the oldest first."""

    topic: str
    tallies: tuple[Tally, ...]

    @property
    def change(self) -> int | None:
        """Points per hundred between the first and the last attempt; None where there is only one."""
        return self.tallies[-1].percent - self.tallies[0].percent if len(self.tallies) > 1 else None


def trends(attempts: Iterable[Attempt], topic_of: Mapping[str, str]) -> tuple[Trend, ...]:
    """Give a trend for each topic that was asked of in attempts played to their end, votes of a hall left out.

    An attempt's unanswered items count as not right. `topic_of` gives the topic of an item; items that it does not
    have are counted under the topic with the empty name.
    """
    found: dict[str, list[Tally]] = {}
    for attempt in sorted(attempts, key=lambda one: one.started):
        if attempt.status != "done" or attempt.run.mode == "together":
            continue
        right = {one.item for one in attempt.responses if one.right}
        totals: dict[str, list[bool]] = {}
        for slot in attempt.run.slots:
            totals.setdefault(topic_of.get(slot.item, ""), []).append(slot.item in right)
        for topic, marks in totals.items():
            found.setdefault(topic, []).append(Tally(sum(marks), len(marks)))
    order = [*dict.fromkeys(topic_of.values()), ""]
    return tuple(Trend(topic, tuple(found[topic])) for topic in order if topic in found)
