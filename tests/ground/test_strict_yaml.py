"""The strict YAML reader: what it keeps, what it refuses, and where it says so."""

from __future__ import annotations

import time

import pytest

from quizgen.language import lines_of
from quizgen.limits import MAX_YAML_BYTES
from quizgen.problems import Problem
from quizgen.strict_yaml import MAX_PROBLEMS, Map, Node, Seq, Text, entries, read


def said(problems: list[Problem], language: str = "en") -> list[str]:
    return [next(iter(lines_of(language, problem))) for problem in problems]


def refused(text: str | bytes, language: str = "en") -> list[str]:
    return said(read(text.encode() if isinstance(text, str) else text, "f.yaml")[1], language)


def whole(text: str | bytes) -> Node | None:
    root, problems = read(text.encode() if isinstance(text, str) else text, "f.yaml")
    assert problems == []
    return root


@pytest.mark.parametrize(
    "written", ["no", "012", "1.000", "12:30", "true", "~", "null", "1e3", "0x1F", "2024-01-28", "=", ".inf", "No. 5"]
)
def test_a_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert whole(f"key: {written}\n") == {"key": written}


def test_nodes_know_where_they_begin() -> None:
    root = whole("# kepala\nstem:\n  id: Apa?\n  daftar: [satu, 'dua']\n")
    assert isinstance(root, Map)
    stem = root["stem"]
    assert isinstance(stem, Map)
    listed = stem["daftar"]
    assert isinstance(listed, Seq)
    assert (root.line, root.col) == (2, 1)
    assert root.key_place("stem") == (2, 1)
    assert (stem.line, stem.col) == (3, 3)
    assert [(node.line, node.col) for node in (stem["id"], listed, *listed)] == [(3, 7), (4, 11), (4, 12), (4, 18)]


def test_columns_count_characters_not_bytes() -> None:
    root = whole("{é😀: x, b: y}")
    assert isinstance(root, Map)
    assert root.key_place("b") == (1, 9)


def test_a_bom_and_windows_line_ends_change_nothing() -> None:
    root = whole(b"\xef\xbb\xbfa: satu\r\nb:\r\n  - dua\r\n")
    assert root == {"a": "satu", "b": ["dua"]}
    assert isinstance(root, Map)
    assert root.key_place("a") == (1, 1)
    assert root.key_place("b") == (2, 1)


def test_line_ends_within_a_text_are_read_alike_on_every_system() -> None:
    assert whole(b"a: |\r\n  x\r\n  y\r\n") == whole(b"a: |\n  x\n  y\n") == {"a": "x\ny\n"}


def test_an_empty_value_is_an_empty_text_at_the_place_where_it_should_stand() -> None:
    root = whole("a:\nb: 1\n")
    assert isinstance(root, Map)
    assert root["a"] == ""
    assert isinstance(root["a"], Text)


@pytest.mark.parametrize("content", ["", "\n\n", "# hanya komentar\n", "   ", "\ufeff"])
def test_a_file_without_content_gives_nothing_and_no_problem(content: str) -> None:
    assert whole(content) is None
    problems: list[Problem] = []
    assert list(entries(content.encode(), "f.yaml", problems)) == []
    assert problems == []


REFUSED = {
    "a: &x b": "f.yaml:1:4: E103 anchors & (x) are not used in a bank",
    "- &x [a]": "f.yaml:1:3: E103 anchors & (x) are not used in a bank",
    "? &x a\n: b": "f.yaml:1:3: E103 anchors & (x) are not used in a bank",
    "a: *x": "f.yaml:1:4: E104 aliases * (x) are not used in a bank",
    "*x : a": "f.yaml:1:1: E104 aliases * (x) are not used in a bank",
    "a: !!str b": "f.yaml:1:4: E105 tags ! (tag:yaml.org,2002:str) are not used in a bank",
    "a: ! b": "f.yaml:1:4: E105 tags ! (!) are not used in a bank",
    "!x {a: b}": "f.yaml:1:1: E105 tags ! (!x) are not used in a bank",
    "a: b\n<<: {c: d}": "f.yaml:2:1: E106 the merge key << is not used in a bank",
    "a: b\nc: d\na: e": 'f.yaml:3:1: E107 the key "a" is given twice; first in line 1',
    "{a: b, 'a': e}": 'f.yaml:1:8: E107 the key "a" is given twice; first in line 1',
    "--- a\n--- b": "f.yaml:2:1: E108 there is a second document (---) in one file",
    "? {a: b}\n: c": "f.yaml:1:3: E113 a key must be text here, not a list or a mapping",
    "[a]: c": "f.yaml:1:1: E113 a key must be text here, not a list or a mapping",
    'a: "x\\u202ey"': "f.yaml:1:4: E112 there is an invisible text-direction character U+202E",
    'a: "x\\ay"': "f.yaml:1:4: E102 there is an invisible control character U+0007",
    'a: "x\\Ny"': "f.yaml:1:4: E102 there is an invisible control character U+0085",
    '"x\\Ly": a': "f.yaml:1:1: E102 there is an invisible control character U+2028",
    "a: x\u0085y": "f.yaml:1:5: E102 there is an invisible control character U+0085",
    "a: x\u2029y": "f.yaml:1:5: E102 there is an invisible control character U+2029",
    "a: é\u200fy": "f.yaml:1:5: E112 there is an invisible text-direction character U+200F",
    "a: x\ufeffy": "f.yaml:1:5: E112 there is an invisible text-direction character U+FEFF",
    "a: x\uffffy": "f.yaml:1:5: E102 there is an invisible control character U+FFFF",
    "a: b\r\nc: \x07": "f.yaml:2:4: E102 there is an invisible control character U+0007",
    "a: x\x7fy": "f.yaml:1:5: E102 there is an invisible control character U+007F",
    "%TAG !a! tag:x,2024:\n--- !a!b c": "f.yaml:2:5: E105 tags ! (tag:x,2024:b) are not used in a bank",
    "%YAML 3.0\n--- a": "f.yaml:1:1: E111 not valid YAML: found incompatible YAML document",
}


@pytest.mark.parametrize(("written", "message"), REFUSED.items(), ids=list(REFUSED.values()))
def test_what_makes_a_file_say_something_else_is_refused_at_its_place(written: str, message: str) -> None:
    assert refused(written) == [message]


SLIPS = {
    "a: b: c": "f.yaml:1:5: E111 bukan YAML yang benar: tanda titik dua ini tidak pada tempatnya "
    '(teks yang memuat ": " diapit tanda kutip, takuk disamakan)',
    "a: - b": "f.yaml:1:4: E111 bukan YAML yang benar: tanda - ini tidak pada tempatnya",
    "- a\n-b\n": "f.yaml:3:1: E111 bukan YAML yang benar: titik dua setelah nama isian belum ada",
    "a: 1\n- b": "f.yaml:2:1: E111 bukan YAML yang benar: di sini seharusnya ada nama isian; takuk baris ini tidak "
    "sama dengan isian sebelumnya",
    "- a: 1\n b: 2": "f.yaml:2:2: E111 bukan YAML yang benar: di sini seharusnya ada tanda -; takuk baris ini tidak "
    "sama dengan isi daftar sebelumnya",
    "a: [b\nc: d": "f.yaml:2:2: E111 bukan YAML yang benar: kurung siku belum ditutup, atau tanda koma kurang",
    "a: {b: c\n": "f.yaml:2:1: E111 bukan YAML yang benar: kurung kurawal belum ditutup, atau tanda koma kurang",
    "a: ]": "f.yaml:1:4: E111 bukan YAML yang benar: di sini seharusnya ada isi",
    "a:\n\tb: 1": "f.yaml:2:1: E111 bukan YAML yang benar: karakter ini tidak boleh mengawali nilai "
    "(tab, @, ` atau %); apit nilainya dengan tanda kutip",
    "a: @b": "f.yaml:1:4: E111 bukan YAML yang benar: karakter ini tidak boleh mengawali nilai "
    "(tab, @, ` atau %); apit nilainya dengan tanda kutip",
    'a: "C:\\data"': "f.yaml:1:7: E111 bukan YAML yang benar: tanda \\ di dalam tanda kutip ganda tidak dikenal; "
    "pakai tanda kutip tunggal",
    "a: !x!y b": "f.yaml:1:4: E111 bukan YAML yang benar: tag ! tidak dikenal",
}


@pytest.mark.parametrize(("written", "message"), SLIPS.items(), ids=list(SLIPS))
def test_a_slip_of_yaml_is_told_in_the_editors_language(written: str, message: str) -> None:
    assert refused(written, "id")[-1:] == [message]


def test_a_quotation_mark_never_closed_is_told_where_it_was_opened() -> None:
    text = 'a: 1\nb: "Boleh\nc: 2\n' + "d: 3\n" * 50
    assert refused(text, "id") == [
        "f.yaml:2:4: E111 bukan YAML yang benar: tanda kutip belum ditutup sampai akhir berkas"
    ]


def test_a_lone_half_of_a_surrogate_pair_is_no_text() -> None:
    assert refused('a: "\\ud800"') == ["f.yaml:1:7: E111 not valid YAML: found invalid Unicode character escape code"]


def test_nothing_is_kept_of_a_file_that_cannot_be_read_to_its_end() -> None:
    assert read(b"a\nb: 1", "f.yaml")[0] is None


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a: caf\xe9\n", "1:7"),
        (b"a: b\r\nc: d\re: \xff", "3:4"),
        (b"\xef\xbb\xbfa: \xe9", "1:4"),
        ("é: ".encode() + b"\xc3", "1:4"),
        ("a: b\n".encode("utf-16"), "1:1"),
        (b"\xed\xa0\x80", "1:1"),
    ],
)
def test_bytes_that_are_not_utf8_are_told_with_the_place_of_the_first(data: bytes, place: str) -> None:
    (problem,) = read(data, "f.yaml")[1]
    assert list(lines_of("id", problem)) == [
        f"f.yaml:{place}: E101 berkas ini bukan UTF-8",
        (
            "  petunjuk: simpan sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean: UTF-8), lalu periksa "
            "huruf di tempat ini"
        ),
    ]


def test_utf16_without_a_mark_is_refused_too() -> None:
    assert refused("a: b\n".encode("utf-16-le")) == ["f.yaml:1:2: E102 there is an invisible control character U+0000"]


def test_a_file_of_32_megabytes_is_read_and_one_byte_more_is_not() -> None:
    data = b"- a\n#".ljust(MAX_YAML_BYTES, b"#")
    assert read(data, "f.yaml") == (["a"], [])
    assert refused(data + b"#") == ["f.yaml: E110 the file has 33 MB, more than the limit of 32 MB"]


@pytest.mark.parametrize("brackets", [b"[", b"{a: ", b"- ", b"? ", b"[{"])
def test_fifty_thousand_nested_brackets_end_at_the_thirteenth(brackets: bytes) -> None:
    root, problems = read(brackets * 50_000, "f.yaml")
    assert root is None
    assert said(problems)[-1].endswith("E109 nested deeper than 12")


def test_twelve_levels_are_not_too_deep() -> None:
    assert refused("[" * 12 + "]" * 12) == []
    assert refused("[" * 13 + "]" * 13) == ["f.yaml:1:13: E109 nested deeper than 12"]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    assert refused("- &a b\n- *a\n- !x c\n- d: 1\n  d: 2\n") == [
        "f.yaml:1:3: E103 anchors & (a) are not used in a bank",
        "f.yaml:2:3: E104 aliases * (a) are not used in a bank",
        "f.yaml:3:3: E105 tags ! (!x) are not used in a bank",
        'f.yaml:5:3: E107 the key "d" is given twice; first in line 4',
    ]


def test_reading_ends_after_a_thousand_faults() -> None:
    messages = refused("- &a b\n" * 5000)
    assert len(messages) == MAX_PROBLEMS + 1
    assert messages[-1] == "f.yaml:1000:3: E115 more than 1000 faults; the rest of the file is not read"


def test_what_a_fault_stands_in_is_marked_flawed_and_what_stands_beside_it_is_not() -> None:
    root, _ = read(b"- {a: {b: *x}}\n- {c: d}\n", "f.yaml")
    assert isinstance(root, Seq)
    first, second = root
    assert isinstance(first, Map)
    assert isinstance(second, Map)
    inner = first["a"]
    assert isinstance(inner, Map)
    assert [root.flawed, first.flawed, inner.flawed, second.flawed] == [True, True, True, False]


def test_a_list_gives_its_entries_one_by_one_and_keeps_none() -> None:
    problems: list[Problem] = []
    given = entries(b"- a: 1\n- b\n- [c]\n", "f.yaml", problems)
    assert next(given) == {"a": "1"}
    assert list(given) == ["b", ["c"]]
    assert problems == []


@pytest.mark.parametrize("written", ["a: b", "a", "{}"])
def test_a_file_that_should_be_a_list_and_is_not_is_told(written: str) -> None:
    problems: list[Problem] = []
    assert list(entries(written.encode(), "f.yaml", problems)) == []
    assert said(problems) == ["f.yaml:1:1: E114 this file must be a list: each entry begins with -"]


HUGE = 300_000
TRAPS = {
    "one key a hundred thousand times": b"a: 1\n" * 100_000,
    "many keys with a question mark": b"? a\n" * (HUGE // 4),
    "a list on one line": b"[" + b"a," * (HUGE // 2) + b"]",
    "a mapping on one line": b"{" + b",".join(b"k%d: 1" % number for number in range(HUGE // 10)) + b"}",
    "pairs in a list on one line": b"[" + b"a: b," * (HUGE // 5) + b"]",
    "a long key": b"k" * HUGE + b": v",
    "dashes on one line": b"- " * HUGE,
    "a plain scalar": b"a" * HUGE,
    "a plain scalar over many lines": b"a\n" * HUGE,
    "blank lines": b"- |\n" + b"\n" * HUGE,
    "comments": b"#\n" * HUGE,
    "anchors": b"- &a x\n" * (HUGE // 7),
    "a long anchor": b"- &" + b"a" * HUGE + b" x",
    "escapes": b'"' + rb"\u0041" * (HUGE // 6) + b'"',
    "tag directives": b"".join(b"%%TAG !a%d! tag:x\n" % number for number in range(1000)) + b"--- a",
    "colons": b":" * HUGE,
    "tabs": b"\t" * HUGE,
    "quotation marks": b"'" * HUGE,
    "document ends": b"...\n" * HUGE,
    "a fault on the last line": "é".encode() * HUGE + b"\n\x00",
}


@pytest.mark.parametrize("data", TRAPS.values(), ids=list(TRAPS))
def test_no_megabyte_makes_the_reader_hang(data: bytes) -> None:
    before = time.process_time()
    read(data, "f.yaml")
    assert time.process_time() - before < 5
