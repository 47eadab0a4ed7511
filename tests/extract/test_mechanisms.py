"""Invented sentences, one mechanism to a group: the rules are found, and what only looks like one is not."""

from __future__ import annotations

from pathlib import Path

from quizgen.extract import Lexicon, extract
from quizgen.model.mention import Mention

MECHANISMS = Path(__file__).with_name("mechanisms.txt")
LEAD = "Seluruh ASN harus netral pada pemilu.\n\n"
MODALITIES = {
    "P": "prohibition",
    "O": "obligation",
    "M": "permission",
    "S": "sanction",
    "R": "reporting",
    "A": "advice",
}
FLOOR = 0.97
CONFUSED = {"prohibition": "permission", "permission": "prohibition"}


def _sentences() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each sentence with its rules: a modality, and the words that state it."""
    out = []
    for line in MECHANISMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, *stated = line.replace("\\n", "\n").split("|")
            out.append((sentence, [(MODALITIES[one[0]], one[2:]) for one in stated if one]))
    return out


def _overlap(start: int, end: int, mention: Mention) -> float:
    """Give the intersection over the union of two stretches."""
    shared = max(0, min(end, mention.end) - max(start, mention.start))
    return shared / ((end - start) + (mention.end - mention.start) - shared)


def _mentions(sentence: str, lexicon: Lexicon) -> list[Mention]:
    return [m for m in extract(LEAD + sentence, lexicon).mentions if m.start >= len(LEAD)]


def _hits(sentence: str, stated: list[tuple[str, str]], mentions: list[Mention]) -> int:
    left = list(mentions)
    for modality, words in stated:
        at = len(LEAD) + sentence.index(words)
        found = [m for m in left if m.modality == modality and _overlap(at, at + len(words), m) >= 0.5]
        if found:
            left.remove(found[0])
    return len(mentions) - len(left)


def test_each_mechanism_reads_its_sentences_and_leaves_its_counter_sentences(lexicon: Lexicon) -> None:
    right = wanted = given = silent = 0
    for sentence, stated in _sentences():
        mentions = _mentions(sentence, lexicon)
        right += _hits(sentence, stated, mentions)
        wanted, given = wanted + len(stated), given + len(mentions)
        silent += not stated
    assert wanted > 300
    assert silent > 90
    assert 2 * right / (wanted + given) >= FLOOR, (right, wanted, given)


def test_no_ban_of_these_sentences_is_read_as_a_permission_nor_the_other_way_round(lexicon: Lexicon) -> None:
    for sentence, stated in _sentences():
        for modality, words in stated:
            at = len(LEAD) + sentence.index(words)
            for mention in _mentions(sentence, lexicon):
                if mention.modality == CONFUSED.get(modality):
                    assert _overlap(at, at + len(words), mention) < 0.5, mention.quote
