"""Six batches of invented passages, two of them stories: how much is found, and how much that is no rule."""

from __future__ import annotations

import re
from pathlib import Path

from quizgen.extract import Lexicon, extract

PASSAGES = Path(__file__).with_name("passages.txt")
LEAD = "Pemkab Sungai Elok menggelar apel netralitas ASN menjelang pilkada.\n\n"
FLOOR = 0.76
_RULE = re.compile(r"\[((?!\d\d\.\d\d\])[^|\]]*)\|(\w+)\]")


def _passages() -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Give each passage without its marks, and its rules as half-open offsets with their modality."""
    out = []
    for line in PASSAGES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, rules, at = LEAD, [], 0
        line = line.replace("\\n", "\n")
        for found in _RULE.finditer(line):
            text += line[at : found.start()]
            rules.append((len(text), len(text) + len(found.group(1)), found.group(2)))
            text, at = text + found.group(1), found.end()
        out.append((text + line[at:] + "\n", rules))
    return out


def test_what_passages_state_is_found_and_little_else(lexicon: Lexicon) -> None:
    right = wanted = given = 0
    for text, rules in _passages():
        left = list(extract(text, lexicon).mentions)
        given, wanted = given + len(left), wanted + len(rules)
        for start, end, modality in rules:
            for mention in left:
                shared = max(0, min(end, mention.end) - max(start, mention.start))
                whole = max(end, mention.end) - min(start, mention.start)
                if mention.modality == modality and shared * 2 >= whole:
                    left.remove(mention)
                    right += 1
                    break
    assert wanted > 180
    assert 2 * right / (wanted + given) >= FLOOR, (right, wanted, given)
