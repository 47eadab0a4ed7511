"""From the cues of a sentence to its drafts."""

from __future__ import annotations

from dataclasses import replace

from quizgen.extract.clauses import (
    NEGATIONS,
    Sentence,
    back_over_adverbs,
    chunk_start,
    first_predicate,
    has_predicate,
    in_condition,
    is_verb,
    skip_adverbs,
)
from quizgen.extract.consequences import take_breach, take_consequence
from quizgen.extract.coordinates import split_coordinates
from quizgen.extract.cueless import item_begin, take_bare, take_item, take_soon, take_terms
from quizgen.extract.cues import Hit, bracketed, find_cues
from quizgen.extract.drafts import DIRECTED, Context, Draft, Findings, stays
from quizgen.extract.endings import content_end, end_of_term
from quizgen.extract.filters import dropped_by
from quizgen.extract.judgements import inside_acts
from quizgen.extract.lexicon import Lexicon
from quizgen.extract.modals import none_before, take_directive, take_modal
from quizgen.extract.negations import NEGATION, negations, take_negation
from quizgen.extract.special_cues import take_ability, take_pledge, take_scope
from quizgen.extract.statements import complaint_end, reads_as_statement, report_or_sanction, take_statements
from quizgen.extract.tallies import tells_count
from quizgen.extract.words import stems

_MAY_BE_OFF_TOPIC = frozenset({"modal", "directive", "passive", "imperative", "noun"})
_MAY_REPORT = frozenset({"silakan", "boleh", "hendaknya", "dapat", "masih-bisa", "tidak-patut"})
_SOFT = frozenset({"advice", "obligation", "permission"})
_GO_ON = frozenset({"jangan", "tidak-boleh", "dilarang", "boleh", "silakan", "tidak-dilarang"})
_PERSONS = frozenset({"ia", "dia", "mereka", "anda", "kita", "kamu"})
_POINTS_BACK = frozenset({"ia", "dia", "itu", "hal", "di", "dalam"})


def drafts_of(s: Sentence, lexicon: Lexicon, context: Context) -> Findings:
    """Give the drafts of a sentence with the audit of its cues."""
    found = Findings()
    hits = _kept(s, found, lexicon)
    for at, row in bracketed(s, lexicon):
        found.note(at, row.id, "dropped", "in-brackets")
    if context.inherited and _is_own_sentence(s, hits, lexicon):
        context = replace(context, inherited="")
    if context.inherited:
        take_item(s, found, context, lexicon)
    for hit in hits:
        _take(s, hit, found, lexicon, context)
    _end_all(s, found, lexicon, context)
    if not any(d.modality == "sanction" for d in found.drafts):
        take_breach(s, found, lexicon)
    take_statements(s, found, lexicon, context)
    _take_cueless(s, found, lexicon, context)
    _drop_off_topic(s, found, lexicon, context)
    found.drafts = split_coordinates(s, found.drafts, lexicon)
    for draft in found.drafts:
        if draft.row.kind in ("item", "directive", "passive", "modal") and draft.modality in _SOFT:
            draft.modality = report_or_sanction(s, draft, lexicon) or draft.modality
    return found


def _is_own_sentence(s: Sentence, hits: list[Hit], lexicon: Lexicon) -> bool:
    """Tell whether a point of a list has a subject and a cue of its own (`Kelima, rumah dinas tidak boleh ...`)."""
    first = item_begin(s)
    governs = [h for h in hits if h.row.kind in ("modal", "passive") and h.start > first]
    if not governs or has_predicate(s, first, first + 1, lexicon) or s.low(first) in NEGATIONS:
        return False
    at = governs[0].start
    own = not has_predicate(s, first, at, lexicon) and all(s.words[i].depth == 0 for i in range(first, at))
    return own and not in_condition(s, at, first, lexicon)


def _end_all(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """Give each draft its end, and once more where one that asks for nothing no longer bounds the one before it."""
    _set_ends(s, found.drafts, lexicon)
    for draft in found.drafts:
        reminds = draft.row.id == "hendaknya" and s.low(draft.cue_start) == "jangan"
        if (draft.row.kind == "imperative" or reminds) and (end := complaint_end(s, draft, found, lexicon, context)):
            draft.modality, draft.end = "reporting", end
    before = len(found.drafts)
    _drop_empty(s, found, lexicon, context)
    if 0 < len(found.drafts) < before:
        _set_ends(s, [d for d in found.drafts if d.modality != "reporting" or d.row.kind != "imperative"], lexicon)


def _take_cueless(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """Look for the rules that no cue signals, as long as the sentence has given none."""
    if not found.drafts and context.after_permission:
        take_terms(s, found, lexicon)
    if not found.drafts:
        take_bare(s, found, lexicon)
    if not found.drafts:
        take_soon(s, found, lexicon, context)


def _kept(s: Sentence, found: Findings, lexicon: Lexicon) -> list[Hit]:
    """Give the cues and negations of a sentence that no filter drops."""
    hits: list[Hit] = []
    cues = find_cues(s, lexicon)
    covered = {i for hit in cues for i in range(hit.start, hit.end)}
    anchors = sorted(cues + [Hit(i, i + 1, NEGATION) for i in negations(s, covered)], key=lambda h: h.start)
    inner = inside_acts(s, anchors)
    floor = 0
    for n, hit in enumerate(anchors):
        if n in inner:
            found.note(hit.start, hit.row.id, "dropped", "an-act")
            continue
        why = dropped_by(s, hit, lexicon, floor) or ("counted" if tells_count(s, hit) else "")
        floor = hit.end
        freed = why == "relative-clause" and (_is_cleft(s, hit.start, hit.end) or _is_judged(s, hit, lexicon))
        if why and not freed:
            found.note(hit.start, hit.row.id, "dropped", why)
        else:
            hits.append(hit)
    return hits


def _is_judged(s: Sentence, hit: Hit, lexicon: Lexicon) -> bool:
    """Tell whether a relative clause says what nobody may, or judges an act (`Menempelnya | yang dilarang.`)."""
    first = chunk_start(s, hit.start, 0)
    act = s.low(first).startswith(("me", "ber")) and is_verb(s, first, lexicon)
    closes = s.low(hit.start - 1) == "yang" and s.low(hit.end) in (".", ">>", "", "!")
    return none_before(s, hit) >= 0 or (act and closes and hit.start - first > 2)


def _is_cleft(s: Sentence, at: int, end: int) -> bool:
    """Tell whether a clause that opens with `yang` tells what may be done (`Yang tidak boleh, memerintah ...`)."""
    yang = back_over_adverbs(s, at, 0) - 1
    first = s.low(yang) == "yang" and s.low(yang - 1) in ("", "<<", ".", ";")
    return first and s.low(end) == "," and len(s.words) - end > 3


def _take(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """Let one cue open a draft, change the one before it, or be dropped by name."""
    kind = hit.row.kind
    completed = kind == "modal" and lexicon.cues.match(s.words, hit.end) is not None
    if kind == "imperative" and found.drafts and hit.start < end_of_term(s, found.drafts[-1].cue_end):
        found.note(hit.start, hit.row.id, "dropped", "nested")
        return
    soft = kind == "imperative" or (hit.row.id in _MAY_REPORT and not completed)
    if soft and reads_as_statement(s, hit.start, lexicon, context):
        _take_report(s, hit, found, lexicon)
        return
    if context.inherited and found.drafts and _take_inside_item(s, hit, found, lexicon, context):
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


def _take_report(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """Leave a soft cue to the statements, unless it goes on from an order (`tolak dan | sampaikan ke inspektorat`)."""
    ordered = bool(found.drafts) and found.drafts[-1].row.kind == hit.row.kind == "imperative"
    joined = s.low(hit.start - 1) in ("dan", "lalu") and s.low(hit.start) in ("sampaikan", "adukan", "laporkan")
    proof = ordered and lexicon.classes["submitting-weak"].match(s.words, found.drafts[-1].cue_start) is not None
    if proof or not (ordered and joined):
        found.note(hit.start, hit.row.id, "dropped", "report")
        return
    take_directive(s, hit, found, lexicon)
    found.drafts[-1].modality = "reporting"


def _take_inside_item(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> bool:
    """Let the item of a list swallow a cue; a modal at its very front rules the item instead of the intro."""
    if hit.row.kind in ("modal", "negation") and hit.start > found.drafts[0].begin + 1:
        return _judges_item(s, hit, found, lexicon)
    if hit.row.kind == "modal":
        item = found.drafts.pop()
        found.note(item.cue_start, item.row.id, "dropped", "own-modal")
        take_modal(s, hit, found, lexicon)
    elif hit.row.kind == "sanction" and s.zone != "item" and not context.pledge:
        found.drafts[0].modality = "sanction"
        found.note(hit.start, hit.row.id, "mention")
    elif hit.row.kind != "negation":
        found.note(hit.start, hit.row.id, "dropped", "inside-item")
    return True


def _judges_item(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> bool:
    """Let a modal that closes a point judge the act of that point (`Mengajak warga ke TPS | boleh, ...`)."""
    item = found.drafts[-1]
    closes = s.low(hit.end) in (".", ",", ";", ">>", "!", "") and hit.row.modality in ("permission", "prohibition")
    if item.row.kind != "item" or hit.row.kind != "modal" or not closes:
        return False
    parted = [i for i in range(item.begin, hit.start) if not s.words[i].is_word]
    pointed = len(parted) == 1 and s.low(parted[0] + 1) in ("itu", "ini", "juga", "jelas", "tetap")
    if (parted and not pointed) or not has_predicate(s, item.begin, hit.start, lexicon):
        return False
    item.modality, item.row, item.cue_start, item.cue_end = hit.row.modality, hit.row, hit.start, hit.end
    found.note(hit.start, hit.row.id, "mention")
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
        if draft.row.kind in DIRECTED and first < draft.end:
            draft.end = _before_aim(s, first, draft.end)


def _before_aim(s: Sentence, first: int, end: int) -> int:
    """Give where what is asked for ends, before a further `agar` that says what for."""
    for i in range(first + 2, end):
        if s.low(i) in ("agar", "supaya") and s.words[i - 1].is_word and s.low(i - 1) not in ("dan", "serta", "juga"):
            return i
    return end


def _drop_empty(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """A directive that asks for nothing is no rule."""
    for draft in list(found.drafts):
        asks = has_predicate(s, draft.cue_end, draft.end, lexicon) or _names_act(s, draft, lexicon)
        told = draft.end > draft.cue_end
        bare = draft.modality == "obligation" and draft.row.kind == "modal" and not told
        bare = bare and draft.row.id != "harga-mati" and s.low(draft.cue_end - 1) != "terikat"
        before = s.words[draft.cue_start - 1].is_word and draft.cue_start > draft.begin
        before = before and "adverb" not in s.tags[draft.cue_start - 1] and draft.row.id == "jangan"
        postposed = (
            before or draft.cue_start - draft.begin > 2 or has_predicate(s, draft.begin, draft.cue_start, lexicon)
        )
        whole = s.low(draft.cue_end - 1) in ("ikut-ikutan", "coba-coba")
        bare = bare or (draft.row.id in ("hendaknya", "jangan") and not (told or postposed or whole))
        wanted = (
            asks
            or _is_done(s, draft)
            or stays(s, draft.cue_end, draft.end)
            or (context.on_topic and _wants_something(s, draft, lexicon))
        )
        if draft.row.id == "hendaknya" and not has_predicate(s, draft.cue_end, draft.end, lexicon):
            bare = bare or not (context.on_topic and _wants_something(s, draft, lexicon))
        if bare or (draft.row.kind in ("directive", "passive", "noun") and not wanted):
            found.drafts.remove(draft)
            found.note(draft.cue_start, draft.row.id, "dropped", "no-content")


def _is_done(s: Sentence, draft: Draft) -> bool:
    """Tell whether what is asked for is a passive right behind the directive (`mohon dibersihkan`)."""
    at = skip_adverbs(s, draft.cue_end, draft.end)
    return (
        draft.row.kind in DIRECTED
        and s.low(at).startswith("di")
        and s.low(at).endswith(("kan", "i"))
        and at < draft.end
    )


def _wants_something(s: Sentence, draft: Draft, lexicon: Lexicon) -> bool:
    """Tell whether something is asked for in words no lexicon knows (`hendaknya dibaca dulu`, `pegawai lebih diam`)."""
    at = skip_adverbs(s, draft.cue_end, draft.end)
    if draft.row.id == "hendaknya":
        passive = s.low(at).startswith("di") and len(s.low(at)) > 5
        base = lexicon.classes["imperative"].match(s.words, at) is not None
        if s.low(draft.cue_end - 1) == "perlu":
            return passive or base
        return passive or base or draft.end - draft.cue_end >= 2
    named = lexicon.bearers.find(s.words, draft.cue_end, min(draft.cue_end + 3, draft.end))
    if draft.row.kind != "directive" or named is None or draft.end - named[1] < 2:
        return False
    scene = s.low(named[1]) in ("di", "dalam", "pada", "se") or "time" in s.tags[named[1]]
    return not scene or has_predicate(s, named[1], draft.end, lexicon) or draft.end - named[1] > 7


def _drop_off_topic(s: Sentence, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """A modal that names neither a bearer nor a topic speaks of something else."""
    for draft in list(found.drafts):
        if draft.row.kind not in _MAY_BE_OFF_TOPIC or draft.row.id == "pengecualian":
            continue
        vague = draft.row.id == "hendaknya" and not (
            lexicon.topics.find(s.words, draft.cue_end, draft.end)
            or lexicon.bearers.find(s.words, draft.begin, draft.cue_start)
            or context.on_topic
        )
        if vague or (len(found.drafts) == 1 and not _is_on_topic(s, draft, lexicon, context)):
            found.drafts.remove(draft)
            found.note(draft.cue_start, draft.row.id, "dropped", "off-topic")


def _is_on_topic(s: Sentence, draft: Draft, lexicon: Lexicon, context: Context) -> bool:
    """Tell whether a draft names a topic or a bearer, or goes on with the rule of the sentence before."""
    if any(lexicon_part.find(s.words, draft.begin, draft.end) for lexicon_part in (lexicon.topics, lexicon.bearers)):
        return True
    if context.on_topic and lexicon.classes["election"].find(s.words, draft.begin, draft.end):
        return True
    ordered = draft.row.id == "mewajibkan" and context.near_rule
    soft = draft.row.kind in ("imperative", "modal") or (draft.row.kind == "directive" and context.spoken) or ordered
    near = context.spoken or context.near_rule or draft.modality in ("advice", "permission")
    if soft and context.on_topic and near:
        return True
    close = context.spoken or context.near_rule or draft.row.kind != "passive"
    if context.on_topic and ((draft.modality == "prohibition" and close) or s.low(draft.begin) in _PERSONS):
        return True
    asked = context.inherited or context.after_permission
    if asked and len(s.words) <= 4 and (draft.row.id in _GO_ON or draft.row.id == "tidak-patut"):
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
