"""The whole way of one text: normalise, blocks, sentences, drafts, mentions, audit."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import tee, zip_longest

from quizgen.extract.audience import default_bearer, first_office, take_asker, take_audience, take_offices
from quizgen.extract.clauses import Sentence, sentence_of
from quizgen.extract.drafts import Context
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.memory import (
    Run,
    after_inline_intro,
    cues_between,
    inherited_by,
    inherited_by_block,
    speaks_of_neutrality,
    take_days_left,
    take_heading,
    take_intro,
    take_question,
    take_subject,
    take_theme,
    turns_to_question,
)
from quizgen.extract.mentions import drop_all, finish
from quizgen.extract.normalise import lower, unify
from quizgen.extract.paragraphs import Block, blocks
from quizgen.extract.questions import leads_in, question_of
from quizgen.extract.quotations import Quotations, quotations
from quizgen.extract.resolve import drafts_of
from quizgen.extract.units import units
from quizgen.extract.words import words
from quizgen.model.mention import CueAudit, Mention

_PART = 1000
"""Cues after which what was found is handed on."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text gave: mentions in their order, and what became of every cue."""

    mentions: tuple[Mention, ...]
    audit: tuple[CueAudit, ...]


def extract(text: str, lexicon: Lexicon, published: date | None = None) -> Extraction:
    """Find the rule mentions of a text; published is the day of the source, from which limits in time are counted."""
    parts = list(stream(text, lexicon, published))
    mentions = tuple(mention for part in parts for mention in part.mentions)
    return Extraction(mentions, tuple(cue for part in parts for cue in part.audit))


def stream(text: str, lexicon: Lexicon, published: date | None = None) -> Iterator[Extraction]:
    """Find the mentions as `extract` does, and give them part by part, so that those of a long text are not all held.

    The text itself is held, as whom it addresses is read from all of it.
    """
    unified = unify(text)
    run = Run(text, unified, lower(unified), lexicon, published)
    run.default_bearer, run.office = default_bearer(run), first_office(run.low)
    run.on_topic = speaks_of_neutrality(run.low)
    here, following = tee(blocks(run.unified, run.low, lexicon.abbreviations))
    next(following, None)
    for block, after in zip_longest(here, following):
        heads_list = after is not None and after.zone == "item" and block.zone in ("title", "body")
        _take_block(run, block, heads_list and text[block.end - 1] not in ".;?!,")
        if len(run.audit) > _PART:
            yield _part(run, run.citations.settle(run.mentions))
    yield _part(run, len(run.mentions))


def _part(run: Run, count: int) -> Extraction:
    """Take the first mentions and the audit so far out of a run."""
    made = Extraction(tuple(run.mentions[:count]), tuple(sorted(run.audit, key=lambda a: a.offset)))
    del run.mentions[:count]
    run.audit.clear()
    return made


def _context(run: Run, s: Sentence, quoted: Quotations, inherited: str) -> Context:
    """Give what the sentences before say to a sentence."""
    at = bisect_right(quoted.spans, (s.words[0].start + 1, len(run.text) + 1)) - 1
    return Context(
        after_rule=run.after_rule,
        after_permission=run.after_permission,
        on_topic=run.on_topic,
        pledge=run.pledge or run.in_pledge,
        inherited=inherited,
        theme=run.theme,
        spoken=at >= 0 and s.words[0].start < quoted.spans[at][1],
        near_rule=run.rule_age < 3,
        before=run.before,
    )


def _take_block(run: Run, block: Block, heads_list: bool) -> None:
    quoted = quotations(run.unified, block.start, block.end)
    run.after_rule = run.after_rule and block.zone == "body"
    inherited = inherited_by_block(run, block)
    run.citations.open_block(run.low, block)
    run.block_start, run.before = block.start, None
    for start, end in units(run, block):
        cited = run.citations.of_sentence(run.low, start, end)
        acts, listed = after_inline_intro(run, start, end)
        s = sentence_of(words(run.unified, run.low, acts, end, quoted.closing), block.zone, run.lexicon)
        if not s.words:
            continue
        if acts > start:
            head, hits = cues_between(run, start, acts)
            run.audit += [CueAudit(head.words[h.start].start, h.row.id, "dropped", "list-intro") for h in hits]
        take_offices(run, s)
        take_asker(run, block.start, s)
        inherited = listed or inherited or inherited_by(run, s, start, end)
        found = drafts_of(s, run.lexicon, _context(run, s, quoted, inherited))
        if turns_to_question(run, start, end):
            found.drop("question")
        run.pledge = any(d.row.kind == "pledge" for d in found.drafts) or (run.pledge and bool(inherited))
        inherited = ""
        if heads_list:
            take_heading(run, s)
        if block.zone in ("title", "caption", "boilerplate"):
            drop_all(run, s, found, block.zone)
            continue
        take_intro(run, s, found)
        take_audience(run, s)
        take_question(run, s, found)
        take_theme(run, s, found)
        finish(run, s, found, quoted, block.end)
        run.citations.close_sentence(run.low, start, end, cited, run.mentions)
        if not leads_in(s):
            run.question = question_of(s, run.lexicon)
        if not found.drafts:
            take_subject(run, s)
        take_days_left(run, s)
        run.before = None if found.drafts else s
