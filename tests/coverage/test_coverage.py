"""What a bank covers, counted from records; and which mentions of a text its rules quote."""

from __future__ import annotations

from quizgen.bank.coverage import coverage, mention_coverage
from quizgen.model.bank import Bank
from quizgen.model.mention import Mention
from quizgen.model.rule import Rule
from tests.tiny import original, reading_of

ITEMS, RULES = "items/atribut.yaml", "rules/atribut.yaml"
TEXT = "Sekda  berkata:\n“ASN   boleh memilih di bilik suara,” dan pegawai dilarang memakai kaus calon di kantor."
DRAFT = (
    "- id: atribut-3\n  version: 1\n  status: STATUS\n  rules: [atribut-calon, boleh-memilih]\n  kind: verdict\n"
    "  level: apply\n  scenario: true\n  stem: {id: Bolehkah itu?, en: May it?}\n  key: boleh\n"
    "  rationale: {id: Sebab., en: Because.}\n"
)
UNASKED = (
    "- id: pin\n  modality: prohibition\n  bearer: [ASN]\n  topic: atribut\n  statement: {id: Jangan., en: Do not.}\n"
    "  standing: norm\n  evidence:\n    - {source: kabar, quote: memakai atribut}\n  status: STATUS\n"
)


def tiny_bank(**changed: str) -> Bank:
    return reading_of({name.replace("__", "/") + ".yaml": text for name, text in changed.items()}).bank()


def mention(text: str, quote: str) -> Mention:
    start = text.index(quote)
    return Mention(
        start, start + len(quote), quote, "permission", "hak_pilih", ("ASN",), quote, None, None, None, None, (),
        "sure", "boleh",
    )  # fmt: skip


def rule_with(quote: str, status: str = "approved", source: str = "kabar") -> Rule:
    text = original(RULES).replace("tidak memakai atribut calon selama masa kampanye", f'"{quote}"')
    text = text.replace("status: approved", f"status: {status}").replace("source: kabar", f"source: {source}")
    return reading_of({RULES: text}).rules[0].record


def test_items_are_counted_for_each_rule_and_topic() -> None:
    covered = coverage(tiny_bank())
    assert [(one.topic, one.approved, one.drafts, len(one.rules)) for one in covered.topics] == [
        ("atribut", 2, 0, 1),
        ("hak_pilih", 1, 0, 1),
    ]
    assert [item.id for item in covered.topics[0].rules[0].approved] == ["atribut-1", "atribut-2"]
    assert covered.gaps == ()


def test_shares_of_items_and_of_weights_are_told_for_each_topic() -> None:
    atribut, hak_pilih = coverage(tiny_bank()).topics
    assert (atribut.item_share, hak_pilih.item_share) == (2 / 3, 1 / 3)
    assert (atribut.weight, atribut.weight_share, hak_pilih.weight_share) == (2, 2 / 3, 1 / 3)


def test_a_draft_counts_apart_and_an_item_on_two_rules_counts_for_both() -> None:
    covered = coverage(tiny_bank(items__atribut=original(ITEMS) + DRAFT.replace("STATUS", "draft")))
    rules = {one.rule.id: one for topic in covered.topics for one in topic.rules}
    assert [item.id for item in rules["boleh-memilih"].drafts] == ["atribut-3"]
    assert [item.id for item in rules["atribut-calon"].drafts] == ["atribut-3"]
    assert (covered.approved, covered.drafts) == (3, 1)


def test_a_retired_item_is_left_out() -> None:
    covered = coverage(tiny_bank(items__atribut=original(ITEMS) + DRAFT.replace("STATUS", "retired")))
    assert (covered.approved, covered.drafts, covered.scenarios) == (3, 0, 1)


def test_an_approved_rule_without_an_approved_item_is_a_gap() -> None:
    bank = tiny_bank(rules__atribut=original(RULES) + UNASKED.replace("STATUS", "approved"))
    assert [gap.rule.id for gap in coverage(bank).gaps] == ["pin"]


def test_a_draft_rule_is_no_gap_and_a_retired_one_is_not_shown() -> None:
    for status, rules in (("draft", ["atribut-calon", "pin"]), ("retired", ["atribut-calon"])):
        covered = coverage(tiny_bank(rules__atribut=original(RULES) + UNASKED.replace("STATUS", status)))
        assert covered.gaps == ()
        assert [one.rule.id for one in covered.topics[0].rules] == rules


def test_kinds_levels_and_verdicts_are_counted() -> None:
    covered = coverage(tiny_bank())
    assert covered.kinds == {"verdict": 1, "single": 1, "multiple": 1}
    assert covered.levels == {"recall": 1, "apply": 1, "analyse": 1}
    assert (covered.may, covered.may_not, covered.scenarios) == (0, 1, 1)


def test_a_bank_without_items_has_no_shares() -> None:
    covered = coverage(tiny_bank(items__atribut="# kosong\n", items__hak_pilih="# kosong\n"))
    assert [one.item_share for one in covered.topics] == [0.0, 0.0]
    assert len(covered.gaps) == 2


def test_a_mention_is_covered_by_a_quote_whatever_the_white_space_and_quotation_marks() -> None:
    one = mention(TEXT, "ASN   boleh memilih di bilik suara")
    (covered,) = mention_coverage(TEXT, [one], [rule_with("ASN boleh memilih di bilik suara,")], "kabar")
    assert covered.rules == ("atribut-calon",)


def test_a_quote_within_a_mention_and_a_mention_within_a_quote_both_count() -> None:
    one = mention(TEXT, "pegawai dilarang memakai kaus calon")
    for quote in ("memakai kaus calon", "pegawai dilarang memakai kaus calon di kantor."):
        assert mention_coverage(TEXT, [one], [rule_with(quote)], "kabar")[0].rules == ("atribut-calon",)


def test_a_mention_beside_a_quote_is_not_covered() -> None:
    one = mention(TEXT, "pegawai dilarang memakai kaus calon")
    assert (
        mention_coverage(TEXT, [one], [rule_with("boleh memilih di bilik suara,” dan pegawai")], "kabar")[0].rules == ()
    )


def test_a_retired_rule_and_a_quote_of_another_source_cover_nothing() -> None:
    one = mention(TEXT, "pegawai dilarang memakai kaus calon")
    for rule in (rule_with("memakai kaus calon", "retired"), rule_with("memakai kaus calon", source="lain")):
        assert mention_coverage(TEXT, [one], [rule], "kabar")[0].rules == ()
