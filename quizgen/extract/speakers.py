"""Who says a sentence: the name beside the reporting verb, before it or after the quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizgen.extract.clauses import Sentence
from quizgen.extract.lexicon import Lexicon

_AFTER_QUOTE = re.compile(r"[\s,.\"]*(\w+)\s*(?:lagi\s*|,\s*)?")
_TOKEN = re.compile(r"\([^()\n]{1,40}\)|[^\s,;:\"()]+|[,;:\"()]")
_DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.){1,3}(?:[A-Z][A-Za-z]{0,4}\.?)?|[SM](?:[A-Z][a-z]{0,3}|Si|Ag)\.?")
_JOINS = frozenset({"dan", "bin", "binti", "untuk", "atau", "al"})
_PRONOUNS = frozenset({"ia", "dia", "dirinya", "beliau", "pihaknya", "kami", "kita", "saya", "mereka"})
_DAYS = frozenset({"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"})
_NOT_NAMES = frozenset(
    """Lebih Karena Hal Selain Sementara Menurut Untuk Dalam Oleh Namun Jadi Sebab Terakhir Sebelumnya Selanjutnya
    Kemudian Meski Bahkan Pada Di Adapun Terkait Seperti Saat Ketika Dengan Tidak Ini Itu Sesuai Juga Atas Maka Dan
    Begitu Senada Seluruh Semua Setiap Para Kepada Bagi Pemilu Pilkada Pilpres Netralitas Ayat Huruf Angka Jangan Ya
    Boleh Wajib Harus Ketiganya Keduanya Semuanya Keduanya Sebagian Larangan Aturan Ketentuan""".split()
)
_NOBODY = frozenset({"asn", "pns", "pppk", "aparatur sipil negara", "pegawai negeri sipil", "pegawai", "pegawai asn"})
_LAW = re.compile(
    r"\b(?:uu|undang-undang|pp|peraturan|pasal|ayat|skb|surat|edaran|keputusan|perbawaslu|pkpu|perpres|perda|perwali"
    r"|perbup|pergub|instruksi|dokumen|aturan|ketentuan|regulasi|naskah|putusan|maklumat|pakta|kode etik|pedoman"
    r"|panduan|lampiran|imbauan|himbauan|spanduk|poster|pengumuman|siaran pers)\b",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"\b(?:dalam|melalui|lewat|di|pada)\s(?:sebuah\s|suatu\s)?$", re.IGNORECASE)
_BY_LAW = re.compile(
    r"\b(?:sesuai|berdasarkan|mengacu|merujuk|menurut|terkait|soal|tentang|mengenai)\b[^,]{0,12}$", re.IGNORECASE
)
_PLACED = re.compile(r"\b(?:di|ke|dari|kepada|dengan)\s$")
_OFFICES = frozenset(
    """penjabat pj plt bupati wali walikota gubernur camat lurah kepala ketua sekretaris sekda sekdaprov direktur kadis
    wakil menteri komisioner anggota koordinator asisten inspektur kasat kabag kabid pelaksana""".split()
)
_MAX = 160


@dataclass(slots=True)
class Speakers:
    """The speaker last named; one for each text."""

    last: str | None = None

    def of_quotation(self, unified: str, close: int, end: int, lexicon: Lexicon) -> str | None:
        """Give who speaks the quotation that closes at the offset, read from its tail (`," ujar Rudi, Senin`)."""
        found = _AFTER_QUOTE.match(unified, close, min(end, close + 60))
        if found and found.group(1).lower() in lexicon.tail_verbs:
            tail = unified[found.end() : min(end, found.end() + _MAX)]
            self.last = _first(tail, lexicon) or self.last
        return self.last

    def of_frame(self, unified: str, s: Sentence, before: int, lexicon: Lexicon, directive: bool) -> str | None:
        """Give who says what begins at word `before`, read from the words in front of it (`Rudi menegaskan, ...`).

        A law or a paper of an office says much, but is no speaker.
        """
        if s.low(0) == "menurut" and before > 1:
            said = _according_to(unified[s.words[1].start : s.words[before].start], lexicon)
            self.last = said or self.last
            return self.last if said is None else said or None
        at = next((i for i in range(min(before, len(s.words)) - 1, 0, -1) if s.low(i) in lexicon.frame_verbs), 0)
        if not at and not directive:
            return None
        end = s.words[at].start if at else s.words[before].start
        told_by = next((i for i in range(at + 1, min(at + 4, before)) if s.low(i) == "oleh"), 0) if at else 0
        if told_by and s.low(at).startswith("di"):
            told = unified[s.words[told_by].end : s.words[before].start].lstrip()
            self.last = _first(told, lexicon) or self.last
            return self.last
        said = _subject(unified[s.words[0].start : end], lexicon)
        if said is None:
            return self.last
        self.last = said or self.last
        return said or None


def _first(text: str, lexicon: Lexicon) -> str:
    """Give the name a text begins with, or that behind the office it begins with (`Kepala BKN, Budi`)."""
    found = list(names(text, lexicon))
    if not found or found[0][0]:
        return ""
    name = found[0][1]
    named = len(found) > 1 and name.split()[0].lower() in _OFFICES and text[: found[1][0]].strip() == f"{name},"
    return found[1][1] if named else name


def _according_to(text: str, lexicon: Lexicon) -> str | None:
    """Give who is quoted by a `menurut`; nothing of a pronoun; an empty name of a law or a paper."""
    if any(word.lower().rstrip(",") in _PRONOUNS for word in text.split()[:1]):
        return None
    return "" if _LAW.match(text) else _first(text, lexicon)


def _subject(text: str, lexicon: Lexicon) -> str | None:
    """Give the last name in front of a reporting verb; nothing of a pronoun; an empty name of a law or a paper."""
    if any(word.lower() in _PRONOUNS for word in text.split()[:2]):
        return None
    text = text[-_MAX:].partition(" ")[2] if len(text) > _MAX else text
    begin = text.rfind(", ") + 1
    if begin and _is_degree(text[begin:].strip().split(" ")[0], lexicon):
        begin = text.rfind(", ", 0, begin - 1) + 1
    law = _LAW.search(text, begin)
    if law and _BY_LAW.search(text, begin, law.start()):
        return None
    if law and not _THROUGH.search(text[: law.start()]):
        return ""
    said = text[: law.start()] if law else text
    found = [name for at, name in names(said, lexicon) if not _PLACED.search(said[:at])]
    return found[-1] if found else None


def names(text: str, lexicon: Lexicon) -> Iterator[tuple[int, str]]:
    """Give the names in a text with the offset of each: runs of capitalised words, degrees after a comma included.

    A name ends with its sentence: at a word with a full stop that is neither a short form nor an initial.
    """
    tokens = list(_TOKEN.finditer(text))
    i = 0
    while i < len(tokens):
        stop = _name_end(tokens, i, lexicon)
        if stop > i:
            start = tokens[i].start()
            name = _clean(text[start : tokens[stop - 1].end()])
            if name:
                yield start, name
        i = max(stop, i + 1)


def _name_end(tokens: list[re.Match[str]], i: int, lexicon: Lexicon) -> int:
    """Give the index of the token after a name that begins at token i, or i."""
    degree = False
    stop = i
    while stop < len(tokens):
        word = tokens[stop].group()
        following = tokens[stop + 1].group() if stop + 1 < len(tokens) else ""
        if word == "," and stop > i and _is_degree(following, lexicon):
            stop += 1
            continue
        if _is_degree(word, lexicon) and stop > i:
            degree = True
        elif degree or not _continues(word, following, stop > i):
            break
        stop += 1
        if word.endswith(".") and not _is_short(word, lexicon) and not (degree and following[:1] in (",", "")):
            break
    return stop


def _continues(word: str, following: str, begun: bool) -> bool:
    """Tell whether a word is part of a name: a capital, or a joint, a number or brackets before a further one."""
    if word[:1].isupper():
        return True
    if word.startswith("("):
        return begun and len(word) > 1
    next_is_name = following[:1].isupper()
    return begun and next_is_name and (word in _JOINS or word.isdigit() or word.startswith("se-"))


def _is_degree(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word is a degree after a name (`M.M.`, `S.Sos`, `SH`)."""
    if not word[:1].isupper():
        return False
    known = word.rstrip(".").lower() in lexicon.degrees
    return known or ("." in word.rstrip(".") and _DEGREE.fullmatch(word) is not None)


def _is_short(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a full stop ends only a short form (`Drs.`) or an initial, not the sentence."""
    bare = word.rstrip(".")
    short = len(bare) == 1 or bare.lower() in lexicon.abbreviations or _is_degree(word, lexicon)
    return short or len(bare.rsplit(".", 1)[-1]) == 1


def _clean(name: str) -> str | None:
    """Give a name without what only looks like one: a day, a connective, brackets alone, the servants themselves."""
    words = name.strip().split()
    while words and (words[0] in _NOT_NAMES or words[0].startswith("(") or words[0] in _JOINS):
        words = words[1:]
    if not words or words[0].rstrip(",.") in _DAYS:
        return None
    if not re.fullmatch(r"(?:[A-Z]\.){2,}", words[-1]):
        words[-1] = words[-1].rstrip(".")
    made = " ".join(words).rstrip(",")
    return made if len(made) > 2 and made.lower() not in _NOBODY else None
