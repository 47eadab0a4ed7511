"""`quizgen new` on a terminal: questions with defaults, wrong input asked again, nothing lost."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pexpect
import pytest

from quizgen.bank.new_entry import New
from quizgen.terminal.console import Console, EndOfInput
from quizgen.terminal.wizard import Wizard
from tests.cli.running import environment
from tests.pseudo_terminal import spawn
from tests.tiny import reading_of

VERDICT = "1\n1\n\n\ny\nBolehkah?\nMay they?\n\nSebab begitu.\nIt is so.\n\n\n\n"
"""topic, rule, kind, level, scenario, stem, key, rationale, (no) other rationale, id, status; mostly defaults."""


def asked(
    what: New, typed: str, answers: dict[str, Any] | None = None, language: str = "id"
) -> tuple[dict[str, Any], str]:
    """Ask with these lines as the whole input; gives the answers and what was shown."""
    output, given = io.StringIO(), answers if answers is not None else {}
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: 100, encoding="utf-8")
    Wizard(console, reading_of(), language, what, given).ask()
    console.flush()
    return given, output.getvalue()


def test_an_item_is_made_of_a_few_answers_and_many_defaults() -> None:
    answers, shown = asked("item", VERDICT)
    assert answers == {
        "rules": ["atribut-calon"], "kind": "verdict", "level": "apply", "scenario": "true",
        "stem": {"id": "Bolehkah?", "en": "May they?"}, "key": "tidak",
        "rationale": {"id": "Sebab begitu.", "en": "It is so."}, "id": "atribut-3", "status": "draft",
    }  # fmt: skip
    assert shown.startswith(
        """
Topik
  1  atribut
  2  hak_pilih  Hak pilih
Nomor atau nama: 1

Ketentuan yang ditanyakan (yang pertama menentukan topik)
  1  atribut-calon  ASN tidak memakai atribut calon. (larangan)
Nomor atau nama, boleh beberapa (pisahkan dengan koma) [atribut-calon]: 1

Jenis soal
  1  verdict  Boleh / Tidak boleh
  2  single  satu jawaban
  3  multiple  beberapa jawaban
Nomor atau nama [verdict]:"""
    )


def test_the_key_of_a_verdict_follows_what_the_rule_says() -> None:
    _, shown = asked("item", VERDICT)
    assert "Nomor atau nama [tidak]:" in shown
    answers, shown = asked("item", VERDICT.replace("1\n1\n", "2\n\n", 1))
    assert "Nomor atau nama [boleh]:" in shown
    assert (answers["key"], answers["id"]) == ("boleh", "hak-pilih-2")


def test_an_item_of_several_keys_has_at_least_two_and_not_all() -> None:
    option = "Bunyi {0}\nText {0}\nSebab {0}\nReason {0}\n"
    typed = "hak\n\nmulti\nrecall\n\nApa?\nWhat?\nsatu\n9\n3\n" + "".join(option.format(one) for one in "abc")
    answers, shown = asked("item", typed + "a\na b c\na, c\n\n\n")
    assert (answers["kind"], answers["level"], answers["key"]) == ("multiple", "recall", ["a", "c"])
    assert "scenario" not in answers
    assert answers["options"]["b"] == {
        "id": "Bunyi b", "en": "Text b", "rationale": {"id": "Sebab b", "en": "Reason b"},
    }  # fmt: skip
    assert shown.count("Ketik bilangan 2 sampai 8.\n") == 2
    assert "Ketik nomor 1 sampai 3 atau namanya; paling sedikit 2.\n" in shown
    assert "Tidak boleh semuanya benar.\n" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("x", "Ketik nomor 1 sampai 2, atau namanya."),
        ("0", "Ketik nomor 1 sampai 2, atau namanya."),
        ("3", "Ketik nomor 1 sampai 2, atau namanya."),
        ("", "Ketik nomor 1 sampai 2, atau namanya."),
        ("1 2", "Ketik nomor 1 sampai 2, atau namanya."),
        ("²", "Ketik nomor 1 sampai 2, atau namanya."),
    ],
)
def test_wrong_input_is_asked_again_with_a_line_that_says_what_is_wanted(wrong: str, said: str) -> None:
    answers, shown = asked("item", f"{wrong}\n" + VERDICT)
    assert answers["rules"] == ["atribut-calon"]
    assert f"Nomor atau nama: {wrong}\n{said}\nNomor atau nama: 1\n" in shown


def test_a_text_may_not_be_empty_and_an_id_must_be_free() -> None:
    typed = VERDICT.replace("May they?\n", "\nMay they?\n").replace("\n\n\n\n", "\n\nAtribut 3\natribut-1\n\n\n")
    answers, shown = asked("item", typed)
    assert answers["id"] == "atribut-3"
    assert "Pokok soal (Inggris): \nBelum diisi.\nPokok soal (Inggris): May they?\n" in shown
    assert '"Atribut 3" bukan pengenal; pakai huruf kecil, angka, - dan _, paling panjang 64.\n' in shown
    assert 'Pengenal "atribut-1" sudah dipakai.\n' in shown


def test_what_is_known_is_not_asked() -> None:
    given = {
        "rules": ["atribut-calon"],
        "kind": "verdict",
        "level": "recall",
        "key": "tidak",
        "id": "x",
        "status": "draft",
    }
    answers, shown = asked("item", "\nA?\nA?\nB\nB\n\n", dict(given))
    assert answers == given | {"stem": {"id": "A?", "en": "A?"}, "rationale": {"id": "B", "en": "B"}}
    assert "Jenis soal" not in shown


def test_a_rule_is_made_with_a_quote_that_is_in_its_source() -> None:
    evidence = "\nASN boleh memilih\ndi bilik suara\n\nSekda\n\n"
    typed = f"2\n{evidence}reporting\n\nASN memilih.\nASN vote.\nnews\n1\n\n2024-13-01\n2024-12-31\n\n\n"
    answers, shown = asked("rule", typed)
    assert answers == {
        "topic": "hak_pilih",
        "evidence": [{"source": "kabar", "quote": "ASN boleh memilih di bilik suara", "speaker": "Sekda"}],
        "modality": "reporting", "bearer": ["ASN"], "statement": {"id": "ASN memilih.", "en": "ASN vote."},
        "standing": "news-case", "instruments": ["pp-1"], "valid": {"until": "2024-12-31"}, "id": "hak_pilih-memilih",
        "status": "draft",
    }  # fmt: skip
    assert "Kutipan itu ada di dalam naskah.\n" in shown
    assert '"2024-13-01" bukan tanggal; tulis TTTT-BB-HH, misalnya 2024-02-14\n' in shown


def test_a_quote_that_goes_astray_is_told_where_and_asked_again() -> None:
    typed = (
        "2\n\nASN boleh memilih di dalam bilik\n\nmelarang\n\nASN boleh memilih\n\n\n\nadvice\n\nA.\nA.\n\n\n\n\n\n\n"
    )
    answers, shown = asked("rule", typed, language="en")
    assert answers["evidence"] == [{"source": "kabar", "quote": "ASN boleh memilih"}]
    assert (
        'Not as in the text. It fits up to: "ASN boleh memilih di". Then you wrote: "dalam bilik"; the text has: '
        '"bilik suara," katanya. Denda paling banyak Rp 12.000.000".' in " ".join(shown.split())
    )
    assert 'Not even its first word is in this text: "melarang".\n' in shown


def test_an_answer_that_changes_brings_what_hangs_on_it() -> None:
    output = io.StringIO()
    answers: dict[str, Any] = {}
    typed = VERDICT + "kind\nsingle\n2\nA\nA\nB\nB\nC\nC\nD\nD\nb\n"
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: 100, encoding="utf-8")
    wizard = Wizard(console, reading_of(), "id", "item", answers)
    wizard.ask()
    wizard.change()
    assert (answers["kind"], answers["key"], sorted(answers["options"])) == ("single", "b", ["a", "b"])
    assert "rationale" not in answers
    assert answers["stem"] == {"id": "Bolehkah?", "en": "May they?"}


@pytest.mark.parametrize("typed", ["hak pilih", "Hak Pilih", "hak_pilih", "hak-p", "2", "2."])
def test_a_choice_is_named_as_people_write_it(typed: str) -> None:
    answers, _ = asked("item", f"{typed}\n" + VERDICT.split("\n", 1)[1].replace("\n\n\n\n", "\n\n\n\n\n", 1))
    assert answers["rules"] == ["boleh-memilih"]


@pytest.mark.parametrize(
    ("typed", "key"), [("Tidak boleh", "tidak"), ("tidak", "tidak"), ("t", "tidak"), ("B", "boleh")]
)
def test_a_verdict_is_named_as_it_is_shown(typed: str, key: str) -> None:
    answers, _ = asked("item", VERDICT.replace("May they?\n\n", f"May they?\n{typed}\n"))
    assert answers["key"] == key


def test_several_choices_may_be_named_by_what_they_mean() -> None:
    typed = "1\n\nASN boleh memilih\n\n\n\nadvice\nTNI Polri, pasangan calon, pns\nA.\nA.\nnorma\n\n\n\n\n\n\n"
    answers, _ = asked("rule", typed)
    assert answers["bearer"] == ["TNI_Polri", "paslon", "PNS"]
    assert answers["standing"] == "norm"


def test_a_text_in_one_language_and_options_begun_are_kept_and_gone_on_with() -> None:
    answers: dict[str, Any] = {}
    with pytest.raises(EndOfInput):
        asked("item", "1\n1\nsingle\n\n\nApa?\n", answers)
    assert answers["stem"] == {"id": "Apa?"}
    with pytest.raises(EndOfInput):
        asked("item", "\nWhat?\n3\nSatu\nOne\nSebab\nReason\nDua\nTwo\nSebab\n", answers)
    assert answers["stem"] == {"id": "Apa?", "en": "What?"}
    assert answers["options"] == {
        "a": {"id": "Satu", "en": "One", "rationale": {"id": "Sebab", "en": "Reason"}},
        "b": {"id": "Dua", "en": "Two", "rationale": {"id": "Sebab"}},
        "c": {},
    }
    _, shown = asked("item", "\nReason 2\nTiga\nThree\nSebab\nReason\nc\n\n\n", answers)
    assert answers["options"]["b"]["rationale"] == {"id": "Sebab", "en": "Reason 2"}
    assert (answers["key"], answers["id"]) == ("c", "atribut-3")
    assert "Pilihan a" not in shown


def test_a_quote_is_kept_before_its_speaker_is_named() -> None:
    answers: dict[str, Any] = {}
    with pytest.raises(EndOfInput):
        asked("rule", "2\n\nASN boleh memilih\n\n", answers)
    assert answers["evidence"] == [{"source": "kabar", "quote": "ASN boleh memilih"}]


def test_a_text_that_is_changed_is_shown_and_kept_on_enter() -> None:
    output, answers = io.StringIO(), dict[str, Any]()
    typed = VERDICT + "stem\nBolehkah mereka?\n\n"
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: 100, encoding="utf-8")
    wizard = Wizard(console, reading_of(), "id", "item", answers)
    wizard.ask()
    wizard.change()
    assert answers["stem"] == {"id": "Bolehkah mereka?", "en": "May they?"}
    console.flush()
    assert output.getvalue().endswith(
        "  Bolehkah?\nPokok soal (Indonesia) (Enter: tetap): Bolehkah mereka?\n"
        "  May they?\nPokok soal (Inggris) (Enter: tetap): \n"
    )


def test_options_that_are_changed_are_kept_on_enter_one_by_one() -> None:
    option = "Bunyi {0}\nText {0}\nSebab {0}\nReason {0}\n"
    typed = "1\n1\nsingle\n\n\nApa?\nWhat?\n2\n" + option.format("a") + option.format("b") + "a\n\n\n"
    output, answers = io.StringIO(), dict[str, Any]()
    console = Console(output, io.StringIO(typed + "options\n\n\n\n\n\nLain\n\n\n\nb\n"), styled=False,
                      width=lambda: 100, encoding="utf-8")  # fmt: skip
    wizard = Wizard(console, reading_of(), "id", "item", answers)
    wizard.ask()
    wizard.change()
    assert answers["options"]["a"]["id"] == "Bunyi a"
    assert answers["options"]["b"] == {"id": "Lain", "en": "Text b", "rationale": {"id": "Sebab b", "en": "Reason b"}}
    assert answers["key"] == "b"


def test_an_answer_is_kept_as_soon_as_it_is_given() -> None:
    answers: dict[str, Any] = {}
    with pytest.raises(EndOfInput):
        asked("item", "1\n1\nsingle\n", answers)
    assert answers == {"rules": ["atribut-calon"], "kind": "single"}


def on_terminal(folder: Path, *arguments: str, columns: int = 80) -> Any:
    return spawn(
        sys.executable, ["-m", "quizgen", *arguments], cwd=str(folder), env=environment(), encoding="utf-8", timeout=20,
        dimensions=(50, columns), echo=False,
    )  # fmt: skip


def ended(terminal: Any) -> tuple[str, int]:
    terminal.expect(pexpect.EOF)
    terminal.close()
    return terminal.before.replace("\r\n", "\n"), int(terminal.exitstatus)


@pytest.mark.parametrize("columns", [80, 40])
def test_on_a_terminal_the_yaml_is_shown_checked_mended_and_written(tiny_folder: Path, columns: int) -> None:
    terminal = on_terminal(tiny_folder, "new", "item", "--topic", "atribut", columns=columns)
    for line in ("1", "", "", "", "Bolehkah?", "May they?", "boleh", "Sebab.", "Reason.", "", "", ""):
        terminal.expect(r":( |\r\n)|\] ")
        terminal.sendline(line)
    terminal.expect("E320")
    terminal.expect_exact("[u]bah")
    terminal.sendline("t")
    terminal.expect("Perbaiki dahulu kesalahan di atas")
    terminal.sendline("u")
    terminal.expect("Yang diubah")
    terminal.sendline("key")
    terminal.expect("tidak")
    terminal.sendline("tidak")
    terminal.expect_exact("[t]ulis")
    terminal.sendline("t")
    shown, code = ended(terminal)
    assert code == 0
    assert "atribut-3 ditulis" in shown
    assert (
        (tiny_folder / "question_bank/items/atribut.yaml")
        .read_text("utf-8")
        .endswith("    id: Bolehkah?\n    en: May they?\n  key: tidak\n  rationale:\n    id: Sebab.\n    en: Reason.\n")
    )


def test_ctrl_c_keeps_the_answers_in_a_file_from_which_it_goes_on(tiny_folder: Path) -> None:
    before = {path: path.read_bytes() for path in tiny_folder.rglob("*") if path.is_file()}
    terminal = on_terminal(tiny_folder, "new", "item", "--rule", "atribut-calon", "--kind", "verdict")
    terminal.expect("Tingkat")
    terminal.expect("apply]: ")
    terminal.sendline("recall")
    terminal.expect(r"\[y/T\] ")
    terminal.sendintr()
    shown, code = ended(terminal)
    assert code == 130
    assert shown.endswith(
        "quizgen: dihentikan; jawaban disimpan. Lanjutkan dengan: quizgen new item --from item-baru.yaml\n"
    )
    kept = tiny_folder / "item-baru.yaml"
    assert kept.read_text("utf-8") == "- rules: [atribut-calon]\n  kind: verdict\n  level: recall\n"
    assert {path: path.read_bytes() for path in tiny_folder.rglob("*") if path.is_file() and path != kept} == before
    again = on_terminal(tiny_folder, "new", "item", "--from", "item-baru.yaml")
    again.expect(r"\[y/T\] ")
    again.sendeof()
    shown, code = ended(again)
    assert (code, "item-baru-2.yaml" in shown) == (130, True)


def test_leaving_at_the_end_keeps_the_entry_too(tiny_folder: Path) -> None:
    terminal = on_terminal(tiny_folder, "new", "item", "--rule", "atribut-calon", "--kind", "verdict", "--lang", "en")
    for line in ("", "", "May they?", "May they?", "", "So.", "So.", "", "", "", "z", "q"):
        terminal.expect(r": |\] ")
        terminal.sendline(line)
    shown, code = ended(terminal)
    assert code == 0
    assert "not written; the answers are kept. Go on with: quizgen new item --from item-baru.yaml" in shown


@pytest.mark.parametrize(
    ("what", "gone", "said"),
    [
        (
            "rule",
            "sources.yaml",
            "bank soal ini belum punya sumber; daftarkan dahulu naskahnya: quizgen source add BERKAS",
        ),
        ("item", "rules", "bank soal ini belum punya ketentuan; buat dahulu: quizgen new rule"),
    ],
)
def test_what_cannot_be_made_yet_says_what_comes_first(tiny_folder: Path, what: str, gone: str, said: str) -> None:
    bank = tiny_folder / "question_bank"
    for path in [bank / gone] if (bank / gone).is_file() else (bank / gone).iterdir():
        path.write_text("# kosong\n", "utf-8")
    shown, code = ended(on_terminal(tiny_folder, "new", what, columns=120))
    assert (code, shown) == (1, f"quizgen: {said}\n")
