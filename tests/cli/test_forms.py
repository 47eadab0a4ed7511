"""Which form a command works on: drawn, stored, loaded again; and what is said where that cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.bank.reading import read_record
from quizgen.cli.form_choice import form_for, today
from quizgen.cli.voice import settle_language
from quizgen.forms import as_yaml, load_form, save_form
from quizgen.language import lines_of, say
from quizgen.model.form import Form, Slot
from quizgen.open_bank import OpenBank, open_bank
from quizgen.places import data_folder
from quizgen.stop import Stop

DAY = "2024-04-02"


@pytest.fixture(autouse=True)
def _indonesian() -> None:
    """Forget the language that a test before may have run a command in."""
    settle_language([])


@pytest.fixture
def opened(tiny_folder: Path) -> OpenBank:
    return open_bank(tiny_folder)


def told(action: Callable[[], object]) -> tuple[int, str]:
    """Give the exit code and the words with which an action stops, places without their folders."""
    with pytest.raises(Stop) as caught:
        action()
    stop = caught.value
    message = stop.message if "." in stop.message else f"cli.{stop.message}"
    lines = [line for problem in stop.problems for line in lines_of("id", problem)]
    return stop.code, re.sub(
        r"/\S*/(?=kerja|forms|[A-Z0-9]{6}\.yaml)", "", "\n".join([*lines, say("id", message, **stop.words)])
    )


def drawn(opened: OpenBank, variants: str = "A-B") -> Form:
    return form_for(opened, seed="s", count=3, as_of=DAY, variants=variants)[0]


def test_a_form_is_drawn_of_the_items_in_force_and_not_stored_yet(opened: OpenBank, tiny_folder: Path) -> None:
    form, variant = form_for(opened, seed="s", as_of=DAY)
    assert variant == "A"
    assert sorted(slot.item for slot in form.variants["A"]) == ["atribut-1", "atribut-2", "hak-pilih-1"]
    assert not (tiny_folder / "forms").exists()


def test_a_stored_form_is_loaded_as_it_was(opened: OpenBank, tiny_folder: Path) -> None:
    form = drawn(opened)
    assert save_form(opened, form) == tiny_folder / "forms" / f"{form.id}.yaml"
    assert load_form(opened, form.id) == (form, "A")
    assert load_form(opened, f" {form.id.lower()}-b") == (form, "B")
    assert form_for(opened, form_id=form.id) == (form, "A")


def test_a_form_of_the_shipped_bank_is_stored_with_the_users_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    shipped = open_bank()
    form, _ = form_for(shipped, seed="s", count=4, as_of=DAY)
    assert shipped.workspace is None
    assert save_form(shipped, form).parent == data_folder() / "forms" == tmp_path / "data" / "forms"
    assert load_form(shipped, form.id) == (form, "A")


def test_storing_a_form_again_does_not_touch_its_file(opened: OpenBank) -> None:
    form = drawn(opened)
    path = save_form(opened, form)
    before = path.stat()
    save_form(opened, form)
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


names = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,20}", fullmatch=True)
slots = st.builds(
    Slot, item=names, version=st.integers(1, 99).map(str), order=st.sampled_from(["", "ba", "cab", "hgfedcba"])
)
forms = st.builds(
    Form,
    id=st.just("K7Q2MX"),
    bank=st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"), min_size=1
    ),
    as_of=st.dates().map(str),
    seed=st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"), max_size=60
    ),
    variants=st.dictionaries(st.sampled_from("ABCD"), st.lists(slots, min_size=1).map(tuple), min_size=1),
)


@given(forms)
def test_any_form_written_as_yaml_reads_back_as_the_same(form: Form) -> None:
    assert read_record(as_yaml(form).encode(), "f.yaml", Form) == (form, [])


def test_a_form_that_is_not_stored_is_told_and_a_near_one_named(opened: OpenBank) -> None:
    assert told(lambda: load_form(opened, "222222")) == (2, "paket soal 222222 tidak tersimpan di sini")
    form = drawn(opened)
    save_form(opened, form)
    wrong = form.id[:2] + ("2" if form.id[2] != "2" else "3") + form.id[3:]
    assert told(lambda: load_form(opened, wrong)) == (
        2,
        f'"{wrong}" bukan nomor paket soal; mungkin maksudnya {form.id}',
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("K7Q2", "K7Q2"),
        ("../../etc/passwd", "../../etc/passwd"),
        ("", ""),
        ("K7Q2M4\x00", "K7Q2M4?"),
        ("x" * 500, "x" * 40),
        ("*", "*"),
    ],
)
def test_what_is_no_form_id_is_told_and_never_used_as_a_path(opened: OpenBank, text: str, shown: str) -> None:
    assert told(lambda: load_form(opened, text)) == (2, f'"{shown}" bukan nomor paket soal; mungkin salah ketik')


def test_a_variant_that_the_form_has_not_is_told(opened: OpenBank) -> None:
    form = drawn(opened)
    save_form(opened, form)
    assert told(lambda: load_form(opened, f"{form.id}-C")) == (
        2,
        f"paket soal {form.id} tidak punya varian C; ada: A, B",
    )


def test_a_form_whose_item_was_changed_or_retired_since_is_told(tiny_folder: Path) -> None:
    before = open_bank(tiny_folder)
    form = drawn(before)
    save_form(before, form)
    items = tiny_folder / "question_bank" / "items"
    changed = (items / "hak_pilih.yaml").read_text("utf-8").replace("version: 1", "version: 2")
    (items / "hak_pilih.yaml").write_text(changed, "utf-8")
    assert told(lambda: load_form(open_bank(tiny_folder), form.id)) == (
        1,
        (
            f"paket soal {form.id} dibuat dari bank soal {form.bank}; sejak itu butir ini berubah kuncinya, versinya, "
            "atau ditarik: hak-pilih-1. Pakai kembali bank soal versi itu, atau cetak paket baru"
        ),
    )


def test_a_form_outlives_changes_that_do_not_touch_its_items(tiny_folder: Path) -> None:
    before = open_bank(tiny_folder)
    form = drawn(before)
    save_form(before, form)
    with (tiny_folder / "question_bank" / "items" / "atribut.yaml").open("a", encoding="utf-8") as file:
        file.write("# catatan\n")
    assert load_form(open_bank(tiny_folder), form.id) == (form, "A")


DAMAGED = {
    "cut off": (lambda text: text[: len(text) // 2], "E111"),
    "empty": (lambda _: "", "E117"),
    "an order of other letters": (lambda text: text.replace("order: '", "order: 'Z"), "E206"),
    "a key too many": (lambda text: text + "catatan: x\n", "E210"),
    "not a form": (lambda _: "- a\n", "E203"),
}


@pytest.mark.parametrize(("damage", "code"), DAMAGED.values(), ids=list(DAMAGED))
def test_a_damaged_form_file_is_told_with_its_place(opened: OpenBank, damage: Callable[[str], str], code: str) -> None:
    form = drawn(opened)
    path = save_form(opened, form)
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    exit_code, said = told(lambda: load_form(opened, form.id))
    assert exit_code == 1
    assert f": {code} " in said
    assert said.splitlines()[-1] == f"berkas paket soal {form.id}.yaml rusak"


def test_a_folder_that_cannot_be_written_is_told_with_exit_code_5(opened: OpenBank, tiny_folder: Path) -> None:
    (tiny_folder / "forms").write_text("a file in the way", "utf-8")
    code, said = told(lambda: save_form(opened, drawn(opened)))
    assert code == 5
    assert said.startswith("tidak dapat membaca atau menulis ")


WRONG_CHOICES: dict[str, tuple[dict[str, object], tuple[int, str]]] = {
    "variants": ({"variants": "D-A"}, (2, '"D-A" bukan daftar varian; tulis misalnya A, A-D atau A,C')),
    "a long seed": ({"seed": "x" * 61}, (2, "benih acak paling panjang 60 huruf dan tanpa karakter kendali")),
    "an unprintable seed": ({"seed": "a\nb"}, (2, "benih acak paling panjang 60 huruf dan tanpa karakter kendali")),
    "a date": ({"as_of": "2024-02-30"}, (2, '"2024-02-30" bukan tanggal; tulis TTTT-BB-HH, misalnya 2024-02-14')),
    "a topic": ({"topics": ["atributt"]}, (2, 'topik "atributt" tidak ada; topik: atribut, hak_pilih')),
    "a day before any rule": (
        {"as_of": "2000-12-31", "topics": ["atribut"]},
        (1, "tidak ada butir yang berlaku pada 2000-12-31 untuk pilihan ini"),
    ),
    "a form and a seed": (
        {"form_id": "K7Q2MX", "seed": "x"},
        (2, "--form sudah menentukan isi; jangan disertai --seed"),
    ),
    "a form and a day": (
        {"form_id": "K7Q2MX", "as_of": DAY},
        (2, "--form sudah menentukan isi; jangan disertai --as-of"),
    ),
}


@pytest.mark.parametrize(("options", "expected"), WRONG_CHOICES.values(), ids=list(WRONG_CHOICES))
def test_options_that_contradict_or_name_what_there_is_not_are_told(
    opened: OpenBank, options: dict[str, object], expected: tuple[int, str]
) -> None:
    assert told(lambda: form_for(opened, **options)) == expected  # type: ignore[arg-type]  # a table of options


def test_more_items_than_there_are_is_told_and_all_are_used(
    opened: OpenBank, capsys: pytest.CaptureFixture[str]
) -> None:
    form, _ = form_for(opened, count=50, as_of=DAY, seed="s")
    assert len(form.variants["A"]) == 3
    assert capsys.readouterr().err == "quizgen: hanya ada 3 butir, diminta 50; semuanya dipakai\n"


def test_without_a_seed_each_form_is_a_fresh_one(opened: OpenBank) -> None:
    assert len({form_for(opened, as_of=today())[0].seed for _ in range(5)}) == 5


def test_a_bank_with_errors_is_not_opened(tiny_folder: Path) -> None:
    items = tiny_folder / "question_bank" / "items" / "atribut.yaml"
    items.write_text(items.read_text("utf-8").replace("key: tidak", "key: boleh"), "utf-8")
    code, said = told(lambda: open_bank(tiny_folder))
    assert code == 1
    assert "E320" in said
    assert said.splitlines()[-1] == "bank soal punya 1 kesalahan; perbaiki dahulu (lihat: quizgen check)"


def test_a_spoilt_cache_is_made_anew(tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_CACHE", str(tmp_path / "cache"))
    first = open_bank(tiny_folder).candidates(DAY)
    (stored,) = (tmp_path / "cache").glob("bank-*.cache")
    for content in (b"", b"x" * 100, stored.read_bytes()[:-1]):
        stored.write_bytes(content)
        assert open_bank(tiny_folder).candidates(DAY) == first


def test_a_form_whose_key_no_longer_fits_the_bank_says_so(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny_folder)
    opened = open_bank()
    form, _ = form_for(opened, seed="s", variants="A")
    save_form(opened, form)
    items = tiny_folder / "question_bank" / "items" / "atribut.yaml"
    text = items.read_text("utf-8")
    single = text.index("kind: single")
    key = re.compile(r"key: ([a-c])$", re.MULTILINE).search(text, single)
    assert key
    items.write_text(text[: key.start(1)] + ("b" if key[1] == "a" else "a") + text[key.end(1) :], "utf-8")
    with pytest.raises(Stop) as caught:
        load_form(open_bank(), form.id)
    assert (caught.value.code, caught.value.message) == (1, "cli.form_outdated")
