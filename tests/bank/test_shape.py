"""The form of one record: every fault at once, each at its place, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.shape import nearest
from tests.tiny import found, original, replaced

ITEMS, BANK, RULES = "items/atribut.yaml", "bank.yaml", "rules/atribut.yaml"

WRONG_ALL_OVER = """\
- id: Atribut 9
  versi: 1
  version: "0"
  status: Approved
  rules: []
  kind: [verdict]
  stem: {id: "", en: {x: y}}
  keys: tidak
  options: {z: {id: Ya, en: Yes}, b: Tidak}
  rationale:
  scenario: yes
"""
SAID_ID = """\
22:3: E202 isian "key" belum ada
22:3: E202 isian "level" belum ada
22:7: E206 nilai "Atribut 9" tidak sesuai bentuk: huruf kecil, angka, - dan _, paling panjang 64
23:3: E201 isian "versi" tidak dikenal
24:12: E206 nilai "0" tidak sesuai bentuk: bilangan bulat, misalnya 1
25:11: E204 nilai "Approved" tidak dikenal di sini (approved?)
26:10: E207 isinya 0, paling sedikit 1
27:9: E203 di sini harus teks, bukan daftar
28:14: E205 teks ini kosong
28:22: E203 di sini harus teks, bukan pasangan isian: nilai
29:3: E201 isian "keys" tidak dikenal
30:13: E206 nilai "z" tidak sesuai bentuk: satu huruf a sampai h
30:16: E202 isian "rationale" belum ada
30:38: E203 di sini harus pasangan isian: nilai, bukan teks
31:13: E211 di sini kosong; seharusnya pasangan isian: nilai
32:13: E204 nilai "yes" tidak dikenal di sini
"""
SAID_EN = """\
22:3: E202 the key "key" is missing
22:3: E202 the key "level" is missing
22:7: E206 the value "Atribut 9" does not have the form: lower-case letters, digits, - and _, at most 64
23:3: E201 unknown key "versi"
24:12: E206 the value "0" does not have the form: a whole number, such as 1
25:11: E204 the value "Approved" is not known here (approved?)
26:10: E207 it has 0 entries, at least 1 are needed
27:9: E203 there must be text here, not a list
28:14: E205 this text is empty
28:22: E203 there must be text here, not key: value pairs
29:3: E201 unknown key "keys"
30:13: E206 the value "z" does not have the form: one letter a to h
30:16: E202 the key "rationale" is missing
30:38: E203 there must be key: value pairs here, not text
31:13: E211 this is empty; there should be key: value pairs
32:13: E204 the value "yes" is not known here
"""


def without_hints(said: str) -> str:
    return "".join(line for line in said.splitlines(keepends=True) if not line.startswith("  "))


@pytest.mark.parametrize(("language", "expected"), [("id", SAID_ID), ("en", SAID_EN)])
def test_every_fault_of_a_record_is_told_at_once_with_its_place(language: str, expected: str) -> None:
    changed: dict[str, str | bytes | None] = {ITEMS: original(ITEMS) + WRONG_ALL_OVER}
    said = without_hints(found(changed, language)).splitlines()
    assert said == [f"question_bank/{ITEMS}:{line}" for line in expected.splitlines()]


CASES = [
    (
        replaced(ITEMS, "  level: recall\n", "  level: recall\n  ratonale: x\n"),
        '7:3: E201 isian "ratonale" tidak dikenal\n  petunjuk: mungkin maksudnya "rationale"\n',
        '7:3: E201 unknown key "ratonale"\n  hint: maybe you meant "rationale"\n',
    ),
    (
        replaced(ITEMS, "  level: recall\n", "  level: recall\n  KEY: x\n"),
        '7:3: E201 isian "KEY" tidak dikenal\n  petunjuk: mungkin maksudnya "key"\n',
        '7:3: E201 unknown key "KEY"\n  hint: maybe you meant "key"\n',
    ),
    (
        replaced(ITEMS, "level: recall", "level: recal"),
        '6:10: E204 nilai "recal" tidak dikenal di sini (recall?)\n  petunjuk: pilihan: analyse, apply, recall\n',
        '6:10: E204 the value "recal" is not known here (recall?)\n  hint: one of: analyse, apply, recall\n',
    ),
    (
        replaced(ITEMS, "  key: tidak\n", "  key: {a: b}\n"),
        (
            "8:8: E203 di sini harus teks, bukan pasangan isian: nilai\n"
            "  petunjuk: bandingkan dengan isi lain di berkas yang sama\n"
        ),
        (
            "8:8: E203 there must be text here, not key: value pairs\n"
            "  hint: compare it with another entry of the same file\n"
        ),
    ),
    (
        {ITEMS: original(ITEMS) + "- butir\n"},
        (
            "22:3: E203 di sini harus pasangan isian: nilai, bukan teks\n"
            "  petunjuk: bandingkan dengan isi lain di berkas yang sama\n"
        ),
        (
            "22:3: E203 there must be key: value pairs here, not text\n"
            "  hint: compare it with another entry of the same file\n"
        ),
    ),
    (
        {ITEMS: original(ITEMS) + "-\n"},
        (
            "22:2: E211 di sini kosong; seharusnya pasangan isian: nilai\n"
            "  petunjuk: isi, atau hapus isiannya bila memang tidak wajib\n"
        ),
        (
            "22:2: E211 this is empty; there should be key: value pairs\n"
            "  hint: fill it in, or delete the key if it is optional\n"
        ),
    ),
    (
        replaced(RULES, "bearer: [ASN]", "bearer: ASN"),
        "3:11: E203 di sini harus daftar, bukan teks\n  petunjuk: bandingkan dengan isi lain di berkas yang sama\n",
        "3:11: E203 there must be a list here, not text\n  hint: compare it with another entry of the same file\n",
    ),
    (
        replaced(RULES, "bearer: [ASN]", "bearer: [ASN, pns]"),
        (
            '3:17: E204 nilai "pns" tidak dikenal di sini (PNS?)\n  petunjuk: pilihan: ASN, Bawaslu, PHL, PNS, PPPK, '
            "THL, TNI_Polri, honorer, instansi, kepala_desa, masyarakat, non_ASN, paslon, pejabat, perangkat_desa\n"
        ),
        (
            '3:17: E204 the value "pns" is not known here (PNS?)\n  hint: one of: ASN, Bawaslu, PHL, PNS, PPPK, '
            "THL, TNI_Polri, honorer, instansi, kepala_desa, masyarakat, non_ASN, paslon, pejabat, perangkat_desa\n"
        ),
    ),
    (
        replaced(BANK, "cut_score: 70", "cut_score: 101"),
        '7:12: E206 nilai "101" tidak sesuai bentuk: bilangan bulat 0 sampai 100\n',
        '7:12: E206 the value "101" does not have the form: a whole number 0 to 100\n',
    ),
    (
        replaced(BANK, "weights: {atribut: 2}", "weights: {Atribut: dua}"),
        (
            '6:33: E206 nilai "Atribut" tidak sesuai bentuk: huruf kecil, angka, - dan _, paling panjang 64\n'
            'question_bank/bank.yaml:6:42: E206 nilai "dua" tidak sesuai bentuk: bilangan bulat dari 1 sampai 9999\n'
        ),
        (
            '6:33: E206 the value "Atribut" does not have the form: lower-case letters, digits, - and _, at most 64\n'
            'question_bank/bank.yaml:6:42: E206 the value "dua" does not have the form: a whole number from 1 to 9999\n'
        ),
    ),
]


@pytest.mark.parametrize(("changed", "indonesian", "english"), CASES, ids=[case[2][:40] for case in CASES])
def test_a_fault_of_form_is_told_in_both_languages(
    changed: dict[str, str | bytes | None], indonesian: str, english: str
) -> None:
    (path,) = changed
    assert found(changed) == f"question_bank/{path}:{indonesian}"
    assert found(changed, "en") == f"question_bank/{path}:{english}"


def test_a_long_value_is_shown_shortened() -> None:
    before = "version: 1\n  status: approved\n  rules: [atribut-calon]\n  kind: verdict"
    said = found(replaced(ITEMS, before, before.replace("1", "9" * 500)))
    assert said == (
        f'question_bank/items/atribut.yaml:2:12: E206 nilai "{"9" * 57}..." tidak sesuai bentuk: bilangan bulat, '
        "misalnya 1\n"
    )


def test_of_a_record_that_yaml_spoilt_only_that_is_told() -> None:
    changed = replaced(ITEMS, "key: tidak", "key: *kunci\n  salah: x")
    assert without_hints(found(changed, "en")) == (
        "question_bank/items/atribut.yaml:8:8: E104 aliases * (kunci) are not used in a bank\n"
    )


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_the_nearest_word_is_one_of_those_there_are_or_none(word: str, words: list[str]) -> None:
    assert nearest(word, words) in ["", *words]
    assert all(nearest(one, [one]) == one for one in words)
