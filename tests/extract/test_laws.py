"""Laws that hold for every text."""

from __future__ import annotations

import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen import shipped
from quizgen.extract import Extraction, Lexicon, extract, load_lexicon
from quizgen.extract.clauses import sentence_of
from quizgen.extract.cues import find_cues
from quizgen.extract.drafts import Context
from quizgen.extract.jsonl import audit_line, line
from quizgen.extract.normalise import lower, unify
from quizgen.extract.quotations import quotations
from quizgen.extract.resolve import drafts_of
from quizgen.extract.sentences import sentences
from quizgen.extract.words import stems, words

LEXICON = load_lexicon(lambda name: shipped.data("extract/data", name))
WORDS = """ASN PNS harus wajib dilarang tidak boleh jangan agar untuk dan serta , . ; : ? ! " ( ) - yang jika maka
sanksi melapor netral memihak calon Camat mengimbau ujar Rudi menjaga netralitas kata Bawaslu ikrar
tersebut 1. a. \n \n\n “ ” pertama tidak hanya tetapi juga larangan""".split(" ")
sentences_of_the_genre = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def _holds(text: str) -> Extraction:
    found = extract(text, LEXICON)
    for mention in found.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.quote
    for audit in found.audit:
        assert 0 <= audit.offset < len(text)
        assert audit.outcome in ("mention", "candidate", "dropped")
        assert bool(audit.filter) == (audit.outcome == "dropped")
    return found


@given(st.text())
def test_an_offset_gives_back_its_quote_whatever_the_text_is(text: str) -> None:
    _holds(text)


@given(sentences_of_the_genre)
def test_an_offset_gives_back_its_quote_in_texts_of_the_genre(text: str) -> None:
    _holds(text)


@given(sentences_of_the_genre)
def test_the_same_text_gives_the_same_mentions(text: str) -> None:
    assert extract(text, LEXICON) == extract(text, LEXICON)


@given(st.text())
def test_normalising_keeps_every_offset(text: str) -> None:
    assert len(lower(unify(text))) == len(text)


@given(st.text())
def test_words_cover_every_letter_and_digit_once_in_order(text: str) -> None:
    unified = unify(text)
    found = words(unified, lower(unified), 0, len(text))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(w.start < w.end for w in found)


@given(st.text())
def test_sentences_do_not_overlap_and_keep_all_that_is_no_blank(text: str) -> None:
    unified = unify(text)
    found = sentences(unified, 0, len(text), LEXICON.abbreviations, LEXICON.tail_verbs)
    assert "".join("".join(unified[a:b].split()) for a, b in found) == "".join(unified.split())


@given(st.text(alphabet='a" .,'))
def test_quotations_lie_inside_the_block_and_never_overlap(text: str) -> None:
    spans = quotations(text, 0, len(text)).spans
    assert all(0 <= a <= b <= len(text) for a, b in spans)
    assert all(a[1] < b[0] for a, b in pairwise(spans))


@given(st.text(alphabet=st.characters(categories=["Ll"]), max_size=40))
def test_a_word_is_a_stem_of_itself(word: str) -> None:
    assert word in stems(word)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one line of a megabyte", "ASN tidak boleh memihak, " * 10_000),
        ("no blank at all", "a" * 300_000),
        ("nested quotation marks", '"' * 10_000 + "ASN harus netral" + '"' * 10_000),
        ("opened brackets", "(" * 10_000 + "ASN harus netral"),
        ("commas", "," * 20_000 + "ASN harus netral"),
        ("commas and words", "ASN, " * 10_000 + "harus netral"),
        ("conditions", "jika " * 10_000 + "ASN harus netral"),
        ("places of law in one line", "x pasal 5 huruf a, b dan " * 10_000),
        ("articles of a statute", "Pasal 5\n" * 10_000),
        ("a law without its number", ("surat " + "a " * 78) * 1_000),
    ],
)
def test_no_text_makes_extraction_blow_up(name: str, text: str, lexicon: Lexicon) -> None:
    start = time.perf_counter()
    extract(text, lexicon)
    assert time.perf_counter() - start < 20, name


def test_every_cue_of_the_seeds_has_an_outcome() -> None:
    for path in sorted(shipped.shipped("seeds").glob("*.txt")):
        found = _holds(path.read_bytes().decode("utf-8"))
        offsets = {a.offset for a in found.audit}
        assert offsets, path.name
        assert {m.cue for m in found.mentions} <= {a.cue for a in found.audit} | {"coordinate"}


def test_every_cue_of_a_sentence_is_audited(lexicon: Lexicon) -> None:
    for path in sorted(shipped.shipped("seeds").glob("*.txt")):
        for text in path.read_bytes().decode("utf-8").splitlines():
            unified = unify(text)
            s = sentence_of(words(unified, lower(unified), 0, len(text)), "body", lexicon)
            audited = {(at, cue) for at, cue, _, _ in drafts_of(s, lexicon, Context()).audit}
            assert {(hit.start, hit.row.id) for hit in find_cues(s, lexicon)} <= audited, text


def test_a_mention_as_a_line_of_json(lexicon: Lexicon) -> None:
    (mention,) = extract("ASN wajib netral.", lexicon).mentions
    assert json.loads(line("a.txt", mention)) == {
        "path": "a.txt",
        "start": 0,
        "end": 16,
        "quote": "ASN wajib netral",
        "modality": "obligation",
        "topic": "netralitas_umum",
        "bearer": ["ASN"],
        "action": "netral",
        "condition": None,
        "time": None,
        "place": None,
        "speaker": None,
        "legal": [],
        "confidence": "sure",
        "cue": "wajib",
        "from": None,
        "until": None,
    }


def test_what_became_of_a_cue_as_a_line_of_json(lexicon: Lexicon) -> None:
    (cue,) = extract("ASN wajib netral.", lexicon).audit
    assert json.loads(audit_line("a.txt", cue)) == {
        "type": "audit",
        "path": "a.txt",
        "offset": 4,
        "cue": "wajib",
        "outcome": "mention",
        "filter": "",
    }


GOLD = Path(__file__).parent / "gold"


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def _scored(stem: str, lexicon: Lexicon) -> tuple[int, int, int]:
    """Give hits, false alarms and misses of one seed; what is optional in the gold counts neither way."""
    text = (shipped.shipped("seeds") / f"{stem}.txt").read_bytes().decode("utf-8")
    left = list(json.loads((GOLD / f"{stem}.json").read_text("utf-8")))
    hits = extra = 0
    for mention in extract(text, lexicon).mentions:
        same = [g for g in left if g["modality"] == mention.modality]
        best = max(same, key=lambda g: _overlap((g["start"], g["end"]), (mention.start, mention.end)), default=None)
        if best is None or _overlap((best["start"], best["end"]), (mention.start, mention.end)) < 0.5:
            extra += 1
            continue
        left.remove(best)
        hits += not best["optional"]
    return hits, extra, sum(not g["optional"] for g in left)


def test_the_seeds_keep_an_f1_of_95_percent(lexicon: Lexicon) -> None:
    scores = [_scored(path.stem, lexicon) for path in sorted(GOLD.glob("*.json"))]
    hits, extra, missed = (sum(column) for column in zip(*scores, strict=True))
    assert len(scores) == 5
    assert 2 * hits / (2 * hits + extra + missed) >= 0.95
