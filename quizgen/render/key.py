"""The key for the trainer: the letters of every variant at a glance, then the reasons with their proof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizgen.language import say
from quizgen.render.bilingual import in_each
from quizgen.render.citation import begun, day, instrument_entry, rule_cited, source_entry
from quizgen.render.counting import counted
from quizgen.render.handout import Handout
from quizgen.render.occasion import KitTest, heading, kit_tests
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.render.shown import ShownItem, shown_items, worded_items

COLUMNS = 10
"""Numbers in a row of the table of letters."""

Sheet = Mapping[str, list[ShownItem]]


def key_html(handout: Handout, css: str = "") -> str:
    """Give the key of all variants of the handout, test by test; without `css` it has no style but its footer."""
    language, form = handout.language, handout.form
    found = kit_tests(handout)
    leading = [one for test in found for one in shown_items(handout, test.variants[0])]
    return fill(
        "key.html.j2",
        handout,
        title=say(language, "paper.key.title", bank=heading(handout)[language], form=handout.label),
        footer=Footer(
            say(language, "paper.footer.key", form=handout.label),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        as_of=day(form.as_of, language),
        count=counted(language, "items", max(len(form.variants[test.variants[0]]) for test in found)),
        several=any(one.item.kind == "multiple" for one in leading),
        tests=[key_of(handout, test) for test in found],
        references=references(leading, handout),
    )


def standalone_key(handout: Handout) -> str:
    """Give the key with style and font inside, for a browser to print."""
    css = embedded(style_names("key", handout), key_html(handout), handout.theme)
    return key_html(handout, css)


def key_of(handout: Handout, test: KitTest) -> dict[str, object]:
    """Give the key of one test: its letters at a glance, and its items as its first variant has them."""
    sheets = {variant: shown_items(handout, variant) for variant in test.variants}
    first = sheets[test.variants[0]]
    return {
        "part": test.part,
        "first": test.variants[0],
        "cut": _cut(handout, len(first)),
        "glance": [{"variant": variant, "rows": _rows(items)} for variant, items in sheets.items()],
        "items": [_item(same, sheets, handout) for same in worded_items(handout, test.variants[0])],
    }


def _cut(handout: Handout, count: int) -> dict[str, object] | None:
    """Give the cut score in percent and the least number of right items that reaches it."""
    percent = handout.bank.settings.cut_score
    if not percent:
        return None
    items = in_each(handout, lambda language: counted(language, "items", count))
    return {"percent": int(percent), "least": -(-count * int(percent) // 100), "items": items}


def _rows(items: list[ShownItem]) -> list[list[dict[str, object] | None]]:
    """Cut the items into rows of equal length; None is a place without an item."""
    cells: list[dict[str, object] | None] = [{"number": one.number, "letters": ", ".join(one.letters)} for one in items]
    cells += [None] * (-len(cells) % COLUMNS)
    return [cells[start : start + COLUMNS] for start in range(0, len(cells), COLUMNS)]


def _item(same: tuple[ShownItem, ...], sheets: Sheet, handout: Handout) -> dict[str, object]:
    one, language, bank = same[0], handout.language, handout.bank
    item = one.item
    return {
        "id": one.item.id,
        "number": one.number,
        "kind": item.kind,
        "stem": item.stem,
        "places": _places(one, sheets, language),
        "options": _options(same),
        "closing": item.rationale if item.rationale and item.kind != "verdict" else None,
        "rules": [
            {
                **rule_cited(bank.rules[name], bank, handout.form.as_of, language),
                "statement": bank.rules[name].statement,
            }
            for name in item.rules
            if name in bank.rules
        ],
        "discussion": item.discussion,
    }


def _options(same: tuple[ShownItem, ...]) -> list[dict[str, object]]:
    """Give the options as printed, their texts and reasons in every language of the paper."""
    return [
        {
            "letter": option.letter,
            "right": option.right,
            "text": {shown.language: shown.options[place].text for shown in same},
            "reason": {shown.language: shown.options[place].reason for shown in same} if option.reason else None,
        }
        for place, option in enumerate(same[0].options)
    ]


def _places(one: ShownItem, sheets: Sheet, language: str) -> list[str]:
    """Say for each variant under which number the item stands and which letters are right."""
    if len(sheets) == 1:
        return [say(language, "paper.key.letters", letters=", ".join(one.letters))]
    found = ((variant, same) for variant, items in sheets.items() for same in items if same.item.id == one.item.id)
    return [
        say(language, "paper.key.place", variant=variant, number=same.number, letters=", ".join(same.letters))
        for variant, same in found
    ]


def references(items: Iterable[ShownItem], handout: Handout) -> dict[str, list[dict[str, str]]]:
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
