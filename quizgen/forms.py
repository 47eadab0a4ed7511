"""Stored forms: the workspace's `forms/ID.yaml`, or the user's data folder where the bank is the shipped one."""

from __future__ import annotations

from pathlib import Path

from msgspec import msgpack

from quizgen.files import FORMS, write_whole
from quizgen.model.form import Form
from quizgen.open_bank import OpenBank
from quizgen.places import data_folder
from quizgen.quiz.form_id import is_valid, typed
from quizgen.quiz.form_near import near_ids
from quizgen.stop import BAD_INPUT, BAD_USAGE, DISK, Stop, reason_of
from quizgen.terminal.console import printable

_ECHOED = 40
"""Characters of a mistyped id to write back."""


def folder(opened: OpenBank) -> Path:
    """Give the folder that forms of this bank are stored in."""
    return (opened.workspace or data_folder()) / FORMS


def save_form(opened: OpenBank, form: Form) -> Path:
    """Store a form and give its path; the same again changes nothing. Raises Stop where the disk refuses."""
    path = folder(opened) / f"{form.id}.yaml"
    content = as_yaml(form).encode()
    try:
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
    except OSError as error:
        raise Stop(DISK, "cli.disk", reason=reason_of(error), path=error.filename or path) from error
    return path


def load_form(opened: OpenBank, text: str) -> tuple[Form, str]:
    """Load the form that a person named (`K7Q2MX`, `k7q2mx-b`): form and variant, the first where none is named.

    Raises Stop where there is no such form or variant, or where the bank no longer has an item as the form has it.
    """
    name, variant = typed(text)
    path = folder(opened) / f"{name}.yaml"
    if not is_valid(name) or not path.is_file():
        known = {one.stem for one in folder(opened).glob("*.yaml") if is_valid(one.stem)}
        near = near_ids(name, known)
        message = ("cli.no_form" if is_valid(name) else "cli.mistyped_form") + (".near" if near else "")
        message += ".unstored" if near and near[0] not in known else ""
        raise Stop(BAD_USAGE, message, form=printable(text)[:_ECHOED], near=", ".join(near))
    form = _read(path)
    variant = variant or min(form.variants, default="A")
    if variant not in form.variants:
        variant = printable(variant)[:_ECHOED]
        raise Stop(BAD_USAGE, "cli.no_variant", form=name, variant=variant, variants=", ".join(form.variants))
    changed = [slot.item for slot in form.variants[variant] if not opened.fits(slot)]
    if changed:
        raise Stop(BAD_INPUT, "cli.form_outdated", form=name, items=_some(changed), bank=form.bank)
    return form, variant


def as_yaml(form: Form) -> str:
    """Write a form as the YAML that is stored; one line a slot."""
    lines = [f"id: {form.id}", f"bank: {_quoted(form.bank)}", f"as_of: {form.as_of}", f"seed: {_quoted(form.seed)}"]
    lines.append("variants:")
    for letter, slots in form.variants.items():
        lines.append(f"  {letter}:")
        lines += [
            f"    - {{item: {slot.item}, version: '{slot.version}', order: '{slot.order}', key: '{slot.key}'}}"
            for slot in slots
        ]
    return "\n".join(lines) + "\n"


def _some(items: list[str]) -> str:
    """Name the first few."""
    return ", ".join(items[:5]) + (" ..." if len(items) > 5 else "")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _read(path: Path) -> Form:
    from quizgen.bank.reading import read_record

    form, problems = read_record(path.read_bytes(), str(path), Form)
    if form is None or form.id != path.stem:
        raise Stop(BAD_INPUT, "cli.form_damaged", problems, path=path)
    # Of a stored form nobody asks the places in its file any more.
    return msgpack.decode(msgpack.encode(form, enc_hook=str), type=Form)
