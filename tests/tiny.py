"""The tiny bank (tests/tiny_bank): whole, without a fault, read at a glance; and ways to change it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quizgen.bank.checks import check
from quizgen.bank.layout import Files, is_bank_path
from quizgen.bank.reading import Reading, read_bank
from quizgen.language import lines_of
from quizgen.problems import Problem

HERE = Path(__file__).resolve().parent / "tiny_bank"
BANK = HERE / "question_bank"
SHOWN = "question_bank/"


def tiny(changed: Mapping[str, str | bytes | None] | None = None) -> Files:
    """Give the tiny bank with some files changed, added, or (None) left out; seeds are named `seeds/NAME`."""
    stored: dict[str, bytes] = {
        path.relative_to(BANK).as_posix(): path.read_bytes() for path in BANK.rglob("*") if path.is_file()
    }
    stored |= {f"seeds/{path.name}": path.read_bytes() for path in (HERE / "seeds").iterdir()}
    for path, content in (changed or {}).items():
        if content is None:
            del stored[path]
        else:
            stored[path] = content.encode() if isinstance(content, str) else content
    seeds = {path.removeprefix("seeds/"): data for path, data in stored.items() if path.startswith("seeds/")}
    inside = {path: data for path, data in stored.items() if not path.startswith("seeds/")}
    return Files(
        yaml={path: data for path, data in inside.items() if is_bank_path(path)},
        seeds=seeds,
        prefix=SHOWN,
        other=tuple(sorted(path for path in inside if not is_bank_path(path))),
    )


def original(path: str) -> str:
    """Give the text of a file of the tiny bank as it is."""
    return (BANK / path).read_text("utf-8")


def replaced(path: str, before: str, after: str) -> dict[str, str | bytes | None]:
    """Give the change of one run of text, which the file has once, by another."""
    text = original(path)
    assert text.count(before) == 1, f"{before!r} stands {text.count(before)} times in {path}"
    return {path: text.replace(before, after)}


def reading_of(changed: Mapping[str, str | bytes | None] | None = None) -> Reading:
    """Read the tiny bank with changes."""
    return read_bank(tiny(changed))


def problems_of(changed: Mapping[str, str | bytes | None] | None = None) -> list[Problem]:
    """Check the tiny bank with changes."""
    return check(reading_of(changed))


def shown(problems: list[Problem], language: str = "id") -> str:
    """Write problems as `quizgen check` does."""
    return "".join(line + "\n" for problem in problems for line in lines_of(language, problem))


def found(changed: Mapping[str, str | bytes | None] | None = None, language: str = "id") -> str:
    """Check the tiny bank with changes and give what `quizgen check` would write."""
    return shown(problems_of(changed), language)
