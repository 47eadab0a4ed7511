"""From drafts to mentions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import cast

from quizgen.extract import bearers, frames, topics
from quizgen.extract.actions import action_of, is_whole, without_scenes
from quizgen.extract.clauses import Sentence, trim_right
from quizgen.extract.drafts import Draft, Findings
from quizgen.extract.memory import Run, carry
from quizgen.extract.quotations import Quotations
from quizgen.extract.times import Span, days_left, span_of, time_of
from quizgen.model.mention import CueAudit, Mention, Modality

_POINTS_BACK = frozenset({"itu", "ini", "begitu", "begini", "demikian", "seperti", "tersebut"})
_WHEN = frozenset("selama saat kali hari masa sampai hingga pekan minggu bulan tahun".split())


def finish(run: Run, s: Sentence, found: Findings, quoted: Quotations, block_end: int) -> None:
    """Make the mentions of a sentence and keep what became of its cues."""
    for draft in found.drafts:
        if draft.end <= draft.begin:
            continue
        mention = _pointing_back(run, s, draft, _answered(run, _mention(run, s, draft, quoted, block_end)))
        why = "not-a-servant" if _binds_no_servant(mention) else "" if _says_something(draft, mention) else "no-content"
        if why:
            run.citizens = mention.bearer == ("masyarakat",)
            run.topic = topics.goes_on(mention.topic) or run.topic if run.citizens else run.topic
            for at, cue, outcome, _ in [*found.audit, (draft.cue_start, draft.row.id, "mention", "")]:
                if outcome == "mention" and (draft.begin <= at < draft.end or at == draft.cue_start):
                    found.note(at, cue, "dropped", why)
            continue
        run.mentions.append(mention)
        run.citizens = False
        run.topic = topics.goes_on(mention.topic) or run.topic
        carry(run, s, draft, mention.bearer)
    _keep_audit(run, s, found)
    if not found.drafts:
        run.topic = topics.topic_of_sentence(s, run.lexicon) or run.topic
    run.after_rule = bool(found.drafts)
    run.last_modality = found.drafts[-1].modality if found.drafts else ""


def _keep_audit(run: Run, s: Sentence, found: Findings) -> None:
    """Keep the last word on each cue of a sentence."""
    last = {(at, cue): (outcome, why) for at, cue, outcome, why in found.audit}
    run.audit += [CueAudit(s.words[at].start, cue, outcome, why) for (at, cue), (outcome, why) in last.items()]


def drop_all(run: Run, s: Sentence, found: Findings, zone: str) -> None:
    """Drop every cue of a sentence that stands in a headline, a caption or boilerplate."""
    last = {(at, cue): why for at, cue, _, why in found.audit}
    run.audit += [CueAudit(s.words[at].start, cue, "dropped", why or zone) for (at, cue), why in last.items()]


def _says_something(draft: Draft, mention: Mention) -> bool:
    """Tell whether a mention names an act or a condition, or has words of its own beside its cue."""
    return bool(mention.action or mention.condition) or draft.end - draft.cue_end > 1


def _binds_no_servant(mention: Mention) -> bool:
    """Tell whether a rule binds only citizens, candidates or offices; their neutrality still counts."""
    if mention.modality in ("sanction", "reporting") or not bearers.SERVANTS.isdisjoint(mention.bearer):
        return False
    return not (
        {"Bawaslu", "instansi"} & set(mention.bearer)
        and mention.topic in ("netralitas_umum", "kode_etik", "keberpihakan")
    )


def _speaker(run: Run, s: Sentence, draft: Draft, quoted: Quotations, block_end: int) -> str | None:
    start = s.words[draft.begin].start
    at = bisect_right(quoted.spans, (start, block_end + 1)) - 1
    if at >= 0 and quoted.spans[at][0] <= start < quoted.spans[at][1]:
        return run.speakers.of_quotation(run.unified, quoted.spans[at][1], block_end, run.lexicon)
    return run.speakers.of_frame(run.unified, s, draft.begin, run.lexicon, draft.row.kind == "directive")


def _text_of(run: Run, s: Sentence, parts: tuple[tuple[int, int] | None, ...]) -> str:
    """Give the words of ranges of words, joined by a blank."""
    spans = [frames.stretch(s, *part) for part in parts if part]
    return " ".join(run.text[a:b] for a, b in spans)


def _mention(run: Run, s: Sentence, draft: Draft, quoted: Quotations, block_end: int) -> Mention:
    carried, default = _spoken_of(run, s, draft)
    draft.end = frames.without_tail(s, draft)
    start, end = frames.stretch(s, draft.begin, draft.end)
    action = action_of(s, draft, run.lexicon)
    condition = frames.condition_of(s, draft)
    if condition and action and condition[0] <= action[0][0] < condition[1]:
        condition = None  # `silakan kalau mau pakai ...`
    time = time_of(s, draft, run.lexicon)
    action = without_scenes(s, action, (time, condition), run.lexicon)
    span = _span(run, s, draft, _text_of(run, s, (time,)).lower())
    return Mention(
        start=start,
        end=end,
        quote=run.text[start:end],
        modality=cast("Modality", draft.modality),
        topic=topics.topic_of(s, draft, run.lexicon, run.topic, _general(run)),
        bearer=bearers.bearer_of(s, draft, run.lexicon, carried, default, run.office),
        action=_text_of(run, s, action),
        condition=_text_of(run, s, (condition,)) or None,
        time=_text_of(run, s, (time,)) or None,
        place=_text_of(run, s, (frames.place_of(s, draft),)) or None,
        speaker=_speaker(run, s, draft, quoted, block_end),
        legal=(),
        confidence="candidate" if draft.candidate else "sure",
        cue=draft.row.id,
        valid_from=span.first.isoformat() if span.first else None,
        valid_until=span.last.isoformat() if span.last else None,
        whole=is_whole(s, draft, run.lexicon),
    )


def _span(run: Run, s: Sentence, draft: Draft, time: str) -> Span:
    """Give the days of a limit in time; a wish with `tinggal 12 hari lagi` beside it ends with those days."""
    if time:
        return span_of(time, run.published, run.days_left)
    left = days_left(run.low, s.words[0].start, s.words[-1].end)
    waits = left is not None and run.published and draft.modality in ("advice", "prohibition")
    return span_of(f"{left} hari lagi", run.published, None) if waits else Span()


def _answered(run: Run, mention: Mention) -> Mention:
    """Give a short answer the act of its question or of the rule before, any other answer the question's condition."""
    asked, before = run.question, run.mentions[-1] if run.mentions else None
    case = run.text[slice(*asked.condition)] if asked and asked.condition else None
    if mention.action or mention.modality in ("sanction", "reporting"):
        return replace(mention, condition=mention.condition or case)
    if asked and (asked.act or case):
        act = run.text[slice(*asked.act)] if asked.act else _act_of_case(case or "")
        return replace(mention, action=act, evidence_start=asked.start)
    if mention.condition:
        return replace(mention, action=_act_of_case(mention.condition), condition=None)
    if before and before.start >= run.block_start:
        case = before.condition if before.modality == mention.modality else None
        return replace(mention, action=before.action, condition=case, evidence_start=before.start)
    return mention


def _pointing_back(run: Run, s: Sentence, draft: Draft, mention: Mention) -> Mention:
    """Give a rule that only points back the act that the sentence before tells (`... . Yang begitu jangan.`)."""
    before = run.before
    told = range(draft.begin, draft.cue_start)
    points = any(s.low(i) in _POINTS_BACK and s.low(i - 1) not in _WHEN for i in told)
    if mention.action or mention.condition or before is None or not points:
        return mention
    size = len(before.words)
    named = (run.lexicon.topics, run.lexicon.bearers, run.lexicon.classes["election"])
    if not any(part.find(before.words, 0, size) for part in named):
        return mention
    first = next((i + 1 for i in range(size) if "condition" in before.tags[i]), 0)
    start, end = frames.stretch(before, first, trim_right(before, size, first))
    return replace(mention, action=run.text[start:end], evidence_start=before.words[0].start)


def _act_of_case(condition: str) -> str:
    """Give what a case says is done, without its `kalau` (`Kalau diundang ke kampanye, jangan`)."""
    return " ".join(condition.split()[1:])


def _general(run: Run) -> str:
    """Give the topic of words that tell nothing: complaints, where the rule before was about them."""
    last = run.mentions[-1] if run.mentions else None
    return "pelaporan" if last and last.modality == "reporting" and last.start >= run.block_start else "lainnya"


def _spoken_of(run: Run, s: Sentence, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give whom a pronoun or an empty subject means here, and whom a subject means that names nobody."""
    subject = {
        s.low(i)
        for i in range(draft.begin, draft.cue_start)
        if s.low(i - 1) not in run.lexicon.tail_verbs | {"menurut"}
    }
    pronoun = s.low(draft.begin) in ("ia", "dia", "mereka", "yang") or bool(subject & {"ia", "dia", "bersangkutan"})
    if run.citizens and (s.low(draft.begin) == "mereka" or draft.row.kind == "imperative"):
        return ("masyarakat",), run.default_bearer
    if run.addressee and "saudara" in subject:
        return run.addressee, run.addressee
    if run.bearer == ("pejabat",) and "bersangkutan" in subject:
        return run.default_bearer, run.default_bearer
    carried = run.bearer or (run.last_bearer if pronoun else ()) or run.default_bearer
    return carried, carried if pronoun else run.default_bearer
