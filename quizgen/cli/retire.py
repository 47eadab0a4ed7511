"""`quizgen retire`: a rule or an item is withdrawn, with the reason, and stays in the bank."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quizgen.bank.checks import check
from quizgen.bank.lookup import Located, resting_on
from quizgen.bank.newly import newly
from quizgen.bank.patching import PatchError, set_scalar
from quizgen.bank.reading import Reading, read_bank
from quizgen.cli.show import the_record
from quizgen.cli.voice import language, tell, text
from quizgen.files import bank_files
from quizgen.language import say
from quizgen.model.item import Item
from quizgen.model.rule import Rule
from quizgen.stop import BAD_INPUT, BAD_USAGE, DONE, Stop
from quizgen.workspace import forms_with, workspace_bank, write_or_keep


class Kind(StrEnum):
    """What can be retired."""

    item = "item"
    rule = "rule"


def retire(
    id: Annotated[str, typer.Argument(metavar="ID", help=say(language(), "workbench.help.id"))],
    why: Annotated[str, typer.Option(help=say(language(), "workbench.help.retire.why"), show_default=False)],
    what: Annotated[Kind | None, typer.Option(help=say(language(), "workbench.help.what"), show_default=False)] = None,
    lang: Annotated[str, typer.Option("--lang", metavar="id|en", help=text("lang.help"), show_default=False)] = "",
) -> int:
    """Retire a rule or an item."""
    bank = workspace_bank(Path.cwd())
    reading = read_bank(bank_files(bank))
    found = the_record(reading, id, what.value if what else None)
    reason = " ".join(why.split())
    if not reason:
        raise Stop(BAD_USAGE, "workbench.retire.why")
    if not isinstance(found.record, Item | Rule):
        key = "workbench.retire.broken" if found.record is None else "workbench.retire.what"
        raise Stop(BAD_INPUT if found.record is None else BAD_USAGE, key, id=id, place=found.place)
    if found.record.status == "retired":
        tell("workbench.retire.already", id=id, why=found.record.reason)
        return DONE
    _refuse_depended_on(bank, reading, found)
    _write(bank, reading, found, reason)
    print(say(language(), "workbench.retire.done", id=id, place=found.place), flush=True)
    return DONE


def _refuse_depended_on(bank: Path, reading: Reading, found: Located) -> None:
    """Raise Stop where approved items or stored forms depend on a record."""
    is_item = isinstance(found.record, Item)
    items = [] if is_item else [item.id for item in resting_on(reading, found.id, "approved")]
    forms = forms_with(bank.parent, [found.id] if is_item else items)
    if items:
        key = "workbench.retire.items_and_forms" if forms else "workbench.retire.items"
        raise Stop(BAD_INPUT, key, id=found.id, items=", ".join(items), forms=", ".join(forms))
    if forms:
        raise Stop(BAD_INPUT, "workbench.retire.forms", id=found.id, forms=", ".join(forms))


def _write(bank: Path, reading: Reading, found: Located, reason: str) -> None:
    """Set status and reason in the file; raises Stop."""
    before = reading.files.yaml[found.path]
    try:
        after = set_scalar(before, found.place.path, found.id, "status", "retired")
        after = set_scalar(after, found.place.path, found.id, "reason", reason)
    except PatchError as error:
        raise Stop(BAD_INPUT, problems=[error.problem]) from error
    changed = read_bank(reading.files._replace(yaml={**reading.files.yaml, found.path: after}))
    if errors := [problem for problem in newly(check(reading), check(changed)) if problem.is_error]:
        raise Stop(BAD_INPUT, "workbench.not_written", errors)
    write_or_keep(bank / found.path, before, after)
