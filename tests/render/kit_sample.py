"""A session with two tests, people and more rules than a card holds, made from plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from quizgen.model.bank import Bank
from quizgen.model.form import Form
from quizgen.model.rule import Rule
from quizgen.model.session import Participant, Session
from quizgen.render.handout import Handout
from quizgen.render.registry import Printed, renderer
from tests.render import sample

SESSION = {
    "title": {"id": "Sosialisasi Netralitas Pegawai", "en": "Briefing on Civil Servants' Neutrality"},
    "date": "2024-02-01",
    "place": "Aula Kantor Contoh",
    "city": "Kota Contoh",
    "start": "08.30",
    "letterhead": {"lines": ["PEMERINTAH KABUPATEN CONTOH", "KANTOR SESI"]},
    "signer": {"name": "Dra. Contoh Pejabat, M.Si.", "office": "Kepala Kantor Sesi", "number": "19700101 199503 1 001"},
}
SUBJECTS = (
    "memakai atribut calon",
    "meneruskan ajakan memilih di grup percakapan kantor",
    "ikut berpose",
)


def session(**changes: object) -> Session:
    return msgspec.convert(SESSION | changes, Session)


def people(count: int, *, coded: bool = False) -> tuple[Participant, ...]:
    return tuple(
        Participant(one, f"Peserta {one:03}", f"Unit {one % 7}", f"1980{one:05}", f"K-{one:03}" if coded else "")
        for one in range(1, count + 1)
    )


def norm(number: int, modality: str, **changes: object) -> dict[str, Any]:
    """Make a rule; every third has a legal basis."""
    made = sample.rule(number % 3) | {
        "id": f"{modality}-{number}",
        "modality": modality,
        "topic": f"topik-{number % 4}",
        "statement": {
            "id": f"Ketentuan {modality} nomor {number}: pegawai {SUBJECTS[number % 3]}.",
            "en": f"Rule {modality} number {number}: staff {number}.",
        },
        "standing": "norm",
        "valid": None,
        "instruments": ["pp-1"] if number % 3 == 0 else [],
    }
    return made | changes


def norms() -> list[dict[str, Any]]:
    return [norm(number, modality) for modality in ("permission", "prohibition", "obligation") for number in range(14)]


def bank(rules: Sequence[Mapping[str, Any]], items: int = 10) -> Bank:
    made = sample.bank(sample.items(items), topics={f"topik-{n}": {"id": f"T{n}", "en": f"T{n}"} for n in range(4)})
    more = {str(rule["id"]): msgspec.convert(rule, Rule) for rule in rules}
    return msgspec.structs.replace(made, rules={**made.rules, **more})


def form(of: Bank) -> Form:
    """Draw two variants of each test: the first half of the items is the test before, the second the one after."""
    items = list(of.items.values())
    halves = items[: len(items) // 2], items[len(items) // 2 :]
    found = [
        sample.form(msgspec.structs.replace(of, items={item.id: item for item in half}), "AB").variants
        for half in halves
    ]
    variants = {"A": found[0]["A"], "B": found[0]["B"], "C": found[1]["A"], "D": found[1]["B"]}
    return Form("K7Q2MX", of.version, "2024-02-01", "1", variants)


def order(rules: Sequence[Mapping[str, Any]] | None = None, variants: str = "ABCD", **how: Any) -> Handout:
    """Make a printing order of a kit; `how` are further fields of the order."""
    made = bank(norms() if rules is None else rules)
    return Handout(form(made), made, tuple(variants), **({"session": session()} | how))


@cache
def printed(kind: str, paper: str = "a4", look: str = "plain") -> Printed:
    """Print a kind once for all tests: `plain`, or `full`, which is large, gray and in two languages."""
    how: dict[str, Any] = {"paper": paper}
    if look == "full":
        how |= {"large": True, "gray": True, "second": "en"}
    variants = "A" if kind in ("questions", "sheet") else "ABCD"
    return renderer(kind, "pdf").render(order(variants=variants, people=people(3), **how))
