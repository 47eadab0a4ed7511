"""session.yaml: everything that stands in the way is told at once, and the same session gives the same form."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.kit.copies import Copy, copies, letters_of
from quizgen.language import lines_of
from quizgen.model.session import Participant
from quizgen.open_bank import open_bank
from quizgen.sessions import Settled, read_session, settle, write_new
from quizgen.shipped import shipped
from quizgen.stop import Stop

HEAD = "title: {id: Sosialisasi, en: Briefing}\ndate: 2024-02-01\nplace: Aula\n"


def settled(folder: Path, text: str) -> Settled:
    path = folder / "session.yaml"
    path.write_text(text, "utf-8")
    return settle(read_session(path, "session.yaml"), folder, open_bank())


def refused(folder: Path, text: str) -> str:
    with pytest.raises(Stop) as caught:
        settled(folder, text)
    assert (caught.value.code, caught.value.message) == (1, "kit.session_errors")
    return "".join(f"{line}\n" for one in caught.value.problems for line in lines_of("id", one))


def test_the_session_that_is_written_for_a_trainer_can_be_printed_as_it_is(tmp_path: Path) -> None:
    write_new(tmp_path / "session.yaml")
    made = settle(read_session(tmp_path / "session.yaml", "session.yaml"), tmp_path, open_bank())
    assert dict(made.letters) == {"pre": ("A", "B"), "post": ("C", "D")}
    assert [len(slots) for slots in made.form.variants.values()] == [20] * 4
    assert made.form.as_of == made.session.date


def test_a_session_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "session.yaml").write_text("milik saya\n")
    with pytest.raises(Stop) as caught:
        write_new(tmp_path / "session.yaml")
    assert (caught.value.code, caught.value.message) == (2, "kit.exists")
    assert (tmp_path / "session.yaml").read_text() == "milik saya\n"


def test_pre_and_post_test_have_equal_weight_and_no_item_in_common(tmp_path: Path) -> None:
    made = settled(tmp_path, f"{HEAD}blueprint: {{count: 12, levels: {{recall: 3, apply: 6, analyse: 3}}}}\n")
    bank = open_bank().pick(slot.item for slots in made.form.variants.values() for slot in slots)
    pre, post = ([slot.item for slot in made.form.variants[letter]] for letter in ("A", "C"))
    assert not set(pre) & set(post)
    for measure in (lambda name: bank.items[name].level, lambda name: bank.topic_of(bank.items[name])):
        assert sorted(map(measure, pre)) == sorted(map(measure, post))
    assert {slot.item for slot in made.form.variants["B"]} == set(pre)


def test_the_same_session_draws_the_same_form_and_a_seed_of_its_own_another(tmp_path: Path) -> None:
    assert settled(tmp_path, HEAD).form == settled(tmp_path, HEAD).form
    assert settled(tmp_path, HEAD).form.id != settled(tmp_path, f"{HEAD}seed: lain\n").form.id


def test_everything_that_stands_in_the_way_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "title: {id: A, en: B}\ndate: 2026-02-30\nplace: X\nvariants: A-Z\n"
        "blueprint: {count: 30, weights: {media_sosil: 3}, levels: {recall: 3}}\nroster: tidak.csv\n"
    )
    assert refused(tmp_path, text) == (
        'session.yaml:2:7: E305 "2026-02-30" bukan tanggal yang ada\n'
        "  petunjuk: tulis TTTT-BB-HH, misalnya 2024-02-14\n"
        "session.yaml:4:11: E502 26 varian untuk tiap tes terlalu banyak; hurufnya hanya sampai Z\n"
        "  petunjuk: paling banyak 13 varian tiap tes\n"
        'session.yaml:5:47: E310 topik "media_sosil" tidak ada di bank.yaml (media_sosial?)\n'
        "session.yaml:5:68: E503 jumlah butir semua tingkat 3, padahal satu tes berisi 30 butir\n"
        "  petunjuk: samakan jumlahnya, atau hapus levels\n"
        "tidak.csv: E505 daftar peserta tidak dapat dibaca: berkas atau folder tidak ada\n"
        "  petunjuk: pakai berkas CSV atau XLSX dengan kolom nama, unit, nomor, di sebelah berkas sesi\n"
    )


def test_a_pool_too_small_says_which_topic_lacks_how_many(tmp_path: Path) -> None:
    said = refused(tmp_path, f"{HEAD}blueprint: {{count: 60, weights: {{media_sosial: 30}}}}\n")
    assert said.startswith("session.yaml:4:48: E508 topik media_sosial kurang ")


def test_a_level_that_the_topics_cannot_give_is_named(tmp_path: Path) -> None:
    said = refused(tmp_path, f"{HEAD}blueprint: {{count: 20, levels: {{recall: 2, analyse: 18}}}}\n")
    assert said.startswith("session.yaml:4:53: E509 tingkat analyse kurang ")


def test_faults_of_form_are_told_with_their_place(tmp_path: Path) -> None:
    said = refused(tmp_path, "title: {id: A, en: B}\ndate: besok\nplace: X\nkertas: f4\n")
    assert [line for line in said.splitlines() if not line.startswith(" ")] == [
        'session.yaml:2:7: E206 nilai "besok" tidak sesuai bentuk: tanggal TTTT-BB-HH, misalnya 2024-02-14',
        'session.yaml:4:1: E210 isian "kertas" tidak dikenal',
    ]


def test_names_become_codes_where_the_session_is_anonymous(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("nama\nSiti\nBudi\n")
    made = settled(tmp_path, f"{HEAD}roster: p.csv\nanonymous: true\n")
    assert [one.name for one in made.people] == ["Siti", "Budi"]
    assert all(len(one.code) == 5 for one in made.people)


def test_neighbours_get_different_variants_and_the_spare_copies_come_last() -> None:
    people = [Participant(1, "Siti"), Participant(2, "Budi"), Participant(3, "Tono")]
    assert list(copies(people, ("C", "D"), 2)) == [
        Copy("C", people[0]), Copy("D", people[1]), Copy("C", people[2]), Copy("D"), Copy("C"),
    ]  # fmt: skip


def test_each_test_has_letters_of_its_own_and_there_are_only_26() -> None:
    assert dict(letters_of("AB", ("pre", "post"))) == {"pre": ("A", "B"), "post": ("C", "D")}
    with pytest.raises(ValueError, match="letters"):
        letters_of("ABCDEFGHIJKLMN", ("pre", "post"))


def test_the_sample_explains_every_setting_there_is() -> None:
    from quizgen.model.session import Session

    text = (shipped("templates") / "workspace" / "session.yaml").read_text("utf-8")
    missing = [name for name in Session.__struct_fields__ if f"{name}:" not in text]
    assert missing == ["seed"]
