"""Card, poster and pledge: only what is in force, by weight, as much as fits, and with its source."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quizgen.language import catalogue
from quizgen.open_bank import open_bank
from quizgen.render.card import Sizes, card_html, sizes
from quizgen.render.geometry import PAGE
from quizgen.render.handout import Emblem, Handout
from quizgen.render.measuring import fitting, lines, tall, width
from quizgen.render.norms import Room, chosen, norms
from quizgen.render.pledge import pledge_html, points
from quizgen.render.poster import poster_html
from quizgen.render.registry import renderer
from quizgen.shipped import shipped
from quizgen.verbatim import normalised, occurs
from tests.render.kit_sample import norm, order, printed, session
from tests.render.sample import page_texts
from tests.render.test_pdf import SVG

MM = 25.4 / 72


@pytest.fixture(scope="module")
def office() -> Handout:
    """An order with the shipped bank."""
    bank = open_bank(shipped("question_bank")).pick([])
    return order().__class__(order().form, bank, ("A",), session=session(papers=["card"]))


def names(rules: list[dict[str, Any]], modality: Any = "prohibition", **how: Any) -> list[str]:
    return [one.rule for one in norms(order(rules, **how), modality) if one.rule.startswith(modality)]


def test_a_rule_counts_only_approved_in_force_and_of_its_modality() -> None:
    rules = [
        norm(0, "prohibition"),
        norm(1, "prohibition", status="draft"),
        norm(2, "prohibition", valid={"until": "2024-01-31"}),
        norm(3, "prohibition", valid={"from": "2024-02-02"}),
        norm(4, "prohibition", valid={"from": "2024-02-01", "until": "2024-02-01"}),
        norm(5, "permission"),
        norm(6, "prohibition", instruments=["uu-9"]),
    ]
    assert sorted(names(rules)) == ["prohibition-0", "prohibition-4"]
    later = session(date="2024-02-02")
    assert sorted(names(rules, session=later)) == ["prohibition-0", "prohibition-3"]


def test_topics_take_turns_by_their_weight() -> None:
    rules = [norm(number, "prohibition", topic=f"topik-{number % 2}", instruments=[]) for number in range(8)]
    heavy = session(blueprint={"weights": {"topik-1": "3"}})
    assert names(rules, session=heavy)[:4] == ["prohibition-1", "prohibition-3", "prohibition-0", "prohibition-5"]
    assert names(rules, session=session())[:2] == ["prohibition-0", "prohibition-1"]


def test_the_legal_basis_in_force_is_named_else_who_said_it() -> None:
    found = {one.rule: one.source for one in norms(order([norm(0, "permission"), norm(1, "permission")]), "permission")}
    assert found["permission-0"] == "PP Nomor 1 Tahun 2001, Pasal 2 huruf c"
    assert found["permission-1"] == "Kepala Kantor Contoh; WARTA CONTOH, Kota Contoh, 28 Januari 2024."


def test_what_does_not_fit_is_left_out_whole_and_a_shorter_one_takes_its_place() -> None:
    long = norm(0, "prohibition", statement={"id": "panjang " * 60, "en": "x"})
    rules = [long, norm(1, "prohibition"), norm(2, "prohibition")]
    made = order(rules)
    found = [one for one in norms(made, "prohibition") if one.rule.startswith("prohibition")]
    room = Room(60.0, 24.0, 8.0, 5.6, 1.0)
    assert [one.rule for one in chosen(found, room, made)] == ["prohibition-1", "prohibition-2"]
    assert sum(room.height(one, made) for one in chosen(found, room, made)) <= 25.0


@pytest.mark.needs_pango
@pytest.mark.parametrize(("paper", "look"), [("a4", "plain"), ("f4", "full")])
def test_no_word_of_a_card_leaves_its_panel(paper: str, look: str) -> None:
    assert beyond_panels(printed("card", paper, look).data, sizes(order(paper=paper, large=look == "full"))) == []


@pytest.mark.needs_pango
@pytest.mark.parametrize("large", [False, True])
def test_a_title_of_300_characters_and_a_long_letterhead_stay_on_the_front_of_the_card(large: bool) -> None:
    title = {"id": ("Sosialisasi netralitas pegawai " * 10).strip()[:300], "en": ("Briefing " * 33).strip()}
    head = {
        "lines": ["PEMERINTAH KABUPATEN CONTOH YANG PANJANG", "BADAN KEPEGAWAIAN DAN PENGEMBANGAN SUMBER DAYA " * 2]
    }
    how = order(session=session(title=title, letterhead=head), second="en", large=large, emblem=Emblem("e.svg", SVG))
    made = renderer("card", "pdf").render(how)
    assert beyond_panels(made.data, sizes(how)) == []
    assert title["en"] in " ".join(page_texts(made.data)[0].split())


def beyond_panels(data: bytes, cut: Sizes) -> list[str]:
    """Give what of the text of two pages of cards lies over the edge of a panel."""
    import pypdfium2

    found = []
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) == 2
        for page in document:
            text, high = page.get_textpage(), page.get_height()
            foot = high - (cut.height * cut.down + 7.0) * 72 / 25.4
            for place in range(text.count_chars()):
                left, low, right, top = text.get_charbox(place)
                if low <= foot or not text.get_text_range(place, 1).strip():
                    continue
                across = [(side * MM - 7.0) / cut.width for side in (left, right)]
                down = [((high - side) * MM - 7.0) / cut.height for side in (top, low)]
                if any(int(begin + 0.02) != int(end - 0.02) for begin, end in (across, down)):
                    found.append(text.get_text_range(max(0, place - 9), 20))
    return found


@pytest.mark.needs_pango
def test_the_card_holds_all_that_it_says() -> None:
    html = card_html(order())
    shown = re.search(r"Memuat (\d+) dari (\d+) kebolehan, (\d+) dari (\d+) larangan, dan (\d+) dari (\d+) kew", html)
    assert shown
    counts = [int(one) for one in shown.groups()]
    assert counts[0] < counts[1] == 14
    inside = html[html.index('class="side inside"') :]
    cards = 4
    assert inside.count("<li>") == (counts[0] + counts[2]) * cards
    assert inside.count('class="source"') == inside.count("<li>")
    text = " ".join(page_texts(printed("card").data)[1].split())
    for found in set(re.findall(r"<li>(Ketentuan [^<]+?)<span", inside)):
        assert text.count(found) == cards


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_cards_fill_the_sheet(paper: str) -> None:
    short, long = PAGE["f4" if paper == "f4" else "a4"]
    for large in (False, True):
        cut = sizes(order(paper=paper, large=large))
        wide, high = (short, long) if large else (long, short)
        assert cut.across * cut.width * 2 == pytest.approx(wide - 14)
        assert cut.down * cut.height == pytest.approx(high - 22)


@pytest.mark.needs_pango
def test_every_statement_of_the_poster_has_its_source_in_the_foot() -> None:
    html = poster_html(order())
    notes = [int(one) for one in re.findall(r"<sup>(\d+)</sup></span></li>", html)]
    sources = re.findall(r'<span class="one"><sup>(\d+)</sup> <span lang="id">([^<]+)</span>', html)
    assert notes
    assert sorted(set(notes)) == [int(number) for number, _ in sources]
    assert printed("poster").pages == 1


def test_the_shipped_bank_fills_card_and_poster(office: Handout) -> None:
    for html in (card_html(office), poster_html(office)):
        assert html.count("<li>") >= 10
        assert "PP Nomor 94 Tahun 2021" in html


def test_what_is_promised_stands_word_for_word_in_the_evidence(office: Handout) -> None:
    found = points(office)
    assert len(found) == 5
    assert all(point.quoted and point.said for point in found)
    evidence = [normalised(one.quote) for rule in office.bank.rules.values() for one in rule.evidence]
    for point in found:
        assert any(occurs(point.text["id"], quote) for quote in evidence)
    assert len(found) == sum(key.startswith("pledge.point.") for key in catalogue("id", "kitpaper"))


def test_a_promise_whose_words_the_bank_does_not_have_is_no_quote() -> None:
    other = norm(1, "obligation", id="ikrar-netralitas", topic="ikrar_pakta")
    assert [(point.text["id"], point.quoted) for point in points(order([other]))] == [(other["statement"]["id"], False)]


def test_without_rules_on_pledges_duties_are_promised_and_their_basis_is_named() -> None:
    html = pledge_html(order([norm(0, "obligation")]))
    assert "Ketentuan obligation nomor 0" in html
    assert "Dasar: PP Nomor 1 Tahun 2001, Pasal 2 huruf c" in html
    assert "tanda kutip" not in html


def test_the_pledge_has_place_day_and_both_who_sign() -> None:
    html = pledge_html(order())
    assert "Kota Contoh, 1 Februari 2024" in html
    assert "Dra. Contoh Pejabat, M.Si." in html
    assert "……" in pledge_html(order(session=None))


@pytest.mark.needs_pango
def test_text_is_measured_as_wide_as_it_is_printed_or_a_little_wider() -> None:
    import pypdfium2

    made = renderer("attendance", "pdf").render(order(session=session(place="Mengukur lebar sebuah baris teks")))
    with pypdfium2.PdfDocument(made.data) as document:
        text = document[0].get_textpage()
        start = text.get_text_range().index("Mengukur")
        left = text.get_charbox(start)[0]
        right = text.get_charbox(start + len("Mengukur lebar sebuah baris teks") - 1)[2]
    real = (right - left) * 25.4 / 72
    assert real <= width("Mengukur lebar sebuah baris teks", 11.5, bold=True) <= real * 1.06


def test_lines_are_counted_as_they_break() -> None:
    word = width("kata", 10)
    assert lines("kata kata kata", word * 1.5, 10) == 3
    assert lines("kata kata kata", word * 2.5, 10) == 2
    assert lines("kata" * 3, word * 2, 10) == 2
    assert lines("", 10, 10) == 1
    assert tall(["kata", "kata kata"], word * 1.5, 10, leading=1.0) == pytest.approx(30 * MM)
    assert fitting(lambda size: size, 5.0, (10.0, 4.0)) == 4.0
    assert fitting(lambda size: size, 1.0, (10.0, 4.0)) == 4.0
