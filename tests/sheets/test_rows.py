"""Rows against the bank: what is a change, what is none, and what is named by its cell."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.sheets.columns import all_keys, columns, of_item
from quizgen.bank.sheets.grid import Area, Odd, cell_name
from tests.sheets.grids import NEW_VERDICT, Grid
from tests.tiny import original, reading_of, replaced, shown

ITEMS = "items/atribut.yaml"


def test_every_key_of_an_item_has_a_column() -> None:
    assert of_item() == all_keys()


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_two_columns_have_the_same_head(language: str) -> None:
    titles = [column.title(language) for column in columns()]
    assert len(set(titles)) == len(titles)


def test_cells_are_named_as_spreadsheets_name_them() -> None:
    assert [cell_name(12, at) for at in (1, 6, 26, 27, 52, 53, 702, 703)] == [
        "A12", "F12", "Z12", "AA12", "AZ12", "BA12", "ZZ12", "AAA12",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sheet_without_edits_changes_nothing(language: str) -> None:
    comparison, applied = Grid(language=language).applied()
    assert (comparison.edits, comparison.problems, comparison.left_out, applied.files) == ([], [], [], {})


def test_a_changed_text_is_put_where_it_stands_and_nothing_else_is_touched() -> None:
    grid = Grid().put(2, "stem.id", "Bolehkah ASN memakai topi calon?")
    _, applied = grid.applied()
    before = original(ITEMS)
    assert applied.files == {
        ITEMS: before.replace("Bolehkah ASN memakai atribut calon?", '"Bolehkah ASN memakai topi calon?"').encode()
    }


def test_a_changed_key_raises_the_version_and_a_changed_text_does_not() -> None:
    _, applied = Grid().put(3, "key", "a").put(2, "stem.en", "May ASN wear a candidate's badge?").applied()
    assert [(edit.id, edit.entry["version"], edit.version) for edit in applied.edits] == [
        ("atribut-1", "1", ""),
        ("atribut-2", "2", "2"),
    ]


def test_a_right_and_a_wrong_option_that_change_places_raise_the_version() -> None:
    grid = Grid()
    for language, a, b in (("id", "Menolaknya", "Memakainya di rumah"), ("en", "Refuse it", "Wear it at home")):
        grid.put(3, f"options.a.{language}", a).put(3, f"options.b.{language}", b)
    _, applied = grid.applied()
    assert [(edit.id, edit.version) for edit in applied.edits] == [("atribut-2", "2")]


def test_an_item_whose_id_was_overwritten_is_not_told_as_left_out_too() -> None:
    comparison, _ = Grid().put(3, "id", "atribut-baru").applied()
    assert [problem.code for problem in comparison.problems] == ["E434"]
    assert comparison.left_out == []


def test_an_option_that_comes_or_goes_raises_the_version() -> None:
    grid = Grid()
    for name in ("id", "en", "rationale.id", "rationale.en"):
        grid.put(3, f"options.c.{name}", "")
    comparison, applied = grid.applied()
    assert comparison.problems == []
    assert [(sorted(edit.entry["options"]), edit.version) for edit in applied.edits] == [(["a", "b"], "2")]
    assert b"    c: " not in applied.files[ITEMS]


def test_a_higher_version_is_taken_as_it_is_written() -> None:
    _, applied = Grid().put(3, "key", "a").put(3, "version", "7").applied()
    assert [(edit.entry["version"], edit.version) for edit in applied.edits] == [("7", "")]


def test_numbers_a_program_made_of_whole_numbers_are_taken() -> None:
    _, applied = Grid().put(3, "key", "a").put(3, "version", Odd("number", "7")).applied()
    assert [edit.entry["version"] for edit in applied.edits] == ["7"]


@pytest.mark.parametrize("typed", ["A, C", "a;c", "a c", "c dan a".replace("c dan a", "a dan c"), " a ,c "])
def test_a_key_of_several_letters_may_be_written_as_people_do(typed: str) -> None:
    assert Grid().put(4, "key", typed).compared().edits == []


@pytest.mark.parametrize(
    ("name", "typed"),
    [("scenario", "ya"), ("scenario", "YES"), ("scenario", "true"), ("kind", " Multiple "), ("status", "Approved")],
)
def test_a_choice_may_be_written_in_any_case_and_language(name: str, typed: str) -> None:
    assert Grid().put(4, name, typed).compared().edits == []


def test_line_ends_of_another_program_are_no_change() -> None:
    with_lines = replaced(ITEMS, "{id: Sekda memintanya., en:", '{id: "Satu\\r\\ndua\\rtiga.", en:')
    grid = Grid(reading_of(with_lines)).put(2, "rationale.id", "Satu\ndua\ntiga.")
    assert grid.compared().edits == []


def test_what_libreoffice_makes_of_an_escaped_escape_is_no_change() -> None:
    grid = Grid(reading_of(replaced(ITEMS, "{id: Sekda memintanya., en:", "{id: a_x005F_x000D_b, en:")))
    assert grid.put(2, "rationale.id", "a_x000D_b").compared().edits == []


def test_a_new_row_becomes_a_draft_with_the_next_id() -> None:
    grid = Grid()
    grid.add(NEW_VERDICT)
    grid.add(NEW_VERDICT | {"stem.id": "Lain?", "stem.en": "Other?", "topic": "atribut", "status": "approved"})
    comparison, applied = grid.applied()
    assert comparison.problems == []
    assert [(edit.id, edit.entry["status"], edit.entry["version"]) for edit in applied.edits] == [
        ("atribut-3", "draft", "1"),
        ("atribut-4", "approved", "1"),
    ]
    assert applied.files[ITEMS].startswith(original(ITEMS).encode())


def test_a_copied_row_without_its_id_is_a_new_item() -> None:
    grid = Grid()
    row = max(grid.rows) + 1
    grid.rows[row] = dict(grid.rows[3])
    grid.put(row, "id", "").put(row, "stem.id", "Anda diberi kaus bergambar calon. Apa yang Anda lakukan?")
    grid.put(row, "stem.en", "You are given a candidate's shirt. What do you do?")
    comparison, applied = grid.applied()
    assert comparison.problems == []
    assert [(edit.id, edit.is_new) for edit in applied.edits] == [("atribut-3", True)]


def test_an_emptied_and_a_deleted_row_delete_nothing_and_are_told() -> None:
    grid = Grid()
    del grid.rows[2]
    grid.rows[3] = {}
    comparison, applied = grid.applied()
    assert (comparison.problems, applied.files, comparison.left_out) == ([], {}, ["atribut-1", "atribut-2"])


def test_rows_may_stand_in_any_order_with_empty_ones_between() -> None:
    grid = Grid()
    heads, *rows = grid.rows.values()
    grid.rows = {5: heads, **{10 + 3 * at: row for at, row in enumerate(reversed(rows))}}
    grid.put(10, "stem.id", "Hari pemungutan suara tiba. Apa yang boleh Anda lakukan?")
    _, applied = grid.applied()
    assert [edit.id for edit in applied.edits] == ["hak-pilih-1"]


def test_columns_may_be_moved_and_inserted_and_left_out() -> None:
    grid = Grid()
    moved = {at: 2 * (len(grid.names) - at) + 3 for at in range(1, len(grid.names) + 1)}
    grid.rows = {row: {moved[at]: cell for at, cell in cells.items()} for row, cells in grid.rows.items()}
    grid.rows[1][2] = "Catatan saya"
    for cells in grid.rows.values():
        cells.pop(moved[grid.names.index("stem.en") + 1], None)
    taken = grid.taken()
    assert taken.head.unknown == ["Catatan saya (B1)"]
    assert grid.compared().edits == []


def test_what_a_colleague_changed_in_another_cell_is_left_alone() -> None:
    now = reading_of(replaced(ITEMS, "{id: Sekda memintanya.,", "{id: Sekda menghendakinya.,"))
    grid = Grid().put(2, "stem.id", "Bolehkah ASN memakai topi calon?")
    comparison, applied = grid.applied(now)
    assert comparison.problems == []
    assert b"Sekda menghendakinya." in applied.files[ITEMS]
    assert b"memakai topi calon?" in applied.files[ITEMS]


def test_what_a_colleague_changed_alike_is_no_change() -> None:
    now = reading_of(replaced(ITEMS, "{id: Sekda memintanya.,", "{id: Sekda menghendakinya.,"))
    assert Grid().put(2, "rationale.id", "Sekda menghendakinya.").compared(now).edits == []


def test_a_sheet_that_was_imported_can_be_imported_again() -> None:
    grid = Grid().put(3, "key", "a").put(2, "stem.id", "Bolehkah ASN memakai topi calon?")
    _, applied = grid.applied()
    comparison, again = grid.applied(applied.after)
    assert (comparison.problems, again.files) == ([], {})


def test_a_new_row_that_was_taken_is_not_taken_twice() -> None:
    grid = Grid()
    grid.add(NEW_VERDICT)
    _, applied = grid.applied()
    comparison, again = grid.applied(applied.after)
    assert (comparison.problems, again.files) == ([], {})


def test_marks_that_a_partial_sort_put_beside_other_items_are_found_by_their_id() -> None:
    grid = Grid()
    mark = grid.names.index("mark") + 1
    grid.rows[2][mark], grid.rows[3][mark] = grid.rows[3][mark], grid.rows[2][mark]
    comparison, applied = grid.put(2, "stem.id", "Bolehkah ASN memakai topi calon?").applied()
    assert comparison.problems == []
    assert [edit.id for edit in applied.edits] == ["atribut-1"]


def test_one_bad_row_does_not_keep_the_others_out() -> None:
    grid = Grid().put(2, "stem.id", "Bolehkah ASN memakai topi calon?").put(3, "key", "z")
    comparison, applied = grid.applied()
    assert [edit.id for edit in applied.edits] == ["atribut-1"]
    assert comparison.refused == {3}
    assert shown(comparison.problems) == ('Butir!K3: E309 kunci jawaban "z" tidak ada di antara pilihan: a, b, c\n')


def said(grid: Grid) -> str:
    return shown(grid.problems())


def test_an_error_that_only_the_check_finds_is_named_by_its_cell() -> None:
    assert said(Grid().put(2, "key", "boleh")).splitlines()[0] == (
        'Butir!K2: E320 kunci "boleh" berlawanan arah dengan ketentuannya, yaitu larangan (atribut-calon)'
    )


@pytest.mark.parametrize(
    ("row", "name", "cell", "first_line"),
    [
        (2, "stem.en", "", 'Butir!J2: E431 kolom "Pokok soal (Inggris)" belum diisi'),
        (3, "options.b.rationale.id", "", 'Butir!R3: E431 kolom "Pembahasan b (Indonesia)" belum diisi'),
        (2, "kind", "pilihan", 'Butir!F2: E204 nilai "pilihan" tidak dikenal di sini'),
        (2, "level", "aply", 'Butir!G2: E204 nilai "aply" tidak dikenal di sini (apply?)'),
        (2, "version", "1,5", 'Butir!C2: E206 nilai "1,5" tidak sesuai bentuk: bilangan bulat, misalnya 1'),
        (2, "rules", "atribut-calo", 'Butir!E2: E303 ketentuan "atribut-calo" tidak ada di rules/ (atribut-calon?)'),
        (2, "scenario", "mungkin", 'Butir!H2: E204 nilai "mungkin" tidak dikenal di sini'),
        (2, "stem.id", Odd("formula", "=A1"), "Butir!I2: E432 sel ini berisi rumus, bukan teks: =A1"),
        (2, "stem.id", Odd("date", "45000"), "Butir!I2: E432 sel ini berisi tanggal, bukan teks: 45000"),
        (2, "stem.id", Odd("number", "1.5"),
         "Butir!I2: E432 sel ini berisi bilangan yang tidak pasti tulisannya, bukan teks: 1.5"),
        (2, "stem.id", Odd("truth", "TRUE"), "Butir!I2: E432 sel ini berisi nilai TRUE/FALSE, bukan teks: TRUE"),
        (2, "stem.id", Odd("error", "#REF!"), "Butir!I2: E432 sel ini berisi kesalahan rumus, bukan teks: #REF!"),
        (2, "id", "atribut-9", 'Butir!A2: E434 pengenal "atribut-1" diganti atau dihapus'),
        (2, "id", "", 'Butir!A2: E434 pengenal "atribut-1" diganti atau dihapus'),
        (2, "id", "atribut-2", 'Butir!A2: E301 pengenal "atribut-2" sudah dipakai di Butir!A3'),
        (2, "topic", "hak_pilih",
         'Butir!D2: E438 topik "hak_pilih" bukan topik ketentuan "atribut-calon", yaitu atribut'),
        (2, "status", "retired", "Butir!B2: E440 butir tidak ditarik lewat lembar kerja"),
        (2, "rules", "boleh-memilih",
         ('Butir!E2: E444 ketentuan pertama "boleh-memilih" bertopik hak_pilih; '
          'topik butir "atribut-1" tidak dapat diganti')),
        (2, "stem.id", "   ", "Butir!I2: E205 teks ini kosong"),
        (2, "stem.id", "Apa\x07?", "Butir!I2: E102 ada karakter kendali U+0007 yang tidak terlihat"),
        (2, "accept", "biar", 'Butir!AH2: E206 nilai "biar" tidak sesuai bentuk: kode peringatan W200 sampai W299'),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_named_by_its_cell(row: int, name: str, cell: str | Odd, first_line: str) -> None:
    grid = Grid().put(row, name, cell)
    comparison, applied = grid.applied()
    assert shown(comparison.problems).splitlines()[0] == first_line
    assert applied.files == {}


def test_merged_cells_are_refused() -> None:
    grid = Grid().put(2, "stem.id", "Baru?")
    grid.merged = [Area(2, 9, 2, 10)]
    assert said(grid).splitlines()[0] == "Butir!I2: E436 sel I2:J2 digabung"


def test_an_accepted_warning_is_written_as_a_list() -> None:
    _, applied = Grid().put(2, "accept", "W203: kata itu istilah resmi\nW204: begitu").applied()
    assert b"  accept:\n    - W203: kata itu istilah resmi\n    - W204: begitu\n" in applied.files[ITEMS]


def test_a_text_too_long_for_a_cell_stays_in_the_bank_and_cannot_be_copied() -> None:
    long = "kata " * 8000 + "akhir."
    reading = reading_of(replaced(ITEMS, "{id: Sekda memintanya., en:", f"{{id: {long}, en:"))
    grid = Grid(reading)
    cell = grid.rows[2][grid.names.index("rationale.id") + 1]
    assert isinstance(cell, str)
    assert cell.startswith("⟨quizgen ")
    assert len(cell) < 200
    assert grid.put(2, "stem.id", "Bolehkah ASN memakai topi calon?").problems() == []
    assert long.encode() in grid.applied()[1].files[ITEMS]
    grid.add(NEW_VERDICT | {"rationale.id": cell})
    assert said(grid).startswith("Butir!AB5: E441 ")


def test_two_rows_of_one_id_are_both_refused_where_nobody_can_tell_which_is_meant() -> None:
    grid = Grid()
    grid.rows[9] = dict(grid.rows[2])
    grid.put(9, "stem.id", "Baru?").put(2, "stem.en", "New?")
    assert [str(one.place) for one in grid.problems()] == ["Butir!A2", "Butir!A9"]
    assert grid.applied()[1].files == {}


def test_a_row_whose_mark_is_lost_is_refused_only_where_it_says_something_else() -> None:
    grid = Grid()
    for row in (2, 3):
        grid.put(row, "mark", "")
    assert grid.compared().problems == []
    assert said(grid.put(2, "stem.id", "Baru?")).splitlines()[0] == (
        'Butir!I2: E435 baris butir "atribut-1" berbeda dari bank soal, tetapi tanda tersembunyinya hilang'
    )


def test_a_cell_that_a_colleague_changed_too_is_a_conflict() -> None:
    now = reading_of(replaced(ITEMS, "{id: Sekda memintanya.,", "{id: Sekda menghendakinya.,"))
    grid = Grid().put(2, "rationale.id", "Sekda melarangnya.")
    assert shown(grid.problems(now)).splitlines()[0] == (
        "Butir!AB2: E433 sel ini juga diubah di bank soal sejak ekspor; di sana sekarang: Sekda menghendakinya."
    )
    assert grid.applied(now)[1].files == {}


def test_an_item_that_is_gone_is_named_only_where_its_row_was_edited() -> None:
    now = reading_of({ITEMS: original(ITEMS)[original(ITEMS).index("- id: atribut-2") :]})
    grid = Grid()
    assert grid.compared(now).problems == []
    grid.put(2, "stem.id", "Baru?")
    assert shown(grid.problems(now)).startswith('Butir!A2: E442 butir "atribut-1" tidak ada lagi di bank soal\n')


def test_an_item_with_faults_in_the_bank_is_named_only_where_its_row_was_edited() -> None:
    now = reading_of(replaced(ITEMS, "level: recall", "level: mengingat"))
    grid = Grid()
    assert grid.compared(now).problems == []
    grid.put(2, "stem.id", "Baru?")
    assert shown(grid.problems(now)).startswith('Butir!A2: E443 butir "atribut-1" di bank soal punya kesalahan')


def test_a_column_that_is_there_twice_keeps_all_rows_out() -> None:
    grid = Grid().put(2, "stem.id", "Baru?")
    grid.rows[1][60] = " pokok  SOAL (Indonesia)"
    assert said(grid).splitlines()[0] == 'Butir!BH1: E437 judul kolom "pokok SOAL (Indonesia)" sudah ada di I1'
    assert grid.applied()[1].files == {}


def test_a_version_that_goes_back_although_the_key_changed_is_refused() -> None:
    grid = Grid().put(3, "key", "a").put(3, "version", "0")
    assert said(grid).startswith("Butir!C3: E439 kuncinya berubah, tetapi versinya tidak naik dari 1\n")


def test_a_new_row_without_rules_is_told_what_it_lacks() -> None:
    grid = Grid()
    row = grid.add({"stem.id": "Bolehkah?", "kind": "verdict"})
    lacking = [str(one.place) for one in grid.problems() if one.code == "E431"]
    assert lacking == [f"Butir!{letter}{row}" for letter in ("J", "E", "G", "K")]


_JUNK = (
    st.text(max_size=20)
    | st.sampled_from(
        ["", "a", "a, b", "h", "verdict", "multiple", "approved", "retired", "ya", "atribut-1", "boleh", "2"]
    )
    | st.builds(Odd, st.sampled_from(["formula", "number", "date", "truth", "error"]), st.text(max_size=5))
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(2, 7), st.sampled_from([one.name for one in columns(4)]), _JUNK), max_size=8))
def test_whatever_is_typed_the_bank_gets_no_error_and_each_row_is_taken_or_named(
    typed: list[tuple[int, str, str | Odd]],
) -> None:
    grid = Grid()
    for row, name, cell in typed:
        if cell != "" or grid.names.index(name) + 1 in grid.rows.get(row, {}):
            grid.put(row, name, cell)
    comparison, applied = grid.applied()
    assert not [problem for problem in applied.problems if problem.is_error]
    assert not {edit.row.number for edit in applied.edits} & comparison.refused
    assert bool(comparison.refused) == bool(comparison.problems)
    again, nothing = grid.applied(applied.after)
    assert nothing.files == {}
    assert again.refused == comparison.refused
