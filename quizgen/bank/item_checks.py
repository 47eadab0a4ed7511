"""What can be wrong with one item, seen together with the rules that it asks about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from quizgen.bank.reading import Placed
from quizgen.model.item import MAY, MAY_NOT, VERDICTS, Item, Option
from quizgen.model.rule import Rule
from quizgen.model.words import Bilingual
from quizgen.problems import Place, Problem

MIN_OPTIONS, MAX_OPTIONS = 2, 8

_SAYS_MAY = re.compile(r"\W*(?:(?:ya|yes)\W+)?(?:boleh|diperbolehkan|dibolehkan|silakan|may|allowed|permitted)\b", re.I)
_SAYS_MAY_INSIDE = re.compile(r"\b(?:boleh|diperbolehkan|dibolehkan)\b", re.I)
_LIMITS = re.compile(r"\b(?:tidak|tak|jangan|bukan|belum|dilarang|tanpa|asal|asalkan|kecuali|hanya)\b", re.I)
_ASKS_FOR_THE_WRONG = re.compile(
    r"\b(?:keliru|salah|kecuali|tidak\s+(?:benar|tepat|sesuai)|bukan|wrong|false|except|not)\b", re.I
)
_SAYS_MAY_NOT = re.compile(
    r"\W*(?:(?:tidak|no)\W+)?(?:(?:tidak|tak|nggak)\s+(?:boleh|diperbolehkan|diperkenankan)|dilarang|jangan|may\s+not"
    r"|must\s+not|not\s+allowed|forbidden|prohibited)\b",
    re.I,
)


def item_checks(one: Placed[Item], rules: Sequence[Rule]) -> Iterator[Problem]:
    """Find all that is wrong with an item; `rules` are those of its rules that could be read."""
    item = one.record
    if item.kind == "verdict":
        yield from _verdict(one)
    else:
        yield from _options(one)
    yield from _blank_texts(one)
    yield from _status(one, rules)
    yield from _topic(one, rules)
    if rules and len(rules) == len(item.rules):
        yield from _direction(one, rules)


def _verdict(one: Placed[Item]) -> Iterator[Problem]:
    """A verdict item has the two fixed options, one of which is the key, and says why."""
    item = one.record
    if item.options:
        yield Problem(one.at(next(iter(item.options.values())).id), "E316")
    if not isinstance(item.key, str) or item.key not in VERDICTS:
        yield Problem(_key_place(one), "E309", {"key": _shown(item), "options": ", ".join(VERDICTS)})
    if item.rationale is None:
        yield Problem(one.at(), "E321", {"id": item.id})


def _options(one: Placed[Item]) -> Iterator[Problem]:
    """A single has one key among its options, a multiple at least two but not all."""
    item = one.record
    if not MIN_OPTIONS <= len(item.options) <= MAX_OPTIONS:
        words = {"count": str(len(item.options)), "least": str(MIN_OPTIONS), "most": str(MAX_OPTIONS)}
        yield Problem(one.at(), "E317", words)
        if not item.options:
            return  # no key could fit
    given = (item.key,) if isinstance(item.key, str) else item.key
    for letter in given:
        if letter not in item.options:
            words = {"key": letter, "options": ", ".join(item.options)}
            yield Problem(one.at(letter), "E309", words)
    if len(set(given)) < len(given):
        yield Problem(_key_place(one), "E322", {"key": _shown(item)})
    if item.kind == "single" and not isinstance(item.key, str):
        yield Problem(_key_place(one), "E318", {"key": _shown(item)})
    if item.kind == "multiple" and not (not isinstance(item.key, str) and 2 <= len(set(given)) < len(item.options)):
        yield Problem(_key_place(one), "E319", {"key": _shown(item), "count": str(len(item.options))})
    yield from _alike(one)


def _alike(one: Placed[Item]) -> Iterator[Problem]:
    """No two options say the same."""
    for language in ("id", "en"):
        said: dict[str, str] = {}
        for letter, option in one.record.options.items():
            text = option.id if language == "id" else option.en
            first = said.setdefault(_folded(text), letter)
            if first != letter:
                words = {"first": first, "second": letter, "language": f"@language.{language}"}
                yield Problem(one.at(text), "E313", words)


def _blank_texts(one: Placed[Item]) -> Iterator[Problem]:
    """No text of an item is only white space (an empty one is a fault of form)."""
    item = one.record
    pairs: list[Bilingual | Option | None] = [item.stem, item.rationale, item.distractor_rationale, item.discussion]
    for option in item.options.values():
        pairs += (option, option.rationale)
    for pair in pairs:
        if pair is not None and (pair.id.isspace() or pair.en.isspace()):
            yield from (Problem(one.at(text), "E205") for text in (pair.id, pair.en) if text.isspace())


def _status(one: Placed[Item], rules: Sequence[Rule]) -> Iterator[Problem]:
    """An approved item asks only about approved rules."""
    if one.record.status != "approved":
        return
    for rule in rules:
        if rule.status != "approved":
            place = one.at(next(name for name in one.record.rules if name == rule.id))
            yield Problem(place, "E312", {"rule": rule.id, "status": rule.status})


def _topic(one: Placed[Item], rules: Sequence[Rule]) -> Iterator[Problem]:
    """An item stands in the file of its first rule's topic."""
    stem = one.path.rpartition("/")[2].removesuffix(".yaml")
    if rules and rules[0].id == one.record.rules[0] and rules[0].topic != stem:
        yield Problem(one.at(one.record.rules[0]), "E314", {"rule": rules[0].id, "topic": rules[0].topic, "file": stem})


def _direction(one: Placed[Item], rules: Sequence[Rule]) -> Iterator[Problem]:
    """The key does not say `boleh` of what only prohibitions speak of, nor `tidak` of what only permissions do."""
    modalities = {rule.modality for rule in rules}
    forbidden = "prohibition" in modalities and "permission" not in modalities
    allowed = "permission" in modalities and "prohibition" not in modalities
    if not (forbidden or allowed):
        return
    item = one.record
    if item.kind == "verdict":
        wrong = item.key == (MAY if forbidden else MAY_NOT)
    else:
        said = [text for letter in item.keys if letter in item.options for text in _texts(item, letter)]
        wrong = any(_says_may(text) if forbidden else _SAYS_MAY_NOT.match(text) for text in said)
        if wrong and any(_ASKS_FOR_THE_WRONG.search(stem) for stem in (item.stem.id, item.stem.en)):
            return  # "which statement is wrong?": the key says the opposite of the rule
    if wrong:
        kind = "@modality.prohibition" if forbidden else "@modality.permission"
        yield Problem(_key_place(one), "E320", {"key": _shown(item), "modality": kind, "rules": ", ".join(item.rules)})


def _says_may(text: str) -> bool:
    """Tell whether an option allows something without limiting it."""
    return bool(_SAYS_MAY.match(text) or (_SAYS_MAY_INSIDE.search(text) and not _LIMITS.search(text)))


def _texts(item: Item, letter: str) -> tuple[str, str]:
    option = item.options[letter]
    return option.id, option.en


def _key_place(one: Placed[Item]) -> Place:
    key = one.record.key
    return one.at(key if isinstance(key, str) else next(iter(key), None))


def _shown(item: Item) -> str:
    return item.key if isinstance(item.key, str) else ", ".join(item.key)


def _folded(text: str) -> str:
    """Fold what does not make two options different for a reader: case, white space, closing signs, what is unseen."""
    if not text.isascii():
        text = "".join(one for one in unicodedata.normalize("NFC", text) if unicodedata.category(one) != "Cf")
    folded = text.casefold().strip(" .!?;,")
    plain = folded.isascii() and not ("  " in folded or "\n" in folded or "\t" in folded)
    return folded if plain else " ".join(folded.split())  # rarely needed: a plain YAML scalar has single spaces
