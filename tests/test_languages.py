"""Every word that users see is there in Indonesian and in English, and every code is explained."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from quizgen.language import LANGUAGES
from quizgen.stop import Stop

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = sorted({path.stem for path in (ROOT / "quizgen" / "language").glob("*/*.json")})
SOURCES = [path for path in sorted((ROOT / "quizgen").rglob("*.py")) if "_shipped" not in path.parts]
CODE = re.compile(r"[EW]\d{3}")


def messages(language: str, catalogue: str) -> dict[str, str]:
    """Read a catalogue as written; a key given twice is a fault of its own."""

    def once(pairs: list[tuple[str, str]]) -> dict[str, str]:
        keys = [key for key, _ in pairs]
        assert len(keys) == len(set(keys)), f"{language}/{catalogue}: a key is given twice"
        return dict(pairs)

    path = ROOT / "quizgen" / "language" / language / f"{catalogue}.json"
    found: dict[str, str] = json.loads(path.read_text("utf-8"), object_pairs_hook=once)
    return found


def placeholders(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def texts_in_code() -> set[str]:
    """Give every text constant of the source, parts of f-strings included."""
    return {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_have_the_same_messages(catalogue: str) -> None:
    indonesian, english = (messages(language, catalogue) for language in LANGUAGES)
    assert list(indonesian) == list(english)


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_fill_in_the_same_words(catalogue: str) -> None:
    indonesian, english = (messages(language, catalogue) for language in LANGUAGES)
    differing = {key for key in indonesian if placeholders(indonesian[key]) != placeholders(english[key])}
    assert differing == set()


@pytest.mark.parametrize("catalogue", CATALOGUES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_blank_or_has_space_at_its_end(language: str, catalogue: str) -> None:
    # A message may end in a space where something is typed behind it.
    bad = [
        key for key, message in messages(language, catalogue).items() if not message.strip() or message.endswith("  ")
    ]
    assert bad == []


def codes_in_catalogue() -> set[str]:
    return {key for key in messages("id", "problems") if CODE.fullmatch(key)}


def test_every_code_in_the_source_has_a_message_and_every_message_a_use() -> None:
    used = {text for text in texts_in_code() if CODE.fullmatch(text)}
    assert used == codes_in_catalogue()


def test_every_code_has_a_section_in_the_docs_and_every_section_a_code() -> None:
    sections = re.findall(r"^## (\S+)$", (ROOT / "docs" / "checks.md").read_text("utf-8"), re.MULTILINE)
    assert sections == sorted(codes_in_catalogue())


def test_a_hint_belongs_to_a_code_and_asks_for_no_word_its_message_is_not_given() -> None:
    hints = {key.removesuffix(".hint") for key in messages("id", "problems") if key.endswith(".hint")}
    assert hints <= codes_in_catalogue()


def test_every_message_named_in_the_source_is_there() -> None:
    keys = {f"{catalogue}.{key}" for catalogue in CATALOGUES for key in messages("id", catalogue)}
    parts = {key for keys_of in (messages("id", catalogue) for catalogue in CATALOGUES) for key in keys_of}
    named = {text for text in texts_in_code() if re.fullmatch(rf"({'|'.join(CATALOGUES)})\.[a-z0-9_.]*[a-z0-9_]", text)}
    files = {text for text in named if text.endswith((".json", ".yaml", ".svg", ".css", ".html", ".j2", ".js"))}
    assert named - files - keys == set()
    chosen = {text[1:] for text in texts_in_code() if re.fullmatch(r"@[a-z_]+(\.[a-z0-9_]+)+", text)}
    assert chosen - parts == set()


def test_every_message_that_ends_a_command_is_there() -> None:
    stops = {
        node.args[1].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == Stop.__name__ and len(node.args) > 1
        if isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, str)
    }
    cli = set(messages("id", "cli"))
    missing = {key for key in stops if key.removeprefix("cli.") not in cli}
    missing = {
        key for key in missing if not any(key == f"{name}.{one}" for name in CATALOGUES for one in messages("id", name))
    }
    assert missing == set()
