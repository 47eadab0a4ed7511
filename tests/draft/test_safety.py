"""No distractor is supported by an approved rule; where that is in doubt, it is dropped."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.draft.batch import SKETCHERS, Request, draft_batch
from quizgen.draft.concepts import concepts, overlap
from quizgen.draft.lore import DraftKind
from quizgen.draft.safety import Direction
from quizgen.draft.sketch import Desk
from quizgen.model.rule import Rule
from tests.draft.office import LORE, RULES, SOURCE, bank, drafts, graph, rule

PLANTED = rule(
    "planted", "prohibition", "hak_pilih", "ASN dilarang mengantar warga lanjut usia sampai pintu TPS.",
    "ASN may not walk elderly residents to the door of the polling station.",
)  # fmt: skip


@pytest.mark.parametrize(
    "claim",
    [
        "Memakai atribut calon",
        "mengenakan kaus calon",
        "memakai atribut seorang kandidat di rumah",
        "berkampanye bagi caleg",
    ],
)
def test_a_claim_in_other_forms_of_the_words_is_supported_too(claim: str) -> None:
    assert graph().supporters(claim, "may-not", ("PNS",)) != []


def test_a_claim_is_not_supported_by_a_rule_of_the_other_direction() -> None:
    assert graph().supporters("memakai atribut calon", "may", ("ASN",)) == []


def test_a_claim_about_people_whom_no_rule_binds_is_not_supported() -> None:
    assert graph().supporters("memakai atribut calon", "may-not", ("kepala_desa",)) == []


def test_a_rule_that_is_not_approved_supports_nothing() -> None:
    draft = rule("d", "prohibition", "atribut", "ASN dilarang bersepeda.", "ASN may not cycle.", status="draft")
    assert graph(draft).supporters("bersepeda", "may-not", ("ASN",)) == []


def test_advice_against_something_counts_as_a_ban() -> None:
    advice = rule("a", "advice", "atribut", "ASN diimbau tidak bersepeda ke kampanye.", "ASN are urged not to cycle.")
    assert graph(advice).supporters("bersepeda ke kampanye", "may-not", ("ASN",)) == ["a"]


def wrong_answers(kind: DraftKind, name: str, *further: Rule) -> set[str]:
    """Give all distractors that drafts of a kind about a rule could be given."""
    whole = graph(*further)
    desk = Desk(whole.nodes[name], whole, {"kabar": SOURCE}, {}, LORE, Random(1))
    return {one.text.id for sketch in SKETCHERS[kind](desk) for one in sketch.wrong}


def test_a_distractor_that_some_rule_supports_is_planted_and_caught() -> None:
    said = "Mengantar warga lanjut usia sampai pintu TPS"
    asked = rule("s", "prohibition", "atribut", "ASN dilarang memasang spanduk calon.", "ASN may not put up banners.")
    assert said in wrong_answers("prohibited", "s", asked)
    assert said not in wrong_answers("prohibited", "s", asked, PLANTED)


def test_a_case_that_some_rule_supports_is_caught() -> None:
    said = "Memakai topi kampanye pemberian tetangga saat kerja bakti"
    allowed = rule("b", "permission", "atribut", "ASN boleh memakai topi kampanye.", "ASN may wear campaign caps.")
    asked = rule("p", "permission", "hak_pilih", "ASN boleh menonton pawai.", "ASN may watch the parade.")
    assert said in wrong_answers("permitted", "p", asked)
    assert said not in wrong_answers("permitted", "p", asked, allowed)


def test_a_wrong_part_that_some_rule_states_is_caught() -> None:
    said = "Akhir pekan termasuk masa tenang pemilu"
    stated = rule("s", "obligation", "atribut", f"Di sini {said.lower()}.", "The weekend is quiet here.")
    assert said in wrong_answers("condition", "netral-di-luar-dinas")
    assert said not in wrong_answers("condition", "netral-di-luar-dinas", stated)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_no_seed_gives_a_distractor_that_an_approved_rule_supports(seed: int) -> None:
    whole = graph()
    for item in drafts(str(seed), 12, kinds=("prohibited", "permitted")):
        asked = whole.nodes[item.rules[0]].rule
        direction: Direction = "may-not" if asked.modality == "prohibition" else "may"
        for letter, option in item.options.items():
            if letter != item.key:
                assert whole.supporters(option.id, direction, asked.bearer) == []


def test_a_rule_that_another_contradicts_gives_no_key() -> None:
    both = [*RULES, PLANTED]
    made = [*drafts(kinds=("permitted",), rules=both), *drafts(kinds=("prohibited",), rules=both)]
    keys = [item.options[str(item.key)].id for item in made]
    assert keys
    assert "Mengantar warga lanjut usia sampai pintu TPS" not in keys


def test_drafts_with_fewer_than_two_safe_distractors_are_counted_not_made() -> None:
    alone = [one for one in RULES if one.id == "tidak-mengampanyekan"]
    batch = draft_batch(bank(alone), LORE, Request("1", 10, kinds=("prohibited",)))
    assert batch.items == ()
    assert batch.dropped["few-distractors"] >= 1


def test_empty_words_are_no_concepts_and_forms_of_a_word_are_one() -> None:
    assert concepts("yang dan atau", LORE) == frozenset()
    assert concepts("mengenakan topi kandidat", LORE) == concepts("dipakai atribut caleg", LORE)
    assert overlap(frozenset(), frozenset("a")) == 0
