"""Who says a sentence: the name beside the reporting verb, before it or after the quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizgen.extract.clauses import Sentence
from quizgen.extract.lexicon import Lexicon

_AFTER_QUOTE = re.compile(r"[\s,.\"]*(\w+)\s*(?:lagi\s*|,\s*)?")
_NAME = re.compile(
    r"(?:[A-Z][\w'./-]*|\([^)\n]{1,40}\)|(?:dan|bin|binti|untuk|atau|se-[A-Z]\w*)(?=\s[A-Z]))(?:\s(?:[A-Z][\w'./-]*|\([^)\n]{1,40}\)|\d+(?=\s[A-Z])|(?:dan|bin|binti)(?=\s[A-Z])))*"
)
_PRONOUNS = frozenset({"ia", "dia", "dirinya", "beliau", "pihaknya", "kami", "kita", "saya", "mereka"})
_DAYS = frozenset({"Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"})
_NOT_NAMES = frozenset(
    """Lebih Karena Hal Selain Sementara Menurut Untuk Dalam Oleh Namun Jadi Sebab Terakhir Sebelumnya Selanjutnya
    Kemudian Meski Bahkan Pada Di Adapun Terkait Seperti Saat Ketika Dengan Tidak Ini Itu Sesuai Juga Atas""".split()
)
_MAX = 120


@dataclass(slots=True)
class Speakers:
    """The speaker last named; one for each text."""

    last: str | None = None

    def of_quotation(self, unified: str, close: int, end: int, lexicon: Lexicon) -> str | None:
        """Give who speaks the quotation that closes at the offset, read from its tail (`," ujar Rudi, Senin`)."""
        found = _AFTER_QUOTE.match(unified, close, min(end, close + 60))
        if found and found.group(1).lower() in lexicon.tail_verbs:
            name = _NAME.match(unified, found.end(), min(end, found.end() + _MAX))
            if name and _clean(name.group()):
                self.last = _clean(name.group())
        return self.last

    def of_frame(self, unified: str, s: Sentence, before: int, lexicon: Lexicon, directive: bool) -> str | None:
        """Give who says what begins at word `before`, read from the words in front of it (`Rudi menegaskan, ...`)."""
        at = next((i for i in range(min(before, len(s.words)) - 1, 0, -1) if s.low(i) in lexicon.frame_verbs), 0)
        if not at and not directive:
            return None
        end = s.words[at].start if at else s.words[before].start
        name = self._subject(unified[s.words[0].start : end])
        if name:
            self.last = name
        return self.last

    def _subject(self, text: str) -> str | None:
        """Give the last run of capitalised words, with the office before it; a pronoun keeps the speaker as is."""
        if any(word.lower() in _PRONOUNS for word in text.split()[:2]):
            return None
        names = [m.group() for m in _NAME.finditer(text[-_MAX:])]
        cleaned = [c for c in map(_clean, names) if c]
        return cleaned[-1] if cleaned else None


def _clean(name: str) -> str | None:
    """Give a name without what only looks like one: a day, a connective, brackets alone."""
    words = name.strip().rstrip(".").split()
    while words and (words[0] in _NOT_NAMES or words[0].startswith("(")):
        words = words[1:]
    if not words or words[0] in _DAYS or len(" ".join(words)) < 3:
        return None
    return " ".join(words)
