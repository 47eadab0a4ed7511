"""The whole way of one text: normalise, blocks, sentences, drafts, mentions, audit."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from quizgen.extract.clauses import Sentence, sentence_of
from quizgen.extract.drafts import Context
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.memory import (
    Run,
    after_inline_intro,
    cues_between,
    default_bearer,
    inherited_by,
    inherited_by_block,
    speaks_of_neutrality,
    take_audience,
    take_days_left,
    take_intro,
    take_offices,
    take_question,
    take_subject,
    take_theme,
)
from quizgen.extract.mentions import drop_all, finish
from quizgen.extract.normalise import lower, unify
from quizgen.extract.paragraphs import Block, blocks
from quizgen.extract.quotations import Quotations, quotations
from quizgen.extract.resolve import drafts_of
from quizgen.extract.units import units
from quizgen.extract.words import words
from quizgen.model.mention import CueAudit, Mention


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one text gave: mentions in their order, and what became of every cue."""

    mentions: tuple[Mention, ...]
    audit: tuple[CueAudit, ...]


def extract(text: str, lexicon: Lexicon, published: date | None = None) -> Extraction:
    """Find the rule mentions of a text; published is the day of the source, from which limits in time are counted."""
    unified = unify(text)
    run = Run(text, unified, lower(unified), lexicon, published)
    run.default_bearer = default_bearer(run)
    run.on_topic = speaks_of_neutrality(run.low)
    for block in blocks(run.unified, run.low):
        _take_block(run, block)
    return Extraction(tuple(run.mentions), tuple(sorted(run.audit, key=lambda a: a.offset)))


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
    )


def _take_block(run: Run, block: Block) -> None:
    quoted = quotations(run.unified, block.start, block.end)
    run.after_rule = run.after_rule and block.zone == "body"
    inherited = inherited_by_block(run, block)
    for start, end in units(run, block):
        acts, listed = after_inline_intro(run, start, end)
        s = sentence_of(words(run.unified, run.low, acts, end, quoted.closing), block.zone, run.lexicon)
        if not s.words:
            continue
        if acts > start:
            head, hits = cues_between(run, start, acts)
            run.audit += [CueAudit(head.words[h.start].start, h.row.id, "dropped", "list-intro") for h in hits]
        take_offices(run, s)
        inherited = listed or inherited or inherited_by(run, s, start, end)
        found = drafts_of(s, run.lexicon, _context(run, s, quoted, inherited))
        run.pledge = any(d.row.kind == "pledge" for d in found.drafts) or (run.pledge and bool(inherited))
        inherited = ""
        if block.zone in ("title", "caption", "boilerplate"):
            drop_all(run, s, found, block.zone)
            continue
        take_intro(run, s, found)
        take_audience(run, s)
        take_question(run, s, found)
        take_theme(run, s, found)
        finish(run, s, found, quoted, block.end)
        if not found.drafts:
            take_subject(run, s)
        take_days_left(run, s)
