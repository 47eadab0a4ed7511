"""How fast extraction is beside its own sentence splitting, and whether both stay linear.

    python benchmarks/extract_speed.py [MB]

Prints MB a second of sentence splitting and of the whole extraction over the seeds repeated to the size (default 1),
the ratio of their times (at most 20 is wanted), the time for twice the text (2.0 is linear), and four hostile texts.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from quizgen import shipped
from quizgen.extract import Lexicon, extract, load_lexicon
from quizgen.extract.normalise import lower, unify
from quizgen.extract.paragraphs import blocks
from quizgen.extract.sentences import sentences

SEEDS = Path(__file__).parent.parent / "seeds"


def split_only(text: str, lexicon: Lexicon) -> int:
    """Split a text into sentences; give how many there are."""
    unified = unify(text)
    found = 0
    for block in blocks(unified, lower(unified)):
        found += len(sentences(unified, block.start, block.end, lexicon.abbreviations, lexicon.tail_verbs))
    return found


def seconds(work: object, *args: object) -> float:
    """Give the best of three runs, in seconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        work(*args)  # type: ignore[operator]
        best = min(best, time.perf_counter() - start)
    return best


def main(megabytes: float) -> None:
    lexicon = load_lexicon(lambda name: shipped.data("extract/data", name))
    once = "\n\n".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt")))
    text = (once + "\n\n") * max(1, int(megabytes * 1_000_000 / len(once)))
    size = len(text) / 1_000_000
    split, whole = seconds(split_only, text, lexicon), seconds(extract, text, lexicon)
    twice = seconds(extract, text * 2, lexicon)
    print(f"{size:.2f} MB: sentences {size / split:.2f} MB/s, extraction {size / whole:.3f} MB/s")
    print(f"extraction takes {whole / split:.1f} times as long as sentence splitting (at most 20 is wanted)")
    print(f"twice the text takes {twice / whole:.2f} times as long")
    hostile = {
        "one line of 1 MB": "ASN tidak boleh memihak, " * 40_000,
        "one line of 1 MB without a blank": "a" * 1_000_000,
        "10,000 nested quotation marks": '"' * 10_000 + "ASN harus netral" + '"' * 10_000,
        "10,000 opened brackets": "(" * 10_000 + "ASN harus netral",
    }
    for name, bad in hostile.items():
        start = time.perf_counter()
        extract(bad, lexicon)
        print(f"{name}: {time.perf_counter() - start:.2f} s")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
