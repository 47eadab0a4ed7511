"""Whom a rule binds: those that it names, where it rests on law only those whom that law binds too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from quizgen.model.rule import Rule
from quizgen.model.source import Instrument

_EMPLOYEES = frozenset({"PNS", "PPPK"})


def widened(bearers: Iterable[str]) -> frozenset[str]:
    """Add what bearers amount to: ASN are PNS and PPPK, and PNS and PPPK together are ASN."""
    named = frozenset(bearers)
    if "ASN" in named:
        named |= _EMPLOYEES
    return named | {"ASN"} if named >= _EMPLOYEES else named


def binds(rule: Rule, bearer: str, instruments: Mapping[str, Instrument]) -> bool:
    """Tell whether a rule names a bearer and, where it rests on law in force, some of that law binds that bearer.

    PP 94/2021 binds PNS alone, so a rule for ASN that rests on it alone is put to no PPPK.
    """
    if bearer not in widened(rule.bearer):
        return False
    laws = [instruments[name] for name in rule.instruments if name in instruments]
    laws = [law for law in laws if not law.in_force.until]
    return not laws or any(bearer in widened(law.binds) for law in laws)


def bound_by_all(rules: Collection[Rule], bearers: Iterable[str], instruments: Mapping[str, Instrument]) -> list[str]:
    """Give those of the bearers whom every one of the rules binds, in their order."""
    return [one for one in bearers if all(binds(rule, one, instruments) for rule in rules)]
