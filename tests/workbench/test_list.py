"""`quizgen list`: filters, and the same rows as table, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.terminal.table import fitted
from tests.workbench.desk import ITEMS, RULES, Desk

HEAD = "id\ttopic\tstatus\tkind\tlevel\tkey\trules\ttext\n"
ROWS = {
    "atribut-1": (
        "atribut-1\tatribut\tapproved\tverdict\trecall\ttidak\tatribut-calon\tBolehkah ASN memakai atribut calon?\n"
    ),
    "atribut-2": (
        "atribut-2\tatribut\tapproved\tsingle\tapply\tb\tatribut-calon\t"
        "Anda diberi topi bergambar calon. Apa yang Anda lakukan?\n"
    ),
    "hak-pilih-1": (
        "hak-pilih-1\thak_pilih\tapproved\tmultiple\tanalyse\ta,c\tboleh-memilih\t"
        "Hari pemungutan suara. Apa yang boleh Anda lakukan?\n"
    ),
}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ("", ["atribut-1", "atribut-2", "hak-pilih-1"]),
        ("--topic hak_pilih", ["hak-pilih-1"]),
        ("--topic hak_pilih --topic atribut", ["atribut-1", "atribut-2", "hak-pilih-1"]),
        ("--kind single", ["atribut-2"]),
        ("--level recall --level apply", ["atribut-1", "atribut-2"]),
        ("--rule boleh-memilih", ["hak-pilih-1"]),
        ("--status approved --kind verdict", ["atribut-1"]),
        ("--text 'TOPI bergambar'", ["atribut-2"]),
        ("--text 'colleague cap'", ["atribut-2"]),
    ],
)
def test_filters_are_joined_and_the_values_of_one_are_alternatives(desk: Desk, filters: str, found: list[str]) -> None:
    assert desk.run(f"list {filters}") == (0, HEAD + "".join(ROWS[name] for name in found), "")


def test_nothing_that_fits_is_said_and_no_fault(desk: Desk) -> None:
    assert desk.run("list --status retired") == (0, HEAD, "quizgen: Tidak ada yang cocok.\n")


@pytest.mark.parametrize(
    ("what", "table"),
    [
        (
            "rules",
            (
                "id\ttopic\tstatus\tmodality\titems\ttext\n"
                "atribut-calon\tatribut\tapproved\tprohibition\t2\tASN do not wear a candidate's attributes.\n"
                "boleh-memilih\thak_pilih\tapproved\tpermission\t1\tASN may vote.\n"
            ),
        ),
        (
            "sources",
            (
                "id\tpublished\tpublisher\trules\ttext\n"
                "kabar\tSenin, 1 April 2024\tWARTA CONTOH\t2\tSekda minta ASN netral\n"
            ),
        ),
        (
            "instruments",
            (
                "id\tnumber\tarticle\tfrom\tuntil\trules\ttext\n"
                "pp-1\tPP Nomor 1 Tahun 2001\t\t2001-01-01\t\t1\tDiscipline\n"
            ),
        ),
    ],
)
def test_rules_sources_and_instruments_are_listed_too(desk: Desk, what: str, table: str) -> None:
    assert desk.run(f"list --what {what} --lang en") == (0, table, "")


def test_json_and_csv_say_where_each_record_stands(desk: Desk) -> None:
    rows = json.loads(desk.run("list --format json").out)
    assert [(row["id"], row["file"], row["line"]) for row in rows][:2] == [
        ("atribut-1", ITEMS, 1),
        ("atribut-2", ITEMS, 10),
    ]
    table = list(csv.DictReader(io.StringIO(desk.run("list --format csv").out)))
    assert [{**row, "line": int(row["line"])} for row in table] == rows


def test_a_spreadsheet_takes_no_text_for_a_formula(desk: Desk) -> None:
    desk.write(ITEMS, desk.text(ITEMS).replace("Bolehkah ASN memakai atribut calon?", "'=HYPERLINK(1)'"))
    rows = list(csv.DictReader(io.StringIO(desk.run("list --format csv --text hyperlink").out)))
    assert [row["text"] for row in rows] == ["'=HYPERLINK(1)"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--topic atribu", 'nilai "atribu" untuk --topic tidak ada; mungkin maksudnya: atribut, hak_pilih'),
        ("--rule atribut-kalon", 'nilai "atribut-kalon" untuk --rule tidak ada; mungkin maksudnya: atribut-calon'),
        ("--rule zzz", 'nilai "zzz" untuk --rule tidak ada'),
        ("--what rules --kind single", "--kind hanya berlaku untuk --what items"),
        ("--what sources --status draft", "--status hanya berlaku untuk --what items, rules"),
    ],
)
def test_a_filter_that_does_not_fit_is_wrong_usage(desk: Desk, line: str, said: str) -> None:
    assert desk.run(f"list {line}") == (2, "", f"quizgen: {said}\n")


def test_what_can_be_read_of_a_broken_bank_is_listed_and_the_rest_told(desk: Desk) -> None:
    desk.write(RULES, desk.text(RULES) + "- id: rusak\n  modality: x\n")
    done = desk.run("list --what rules --topic hak_pilih --lang en")
    assert (done.code, done.out.count("\n")) == (1, 2)
    assert done.err.endswith("errors of form; what could not be read is not listed (see: quizgen check)\n")


def test_a_table_takes_the_width_and_leaves_out_what_matters_least() -> None:
    heads, rows = ["id", "status", "rules", "text"], [["a-1", "approved", "x-rule", "A text that goes on and on"]]
    assert list(fitted(heads, rows, 60)) == [
        "id   status    rules   text",
        "a-1  approved  x-rule  A text that goes on and on",
    ]
    assert list(fitted(heads, rows, 36)) == ["id   status    text", "a-1  approved  A text that goes on…"]
    assert list(fitted(heads, rows, 24)) == ["id   text", "a-1  A text that goes o…"]


cells = st.text(st.characters(codec="ascii", categories=["L", "N"]), max_size=40)


@given(
    st.integers(20, 120),
    st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=4)),
)
def test_no_line_of_a_table_is_wider_than_the_terminal(width: int, rows: list[list[str]]) -> None:
    lines = list(fitted(rows[0], rows[1:], width))
    assert len(lines) == len(rows)
    assert all(len(line) <= width for line in lines)
