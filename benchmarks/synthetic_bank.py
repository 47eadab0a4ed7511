"""A bank of many items, made from a seed: what `check` and the quiz are measured on.

    .venv/bin/python benchmarks/synthetic_bank.py FOLDER [--items 10000]

The items stand in one file and differ from one another; 10,000 of them are about 24 MB. The bank has no fault.
"""

from __future__ import annotations

import argparse
import hashlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from quizgen.bank.layout import Files

SEED_TEXT = "Wali Kota meminta seluruh ASN tidak memakai atribut calon selama masa kampanye.\n"
TOPIC = "atribut"
WORDS = (
    "pegawai calon kampanye atribut kantor lurah rekan acara kaus stiker spanduk warga jalan rapat undangan "
    "foto unggahan tanda pagi malam rumah dinas mobil izin cuti seragam panggung saksi suara pilihan surat"
).split()
SENTENCES = 5
"""Sentences of a rationale; chosen so that an item is about 2.4 kB."""


def item(number: int, rng: random.Random) -> str:
    """Write one item as a trainer would: block style, Indonesian and English."""
    head = (
        f"- id: {TOPIC}-{number:05}\n  version: 1\n  status: approved\n  rules: [larangan]\n"
        f"  kind: {('verdict', 'single', 'multiple')[number % 3]}\n  level: apply\n  scenario: true\n"
        f"  stem:\n{_pair('    ', _text(rng, 2), _text(rng, 2))}"
    )
    if number % 3 == 0:
        right, wrong = _pair("    ", *_long(rng)), _pair("    ", *_long(rng))
        return f"{head}  key: tidak\n  rationale:\n{right}  distractor_rationale:\n{wrong}"
    options = "".join(
        f"    {letter}:\n{_pair('      ', f'{letter} {_text(rng, 1)}', f'{letter} {_text(rng, 1)}')}"
        f"      rationale:\n{_pair('        ', _text(rng, 2), _text(rng, 2))}"
        for letter in "abcd"
    )
    return f"{head}  options:\n{options}  key: {'b' if number % 3 == 1 else '[a, c]'}\n"


def files(items: int) -> Files:
    """Give a whole bank as bytes, its items in one file."""
    rng = random.Random(1)
    seed = SEED_TEXT.encode()
    return Files(
        yaml={
            "bank.yaml": (
                f'title: {{id: Uji, en: Test}}\nversion: "1"\ntopics: {{{TOPIC}: {{id: A, en: A}}}}\n'
            ).encode(),
            "sources.yaml": (
                "- id: kabar\n  file: kabar.txt\n  title: Kabar\n  publisher: WARTA\n  published: 2024-04-01\n"
                f"  sha256: {hashlib.sha256(seed).hexdigest()}\n"
            ).encode(),
            f"rules/{TOPIC}.yaml": (
                f"- id: larangan\n  modality: prohibition\n  bearer: [ASN]\n  topic: {TOPIC}\n"
                "  statement: {id: Jangan., en: Do not.}\n  standing: official-explanation\n"
                "  evidence:\n    - {source: kabar, quote: tidak memakai atribut calon}\n  status: approved\n"
            ).encode(),
            f"items/{TOPIC}.yaml": "".join(item(number, rng) for number in range(items)).encode(),
        },
        seeds={"kabar.txt": seed},
        prefix="question_bank/",
    )


def write(workspace: Path, items: int) -> None:
    """Write the bank as a workspace: question_bank/ and seeds/."""
    bank = files(items)
    for name, content in _paths(bank):
        path = workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _paths(bank: Files) -> Iterator[tuple[str, bytes]]:
    yield from ((f"question_bank/{name}", content) for name, content in bank.yaml.items())
    yield from ((f"seeds/{name}", content) for name, content in bank.seeds.items())


def _long(rng: random.Random) -> tuple[str, str]:
    return _text(rng, SENTENCES), _text(rng, SENTENCES)


def _pair(indent: str, indonesian: str, english: str) -> str:
    return f"{indent}id: {indonesian}\n{indent}en: {english}\n"


def _text(rng: random.Random, sentences: int) -> str:
    return " ".join(f"{' '.join(_words(rng)).capitalize()}." for _ in range(sentences))


def _words(rng: random.Random) -> Sequence[str]:
    return rng.choices(WORDS, k=rng.randint(9, 13))


def main() -> None:
    arguments = argparse.ArgumentParser(description="write a synthetic bank")
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--items", type=int, default=10_000)
    given = arguments.parse_args()
    write(given.folder, given.items)


if __name__ == "__main__":
    main()
