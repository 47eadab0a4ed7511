"""`python -m quizgen.extract FILE...`: the mentions of each file as JSON lines, for measuring."""

import sys
from importlib.resources import files
from pathlib import Path

from quizgen.extract import extract, load_lexicon
from quizgen.extract.jsonl import line


def main(paths: list[str]) -> int:
    """Print the mentions of the files; give the exit code."""
    data = files("quizgen.extract") / "data"
    lexicon = load_lexicon(lambda name: (data / name).read_bytes())
    for path in paths:
        text = Path(path).read_bytes().decode("utf-8")
        for mention in extract(text, lexicon).mentions:
            print(line(path, mention))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
