"""The question form: what stands on it, and what never breaks on it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from quizgen.render.long_words import breakable
from quizgen.render.questions import questions_html
from quizgen.render.registry import renderer
from tests.render.golden import matches_golden
from tests.render.sample import handout, items, options, page_texts

LONG = (
    "Pada hari terakhir masa kampanye, ketua panitia perayaan di kelurahan Anda meminta semua pegawai yang tinggal "
    "di sana memakai topi berlambang partai, sambil mengumumkan nama seorang calon lewat pengeras suara di depan warga "
    "yang datang; apa yang sebaiknya Anda lakukan saat itu juga di tempat?"
)
HOSTILE = "{{ 7*7 }} {% raw %} <script>alert(1)</script> [bold]x[/bold] & < > \"petik\" 'satu' \\0041"


def printed(data: bytes) -> str:
    return " ".join(" ".join(page_texts(data)).split())


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_a_small_form_is_as_agreed(language: str) -> None:
    matches_golden(f"questions-{language}.html", questions_html(handout(items(3), language=language), "A"))


@pytest.mark.needs_pango
def test_an_item_and_its_options_stand_on_one_page() -> None:
    many = items(30)
    for one in many[1::3]:
        one["stem"] = {"id": f"{LONG} (butir {one['id'][-3:]})", "en": "x"}
        one["options"] = options("abcdefgh", one["id"])
    order = handout(many, "AB")
    pages = page_texts(renderer("questions", "pdf").render(order).data)
    for one in many:
        name = f"(butir {one['id'][-3:]})" if one["stem"]["id"].startswith("Pada") else f"(butir {int(one['id'][-3:])})"
        on = [page for page in pages if name in page]
        assert len(on) == 2, name  # once in each variant
        for option in one.get("options", {}).values():
            assert all(option["id"] in page.replace("\n", " ") for page in on)


@pytest.mark.needs_pango
def test_every_page_says_form_bank_and_page_of_pages_of_its_variant() -> None:
    order = handout(items(12), "AB")
    pages = page_texts(renderer("questions", "pdf").render(order).data)
    feet = [
        (found.group(1), int(found.group(2)), int(found.group(3)))
        for page in pages
        if (found := re.search(rf"Paket soal {order.form.id}-(.)\s.*Halaman (\d+) dari (\d+)", page, re.DOTALL))
    ]
    filled = [page for page in pages if page.strip()]
    assert len(feet) == len(filled) > 2
    assert all("Bank soal 2026.1+abc123" in page for page in filled)
    for letter in "AB":
        own = [(number, of) for variant, number, of in feet if variant == letter]
        assert own == [(number, len(own)) for number in range(1, len(own) + 1)]


@pytest.mark.needs_pango
def test_each_variant_begins_on_the_front_of_a_sheet() -> None:
    order = handout(items(3), "ABC")  # one page each
    pages = page_texts(renderer("questions", "pdf").render(order).data)
    assert ["Halaman" in page for page in pages] == [True, False, True, False, True]


@pytest.mark.needs_pango
@pytest.mark.parametrize("kind", ["questions", "key"])
def test_text_that_looks_like_code_is_printed_as_written(kind: str) -> None:
    one = items(3)
    one[1]["stem"] = {"id": HOSTILE, "en": HOSTILE}
    one[1]["options"]["a"]["id"] = HOSTILE
    text = printed(renderer(kind, "pdf").render(handout(one)).data)
    assert text.count(" ".join(HOSTILE.split())) == 2


@pytest.mark.parametrize("suffix", ["questions", "key"])
def test_text_that_looks_like_markup_stays_text_in_html(suffix: str) -> None:
    one = items(3)
    one[1]["stem"] = {"id": HOSTILE, "en": HOSTILE}
    html = renderer(suffix, "html").render(handout(one)).data.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script" not in html
    assert "{{ 7*7 }}" in html


def test_a_bank_version_cannot_leave_the_style_sheet() -> None:
    order = handout(items(3))
    form: Any = order.form
    page = questions_html(
        type(order)(type(form)("K7Q2M4", '"}</style><b>', "2024-02-01", "1", form.variants), order.bank, ("A",)), "A"
    )
    assert "<b>" not in page
    assert page.count("</style>") == 1


@pytest.mark.needs_pango
@pytest.mark.parametrize("kind", ["questions", "key"])
def test_a_very_long_word_stays_on_the_paper(kind: str) -> None:
    one = items(3)
    one[1]["stem"] = {"id": "W" * 300, "en": "x"}
    data = renderer(kind, "pdf").render(handout(one)).data
    assert "W" * 300 in "".join(page_texts(data)).replace("\n", "")
    lines = [line for page in page_texts(data) for line in page.split("\n") if "WWW" in line]
    assert all(len(line) < 80 for line in lines)


def test_the_kinds_of_item_are_marked() -> None:
    html = questions_html(handout(items(6)), "A")
    assert html.count("Pilih semua yang benar</p>") == 2
    assert html.count('<li class="item verdict" ') == 2
    assert "2 butir soal pilihan ganda" in html
    assert "butir soal boleh atau tidak boleh" in html


def test_instructions_name_only_the_kinds_that_there_are() -> None:
    html = questions_html(handout(items(1)), "A")
    assert "1 butir soal boleh atau tidak boleh: pilih salah satu." in html
    assert "pilihan ganda" not in html
    assert "Pilih semua" not in html


@pytest.mark.needs_pango
@pytest.mark.parametrize("kind", ["questions", "key"])
@pytest.mark.parametrize("word", ["W" * 90, "contoh.example/" + "jalan/" * 20])
def test_a_long_word_begins_beside_its_letter(kind: str, word: str) -> None:
    one = items(2)
    one[1]["options"]["a"]["id"] = word
    lines = "\n".join(page_texts(renderer(kind, "pdf").render(handout(one)).data)).split("\n")
    beside = next(line for line in lines if word[:20] in line)
    assert re.match(rf"[A-D] ?{re.escape(word[:20])}", beside), beside


def test_only_a_word_that_may_be_too_long_may_break() -> None:
    assert breakable(f"a & b\n{'x' * 40} {'y' * 41}") == (f'a &amp; b\n{"x" * 40} <span class="long">{"y" * 41}</span>')


@pytest.mark.parametrize(("count", "said"), [(1, "Form {form} · 1 item<"), (2, "Form {form} · 2 items<")])
def test_english_has_its_singular(count: int, said: str) -> None:
    order = handout(items(count), language="en")
    assert said.format(form=order.form.id) in questions_html(order, "A")
