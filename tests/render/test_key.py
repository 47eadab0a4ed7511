"""The key: its letters are those of the variants, and every claim has its proof beside it."""

from __future__ import annotations

import re

import pytest

from quizgen.model.form import Slot
from quizgen.model.item import Item
from quizgen.render.handout import Handout
from quizgen.render.key import key_html
from quizgen.render.registry import renderer
from tests.render.golden import matches_golden
from tests.render.sample import handout, items, page_texts

pytestmark = pytest.mark.needs_pango


def letters(slot: Slot, item: Item) -> str:
    """Work out from the slot's order, without the renderer, which printed letters are right."""
    shown = slot.order or ("bt" if item.kind == "verdict" else "")
    names = [key[0] for key in item.keys] if item.kind == "verdict" else item.keys
    return ", ".join("ABCDEFGH"[place] for place, name in enumerate(shown) if name in names)


def glance(order: Handout, text: str) -> dict[str, list[str]]:
    """Read the tables of letters from the text of a key, variant by variant."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"\nVarian (?=[A-Z]\n)", text.split("\nPembahasan\n")[0])[1:]:
        rows = [row for row in part.split("\n")[1:] if re.fullmatch(r"[0-9A-H, ]+", row)]  # no footers
        cells = [re.findall(r"[A-H](?:, [A-H])*", row) for row in rows[1::2]]
        numbers = [int(number) for row in rows[0::2] for number in row.split()]
        assert numbers == list(range(1, len(order.form.variants[part[0]]) + 1))
        found[part[0]] = [cell for row in cells for cell in row]
    return found


@pytest.mark.parametrize(("count", "variants"), [(1, "A"), (10, "A"), (23, "ABCD"), (60, "AB")])
def test_the_letters_at_a_glance_are_those_of_each_variant(count: int, variants: str) -> None:
    order = handout(items(count), variants)
    text = "\n".join(page_texts(renderer("key", "pdf").render(order).data))
    assert glance(order, text) == {
        variant: [letters(slot, order.bank.items[slot.item]) for slot in order.form.variants[variant]]
        for variant in variants
    }


def test_each_item_names_its_number_and_letters_in_every_variant() -> None:
    order = handout(items(9), "ABC")
    text = " ".join(" ".join(page_texts(renderer("key", "pdf").render(order).data)).split())
    for slot in order.form.variants["A"]:
        places = [
            f"Varian {variant} nomor {number}: {letters(same, order.bank.items[same.item])}"
            for variant in "ABC"
            for number, same in enumerate(order.form.variants[variant], 1)
            if same.item == slot.item
        ]
        assert len(places) == 3
        assert " ".join(places) in text


def test_the_key_of_one_variant_follows_that_variant() -> None:
    both = handout(items(9), "AB")
    html = key_html(Handout(both.form, both.bank, ("B",)))
    stems = re.findall(r'<p class="stem"><span class="number">\d+\.</span>.*?\(butir (\d+)\)', html)
    assert [f"contoh-{int(stem):03}" for stem in stems] == [slot.item for slot in both.form.variants["B"]]
    assert "Varian A" not in html


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_key_of_a_small_form_is_as_agreed(language: str) -> None:
    matches_golden(f"key-{language}.html", key_html(handout(items(3), language=language)))


def test_every_option_has_its_reason_and_every_rule_its_proof() -> None:
    html = key_html(handout(items(6)))
    for one in items(6):
        reasons = [option["rationale"]["id"] for option in one.get("options", {}).values()]
        for reason in [*reasons, one.get("rationale", {"id": ""})["id"], one.get("discussion", {"id": ""})["id"]]:
            assert reason in html
    assert (
        '<q lang="id">“kutipan ketentuan 1”</q> — Kepala Kantor Contoh; WARTA CONTOH, Kota Contoh, 28 Januari 2024.'
        in html
    )
    assert "(larangan bagi ASN, PHL; norma hukum): Bunyi ketentuan 1." in html
    assert "(larangan bagi ASN, PHL; kasus dalam berita; berlaku sampai 14 Februari 2024): Bunyi ketentuan 2." in html
    assert "PP Nomor 1 Tahun 2001, Pasal 2 huruf c (mengikat PNS)" in html
    assert (
        "UU Nomor 9 Tahun 1999 (tidak berlaku lagi, hari terakhir berlaku 30 Oktober 2023, "
        "diganti PP Nomor 1 Tahun 2001)" in html
    )


def test_the_cut_score_is_given_as_a_number_of_items() -> None:
    assert "Batas lulus 70 persen: paling sedikit 5 dari 6 butir soal benar." in key_html(handout(items(6)))


def test_answers_stay_together_on_a_page() -> None:
    order = handout(items(20))
    pages = page_texts(renderer("key", "pdf").render(order).data)
    for one in items(20):
        first = f"(butir {int(one['id'][-3:])})"
        reasons = [option["rationale"]["id"] for option in one.get("options", {}).values()]
        on = next(page for page in pages if first in page)
        assert all(reason in on for reason in reasons)
