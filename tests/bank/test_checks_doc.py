"""docs/checks.md says of each code what it means; its examples are run here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.bank.described import DESCRIBED
from tests.tiny import found, original, shown

DOC = (Path(__file__).resolve().parents[2] / "docs" / "checks.md").read_text("utf-8")
_EXAMPLE = re.compile(
    r"In `(?P<file>[^`]+)`, (?P<how>added at its end|as the whole file):\n\n```yaml\n(?P<bad>.*?)```\n\n"
    r"```text\n(?P<said>.*?)```\n\nGood:\n\n```yaml\n(?P<good>.*?)```\n",
    re.DOTALL,
)
_SAID = re.compile(r"```text\n(.*?)```\n", re.DOTALL)


class Example(NamedTuple):
    code: str
    file: str
    whole: bool
    bad: str
    said: str
    good: str

    def laid_over(self, block: str) -> dict[str, str | bytes | None]:
        return {self.file: block if self.whole else original(self.file) + block}


def sections() -> dict[str, str]:
    parts = re.split(r"^## (\S+)$", DOC, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples() -> list[Example]:
    found_in = {code: _EXAMPLE.search(text) for code, text in sections().items()}
    return [
        Example(code, one["file"], one["how"].startswith("as"), one["bad"], one["said"], one["good"])
        for code, one in found_in.items()
        if one is not None
    ]


def codes_in(said: str) -> set[str]:
    return set(re.findall(r"^\S+: ([EW]\d{3}) ", said, re.MULTILINE))


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_the_bad_example_gives_exactly_what_the_doc_shows(example: Example) -> None:
    assert found(example.laid_over(example.bad)) == example.said
    assert codes_in(example.said) == {example.code}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.code)
def test_the_good_example_gives_no_problem(example: Example) -> None:
    assert found(example.laid_over(example.good)) == ""


@pytest.mark.parametrize("code", DESCRIBED)
def test_what_no_block_can_show_gives_exactly_what_the_doc_shows(code: str) -> None:
    (said,) = _SAID.findall(sections()[code])
    assert shown(DESCRIBED[code]()) == said
    assert codes_in(said) == {code}


def test_every_section_is_run_in_one_way_or_the_other() -> None:
    assert {example.code for example in examples()} ^ set(DESCRIBED) == set(sections())


def test_the_bank_that_the_examples_are_laid_over_has_no_problem() -> None:
    assert found() == ""
