"""The JSON Schema for editors says the same as the validation, as far as a schema can."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.schema import KINDS, schema
from quizgen.bank.shape import faults as faults_of_form
from quizgen.strict_yaml import Node, Seq, read
from tests.bank.draft07 import as_editor, faults, typed
from tests.tiny import BANK as TINY

SHIPPED = Path(__file__).resolve().parents[2] / "question_bank"
SCHEMAS = {kind: schema(kind) for kind in KINDS}


def kind_of(path: Path) -> str:
    return path.parent.name if path.parent.name in KINDS else path.stem


def by_schema(data: bytes, kind: str) -> list[str]:
    return list(faults(as_editor(data), SCHEMAS[kind], SCHEMAS[kind]))


def by_validation(data: bytes, kind: str) -> list[str]:
    node, problems = read(data, "f.yaml")
    assert problems == []
    assert node is not None
    record, is_list = KINDS[kind]
    if is_list and not isinstance(node, Seq):
        return ["E114"]
    nodes: list[Node] = list(node) if isinstance(node, Seq) and is_list else [node]
    return [problem.code for one in nodes for problem in faults_of_form(one, record, "f.yaml")]


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
def test_every_file_of_a_whole_bank_fits_its_schema_as_an_editor_reads_it(folder: Path) -> None:
    paths = sorted(folder.rglob("*.yaml"))
    assert len(paths) >= 5
    assert {path.name: found for path in paths if (found := by_schema(path.read_bytes(), kind_of(path)))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_a_description_for_the_editors_tooltip(kind: str) -> None:
    for name, definition in SCHEMAS[kind]["definitions"].items():
        assert definition["description"], name
        for key, value in definition["properties"].items():
            assert value.get("description"), f"{name}.{key}"


def test_the_tooltips_are_indonesian() -> None:
    assert SCHEMAS["items"]["definitions"]["Item"]["properties"]["stem"]["description"] == "Pokok soal."
    assert (
        SCHEMAS["rules"]["definitions"]["Evidence"]["description"] == "Bukti: kutipan kata demi kata dari satu sumber."
    )


def test_a_number_or_a_boolean_may_be_written_without_quotes() -> None:
    properties = SCHEMAS["items"]["definitions"]["Item"]["properties"]
    version = properties["version"]
    assert (version["type"], version["minimum"], version["maximum"]) == (["string", "integer"], 1, 999_999)
    assert properties["scenario"]["enum"] == ["false", "true", False, True]
    cut_score = SCHEMAS["bank"]["definitions"]["Settings"]["properties"]["cut_score"]
    assert (cut_score["minimum"], cut_score["maximum"]) == (0, 100)


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_draft_07_and_names_its_file(kind: str) -> None:
    assert SCHEMAS[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMAS[kind]["title"] == f"quizgen: {kind}.yaml"
    assert "$defs" not in str(SCHEMAS[kind])


def test_there_is_no_schema_of_another_kind() -> None:
    with pytest.raises(KeyError, match=r"^'forms'$"):
        schema("forms")


VALUES = [
    "x", "Atribut 1", '""', "", "~", "null", "1", "0", "7", "012", "true", "false", "yes", "tidak", "boleh", "b", "[b]",
    "[]", "[a, c]", "{}", "{id: A, en: B}", "{id: A}", "{id: 1, en: true}", "{from: 2024-01-01}", "{from: 1 April}",
    "approved", "Approved", "single", "apply", "2024-01-01", "'2024-01-01'", "1.5", "101", "100", "a4", "A4", "[id]",
    "[id, jv]",
]  # fmt: skip
KEYS = ["", "x", "note", "discussion", "scenario", "replaced_by", "valid", "place"]


def lines_that_hold_a_value(text: str) -> list[int]:
    return [at for at, line in enumerate(text.splitlines()) if ": " in line or line.endswith(":")]


@given(st.data())
def test_a_changed_record_is_refused_by_both_or_by_neither(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(TINY.rglob("*.yaml"))))
    lines = path.read_text("utf-8").splitlines()
    at = data.draw(
        st.sampled_from([one for one in lines_that_hold_a_value("\n".join(lines)) if not lines[one].endswith(":")])
    )
    before, _, _ = lines[at].partition(": ")
    how = data.draw(st.sampled_from(["value", "key", "gone", "added"]))
    if how == "value":
        lines[at] = f"{before}: {data.draw(st.sampled_from(VALUES))}"
    elif how == "key" and not before.lstrip().startswith("- "):
        lines[at] = lines[at].replace(before, before + "x", 1)
    elif how == "gone" and not before.lstrip().startswith("- "):
        del lines[at]
    else:
        indent = " " * (len(before) - len(before.lstrip(" -")))
        key, value = data.draw(st.sampled_from(KEYS)), data.draw(st.sampled_from(VALUES))
        lines.insert(at + 1, f"{indent}{key or 'tambahan'}: {value}")
    changed = ("\n".join(lines) + "\n").encode()
    if read(changed, "f.yaml")[1]:
        return  # no YAML any more, or a key given twice: neither is for the schema to say
    kind = kind_of(path)
    assert bool(by_schema(changed, kind)) == bool(by_validation(changed, kind)), changed.decode()


@pytest.mark.parametrize(
    ("written", "value"),
    [("1", 1), ("01", 1), ("1.0", 1.0), ("true", True), ("yes", "yes"), ("~", None), ("2024-01-01", "2024-01-01")],
)
def test_the_editor_in_these_tests_types_as_yaml_1_2_does(written: str, value: Any) -> None:
    assert typed(written, plain=True) == value
    assert typed(written, plain=False) == written
