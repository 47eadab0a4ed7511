"""The page: its parts as HTML, made from a snapshot and what is asked for; no disk, no socket."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from quizgen.language import hint_of, message_of, say
from quizgen.model.item import Item
from quizgen.model.words import Bilingual
from quizgen.preview.answer import answered, asked, evidence_of
from quizgen.preview.query import CHOICES, PAGE, Query, listed
from quizgen.preview.snapshot import Row, Snapshot
from quizgen.problems import Problem
from quizgen.render.citation import begun, instrument_entry
from quizgen.shipped import shipped

PARTS = ("status", "list", "head", "problems", "quiz", "basis")
"""The parts that change, each a template `preview_NAME.html.j2`."""
_EXCERPT = 140
"""Characters shown of a line that has a fault."""


class Page:
    """Makes pages in one language; `read_only` where the bank is the one that comes with quizgen."""

    def __init__(self, language: str, *, read_only: bool = False) -> None:
        self._language = language
        self._read_only = read_only

    def whole(self, shown: Snapshot, query: Query) -> str:
        """Give the whole page."""
        fields = self._fields(shown, query)
        parts = {name: Markup(self._fill(f"preview_{name}.html.j2", fields)) for name in PARTS}
        return self._fill("preview.html.j2", fields | {"parts": parts, "choices": CHOICES})

    def parts(self, shown: Snapshot, query: Query) -> dict[str, Any]:
        """Give what the page needs to bring itself up to date: number, title, item shown, and the parts."""
        fields = self._fields(shown, query)
        return {
            "number": shown.number,
            "title": fields["title"],
            "item": fields["query"].item,
            "paper": fields["item"] is not None,
            "parts": {name: self._fill(f"preview_{name}.html.j2", fields) for name in PARTS},
        }

    def feedback(self, shown: Snapshot, name: str, language: str, letters: str) -> str | None:
        """Give what the quiz says to an answer, or that it cannot ask this; None where there is no such item."""
        item = shown.bank.items.get(name)
        told = answered(shown, item, language, letters) if item else None
        return self._fill("preview_feedback.html.j2", {"told": told}) if item else None

    def fault(self, reason: str) -> str:
        """Give a page that says why there is none."""
        return self._fill("preview_fault.html.j2", {"reason": reason})

    def _fill(self, template: str, fields: dict[str, Any]) -> str:
        return (
            _environment()
            .get_template(template)
            .render(fields, t=self._say, w=partial(say, self._language), lang=self._language)
        )

    def _say(self, key: str, **words: object) -> str:
        return say(self._language, f"preview.{key}", **words)

    def _fields(self, shown: Snapshot, query: Query) -> dict[str, Any]:
        rows = listed(shown, query)
        if not query.item and not query.all and rows:
            query = query._replace(item=rows[0].id)
        place = next((number for number, row in enumerate(rows) if row.id == query.item), None)
        row = rows[place] if place is not None else next((one for one in shown.rows if one.id == query.item), None)
        item = None if query.all else shown.bank.items.get(query.item)
        return {
            "shown": shown,
            "query": query,
            "row": None if query.all else row,
            "item": item,
            "title": self._say("title", id=query.item) if query.item and not query.all else self._say("title.bank"),
            "bank_title": shown.bank.settings.title[self._language],
            "read_only": self._read_only,
            "topics": {name: topic[self._language] for name, topic in shown.bank.settings.topics.items()},
            "near": [] if row else difflib.get_close_matches(query.item, [one.id for one in shown.rows], n=5),
            **self._list(shown, query, rows, place),
            **self._problems(shown, query, item),
            **(self._item(shown, query, item) if item else {}),
        }

    def _list(self, shown: Snapshot, query: Query, rows: Sequence[Row], place: int | None) -> dict[str, Any]:
        pages = max(1, -(-len(rows) // PAGE))
        page = min(query.page or (place or 0) // PAGE + 1, pages)
        listed_now = rows[(page - 1) * PAGE : page * PAGE]
        language = query.languages[0]
        texts = {row.id: _stem(shown, row.id, language) for row in listed_now}
        return {
            "rows": listed_now,
            "texts": texts,
            "found": len(rows),
            "page": page,
            "pages": pages,
            "place": place,
            "before": rows[place - 1].id if place else "",
            "after": rows[place + 1].id if place is not None and place + 1 < len(rows) else "",
        }

    def _problems(self, shown: Snapshot, query: Query, item: Item | None) -> dict[str, Any]:
        """Give the problems of the item, those of its rules, and whether its file cannot be read to the end."""
        mine = shown.problems if query.all else shown.of_item.get(query.item, ())
        rules = item.rules if item else ()
        of_rules = [problem for name in rules for problem in shown.of_rule.get(name, ())]
        return {
            "mine": [self._problem(shown, one) for one in mine[:200]],
            "hidden": max(0, len(mine) - 200),
            "of_rules": [self._problem(shown, one) for one in of_rules],
            "is_kept": ("items", query.item) in shown.kept,
        }

    def _problem(self, shown: Snapshot, problem: Problem) -> dict[str, Any]:
        place = problem.place
        line = shown.line_at(place)
        start = max(0, place.col - _EXCERPT // 2) if place.col > _EXCERPT else 0
        return {
            "place": str(place),
            "code": problem.code,
            "is_error": problem.is_error,
            "message": message_of(self._language, problem),
            "hint": hint_of(self._language, problem),
            "excerpt": line[start : start + _EXCERPT].strip(),
            "item": shown.homes.get(place, ""),
        }

    def _item(self, shown: Snapshot, query: Query, item: Item) -> dict[str, Any]:
        language = self._language
        rules = [shown.bank.rules[name] for name in item.rules if name in shown.bank.rules]
        named = dict.fromkeys(name for rule in rules for name in rule.instruments)
        instruments = [shown.bank.instruments[name] for name in named if name in shown.bank.instruments]
        return {
            "asked": [asked(shown, item, one) for one in query.languages],
            "kind": say(language, f"workbench.kind.{item.kind}"),
            "level": say(language, f"review.level.{item.level}"),
            "status": say(language, f"review.status.{item.status}"),
            "accepted": [f"{code}: {why}" for one in item.accept for code, why in one.items()],
            "discussion": _texts(item.discussion, query),
            "rules": [self._rule(shown, query, name) for name in item.rules],
            "evidence": list(evidence_of(shown, item, language)),
            "instruments": [
                instrument_entry(one, shown.bank, shown.as_of, language) | {"begun": begun(one, shown.as_of)}
                for one in instruments
            ],
        }

    def _rule(self, shown: Snapshot, query: Query, name: str) -> dict[str, Any]:
        rule = shown.bank.rules.get(name)
        if rule is None:
            return {"id": name, "statements": [], "about": "", "place": "", "status": ""}
        language = self._language
        bearers = ", ".join(say(language, f"paper.bearer.{bearer}") for bearer in rule.bearer)
        about = say(language, f"paper.modality.{rule.modality}", bearers=bearers)
        placed = next(one for one in shown.reading.rules if one.record is rule)
        return {
            "id": name,
            "statements": _texts(rule.statement, query),
            "about": f"{about}; {say(language, f'paper.standing.{rule.standing}')}",
            "place": f"{placed.path}:{placed.at().line}",
            "status": rule.status,
        }


def _texts(text: Bilingual | None, query: Query) -> list[tuple[str, str]]:
    return [(language, text[language]) for language in query.languages] if text else []


def _stem(shown: Snapshot, name: str, language: str) -> str:
    item = shown.bank.items.get(name)
    return " ".join(item.stem[language].split()) if item else ""


def _cut(text: str, most: int) -> str:
    """Cut a text after a word, so that it has not many more than `most` characters."""
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]}\u00a0…"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["cut"] = _cut
    return environment
