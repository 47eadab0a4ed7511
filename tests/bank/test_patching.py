"""Changing a bank's files at their place: what is added, what stays, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.patching import (
    PatchError,
    append_entry,
    as_yaml,
    insert_evidence,
    remove_entry,
    scalar,
    set_scalar,
)
from quizgen.language import lines_of
from quizgen.shipped import shipped
from quizgen.strict_yaml import Node, read

RULES = """\
# Ketentuan; satu = satu norma.

- id: satu   # yang pertama
  status: draft
  evidence:
    - source: kabar
      quote: tidak memakai atribut   # dari lead
    - {source: warta, quote: "dilarang: semua"}
  # catatan penyunting

# tentang yang kedua
- {id: dua, status: 'approved', evidence: [{source: kabar, quote: boleh}]}
- id: tiga
  status: "retired"
  evidence: []
"""
NEW = {"source": "lain", "quote": "jangan berfoto, ya"}

texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Cf", "Zl", "Zp"))
    | st.sampled_from("\n\t:#-, '\""),
    max_size=30,
)
ids = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
values = st.recursive(
    texts, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ids, inner, max_size=3), max_leaves=6
)
long_texts = st.lists(texts, min_size=5, max_size=30).map(" ".join)
entries = st.dictionaries(ids, values | long_texts, min_size=1, max_size=4)


def said(data: bytes) -> Any:
    """What the strict reader makes of a file, as plain lists and dicts."""
    node, problems = read(data, "uji.yaml")
    assert problems == []
    return plain(node)


def plain(node: Node | None) -> Any:
    if isinstance(node, str):
        return str(node)
    return (
        {key: plain(value) for key, value in node.items()} if isinstance(node, dict) else [plain(x) for x in node or []]
    )


def with_style(text: str, newline: str, bom: bool) -> bytes:
    return (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", newline).encode()


def refusal(error: pytest.ExceptionInfo[PatchError]) -> list[str]:
    return list(lines_of("id", error.value.problem))


styles = st.tuples(st.sampled_from(["\n", "\r\n"]), st.booleans())


@given(entries, styles)
def test_a_new_entry_is_read_as_written_and_all_bytes_before_it_stay(
    entry: dict[str, Any], style: tuple[str, bool]
) -> None:
    before = with_style(RULES, *style)
    entry = {"id": "baru", **{key: value for key, value in entry.items() if key != "id"}}
    after = append_entry(before, "uji.yaml", entry)
    assert said(after) == [*said(before), entry]
    assert after.startswith(before)
    assert append_entry(after, "uji.yaml", entry) == after
    assert (b"\n" in after.replace(b"\r\n", b"")) == (style[0] == "\n")


@given(st.sampled_from(["satu", "dua", "tiga"]), texts, texts, styles)
def test_new_evidence_is_read_last_and_nothing_else_changes(
    rule: str, source: str, quote: str, style: tuple[str, bool]
) -> None:
    before = with_style(RULES, *style)
    evidence = {"source": source, "quote": quote}
    after = insert_evidence(before, "uji.yaml", rule, evidence)
    expected = said(before)
    held = next(one for one in expected if one["id"] == rule)["evidence"]
    if evidence not in held:
        held.append(evidence)
    assert said(after) == expected
    assert is_one_insertion(before, after)
    assert insert_evidence(after, "uji.yaml", rule, evidence) == after


@given(st.sampled_from(["satu", "dua", "tiga"]), st.sampled_from(["status", "catatan"]), texts, styles)
def test_a_text_that_is_set_is_read_back_and_nothing_else_changes(
    rule: str, key: str, value: str, style: tuple[str, bool]
) -> None:
    before = with_style(RULES, *style)
    after = set_scalar(before, "uji.yaml", rule, key, value)
    expected = said(before)
    next(one for one in expected if one["id"] == rule)[key] = value
    assert said(after) == expected
    assert set_scalar(after, "uji.yaml", rule, key, value) == after


@given(st.permutations(["satu", "dua", "tiga"]), styles)
def test_entries_go_one_by_one_and_comments_above_them_stay(order: list[str], style: tuple[str, bool]) -> None:
    data = with_style(RULES, *style)
    expected = said(data)
    for rule in order:
        data = remove_entry(data, "uji.yaml", rule)
        expected = [one for one in expected if one["id"] != rule]
        assert said(data) == expected
        assert remove_entry(data, "uji.yaml", rule) == data
    assert b"# Ketentuan; satu = satu norma." in data
    assert b"# tentang yang kedua" in data


@given(entries)
def test_what_is_written_is_what_is_read(entry: dict[str, Any]) -> None:
    assert said(as_yaml(entry).encode()) == entry


@given(texts)
def test_a_text_in_brackets_is_read_as_it_was(text: str) -> None:
    assert said(f"[{scalar(text, flow=True)}, {{a: {scalar(text, flow=True)}}}]\n".encode()) == [text, {"a": text}]


@given(st.binary(max_size=120) | st.text(max_size=60).map(lambda text: f"- id: satu\n  {text}".encode()))
def test_any_bytes_are_changed_rightly_or_refused_with_a_place(data: bytes) -> None:
    changes: list[Callable[[], bytes]] = [
        lambda: append_entry(data, "uji.yaml", {"id": "baru", "a": "b"}),
        lambda: insert_evidence(data, "uji.yaml", "satu", NEW),
        lambda: set_scalar(data, "uji.yaml", "satu", "status", "draft"),
        lambda: remove_entry(data, "uji.yaml", "satu"),
    ]
    for change in changes:
        try:
            changed, paths = change(), {"uji.yaml"}
        except PatchError as error:
            changed, paths = b"", {error.problem.place.path}
        assert (read(changed, "uji.yaml")[1], paths) == ([], {"uji.yaml"})


def is_one_insertion(before: bytes, after: bytes) -> bool:
    start = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return any(after.endswith(before[i:]) and after.startswith(before[:i]) for i in range(start, -1, -1))


def test_each_shipped_rule_can_be_changed_and_changed_back() -> None:
    for path in sorted((shipped("question_bank") / "rules").iterdir()):
        data = path.read_bytes()
        for rule in said(data):
            retired = set_scalar(data, path.name, rule["id"], "status", "retired")
            assert retired != data
            assert set_scalar(retired, path.name, rule["id"], "status", rule["status"]) == data
            grown = insert_evidence(data, path.name, rule["id"], NEW)
            assert is_one_insertion(data, grown)


def test_an_entry_is_written_as_a_trainer_would() -> None:
    entry = {
        "id": "atribut-topi",
        "bearer": ["ASN", "PHL"],
        "statement": {"id": "ASN dilarang memakai topi bergambar calon.", "en": "DRAFT: ya"},
        "evidence": [
            {"source": "kabar", "quote": "Ingat: jangan bertopi #1, kata beliau " + "berulang kali " * 6 + "di sana"}
        ],
        "instruments": [],
        "status": "draft",
    }
    assert append_entry(b"# Ketentuan\n", "uji.yaml", entry).decode() == (
        "# Ketentuan\n"
        "\n"
        "- id: atribut-topi\n"
        "  bearer: [ASN, PHL]\n"
        "  statement:\n"
        "    id: ASN dilarang memakai topi bergambar calon.\n"
        '    en: "DRAFT: ya"\n'
        "  evidence:\n"
        "    - source: kabar\n"
        "      quote: >-\n"
        "        Ingat: jangan bertopi #1, kata beliau berulang kali berulang kali berulang kali berulang kali\n"
        "        berulang kali berulang kali di sana\n"
        "  instruments: []\n"
        "  status: draft\n"
    )


def test_evidence_goes_after_the_last_piece_and_is_written_as_that_is() -> None:
    changed = insert_evidence(RULES.encode(), "uji.yaml", "satu", NEW).decode()
    assert changed.replace('    - {source: lain, quote: "jangan berfoto, ya"}\n', "") == RULES
    assert '"dilarang: semua"}\n    - {source: lain, quote: "jangan berfoto, ya"}\n  # catatan' in changed
    changed = insert_evidence(RULES.encode(), "uji.yaml", "dua", NEW).decode()
    assert '[{source: kabar, quote: boleh}, {source: lain, quote: "jangan berfoto, ya"}]}' in changed


def test_evidence_after_a_piece_in_block_style_is_in_block_style() -> None:
    rule = "- id: satu\n  evidence:\n  - source: kabar\n    quote: boleh # ya\n\n# akhir"
    assert insert_evidence(rule.encode(), "uji.yaml", "satu", NEW).decode() == (
        "- id: satu\n  evidence:\n  - source: kabar\n    quote: boleh # ya\n"
        "  - source: lain\n    quote: jangan berfoto, ya\n\n# akhir"
    )


def test_a_rule_without_evidence_gets_the_key() -> None:
    changed = insert_evidence(b"- id: satu\n  status: draft # ya\n", "uji.yaml", "satu", NEW).decode()
    assert (
        changed
        == "- id: satu\n  status: draft # ya\n  evidence:\n    - source: lain\n      quote: jangan berfoto, ya\n"
    )


def test_a_status_changes_and_its_comment_stays() -> None:
    data = b"- id: satu\n  status: 'draft'  # belum\n  topic: x\n"
    assert set_scalar(data, "uji.yaml", "satu", "status", "approved") == data.replace(b"'draft'", b"approved")
    assert (
        set_scalar(b"- id: satu\n  status:\n", "uji.yaml", "satu", "status", "draft")
        == b"- id: satu\n  status: draft\n"
    )


def test_a_new_entry_comes_before_the_mark_that_ends_a_document() -> None:
    assert append_entry(b"- id: a\n...\n# sisa\n", "uji.yaml", {"id": "b"}) == b"- id: a\n\n- id: b\n...\n# sisa\n"


def test_a_text_that_keeps_its_final_blank_lines_keeps_just_those() -> None:
    assert append_entry(b"- id: a\n  b: |+\n    c\n", "uji.yaml", {"id": "d"}) == b"- id: a\n  b: |+\n    c\n- id: d\n"


def test_what_cannot_be_changed_safely_is_refused_with_its_place() -> None:
    with pytest.raises(PatchError) as error:
        append_entry(b"[{id: a}]\n", "uji.yaml", {"id": "b"})
    assert refusal(error) == [
        "uji.yaml:1:1: E402 bagian ini tidak dapat diubah dengan aman oleh quizgen karena cara penulisannya",
        (
            "  petunjuk: ubah sendiri di editor; bentuk yang dikenal: daftar dengan tanda - di awal baris, "
            "teks pendek pada satu baris"
        ),
    ]
    with pytest.raises(PatchError) as error:
        set_scalar(b"- id: a\n  b: >-\n    c\n    d\n", "uji.yaml", "a", "b", "x")
    assert refusal(error)[0].startswith("uji.yaml:2:6: E402 ")


def test_an_id_that_there_is_none_of_is_named() -> None:
    with pytest.raises(PatchError) as error:
        set_scalar(RULES.encode(), "uji.yaml", "empat", "status", "draft")
    assert refusal(error) == [
        'uji.yaml: E401 tidak ada isi dengan pengenal "empat" di berkas ini',
        "  petunjuk: periksa pengenalnya, atau berkas topik lain",
    ]


def test_an_id_that_is_taken_is_not_given_to_another_entry() -> None:
    with pytest.raises(PatchError) as error:
        append_entry(RULES.encode(), "uji.yaml", {"id": "dua", "status": "draft"})
    assert refusal(error)[0] == 'uji.yaml:12:3: E301 pengenal "dua" sudah dipakai di uji.yaml'


def test_a_file_with_faults_is_left_to_its_editor() -> None:
    with pytest.raises(PatchError) as error:
        remove_entry(b"- id: a\n  id: b\n", "uji.yaml", "a")
    assert refusal(error)[0] == 'uji.yaml:2:3: E107 isian "id" ditulis dua kali; yang pertama di baris 1'


def test_text_that_no_bank_file_may_hold_is_refused() -> None:
    with pytest.raises(PatchError) as error:
        append_entry(b"", "uji.yaml", {"id": "a", "b": "x\u202ey"})
    assert refusal(error)[0] == "uji.yaml:2:7: E112 ada karakter pembalik arah tulisan U+202E yang tidak terlihat"
