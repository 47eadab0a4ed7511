"""Where the clause of a cue begins: its subject, and the condition, time or place in front of it."""

from __future__ import annotations

from quizgen.extract.clauses import (
    _HARD,
    Sentence,
    back_over_adverbs,
    chunk_end,
    chunk_start,
    has_predicate,
    is_verb,
    opener,
    skip_adverbs,
    trim_left,
)
from quizgen.extract.lexicon import Lexicon

_POINTERS = frozenset("itu ini semua semuanya keduanya ketiganya hal tersebut".split())
_CONCEDING = frozenset(
    "meski meskipun walau walaupun sekalipun kendati biarpun baik entah sekecil termasuk tanpa".split()
)
_ACTS = frozenset(
    "ikut hadir datang masuk jadi tampil duduk naik foto turun maju pasang pakai bagi bikin kasih".split()
)
_ASIDES = frozenset({"misalnya", "contohnya", "umpamanya", "misal", "tentu", "jelas", "memang", "lanjutnya"})
_LIES = frozenset({"di", "kota", "kabupaten", "kecamatan", "desa", "provinsi"})
_WAYS = frozenset({"melalui", "lewat", "via", "ke", "kepada", "secara", "langsung", "dengan", "pada", "di"})
_SPEECHES = frozenset(
    """amanat sambutan arahan pidato pesan edaran imbauan keterangan kesempatan pernyataan paparan pengarahan surat
    wawancara apel rapat pertemuan acara kegiatan siaran unggahan rilis maklumat instruksi""".split()
)
_ALL = frozenset({"para", "semua", "seluruh", "setiap", "baik", "dan", "serta", "/", "atau", "maupun", "hingga"})


def subject_start(s: Sentence, at: int, floor: int, lexicon: Lexicon) -> int:
    """Give the index where the clause of the cue at `at` begins: subject, and condition or time in front of it."""
    i = at
    while i > floor:
        low = s.low(i - 1)
        if low == "maka" and (opened := _condition_before(s, i - 1, floor)) >= 0:
            return opened
        if low == ")":
            i = _before_brackets(s, i, floor)
            continue
        if low == "," or low == ".":
            moved = _over_comma(s, i, at, floor, lexicon)
            if moved == i:
                break
            i = moved
            continue
        if low in _HARD or low == "(" or _ends_frame(s, i, floor, lexicon):
            break
        if low in ("dan", "serta") and i == at and has_predicate(s, chunk_start(s, i - 1, floor), i - 1, lexicon):
            break
        if low in ("dan", "serta") and floor > 0 and not _joins_bearers(s, i, at, lexicon):
            break
        i -= 1
    return trim_left(s, i, at)


def _condition_before(s: Sentence, maka: int, floor: int) -> int:
    """Give where the condition that `maka` closes begins, or -1."""
    for i in range(maka - 1, floor - 1, -1):
        if s.low(i) in ("<<", ">>", ";", ":"):
            return -1
        if "condition" in s.tags[i] and s.low(i) not in ("terhadap", "bagi"):
            return i
    return -1


def _before_brackets(s: Sentence, i: int, floor: int) -> int:
    j = i - 1
    while j > floor and s.low(j) != "(":
        j -= 1
    return j


def _ends_frame(s: Sentence, i: int, floor: int, lexicon: Lexicon) -> bool:
    low, tags = s.low(i - 1), s.tags[i - 1]
    sent = low.startswith("di") and s.low(i) in _WAYS
    if low in lexicon.frame_verbs and low not in ("kata", "menurut") and not sent:
        return True
    return (
        ("contrast" in tags and not (floor == 0 and _concedes(s, i - 1)))
        or "reason" in tags
        or low in ("bahwa", "agar", "supaya", "yakni", "yaitu", "ialah", "dimana")
    ) and s.spans[i - 1] == i


def _concedes(s: Sentence, i: int) -> bool:
    """Tell whether `walaupun` stands inside a subject, with no comma before it (`Duduk di posko walaupun sebentar`)."""
    inside = s.low(i) in _CONCEDING
    return inside and i > 1 and s.words[i - 1].is_word


def _joins_bearers(s: Sentence, i: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the joint before i stands between two bearers (`PNS dan PPPK dilarang`)."""
    after = lexicon.bearers.find(s.words, i, min(i + 4, at))
    before = lexicon.bearers.find(s.words, max(0, i - 5), i - 1)
    return after is not None and before is not None


def _over_comma(s: Sentence, i: int, at: int, floor: int, lexicon: Lexicon) -> int:
    """Give where to go on from a comma before i: i itself where the clause begins there."""
    if _tells(s, i, floor, lexicon):
        return i
    if _is_list(s, i, at, floor, lexicon):
        return i - 1
    moved = _to_own_subject(s, i, at, floor, lexicon)
    if moved != i:
        return moved
    if floor > 0 and at - i <= 1 and "joint" in s.tags[i]:
        return i
    named = lexicon.bearers.match(s.words, s.spans[i]) if s.low(i) == "antara" and i < at else None
    if named is not None:
        return i  # `memuat empat poin, antara lain | pegawai dilarang ...`
    follows = floor > 0 and skip_adverbs(s, i, at) == at
    if "appositive" in s.tags[i] and not follows and s.low(i) not in ("dan", "serta", "pada", "di", "dalam", "dari"):
        return i - 1
    if at == i and _is_bearer_phrase(s, chunk_start(s, i - 1, floor), i - 1, lexicon):
        return i - 1
    return _over_scene(s, i, floor, lexicon)


def _tells(s: Sentence, i: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether the stretch before a comma only says where something is told (`Dalam edaran disebutkan, ...`)."""
    begin = chunk_start(s, i - 1, floor)
    last = s.low(back_over_adverbs(s, i - 1, begin) - 1)
    if last.startswith("di") and last in lexicon.frame_verbs:
        return True
    if s.low(begin) not in ("dalam", "pada", "di", "lewat", "melalui"):
        return False
    return any(s.low(n).removesuffix("nya") in _SPEECHES for n in range(begin, i - 1))


def _over_scene(s: Sentence, i: int, floor: int, lexicon: Lexicon) -> int:
    """Give where a condition, a time, a place or an aside before a comma begins, or i."""
    begin = chunk_start(s, i - 1, floor)
    if 0 < floor == begin:
        return i  # what stands right behind the cue before belongs to it
    if s.low(begin) in lexicon.tail_verbs and begin > floor and s.low(begin - 1) == ",":
        before = chunk_start(s, begin - 1, floor)
        opens = {"condition", "time"} & opener(s, before, begin - 1)[1]
        return begin - 1 if opens or _is_bearer_phrase(s, before, begin - 1, lexicon) else i
    if s.low(i) not in ("dan", "serta", "atau") and _is_name_of_place(s, begin, i, floor, lexicon):
        return begin - 1
    first, tags = opener(s, begin, i - 1)
    if s.low(first) in ("ingin", "mau", "hendak") and begin > floor and s.low(begin - 1) == ",":
        before = chunk_start(s, begin - 1, floor)
        if "condition" in opener(s, before, begin - 1)[1]:
            return opener(s, before, begin - 1)[0]
    as_soon = s.low(first) == "begitu" and has_predicate(s, first + 1, i - 1, lexicon)
    if "condition" in tags or "time" in tags or as_soon or _is_place(s, first, i - 1):
        return first
    for j in range(begin, i - 1):
        if "condition" in s.tags[j] and s.low(j) not in ("bagi", "terhadap", "asal", "sepanjang"):
            return j
    if ("appositive" in tags) and begin > floor and s.low(begin - 1) == ",":
        return begin - 1
    return i


def _to_own_subject(s: Sentence, i: int, at: int, floor: int, lexicon: Lexicon) -> int:
    """Give where to go on where a cue has its subject before the comma (`Rapat dinas, kata dia, jangan dibelokkan`)."""
    points = all(s.low(n) in _POINTERS or "adverb" in s.tags[n] for n in range(i, at)) and at > i
    if floor > 0 or not (points or skip_adverbs(s, i, at) == at):
        return i
    begin = chunk_start(s, i - 1, floor)
    if s.low(begin) in _ASIDES and i - begin <= 3 and begin > floor and s.low(begin - 1) == ",":
        return begin - 1
    if s.low(begin) in lexicon.tail_verbs | {"menurut", "menurutnya"} and i - begin <= 7:
        return begin - 1 if begin > floor and s.low(begin - 1) == "," else i
    concedes = s.low(begin) in _CONCEDING or any(s.low(n) == "pun" for n in range(begin, min(begin + 3, i)))
    if concedes and i - begin <= 7 and begin > floor and s.low(begin - 1) == ",":
        return begin - 1
    if points and s.low(i) in _POINTERS:
        whole = s.low(i).startswith("semua") or s.low(i + 1).startswith("semua")
        while whole and begin > floor and s.low(begin - 1) == ",":
            begin = chunk_start(s, begin - 1, floor)
        return begin
    described = "yang" in {s.low(n) for n in range(begin, i - 1)} and not has_predicate(s, begin + 1, i - 1, lexicon)
    return begin if described and not {"leading", "reason", "contrast"} & s.tags[begin] else i


def _is_list(s: Sentence, i: int, at: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether the comma before i parts two members of a list: acts, nouns or bearers."""
    if _is_act_list(s, i, floor, lexicon):
        return True
    joins_cue = floor > 0 and "joint" in s.tags[i]
    return not joins_cue and (_in_noun_list(s, i, at, lexicon) or _in_bearer_list(s, i, floor, lexicon))


def _is_act_list(s: Sentence, i: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether a comma stands between acts that are the subject (`Menghadiri rapat, mengantar calon dilarang`)."""
    before, after = chunk_start(s, i - 1, floor), i
    while s.low(after) in ("dan", "serta", "atau"):
        after += 1
    return all(
        (s.low(n).startswith(("me", "ber")) and is_verb(s, n, lexicon)) or s.low(n) in _ACTS for n in (before, after)
    )


def _in_noun_list(s: Sentence, i: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the words after a comma are the middle of a list of nouns (`TNI, Polri, hingga ASN`)."""
    for _ in range(6):
        end = chunk_end(s, i, min(i + 6, len(s.words)))
        if s.low(end) != "," or i <= at < end or has_predicate(s, i, end, lexicon):
            return False
        if s.low(end + 1) in ("dan", "serta", "atau", "hingga", "maupun", "ataupun", "sampai"):
            return True
        i = end + 1
    return False


def _in_bearer_list(s: Sentence, i: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether a comma stands between two of several bearers (`Pejabat, lurah dan camat dilarang`)."""
    begin = chunk_start(s, i - 1, floor)
    begin, after = _skip_all(s, begin), _skip_all(s, i)
    left, right = lexicon.bearers.match(s.words, begin), lexicon.bearers.match(s.words, after)
    if s.low(begin) in ("kami", "kita", "saya"):
        return False
    return bool(left and right) and i - begin <= 7 and not has_predicate(s, begin, i - 1, lexicon)


def _is_bearer_phrase(s: Sentence, begin: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether [begin, end) is a noun phrase that begins with a bearer (`ASN di kantor ini, diminta`)."""
    return lexicon.bearers.match(s.words, _skip_all(s, begin)) is not None and not has_predicate(s, begin, end, lexicon)


def _skip_all(s: Sentence, i: int) -> int:
    while s.low(i) in _ALL:
        i += 1
    return i


def _is_name_of_place(s: Sentence, begin: int, i: int, floor: int, lexicon: Lexicon) -> bool:
    """Tell whether what stands before a comma only says where the place before it lies (`di Kota X, Jawa Y, juga`)."""
    if not (floor < begin < i - 1 <= begin + 3 and s.low(begin - 1) == "," and s.words[begin - 2].capital):
        return False
    first = chunk_start(s, begin - 1, floor)
    if any(s.low(n).startswith(("di", "me", "ber")) and is_verb(s, n, lexicon) for n in range(first, begin - 1)):
        return False
    lies = any(s.low(n) in _LIES or s.low(n).startswith("se-") for n in range(max(floor, begin - 5), begin))
    return lies and all(s.words[n].capital for n in range(begin, i - 1))


def _is_place(s: Sentence, i: int, end: int) -> bool:
    """Tell whether [i, end) is a general place in front of a clause (`di media sosial`, not `di Kota X`)."""
    return (
        s.low(i) in ("di", "dalam", "melalui", "lewat", "pada")
        and end - i <= 6
        and not any(s.words[n].capital for n in range(i + 1, end))
    )
