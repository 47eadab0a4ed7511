"""What a page is asked to show: an item, which items are listed, and in which view; all of it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, get_args
from urllib.parse import urlencode

from quizgen.model.item import Kind
from quizgen.model.words import Status
from quizgen.preview.snapshot import Row, Snapshot

PAGE = 100
"""Items listed at once."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": ("", *get_args(Status)),
    "kind": ("", *get_args(Kind)),
    "only": ("", "problems", "errors"),
    "order": ("problems", "file"),
    "view": ("id", "en", "both"),
    "sheet": ("questions", "key"),
    "all": ("", "1"),
}
"""What the parts of an address can be; the first where it says nothing, or something else."""


class Query(NamedTuple):
    """What is asked for; `item` empty means the first of the list, `page` (from 1) 0 means that of the item."""

    item: str = ""
    q: str = ""
    topic: str = ""
    status: str = ""
    kind: str = ""
    only: str = ""
    order: str = "problems"
    view: str = "id"
    sheet: str = "questions"
    all: str = ""
    page: int = 0

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the item is shown."""
        return ("id", "en") if self.view == "both" else (self.view,)

    def address(self, **changed: object) -> str:
        """Give the address that asks for this with some of it changed."""
        fields = self._replace(**changed)._asdict()  # type: ignore[arg-type]
        asked = {name: value for name, value in fields.items() if value != Query._field_defaults[name]}
        return f"/?{urlencode(asked)}" if asked else "/"


def query_of(fields: Mapping[str, Sequence[str]]) -> Query:
    """Make of the fields of an address what is asked for; what makes no sense is left out."""
    given = {name: values[0] for name, values in fields.items() if values}
    chosen: dict[str, str] = {name: given.get(name, "")[:200] for name in ("item", "q", "topic")}
    for name, choices in CHOICES.items():
        chosen[name] = given[name] if given.get(name) in choices else choices[0]
    page = given.get("page", "")
    return Query(**chosen, page=int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 0)


def listed(shown: Snapshot, query: Query) -> list[Row]:
    """Give the items that fit, in the order that is asked for: those with errors first, then warnings, or as filed."""
    words = query.q.casefold().split()
    rows = [row for row in shown.rows if _fits(row, query) and all(word in row.words for word in words)]
    if query.order == "problems":
        rows.sort(key=lambda row: (not row.errors, not row.warnings))
    return rows


def _fits(row: Row, query: Query) -> bool:
    for name in ("topic", "status", "kind"):
        if (wanted := getattr(query, name)) and getattr(row, name) != wanted:
            return False
    if query.only == "errors":
        return bool(row.errors)
    return query.only != "problems" or bool(row.errors or row.warnings)
