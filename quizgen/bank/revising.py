"""Many entries of a file changed at once, each where it differs: comments, order and quoting around it stay.

An entry is given as it shall be. Its text is walked along the old one, and only what says something else is replaced,
put in or taken out, at its place. All changes of a file are made in one pass and the result is read again
(`patching.Patched`); where that says something else than was meant, the entries at fault are found and left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from quizgen.bank.patching import Entry, Patched, PatchError, as_item, as_line, folded, in_flow, plain_of, scalar
from quizgen.bank.spans import Span
from quizgen.problems import Place, Problem

_Edit = tuple[int, int, str]

_BREAK = re.compile(r"[\r\n]")
_FITS_LITERAL = re.compile(r"(?![ \n])[^\t\r]*(?<![ \n])")


class Revision(NamedTuple):
    """The new bytes of a file, and for each entry that could not be changed in them why."""

    data: bytes
    refused: Mapping[str, Problem]


def revise(data: bytes, path: str, entries: Mapping[str, Entry]) -> Revision:
    """Make the entries of these ids say what is given; those that cannot be changed safely stay as they are.

    Keys that are new are written in the order in which they are given. Raises PatchError where the file cannot be
    changed at all.
    """
    file = Patched(data, path)
    spans, refused = _spans(file, entries)
    plain = {str(one["id"]): one for one in file.plain or [] if isinstance(one, dict) and str(one.get("id")) in spans}
    edits: dict[str, list[_Edit]] = {}
    for name, span in spans.items():
        try:
            edits[name] = _in_order(file, span, _of_map(file, span, plain[name], plain_of(entries[name])))
        except PatchError as error:
            refused[name] = error.problem
    work = _Work(file, edits, {name: plain_of(entries[name]) for name in edits})
    sound = work.sound([name for name in edits if edits[name]], refused)
    return Revision(work.written(sound) if sound else data, refused)


class _Work:
    """The changes of a file, entry by entry."""

    def __init__(self, file: Patched, edits: Mapping[str, list[_Edit]], meant: Mapping[str, Any]) -> None:
        self.file = file
        self.edits = edits
        self.meant = meant

    def written(self, names: Sequence[str]) -> bytes:
        """Give the bytes with the changes of these entries; raises PatchError where they would not say it."""
        edits = sorted((edit for name in names for edit in self.edits[name]), key=lambda edit: edit[:2])
        wanted = {name: self.meant[name] for name in names}
        said = self.file.plain or []
        expected = [wanted.get(str(one.get("id")), one) if isinstance(one, dict) else one for one in said]
        return self.file.with_changes(edits, expected)

    def sound(self, names: Sequence[str], refused: dict[str, Problem]) -> list[str]:
        """Give the entries whose changes can be made; why the others cannot is put into `refused`."""
        if not names:
            return []
        try:
            self.written(names)
        except PatchError as error:
            if len(names) == 1:
                refused[names[0]] = error.problem
                return []
            half = len(names) // 2
            return self.sound(names[:half], refused) + self.sound(names[half:], refused)
        return list(names)


def _spans(file: Patched, entries: Mapping[str, Entry]) -> tuple[dict[str, Span], dict[str, Problem]]:
    """Find the one entry of each id; why there is not one is told."""
    found: dict[str, Span] = {}
    several: set[str] = set()
    for span in file.root.children if file.root else []:
        known = span.value_of("id")
        if known is not None and known.text in entries:
            several |= {known.text} & found.keys()
            found.setdefault(known.text, span)
    refused = {name: Problem(Place(file.path), "E401", {"id": name}) for name in entries if name not in found}
    for name in several:
        first = file.place(found.pop(name))
        refused[name] = Problem(first, "E301", {"id": name, "first": str(first)})
    return found, refused


def _in_order(file: Patched, entry: Span, edits: Iterator[_Edit]) -> list[_Edit]:
    """Sort the edits of an entry; raises PatchError where two of them want the same text."""
    ordered = sorted(edits, key=lambda edit: edit[:2])
    for before, after in pairwise(ordered):
        if after[0] < before[1]:
            raise _unsafe(file, entry)
    return ordered


def _unsafe(file: Patched, span: Span) -> PatchError:
    return PatchError(Problem(file.place(span), "E402"))


def _of_map(file: Patched, span: Span, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[_Edit]:
    """Give the edits that make a mapping say something else."""
    if span.is_flow and old.keys() != new.keys():
        yield _flow_whole(file, span, new)
        return
    values = {name.text: (name, value) for name, value in zip(span.children[::2], span.children[1::2], strict=True)}
    for key, (name, value) in values.items():
        if key not in new:
            yield _without(file, name, value)
        elif new[key] != old[key]:
            yield from _of_value(file, name, value, old[key], new[key], span.is_flow)
    yield from _added(file, span, values, new)


def _of_value(file: Patched, name: Span, value: Span, old: Any, new: Any, flow: bool) -> Iterator[_Edit]:
    if isinstance(old, dict) and isinstance(new, dict) and value.kind == "map":
        yield from _of_map(file, value, old, new)
    elif flow:
        yield _put(file, value, in_flow(new)) if value.kind == "text" else _flow_whole(file, value, new)
    elif isinstance(old, str) and isinstance(new, str):
        yield _of_text(file, name, value, new)
    elif isinstance(new, list) and value.kind == "seq" and not value.is_flow:
        _refuse_comments(file, value)
        lines = "".join(as_item(one, value.column) if isinstance(one, dict) else _dash(one, value) for one in new)
        yield value.start, value.last, file.broken(lines[value.column :])
    else:
        _refuse_comments(file, value)
        line = file.broken(as_line(name.text, new, name.column))
        yield name.start, value.last, line[name.column :]


def _dash(one: Any, value: Span) -> str:
    return " " * value.column + f"- {in_flow(one)}\n"


def _flow_whole(file: Patched, span: Span, new: Any) -> _Edit:
    """Write a list or mapping on one line anew."""
    _refuse_comments(file, span)
    return span.start, span.last, in_flow(new)


def _refuse_comments(file: Patched, span: Span) -> None:
    """Raise PatchError where a stretch that is to be written anew may hold comments."""
    stretch = file.text[span.start : span.last]
    if "#" in stretch and _BREAK.search(stretch):
        raise _unsafe(file, span)


def _put(file: Patched, value: Span, new: str) -> _Edit:
    """Put a text where one stands, or where none does yet (`key:`)."""
    space = " " if value.start == value.end and file.text[value.start - 1 : value.start] == ":" else ""
    return value.start, value.end, space + new


def _of_text(file: Patched, name: Span, value: Span, new: str) -> _Edit:
    """Replace a text: block stays block where that says the same, a comment behind it stays."""
    line_end = file.line_end(value.start)
    header = file.text[value.start : line_end]
    if value.style and value.style in "|>":
        old = file.text[line_end : value.end].splitlines()[1:]
        if body := _block_body(header.split()[0], new, name.column + 2, old):
            return value.start, value.end, file.broken(f"{header}\n{body}")
        if "#" in header:
            raise _unsafe(file, value)
    if file.text[value.end : file.line_end(value.end)].strip():  # a comment stands behind
        return _put(file, value, scalar(new))
    written = as_line("x" * len(name.text), new, name.column).partition(": ")[2]
    return _put(file, value, file.broken(written))


def _block_body(header: str, text: str, indent: int, old: Sequence[str]) -> str:
    """Give the lines of a text under a block's header (`>-`, `|`); empty where it cannot stand there."""
    if not header.endswith("-"):
        if not text.endswith("\n"):
            return ""
        text = text[:-1]
    if header in (">", ">-"):
        kept, rest = _same_lines(text, indent, old)
        return kept + folded(rest, indent) if kept and folded(rest, indent) else folded(text, indent)
    if header in ("|", "|-") and _FITS_LITERAL.fullmatch(text):
        return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in text.split("\n"))
    return ""


def _same_lines(text: str, indent: int, old: Sequence[str]) -> tuple[str, str]:
    """Split a folded text into the lines at its begin that stand there already, but for the last, and the rest."""
    kept = ""
    for line in old[:-1]:
        words = line.removeprefix(" " * indent)
        if not words or words[0] == " " or len(words) + indent != len(line) or not text.startswith(f"{words} "):
            break
        kept, text = f"{kept}{line}\n", text[len(words) + 1 :]
    return kept, text


def _without(file: Patched, name: Span, value: Span) -> _Edit:
    """Take a key out with its lines; raises PatchError where it does not begin its line."""
    start = file.line_start(name.start)
    if file.text[start : name.start].strip():
        raise _unsafe(file, name)
    return start, file.next_line(value.last), ""


def _added(
    file: Patched, span: Span, values: Mapping[str, tuple[Span, Span]], new: Mapping[str, Any]
) -> Iterator[_Edit]:
    """Put in the keys that a mapping in block style lacks, each after the key that is given before it."""
    at, lines = -1, ""
    for key, value in new.items():
        if key in values:
            if lines:
                yield at, at, _as_lines(file, at, lines)
            at, lines = file.next_line(values[key][1].last), ""
        else:
            lines += as_line(key, value, span.column)
            if at < 0:
                at = file.line_start(span.children[0].start)
                if file.text[at : span.children[0].start].strip():
                    raise _unsafe(file, span)
    if lines:
        yield at, at, _as_lines(file, at, lines)


def _as_lines(file: Patched, at: int, lines: str) -> str:
    """Give lines to be put in at an offset where a line begins, or where the text ends without a line end."""
    if at == file.line_start(at):
        return file.ended(lines)
    return file.newline + file.broken(lines)
