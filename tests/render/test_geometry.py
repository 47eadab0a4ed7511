"""The answer sheet: what is printed is where the geometry says, so that a scan can be read by it."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.render.geometry import BOTTOM, AnswerSheet, Box, answer_sheet
from quizgen.render.registry import renderer
from quizgen.render.sheet import code_of, sheet_html
from tests.render.kit_sample import order, printed, session
from tests.render.sample import handout, items, page_texts

MM = 25.4 / 72
NEAR = 0.15
"""mm."""
sheets = st.builds(
    answer_sheet,
    st.sampled_from(["a4", "f4"]),
    st.lists(st.integers(2, 8), min_size=1, max_size=100),
    large=st.booleans(),
    two_languages=st.booleans(),
)


@cache
def shapes(data: bytes) -> list[list[Box]]:
    """Boxes of all drawn shapes of each page, mm from its upper left corner."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            height = page.get_height()
            bounds = [one.get_bounds() for one in page.get_objects(max_depth=4)]
            found.append([Box(x * MM, (height - top) * MM, (r - x) * MM, (top - y) * MM) for x, y, r, top in bounds])
    return found


def is_drawn(wanted: Box, page: list[Box], near: float = NEAR) -> bool:
    return any(all(abs(one - other) <= near for one, other in zip(wanted, box, strict=True)) for box in page)


@given(sheets)
def test_no_two_bubbles_touch_and_all_lie_between_the_corner_marks(sheet: AnswerSheet) -> None:
    width, height = sheet.size
    taken = set()
    for item, count in enumerate(sheet.options, 1):
        row = [sheet.bubble(item, "ABCDEFGH"[place]) for place in range(count)]
        assert all(after.x - before.x > before.diameter for before, after in pairwise(row))
        assert sheet.number(item).x >= 15
        assert row[-1].x + row[-1].diameter / 2 <= width - 15
        assert row[0].y + row[0].diameter / 2 <= height - BOTTOM
        assert row[0].y - row[0].diameter / 2 >= sheet.qr(row[0].page).y + sheet.qr(row[0].page).height
        taken.add((row[0].page, round(row[0].x, 3), round(row[0].y, 3)))
        assert item in sheet.on_page(row[0].page)
    assert len(taken) == len(sheet.options)
    assert sheet.pages == max(page for page, _, _ in taken) + 1
    assert [item for page in range(sheet.pages) for item in sheet.on_page(page)] == list(range(1, len(taken) + 1))


@given(sheets)
def test_columns_do_not_reach_into_one_another(sheet: AnswerSheet) -> None:
    for page in range(sheet.pages):
        starts = sorted({round(sheet.number(item).x, 3) for item in sheet.on_page(page)})
        wide = sheet.print.number + sheet.print.across * max(sheet.options)
        assert all(after - before >= wide for before, after in pairwise(starts))


@pytest.mark.parametrize(("item", "letter"), [(0, "A"), (3, "A"), (1, "C"), (1, "a"), (2, "D")])
def test_a_bubble_that_is_not_there_is_refused(item: int, letter: str) -> None:
    with pytest.raises(IndexError, match=f"item {item} has no option {letter}"):
        answer_sheet("a4", [2, 3]).bubble(item, letter)


@pytest.mark.parametrize("paper", ["a4", "f4"])
def test_a_hundred_items_of_five_options_stand_on_one_page(paper: str) -> None:
    assert AnswerSheet("f4" if paper == "f4" else "a4", (5,) * 100).pages == 1


@pytest.mark.needs_pango
@pytest.mark.parametrize(("paper", "look"), [("a4", "plain"), ("f4", "full")])
def test_marks_and_bubbles_are_printed_where_the_geometry_says(paper: str, look: str) -> None:
    made = printed("sheet", paper, look)
    full = look == "full"
    slots = order(variants="A").form.variants["A"]
    options = [len(slot.order) or 2 for slot in slots]
    plan = answer_sheet("f4" if paper == "f4" else "a4", options, large=full, two_languages=full)
    pages = shapes(made.data)
    assert plan.pages == made.pages == len(pages)
    for page in pages:
        assert all(is_drawn(mark, page) for mark in plan.marks)
    for item, count in enumerate(options, 1):
        for letter in "ABCDEFGH"[:count]:
            at = plan.bubble(item, letter)
            edge = Box(at.x - at.diameter / 2, at.y - at.diameter / 2, at.diameter, at.diameter)
            assert is_drawn(edge, pages[at.page], 0.4), (item, letter)
    qr = next(field for field in made.fields if field.name == "qr")
    assert (qr.page, round(qr.x, 1), round(qr.y, 1)) == (0, round(plan.qr(0).x, 1), round(plan.qr(0).y, 1))
    assert round(qr.width, 1) == round(qr.height, 1) == plan.qr(0).width


@pytest.mark.needs_pango
def test_many_items_go_on_overleaf_with_name_and_code_on_every_page() -> None:
    made = renderer("sheet", "pdf").render(handout(items(90), session=session(), large=True))
    pages = page_texts(made.data)
    assert len(pages) == made.pages > 1
    for number, page in enumerate(pages):
        assert "Nama" in page
        assert {"name", "qr"} <= {field.name for field in made.fields if field.page == number}
    numbers = [int(word) for page in pages for word in page.split() if word.isdigit() and int(word) <= 90]
    assert set(range(1, 91)) <= set(numbers)


def test_a_sheet_outside_a_kit_has_its_code_printed_and_one_in_a_kit_leaves_room_for_it() -> None:
    alone, kit = sheet_html(handout(items(3)), "A"), sheet_html(order(), "A")
    assert f'alt="Kode QR: {code_of(handout(items(3)), "A")}"' in alone
    assert 'data-stamp="qr"' not in alone
    assert 'data-stamp="qr"' in kit
    assert "<img" not in kit


def test_the_printed_code_can_be_read_back() -> None:
    import base64
    import re

    from quizgen.render.qr import QUIET, modules

    html = sheet_html(handout(items(3)), "A")
    found = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)
    assert found
    svg = base64.b64decode(found.group(1)).decode()
    dark = {(int(x) - QUIET, int(y) - QUIET) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", svg)}
    rows = modules(code_of(handout(items(3)), "A"))
    assert dark == {(x, y) for y, row in enumerate(rows) for x, module in enumerate(row) if module}
