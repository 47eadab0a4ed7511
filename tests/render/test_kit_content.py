"""What stands on the papers of a session: tests told apart, people and times, reasons, and pages saved."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from quizgen.render.attendance import attendance_html
from quizgen.render.certificate import certificate_html
from quizgen.render.coverage import matrix_html, matrix_of
from quizgen.render.guide import guide_html
from quizgen.render.key import key_html
from quizgen.render.occasion import kit_tests
from quizgen.render.questions import questions_html
from quizgen.render.registry import renderer
from quizgen.render.sheet import sheet_html
from quizgen.render.tightening import HALF
from tests.render.kit_sample import norm, order, people, session
from tests.render.sample import handout, items, page_texts


def rows(html: str, table: str) -> list[list[str]]:
    """Give the text of each cell of the body of a table by its class."""
    body = re.search(rf'<table class="{table}">.*?<tbody>(.*?)</tbody>', html, re.DOTALL)
    assert body
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body.group(1), re.DOTALL)
    ]


def test_variants_are_told_apart_by_the_items_that_they_share() -> None:
    assert [(test.part, test.variants) for test in kit_tests(order())] == [("pre", ("A", "B")), ("post", ("C", "D"))]
    assert [(test.part, test.variants) for test in kit_tests(order(variants="D"))] == [("post", ("D",))]
    assert [(test.part, test.variants) for test in kit_tests(handout(items(3), "AB"))] == [(None, ("A", "B"))]
    only = order(session=session(tests=["post"]), variants="C", part="post")
    assert [test.part for test in kit_tests(only)] == ["post"]


def test_the_question_form_says_which_test_it_is_and_where_to_answer() -> None:
    before, after = questions_html(order(), "B"), questions_html(order(), "C")
    assert "<strong>Tes awal (pre-test)</strong> · Paket soal K7Q2MX · 5 butir soal" in before
    assert "<strong>Tes akhir (post-test)</strong>" in after
    assert "Sosialisasi Netralitas Pegawai" in before
    assert "Jawablah pada lembar jawaban" in before
    assert "Silang (X)" not in before
    assert "Silang (X)" in questions_html(order(session=session(papers=["questions"])), "A")
    assert "Tes awal" not in questions_html(handout(items(3)), "A")


def test_the_key_has_each_test_apart_with_the_letters_of_its_own_variants() -> None:
    html = key_html(order())
    glance = html[: html.index("<h2>Pembahasan")]
    assert re.findall(r"<h3>([^<]+)|<caption>Varian (.)", glance) == [
        ("Tes awal (pre-test)", ""), ("", "A"), ("", "B"), ("Tes akhir (post-test)", ""), ("", "C"), ("", "D"),
    ]  # fmt: skip
    before, after = re.split(r"<h2>Pembahasan: Tes akhir", html[html.index("<h2>Pembahasan") :])
    for part, letters, others in ((before, "AB", "CD"), (after, "CD", "AB")):
        assert all(f"Varian {letter} nomor" in part for letter in letters)
        assert not any(f"Varian {letter} nomor" in part for letter in others)
    ids = re.findall(r'data-whole="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 10


def test_the_attendance_list_names_everybody_and_keeps_blank_rows() -> None:
    found = rows(attendance_html(order(people=people(40), session=session(spare="7"))), "list")
    assert len(found) == 47
    assert found[0][:4] == ["1", "Peserta 001", "198000001", "Unit 1"]
    assert found[41][:4] == ["42", "", "", ""]
    assert [row[-2:] for row in found[:3]] == [["1", ""], ["", "2"], ["3", ""]]


def test_an_anonymous_list_has_the_names_and_not_the_codes() -> None:
    html = attendance_html(order(people=people(3, coded=True)))
    assert [row[1] for row in rows(html, "list")][:3] == ["Peserta 001", "Peserta 002", "Peserta 003"]
    assert "K-00" not in html


def test_an_anonymous_test_asks_for_a_code_and_nothing_else() -> None:
    coded = order(variants="A", session=session(anonymous="true"))
    for html in (questions_html(coded, "A"), sheet_html(coded, "A")):
        assert re.findall(r'data-stamp="([a-z]+)"', html).count("code") == 1
        assert not re.search(r">(Nama|NIP|Unit kerja)<", html)


@pytest.mark.needs_pango
def test_a_list_of_200_people_repeats_its_head_on_every_page() -> None:
    made = renderer("attendance", "pdf").render(order(people=people(200)))
    pages = page_texts(made.data)
    assert len(pages) == made.pages > 5
    assert all("Tanda tangan" in page and "Unit kerja" in page for page in pages[:-1])
    text = " ".join(pages)
    assert all(f"Peserta {one:03}" in text for one in range(1, 201))


def test_the_guide_gives_the_usual_timetable_from_the_start() -> None:
    found = rows(guide_html(order()), "agenda")
    assert [row[0] for row in found] == [
        "08.30", "08.45", "08.55", "09.05", "09.50", "10.35", "10.50", "11.00", "11.10",
    ]  # fmt: skip
    assert found[2][1:] == ["Tes awal (pre-test)", "10"]
    assert found[-1] == ["11.10", "Jumlah", "160"]


def test_the_guide_gives_the_sessions_own_timetable() -> None:
    own = session(start="", agenda=[{"minutes": "25", "what": {"id": "Doa", "en": "Prayer"}}])
    assert rows(guide_html(order(session=own)), "agenda") == [["Doa", "25"], ["Jumlah", "25"]]
    late = session(start="23:50", agenda=[{"minutes": "25", "what": {"id": "Doa", "en": "Prayer"}}])
    assert rows(guide_html(order(session=late)), "agenda")[-1] == ["00.15", "Jumlah", "25"]


def test_the_guide_prepares_what_the_session_prints() -> None:
    html = guide_html(order(session=session(papers=["questions", "poster"], spare="4"), people=people(30)))
    assert "Lembar soal varian A, B, C, D, 30 peserta dan 4 cadangan" in html
    assert "Poster A3" in html
    assert "Kartu saku, " not in html
    assert "sebanyak peserta, ditambah 5 cadangan" in guide_html(order())


def test_the_guide_discusses_the_first_test_and_keeps_the_items_of_the_last_to_their_letters() -> None:
    made = order()
    html = guide_html(made)
    before, after = ({slot.item for slot in made.form.variants[letter]} for letter in "AC")
    assert {one for one in before if f'data-whole="{one}"' in html} == before
    assert [one for one in after if f'data-whole="{one}"' in html] == []
    assert html.count("<caption>Varian") == 4
    for item in (made.bank.items[name] for name in before):
        assert item.stem.id in html
        for letter, option in item.options.items():
            assert (option.rationale.id in html) or letter not in item.keys
        if item.discussion:
            assert item.discussion.id in html


def test_misconceptions_are_wrong_options_with_the_reason_of_the_bank() -> None:
    made = order()
    part = guide_html(made)
    part = part[part.index("Salah paham") : part.index("Tes akhir (post-test)</h2>")]
    said = re.findall(r"<p>(Alasan [^<]+)</p></li>", part)
    wrong = {
        option.rationale.id
        for slot in made.form.variants["A"]
        for letter, option in made.bank.items[slot.item].options.items()
        if letter not in made.bank.items[slot.item].keys
    } | {
        item.distractor_rationale.id
        for slot in made.form.variants["A"]
        if (item := made.bank.items[slot.item]).distractor_rationale
    }
    assert len(said) == 5
    assert set(said) <= wrong


def test_the_certificate_claims_no_more_than_that_someone_took_part() -> None:
    html = certificate_html(order())
    assert "atas keikutsertaannya sebagai peserta dalam" in html
    assert "yang diselenggarakan di Aula Kantor Contoh pada 1 Februari 2024" in html
    assert not re.search("lulus|undang-undang|pasal", html, re.IGNORECASE)


def test_the_matrix_of_a_kit_names_its_form_and_the_day_of_the_session() -> None:
    html = matrix_html(matrix_of(order(large=True, second="en")))
    assert "1 Februari 2024" in html
    assert "K7Q2MX" in html.replace("\\4b 7Q2\\4d X", "K7Q2MX")
    assert 'class="second"' not in html


def test_the_matrix_of_a_kit_has_no_rule_that_does_not_bind_that_day() -> None:
    rules = [norm(0, "prohibition"), norm(1, "prohibition", valid={"from": "2024-02-02"})]
    assert {"prohibition-0", "prohibition-1"} & set(matrix_of(order(rules)).bank.rules) == {"prohibition-0"}


@pytest.mark.needs_pango
def test_a_last_page_that_would_be_half_empty_is_saved_by_tighter_setting() -> None:
    saved = []
    for count in range(8, 13):
        alone, kit = handout(items(count)), handout(items(count), session=session(papers=["questions"]))
        loose, made = (renderer("questions", "pdf").render(one) for one in (alone, kit))
        assert made.pages <= loose.pages
        saved.append(made.pages < loose.pages)
        text = page_texts(made.data)
        assert "".join(text).count("(butir ") == count
        assert "end" not in {field.name for field in made.fields}
    assert any(saved)
    assert HALF == 0.5


@pytest.mark.needs_pango
def test_print_that_is_set_tighter_is_not_smaller_than_it_may_be() -> None:
    kit = handout(items(12), session=session(papers=["questions"]))
    assert '<html class="tight"' not in questions_html(kit, "A")
    for large, least in ((False, 10.5), (True, 18.0)):
        made = renderer("questions", "pdf").render(replace(kit, large=large))
        sizes = item_sizes(made.data)
        assert sizes
        assert min(sizes) >= least - 0.01
    assert item_sizes(renderer("questions", "pdf").render(kit).data) == {10.8}


def item_sizes(data: bytes) -> set[float]:
    """Sizes in pt of the print of the stems' last words."""
    import pypdfium2
    from pypdfium2 import raw

    found = set()
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            for one in re.finditer(r"\(butir", text.get_text_range()):
                found.add(round(raw.FPDFText_GetFontSize(text, one.start()) * 0.75, 1))
    return found
