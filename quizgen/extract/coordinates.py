"""Coordinated verbs: one mention for each verb that has an object of its own."""

from __future__ import annotations

from itertools import pairwise

from quizgen.extract.clauses import NEGATIONS, STATES, Sentence, chunk_end, is_verb, trim_right
from quizgen.extract.drafts import DIRECTED, Draft
from quizgen.extract.lexicon import Lexicon

_ASIDES = frozenset("seperti termasuk terutama misalnya yaitu yakni agar supaya entah baik".split())
_AS_EVER = frozenset({"biasa", "biasanya", "semula", "sediakala", "sebelumnya"})
_COMPLETE = frozenset({"hadir", "mundur", "pulang", "tampil"})
FREE_VERBS = frozenset(
    """menjadi jadi keluar mundur pulang maju hadir tampil terlibat datang turun ikut turut duduk naik pergi masuk
    singgah mampir""".split()
)
_DUTIES = frozenset("tetap menolak menjaga menghindari mematuhi menaati melaporkan menegakkan menjunjung".split())


def split_coordinates(s: Sentence, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Cut a draft where a further verb with its own object begins (`menjaga netralitas dan melayani warga`)."""
    out: list[Draft] = []
    for draft in drafts:
        out.append(draft)
        if draft.row.kind in ("sanction", "reporting", "scope") or draft.modality in ("sanction", "reporting"):
            continue
        cuts = _coordinates(s, draft, lexicon)
        for at, stop in zip(cuts, [*cuts[1:], None], strict=False):
            end = draft.end if stop is None else stop
            modality = draft.modality
            root = _root(draft).row.modality
            closes = s.low(at - 1) in ("serta", "dan") and s.low(at - 2) == ","
            if draft.row.kind == "negation" and root == "obligation" and closes:
                modality = root
            elif modality == "prohibition" and s.low(at) in _DUTIES:
                modality = "advice" if _root(draft).row.modality == "advice" else "obligation"
            out.append(Draft(at, at, at + 1, end, modality, draft.row, draft.candidate, draft))
    out = [one for draft in out for one in _coordinate_subjects(s, draft, lexicon)]
    for draft, after in pairwise(out):
        if draft.end > after.begin >= draft.begin:
            draft.end = after.begin
    for draft in out:
        draft.end = trim_right(s, draft.end, draft.cue_end)
    return out


def _root(draft: Draft) -> Draft:
    """Give the draft that a negation or a further verb goes back to."""
    while draft.parent is not None:
        draft = draft.parent
    return draft


def _coordinate_subjects(s: Sentence, draft: Draft, lexicon: Lexicon) -> list[Draft]:
    """Cut the acts before a postposed cue apart (`Hadir di rapat partai serta mengajak warga juga dilarang`)."""
    acts = _is_act(s, draft.begin, lexicon) and draft.row.kind == "modal" and draft.end <= draft.cue_end + 3
    begins = [draft.begin]
    for i in range(draft.begin + 1, draft.cue_start if acts else draft.begin):
        if s.low(i - 1) in (",", "dan", "serta") and _is_act(s, i, lexicon) and _own_object(s, i, draft.cue_start):
            begins.append(i)
    shared = begins[1:] and not _own_object(s, draft.begin, draft.cue_start)
    choice = any(s.low(i) in ("atau", "ataupun") for i in range(draft.begin, draft.cue_start))
    if not acts or shared or choice or len(begins) < 2:
        return [draft]
    firsts = [Draft(a, a, a + 1, b, draft.modality, draft.row, draft.candidate) for a, b in pairwise(begins)]
    draft.begin = begins[-1]
    return [*firsts, draft]


def _is_act(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    return is_verb(s, i, lexicon) and (s.low(i).startswith(("me", "ber")) or s.low(i) in ("hadir", "ikut", "tampil"))


def _in_alternatives(s: Sentence, at: int, end: int) -> bool:
    """Tell whether the verb at `at` is in a list closed by `atau`, which is one rule."""
    for _ in range(6):
        at = chunk_end(s, at, end) + 1
        if at >= end:
            return False
        if s.low(at) in ("atau", "ataupun"):
            return True
        if s.low(at) in ("dan", "serta"):
            return False
    return False


def _coordinates(s: Sentence, draft: Draft, lexicon: Lexicon) -> list[int]:
    """Give where the further verbs of a draft begin: after a comma, dan or serta, each with an object of its own."""
    cuts: list[int] = []
    listed = draft.row.kind in ("pledge", "coordinate", "item")
    verb_seen, object_seen = (
        listed or draft.row.kind == "imperative",
        listed and _needs_no_object(s.low(draft.cue_start)),
    )
    closes = (",", "untuk", "agar", "supaya") if draft.row.kind in DIRECTED else (",",)
    relative = aside = adverbial = shared = case = False
    i = draft.cue_end
    while i < draft.end:
        low = s.low(i)
        relative = (relative or (low == "yang" and _may_go_on(s, i, draft.end))) and low not in closes
        adverbial = (adverbial and low != ",") or _is_adverbial(s, i, object_seen, lexicon)
        case = (case or "condition" in s.tags[i]) and not (low == "," and draft.modality != "prohibition")
        aside = aside or (low in _ASIDES and s.low(i + 1) not in _AS_EVER)
        if low in (",", "dan", "serta", ";") and s.words[i].depth == 0:
            j = _next_act(s, i + 1, draft.end, lexicon)
            own, inside = _own_object(s, j, draft.end), aside or adverbial or case
            orders = draft.row.kind == "imperative" and low in ("dan", "serta") and _is_order(s, j, lexicon)
            worse = draft.modality == "prohibition" and s.low(i + 1) == "apalagi" and is_verb(s, j, lexicon)
            opens = orders or worse or _opens_act(s, j, listed, lexicon) or _stays(s, j)
            if opens and (s.low(j + 1), s.low(j + 2)) != ("atau", "tidak"):
                if not verb_seen:
                    verb_seen, object_seen = True, _needs_no_object(s.low(j)) or own
                elif not own or shared or not object_seen:
                    shared = low == ","
                elif not (inside or (relative and low != "serta") or _in_alternatives(s, j, draft.end)):
                    cuts.append(_with_helpers(s, j))
                    object_seen = _needs_no_object(s.low(j)) or _own_object(s, j, draft.end)
                i = j + 1
                continue
        elif is_verb(s, i, lexicon) or low in STATES or low in ("menjadi", "jadi"):
            relative, verb_seen = relative and not _leaves_relative(s, i, lexicon), True
            object_seen = object_seen or low in STATES or _needs_no_object(low)
        elif s.words[i].is_word and not {"adverb", "joint"} & s.tags[i] and verb_seen:
            object_seen = True
        i += 1
    return cuts


def _may_go_on(s: Sentence, yang: int, end: int) -> bool:
    """Tell whether a further active verb could still belong to a relative clause: only if that clause has one."""
    first = next((n for n in range(yang + 1, end) if "adverb" not in s.tags[n] and s.low(n) not in NEGATIONS), end)
    return s.low(first).startswith(("me", "ber", "ikut", "ter")) or s.words[min(first, end - 1)].capital


def _leaves_relative(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb is what is asked of those a relative clause describes (`staf yang bertugas | menjaga`)."""
    if not s.low(i).startswith("me") or not s.words[i - 1].is_word or "adverb" in s.tags[i - 1]:
        return False
    yang = next((n for n in range(i - 1, max(0, i - 9), -1) if s.low(n) == "yang"), -1)
    own = [n for n in range(yang + 1, i) if is_verb(s, n, lexicon)]
    joined = s.tags[i - 1] & {"joint", "complement"} or s.low(i - 1) in ("untuk", "dan", "atau", "dalam", "dengan")
    return yang >= 0 and bool(own) and own[-1] < i - 1 and s.low(own[0]).startswith(("ber", "di")) and not joined


def _stays(s: Sentence, j: int) -> bool:
    """Tell whether a word is what one is to stay, towards something (`dan tetap | setia pada tugas`)."""
    return s.low(j - 1) in ("tetap", "selalu", "senantiasa") and s.low(j + 1) in ("pada", "kepada", "terhadap")


def _is_order(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    return s.low(i).endswith("lah") or lexicon.classes["imperative"].match(s.words, i) is not None


def _is_adverbial(s: Sentence, i: int, object_seen: bool, lexicon: Lexicon) -> bool:
    """Tell whether a word opens an adverbial with a verb of its own (`dalam melaksanakan`, `untuk memilih`)."""
    low = s.low(i)
    acts = low == "untuk" and object_seen and is_verb(s, _next_content(s, i + 1, len(s.words)), lexicon)
    return low == "cara" or acts or (low == "dalam" and is_verb(s, i + 1, lexicon))


def _next_act(s: Sentence, i: int, end: int, lexicon: Lexicon) -> int:
    """Give the word after joints and adverbs, or a helping verb among them alone (`serta ikut kampanye`)."""
    at = _next_content(s, i, end)
    if is_verb(s, at, lexicon) or s.low(at) == "menjadi":
        return at
    return next((n for n in range(i, at) if s.low(n) in ("ikut", "turut")), at)


def _next_content(s: Sentence, i: int, end: int) -> int:
    """Skip joints and adverbs."""
    while i < end and (
        s.low(i) in ("dan", "serta", "juga", "apalagi", "saling", "kemudian", "untuk", "selanjutnya", "lalu", "bahkan")
        or "adverb" in s.tags[i]
    ):
        i += 1
    return i


def _with_helpers(s: Sentence, at: int) -> int:
    """Take the helping words before a verb into its mention (`ikut meneriakkan`)."""
    while s.low(at - 1) in (
        "ikut",
        "turut",
        "ikut-ikutan",
        "selalu",
        "tetap",
        "senantiasa",
        "sampai",
        "apalagi",
        "saling",
    ):
        at -= 1
    return at


def _opens_act(s: Sentence, i: int, listed: bool, lexicon: Lexicon) -> bool:
    low = s.low(i)
    if low in FREE_VERBS:
        return True
    return is_verb(s, i, lexicon) and (listed or low.startswith(("me", "ber")))


def _needs_no_object(low: str) -> bool:
    return (low.startswith("ber") and not low.endswith("kan")) or low in _COMPLETE


def _own_object(s: Sentence, i: int, end: int) -> bool:
    """Tell whether the verb has an object of its own before the next joint, or needs none."""
    if _needs_no_object(s.low(i)):
        return True
    if s.low(i) == "ikut" and s.low(i + 1) == "serta":
        return i + 2 < chunk_end(s, i, end)
    return i + 1 < chunk_end(s, i, end) and s.low(i + 1) not in ("dan", "atau", "serta", "maupun", "ataupun")
