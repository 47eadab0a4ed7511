"""The codes of docs/checks.md that no YAML block can show, and for each a bank that gives just it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from unittest.mock import patch

import pytest

from quizgen.bank.patching import PatchError, set_scalar
from quizgen.limits import MAX_YAML_BYTES
from quizgen.problems import Problem
from quizgen.strict_yaml import MAX_PROBLEMS
from tests.tiny import SHOWN, original, problems_of, replaced

ITEMS = "items/atribut.yaml"


def not_utf8() -> list[Problem]:
    """The fifth line ends in a letter of Windows-1252."""
    return problems_of({ITEMS: original(ITEMS).encode() + "# Catatan: caf\xe9\n".encode("cp1252")})


def control_character() -> list[Problem]:
    """A backspace in a stem."""
    return problems_of(replaced(ITEMS, "Bolehkah ASN", "Bolehkah\b ASN"))


def too_large() -> list[Problem]:
    """Comments beyond the limit."""
    return problems_of({ITEMS: original(ITEMS).encode() + b"#" * MAX_YAML_BYTES})


def too_many() -> list[Problem]:
    """More anchors than are told; only the last problem is shown here."""
    anchors = "".join(f"  x{number}: &a 1\n" for number in range(MAX_PROBLEMS + 5))
    found = problems_of({ITEMS: original(ITEMS) + anchors})
    assert [problem.code for problem in found[:-1]] == ["E103"] * MAX_PROBLEMS
    return found[-1:]


def no_settings() -> list[Problem]:
    """The folder without bank.yaml."""
    return problems_of({"bank.yaml": None})


def form_that_cannot_be_told() -> list[Problem]:
    """What msgspec refuses and the walk finds no fault in."""
    with patch("quizgen.bank.reading.faults", return_value=iter(())):
        return problems_of(replaced(ITEMS, "level: recall", "level: mengingat"))


def source_not_text() -> list[Problem]:
    """A registered source in Windows-1252, with its own sha256."""
    stored = "Caf\xe9\n".encode("cp1252")
    entry = (
        "- {id: kafe, file: kafe.txt, title: Kafe, publisher: WARTA, published: 2024-04-01, "
        f"sha256: {hashlib.sha256(stored).hexdigest()}}}\n"
    )
    return problems_of({"sources.yaml": original("sources.yaml") + entry, "seeds/kafe.txt": stored})


def unregistered() -> list[Problem]:
    """A text that no source names."""
    return problems_of({"seeds/lain.txt": "lain\n"})


def misplaced() -> list[Problem]:
    """A file with another suffix."""
    return problems_of({"rules/sanksi.yml": "- id: x\n"})


def refused_patch(entry: str, key: str) -> list[Problem]:
    """What a tool says that was asked to change an entry of items/atribut.yaml and did not."""
    with pytest.raises(PatchError) as caught:
        set_scalar(original(ITEMS).encode(), SHOWN + ITEMS, entry, key, "draft")
    return [caught.value.problem]


def entry_not_there() -> list[Problem]:
    """An id that the file does not have."""
    return refused_patch("atribut-9", "status")


def not_a_line() -> list[Problem]:
    """A value that is no text on one line."""
    return refused_patch("atribut-1", "stem")


DESCRIBED: dict[str, Callable[[], list[Problem]]] = {
    "E101": not_utf8,
    "E102": control_character,
    "E110": too_large,
    "E115": too_many,
    "E116": no_settings,
    "E299": form_that_cannot_be_told,
    "E324": source_not_text,
    "E401": entry_not_there,
    "E402": not_a_line,
    "W304": unregistered,
    "W305": misplaced,
}
