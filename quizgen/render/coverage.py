"""The auditor's matrix: each rule with its standing, legal basis and sources against the items that ask about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from quizgen.bank.coverage import Coverage, RuleCoverage, TopicCoverage, coverage
from quizgen.language import say
from quizgen.model.bank import Bank, Paper
from quizgen.model.form import Form
from quizgen.model.item import Item
from quizgen.model.words import Language
from quizgen.render.citation import day, instrument_name
from quizgen.render.glyphs import undrawn
from quizgen.render.handout import Emblem, Handout
from quizgen.render.occasion import held_on
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.pdf import pdf
from quizgen.render.registry import Printed
from quizgen.render.remarks import told

COLUMNS = 22
"""Items beside one another in a table; a topic with more has a further table."""
_MARKS = {"verdict": "B", "single": "S", "multiple": "G"}


@dataclass(frozen=True, slots=True)
class Matrix:
    """What is printed: a whole bank, what it covers, and the ISO day of printing."""

    bank: Bank
    coverage: Coverage
    language: Language
    day: str
    emblem: Emblem | None = None
    paper: Paper | None = None
    order: Handout | None = None
    """The order of the kit that the matrix is printed for."""

    @property
    def handout(self) -> Handout:
        """The matrix as a printing order without items, as pages want it: in one language and normal print."""
        if self.order:
            return replace(self.order, variants=(), second=None, large=False, people=())
        form = Form(id="", bank=self.bank.version, as_of=self.day, seed="", variants={})
        return Handout(form, self.bank, (), self.language, self.paper or self.bank.settings.paper, self.emblem)

    @property
    def styles(self) -> tuple[str, ...]:
        """The style sheets in the order in which they apply; the last gives the size of the page."""
        return style_names("coverage", self.handout)


def matrix_of(order: Handout) -> Matrix:
    """Give the matrix of a kit: the rules in force on the day of the session against the items of the order's bank.

    The bank must have all items that could be asked that day, not only those of the form.
    """
    day, bank = held_on(order), order.bank
    rules = {name: rule for name, rule in bank.rules.items() if rule.in_force_on(day, bank.instruments)}
    whole = msgspec.structs.replace(bank, rules=rules)
    return Matrix(whole, coverage(whole), order.language, day, order.emblem, order.paper, order)


def matrix_pdf(matrix: Matrix) -> Printed:
    """Print the matrix; raises PangoMissingError."""
    html = matrix_html(matrix)
    made = pdf([html], matrix.styles, f"quizgen coverage {matrix.bank.version} {matrix.language} {matrix.day}")
    lacking = undrawn(html, matrix.handout)
    raw = [one for one in made.remarks if not (lacking and one.startswith(".notdef glyph"))]
    return Printed(made.data, made.pages, lacking, told(raw, matrix.emblem))


def matrix_html(matrix: Matrix, *, embed: bool = False) -> str:
    """Give the matrix as a page; with `embed` it has style and font inside, for a browser to print."""
    css = embedded(matrix.styles, matrix_html(matrix)) if embed else ""
    words = partial(_say, matrix.language)
    covered = matrix.coverage
    return fill(
        "matrix.html.j2",
        matrix.handout,
        kind="coverage",
        title=words("matrix.title", bank=matrix.bank.settings.title[matrix.language]),
        footer=Footer(
            _foot(matrix),
            say(matrix.language, "paper.footer.bank", version=matrix.bank.version),
            page_of(matrix.language),
        ),
        css=css,
        c=words,
        day=day(matrix.day, matrix.language),
        covered=covered,
        percent=round(100 * covered.may / max(covered.may + covered.may_not, 1)),
        summary=[_summary(topic, matrix) for topic in covered.topics],
        gaps=[{"id": gap.rule.id, "statement": gap.rule.statement[matrix.language]} for gap in covered.gaps],
        topics=[_topic(topic, matrix) for topic in covered.topics if topic.rules],
        instruments=[
            {"name": instrument_name(one), "title": one.title[matrix.language]}
            for one in matrix.bank.instruments.values()
            if any(one.id in row.rule.instruments for topic in covered.topics for row in topic.rules)
        ],
        sources=[
            {"id": one.id, "title": one.title, "published": day(one.published, matrix.language)}
            for one in matrix.bank.sources.values()
        ],
    )


def _foot(matrix: Matrix) -> str:
    """Give what the foot says of the paper: what it is, and the form of the kit it belongs to."""
    if matrix.order:
        return say(matrix.language, "kitpaper.footer.coverage", form=matrix.order.form.id)
    return _say(matrix.language, "matrix.heading")


def _say(language: str, key: str, **words: object) -> str:
    return say(language, f"coverage.{key}", **words)


def _name(topic: str, matrix: Matrix) -> str:
    topics = matrix.bank.settings.topics
    return topics[topic][matrix.language] if topic in topics else topic


def _summary(topic: TopicCoverage, matrix: Matrix) -> dict[str, object]:
    return {
        "name": _name(topic.topic, matrix),
        "rules": len(topic.rules),
        "approved": topic.approved,
        "gaps": len(topic.gaps),
        "item_share": round(100 * topic.item_share),
        "weight_share": round(100 * topic.weight_share),
    }


def _topic(topic: TopicCoverage, matrix: Matrix) -> dict[str, object]:
    """Give a topic's tables: the items that stand in it as columns, those of other topics named in the last column."""
    own = [item for item in _items(topic) if matrix.bank.topic_of(item) == topic.topic]
    parts = [own[start : start + COLUMNS] for start in range(0, len(own), COLUMNS)] or [[]]
    return {
        "name": _name(topic.topic, matrix),
        "tables": [
            {
                "columns": [_number(item) for item in part],
                "rows": [_row(row, part, topic.topic, matrix) for row in topic.rules],
                "first": number == 0,
            }
            for number, part in enumerate(parts)
        ],
    }


def _items(topic: TopicCoverage) -> Sequence[Item]:
    found = {item.id: item for row in topic.rules for item in row.approved}
    return [found[name] for name in sorted(found)]


def _number(item: Item) -> str:
    """Give what tells an item from others of its topic: the end of its id, without zeros before it."""
    end = item.id.rpartition("-")[2]
    return end.lstrip("0") or end


def _row(row: RuleCoverage, columns: Sequence[Item], topic: str, matrix: Matrix) -> dict[str, object]:
    rule, bank, language = row.rule, matrix.bank, matrix.language
    asking = {item.id for item in row.approved}
    bearers = ", ".join(say(language, f"paper.bearer.{bearer}") for bearer in rule.bearer)
    return {
        "id": rule.id,
        "statement": rule.statement[language],
        "kind": say(language, f"paper.modality.{rule.modality}", bearers=bearers),
        "standing": say(language, f"paper.standing.{rule.standing}"),
        "instruments": [instrument_name(bank.instruments[name]) for name in rule.instruments],
        "sources": list(_sources(row)),
        "cells": [_MARKS[item.kind] if item.id in asking else "" for item in columns],
        "elsewhere": [item.id for item in row.approved if bank.topic_of(item) != topic],
        "count": len(row.approved),
        "is_gap": row.is_gap,
    }


def _sources(row: RuleCoverage) -> Iterator[str]:
    """Give each source of a rule once, with how many quotes it gives where they are several."""
    names = [evidence.source for evidence in row.rule.evidence]
    for name in dict.fromkeys(names):
        yield f"{name} ({names.count(name)})" if names.count(name) > 1 else name
