"""The legal references of a mention: of its sentence, of the one that introduces it, of its list and its statute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from quizgen.extract.legal import LegalNames, references
from quizgen.extract.paragraphs import Block
from quizgen.model.mention import LegalReference, Mention

References = tuple[LegalReference, ...]

_INTRODUCES = re.compile(
    r"[\s\"]*(?:(?:hal|ketentuan|larangan|aturan|itu|ini|tersebut)\s)*"
    r"(?:berdasarkan|mengacu|merujuk|sesuai|menurut|sebagaimana|dalam|pada|menindaklanjuti|memperhatikan|mengingat"
    r"|bersandar|berpedoman|melalui|dasar|rujukan|di dalam)\b"
    r"|\b(?:mengatur|mengamanatkan|menyebutkan|menyebut|menyatakan|menegaskan|berbunyi|tertulis|disebutkan|memuat|tertuang"
    r"|melarang|mewajibkan|menetapkan|menggariskan|diatur|tercantum|termuat|berisi|menempatkan|menjelaskan)\b"
)
_POINTS_BACK = re.compile(
    r"[\s\"]*(?:(?:hal|ketentuan|larangan|kewajiban|aturan|sanksi|semua|ancaman)\s)?(?:itu|ini|tersebut|demikian)\b"
    r"[^.;]{0,40}\b(?:diatur|tertuang|tercantum|termuat|sesuai|berdasarkan|sejalan|merujuk|mengacu|ada dalam"
    r"|disebut\w*)\b"
)
_BASIS = re.compile(
    r"\s*(?:[-*]|\(?(?:\d{1,2}|[a-z])[.)])?\s*(?:dasar(?: hukum)?|mengingat|menimbang|memperhatikan|merujuk\w*"
    r"|berdasarkan|rujukan|mengacu)\b(?![^:]*\b(?:tersebut|di atas|dimaksud|dilarang|wajib|harus|agar|diminta)\b)"
    r"[^:]{0,80}:\s*$"
)
_ARTICLE = re.compile(r"\s*pasal\s+(\d{1,3}[a-z]?)\s*$")
_ARTICLE_LINE = re.compile(r"(?<![^\n ])pasal[ ]+\d{1,3}[a-z]?[ ]*$", re.M)
_MARK = re.compile(r"\s*\(?(\d{1,2}|[a-z])[.)]\s")
_TITLE_ZONE = 1500


@dataclass(slots=True)
class Citations:
    """What a text has cited so far; one for each text.

    spoken_of is the regulation named last; before are references of the sentence before, if it introduces; basis those
    of a list headed `Dasar:`; listed those that the points of the open list rest on.
    """

    names: LegalNames
    day: date | None
    spoken_of: LegalReference | None = None
    before: References = ()
    basis: References = ()
    listed: References = ()
    in_basis: bool = False
    statute: LegalReference | None = None
    place: list[str] = field(default_factory=list)
    place_at: tuple[int, int] = (0, 0)
    last: tuple[int, int] = (0, 0)

    def open_text(self, low: str) -> None:
        """Look whether the text is a statute with articles of its own, and which."""
        article = next((at for at in _finds(low, "pasal") if _ARTICLE_LINE.match(low, at)), None)
        if article is None:
            return
        head = references(low, 0, min(article, _TITLE_ZONE), self.names, self.day)
        own = next((one for one in head if low.rfind("\n", 0, one.start) + 1 >= one.start - 3), None)
        self.statute = replace(own, pasal="", ayat="", huruf="", angka="") if own else None

    def open_block(self, low: str, block: Block) -> None:
        """Follow the articles, paragraphs and letters of a statute, and the ends of lists."""
        article = _ARTICLE.match(low, block.start, block.end)
        if article:
            self.place, self.place_at = [article.group(1), "", "", ""], (block.start, block.end)
        elif self.place and block.zone == "item":
            self._enter_point(low, block)
        if block.zone != "item":
            self.listed = ()
            self.in_basis = False

    def _enter_point(self, low: str, block: Block) -> None:
        mark = _MARK.match(low, block.start, block.end)
        if mark is None:
            return
        value = mark.group(1)
        level = 2 if value.isalpha() else (1 if block.marker == "(1)" else 3)
        self.place[level] = value
        self.place[level + 1 :] = [""] * (3 - level)

    def of_sentence(self, low: str, start: int, end: int) -> References:
        """Give the references of a sentence, a bare place being one of the regulation named last."""
        found = references(low, start, end, self.names, self.day, self.statute or self.spoken_of)
        self.spoken_of = next((one for one in reversed(found) if one.kind), self.spoken_of)
        return found

    def close_sentence(self, low: str, start: int, end: int, cited: References, mentions: list[Mention]) -> None:
        """Give the mentions made since the last sentence their references, and remember what this one hands on."""
        fresh = (self.last[1], len(mentions))
        if fresh[0] < fresh[1]:
            self._give(mentions, fresh, cited)
        elif cited and _POINTS_BACK.match(low, start, end):
            for n in range(*self.last):
                mentions[n] = replace(mentions[n], legal=_merged(mentions[n].legal, cited))
        self._hand_on(low, start, end, cited, fresh[0] < fresh[1])
        self.last = fresh

    def settle(self, mentions: list[Mention]) -> int:
        """Give how many of the first mentions change no more, and count on from there."""
        count = min(self.last[0], max(0, len(mentions) - 1))
        self.last = (self.last[0] - count, self.last[1] - count)
        return count

    def _hand_on(self, low: str, start: int, end: int, cited: References, states: bool) -> None:
        if self.in_basis:
            self.basis = _merged(self.basis, cited)
        if low[end - 1 : end] == ":":
            self.in_basis = bool(_BASIS.match(low, start, end))
            if self.in_basis:
                self.basis = ()
            self.listed = cited or self.before or self.listed or self.basis
        introduces = bool(cited) and (not states or low[end - 1 : end] == ":")
        self.before = cited if introduces and _INTRODUCES.search(low, start, end) else ()

    def _give(self, mentions: list[Mention], fresh: tuple[int, int], cited: References) -> None:
        inside = [
            tuple(r for r in cited if mentions[n].start <= r.start and r.end <= mentions[n].end) for n in range(*fresh)
        ]
        for n, own in zip(range(*fresh), inside, strict=True):
            others = {r for one in inside if one is not own for r in one}
            mine = tuple(r for r in cited if r not in others or r in own) if own else cited
            mentions[n] = replace(mentions[n], legal=mine or self.before or self.listed or self._of_statute())

    def _of_statute(self) -> References:
        if not self.place:
            return ()
        law = self.statute or LegalReference("", "", "", "", "", "", 0, 0)
        pasal, ayat, huruf, angka = self.place
        start, end = self.place_at
        return (replace(law, pasal=pasal, ayat=ayat, huruf=huruf, angka=angka, start=start, end=end),)


def _finds(low: str, word: str) -> Iterator[int]:
    """Give where a word stands at the beginning of a line, blanks before it aside."""
    at = low.find(word)
    while at >= 0:
        begin = at
        while begin > 0 and low[begin - 1] == " ":
            begin -= 1
        if begin == 0 or low[begin - 1] == "\n":
            yield at
        at = low.find(word, at + 1)


def _merged(one: References, other: References) -> References:
    """Give both, each place of each regulation once."""
    bare = {replace(r, start=0, end=0): r for r in reversed((*one, *other))}
    return tuple(reversed(bare.values()))
