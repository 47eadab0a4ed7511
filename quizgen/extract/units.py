"""The units that are read at once: a sentence, or a sentence with the fragment that completes it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.extract.memory import Run
from quizgen.extract.paragraphs import Block, after_mark
from quizgen.extract.sentences import sentences

MAX_SENTENCE = 1200
_FRAGMENT = re.compile(r'"?\s*(?:agar|supaya|baik|tetapi juga|tapi juga|namun juga|melainkan juga|pun)\s')
_PURPOSE = re.compile(r'"?\s*\b(?:agar|supaya)\s')
_DANGLING = re.compile(
    r"(?:,|\.|\")\s?(?:jika|apabila|kalau|bila)\s(?:(?!\s(?:maka|kan|itu|ya|boleh|jangan|akan|dulu|harus|wajib|dilarang|silakan|tetap)\s)[^,])*$"
)
_AND_LIKEWISE = re.compile(r",\s((?:begitu|demikian) (?:juga|pula) )")


def units(run: Run, block: Block) -> Iterator[tuple[int, int]]:
    """Give the sentences of a block, a fragment joined to the sentence it completes."""
    pending: tuple[int, int] | None = None
    for sentence in sentences(
        run.unified, after_mark(run.unified, block), block.end, run.lexicon.abbreviations, run.lexicon.tail_verbs
    ):
        for start, end in _pieces(run, *sentence):
            if pending and end - pending[0] < MAX_SENTENCE and _completes(run.low, pending, start, end):
                pending = (pending[0], end)
                continue
            if pending:
                yield pending
            pending = (start, end)
    if pending:
        yield pending


_JUDGES = re.compile(
    r'"?\s*(?:hal |yang )?(?:itu|ini|tersebut|semuanya|semua itu)(?: (?:pun|juga|semua|jelas|sudah|termasuk|masuk))*'
    r"(?: yang)? (?:dilarang|terlarang|tidak boleh|tak boleh|tidak dibenarkan|haram|pelanggaran|tidak diperbolehkan"
    r"|tidak diperkenankan|boleh|diperbolehkan|tidak masalah|sah-sah saja)\b[^.,;?!]{0,30}[.!]?\"?$"
)
_ACT = re.compile(
    r'"?\s*(?:(?:pertama|kedua|ketiga|keempat|kelima|misalnya|lalu|kemudian|selanjutnya|terakhir),?\s)?'
    r"(?:(?:asn|pns|pegawai|guru|kades|kepala desa|lurah|camat|staf)\s)?"
    r"(?:me[mnlrwy]\w{3,}|ber\w{3,}|ikut|hadir|datang|foto|jadi|pasang|pakai|naik|duduk)\s"
)


_ANSWERS = re.compile(r'"?\s*(?:boleh|silakan|silahkan|bisa|tidak|ya|jangan|harus|wajib|tentu|sah)\b')


_ACT_ASKED = re.compile(r'"?\s*(?:me[mnlrwy]\w{3,}|ber\w{3,}|ikut|hadir|datang|foto|pasang|pakai)\s[^?.!]{3,90}\?$')
_SHORT = re.compile(
    r'"?\s*(?:tentu |jelas |itu |ya,? )?(?:boleh|silakan|silahkan|monggo|jangan|dilarang|haram|tidak boleh|tak boleh'
    r"|tidak masalah|tak masalah|tidak apa-apa|tak apa-apa|sah-sah saja)(?: (?:saja|juga|dong|ya|sekali))?"
    r"(?:[.!]?\"?$|,)"
)


def _answers_act(low: str, before: tuple[int, int], start: int, end: int) -> bool:
    """Tell whether a short answer judges the act that stands before it as a question (`Membaca brosur? Boleh.`)."""
    return bool(_SHORT.match(low, start, end) and _ACT_ASKED.match(low, *before))


def _completes(low: str, before: tuple[int, int], start: int, end: int) -> bool:
    if _FRAGMENT.match(low, start, end):
        return not (_PURPOSE.match(low, start, end) and _PURPOSE.search(low, *before))
    if end - start < 90 and before[1] - before[0] < 250 and _JUDGES.match(low, start, end) and _ACT.match(low, *before):
        return True
    if low[before[1] - 1] == "?" and _answers_act(low, before, start, end):
        return True
    if _ANSWERS.match(low, *before):
        return False
    return bool(_DANGLING.search(low, max(before[0], before[1] - 300), before[1] - 1))


def _pieces(run: Run, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence before `, demikian pula ...`, which states a rule of its own, and where it is too long."""
    for found in _AND_LIKEWISE.finditer(run.low, start, end):
        yield from _short(run.unified, start, found.start())
        start = found.end() - len(found.group(1))
    yield from _short(run.unified, start, end)


def _short(unified: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is longer than any real one at a blank."""
    while end - start > MAX_SENTENCE:
        cut = unified.rfind(" ", start + 1, start + MAX_SENTENCE)
        cut = cut if cut > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end
