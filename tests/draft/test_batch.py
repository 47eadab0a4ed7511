"""A batch of drafts is the same for the same seed, keeps to the rules it asks about, and fits into the bank."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.bank.patching import append_entry
from quizgen.bank.reading import read_bank
from quizgen.draft.batch import Request, as_entry, draft_batch
from quizgen.draft.binding import binds
from quizgen.draft.lore import KINDS, DraftKind
from quizgen.files import bank_files, shipped_bank
from quizgen.model.item import Item
from tests.draft.office import LORE, RULES, bank, drafts

GOLDEN = Path(__file__).parent / "golden" / "drafts.yaml"
SHIPPED = read_bank(bank_files(shipped_bank())).bank()


def as_yaml(items: list[Item]) -> str:
    content = b""
    for item in items:
        content = append_entry(content, "drafts.yaml", as_entry(item))
    return content.decode()


def test_the_drafts_of_the_small_bank_are_those_of_the_golden_file() -> None:
    assert as_yaml(drafts("golden", 12)) == GOLDEN.read_text("utf-8")


def test_the_same_seed_gives_the_same_drafts_and_another_seed_others() -> None:
    assert drafts("a", 8) == drafts("a", 8)
    assert drafts("a", 8) != drafts("b", 8)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_made_from_the_small_bank(kind: DraftKind) -> None:
    assert drafts(kinds=(kind,))


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=12), st.integers(1, 60))
def test_any_seed_gives_drafts_whose_key_follows_from_a_rule_and_whose_options_differ(seed: str, count: int) -> None:
    batch = draft_batch(SHIPPED, LORE, Request(seed, count))
    assert len(batch.items) + batch.present == count
    for item in batch.items:
        rules = [SHIPPED.rules[name] for name in item.rules]
        assert item.status == "draft"
        assert len(item.stem.id.split()) <= 40
        if item.kind == "verdict":
            bans = any(rule.modality == "prohibition" for rule in rules)
            leaves = any(rule.modality != "prohibition" for rule in rules)
            assert bans if item.key == "tidak" else leaves
            assert item.rationale is not None
            assert item.distractor_rationale is not None
            continue
        assert item.key in item.options
        for language in ("id", "en"):
            texts = [option[language].casefold() for option in item.options.values()]
            assert len(set(texts)) == len(texts) == 3
            others = [len(option[language]) for letter, option in item.options.items() if letter != item.key]
            assert len(item.options[str(item.key)][language]) <= 1.25 * sum(others) / len(others)
    asked = [(item.stem.id, item.key) for item in batch.items]
    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_whoever_a_stem_names_is_bound_by_every_rule_of_the_item_and_by_their_law(seed: str) -> None:
    persons = {f"{row.one.id}": name for name, row in LORE.bearers.items()}
    named = re.compile(rf"(?:Anda|[Ss]eorang|masing-masing|bagi|dilakukan) ({'|'.join(persons)})\b")
    seen = 0
    for item in draft_batch(SHIPPED, LORE, Request(seed, 120)).items:
        rules = [SHIPPED.rules[name] for name in item.rules]
        for one in named.findall(item.stem.id):
            seen += 1
            assert all(binds(rule, persons[one], SHIPPED.instruments) for rule in rules), item.stem.id
    assert seen > 60


def test_a_rule_that_rests_on_law_for_pns_alone_is_put_to_no_pppk() -> None:
    rule = SHIPPED.rules["atribut-calon"]
    assert binds(rule, "PNS", SHIPPED.instruments)
    assert binds(rule, "PHL", SHIPPED.instruments)
    assert not binds(rule, "PPPK", SHIPPED.instruments)
    assert not binds(rule, "ASN", SHIPPED.instruments)


@pytest.mark.parametrize(
    "prohibition", ["mengarahkan-pilihan", "tanpa-sikap-berpihak", "medsos-tanpa-indikasi-memihak"]
)
def test_the_same_prohibition_is_asked_about_in_both_directions(prohibition: str) -> None:
    request = Request("arah", 12, rules=(prohibition,), kinds=("verdict", "excuse"))
    items = draft_batch(SHIPPED, LORE, request).items
    assert Counter(str(item.key) for item in items) == {"boleh": 6, "tidak": 6}
    for item in items:
        if item.key == "boleh":
            assert SHIPPED.rules[item.rules[-1]].modality == "permission", "no permission is invented"


def test_reasons_and_warnings_do_not_give_the_verdict_away() -> None:
    heard: dict[str, set[str]] = {}
    for item in draft_batch(SHIPPED, LORE, Request("alasan", 400, kinds=("excuse",))).items:
        for row in LORE.excuses:
            if row.id in item.stem.id:
                heard.setdefault(row.name, set()).add(str(item.key))
    one_sided = sorted(name for name, keys in heard.items() if len(keys) == 1)
    assert set(one_sided) <= {"bukan-asn-phl", "bukan-asn-thl", "bukan-pns", "tanpa-ajakan"}


def test_what_may_not_stay_is_replaced() -> None:
    first = draft_batch(SHIPPED, LORE, Request("ganti", 10))
    bad = {item.stem.id for item in first.items[:3]}
    again = draft_batch(
        SHIPPED, LORE, Request("ganti", 10), lambda items: {item.id for item in items if item.stem.id in bad}
    )
    assert len(again.items) == 10
    assert not bad & {item.stem.id for item in again.items}
    assert again.dropped["check"] == 3


def test_keys_stand_at_each_place_about_equally_often() -> None:
    batch = draft_batch(SHIPPED, LORE, Request("places", 90))
    times = Counter(str(item.key) for item in batch.items if item.options)
    assert set(times) == {"a", "b", "c"}
    assert max(times.values()) - min(times.values()) <= 1


def test_what_the_bank_has_already_is_not_drafted_again() -> None:
    first = draft_batch(bank(), LORE, Request("1", 10))
    again = draft_batch(bank(items={item.id: item for item in first.items}), LORE, Request("1", 10))
    assert (len(first.items), first.present) == (10, 0)
    assert (again.items, again.present) == ((), 10)


def test_ids_go_on_after_the_highest_that_there_is() -> None:
    first = draft_batch(bank(), LORE, Request("1", 3, topics=("atribut",)))
    assert [item.id for item in first.items] == ["atribut-d001", "atribut-d002", "atribut-d003"]
    held = {item.id: item for item in first.items[2:]}
    more = draft_batch(bank(items=held), LORE, Request("2", 2, topics=("atribut",)))
    assert [item.id for item in more.items] == ["atribut-d004", "atribut-d005"]


def test_only_the_topics_rules_and_kinds_that_are_asked_for_are_drafted() -> None:
    chosen = Request("1", 50, rules=("hak-memilih",), kinds=("verdict",))
    items = draft_batch(bank(), LORE, chosen).items
    assert {item.rules for item in items} == {("hak-memilih",)}
    assert {item.kind for item in items} == {"verdict"}


def test_rules_that_are_not_approved_are_not_drafted_from() -> None:
    import msgspec

    waiting = [msgspec.structs.replace(one, status="draft") for one in RULES]
    assert drafts(rules=waiting) == []


def test_every_option_says_why_and_the_right_one_quotes_the_source() -> None:
    for item in drafts():
        for letter, option in item.options.items():
            assert option.rationale.id
            if letter == item.key:
                quote = next(one for one in RULES if one.id == item.rules[0]).evidence[0].quote
                assert f'"{quote}"' in option.rationale.id


def test_kinds_take_turns() -> None:
    kinds = [item.kind for item in drafts("turns", 16)]
    assert max(sum(one == two for one, two in pairwise(kinds)), 0) < 12
    assert {"verdict", "single"} == set(kinds)
