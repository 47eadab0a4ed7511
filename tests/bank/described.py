"""The codes of docs/checks.md that no YAML block can show, and for each a bank that gives just it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from unittest.mock import patch

import pytest

from quizgen.bank.day_checks import dropping_out, from_the_future
from quizgen.bank.patching import PatchError, set_scalar
from quizgen.form_keys import changed_keys
from quizgen.limits import MAX_YAML_BYTES
from quizgen.model.form import Form, Slot
from quizgen.problems import Problem
from quizgen.strict_yaml import MAX_PROBLEMS
from tests.kit.described import SESSIONS
from tests.sheets.described import SHEETS
from tests.tiny import SHOWN, original, problems_of, reading_of, replaced

ITEMS = "items/atribut.yaml"


def not_utf8() -> list[Problem]:
    """The fifth line ends in a letter of Windows-1252."""
    return problems_of({ITEMS: original(ITEMS).encode() + "# Catatan: caf\xe9\n".encode("cp1252")})


def control_character() -> list[Problem]:
    """A backspace in a stem."""
    return problems_of(replaced(ITEMS, "Bolehkah ASN", "Bolehkah\b ASN"))


def too_large() -> list[Problem]:
    """Comments beyond the limit."""
    return problems_of({ITEMS: original(ITEMS).encode() + b"#" * MAX_YAML_BYTES})


def too_many() -> list[Problem]:
    """More anchors than are told; only the last problem is shown here."""
    anchors = "".join(f"  x{number}: &a 1\n" for number in range(MAX_PROBLEMS + 5))
    found = problems_of({ITEMS: original(ITEMS) + anchors})
    assert [problem.code for problem in found[:-1]] == ["E103"] * MAX_PROBLEMS
    return found[-1:]


def no_settings() -> list[Problem]:
    """The folder without bank.yaml."""
    return problems_of({"bank.yaml": None})


def form_that_cannot_be_told() -> list[Problem]:
    """What msgspec refuses and the walk finds no fault in."""
    with patch("quizgen.bank.reading.faults", return_value=iter(())):
        return problems_of(replaced(ITEMS, "level: recall", "level: mengingat"))


def source_not_text() -> list[Problem]:
    """A registered source in Windows-1252, with its own sha256."""
    stored = "Caf\xe9\n".encode("cp1252")
    entry = (
        "- {id: kafe, file: kafe.txt, title: Kafe, publisher: WARTA, published: 2024-04-01, "
        f"sha256: {hashlib.sha256(stored).hexdigest()}}}\n"
    )
    return problems_of({"sources.yaml": original("sources.yaml") + entry, "seeds/kafe.txt": stored})


def unregistered() -> list[Problem]:
    """A text that no source names."""
    return problems_of({"seeds/lain.txt": "lain\n"})


def misplaced() -> list[Problem]:
    """A file with another suffix."""
    return problems_of({"rules/sanksi.yml": "- id: x\n"})


def refused_patch(entry: str, key: str) -> list[Problem]:
    """What a tool says that was asked to change an entry of items/atribut.yaml and did not."""
    with pytest.raises(PatchError) as caught:
        set_scalar(original(ITEMS).encode(), SHOWN + ITEMS, entry, key, "draft")
    return [caught.value.problem]


def entry_not_there() -> list[Problem]:
    """An id that the file does not have."""
    return refused_patch("atribut-9", "status")


def not_a_line() -> list[Problem]:
    """A value that is no text on one line."""
    return refused_patch("atribut-1", "stem")


def copied_quote() -> list[Problem]:
    """A stem that is the source's sentence, which the rule quotes at length."""
    quote = "Sekretaris Daerah meminta seluruh ASN tidak memakai atribut calon selama masa kampanye, Senin (1/4/2024)"
    changed = replaced("rules/atribut.yaml", "tidak memakai atribut calon selama masa kampanye", f'"{quote}"')
    return problems_of(changed | replaced(ITEMS, "Bolehkah ASN memakai atribut calon?", f'"{quote}. Bolehkah?"'))


def undated() -> list[Problem]:
    """A rule that is a news report's alone."""
    return problems_of(replaced("rules/hak_pilih.yaml", "official-explanation", "news-case"))


def person_at_fault() -> list[Problem]:
    """An offender with the name of the speaker (invented)."""
    speaker = replaced(
        "rules/atribut.yaml", "speaker: Sekretaris Daerah", 'speaker: "Raden Wiratama, Sekretaris Daerah"'
    )
    return problems_of(speaker | replaced(ITEMS, "Bolehkah ASN", "Bolehkah Raden Wiratama"))


def _with_items(rests: Iterable[str]) -> list[Problem]:
    """The bank with further items on one rule, each with a stem of its own."""
    items = [
        f"- id: lain-{number}\n  version: 1\n  status: approved\n  rules: [atribut-calon]\n  level: apply\n"
        f"  stem: {{id: Hal ke-{number} dari {number} perkara {number}?, en: May it be?}}\n{rest}"
        for number, rest in enumerate(rests)
    ]
    return problems_of({ITEMS: original(ITEMS) + "".join(items)})


_VERDICT = "  kind: verdict\n  key: tidak\n  rationale: {id: Sebab., en: Because.}\n"
_OPTIONS = "".join(
    f"    {letter}: {{id: {text}, en: {text}, rationale: {{id: Sebab., en: Because.}}}}\n"
    for letter, text in zip("abc", ("Sekarang", "Nanti sore", "Besok pagi"), strict=True)
)
_SINGLE = f"  kind: single\n  options:\n{_OPTIONS}  key: a\n"


def crowded_quote() -> list[Problem]:
    """Two more items on the one quote, on which there are two already."""
    return _with_items([_VERDICT] * 2)


def verdicts_out_of_balance() -> list[Problem]:
    """Ten verdict items that all may not; that they ask about one quote is told, too, and not shown here."""
    first, *others = _with_items([_VERDICT] * 9)
    assert {problem.code for problem in others} == {"W214"}
    return [first]


def one_letter_too_often() -> list[Problem]:
    """Twelve singles, of which eleven have the key a."""
    first, *others = _with_items([_SINGLE] * 11)
    assert {problem.code for problem in others} == {"W214"}
    return [first]


def not_in_force_on_the_day() -> list[Problem]:
    """The rule is limited by its source to the time until the vote, and the day is later."""
    file = "rules/atribut.yaml"
    limit = "  topic: atribut\n  valid: {until: 2024-02-14}\n"
    text = original(file).replace("  topic: atribut\n", limit, 1)
    return list(dropping_out(reading_of({file: text}), "2024-03-01"))[:1]


def published_in_the_future() -> list[Problem]:
    """The same source, looked at before it was published."""
    return list(from_the_future(reading_of(), "2023-12-31"))


def emptied_file() -> list[Problem]:
    """A file of items with nothing left in it."""
    return problems_of({"items/sanksi.yaml": "\n"})


def another_key_than_on_a_form() -> list[Problem]:
    """A form with the key c of an item whose key is b; a form of another version says nothing."""
    variants: dict[str, tuple[Slot, ...]] = {
        "A": (Slot("atribut-2", "1", "cab", "A"),),
        "B": (Slot("atribut-2", "2", "cab", "A"),),
    }
    form = Form("K7Q2MX", "1", "2024-01-01", "x", variants)
    return list(changed_keys(reading_of(), [("K7Q2MX", form)]))


DESCRIBED: dict[str, Callable[[], list[Problem]]] = (
    SESSIONS
    | SHEETS
    | {
        "E101": not_utf8,
        "E102": control_character,
        "E110": too_large,
        "E115": too_many,
        "E116": no_settings,
        "E299": form_that_cannot_be_told,
        "E324": source_not_text,
        "E401": entry_not_there,
        "E402": not_a_line,
        "W211": copied_quote,
        "W212": undated,
        "W213": person_at_fault,
        "W214": crowded_quote,
        "W216": verdicts_out_of_balance,
        "W217": one_letter_too_often,
        "W304": unregistered,
        "W305": misplaced,
        "W307": not_in_force_on_the_day,
        "W308": published_in_the_future,
        "W309": emptied_file,
        "W310": another_key_than_on_a_form,
    }
)
