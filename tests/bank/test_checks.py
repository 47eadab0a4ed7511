"""What is checked between records: each rule both ways, all at once, in order."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.checks import check
from quizgen.bank.layout import Files, digest_of
from quizgen.bank.reading import read_bank
from quizgen.problems import Problem
from tests.tiny import found, original, problems_of, reading_of, replaced, tiny

ITEMS, RIGHTS, BANK = "items/atribut.yaml", "items/hak_pilih.yaml", "bank.yaml"
RULES, SOURCES, INSTRUMENTS = "rules/atribut.yaml", "sources.yaml", "instruments.yaml"
Change = dict[str, str | bytes | None]


def first_lines(changed: Change, language: str = "en") -> list[str]:
    lines = found(changed, language).splitlines()
    return [line.removeprefix("question_bank/") for line in lines if not line.startswith("  ")]


def appended(path: str, text: str) -> Change:
    return {path: original(path) + text}


FOUND: dict[str, tuple[Change, list[str]]] = {
    "an id used again in another file": (
        replaced(RIGHTS, "id: hak-pilih-1", "id: atribut-1"),
        ['items/hak_pilih.yaml:1:7: E301 the id "atribut-1" is used already in question_bank/items/atribut.yaml:1:7'],
    ),
    "an unknown topic in the blueprint": (
        replaced(BANK, "weights: {atribut: 2}", "weights: {atributt: 2}"),
        ['bank.yaml:6:43: E310 the topic "atributt" is not in bank.yaml (atribut?)'],
    ),
    "an emblem that is not there": (
        {"emblem.svg": None},
        ['bank.yaml:8:55: E323 the emblem "emblem.svg" is not in the bank\'s folder'],
    ),
    "a source file that is not there": (
        {"seeds/kabar.txt": None},
        ["sources.yaml:2:9: E306 the source file seeds/kabar.txt is missing"],
    ),
    "a source registered under another file's name": (
        replaced(SOURCES, "file: kabar.txt", "file: Kabar.txt"),
        [
            "sources.yaml: W304 seeds/kabar.txt is not registered in sources.yaml",
            "sources.yaml:2:9: E306 the source file seeds/Kabar.txt is missing",
        ],
    ),
    "a published date with the wrong weekday": (
        replaced(SOURCES, "Senin, 1 April 2024", "Selasa 5 November 2023"),
        ['sources.yaml:5:14: E325 "Selasa 5 November 2023" has the wrong weekday: that day was a Sunday'],
    ),
    "a published text that is no date": (
        replaced(SOURCES, "Senin, 1 April 2024", "awal April"),
        ['sources.yaml:5:14: E305 "awal April" is not a date that exists'],
    ),
    "a published text of two dates": (
        replaced(SOURCES, "Senin, 1 April 2024", "1 April 2024 atau 2 April 2024"),
        ['sources.yaml:5:14: E305 "1 April 2024 atau 2 April 2024" is not a date that exists'],
    ),
    "a published day that the calendar does not have": (
        replaced(SOURCES, "Senin, 1 April 2024", "2024-02-30"),
        ['sources.yaml:5:14: E305 "2024-02-30" is not a date that exists'],
    ),
    "a title with the wrong weekday": (
        replaced(SOURCES, "Sekda minta ASN netral", "Sekda bicara, Selasa (1/4/2024)"),
        ['sources.yaml:3:10: W301 "Selasa (1/4/2024" has the wrong weekday: that day was a Monday'],
    ),
    "an instrument replaced by one there is not": (
        appended(INSTRUMENTS, "  replaced_by: pp-3\n"),
        ['instruments.yaml:7:16: E304 the instrument "pp-3" is not in instruments.yaml (pp-1?)'],
    ),
    "an instrument from a day that never was": (
        replaced(INSTRUMENTS, "from: 2001-01-01", "from: 2001-02-29"),
        ['instruments.yaml:4:20: E305 "2001-02-29" is not a date that exists'],
    ),
    "a rule valid until before it begins": (
        appended(RULES, "  valid: {from: 2024-02-01, until: 2024-01-31}\n"),
        ["rules/atribut.yaml:11:36: E326 the period is upside down: from 2024-02-01 until 2024-01-31"],
    ),
    "a rule in another topic's file": (
        replaced(RULES, "topic: atribut", "topic: hak_pilih"),
        [
            (
                "items/atribut.yaml:13:11: E314 this item is in items/atribut.yaml, but the topic of its rule "
                '(atribut-calon) is "hak_pilih"'
            ),
            (
                "items/atribut.yaml:4:11: E314 this item is in items/atribut.yaml, but the topic of its rule "
                '(atribut-calon) is "hak_pilih"'
            ),
            'rules/atribut.yaml:4:10: E311 the topic "hak_pilih" is not the name of its file "atribut"',
        ],
    ),
    "an approved rule without evidence": (
        replaced(
            RULES,
            "evidence:\n    - {source: kabar, quote: tidak memakai atribut calon selama masa kampanye, "
            "speaker: Sekretaris Daerah}",
            "evidence: []",
        ),
        ['rules/atribut.yaml:1:7: E315 the rule "atribut-calon" is approved without evidence'],
    ),
    "a quote of a source there is not": (
        replaced(RULES, "source: kabar", "source: kabarr"),
        ['rules/atribut.yaml:8:16: E302 the source "kabarr" is not in sources.yaml (kabar?)'],
    ),
    "a quote with a dropped word": (
        replaced(RULES, "memakai atribut calon selama", "memakai calon selama"),
        ['rules/atribut.yaml:8:30: E308 the quote is not verbatim in the source kabar; it fits up to: "tidak memakai"'],
    ),
    "a quote in another case": (
        replaced(RULES, "quote: tidak", "quote: Tidak"),
        ['rules/atribut.yaml:8:30: E308 the quote is not verbatim in the source kabar; it fits up to: ""'],
    ),
    "a quote that ends inside a word": (
        replaced(RULES, "selama masa kampanye", "selama masa kampan"),
        [
            (
                "rules/atribut.yaml:8:30: E308 the quote is not verbatim in the source kabar; "
                'it fits up to: "tidak memakai atribut calon selama masa"'
            )
        ],
    ),
    "a quote that ends inside a number": (
        replaced(RULES, "tidak memakai atribut calon selama masa kampanye", "Denda paling banyak Rp 12"),
        [
            (
                "rules/atribut.yaml:8:30: E308 the quote is not verbatim in the source kabar; "
                'it fits up to: "Denda paling banyak Rp"'
            )
        ],
    ),
    "an item on a draft rule": (
        replaced("rules/hak_pilih.yaml", "status: approved", "status: draft"),
        ['items/hak_pilih.yaml:4:11: E312 an approved item asks about the rule "boleh-memilih", which is draft'],
    ),
    "an item on a retired rule": (
        replaced("rules/hak_pilih.yaml", "status: approved", "status: retired"),
        ['items/hak_pilih.yaml:4:11: E312 an approved item asks about the rule "boleh-memilih", which is retired'],
    ),
    "an item on a rule there is not": (
        replaced(RIGHTS, "[boleh-memilih]", "[boleh-milih]"),
        ['items/hak_pilih.yaml:4:11: E303 the rule "boleh-milih" is not in rules/ (boleh-memilih?)'],
    ),
    "a verdict that says boleh of a prohibition": (
        replaced(ITEMS, "key: tidak", "key: boleh"),
        ['items/atribut.yaml:8:8: E320 the key "boleh" goes against its rule, which is a prohibition (atribut-calon)'],
    ),
    "a verdict of another word": (
        replaced(ITEMS, "key: tidak", "key: ya"),
        ['items/atribut.yaml:8:8: E309 the key "ya" is not among the options: boleh, tidak'],
    ),
    "a verdict with a list as its key": (
        replaced(ITEMS, "key: tidak", "key: [tidak]"),
        ['items/atribut.yaml:8:9: E309 the key "tidak" is not among the options: boleh, tidak'],
    ),
    "a single whose key option begins with boleh on a prohibition": (
        replaced(ITEMS, "b: {id: Menolaknya, en: Refuse it", "b: {id: 'Ya, boleh saja', en: Refuse it"),
        ['items/atribut.yaml:21:8: E320 the key "b" goes against its rule, which is a prohibition (atribut-calon)'],
    ),
    "a multiple whose key option forbids on a permission": (
        replaced(RIGHTS, "{id: Memilih di bilik suara,", "{id: Tidak boleh memilih,"),
        ['items/hak_pilih.yaml:13:9: E320 the key "a, c" goes against its rule, which is a permission (boleh-memilih)'],
    ),
    "a single with a list as its key": (
        replaced(ITEMS, "key: b\n", "key: [b]\n"),
        ["items/atribut.yaml:21:9: E318 a single item has one letter as its key, not a list (b)"],
    ),
    "a single with an empty list as its key": (
        replaced(ITEMS, "key: b\n", "key: []\n"),
        ["items/atribut.yaml:10:7: E318 a single item has one letter as its key, not a list ()"],
    ),
    "a multiple with one letter as its key": (
        replaced(RIGHTS, "key: [a, c]", "key: a"),
        ["items/hak_pilih.yaml:13:8: E319 a multiple item needs at least two keys and not all options (a of 3)"],
    ),
    "a multiple with all letters": (
        replaced(RIGHTS, "key: [a, c]", "key: [a, b, c]"),
        ["items/hak_pilih.yaml:13:9: E319 a multiple item needs at least two keys and not all options (a, b, c of 3)"],
    ),
    "a multiple with a letter there is not": (
        replaced(RIGHTS, "key: [a, c]", "key: [a, d]"),
        ['items/hak_pilih.yaml:13:12: E309 the key "d" is not among the options: a, b, c'],
    ),
    "a single without options": (
        appended(
            ITEMS,
            "- {id: x, version: 1, status: draft, rules: [atribut-calon], kind: single, level: apply, "
            "stem: {id: A?, en: A?}, key: a}\n",
        ),
        ["items/atribut.yaml:22:8: E317 there are 0 options; there must be 2 to 8"],
    ),
    "two options that say the same in English": (
        replaced(ITEMS, "en: Wear it at home", "en: 'refuse  IT.'"),
        ["items/atribut.yaml:19:29: E313 options a and b say the same (English)"],
    ),
    "a text of white space": (
        replaced(ITEMS, "rationale: {id: Sekda memintanya.,", "rationale: {id: '  ',"),
        ["items/atribut.yaml:9:19: E205 this text is empty"],
    ),
    "a file with the other suffix": (
        {"items/atribut.yml": "- x\n"},
        ['items/atribut.yml: W305 the file "atribut.yml" is not read as part of the bank'],
    ),
}


@pytest.mark.parametrize(("changed", "lines"), FOUND.values(), ids=list(FOUND))
def test_a_fault_is_found_and_nothing_else(changed: Change, lines: list[str]) -> None:
    assert sorted(first_lines(changed)) == lines


NOT_FOUND: dict[str, Change] = {
    "a draft item on a draft rule": replaced("rules/hak_pilih.yaml", "status: approved", "status: draft")
    | replaced(RIGHTS, "status: approved", "status: draft"),
    "a draft rule that still waits for its evidence": appended(
        RULES,
        "- {id: x, modality: advice, bearer: [ASN], topic: atribut, statement: {id: A, en: A}, standing: norm, "
        "evidence: [], status: draft}\n",
    ),
    "an exception named with its permission": replaced(ITEMS, "key: tidak", "key: boleh")
    | {
        ITEMS: original(ITEMS)
        .replace("key: tidak", "key: boleh")
        .replace("[atribut-calon]", "[atribut-calon, boleh-memilih]", 1)
    },
    "a quote with other quotation marks, wrapped, decomposed": replaced(
        "rules/hak_pilih.yaml",
        "quote: ASN boleh memilih di bilik suara",
        "quote: '\"ASN boleh\n\n      memilih  di bilik suara,» katanya'",
    ),
    "a published ISO day": replaced(SOURCES, "Senin, 1 April 2024", "2024-04-01"),
    "Windows line ends and a BOM": {ITEMS: b"\xef\xbb\xbf" + original(ITEMS).replace("\n", "\r\n").encode()},
    "a file of only comments": {RIGHTS: "# nanti\n"},
    "an instrument in force for one day": replaced(
        INSTRUMENTS, "from: 2001-01-01", "from: 2001-01-01, until: 2001-01-01"
    ),
    "a key option that only mentions boleh": replaced(ITEMS, "id: Menolaknya", "id: Menolak karena tidak boleh"),
    "two texts of one bank alike, but not of one item": replaced(RIGHTS, "id: Datang pada jam kerja", "id: Menolaknya"),
}


@pytest.mark.parametrize("changed", NOT_FOUND.values(), ids=list(NOT_FOUND))
def test_what_is_right_is_not_found_fault_with(changed: Change) -> None:
    assert first_lines(changed) == []


TEN_FAULTS: Change = {
    BANK: original(BANK).replace("cut_score: 70", "cut_score: tujuh puluh"),
    SOURCES: original(SOURCES).replace("Senin", "Rabu").replace("sha256: ", "sha256: " + "0" * 64 + "  # "),
    INSTRUMENTS: original(INSTRUMENTS).replace("confidence: high", "confidence: low"),
    RULES: original(RULES).replace("[pp-1]", "[pp-1, uu-7]"),
    "rules/hak_pilih.yaml": original("rules/hak_pilih.yaml").replace(
        "boleh memilih di bilik", "boleh memilih dalam bilik"
    ),
    ITEMS: original(ITEMS).replace("key: tidak", "key: boleh").replace("key: b\n", "key: e\n  catatan: x\n"),
    RIGHTS: original(RIGHTS)
    .replace("scenario: true", "scenario: &s true")
    .replace("key: [a, c]", "key: [a, c]\n  key: b"),
}


def test_a_bank_with_one_fault_of_each_of_ten_kinds_yields_ten_problems() -> None:
    codes = [problem.code for problem in problems_of(TEN_FAULTS)]
    assert sorted(codes) == ["E103", "E107", "E204", "E206", "E210", "E304", "E307", "E308", "E320", "E325"]


@given(st.permutations(sorted(TEN_FAULTS)))
def test_problems_come_sorted_by_place_whatever_the_order_of_the_files(paths: list[str]) -> None:
    files = tiny(TEN_FAULTS)
    problems = check(read_bank(files._replace(yaml={path: files.yaml[path] for path in paths if path in files.yaml})))
    assert [problem.place for problem in problems] == sorted(problem.place for problem in problems)
    assert {problem.code for problem in problems} >= {"E103", "E107", "E206"}


@given(st.data())
def test_a_changed_byte_in_a_seed_is_always_found(data: st.DataObject) -> None:
    stored = tiny().seeds["kabar.txt"]
    at = data.draw(st.integers(0, len(stored) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != stored[at]))
    problems = problems_of({"seeds/kabar.txt": stored[:at] + bytes([other]) + stored[at + 1 :]})
    assert "E307" in {problem.code for problem in problems}


def test_while_a_file_cannot_be_read_to_its_end_what_may_stand_in_the_rest_is_not_missed() -> None:
    broken = "- [\n"
    for path in (RULES, SOURCES, INSTRUMENTS, BANK):
        assert [line.split()[1] for line in first_lines({path: broken})] == ["E111"], path


def test_a_source_whose_entry_has_a_fault_is_not_called_unregistered() -> None:
    assert [line.split()[1] for line in first_lines(replaced(SOURCES, "publisher:", "penerbit:"))] == ["E202", "E210"]


def test_a_rule_with_a_fault_of_form_is_not_called_missing() -> None:
    assert [line.split()[1] for line in first_lines(replaced(RULES, "standing:", "stand:"))] == ["E202", "E201"]


def test_ten_thousand_unknown_names_among_thousands_are_told_in_seconds() -> None:
    rule = (
        "- {{id: atribut-{0}, modality: advice, bearer: [ASN], topic: atribut, statement: {{id: A, en: A}}, "
        "standing: norm, evidence: [], status: draft}}\n"
    )
    item = (
        "- {{id: butir-{0}, version: 1, status: draft, rules: [aturan-{0}], kind: verdict, level: apply, "
        "stem: {{id: A?, en: A?}}, key: tidak, rationale: {{id: A, en: A}}}}\n"
    )
    changed: Change = {
        RULES: original(RULES) + "".join(rule.format(number) for number in range(2000)),
        ITEMS: original(ITEMS) + "".join(item.format(number) for number in range(10_000)),
    }
    before = time.process_time()
    problems = problems_of(changed)
    assert time.process_time() - before < 15
    assert [problem.code for problem in problems] == ["E303"] * 10_000


def test_a_reading_gives_the_bank_with_a_version_that_changes_with_any_byte() -> None:
    one = reading_of().bank()
    other = reading_of({ITEMS: original(ITEMS) + "# x\n"}).bank()
    assert one.version == f"1-{digest_of(tiny().yaml)[:6]}"
    assert one.version != other.version
    assert list(one.items) == ["atribut-1", "atribut-2", "hak-pilih-1"]


def test_a_reading_without_settings_gives_no_bank() -> None:
    with pytest.raises(ValueError, match=r"^a bank without settings$"):
        reading_of({BANK: None}).bank()


def test_a_bank_of_no_files_at_all_has_one_problem() -> None:
    problems = check(read_bank(Files(yaml={}, seeds={})))
    assert [(str(problem.place), problem.code) for problem in problems] == [("bank.yaml", "E116")]


def test_the_digest_tells_names_and_bytes_apart() -> None:
    digests = [
        digest_of(files) for files in ({"a": b"bc"}, {"ab": b"c"}, {"a": b"b", "c": b""}, {"a\udcff": b"bc"}, {})
    ]
    assert len(set(digests)) == len(digests)


@given(st.lists(st.sampled_from([ITEMS, RIGHTS, RULES, SOURCES, INSTRUMENTS, BANK]), unique=True), st.data())
def test_whatever_is_cut_out_of_a_bank_checking_it_gives_problems_and_never_fails(
    paths: list[str], data: st.DataObject
) -> None:
    changed: Change = {}
    for path in paths:
        text = original(path)
        start = data.draw(st.integers(0, len(text)))
        changed[path] = text[:start] + text[data.draw(st.integers(start, len(text))) :]
    problems: list[Problem] = problems_of(changed)
    for language in ("id", "en"):
        found(changed, language)
    assert all(problem.place.path.startswith("question_bank/") for problem in problems)
