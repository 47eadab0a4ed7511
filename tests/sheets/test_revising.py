"""Entries changed in their text: what is meant is said, and what is around it stays byte for byte."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.patching import plain_of
from quizgen.bank.revising import revise
from quizgen.shipped import shipped
from quizgen.strict_yaml import read

PATH = "items/atribut.yaml"
SHIPPED = sorted((shipped("question_bank") / "items").glob("*.yaml"))

BLOCK = """\
# kepala
- id: x-1  # nama
  version: 1
  # catatan di atas pokok soal
  stem:
    id: Lama.  # catatan
    en: >-
      A folded text
      on two lines.
  options:
    a:
      id: "satu"
      en: 'one'
    # sebelum b
    b:
      id: dua
      en: two
  key: a # huruf
  accept:
    - W203: alasan

# antara
- {id: x-2, version: 1, stem: {id: Dua, en: Two}, key: [a, b]}
# ekor
"""


def said(data: bytes) -> list[Any]:
    node, problems = read(data, PATH)
    assert problems == []
    plain: list[Any] = plain_of(node)
    return plain


def entry(data: str, name: str) -> dict[str, Any]:
    return deepcopy(next(one for one in said(data.encode()) if one["id"] == name))


def revised(change: dict[str, Any], name: str = "x-1", data: str = BLOCK) -> str:
    done = revise(data.encode(), PATH, {name: entry(data, name) | change})
    assert done.refused == {}
    assert next(one for one in said(done.data) if one["id"] == name) == entry(data, name) | change
    return done.data.decode()


def test_nothing_changes_where_nothing_is_said_anew() -> None:
    assert revised({}) == BLOCK


def test_a_text_is_replaced_and_the_comment_behind_it_stays() -> None:
    stem = entry(BLOCK, "x-1")["stem"]
    assert revised({"stem": stem | {"id": "Baru: ya #1."}}) == BLOCK.replace("Lama.  #", '"Baru: ya #1."  #')


def test_a_folded_text_stays_folded() -> None:
    stem = entry(BLOCK, "x-1")["stem"]
    assert revised({"stem": stem | {"en": "A new text."}}) == BLOCK.replace(
        "      A folded text\n      on two lines.\n", "      A new text.\n"
    )


def test_lines_of_a_folded_text_before_the_change_stay() -> None:
    data = "- id: x\n  reason: >-\n    Satu.\n    Dua.\n    Tiga.\n"
    assert revised({"reason": "Satu. Dua. Empat."}, "x", data) == data.replace(
        "    Dua.\n    Tiga.", "    Dua.\n    Empat."
    )
    assert revised({"reason": "Satu. Nol. Tiga."}, "x", data) == data.replace("    Dua.\n    Tiga.", "    Nol. Tiga.")


def test_a_key_becomes_a_list_and_its_comment_stays() -> None:
    assert revised({"key": ["a", "b"]}) == BLOCK.replace("key: a # huruf", "key: [a, b] # huruf")


def test_a_list_becomes_a_key() -> None:
    assert revised({"key": "b"}, "x-2") == BLOCK.replace("key: [a, b]}", "key: b}")


def test_an_option_goes_and_the_comment_before_it_stays() -> None:
    options = entry(BLOCK, "x-1")["options"]
    del options["a"]
    assert revised({"options": options}) == BLOCK.replace("    a:\n      id: \"satu\"\n      en: 'one'\n", "")


def test_keys_that_come_stand_behind_the_key_before_them() -> None:
    one = entry(BLOCK, "x-1")
    options = one["options"] | {"c": {"id": "tiga", "en": "three"}}
    whole = {"id": "x-1", "version": "1", "stem": one["stem"], "options": options, "key": "a", "rationale": {"id": "R"}}
    done = revise(BLOCK.encode(), PATH, {"x-1": whole | {"accept": one["accept"]}})
    assert done.data.decode() == BLOCK.replace(
        "      en: two\n", "      en: two\n    c:\n      id: tiga\n      en: three\n"
    ).replace("# huruf\n", "# huruf\n  rationale:\n    id: R\n")


def test_an_entry_on_one_line_stays_on_one_line() -> None:
    assert revised({"stem": {"id": "Tiga, ya", "en": "Two"}}, "x-2") == BLOCK.replace("{id: Dua,", '{id: "Tiga, ya",')


def test_line_ends_and_the_byte_order_mark_stay() -> None:
    data = ("\ufeff" + BLOCK).replace("\n", "\r\n").encode()
    stem = {"id": "Lama.", "en": "A new text that is long enough to be folded over two lines " * 3}
    done = revise(data, PATH, {"x-1": entry(BLOCK, "x-1") | {"stem": {**stem, "en": stem["en"].strip()}}})
    assert done.refused == {}
    assert done.data.startswith(b"\xef\xbb\xbf# kepala\r\n")
    assert done.data.count(b"\n") == done.data.count(b"\r\n")


def test_a_text_without_a_line_end_after_it_can_be_added_to() -> None:
    data = "- id: x\n  key: a"
    assert revised({"discussion": {"id": "D"}}, "x", data) == "- id: x\n  key: a\n  discussion:\n    id: D"


@pytest.mark.parametrize("header", ["|", "|-"])
def test_a_literal_text_stays_literal(header: str) -> None:
    end = "\n" if header == "|" else ""
    data = f"- id: x\n  reason: {header}  # c\n    satu\n    dua\n  key: a\n"
    new = f"satu\n\ntiga: #{end}"
    assert revised({"reason": new}, "x", data) == data.replace("    satu\n    dua\n", "    satu\n\n    tiga: #\n")


def test_what_cannot_be_rewritten_without_losing_a_comment_is_refused_and_the_rest_is_done() -> None:
    data = "- id: x\n  rules:\n    - a\n    # mengapa b\n    - b\n- id: y\n  rules: [a]\n"
    done = revise(data.encode(), PATH, {"x": {"id": "x", "rules": ["c"]}, "y": {"id": "y", "rules": ["c"]}})
    assert {name: str(problem.place) + " " + problem.code for name, problem in done.refused.items()} == {
        "x": f"{PATH}:3:5 E402"
    }
    assert done.data.decode() == data.replace("[a]", "[c]")


def test_an_entry_that_is_not_there_and_one_that_is_twice_are_refused() -> None:
    data = b"- {id: x, key: a}\n- {id: x, key: b}\n"
    done = revise(data, PATH, {"x": {"id": "x", "key": "c"}, "z": {"id": "z"}})
    assert {name: problem.code for name, problem in done.refused.items()} == {"x": "E301", "z": "E401"}
    assert done.data == data


_TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")
    | st.sampled_from(" \n#:'\"-|>{}[]?,&*!%@`=\t"),
    min_size=1,
    max_size=60,
).filter(
    lambda text: (
        not any(one in text for one in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    )
)
_PLACES = st.sampled_from(
    ["stem.id", "stem.en", "rationale.id", "discussion.id", "options.a.id", "options.h.rationale.en"]
)


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_said_anew_is_said_and_nothing_else_changes(data: st.DataObject) -> None:
    path: Path = data.draw(st.sampled_from(SHIPPED))
    before = path.read_bytes()
    entries = said(before)
    changed: dict[str, dict[str, Any]] = {}
    for number in data.draw(st.sets(st.integers(0, len(entries) - 1), min_size=1, max_size=3)):
        one = deepcopy(entries[number])
        for name in data.draw(st.sets(_PLACES, min_size=1)):
            holder = one
            *keys, last = name.split(".")
            for key in keys:
                holder = holder.setdefault(key, {})
            if last in holder and data.draw(st.booleans()) and len(holder) > 1:
                del holder[last]
            else:
                holder[last] = data.draw(_TEXTS)
        changed[one["id"]] = one
    done = revise(before, path.name, changed)
    assert done.refused == {}
    assert said(done.data) == [changed.get(one["id"], one) for one in entries]
    comments = [line for line in before.splitlines() if line.lstrip().startswith(b"#")]
    assert [line for line in done.data.splitlines() if line in comments] == comments
    assert revise(done.data, path.name, changed).data == done.data
