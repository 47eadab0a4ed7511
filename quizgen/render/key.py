"""The key for the trainer: the letters of every variant at a glance, then the reasons with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.language import say
from quizgen.render.citation import begun, day, instrument_entry, rule_cited, source_entry
from quizgen.render.handout import Handout
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.shown import ShownItem, shown_items

COLUMNS = 10
"""Numbers in a row of the table of letters."""

Sheet = Mapping[str, list[ShownItem]]


def key_html(handout: Handout, css: str = "") -> str:
    """Give the key of all variants of the handout; without `css` it has no style but its footer."""
    language, form = handout.language, handout.form
    sheets = {variant: shown_items(handout, variant) for variant in handout.variants}
    first = sheets[handout.variants[0]]
    return fill(
        "key.html.j2",
        handout,
        title=say(language, "paper.key.title", bank=handout.bank.settings.title[language], form=handout.label),
        footer=Footer(
            say(language, "paper.footer.key", form=handout.label),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        as_of=day(form.as_of, language),
        cut=_cut(handout.bank.settings.cut_score, len(first)),
        several=any(one.item.kind == "multiple" for one in first),
        glance=[{"variant": variant, "rows": _rows(items)} for variant, items in sheets.items()],
        items=[_item(one, sheets, handout) for one in first],
        references=_references(first, handout),
    )


def standalone_key(handout: Handout) -> str:
    """Give the key with style and font inside, for a browser to print."""
    css = embedded(style_names("key", handout), key_html(handout))
    return key_html(handout, css)


def _cut(percent: str | None, count: int) -> dict[str, int] | None:
    """Give the cut score in percent and the least number of right items that reaches it."""
    return {"percent": int(percent), "least": -(-count * int(percent) // 100)} if percent else None


def _rows(items: list[ShownItem]) -> list[list[dict[str, object] | None]]:
    """Cut the items into rows of equal length; None is a place without an item."""
    cells: list[dict[str, object] | None] = [{"number": one.number, "letters": ", ".join(one.letters)} for one in items]
    cells += [None] * (-len(cells) % COLUMNS)
    return [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]


def _item(one: ShownItem, sheets: Sheet, handout: Handout) -> dict[str, object]:
    item, language, bank = one.item, handout.language, handout.bank
    return {
        "id": one.item.id,
        "number": one.number,
        "kind": item.kind,
        "stem": item.stem[language].strip(),
        "places": _places(one, sheets, language),
        "options": one.options,
        "closing": item.rationale[language] if item.rationale and item.kind != "verdict" else "",
        "rules": [
            rule_cited(bank.rules[name], bank, handout.form.as_of, language)
            for name in item.rules
            if name in bank.rules
        ],
        "discussion": item.discussion[language] if item.discussion else "",
    }


def _places(one: ShownItem, sheets: Sheet, language: str) -> list[str]:
    """Say for each variant under which number the item stands and which letters are right."""
    if len(sheets) == 1:
        return [say(language, "paper.key.letters", letters=", ".join(one.letters))]
    found = ((variant, same) for variant, items in sheets.items() for same in items if same.item.id == one.item.id)
    return [
        say(language, "paper.key.place", variant=variant, number=same.number, letters=", ".join(same.letters))
        for variant, same in found
    ]


def _references(items: Iterable[ShownItem], handout: Handout) -> dict[str, list[dict[str, str]]]:
    """Give the instruments that had begun by the day and the sources of the items' rules, in the order of the bank."""
    bank, language = handout.bank, handout.language
    rules = [bank.rules[name] for one in items for name in one.item.rules if name in bank.rules]
    instruments = {name for rule in rules for name in rule.instruments}
    sources = {evidence.source for rule in rules for evidence in rule.evidence}
    return {
        "instruments": [
            instrument_entry(one, bank, handout.form.as_of, language)
            for name, one in bank.instruments.items()
            if name in instruments and begun(one, handout.form.as_of)
        ],
        "sources": [source_entry(one, language) for name, one in bank.sources.items() if name in sources],
    }
