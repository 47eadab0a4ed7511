"""Cues with a grammar of their own: scope, pledges, ability."""

from __future__ import annotations

from typing import cast

from quizgen.extract.bearers import SERVANTS
from quizgen.extract.clauses import NEGATIONS, STATES, Sentence, first_predicate, is_verb, skip_adverbs
from quizgen.extract.cues import Hit
from quizgen.extract.drafts import Context, Findings, floor_of, last_draft, no_boundary, open_draft, waits
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.subjects import subject_start
from quizgen.extract.words import stems

_PERMITTED = frozenset(
    """damping antar aju ambil hadir datang guna pilih salur bantu teman coblos dengar tonton simak ikut pantau cermat
    baca ajar kenal nilai""".split()
)
CANNOT = CueRow("tidak-dapat", "prohibition", "modal")
BINDS = CueRow("berlaku-juga", "prohibition", "scope")
_REACH = frozenset("saat ketika di jam setiap selama dalam kantor pada waktu 24 siang mana luar sepanjang".split())
_EVERYBODY = frozenset({"semua", "seluruh", "setiap", "siapa", "segenap"})
_BINDS = frozenset({"berlaku", "mengikat", "ditujukan", "diperuntukkan", "menyasar", "untuk", "bagi"})
_RULES = (
    "pakta",
    "komitmen",
    "ikrar",
    "imbauan",
    "edaran",
    "pesan",
    "netral",
    "kewajiban",
    "larangan",
    "aturan",
    "ketentuan",
    "janji",
    "sumpah",
    "deklarasi",
)
_FACES = frozenset({"menghadapi", "menyambut", "menyongsong", "memasuki"})
_PLEDGING = ("berjanji", "berikrar", "berkomitmen", "bertekad")
_PLEDGES = frozenset({"ikrar", "ikrarnya", "pakta", "naskah"})
_PLEDGE_MARKS = frozenset(
    {"tersebut", "itu", "bunyi", "isi", "antara", "berbunyi", "yakni", "yaitu", "poin", ":", "butir", "berisi"}
)


def take_ability(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon, context: Context) -> None:
    """`dapat` is a permission only where the text speaks of what is allowed; else it is ability."""
    inner = [i for i in range(hit.start + 1, hit.end) if is_verb(s, i, lexicon)]
    verb = inner[-1] if inner else skip_adverbs(s, hit.end, len(s.words))
    passive = s.low(verb).startswith("di") and len(s.low(verb)) > 5
    if s.low(hit.start - 1) in NEGATIONS and passive and s.zone == "item" and context.on_topic and not found.drafts:
        barred = Hit(hit.start - 1, hit.end, CANNOT)
        open_draft(s, barred, subject_start(s, barred.start, 0, lexicon), found)
        return
    if (
        s.low(hit.start - 1) in NEGATIONS
        or (hit.row.id == "dapat" and not _is_allowed(s, verb, context))
        or (found.drafts and hit.row.id != "masih-bisa")
        or not is_verb(s, verb, lexicon)
        or s.low(verb).startswith("di")
    ):
        found.note(hit.start, hit.row.id, "dropped", "ability")
        return
    begin = subject_start(s, hit.start, floor_of(found), lexicon)
    if found.drafts and begin == hit.start:
        open_draft(s, hit, begin, found)
        return
    subject = lexicon.bearers.find(s.words, begin, hit.start)
    named = cast("tuple[int, str]", subject[2])[1].split() if subject else []
    if s.low(begin) not in ("ia", "dia") and SERVANTS.isdisjoint(named):
        found.note(hit.start, hit.row.id, "dropped", "ability")
        return
    open_draft(s, hit, begin, found)


def _is_allowed(s: Sentence, verb: int, context: Context) -> bool:
    """Tell whether `dapat` allows: the text speaks of permissions, or the act is one that rules allow."""
    return context.after_permission or (context.on_topic and not stems(s.low(verb)).isdisjoint(_PERMITTED))


def take_scope(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """A duty whose reach is stretched: `tidak hanya saat berdinas, tetapi juga di rumah`."""
    rest = [w.low for w in s.words[hit.end :]]
    reach: set[str] = set(_REACH) & {s.low(hit.end - 1), *rest[:8]}
    last = last_draft(found)
    everybody = s.low(hit.end - 1) in _EVERYBODY
    if everybody and last and last.row.id in ("kewajiban", "larangan"):
        found.note(hit.start, hit.row.id, "dropped", "no-reach")
        return
    if last and last.row.id in ("kewajiban", "larangan") and waits(s, last, hit.start, lexicon):
        found.drafts.pop()
        found.note(last.cue_start, last.row.id, "dropped", "scope")
    begin = subject_start(s, hit.start, floor_of(found), lexicon)
    subject = {s.low(i) for i in range(begin, hit.start)}
    neutral = any(
        word.startswith(("netral", "kewajiban", "larangan", "status", "aturan", "ketentuan", "sikap"))
        for word in subject
    )
    widened = neutral if hit.row.id == "berlaku-juga" else {"juga", "pun", "melainkan"} & set(rest)
    bound = hit.row.id == "berlaku-juga" and s.low(hit.end) in ("bagi", "untuk", "terhadap", "kepada") and neutral
    if bound and s.low(begin).startswith(("larangan", "kewajiban", "ketentuan", "aturan")):
        reach = {"bagi"}
        hit = Hit(hit.start, hit.end, BINDS) if s.low(begin) == "larangan" else hit
    speaker = s.low(begin) in ("kami", "saya", "pihaknya", "bawaslu", "dia", "ia")
    if everybody and not any(word.startswith(("larangan", "kewajiban")) for word in subject):
        reach = {"semua"}
    if _reaches_others(s, begin, hit, rest) or s.low(hit.end - 2) in ("kenal", "mengenal"):
        reach = {"bagi"}
    if not reach or not widened or speaker:
        found.note(hit.start, hit.row.id, "dropped", "no-reach")
        return
    open_draft(s, hit, begin, found)


def _reaches_others(s: Sentence, begin: int, hit: Hit, rest: list[str]) -> bool:
    """Tell whether a rule is said to bind others too (`Pakta itu tidak hanya mengikat guru, tetapi juga ...`)."""
    binds = s.low(hit.end) in _BINDS or s.low(hit.end - 1) in ("bagi", "untuk")
    return binds and "juga" in rest and any(s.low(i).startswith(_RULES) for i in range(begin, hit.start))


def take_pledge(s: Sentence, hit: Hit, found: Findings, lexicon: Lexicon) -> None:
    """A pledge: what follows is promised (`berikrar menjaga netralitas, menghindari ...`)."""
    last = last_draft(found)
    if last and last.row.kind == "modal" and no_boundary(s, last.cue_end, hit.start):
        found.note(hit.start, hit.row.id, "dropped", "nested")
        return
    scope = lexicon.cues.match(s.words, hit.end)
    if scope and cast("CueRow", scope[1]).kind == "scope":
        found.note(hit.start, hit.row.id, "dropped", "no-pledge")
        return
    verb = first_predicate(s, hit.end, min(hit.end + 10, len(s.words)), lexicon)
    if (
        any(s.low(i) in (".", "<<", ">>", "dan", "yang", "untuk") for i in range(hit.end, verb))
        and hit.row.id == "ikrar"
    ):
        verb = verb if s.low(hit.end).startswith(("untuk", "akan")) else hit.end
    said = skip_adverbs(s, hit.end, len(s.words))
    other = verb > said and s.low(said) not in ("di", "kepada", "pada", "bahwa", "dengan", "untuk", ",", ":")
    if s.low(verb) in _FACES or (other and s.low(hit.start).startswith(("berjanji", "menyepakati"))):
        found.note(hit.start, hit.row.id, "dropped", "no-pledge")
        return
    near = {s.low(i) for i in range(hit.start - 2, verb + 1)}
    if s.low(hit.start) in _PLEDGES - {"naskah"} and not near & _PLEDGE_MARKS:
        verb = hit.end
    done = s.low(verb).startswith("di") and len(s.low(verb)) > 5 and s.low(hit.start) in _PLEDGES
    if s.low(verb).startswith(_PLEDGING):
        verb = hit.end
    negated = s.low(verb) in NEGATIONS
    if done or not (is_verb(s, verb, lexicon) or negated or s.low(verb) in STATES):
        found.note(hit.start, hit.row.id, "dropped", "no-pledge")
        return
    draft = open_draft(s, hit, verb, found)
    draft.cue_start, draft.cue_end = verb, verb + 1
    draft.modality = "prohibition" if negated else "obligation"
