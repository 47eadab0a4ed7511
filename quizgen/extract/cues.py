"""Cues: the words that signal a rule, found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from msgspec.structs import replace

from quizgen.extract.clauses import NEGATIONS, Sentence, back_over_adverbs, chunk_end, chunk_start, is_verb
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.phrases import NOWHERE
from quizgen.extract.words import stems

IMPERATIVE = CueRow("perintah", "advice", "imperative")
_NOT_IMPERATIVES = frozenset(
    """bukan bahkan akan ikan makan setelah adalah masalah jumlah langkah sekolah wilayah inilah itulah ialah
    begitulah bukanlah sudahlah barulah tidaklah memanglah disinilah disitulah sinilah situlah dialah
    merekalah sayalah kamilah kitalah insyaallah allah padahal telah salah lelah ulah apalah kalaulah sejumlah
    seolah kuliah belah majalah istilah makalah risalah bilah celah sebelah entahlah demikianlah janganlah hendaklah
    haruslah berikutlah biarlah muncullah lahirlah timbullah terbitlah tibalah terjadilah pegawai partai
    polri negeri kami hari pagi lagi jadi tadi kini sendiri diri bukti saksi materi posisi situasi informasi
    organisasi instansi bupati inspektorat tinggi berani resmi pribadi""".split()
)
ASKS = CueRow("mengimbau", "advice", "directive")
_STRESSES = frozenset({"menekankan", "menegaskan"})
_OF_CUES = _STRESSES | NEGATIONS
"""Words that `_cue_at` looks at even if no cue begins with them."""
_WHOLE = frozenset({"seluruh", "semua", "para", "setiap", "segenap", "jajaran", "kepada"})
_SIMPLE = frozenset({"sederhana", "singkat", "mudah", "gampang", "tegas", "jelas"})
_ASKED = frozenset("agar supaya untuk wajib harus mesti hendaknya sebaiknya dan serta".split())
_PARTS = frozenset({".", ";", "<<", ">>", "?", "!", ":"})
_BETWEEN = frozenset({"lagi", "juga", "pernah", "akan", "pula", "otomatis", "lantas", "sedang", "serta-merta"})
_ANY = frozenset("siapa apa mana kapan bagaimana berapa sedikit satu seorang sekali".split())
_SCENES = frozenset(
    """selesai habis begitu sekali soal ayo mari nah daripada sebelum seusai mau ingin buat untuk urusan selebihnya
    sisanya sebaliknya bagi nanti kini sekarang besok terlanjur telanjur apa siapa yang mulai sejak sekecil seberapa
    tanpa di""".split()
)
_TIMES = frozenset("selesai habis nanti mulai sejak selebihnya sisanya kini sekarang besok seusai".split())
_JUDGED = frozenset("sudah tidak tak bisa dapat belum cukup patut boleh pun juga akan membuat harus".split())
_NOT_AFTER = frozenset("berarti bukan merupakan artinya , ? . : ; >> ini itu tersebut yang adalah dan atau".split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: the half-open range of its words, and its row."""

    start: int
    end: int
    row: CueRow


def find_cues(s: Sentence, lexicon: Lexicon) -> list[Hit]:
    """Give the cues of a sentence, longest first, none overlapping; imperatives only where a clause opens."""
    out: list[Hit] = []
    cues, imperatives = lexicon.cues.known, lexicon.classes["imperative"].known
    at = 0
    while at < len(s.words):
        low = s.lows[at]
        # Most words are part of no cue and no order: seen here, without a call.
        none = cues.get(low) is NOWHERE and imperatives.get(low) is NOWHERE and low not in _OF_CUES
        if none and not low.endswith(("kan", "lah", "i")) and s.low(at + 1) not in ("saja", "dulu"):
            at += 1
            continue
        found = _cue_at(s, at, lexicon) if s.words[at].depth == 0 else None
        if found is None:
            orders = _is_imperative(s, at, lexicon) and _opens(s, at) and not _is_subject(s, at, lexicon)
            if orders or _calls_on_us(s, at, lexicon) or (out and _goes_on(s, at, out, lexicon)):
                out.append(Hit(at, at + 1, IMPERATIVE))
            at += 1
            continue
        row = cast("CueRow", found[1])
        if _is_no_cue(s, at, found[0], row, out, lexicon):
            at += 1
            continue
        out.append(Hit(at, found[0], row))
        at = found[0]
    return out


def bracketed(s: Sentence, lexicon: Lexicon) -> list[tuple[int, CueRow]]:
    """Give the cues inside round brackets, which are asides: where each begins, and its row."""
    inside = [at for at, word in enumerate(s.words) if word.depth]
    out: list[tuple[int, CueRow]] = []
    behind = 0
    for at in inside:
        found = lexicon.cues.match(s.words, at) if at >= behind else None
        if found:
            out.append((at, cast("CueRow", found[1])))
            behind = found[0]
    return out


def _is_no_cue(s: Sentence, at: int, end: int, row: CueRow, before: list[Hit], lexicon: Lexicon) -> bool:
    """Tell whether a cue is part of a name or of a place (`lokasi yang dilarang, ...`), or an order inside."""
    inside = at > 0 and s.words[at - 1].is_word and s.low(at - 1) not in ("kategori", "golongan", "daftar", "hal")
    if inside and ((row.kind == "reporting" and s.words[at].capital) or (s.low(at), s.low(end - 1)) == ("yang", ",")):
        return True
    if row.id == "tidak-melarang" and s.low(at - 1) in _ASKED and s.low(at) in NEGATIONS:
        return True
    if s.low(end - 1) in ("adalah", "merupakan") and s.low(end) in ("hak", "pelanggaran") and end - at > 1:
        return True
    if row.kind != "imperative":
        return False
    return not (_opens(s, at) or _calls_on_us(s, at, lexicon) or _goes_on(s, at, before, lexicon))


def _cue_at(s: Sentence, at: int, lexicon: Lexicon) -> tuple[int, object] | None:
    """Give the longest cue at a word; an adverb may stand behind its negation (`tidak lagi | dilarang`)."""
    found, low = lexicon.cues.match(s.words, at), s.lows[at]
    if found is None and low in _STRESSES and _asks_somebody(s, at + 1, lexicon):
        return at + 1, ASKS
    if low not in NEGATIONS or s.low(at + 1) not in _BETWEEN:
        return found
    parted = lexicon.cues.match([s.words[at], *s.words[at + 2 : at + 8]], 0)
    return (at + 1 + parted[0], parted[1]) if parted and (found is None or at + 1 + parted[0] > found[0]) else found


def _asks_somebody(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Tell whether servants and an `agar` or `untuk` follow (`menekankan | seluruh staf untuk menjaga jarak`)."""
    i = i + 1 if s.low(i) == "," and s.low(i + 1) in ("kepada", "agar", "supaya") else i
    if s.low(i) in ("agar", "supaya"):
        return lexicon.bearers.find(s.words, i + 1, min(i + 4, len(s.words))) is not None
    first = i
    while s.low(i) in _WHOLE:
        i += 1
    named = lexicon.bearers.match(s.words, i)
    if named is None and i == first:
        return False
    for n in range(named[0] if named else i, min(i + 9, len(s.words))):
        if s.low(n) in ("agar", "supaya", "untuk"):
            return True
        if not s.words[n].is_word or s.tags[n] or is_verb(s, n, lexicon):
            return False
    return False


def _is_imperative(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word has the form of an imperative (`Utamakan ...`, `Bekerjalah ...`, `Tolak saja ...`)."""
    low = s.low(at)
    if lexicon.classes["imperative"].match(s.words, at):
        comma = back_over_adverbs(s, at, 0) - 1
        if _is_hour(s, chunk_start(s, at, 0)):
            comma = chunk_start(s, at, 0) - 1
        answers = s.low(comma) == "," and _sets_scene(s, chunk_start(s, comma, 0), comma)
        return answers or (s.low(at + 1) not in _NOT_AFTER and at + 1 < len(s.words))
    if low.endswith("lah") and lexicon.classes["imperative"].match([replace(s.words[at], low=low[:-3])], 0):
        return True
    if at + 1 < len(s.lows) and s.lows[at + 1] == "saja" and s.low(at + 2) not in _JUDGED and is_verb(s, at, lexicon):
        return not low.startswith(("di", "ter")) and (at > 0 or not low.startswith("me"))
    named = s.words[at].capital and at > 0 and s.low(at - 1) not in ("<<", ".", ":", "?", "!")
    if named or low.startswith(("me", "di", "ter", "pe", "ke", "se", "mem")) or low in _NOT_IMPERATIVES:
        return False
    if low.endswith("lah") and len(low) > 5:
        return not low.endswith("llah")  # `Abdullah`
    if low.endswith(("asi", "isi")):
        return False
    ended = (low.endswith("kan") and len(low) > 5) or (low.endswith("i") and len(low) > 4)
    return ended and not (stems(low) - {low}).isdisjoint(lexicon.actions)


def _goes_on(s: Sentence, at: int, before: list[Hit], lexicon: Lexicon) -> bool:
    """Tell whether a word orders what is to be done next (`Pakai hak suara Anda, lalu | kembali ke kantor`)."""
    if s.low(at - 1) not in ("lalu", "kemudian", "dan", ",") or s.low(at + 1) in _NOT_AFTER:
        return False
    if not before or not (before[-1].row.kind == "imperative" or before[-1].row.id == "jangan"):
        return False
    last = before[-1].end
    whole = at - last > (2 if s.low(at - 2) == "," else 1) or s.low(at + 1) in ("ke", "kepada")
    parted = any(s.low(i) in _PARTS for i in range(last, at))
    return whole and not parted and lexicon.classes["imperative"].match(s.words, at) is not None


def _calls_on_us(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb calls on those who hear it (`Kita | layani | saja semua`, `Kalau maju | mundur | dulu`)."""
    if s.low(at + 1) not in ("saja", "dulu"):
        return False
    start = chunk_start(s, at, 0)
    if s.low(at + 1) == "dulu" and "condition" in s.tags[start] and at - start > 2:
        return lexicon.classes["imperative"].match(s.words, at) is not None
    if s.low(at - 1) != "kita":
        return False
    acts = is_verb(s, at, lexicon) or lexicon.classes["imperative"].match(s.words, at) is not None
    return acts and _opens(s, at - 1)


def _opens(s: Sentence, at: int) -> bool:
    """Tell whether a word opens the sentence or a quotation (connectives before it do not count)."""
    i = at
    while i > 0:
        low = s.low(i - 1)
        if low in ("<<", ".", ";"):
            return True
        if "complement" in s.tags[i - 1]:
            return False
        if low in ("jadi", "maka", "makanya") and s.low(i - 2) == ",":
            return True
        if 0 < i - (start := chunk_start(s, i, 0)) <= 4 and _is_time(s, start) and not _ends_scene(s, i):
            return True
        begin = next((n for n in range(max(0, i - 3), i) if "leading" in s.tags[n] and s.spans[n] == i), -1)
        softened = s.low(at + 1) in ("saja", "dulu", "segera") and at + 2 < len(s.words)
        if low == "," and (softened or _sets_scene(s, chunk_start(s, i - 1, 0), i - 1)):
            return True
        if low == ":" or (low in ("cukup", "tinggal", "tolong", "segera", "langsung", "ya", "saja")):
            i -= 1
            if low == ":":
                return True
            continue
        if low != "," and begin < 0:
            return False
        i = begin if begin >= 0 else i - 1
    return True


def _is_time(s: Sentence, start: int) -> bool:
    """Tell whether a stretch begins with a time (`Selesai apel`, `mulai hari ini`)."""
    named = s.low(start) in _TIMES or _is_hour(s, start)
    return named or ("time" in s.tags[start] and s.low(start) not in ("hingga", "sampai"))


def _is_hour(s: Sentence, start: int) -> bool:
    """Tell whether a stretch begins with an hour that is near (`malam ini juga`)."""
    return s.low(start) in ("pagi", "siang", "sore", "malam", "hari", "detik") and s.low(start + 1) in ("ini", "nanti")


def _ends_scene(s: Sentence, i: int) -> bool:
    """Tell whether the word before i needs one more word (`Setelah | baca`, `kalau | ikut`)."""
    return "condition" in s.tags[i - 1] or "time" in s.tags[i - 1] or s.low(i - 1) in _SCENES | {"yang", "di", "dan"}


def _is_subject(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a modal or a `pun` follows, so that the verb names an act (`Datang ke sana dilarang`)."""
    for i in range(at + 1, chunk_end(s, at, len(s.words))):
        if s.low(i) == "pun" and i > at + 1 and s.low(i - 1) not in _ANY:
            return True
        if s.low(i) in ("dan", "tetapi", "tapi", "lalu") and lexicon.cues.match(s.words, i + 1):
            return False
        found = lexicon.cues.match(s.words, i)
        if found and cast("CueRow", found[1]).kind == "modal":
            return cast("CueRow", found[1]).id not in ("hendaknya",)
    return False


def _sets_scene(s: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch in front of a comma is a condition or a time (`Kalau ragu, ...`, `Selesai apel, ...`)."""
    conditions = any("condition" in s.tags[n] for n in range(start, end)) or s.low(end - 1) in _SIMPLE
    if any(s.low(n) in ("bilang", "kata", "pesan", "pesannya", "berpesan") for n in range(start, end)):
        return True
    return conditions or "time" in s.tags[start] or s.low(start) in _SCENES
