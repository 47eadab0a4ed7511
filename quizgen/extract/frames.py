"""The frame of a mention: bearer, topic, action, condition, time and place, read from its words."""

from __future__ import annotations

from typing import cast

from quizgen.extract.clauses import Sentence, chunk_end, first_predicate, is_verb, skip_adverbs
from quizgen.extract.drafts import Draft
from quizgen.extract.lexicon import Lexicon

DEFAULT_BEARER = ("ASN",)
SERVANTS = frozenset(
    {"ASN", "PNS", "PPPK", "non_ASN", "PHL", "THL", "honorer", "pejabat", "kepala_desa", "perangkat_desa", "TNI_Polri"}
)
PRONOUNS = frozenset(
    """mereka anda staf bawahan pegawai kita teman-teman rekan-rekan
    anggota anggotanya satuannya jajaran jajarannya bawahannya pegawainya personel
    personelnya stafnya     aparat""".split()
)
_ENDS_PLACE = frozenset({"sesuai", "berdasarkan", "menurut", "yang", "dengan", "pada", "oleh", "kepada", "tanpa"})
_JOINS = frozenset(
    {
        ",",
        "baik",
        "para",
        "yang",
        "terdiri",
        "dari",
        "sebagai",
        "seluruh",
        "semua",
        "anggota",
        "pegawai",
        "/",
        "ini",
        "itu",
        "unsur",
        "beserta",
        "bersama",
        "termasuk",
        "khususnya",
    }
)


def bearer_of(
    s: Sentence,
    draft: Draft,
    lexicon: Lexicon,
    carried: tuple[str, ...],
    default: tuple[str, ...],
    office: str = "Bawaslu",
) -> tuple[str, ...]:
    """Give who is bound: named before the cue, or after a directive; else whoever the text spoke of last."""
    if draft.modality == "sanction":
        named = group(s, draft.begin, draft.end, lexicon, carried, all_groups=True)
        return _without_chief(tuple(b for b in named if b in SERVANTS)) or carried or default
    if draft.modality == "reporting":
        return _reporter(s, draft, lexicon, office)
    if draft.row.kind in ("item", "pledge"):
        return carried
    if s.low(draft.cue_end - 1) in ("bagi", "untuk") and (named := _after_cue(s, draft, lexicon)):
        return named
    named = _of_subject(s, draft, lexicon, group(s, draft.begin, draft.cue_end, lexicon, carried))
    if draft.row.kind in ("directive", "noun", "passive"):
        end = first_predicate(s, draft.cue_end, draft.end, lexicon)
        asked = group(s, draft.cue_end, end, lexicon, carried)
        named = asked or _but_offices(named) if draft.row.kind == "directive" else named or asked
    elif is_verb(s, draft.begin, lexicon) and draft.begin < draft.cue_start:
        named = ()
    if draft.row.kind == "imperative" and SERVANTS.isdisjoint(named):
        named = ()
    if not named and draft.parent is not None and draft.parent.row.kind != "item":
        return bearer_of(s, draft.parent, lexicon, carried, default)
    named = named or _after_cue(s, draft, lexicon)
    return named or (carried if draft.begin >= draft.cue_start - 2 else default)


def _of_subject(s: Sentence, draft: Draft, lexicon: Lexicon, named: tuple[str, ...]) -> tuple[str, ...]:
    """Keep citizens, candidates and offices only where they act: as head of the subject, and not of a passive."""
    if not named or not SERVANTS.isdisjoint(named) or draft.row.kind != "modal":
        return named
    head = draft.begin
    while s.low(head) in ("para", "semua", "seluruh", "setiap", "bagi", "tim", "pihak"):
        head += 1
    verb = s.low(skip_adverbs(s, draft.cue_end, draft.end))
    acts = lexicon.bearers.match(s.words, head) is not None and not verb.startswith("di")
    return named if acts else ()


def _reporter(s: Sentence, draft: Draft, lexicon: Lexicon, office: str) -> tuple[str, ...]:
    """Give who reports or handles a report: the subject, else the office that speaks or whoever may complain."""
    named = group(s, draft.begin, draft.cue_start if draft.cue_start > draft.begin else draft.begin + 4, lexicon, ())
    if draft.row.kind == "statement":
        head = lexicon.bearers.match(s.words, draft.begin)
        named = named if head else ()
    if named and named != ("instansi",) and named != ("-",):
        return named
    ours = any(s.low(i) in ("kami", "kita", "pihaknya", "lembaganya") for i in range(draft.begin, draft.end))
    handles = lexicon.classes["handling"].find(s.words, draft.begin, draft.end) is not None
    if draft.row.id == "lapor":
        return named or ("masyarakat",)
    submits = lexicon.classes["submitting"].find(s.words, draft.begin, draft.end) is not None
    if draft.row.kind == "statement" or (submits and not handles):
        return named or ((office,) if ours or (handles and not submits) else ("masyarakat",))
    after = group(s, draft.cue_end, min(draft.cue_end + 3, draft.end), lexicon, ())
    return after or ((office,) if handles or ours else ("Bawaslu",))


def _but_offices(named: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the office that asks (`kami harapkan ...`)."""
    return tuple(b for b in named if b != "instansi")


def _without_chief(named: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the superior who punishes where others are named."""
    return tuple(b for b in named if b != "pejabat") or named


def _after_cue(s: Sentence, draft: Draft, lexicon: Lexicon) -> tuple[str, ...]:
    """Give a bearer that follows its cue at once (`jangan sampai ASN ikut ...`, `dilarang bagi ASN`)."""
    i = draft.cue_end
    while i < draft.end and s.low(i) in ("bagi", "oleh", "para", "semua", "seluruh", "ada", "setiap"):
        i += 1
    if lexicon.bearers.find(s.words, i, min(i + 2, draft.end)) is None:
        return ()
    return tuple(b for b in group(s, i, min(i + 9, draft.end), lexicon, ()) if b in SERVANTS)


def group(
    s: Sentence, start: int, end: int, lexicon: Lexicon, carried: tuple[str, ...], all_groups: bool = False
) -> tuple[str, ...]:
    """Give the first group of bearers joined by `dan`, commas or the like in [start, end)."""
    named: list[str] = []
    only_pronoun = False
    last = -1
    for at, stop, value in lexicon.bearers.find_all(s.words, start, end):
        names = cast("tuple[int, str]", value)[1].split()
        if names == ["-"]:
            continue
        if last >= 0 and not all_groups and not _joined(s, last, at):
            if not (only_pronoun and SERVANTS & set(names)):
                break
            named = []
        if at and (s.low(at - 1) in lexicon.tail_verbs or s.low(at - 1) == "oleh"):
            continue
        if names == ["instansi"] and named:
            continue
        pronoun = stop == at + 1 and s.low(at) in PRONOUNS
        only_pronoun = pronoun and (only_pronoun or not named)
        if pronoun:
            named = named or [*carried]
        else:
            named += [name for name in names if name not in named]
        last = stop
    return tuple(named)


def _joined(s: Sentence, start: int, end: int) -> bool:
    """Tell whether only words that join nouns stand in [start, end)."""
    return all("joint" in s.tags[i] or s.low(i) in _JOINS or s.words[i].depth for i in range(start, end))


def topic_of(s: Sentence, draft: Draft, lexicon: Lexicon, carried: str, general: str = "lainnya") -> str:
    """Give the topic: sanctions and reporting have their own; else the best form of topics.yaml in the words.

    carried is the topic of the mention before in the paragraph, for words that say nothing themselves (`Boleh.`);
    general is what is left where nothing tells.
    """
    fixed = {"sanction": "sanksi", "reporting": "pelaporan"}.get(draft.modality)
    if fixed or draft.row.kind == "scope":
        return fixed or "waktu_tempat"
    found = _topics_in(s, draft, lexicon)
    if (
        draft.row.kind in ("pledge", "item", "coordinate")
        and draft.row.id == "ikrar"
        and (not found or min(found)[2] in ("netralitas_umum", "kode_etik"))
    ):
        return "ikrar_pakta"
    if found:
        return min(found)[2]
    around = [cast("tuple[int, str]", v) for _, _, v in lexicon.topics.find_all(s.words, 0, len(s.words))]
    around = [(tier, topic) for tier, topic in around if topic != "-" and tier < 3]
    return carried or (min(around)[1] if around else "") or general


def _topics_in(s: Sentence, draft: Draft, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """Give (tier, place, topic) of the topic forms; neutrality as the first thing asked for counts as an act."""
    out: list[tuple[int, int, str]] = []
    head = skip_adverbs(s, draft.cue_end, draft.end) + 4
    for at, _, value in lexicon.topics.find_all(s.words, draft.begin, draft.end):
        tier, topic = cast("tuple[int, str]", value)
        if draft.row.kind == "directive" and draft.cue_start <= at < draft.cue_end:
            continue
        if topic == "-" or (tier > 1 and at < draft.cue_start and draft.end > draft.cue_end + 1):
            continue
        if topic == "netralitas_umum" and at < head:
            tier = 2
        out.append((tier, at, topic))
    return out


def stretch(s: Sentence, start: int, end: int) -> tuple[int, int]:
    """Give the character offsets of a range of words."""
    return s.words[start].start, s.words[end - 1].end


def clause_of(s: Sentence, draft: Draft, wanted: str) -> tuple[int, int] | None:
    """Give the word range of the condition or time of a draft, if it has one."""
    for i in range(draft.begin, draft.end):
        if wanted in s.tags[i] and not (draft.cue_start <= i < draft.cue_end):
            end = chunk_end(s, i, draft.end)
            if i < draft.cue_start < end:
                end = draft.cue_start
            return (i, end) if end > i else None
    return None


def place_of(s: Sentence, draft: Draft) -> tuple[int, int] | None:
    """Give the word range of a place (`di kantor`), if the draft has one."""
    for i in range(draft.cue_end, draft.end - 1):
        if s.low(i) == "di" and s.low(i + 1) not in ("mana", "antara"):
            end = i + 1
            while (
                end < min(draft.end, i + 6)
                and s.words[end].is_word
                and not s.tags[end]
                and s.low(end) not in _ENDS_PLACE
            ):
                end += 1
            return (i, end)
    return None


def action_of(s: Sentence, draft: Draft) -> tuple[int, int]:
    """Give the word range of the action: what follows the cue."""
    start = skip_adverbs(s, draft.cue_end, draft.end)
    return (start, draft.end) if start < draft.end else (draft.begin, draft.end)
