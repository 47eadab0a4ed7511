"""The pledge: what a participant promises, in the words of those who pledged before, with place, day and signatures."""

from __future__ import annotations

from typing import NamedTuple

from quizgen.language import catalogue, say
from quizgen.model.rule import Evidence, Rule
from quizgen.render.bilingual import Worded, in_each
from quizgen.render.citation import origin
from quizgen.render.handout import Handout
from quizgen.render.measuring import fitting, width
from quizgen.render.norms import norms
from quizgen.render.occasion import heading, held_on, held_words, is_long
from quizgen.render.page import Footer, embedded, fill, page_of, style_names
from quizgen.verbatim import normalised, occurs

TOPIC = "ikrar_pakta"
MOST = 6
NAME_ROOM = 76.0
"""Width in mm of the line that a name stands on."""
NAME_SIZES = (12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_POINT = "pledge.point."


class Point(NamedTuple):
    """One thing that is promised; `quoted` where its Indonesian words are those of a source, which `said` names."""

    text: Worded
    quoted: bool
    said: str


def pledge_html(handout: Handout, css: str = "") -> str:
    """Give the pledge of one person, name and unit to be stamped or written; without `css` it has no style.

    The bank of the order must have all rules, not only those of the items of the form.
    """
    language = handout.language
    promised = points(handout)
    return fill(
        "pledge.html.j2",
        handout,
        title=say(language, "kitpaper.pledge.title", form=handout.form.id, bank=heading(handout)[language]),
        footer=Footer(
            say(language, "kitpaper.footer.pledge", form=handout.form.id),
            say(language, "paper.footer.bank", version=handout.bank.version),
            page_of(language),
        ),
        css=css,
        long_title=is_long(handout),
        fields=("name", "number", "unit"),
        points=promised,
        sources=list(dict.fromkeys(one.said for one in promised if one.said)),
        quoted=any(one.quoted for one in promised),
        city=handout.session.city or handout.session.place if handout.session else "",
        day=held_words(handout) if handout.session else None,
        signer=handout.session.signer if handout.session else None,
        signer_size=_signer_size(handout),
    )


def standalone_pledge(handout: Handout) -> str:
    """Give the pledge with style and font inside, for a browser to print."""
    css = embedded(style_names("pledge", handout), pledge_html(handout), handout.theme)
    return pledge_html(handout, css)


def _signer_size(handout: Handout) -> float:
    """Give the size in pt in which the signer's name stands on the line above which it is signed."""
    signer = handout.session.signer if handout.session else None
    sizes = (15.0, 14.0, 13.0, *NAME_SIZES) if handout.large else NAME_SIZES
    return fitting(lambda size: width(signer.name if signer else "", size, bold=True), NAME_ROOM, sizes)


def points(handout: Handout) -> list[Point]:
    """Give what is promised: points in the words of a source; where a bank has none, its rules on pledges or duties."""
    known = [key.removeprefix(_POINT) for key in catalogue("id", "kitpaper") if key.startswith(_POINT)]
    quoted = [_quoted(handout.bank.rules[name], handout) for name in known if _binds(name, handout)]
    found = [point for point in quoted if point]
    if not found:
        own = [rule for rule in handout.bank.rules.values() if rule.topic == TOPIC and _binds(rule.id, handout)]
        found = [Point(rule.statement, False, "") for rule in own]
    return (found or [Point(norm.text, False, norm.source) for norm in norms(handout, "obligation")])[:MOST]


def _binds(name: str, handout: Handout) -> bool:
    rule = handout.bank.rules.get(name)
    if rule is None or rule.status != "approved":
        return False
    return rule.in_force_on(held_on(handout), handout.bank.instruments)


def _quoted(rule: Rule, handout: Handout) -> Point | None:
    """Give the point of a rule, if the bank's evidence has its words."""
    text = in_each(handout, lambda language: say(language, f"kitpaper.{_POINT}{rule.id}"))
    words = say("id", f"kitpaper.{_POINT}{rule.id}")
    evidence: Evidence | None = next((one for one in rule.evidence if occurs(words, normalised(one.quote))), None)
    if evidence is None or evidence.source not in handout.bank.sources:
        return None
    return Point(text, True, origin(evidence, handout.bank.sources[evidence.source], handout.language))
