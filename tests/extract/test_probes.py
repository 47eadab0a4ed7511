"""Nine batches of invented sentences: how many of their rules are found, and how much is found that is none."""

from __future__ import annotations

from pathlib import Path

from quizgen.extract import Lexicon, extract
from quizgen.model.mention import Mention

PROBES = Path(__file__).with_name("probes.txt")
LEAD = "Seluruh ASN harus netral pada pemilu.\n\n"
MODALITIES = {
    "P": "prohibition",
    "O": "obligation",
    "M": "permission",
    "S": "sanction",
    "R": "reporting",
    "A": "advice",
}
FLOOR = 0.90


def _probes() -> list[tuple[str, list[tuple[str, str]]]]:
    out = []
    for line in PROBES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, *stated = line.split("|")
            out.append((sentence, [(MODALITIES[one[0]], one[2:]) for one in stated if one]))
    return out


def _overlap(start: int, end: int, mention: Mention) -> float:
    """Give the intersection over the union of two stretches."""
    shared = max(0, min(end, mention.end) - max(start, mention.start))
    return shared / ((end - start) + (mention.end - mention.start) - shared)


def _hits(text: str, stated: list[tuple[str, str]], mentions: list[Mention]) -> int:
    left = list(mentions)
    for modality, words in stated:
        at = text.index(words)
        found = [m for m in left if m.modality == modality and _overlap(at, at + len(words), m) >= 0.5]
        if found:
            left.remove(found[0])
    return len(mentions) - len(left)


def test_the_rules_of_invented_sentences_are_found_and_little_else(lexicon: Lexicon) -> None:
    right = wanted = given = 0
    for sentence, stated in _probes():
        text = LEAD + sentence
        mentions = [m for m in extract(text, lexicon).mentions if m.start >= len(LEAD)]
        right += _hits(text, stated, mentions)
        wanted, given = wanted + len(stated), given + len(mentions)
    assert wanted > 200
    assert 2 * right / (wanted + given) >= FLOOR, (right, wanted, given)


def test_no_prohibition_of_an_invented_sentence_is_read_as_a_permission(lexicon: Lexicon) -> None:
    confused = {"prohibition": "permission", "permission": "prohibition"}
    for sentence, stated in _probes():
        text = LEAD + sentence
        for modality, words in stated:
            at = text.index(words)
            for m in extract(text, lexicon).mentions:
                if m.modality == confused.get(modality):
                    assert _overlap(at, at + len(words), m) < 0.5, m.quote
