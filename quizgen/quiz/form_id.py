"""Form ids: five characters and a check character, easy to read from paper and to type.

The alphabet has 29 characters (a prime) without those that are mistaken for one another (0 O, 1 I L, B 8, U V). The
check character makes the sum of value times weight (1 to 5, and -1 for itself) divisible by 29, so every single wrong
character and every two neighbours swapped are noticed.
"""

from __future__ import annotations

import unicodedata

ALPHABET = "23456789ACDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 6
_DASHES = str.maketrans("‐‑‒–—−", "------")
_MEANT = str.maketrans({"B": "8", "U": "V"})
"""Of two characters that look alike, the one that ids do have."""


def form_id(digest: bytes) -> str:
    """Make an id from a digest of at least 8 bytes."""
    number = int.from_bytes(digest[:8], "big")
    values = []
    for _ in range(5):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    return "".join(ALPHABET[value] for value in values) + _check(values)


def typed(text: str) -> tuple[str, str]:
    """Read what a person typed, `k7q2mx`, `K7Q 2MX`, `K7Q2MX-B`, `k7q2mx b`: the id, the variant letter (or nothing).

    Wide characters are taken as plain ones, B as 8 and U as V, since no id has a B or a U.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    name, dash, variant = plain.translate(_DASHES).partition("-")
    if not dash and len(name) == _LENGTH + 1 and is_valid(name[:_LENGTH].translate(_MEANT)):
        name, variant = name[:_LENGTH], name[_LENGTH]
    return name.translate(_MEANT), variant


def is_valid(name: str) -> bool:
    """Tell whether an id has the right length, characters and check character."""
    if len(name) != _LENGTH or any(character not in ALPHABET for character in name):
        return False
    return _check([ALPHABET.index(character) for character in name[:5]]) == name[5]


def _check(values: list[int]) -> str:
    return ALPHABET[sum(weight * value for weight, value in enumerate(values, 1)) % len(ALPHABET)]
