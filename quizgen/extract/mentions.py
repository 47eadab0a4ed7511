"""From drafts to mentions."""

from __future__ import annotations

from bisect import bisect_right
from datetime import timedelta
from typing import cast

from quizgen.extract import frames
from quizgen.extract.clauses import Sentence
from quizgen.extract.drafts import Draft, Findings
from quizgen.extract.legal import references
from quizgen.extract.memory import Run, carry
from quizgen.extract.quotations import Quotations
from quizgen.model.mention import CueAudit, Mention, Modality


def finish(run: Run, s: Sentence, found: Findings, quoted: Quotations, block_end: int) -> None:
    """Make the mentions of a sentence and keep what became of its cues."""
    for draft in found.drafts:
        if draft.end <= draft.begin:
            continue
        mention = _mention(run, s, draft, quoted, block_end)
        if _binds_no_servant(mention):
            for at, cue, outcome, _ in [*found.audit, (draft.cue_start, draft.row.id, "mention", "")]:
                if outcome == "mention" and (draft.begin <= at < draft.end or at == draft.cue_start):
                    found.note(at, cue, "dropped", "not-a-servant")
            continue
        run.mentions.append(mention)
        if mention.topic not in ("sanksi", "pelaporan", "netralitas_umum", "lainnya"):
            run.topic = mention.topic
        carry(run, s, draft, mention.bearer)
    _keep_audit(run, s, found)
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


def _binds_no_servant(mention: Mention) -> bool:
    """Tell whether a rule binds only citizens, candidates or offices; their neutrality still counts."""
    if mention.modality in ("sanction", "reporting") or not frames.SERVANTS.isdisjoint(mention.bearer):
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


def _time(run: Run, text: str | None) -> str | None:
    """Give the limit in time; `setelah itu` after `tinggal 12 hari lagi` gets its date from the day of the source."""
    if (
        text
        and run.days_left
        and run.published
        and text.lower().startswith(("setelah itu", "sesudah itu", "setelahnya"))
    ):
        return f"{text} ({(run.published + timedelta(days=run.days_left)).isoformat()})"
    return text


def _mention(run: Run, s: Sentence, draft: Draft, quoted: Quotations, block_end: int) -> Mention:
    carried, default = _spoken_of(run, s, draft)
    start, end = frames.stretch(s, draft.begin, draft.end)

    def text_of(part: tuple[int, int] | None) -> str | None:
        if part is None:
            return None
        a, b = frames.stretch(s, *part)
        return run.text[a:b]

    return Mention(
        start=start,
        end=end,
        quote=run.text[start:end],
        modality=cast("Modality", draft.modality),
        topic=frames.topic_of(s, draft, run.lexicon, run.topic, "netralitas_umum" if run.on_topic else "lainnya"),
        bearer=frames.bearer_of(s, draft, run.lexicon, carried, default, run.office),
        action=text_of(frames.action_of(s, draft)) or "",
        condition=text_of(frames.clause_of(s, draft, "condition")),
        time=_time(run, text_of(frames.clause_of(s, draft, "time"))),
        place=text_of(frames.place_of(s, draft)),
        speaker=_speaker(run, s, draft, quoted, block_end),
        legal=references(run.low, start, end),
        confidence="candidate" if draft.candidate else "sure",
        cue=draft.row.id,
    )


def _spoken_of(run: Run, s: Sentence, draft: Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give whom a pronoun or an empty subject means here, and whom a subject means that names nobody."""
    subject = {s.low(i) for i in range(draft.begin, draft.cue_start)}
    pronoun = s.low(draft.begin) in ("ia", "dia", "mereka", "yang") or bool(subject & {"ia", "dia", "bersangkutan"})
    carried = run.bearer or (run.last_bearer if pronoun else ()) or run.default_bearer
    return carried, carried if pronoun else run.default_bearer
