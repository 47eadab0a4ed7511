"""What a text carries from sentence to sentence: bearers, list intros, questions, pledges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import cast

from quizgen.extract import bearers
from quizgen.extract.citations import Citations
from quizgen.extract.clauses import (
    NEGATIONS,
    Sentence,
    chunk_start,
    has_predicate,
    is_verb,
    sentence_of,
    trim_left,
)
from quizgen.extract.cues import Hit, find_cues
from quizgen.extract.drafts import Draft, Findings
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.paragraphs import Block
from quizgen.extract.questions import ANSWERING, ASKING, Question
from quizgen.extract.speakers import Speakers
from quizgen.extract.times import days_left
from quizgen.extract.words import stems, words
from quizgen.model.mention import CueAudit, Mention

_ANY_SERVANT = re.compile(
    r"\b(?:asn|pns|pppk|aparatur|pegawai|kades|lurah|camat|honorer|kepala desa|perangkat desa|birokrasi|birokrat)\b"
)
_ELECTION = re.compile(r"\b(?:pemilu|pilkada|pilpres|pileg|pilgub|calon|caleg|paslon|kampanye|partai|parpol|tps)\b")
_ACTS = frozenset({"menjadi", "ikut", "turut", "hadir", "tampil", "datang", "maju"})
_ORDINAL = re.compile(
    r"\s*(?:"
    r"(?:yang |poin |hal )?"
    r"(?:pertama|kedua|ketiga|keempat|kelima|keenam|ketujuh|kedelapan|kesembilan|kesepuluh|terakhir)"
    r"\s*(?:,|:|adalah|ialah|yaitu|yakni)"
    r"|(?:sisanya|selebihnya|lainnya) (?:adalah|ialah|yaitu|yakni)"
    r"|(?:misalnya|contohnya|antara lain|di antaranya|salah satunya|seperti|yakni|yaitu)\s*[:,]?\s"
    r"|termasuk di dalamnya\s*[:,]?"
    r"|(?:begitu juga|begitu pula|demikian juga|demikian pula|serta) )"
)
_INLINE = re.compile(
    r"[^.:]{3,80}:\s+(?:(?:me|ber|hadir|tampil|ikut|turut|tidak)\w*|(?:swa)?foto|pose|p[eo]\w{4,}an|ke\w{4,}an)\s"
)
_LIKEWISE = re.compile(r"\s*(?:(?:begitu|demikian) (?:juga|pula)|seperti|termasuk) ")
_ADDRESSES = frozenset("kepada bagi untuk para seluruh semua ada".split())
_POINTS = frozenset("hal hal-hal ketentuan aturan larangan poin poin-poin langkah langkah-langkah".split())
_MARK = 14
"""Characters that the longest mark of who speaks takes (`Pertanyaan: `)."""
_WORSE = re.compile(r'"?\s*(?:apalagi|terlebih)(?: lagi)? ')
_SHUN = frozenset({"dihindari", "dijauhi", "ditinggalkan", "dihentikan"})
_ASKED = CueRow("agar", "advice", "passive")
_WAY = CueRow("daftar", "reporting", "item")
_DUTIES = CueRow("daftar", "obligation", "item")
_NAMED_LIST = re.compile(
    r"[^.:;]{0,60}?\b(?:hal-hal|hal|perbuatan|tindakan|kebiasaan|perilaku|sikap|langkah|poin|pantangan|godaan)\s"
    r"(?:lain\s|utama\s|penting\s)?yang\s"
    r"((?:harus|perlu|wajib|mesti|patut) (?:dihindari|dijauhi|ditinggalkan|dihentikan)"
    r"|dilarang|tidak boleh dilakukan|tidak boleh|terlarang|wajib|harus|boleh)\b[^.:;,]{0,60}?"
    r",?\s(?:yaitu|yakni|adalah|ialah|antara lain|meliputi|di antaranya)\s*:?\s+(?=(?:me|ber|ikut|hadir|tampil)\w*\s)"
)
_LISTS = re.compile(r", (?:yaitu|yakni|antara lain|meliputi|di antaranya)\b")
_JUDGED_LIST = re.compile(
    r"[^.:;,]{0,60}?\b(?:hal-hal|hal|perbuatan|tindakan|kebiasaan|perilaku|sikap|langkah|poin|kegiatan|aktivitas)\s"
    r"(?:\w+\s){0,4}?((?:harus|perlu|wajib|mesti) (?:dihindari|dijauhi|ditinggalkan|dihentikan)|dilarang|terlarang"
    r"|tidak boleh(?: dilakukan)?|(?:harus|wajib) (?:dikerjakan|dilakukan|dijaga|dijalankan|dipenuhi|ditaati|dipatuhi)"
    r"|boleh(?: dilakukan)?|diperbolehkan)\b[^.:;,]{0,60}?"
    r",\s(?:yaitu|yakni|antara lain|meliputi|di antaranya)\s*:?\s+(?=(?:me|ber|ikut|hadir|tampil)\w*\s)"
)
_PROHIBITED_LIST = re.compile(
    r"[^.:;]{0,90}\b(?:larangan|pantangan)\b[^.:;]{0,50}?,?\s(?:tercantum|memuat|berisi|mencakup|meliputi|yakni|yaitu"
    r"|antara lain|di antaranya|ialah)\s*:?\s+(?=(?:me|ber|ikut|hadir|tampil)\w*\s)"
)
_ASKS = re.compile(
    r"\bbolehkah\b|\b(?:apa|hal apa|mana|apakah)\b.{0,20}"
    r"\b(?:boleh|diperbolehkan|diperkenankan|dibolehkan|dilarang|terlarang|wajib|harus)\b"
)
_COUNTED = re.compile(
    r"\b(?:\d+|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh"
    r"|sejumlah|beberapa|satu per satu|sederet|berbagai) "
    r"(?:hal|poin|butir|larangan|kewajiban|perbuatan|tindakan)\b"
    r"|\bdaftar (?:larangan|pantangan|kewajiban|perbuatan)\b"
)


@dataclass(slots=True)
class Run:
    """One text on its way, with what is carried from sentence to sentence."""

    text: str
    unified: str
    low: str
    lexicon: Lexicon
    published: date | None
    mentions: list[Mention] = field(default_factory=list)
    audit: list[CueAudit] = field(default_factory=list)
    bearer: tuple[str, ...] = ()
    last_bearer: tuple[str, ...] = ()
    days_left: int | None = None
    speakers: Speakers = field(default_factory=Speakers)
    lists: list[tuple[str, str]] = field(default_factory=list)
    marker: str = ""
    pledge: bool = False
    in_pledge: bool = False
    on_topic: bool = False
    asked: str = ""
    last_modality: str = ""
    after_permission: bool = False
    default_bearer: tuple[str, ...] = ("ASN",)
    asker: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    after_rule: bool = False
    theme: str = ""
    theme_age: int = 0
    rule_age: int = 9
    before: Sentence | None = None
    topic: str = ""
    office: bearers.Desk = bearers.DESK
    pressed: int = -9
    sentences: int = 0
    question: Question | None = None
    block_start: int = 0
    asking: bool = False
    citizens: bool = False
    citations: Citations = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing cited."""
        self.citations = Citations(self.lexicon.legal_names, self.published)
        self.citations.open_text(self.low)

    @property
    def list_modality(self) -> str:
        """The modality of the innermost list that is open, or nothing."""
        return self.lists[-1][1] if self.lists else ""


def speaks_of_neutrality(low: str) -> bool:
    """Tell whether a text is about neutrality: by its name, or because it speaks of servants and of candidates."""
    return "netral" in low or bool(_ANY_SERVANT.search(low) and len(_ELECTION.findall(low)) > 1)


def inherited_by_block(run: Run, block: Block) -> str:
    """Give the modality that a list intro before the block hands down to it; a block that is no item ends the list."""
    listed = block.zone == "item" or any(p.match(run.low, block.start, block.end) for p in (_ORDINAL, _INLINE))
    if block.zone in ("body", "title") and not run.pledge and not listed:
        run.lists.clear()
    while run.lists and block.marker and run.lists[-1][0] == block.marker:
        run.lists.pop()
    run.marker = block.marker
    run.topic = run.topic if block.zone == "item" or _answers(run) else ""
    narrower = set(run.bearer) < set(run.default_bearer) and run.unified[block.start] == '"'
    if block.zone == "body" and not run.asked and not narrower:
        run.bearer = ()
    return run.list_modality if listed else ""


def _answers(run: Run) -> bool:
    """Tell whether the text before a block was a question, which the block then answers."""
    return run.before is not None and run.before.low(len(run.before.words) - 1) == "?"


def inherited_by(run: Run, s: Sentence, start: int, end: int) -> str:
    """Give the modality a sentence inherits from a list intro, a question, a pledge or the sentence before it."""
    if run.last_modality and _LIKEWISE.match(run.low, start, end) and _opens_with_act(s, run.lexicon):
        return run.last_modality
    if run.last_modality == "prohibition" and _WORSE.match(run.low, start, end) and _opens_with_verb(s, run.lexicon):
        return run.last_modality
    named = run.lists and not run.lists[-1][0] and end - start < 90 and _opens_with_act(s, run.lexicon)
    if run.list_modality and (named or _ORDINAL.match(run.low, start, end)):
        return run.list_modality
    if not _opens_with_verb(s, run.lexicon) or _is_short_answer(s):
        return ""
    return run.asked or ("obligation" if run.pledge else "")


def _is_short_answer(s: Sentence) -> bool:
    """Tell whether a negation only answers a question (`Tidak.`, `Tidak harus.`)."""
    answers = ("harus", "wajib", "perlu", "boleh", "bisa", "juga", "selalu", "apa-apa", "benar", "betul", ",", ".", "")
    return s.low(0) in NEGATIONS and s.low(1) in answers


def after_inline_intro(run: Run, start: int, end: int) -> tuple[int, str]:
    """Give where the acts begin that a sentence lists after its own intro, and their modality (none: no such list)."""
    head = run.low[start : min(end, start + 240)]
    colon = _INLINE.match(head)
    if colon:
        at = start + colon.group().index(":") + 1
        own = _modality_of_intro(run, start, at)
        if own or run.list_modality:
            return at, own or run.list_modality
    named = _NAMED_LIST.match(head) if " yang " in head else None
    if named:
        told = {"wajib": "obligation", "harus": "obligation", "boleh": "permission"}
        return start + named.end(), told.get(named.group(1), "prohibition")
    judged = _JUDGED_LIST.match(head) if _LISTS.search(head) else None
    if judged:
        return start + judged.end(), _judgement(judged.group(1))
    listed = _PROHIBITED_LIST.match(head)
    return (start + listed.end(), "prohibition") if listed else (start, "")


def _judgement(words_of: str) -> str:
    """Give the modality of what is said of several acts before they are named (`harus dihindari`)."""
    shunned = any(word in _SHUN for word in words_of.split())
    if words_of.startswith(("harus", "wajib", "perlu", "mesti")):
        return "prohibition" if shunned else "obligation"
    return "permission" if words_of.startswith(("boleh", "diperbolehkan")) else "prohibition"


def cues_between(run: Run, start: int, end: int) -> tuple[Sentence, list[Hit]]:
    """Give the cues in a stretch of the text, with its words."""
    s = sentence_of(words(run.unified, run.low, start, end), "body", run.lexicon)
    return s, find_cues(s, run.lexicon)


def _modality_of_intro(run: Run, start: int, end: int) -> str:
    """Give the modality of the strong cue in an intro (`Tiga hal terlarang bagi ASN:`), or nothing."""
    s, hits = cues_between(run, start, end)
    if hits and s.low(len(s.words) - 1) == ":" and s.low(len(s.words) - 2) in ("agar", "supaya", "untuk"):
        return hits[-1].row.modality
    strong = [h for h in hits if h.row.kind in ("modal", "noun") and h.row.modality != "advice"]
    negated = any(s.low(i) in NEGATIONS and i < strong[-1].start for i in range(len(s.words))) if strong else False
    return _list_modality(s, strong[-1]) if strong and not negated else ""


def _list_modality(s: Sentence, hit: Hit) -> str:
    """Give the modality a list intro hands down; what must be shunned is prohibited."""
    shunned = any(s.low(i) in _SHUN for i in range(hit.end, min(hit.end + 3, len(s.words))))
    return "prohibition" if shunned and hit.row.modality == "obligation" else hit.row.modality


def turns_to_question(run: Run, start: int, end: int) -> bool:
    """Tell whether whoever asks is speaking (`Tanya: Camat meminta kami ... . Bolehkah?`), until the answer."""
    at = run.block_start if start - run.block_start < _MARK else start  # a mark before the first words is left out
    goes_on = run.asking and at != run.block_start and not ANSWERING.match(run.low, at, end)
    run.asking = goes_on or ASKING.match(run.low, at, end) is not None
    return run.asking


def take_question(run: Run, s: Sentence, found: Findings) -> None:
    """Remember the modality a question asks about, until a sentence with another comes."""
    asks = bool(s.words) and s.words[-1].low == "?" and _ASKS.search(run.low, s.words[0].start, s.words[-1].end)
    if asks:
        hits = find_cues(s, run.lexicon)
        run.asked = hits[-1].row.modality if hits else ""
        run.bearer = tuple(dict.fromkeys(b for b in _bearers_in(run, s, 0) if b in bearers.SERVANTS)) or run.last_bearer
        run.last_bearer = run.bearer
    elif any(d.modality != run.asked for d in found.drafts):
        run.asked = ""
    run.after_permission = run.asked == "permission" or any(d.modality == "permission" for d in found.drafts)


def _opens_with_verb(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence begins with a verb or a negation, as the next point of a pledge does."""
    at = trim_left(s, 0, len(s.words) - 1) if s.words else 0
    return s.low(at) in NEGATIONS or (s.low(at).startswith(("me", "ber")) and is_verb(s, at, lexicon))


def _opens_with_act(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence begins with a verb, or with an act as a noun (`foto bersama calon`)."""
    at = trim_left(s, 0, len(s.words) - 1) if s.words else 0
    while s.low(at) in ("seperti", "termasuk", "juga", "pula"):
        at += 1
    verb = s.low(at) in _ACTS or (s.low(at).startswith(("me", "ber")) and is_verb(s, at, lexicon))
    noun = lexicon.topics.match(s.words, at) if at and s.low(at - 1) not in ("seperti", "termasuk") else None
    low = s.low(at)
    named = low.startswith(("pe", "ke")) and low.endswith("an") and not stems(low).isdisjoint(lexicon.actions)
    return verb or named or noun is not None


def _bearers_in(run: Run, s: Sentence, start: int) -> list[str]:
    found = run.lexicon.bearers.find_all(s.words, start, len(s.words))
    return [name for _, _, value in found for name in cast("tuple[int, str]", value)[1].split()]


def take_intro(run: Run, s: Sentence, found: Findings) -> None:
    """Remember the modality that a sentence hands down to the list after its colon."""
    if not s.words or (s.words[-1].low != ":" and not _COUNTED.search(run.low, s.words[0].start, s.words[-1].end)):
        return
    colon = next((i for i, w in enumerate(s.words) if w.low == ":"), len(s.words))
    hits = [h for h in find_cues(s, run.lexicon) if h.row.modality not in ("sanction", "reporting") and h.end <= colon]
    hits = [h for h in hits if h.row.modality != "advice"] or hits
    if not hits and s.low(len(s.words) - 2) in ("agar", "supaya", "untuk"):
        hits = [Hit(len(s.words) - 2, len(s.words) - 1, _ASKED)]
    point = found.drafts[0] if found.drafts and found.drafts[0].row.kind == "item" else None
    act = point is not None or (bool(run.lists) and _opens_with_verb(s, run.lexicon))
    if not hits and s.words[-1].low == ":" and not act and _names_only_servants(s, run.lexicon):
        hits = [Hit(len(s.words) - 1, len(s.words), _DUTIES)]
    if not hits and s.words[-1].low == ":" and _tells_how_to_complain(s, run.lexicon):
        hits = [Hit(len(s.words) - 1, len(s.words), _WAY)]
    if not hits:
        return
    run.lists.append((run.marker, _list_modality(s, hits[-1])))
    run.in_pledge = hits[-1].row.kind == "pledge"
    named = () if act else bearers.group(s, 0, len(s.words), run.lexicon, run.default_bearer, all_groups=True)
    run.bearer = tuple(b for b in named if b in bearers.SERVANTS) or run.bearer
    if run.addressee and any(w.low == "saudara" for w in s.words):
        run.bearer = run.addressee
    for draft in list(found.drafts):
        announces = s.low(len(s.words) - 2) in ("berikut", "ini") and draft.row.kind == "item"
        announces = announces or _asks_for_what_follows(s, run.lexicon)
        acts = draft is point and is_verb(s, draft.begin, run.lexicon) and draft.end - draft.begin > 2
        told = acts or has_predicate(s, draft.cue_end, draft.end, run.lexicon)
        if s.words[-1].low == ":" and (announces or not told):
            found.drafts.remove(draft)
            found.note(draft.cue_start, draft.row.id, "dropped", "list-intro")


def _tells_how_to_complain(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a heading announces how one complains (`Cara melapor:`)."""
    way = any(s.low(i) in ("cara", "tata", "langkah", "langkah-langkah", "alur", "prosedur") for i in range(3))
    return way and lexicon.classes["theme-report"].find(s.words, 0, len(s.words)) is not None


def _asks_for_what_follows(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether all that is asked for is the list below (`wajib mematuhi hal-hal berikut:`)."""
    at = len(s.words) - 2
    named = s.low(at) in ("berikut", "ini") and s.low(at - 1) in _POINTS
    return named and is_verb(s, at - 2, lexicon)


def _names_only_servants(s: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether nothing but public servants stands before the colon (`Di media sosial, pegawai:`)."""
    first = at = trim_left(s, chunk_start(s, len(s.words) - 1, 0), len(s.words) - 1)
    while s.low(at) in ("setiap", "seluruh", "semua", "para", "bagi"):
        at += 1
    if at > first and len(s.words) - at < 5 and s.low(at) in ("unit", "perangkat", "satuan", "kantor", "sekolah"):
        return not has_predicate(s, at, len(s.words), lexicon)
    found = lexicon.bearers.match(s.words, at)
    servants = found and not bearers.SERVANTS.isdisjoint(cast("tuple[int, str]", found[1])[1].split())
    return bool(servants) and not has_predicate(s, at, len(s.words), lexicon)


def take_heading(run: Run, s: Sentence) -> None:
    """A heading hands its modality and its bearers down to the list below it (`Yang tetap diperkenankan`)."""
    hits = [h for h in find_cues(s, run.lexicon) if h.row.modality not in ("sanction", "reporting", "advice")]
    if hits and len({h.row.modality for h in hits}) == 1 and not run.lists:
        run.lists.append(("", hits[0].row.modality))
        run.in_pledge = hits[0].row.kind == "pledge"
    named = bearers.group(s, 0, len(s.words), run.lexicon, run.default_bearer, all_groups=True)
    run.bearer = tuple(b for b in named if b in bearers.SERVANTS) or run.bearer


def take_subject(run: Run, s: Sentence) -> None:
    """A sentence that begins with public servants speaks of them, even where it states no rule."""
    at = trim_left(s, 0, len(s.words) - 1)
    called = not {"kepada", "bagi", "untuk"}.isdisjoint(s.lows[: at + 1])
    while s.low(at) in _ADDRESSES:
        at += 1
    found = run.lexicon.bearers.match(s.words, at)
    if found is None or (found[0] == at + 1 and s.low(at) in bearers.PRONOUNS):
        return
    if not called and any(low in run.lexicon.frame_verbs for low in s.lows[found[0] : found[0] + 12]):
        return
    named = bearers.group(s, at, min(at + 16, len(s.words)), run.lexicon, ())
    servants = tuple(b for b in named if b in bearers.SERVANTS)
    called = called or s.low(len(s.words) - 1) == "?" or s.low(found[0]) == "itu"
    run.bearer = (() if servants == ("pejabat",) and not called else servants) or run.bearer
    run.last_bearer = run.bearer or run.last_bearer


def take_days_left(run: Run, s: Sentence) -> None:
    """Remember `tinggal 12 hari lagi` for a limit in time that follows."""
    run.days_left = days_left(run.low, s.words[0].start, s.words[-1].end) or run.days_left


def carry(run: Run, s: Sentence, draft: Draft, bearer: tuple[str, ...]) -> None:
    """Remember whom the paragraph speaks of; `juga` or `yang sama` adds to those before (`PHL juga harus netral`)."""
    servants = tuple(b for b in bearer if b in bearers.SERVANTS)
    if draft.modality == "reporting" and bearer == ("masyarakat",):
        run.bearer = bearer
    if not servants:
        return
    also = any(s.low(i) == "juga" for i in range(draft.begin, draft.cue_start))
    alike = any(a == "serupa" or (a, b) == ("yang", "sama") for a, b in pairwise([*s.lows, ""]))
    adds = (also or alike) and run.bearer
    run.bearer = tuple(dict.fromkeys((*run.bearer, *servants))) if adds else servants
    run.last_bearer = run.bearer


def take_theme(run: Run, s: Sentence, found: Findings) -> None:
    """Remember for two sentences that the text speaks of sanctions or of complaints."""
    told = [d.modality for d in found.drafts if d.modality in ("sanction", "reporting")]
    theme = told[-1] if told else ""
    if not theme and not found.drafts:
        for name, words_of in (("reporting", "theme-report"), ("sanction", "theme-sanction")):
            if run.lexicon.classes[words_of].find(s.words, 0, len(s.words)):
                theme = name
    run.rule_age = 0 if found.drafts else run.rule_age + 1
    run.theme_age = 0 if theme else run.theme_age + 1
    run.theme = theme or (run.theme if run.theme_age < 2 and not found.drafts else "")
