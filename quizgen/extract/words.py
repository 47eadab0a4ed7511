"""Words of a stretch of text, and the stems an Indonesian word form may come from."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+(?:['.\-]?[^\W_]+)*|[^\w\s]")
_VOWELS = frozenset("aiueo")
NOT_VERBS = frozenset(
    """mereka media medsos melalui menjelang mengenai menurut merdeka meski meskipun memang mengapa menteri meter merek
    mesin meja metode megah menit mental mendatang merupakan menjadi memiliki mempunyai mengalami merasa mengetahui
    menit menyeluruh merata meninggal menengah menanti mengingat membahayakan menyangkut mencakup meliputi menpan
    bersama bersamaan berita beberapa besar berat bersih berbagai berdasarkan berikut berikutnya bernama berupa
    termasuk terutama tertentu terkait terhadap tersebut terjadi terdiri
    terakhir terbaik terlebih berwenang berlaku berada berlangsung
    berasal berakhir berbeda berjumlah berkaitan berkenaan berarti berbasis
    bertujuan berdampak beragam berpotensi berharga berhubung berkala berikan beras belum benar bendera benda bentuk
    bersangkutan berwibawa bermartabat berintegritas berkualitas berakibat bersifat berstatus berdiri""".split()
)


class Word(Struct, frozen=True, gc=False):
    """One word or sign: half-open character offsets, the word in lower case, whether it began upper case.

    low is `<<` for an opening and `>>` for a closing quotation mark. depth is above 0 inside round brackets.
    """

    start: int
    end: int
    low: str
    capital: bool
    is_word: bool
    depth: int


def words(unified: str, low: str, start: int, end: int, closing: frozenset[int] = frozenset()) -> list[Word]:
    """Split [start, end) into words and signs; closing holds the offsets of the quotation marks that close."""
    out: list[Word] = []
    depth = 0
    for found in _WORD.finditer(low, start, end):
        at, stop, word = found.start(), found.end(), found.group()
        is_word = word[0].isalnum()
        if word == '"':
            word = ">>" if at in closing else "<<"
        elif word == "(":
            depth += 1
        elif word == "-" and (_is_glued(low, at, stop) or (out and low.startswith(out[-1].low, stop + 1))):
            word = "_"
        out.append(Word(at, stop, word, unified[at].isupper(), is_word, 1 if depth else 0))
        if word == ")" and depth:
            depth -= 1
    return out


def _is_glued(low: str, at: int, stop: int) -> bool:
    """Tell whether a dash stands beside a word and so joins instead of parting."""
    return not (low[at - 1 : at].isspace() and low[stop : stop + 1].isspace())


def _restored(rest: str, nasal: str) -> list[str]:
    """Give what may have stood before the nasal of meN-/peN- swallowed it."""
    out = [rest]
    if rest and rest[0] in _VOWELS:
        out.append({"m": "p", "n": "t", "ny": "s", "ng": "k"}[nasal] + rest)
    return out


def _without_prefix(word: str) -> list[str]:
    out: list[str] = []
    for head in ("me", "pe"):
        for nasal in ("ny", "ng", "m", "n"):
            if word.startswith(head + nasal):
                out += _restored(word[len(head + nasal) :], nasal)
        if word.startswith(head):
            out.append(word[2:])
    for prefix in ("memper", "diper", "ber", "ter", "per", "di", "ke", "se", "be", "te", "menge"):
        if word.startswith(prefix):
            out.append(word[len(prefix) :])
    return out


def _without_suffix(word: str) -> list[str]:
    return [word[: -len(s)] for s in ("nya", "lah", "kah", "pun", "kan", "an", "i", "ku", "mu") if word.endswith(s)]


@lru_cache(maxsize=65536)
def stems(word: str) -> frozenset[str]:
    """Give every stem (of 3 letters or more) the word form may come from, the word itself included."""
    known: set[str] = set()
    frontier = {word, *word.split("-")}
    for _ in range(4):
        frontier = {s for w in frontier for s in (*_without_prefix(w), *_without_suffix(w)) if len(s) >= 3} - known
        known |= frontier
        if not frontier:
            break
    return frozenset({word, *word.split("-"), *known})


@lru_cache(maxsize=65536)
def is_active_verb(word: str) -> bool:
    """Tell whether the word looks like an active verb of will (meN- or ber-), judging by its form."""
    if word in NOT_VERBS or len(word) < 5:
        return False
    if word.startswith("me") and word[2] in "mnlrwy" and len(word) > 5:
        return True
    return word.startswith("ber") and len(word) > 5
