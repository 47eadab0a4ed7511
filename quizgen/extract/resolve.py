"""From the cues of a sentence to its drafts."""

from __future__ import annotations

from quizgen.extract.clauses import Sentence, first_predicate, has_predicate
from quizgen.extract.consequences import take_breach, take_breacher, take_consequence, take_report
from quizgen.extract.coordinates import split_coordinates
from quizgen.extract.cueless import take_bare, take_item
from quizgen.extract.cues import Hit, find_cues
from quizgen.extract.drafts import DIRECTED, Context, Draft, Findings
from quizgen.extract.endings import content_end
from quizgen.extract.filters import dropped_by
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.modals import take_directive, take_modal
from quizgen.extract.negations import NEGATION, negations, take_negation
from quizgen.extract.special_cues import take_ability, take_pledge, take_scope
from quizgen.extract.words import stems

_MAY_BE_OFF_TOPIC = frozenset({"modal", "directive", "passive", "imperative", "noun"})
_GO_ON = frozenset({"jangan", "tidak-boleh", "dilarang", "boleh", "silakan", "tidak-dilarang"})
_PERSONS = frozenset({"ia", "dia", "mereka", "anda", "kita", "kamu"})
_POINTS_BACK = frozenset({"ia", "dia", "itu", "hal", "di", "dalam"})


def drafts_of(s: Sentence, lexicon: Lexicon, context: Context) -> Findings:
    """Give the drafts of a sentence with the audit of its cues."""
    found = Findings()
    if context.inherited:
        take_item(s, found, context)
    hits: list[Hit] = []
    cues = find_cues(s, lexicon)
    covered = {i for hit in cues for i in range(hit.start, hit.end)}
    anchors = sorted(cues + [Hit(i, i + 1, NEGATION) for i in negations(s, covered)], key=lambda h: h.start)
    for n, hit in enumerate(anchors):
        why = dropped_by(s, hit, lexicon, anchors[n - 1].end if n else 0)
        if why:
            found.note(hit.start, hit.row.id, "dropped", why)
        else:
            hits.append(hit)
    for hit in hits:
        _take(s, hit, found, lexicon, context)
    _set_ends(s, found.drafts, lexicon)
    _drop_empty(s, found, lexicon)
    if not any(d.modality == "sanction" for d in found.drafts):
        take_breach(s, found, lexicon)
    if not found.drafts and context.on_topic:
        take_breacher(s, found, lexicon)
    if not found.drafts and context.on_topic:
        take_report(s, found, lexicon)
    if not found.drafts:
        take_bare(s, found, lexicon)
    _drop_off_topic(s, found, lexicon, context)
    found.drafts = split_coordinates(s, found.drafts, lexicon)
    return found


def _take(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """Let one cue open a draft, change the one before it, or be dropped by name."""
    kind = hit.row.kind
    if context.inherited and found.drafts and _take_inside_item(s, hit, found, lexicon):
        return
    if kind == "negation":
        take_negation(s, hit, found, lexicon, context)
    elif kind in ("sanction", "reporting"):
        take_consequence(s, hit, found, lexicon)
    elif kind == "ability":
        take_ability(s, hit, found, lexicon, context)
    elif kind == "scope":
        take_scope(s, hit, found, lexicon)
    elif kind == "pledge":
        take_pledge(s, hit, found, lexicon)
    elif kind in DIRECTED or kind in ("noun", "imperative"):
        take_directive(s, hit, found, lexicon)
    else:
        take_modal(s, hit, found, lexicon)


def _take_inside_item(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> bool:
    """Let the item of a list swallow a cue; a modal at its very front rules the item instead of the intro."""
    if hit.row.kind in ("modal", "negation") and hit.start > found.drafts[0].begin + 1:
        return False
    if hit.row.kind == "modal":
        item = found.drafts.pop()
        found.note(item.cue_start, item.row.id, "dropped", "own-modal")
        take_modal(s, hit, found, lexicon)
    elif hit.row.kind != "negation":
        found.note(hit.start, hit.row.id, "dropped", "inside-item")
    return True


def _set_ends(s: Sentence, drafts: list[Draft], lexicon: Lexicon) -> None:
    for n, draft in enumerate(drafts):
        following = drafts[n + 1] if n + 1 < len(drafts) else None
        ceiling = following.begin if following else len(s.words)
        if ceiling <= draft.cue_end:
            ceiling = max(draft.cue_end, ceiling)
        greedy = draft.row.kind in ("sanction", "reporting", "scope", "item")
        first = first_predicate(s, draft.cue_end, ceiling, lexicon) if draft.row.kind in DIRECTED else 0
        draft.end = content_end(s, draft.cue_end, ceiling, lexicon, greedy, first if first < ceiling else 0)


def _drop_empty(s: Sentence, found: Findings, lexicon: Lexicon) -> None:
    """A directive that asks for nothing is no rule."""
    for draft in list(found.drafts):
        asks = has_predicate(s, draft.cue_end, draft.end, lexicon) or _names_act(s, draft, lexicon)
        bare = draft.modality == "obligation" and draft.row.kind == "modal" and draft.end <= draft.cue_end
        bare = bare or (draft.row.id in ("hendaknya", "jangan") and draft.end <= draft.cue_end)
        bare = bare or (draft.row.id == "hendaknya" and not has_predicate(s, draft.cue_end, draft.end, lexicon))
        if bare or (draft.row.kind in ("directive", "passive", "noun") and not asks):
            found.drafts.remove(draft)
            found.note(draft.cue_start, draft.row.id, "dropped", "no-content")


def _drop_off_topic(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """A modal that names neither a bearer nor a topic speaks of something else."""
    for draft in list(found.drafts):
        if draft.row.kind not in _MAY_BE_OFF_TOPIC or draft.row.id == "pengecualian":
            continue
        vague = draft.row.id == "hendaknya" and not (
            lexicon.topics.find(s.words, draft.cue_end, draft.end)
            or lexicon.bearers.find(s.words, draft.begin, draft.cue_start)
            or (context.on_topic and context.after_rule)
        )
        if vague or (len(found.drafts) == 1 and not _is_on_topic(s, draft, lexicon, context)):
            found.drafts.remove(draft)
            found.note(draft.cue_start, draft.row.id, "dropped", "off-topic")


def _is_on_topic(s: Sentence, draft: Draft, lexicon: Lexicon, context: Context) -> bool:
    """Tell whether a draft names a topic or a bearer, or goes on with the rule of the sentence before."""
    if any(lexicon_part.find(s.words, draft.begin, draft.end) for lexicon_part in (lexicon.topics, lexicon.bearers)):
        return True
    if context.on_topic and (draft.modality == "prohibition" or s.low(draft.begin) in _PERSONS):
        return True
    goes_on = draft.row.id in _GO_ON or s.low(draft.begin) in _POINTS_BACK
    return context.after_rule and goes_on


def _names_act(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether an act is named by a noun (`larangan pemberian dukungan`), or a topic after a directive."""
    if draft.row.kind != "noun":
        return lexicon.topics.find(s.words, draft.cue_end, draft.end) is not None
    rest = [s.low(i) for i in range(draft.cue_end, min(draft.cue_end + 5, draft.end))]
    return any(
        w.startswith(("pe", "ke")) and w.endswith("an") and not stems(w).isdisjoint(lexicon.actions) for w in rest
    )
