"""Cues: the words that signal a rule, found in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from quizgen.extract.clauses import Sentence, back_over_adverbs, chunk_end, chunk_start
from quizgen.extract.lexicon import CueRow, Lexicon
from quizgen.extract.words import stems

IMPERATIVE = CueRow("perintah", "advice", "imperative")
_NOT_IMPERATIVES = frozenset(
    """bukan bahkan akan ikan makan setelah adalah masalah jumlah langkah sekolah wilayah inilah itulah ialah
    begitulah bukanlah sudahlah barulah tidaklah memanglah disinilah disitulah sinilah situlah dialah
    merekalah sayalah kamilah kitalah insyaallah allah padahal telah salah lelah ulah apalah kalaulah sejumlah
    seolah kuliah belah majalah istilah makalah risalah bilah celah sebelah entahlah demikianlah janganlah hendaklah
    haruslah berikutlah pegawai partai
    polri negeri kami hari pagi lagi jadi tadi kini sendiri diri bukti saksi materi posisi situasi informasi
    organisasi instansi bupati inspektorat tinggi berani resmi pribadi""".split()
)
_SCENES = frozenset(
    """selesai habis begitu sekali soal ayo mari nah daripada sebelum seusai mau ingin buat untuk urusan selebihnya
    sisanya sebaliknya bagi nanti kini sekarang besok terlanjur telanjur apa siapa yang mulai sejak sekecil seberapa
    tanpa di""".split()
)
_TIMES = frozenset("selesai habis nanti mulai sejak selebihnya sisanya kini sekarang besok seusai".split())
_NOT_AFTER = frozenset(
    {
        "berarti",
        "bukan",
        "merupakan",
        "artinya",
        ",",
        "?",
        ".",
        ":",
        ";",
        ">>",
        "ini",
        "itu",
        "tersebut",
        "yang",
        "adalah",
        "dan",
        "atau",
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: the half-open range of its words, and its row."""

    start: int
    end: int
    row: CueRow


def find_cues(s: Sentence, lexicon: Lexicon) -> list[Hit]:
    """Give the cues of a sentence, longest first, none overlapping; imperatives only where a clause opens."""
    out: list[Hit] = []
    at = 0
    while at < len(s.words):
        found = lexicon.cues.match(s.words, at) if s.words[at].depth == 0 else None
        if found is None:
            if _is_imperative(s, at, lexicon) and _opens(s, at) and not _is_subject(s, at, lexicon):
                out.append(Hit(at, at + 1, IMPERATIVE))
            at += 1
            continue
        row = cast("CueRow", found[1])
        named = row.kind == "reporting" and at > 0 and s.words[at].capital and s.words[at - 1].is_word
        if named or (row.kind == "imperative" and not _opens(s, at)):
            at += 1
            continue
        out.append(Hit(at, found[0], row))
        at = found[0]
    return out


def _is_imperative(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word has the form of an imperative (`Utamakan ...`, `Bekerjalah ...`, `Tolak saja ...`)."""
    low = s.low(at)
    if lexicon.classes["imperative"].match(s.words, at):
        comma = back_over_adverbs(s, at, 0) - 1
        answers = s.low(comma) == "," and _sets_scene(s, chunk_start(s, comma, 0), comma)
        return answers or (s.low(at + 1) not in _NOT_AFTER and at + 1 < len(s.words))
    named = s.words[at].capital and at > 0 and s.low(at - 1) not in ("<<", ".", ":", "?", "!")
    if named or low.startswith(("me", "di", "ter", "pe", "ke", "se", "mem")) or low in _NOT_IMPERATIVES:
        return False
    if low.endswith("lah") and len(low) > 5:
        return True
    ended = (low.endswith("kan") and len(low) > 5) or (low.endswith("i") and len(low) > 4)
    return ended and not (stems(low) - {low}).isdisjoint(lexicon.actions)


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
    return ("time" in s.tags[start] and s.low(start) not in ("hingga", "sampai")) or s.low(start) in _TIMES


def _ends_scene(s: Sentence, i: int) -> bool:
    """Tell whether the word before i needs one more word (`Setelah | baca`, `kalau | ikut`)."""
    return "condition" in s.tags[i - 1] or "time" in s.tags[i - 1] or s.low(i - 1) in _SCENES | {"yang", "di", "dan"}


def _is_subject(s: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a modal follows in the same stretch, so that the verb names an act (`Datang ke sana dilarang`)."""
    for i in range(at + 1, chunk_end(s, at, len(s.words))):
        found = lexicon.cues.match(s.words, i)
        if found and cast("CueRow", found[1]).kind == "modal":
            return cast("CueRow", found[1]).id not in ("hendaknya",)
    return False


def _sets_scene(s: Sentence, start: int, end: int) -> bool:
    """Tell whether a stretch in front of a comma is a condition or a time (`Kalau ragu, ...`, `Selesai apel, ...`)."""
    conditions = any("condition" in s.tags[n] for n in range(start, end))
    if any(s.low(n) in ("bilang", "kata", "pesan", "pesannya", "berpesan") for n in range(start, end)):
        return True
    return conditions or "time" in s.tags[start] or s.low(start) in _SCENES
