"""`quizgen new` by options and files: what is written, where, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.new_entry import added, ordered, suggested_id
from quizgen.bank.patching import set_scalar
from quizgen.strict_yaml import read
from tests.bank.test_patching import said
from tests.tiny import original, reading_of
from tests.workbench.desk import ITEMS, RULES, Desk

VERDICT = (
    "new item --rule atribut-calon --kind verdict --level apply --stem-id 'Bolehkah ASN bertopi partai?' "
    "--stem-en 'May ASN wear a party cap?' --key tidak --why-id 'Topi itu atribut: jelas.' --why-en 'A cap is one.'"
)
VERDICT_YAML = """\
- id: atribut-3
  version: 1
  status: draft
  rules: [atribut-calon]
  kind: verdict
  level: apply
  stem:
    id: Bolehkah ASN bertopi partai?
    en: May ASN wear a party cap?
  key: tidak
  rationale:
    id: "Topi itu atribut: jelas."
    en: A cap is one.
"""
SINGLE = (
    "new item --rule boleh-memilih --kind single --level recall --scenario --stem-id Apa? --stem-en What? "
    "--option-id Memilih --option-en Vote --option-why-id Hak. --option-why-en Right. "
    "--option-id Diam --option-en 'Be silent' --option-why-id Bukan. --option-why-en No. --key a --id hak-pilih-9"
)
RULE = (
    "new rule --topic hak_pilih --modality advice --bearer ASN --bearer PNS --statement-id 'ASN diminta memilih.' "
    "--statement-en 'ASN are asked to vote.' --standing official-explanation --source kabar "
    "--quote 'memilih di bilik suara' --instrument pp-1 --valid-until 2024-12-31"
)
RULE_YAML = """\
- id: hak_pilih-memilih
  modality: advice
  bearer: [ASN, PNS]
  topic: hak_pilih
  statement:
    id: ASN diminta memilih.
    en: ASN are asked to vote.
  standing: official-explanation
  valid:
    until: 2024-12-31
  evidence:
    - source: kabar
      quote: memilih di bilik suara
  instruments: [pp-1]
  status: draft
"""


def test_an_item_is_written_after_the_last_of_its_topic_and_no_byte_before_it_changes(desk: Desk) -> None:
    before = desk.text(ITEMS)
    assert desk.run(VERDICT) == (0, f"atribut-3 ditulis di {ITEMS}. Lihat: quizgen show atribut-3\n", "")
    assert desk.text(ITEMS) == before + "\n" + VERDICT_YAML
    assert desk.run("check").code == 0
    assert "atribut-4" in desk.run(VERDICT.replace("bertopi", "berkaus")).out


def test_options_get_their_letters_in_order(desk: Desk) -> None:
    assert desk.run(SINGLE).code == 0
    assert desk.text("question_bank/items/hak_pilih.yaml").endswith(
        "- id: hak-pilih-9\n  version: 1\n  status: draft\n  rules: [boleh-memilih]\n  kind: single\n  level: recall\n"
        "  scenario: true\n  stem:\n    id: Apa?\n    en: What?\n  options:\n    a:\n      id: Memilih\n"
        "      en: Vote\n"
        "      rationale:\n        id: Hak.\n        en: Right.\n    b:\n      id: Diam\n      en: Be silent\n"
        "      rationale:\n        id: Bukan.\n        en: No.\n  key: a\n"
    )


def test_a_rule_is_written_in_its_topics_file(desk: Desk) -> None:
    path = "question_bank/rules/hak_pilih.yaml"
    before = desk.text(path)
    done = desk.run(RULE)
    assert done == (0, f"Ketentuan hak_pilih-memilih ditulis di {path}. Lihat: quizgen show hak_pilih-memilih\n", "")
    assert desk.text(path) == before + "\n" + RULE_YAML


def test_the_file_of_a_topic_that_has_none_yet_begins_with_its_head(desk: Desk) -> None:
    (desk.folder / "question_bank/items/hak_pilih.yaml").unlink()
    assert desk.run(SINGLE).code == 0
    text = desk.text("question_bank/items/hak_pilih.yaml")
    assert text.startswith(
        "# yaml-language-server: $schema=../../.schemas/items.schema.json\n# Butir soal. Topik hak_pilih.\n"
    )
    assert "\n\n- id: hak-pilih-9\n" in text
    assert desk.run("check").code == 0


def test_a_dry_run_shows_the_yaml_and_writes_nothing(desk: Desk) -> None:
    before = desk.content()
    assert desk.run(VERDICT, "--dry-run") == (0, VERDICT_YAML, "")
    assert desk.content() == before


def test_a_file_gives_what_the_options_do_not(desk: Desk) -> None:
    desk.write("isi.yaml", VERDICT_YAML.replace("atribut-3", "atribut-topi").replace("key: tidak", "key: boleh"))
    assert desk.run("new item --from isi.yaml --key tidak --stem-en 'May they?'").code == 0
    assert "- id: atribut-topi\n" in desk.text(ITEMS)
    assert "    id: Bolehkah ASN bertopi partai?\n    en: May they?\n  key: tidak\n" in desk.text(ITEMS)


def test_an_entry_with_errors_is_not_written_and_its_errors_are_placed_in_it(desk: Desk) -> None:
    before = desk.content()
    assert desk.run(VERDICT.replace("--key tidak", "--key boleh")) == (
        1,
        "",
        (
            'isi baru:10:8: E320 kunci "boleh" berlawanan arah dengan ketentuannya, yaitu larangan (atribut-calon)\n'
            "  petunjuk: periksa kunci, pokok soal dan daftar rules; salah kunci adalah kesalahan terburuk\n"
            "quizgen: atribut-3 tidak ditulis; perbaiki dahulu kesalahan di atas\n"
        ),
    )
    assert desk.run(RULE.replace("di bilik", "dalam bilik")).err.startswith(
        'isi baru:13:14: E308 kutipan tidak ada kata demi kata di sumber kabar; cocok sampai: "memilih"\n'
    )
    assert desk.content() == before


def test_faults_elsewhere_in_the_bank_do_not_stand_in_the_way(desk: Desk) -> None:
    desk.write("question_bank/items/hak_pilih.yaml", "- id: x\n")
    assert desk.run(VERDICT).code == 0


ALL_OF_AN_ITEM = (
    "--rule, --kind, --level, --stem-id --stem-en, --option-id --option-en --option-why-id --option-why-en, --key"
)
ALL_OF_A_RULE = "--modality, --bearer, --statement-id --statement-en, --standing, --source --quote"
HALF = "new item --rule atribut-calon --kind verdict --level recall --stem-id A? --key tidak"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("new item", f"masih kurang: {ALL_OF_AN_ITEM}"),
        (HALF, "masih kurang: --why-id --why-en, --stem-id --stem-en"),
        ("new rule --topic atribut", f"masih kurang: {ALL_OF_A_RULE}"),
        ("new item --rule x-calon", 'tidak ada isi dengan pengenal "x-calon"; yang mirip: atribut-calon'),
        ("new item --rule zzz", 'tidak ada isi dengan pengenal "zzz"; daftarnya: quizgen list'),
        ("new item --topic topi", 'topik "topi" tidak ada; topik: atribut, hak_pilih'),
        ("new rule --topic topi", 'topik "topi" tidak ada; topik: atribut, hak_pilih'),
        (
            "new item --topic hak_pilih --rule atribut-calon",
            "ketentuan atribut-calon bertopik atribut, bukan hak_pilih",
        ),
        (
            "new item --option-id A --option-id B --option-en A",
            "--option-id --option-en --option-why-id --option-why-en harus sama banyaknya",
        ),
        ("new rule --source kabar", "--source --quote --speaker harus sama banyaknya"),
    ],
)
def test_what_is_missing_or_does_not_fit_is_wrong_usage(desk: Desk, line: str, said: str) -> None:
    before = desk.content()
    assert desk.run(line) == (2, "", f"quizgen: {said}\n")
    assert desk.content() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- id: a\n- id: b\n", "quizgen: isi.yaml harus berisi satu isi saja\n"),
        ("teks\n", "quizgen: isi.yaml harus berisi satu isi saja\n"),
        ("", "quizgen: isi.yaml harus berisi satu isi saja\n"),
    ],
)
def test_a_file_that_is_not_one_entry_is_refused(desk: Desk, content: str, said: str) -> None:
    desk.write("isi.yaml", content)
    assert desk.run("new item --from isi.yaml") == (1, "", said)


def test_a_file_of_odd_shape_is_refused_with_the_checks_words_and_no_traceback(desk: Desk) -> None:
    odd = ("rules: x", "rules: []", "rules: [{a: b}]", "rules: {a: b}", "stem: x", "kind: {a: b}", "id: [a]", "huh: 1")
    for one in odd:
        desk.write("isi.yaml", f"- level: recall\n  {one}\n")
        done = desk.run("new item --from isi.yaml")
        assert (done.code, done.out) == (1, ""), (one, done)
        assert done.err.startswith("isi.yaml:2:"), (one, done)
    for half in (
        "stem: {id: A}",
        "options: {a: {id: A}}",
        "rationale: {en: x}",
        "key: [a, b]",
        "stem: {}",
        "kind: single",
    ):
        desk.write("isi.yaml", f"- rules: [atribut-calon]\n  level: recall\n  {half}\n")
        done = desk.run("new item --from isi.yaml")
        assert (done.code, done.out, done.err[:24]) == (2, "", "quizgen: masih kurang: -"), (half, done)


def test_an_option_that_lacks_its_reason_is_told(desk: Desk) -> None:
    entry = "rules: [atribut-calon]\nkind: single\nlevel: recall\nstem: {id: A?, en: A?}\nkey: a\n"
    desk.write("isi.yaml", entry + "options: {a: {id: A, en: A}, b: {id: B, en: B, rationale: {id: B, en: B}}}\n")
    done = desk.run("new item --from isi.yaml")
    assert done.code == 1
    assert done.err.startswith('isi baru:12:7: E202 isian "rationale" belum ada\n')


def test_a_file_changed_meanwhile_is_left_and_the_entry_kept_for_another_try(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = desk.text(ITEMS) + "# orang lain\n"

    def meanwhile(*arguments: Any) -> Any:
        desk.write(ITEMS, theirs)
        return added(*arguments)

    monkeypatch.setattr("quizgen.cli.new_session.added", meanwhile)
    kept = f"{ITEMS}.conflict"
    assert desk.run(VERDICT) == (
        6,
        "",
        (
            f"quizgen: tulis lagi dengan: quizgen new item --from {kept}\n"
            f"quizgen: {ITEMS} berubah sejak dibaca, jadi tidak ditimpa. Pekerjaan Anda disimpan di {kept}\n"
        ),
    )
    assert (desk.text(ITEMS), desk.text(kept)) == (theirs, VERDICT_YAML)
    monkeypatch.undo()
    monkeypatch.chdir(desk.folder)
    assert desk.run(f"new item --from {kept}").code == 0
    assert desk.text(ITEMS) == theirs + "\n" + VERDICT_YAML


comments = st.lists(
    st.tuples(st.integers(0, 30), st.from_regex(r"#[ a-z:\-'\"{}\[\]&*!]{0,20}", fullmatch=True)), max_size=6
)
words = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" :#-'\""), min_size=1
).map(lambda text: " ".join(text.split()) or "x")


def commented(text: str, added_lines: list[tuple[int, str]], newline: str) -> str:
    """Put comment lines into a file of the tiny bank, where it has entries that each begin at a line."""
    lines = text.splitlines()
    for at, comment in added_lines:
        lines.insert(min(at, len(lines)), comment)
    return newline.join(lines) + newline


@given(comments, st.sampled_from(["\n", "\r\n"]), words, words)
def test_whatever_comments_a_file_has_a_new_item_keeps_every_byte_of_it(
    lines: list[tuple[int, str]], newline: str, stem: str, why: str
) -> None:
    before = commented(original("items/atribut.yaml"), lines, newline).encode()
    reading = reading_of({"items/atribut.yaml": before})
    entry = {
        "id": "atribut-3", "version": "1", "status": "draft", "rules": ["atribut-calon"], "kind": "verdict",
        "level": "apply", "stem": {"id": stem, "en": stem}, "key": "tidak", "rationale": {"id": why, "en": why},
    }  # fmt: skip
    path, after, problems = added(reading, "item", ordered("item", entry))
    assert path == "items/atribut.yaml"
    assert after.startswith(before)
    assert said(after) == [*said(before), entry]
    assert [problem for problem in problems if problem.is_error] == []


@given(comments, st.sampled_from(["\n", "\r\n"]), words, st.sampled_from(["atribut-1", "atribut-2"]))
def test_retiring_changes_one_word_and_adds_one_line(
    lines: list[tuple[int, str]], newline: str, why: str, name: str
) -> None:
    before = commented(original("items/atribut.yaml"), lines, newline).encode()
    retired = set_scalar(before, "f.yaml", name, "status", "retired")
    after = set_scalar(retired, "f.yaml", name, "reason", why)
    old, new = before.decode().split(newline), after.decode().split(newline)
    reason = next(at for at, line in enumerate(new) if line.startswith("  reason: "))
    del new[reason]
    assert [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]] == [
        ("  status: approved", "  status: retired")
    ]
    assert read(after, "f.yaml")[1] == []


def test_an_id_goes_on_in_the_manner_of_the_topic() -> None:
    reading = reading_of()
    assert suggested_id(reading, "item", {"rules": ["atribut-calon"]}) == "atribut-3"
    assert suggested_id(reading, "item", {"rules": ["boleh-memilih"]}) == "hak-pilih-2"
    empty = reading_of({"items/hak_pilih.yaml": ""})
    assert suggested_id(empty, "item", {"rules": ["boleh-memilih"]}) == "hak_pilih-001"
    rule = {"topic": "atribut", "statement": {"id": "ASN dilarang memasang baliho calon di halaman kantor."}}
    assert suggested_id(reading, "rule", rule) == "atribut-memasang-baliho-calon-halaman"
    taken = original("rules/atribut.yaml").replace("id: atribut-calon", "id: atribut-memasang-baliho-calon-halaman")
    assert (
        suggested_id(reading_of({"rules/atribut.yaml": taken}), "rule", rule)
        == "atribut-memasang-baliho-calon-halaman-2"
    )


def test_the_help_names_every_option_in_both_languages(desk: Desk) -> None:
    for language in ("id", "en"):
        for what in ("item", "rule"):
            out = desk.run(f"new {what} --help --lang {language}").out
            assert "--from" in out
            assert f"quizgen new {what}" in " ".join(out.split())


def test_the_paths_of_the_tests_are_those_of_the_tiny_bank() -> None:
    assert [Path(path).name for path in (ITEMS, RULES)] == ["atribut.yaml", "atribut.yaml"]
