"""Indonesian word forms brought to one form, so that two wordings of the same action can be compared.

No dictionary: what a prefix swallowed is restored by rule (`memakai` and `dipakai` both become what `pakai` becomes),
and where a rule cannot tell, both readings end alike. A stem is for comparing, never for showing.
"""

from __future__ import annotations

import re
from functools import cache

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LEAST = 4  # letters that must stay when a suffix goes
_PREFIXES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), rest)
    for pattern, rest in (
        (r"(?:me|pe)ny(?=[aeiou])", "s"),
        (r"(?:me|pe)ng(?=[aeioughkq])", ""),
        (r"(?:me|pe)m(?=[aeiou])", "p"),
        (r"(?:me|pe)m(?=[bfpv])", ""),
        (r"(?:me|pe)n(?=[aeiou])", "t"),
        (r"(?:me|pe)n(?=[cdjstz])", ""),
        (r"me(?=[lmnrwy])|pe(?=[lmnrw](?!i?lu$))", ""),
        (r"(?:ber|ter|per)(?!i(?:kan|an)?$)", ""),
        (r"bel(?=ajar)", ""),
        (r"[bp]e(?=kerja)", ""),
        (r"di(?=[a-z])", ""),
        (r"ke(?!rja)(?=[a-z]+an$)", ""),
    )
)
_SUFFIXES = ("itas", "kan", "an", "i")
_ENDINGS = re.compile(r"(?:lah|kah|pun|nya)$")
_VOWEL = re.compile("[aeiou]")
_SAME = {"guna": "paka", "enak": "paka", "nakan": "paka", "posting": "unggah", "swafoto": "foto", "sangsi": "sanksi"}
_EMPTY = frozenset(
    """
    yang di ke dari untuk dan atau dengan pada para agar supaya itu ini juga ikut turut saja harus wajib mesti
    boleh bisa dapat tidak tak bukan jangan dilarang larangan sampai hanya sekadar lebih selalu tetap selama
    saat ketika dalam oleh sebagai terhadap kepada bagi antara seluruh semua setiap akan telah sudah lagi maupun
    serta adanya ada diminta diimbau imbau imbauan diharapkan mengimbau mengingatkan silakan diperkenankan
    diperbolehkan dibolehkan perlu hendaknya asn pns pppk phl thl honorer pegawai aparatur sipil negara kita
    kami mereka anda ia dia seorang atas karena maka bersikap sikap menjaga jaga dijaga melakukan dilakukan
    lakukan menjadi membuat berada tersebut salah satu tertentu
    """.split()
)


def content(text: str) -> tuple[str, ...]:
    """Give the stems of the words of a text that say what is done, each once, in their order."""
    return tuple(dict.fromkeys(stem(word) for word in telling_words(text)))


def telling_words(text: str) -> list[str]:
    """Give the words of a text, in lower case, without those that only bind, negate or name civil servants."""
    return [word for word in _WORD.findall(text.lower()) if word not in _EMPTY]


@cache
def stem(word: str) -> str:
    """Give the stem of one lower-case word; a word said twice (`calon-calon`) is the word."""
    first, _, second = word.partition("-")
    if second and (first == second or (len(first) > _LEAST and second.startswith(first[1:]))):
        word = second if len(second) > len(first) else first
    word = word.replace("-", "")
    shorter = _ENDINGS.sub("", word)
    word = shorter if len(shorter) >= _LEAST else word
    for _ in range(3):
        found = _without_prefix(word)
        if found == word:
            break
        word = found
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST:
            word = word.removesuffix(suffix)
            if suffix != "an":  # `pakaian` has two
                break
    # `pihak+an` and `piha+kan`, `ajak` and `kajak` cannot be told apart, so that one of their letters does not count.
    word = word[:-1] if word.endswith("k") and len(word) > _LEAST else word
    word = word[1:] if word.startswith("k") and _VOWEL.match(word, 1) and len(word) > _LEAST else word
    return _SAME.get(word, word)


def _without_prefix(word: str) -> str:
    for pattern, rest in _PREFIXES:
        if found := pattern.match(word):
            left = rest + word[found.end() :]
            if len(left) >= _LEAST and len(_VOWEL.findall(left)) >= 2:
                return left
            return word
    return word
