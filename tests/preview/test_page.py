"""The page: what stands in which part, and that nothing of the bank becomes markup."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from quizgen.preview.answer import answered
from quizgen.preview.page import PARTS, Page
from quizgen.preview.paper import paper_html
from quizgen.preview.query import Query, listed, query_of
from quizgen.preview.snapshot import Snapshot, unreadable
from tests.preview.shown import HAK, ITEMS, shown
from tests.tiny import original, replaced

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> \\\"' {{ 7*7 }} {% raw %} </iframe>"


class Seen(HTMLParser):
    """What a browser makes of a page: its elements, its texts, and attributes that could run something."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.active: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.active += [
            name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def parts(state: Snapshot, language: str = "id", **asked: str) -> dict[str, str]:
    found: dict[str, Any] = Page(language).parts(state, query_of({name: [value] for name, value in asked.items()}))
    assert tuple(found["parts"]) == PARTS
    json.dumps(found)
    return {name: re.sub(r"\s+", " ", Seen(html).text).strip() for name, html in found["parts"].items()}


def hostile() -> Snapshot:
    """Give a bank whose every text tries to be markup."""
    items = original(ITEMS)
    for text in ("Bolehkah ASN memakai atribut calon?", "Sekda memintanya.", "Memakainya di rumah", "Tetap atribut."):
        items = items.replace(text, f'"{HOSTILE}{text}"')
    rules = original("rules/atribut.yaml").replace("ASN tidak memakai atribut calon.", f'"{HOSTILE}"')
    settings = original("bank.yaml").replace("Bank kecil", f'"{HOSTILE}"')
    state = shown({ITEMS: items, "rules/atribut.yaml": rules, "bank.yaml": settings})
    assert not state.errors, [str(one) for one in state.problems]
    return state


def test_an_item_is_shown_with_its_place_its_quiz_and_what_it_rests_on() -> None:
    seen = parts(shown(), item="atribut-2")
    assert "atribut-2" in seen["head"]
    assert "question_bank/items/atribut.yaml:10" in seen["head"]
    assert "Anda diberi topi bergambar calon. Apa yang Anda lakukan?" in seen["quiz"]
    assert "tidak memakai atribut calon selama masa kampanye" in seen["basis"]
    assert "PP Nomor 1 Tahun 2001" in seen["basis"]
    assert (seen["problems"], seen["status"]) == ("", "tanpa catatan")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", 'Catatan pemeriksaan Kesalahan E309 kunci jawaban "d" tidak ada di antara pilihan: a, b, c '),
        ("en", 'Messages of the check Error E309 the key "d" is not among the options: a, b, c '),
    ],
)
def test_a_message_stands_beside_its_item_with_place_line_and_hint(language: str, words: str) -> None:
    seen = parts(shown(replaced(ITEMS, "key: b", "key: d")), language, item="atribut-2")
    assert seen["problems"].startswith(f"{words}question_bank/items/atribut.yaml:21:8 key: d")


def test_items_with_errors_come_first_unless_asked_otherwise() -> None:
    state = shown(replaced(HAK, "key: [a, c]", "key: [a, d]"))
    assert [row.id for row in listed(state, Query())] == ["hak-pilih-1", "atribut-1", "atribut-2"]
    assert [row.id for row in listed(state, Query(order="file"))] == ["atribut-1", "atribut-2", "hak-pilih-1"]
    assert [row.id for row in listed(state, Query(only="errors"))] == ["hak-pilih-1"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"q": "TOPI bergambar"}, ["atribut-2"]),
        ({"q": "election"}, ["hak-pilih-1"]),
        ({"q": "boleh-memilih"}, ["hak-pilih-1"]),
        ({"topic": "atribut", "kind": "single"}, ["atribut-2"]),
        ({"status": "draft"}, []),
        ({"only": "problems"}, []),
        ({"kind": "no such kind"}, ["atribut-1", "atribut-2", "hak-pilih-1"]),
    ],
)
def test_the_list_is_searched_and_filtered(asked: dict[str, str], ids: list[str]) -> None:
    assert [row.id for row in listed(shown(), query_of({name: [one] for name, one in asked.items()}))] == ids


def test_a_long_list_is_shown_page_by_page_and_opens_where_the_item_is() -> None:
    one = original(ITEMS).split("- id: atribut-2")[0]
    many = "".join(one.replace("id: atribut-1", f"id: atribut-{number:03}") for number in range(250))
    state = shown({ITEMS: many})
    seen = parts(state, item="atribut-149", order="file")
    assert "251 dari 251" in seen["list"]
    assert "Halaman 2 dari 3" in seen["list"]
    assert "atribut-149" in seen["list"]
    assert "atribut-020" not in seen["list"]
    assert "150 dari 251" in seen["head"]


@pytest.mark.parametrize("sheet", ["questions", "key"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_of_a_hostile_bank_becomes_markup(sheet: str, language: str) -> None:
    state = hostile()
    whole = Page(language).whole(state, Query(item="atribut-1", view="both", sheet=sheet, q=HOSTILE))
    for html in (whole, paper_html(state, state.bank.items["atribut-1"], "id", sheet)):
        seen = Seen(html)
        assert seen.tags.count("script") == (1 if html is whole else 0)
        assert "img" not in seen.tags
        assert seen.active == []
        assert "<script>alert(1)</script>" in seen.text
        assert "{{ 7*7 }}" in seen.text
    told = Page(language).feedback(state, "atribut-1", "id", "A")
    assert told is not None
    assert "img" not in Seen(told).tags


def test_what_is_asked_for_is_no_markup_either() -> None:
    html = Page("id").whole(shown(), query_of({"item": [HOSTILE], "q": ['"><script>']}))
    assert Seen(html).tags.count("script") == 1


def test_the_paper_is_the_page_that_is_printed_with_one_item() -> None:
    state = shown()
    questions = Seen(paper_html(state, state.bank.items["atribut-2"], "en", "questions")).text
    key = Seen(paper_html(state, state.bank.items["atribut-2"], "en", "key")).text
    assert "You are given a candidate's cap. What do you do?" in questions
    assert "That is what is asked." not in questions
    assert "That is what is asked." in key


@pytest.mark.parametrize(
    ("item", "letters", "right", "verdict"),
    [
        ("atribut-1", "B", True, "BENAR."),
        ("atribut-1", "A", False, "KELIRU."),
        ("atribut-2", "B", True, "BENAR."),
        ("hak-pilih-1", "AC", True, "BENAR."),
        ("hak-pilih-1", "A", False, "KELIRU."),
    ],
)
def test_an_answer_gets_the_verdict_of_the_quiz(item: str, letters: str, right: bool, verdict: str) -> None:
    state = shown()
    told = answered(state, state.bank.items[item], "id", letters)
    assert told is not None
    assert (told["right"], told["verdict"]) == (right, verdict)
    assert told["quotes"]


@pytest.mark.parametrize("letters", ["", "Z", "AB", "<", "ABCDEFGH"])
def test_an_answer_that_the_item_does_not_have_is_none(letters: str) -> None:
    state = shown()
    assert answered(state, state.bank.items["atribut-2"], "id", letters) is None


def test_an_item_whose_key_is_no_option_is_shown_and_the_quiz_says_that_it_cannot_score_it() -> None:
    state = shown(replaced(ITEMS, "key: b", "key: d"))
    told = Page("id").feedback(state, "atribut-2", "id", "A")
    assert told is not None
    assert "perbaiki dahulu kunci dan pilihannya" in told
    assert "atribut-2" in parts(state, item="atribut-2", sheet="key")["head"]
    paper_html(state, state.bank.items["atribut-2"], "id", "key")


def test_a_quote_stands_in_its_paragraph_with_source_and_date() -> None:
    html = Page("id").parts(shown(), Query(item="atribut-1"))["parts"]["basis"]
    assert "<mark>tidak memakai atribut calon selama masa kampanye</mark>" in html
    assert "WARTA CONTOH, 1 April 2024" in html
    assert "seeds/kabar.txt" in html


def test_an_item_that_is_gone_gives_near_ones_and_an_empty_bank_says_how_to_begin() -> None:
    assert "atribut-1" in parts(shown(), item="atribut-9")["head"]
    assert "quizgen new item" in parts(shown({ITEMS: "", HAK: ""}))["head"]


def test_the_last_good_state_says_that_it_is_one() -> None:
    broken = shown({ITEMS: original(ITEMS).replace("kind: single", "kind: 'single")}, shown())
    assert "keadaan terakhir yang baik" in parts(broken, item="atribut-2")["problems"]
    gone = unreadable(broken, "question_bank: Permission denied")
    assert "tidak terbaca (question_bank: Permission denied)" in parts(gone)["status"]


def test_all_messages_of_the_bank_stand_on_one_page() -> None:
    state = shown(replaced(ITEMS, "key: b", "key: d") | {"bank.yaml": original("bank.yaml") + "lain: 1\n"})
    seen = parts(state, all="1")
    assert "E309" in seen["problems"]
    assert "question_bank/bank.yaml" in seen["problems"]
    assert seen["quiz"] == ""
