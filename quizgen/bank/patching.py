"""Changes to a bank's files at their place: the bytes of a file in, the new bytes out, every other byte kept.

A trainer's file is never loaded and dumped again. Where something goes is taken from libyaml's marks; afterwards the
result is read by the strict reader and must say what the file said before plus the change alone, else the change is
refused: a `PatchError` instead of a file that means something else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quizgen.bank.spans import Span, spans
from quizgen.problems import Place, Problem
from quizgen.strict_yaml import Seq, read

Entry = Mapping[str, Any]
"""What is written: texts, lists and mappings of such; no other kind of value."""

WIDTH = 104
"""Columns after which a text is folded over several lines."""

_BOM = b"\xef\xbb\xbf"
_PLAIN = re.compile(
    r"(?![-?:,\[\]{}#&*!|>'\"%@`=\s]|\.\.\.)(?:(?!:(?:\s|$)|\s#)[^\t\n\r\x85\u2028\u2029\ufeff])*(?<!\s)"
)
_FLOW_SIGNS = re.compile(r"[,\[\]{}]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_AT_BLANK_LINE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\n|\r)\Z|\A\Z")
_BREAK = re.compile(r"\r\n|\n|\r")


class PatchError(Exception):
    """A file cannot be changed safely; `problem` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.place}: {problem.code}")
        self.problem = problem


def append_entry(data: bytes, path: str, entry: Entry) -> bytes:
    """Add an entry at the end of a list file; nothing where the very same entry is there.

    Raises PatchError where its id belongs to another entry, or the list is not written in lines that begin with `-`.
    """
    return append_entries(data, path, [entry])


def append_entries(data: bytes, path: str, entries: Sequence[Entry]) -> bytes:
    """Add entries at the end of a list file as `append_entry` does one after the other, in one pass."""
    file = Patched(data, path)
    there = {str(one["id"]): one for one in file.plain or [] if isinstance(one, dict) and "id" in one}
    added: list[Entry] = []
    for entry in entries:
        name = entry.get("id")
        if name is not None and (same := there.get(str(name))) is not None:
            if same == plain_of(entry):
                continue
            raise PatchError(Problem(file.place(file.entry(str(name))), "E301", {"id": str(name), "first": path}))
        added.append(entry)
    root = file.root
    if root is not None and (root.kind != "seq" or root.is_flow):
        raise PatchError(Problem(file.place(root), "E402"))
    if not added:
        return data
    before = file.text[: file.end]
    gap = "" if not before or _BREAK.match(before[-1]) else file.newline
    gap += "" if _AT_BLANK_LINE.search(before) else file.newline
    lines = "\n".join(as_item(entry, root.column if root else 0) for entry in added)
    expected = [*(file.plain or []), *map(plain_of, added)]
    try:
        return file.with_change(file.end, file.end, gap + file.ended(lines), expected)
    except PatchError:  # a text that keeps its final blank lines would take ours too
        return file.with_change(file.end, file.end, file.ended(lines), expected)


def insert_evidence(data: bytes, path: str, rule_id: str, evidence: Entry) -> bytes:
    """Add a piece of evidence to a rule after its last one, written as that is; nothing where the rule has it already.

    Two pieces are the same when source and quote are. Raises PatchError where there is no such rule.
    """
    file = Patched(data, path)
    entry, plain = file.entry(rule_id), file.plain_entry(rule_id)
    assert plain is not None
    held = plain.get("evidence", [])
    if any(isinstance(one, dict) and _same_evidence(one, evidence) for one in held):
        return data
    expected = file.replaced(rule_id, plain | {"evidence": [*held, plain_of(evidence)]})
    pieces = entry.value_of("evidence")
    if pieces is None:
        return _with_key(file, entry, "evidence", [evidence], expected)
    if pieces.kind != "seq":
        raise PatchError(Problem(file.place(pieces), "E402"))
    if pieces.is_flow:
        at, comma = (pieces.children[-1].last, ", ") if pieces.children else (pieces.start + 1, "")
        return file.with_change(at, at, comma + in_flow(evidence), expected)
    last = pieces.children[-1]
    flow = " " * pieces.column + f"- {in_flow(evidence)}"
    lines = flow if last.kind == "map" and last.is_flow else as_item(evidence, pieces.column)
    at = file.line_end(last.last)
    return file.with_change(at, at, file.newline + file.broken(lines), expected)


def set_scalar(data: bytes, path: str, entry_id: str, key: str, value: str) -> bytes:
    """Set a text of an entry, adding the key after its last one where the entry lacks it.

    Raises PatchError where there is no such entry, or what stands there is not a text on one line.
    """
    file = Patched(data, path)
    entry, plain = file.entry(entry_id), file.plain_entry(entry_id)
    assert plain is not None
    if plain.get(key) == value:
        return data
    changed = dict(plain) | {key: value}
    expected = file.replaced(entry_id, changed)
    old = entry.value_of(key)
    if old is None:
        return _with_key(file, entry, key, value, expected)
    if old.kind != "text" or old.style in ("|", ">") or _BREAK.search(file.text, old.start, old.end):
        raise PatchError(Problem(file.place(old), "E402"))
    new = scalar(value, flow=entry.is_flow)
    space = " " if old.start == old.end and file.text[old.start - 1 : old.start] == ":" else ""
    return file.with_change(old.start, old.end, space + new, expected)


def remove_entry(data: bytes, path: str, entry_id: str) -> bytes:
    """Take a whole entry out, the comment lines above it kept; nothing where there is no such entry.

    Raises PatchError where the list is not written in lines that begin with `-`.
    """
    file = Patched(data, path)
    if file.plain_entry(entry_id) is None:
        return data
    entry, root = file.entry(entry_id), file.root
    assert root is not None
    if root.is_flow:
        raise PatchError(Problem(file.place(root), "E402"))
    start = file.line_start(entry.start)
    end = file.next_line(entry.last)
    if _AT_BLANK_LINE.search(file.text[:start]) and (blank := re.match(r"[ \t]*(?:\r\n|\n|\r)", file.text[end:])):
        end += blank.end()
    expected = [one for one in file.plain or [] if not (isinstance(one, dict) and one.get("id") == entry_id)]
    return file.with_change(start, end, "", expected)


def as_yaml(entry: Entry, indent: int = 0) -> str:
    r"""Write a mapping in block style, `indent` spaces deep, each line ended by `\n`; long texts are folded.

    A text is quoted only where the strict reader needs it.
    """
    return "".join(as_line(key, value, indent) for key, value in entry.items())


def scalar(text: str, flow: bool = False) -> str:
    """Write a text on one line, quoted only where that is needed; `flow` is True within `[ ]` or `{ }`."""
    if text and _PLAIN.fullmatch(text) and not (flow and (_FLOW_SIGNS.search(text) or ":" in text or "?" in text)):
        return text
    if not re.search(r'["\\\n\r\t]', text):
        return f'"{text}"'
    if not re.search(r"[\n\r\t]", text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{text.translate(_ESCAPES)}"'


class Patched:
    """A file to change: its text without the BOM, what it says, and where."""

    def __init__(self, data: bytes, path: str) -> None:
        node, problems = read(data, path)
        if problems:
            raise PatchError(problems[0])
        self.bom = _BOM if data.startswith(_BOM) else b""
        self.text = data[len(self.bom) :].decode("utf-8")
        self.path = path
        self.root, end = spans(self.text)
        self.end = len(self.text) if end is None else end
        plain = plain_of(node) if self.root is not None else None
        self.plain: list[Any] | None = plain if isinstance(plain, list) else None
        if self.root is not None and self.root.kind != "seq":
            raise PatchError(Problem(self.place(self.root), "E114"))
        found = _BREAK.search(self.text)
        self.newline = found.group() if found else "\n"

    def place(self, span: Span) -> Place:
        """Give the place where a part begins."""
        return Place(self.path, span.line + 1, span.column + 1)

    def entry(self, name: str) -> Span:
        """Give the one entry of that id; raises PatchError where there is none, or several."""
        all_of_them = self.root.children if self.root else []
        found = [one for one in all_of_them if (known := one.value_of("id")) is not None and known.text == name]
        if not found:
            raise PatchError(Problem(Place(self.path), "E401", {"id": name}))
        if len(found) > 1:
            raise PatchError(Problem(self.place(found[1]), "E301", {"id": name, "first": str(self.place(found[0]))}))
        return found[0]

    def plain_entry(self, name: str) -> dict[str, Any] | None:
        """Give what the entry of that id says; None where there is none."""
        return next((one for one in self.plain or [] if isinstance(one, dict) and one.get("id") == name), None)

    def replaced(self, name: str, entry: dict[str, Any]) -> list[Any]:
        """Give what the file would say with that entry in place of the one of that id."""
        return [entry if isinstance(one, dict) and one.get("id") == name else one for one in self.plain or []]

    def line_start(self, at: int) -> int:
        """Give the offset where the line around an offset begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Give the offset where the line around an offset ends, before its line end."""
        found = _BREAK.search(self.text, at)
        return found.start() if found else len(self.text)

    def next_line(self, at: int) -> int:
        """Give the offset where the line after the one around an offset begins."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def broken(self, lines: str) -> str:
        """Give lines with the line ends of this file, without the last one."""
        return lines.removesuffix("\n").replace("\n", self.newline)

    def ended(self, lines: str) -> str:
        """Give lines with the line ends of this file, the last one too."""
        return self.broken(lines) + self.newline

    def with_change(self, start: int, end: int, new: str, expected: list[Any]) -> bytes:
        """Give the bytes with one stretch replaced; raises PatchError where they would not say `expected`."""
        return self.with_changes([(start, end, new)], expected)

    def with_changes(self, changes: Sequence[tuple[int, int, str]], expected: list[Any]) -> bytes:
        """Give the bytes with stretches replaced (start, end, new), which are in order and do not overlap.

        Raises PatchError where they would not say `expected`.
        """
        pieces, at = [], 0
        for start, end, new in changes:
            pieces += [self.text[at:start], new]
            at = end
        try:
            data = self.bom + ("".join(pieces) + self.text[at:]).encode("utf-8")
        except UnicodeEncodeError as error:
            raise PatchError(Problem(Place(self.path), "E101")) from error
        node, problems = read(data, self.path)
        if problems:
            raise PatchError(problems[0])
        said = plain_of(node) if isinstance(node, Seq) else []
        if said != expected:
            line = len(_BREAK.findall(self.text, 0, changes[0][0])) + 1
            raise PatchError(Problem(Place(self.path, line, 1), "E402"))
        return data


def _with_key(file: Patched, entry: Span, key: str, value: object, expected: list[Any]) -> bytes:
    """Add a key after the last one of an entry."""
    if entry.kind != "map" or not entry.children:
        raise PatchError(Problem(file.place(entry), "E402"))
    if entry.is_flow:
        at = entry.children[-1].last
        return file.with_change(at, at, f", {scalar(key, flow=True)}: {in_flow(value)}", expected)
    at = file.line_end(entry.last)
    return file.with_change(at, at, file.newline + file.broken(as_line(key, value, entry.column)), expected)


def _same_evidence(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(one.get(key) == other.get(key) for key in ("source", "quote"))


def plain_of(value: object) -> Any:
    """Give nodes, and what is to be written, as plain texts, lists and dicts, so that they can be compared."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain_of(one) for key, one in value.items()}
    assert isinstance(value, Sequence), f"not a value of a bank file: {value!r}"
    return [plain_of(one) for one in value]


def as_item(entry: Entry, column: int) -> str:
    """Write a mapping as an entry of a list whose dashes stand in a column (0-based)."""
    if not entry:
        return " " * column + "- {}\n"
    return " " * column + "- " + as_yaml(entry, column + 2)[column + 2 :]


def as_line(key: str, value: object, indent: int) -> str:
    """Write one key of a mapping with its value, over as many lines as it takes."""
    begin = " " * indent + scalar(str(key), flow=True) + ":"
    if isinstance(value, str):
        if indent + len(key) + len(value) + 2 > WIDTH and (lines := folded(str(value), indent + 2)):
            return f"{begin} >-\n{lines}"
        return f"{begin} {scalar(value)}\n"
    if isinstance(value, Mapping) and value:
        return f"{begin}\n{as_yaml(value, indent + 2)}"
    if isinstance(value, Sequence) and value and all(isinstance(one, Mapping) for one in value):
        return f"{begin}\n" + "".join(as_item(one, indent + 2) for one in value)
    return f"{begin} {in_flow(value)}\n"


def folded(text: str, indent: int) -> str:
    """Write a text as the lines of a `>-` scalar; empty where folding would change it, or no blank is near."""
    if re.search(r"[\n\r\t]|^\s|\s$", text):
        return ""
    lines = [""]
    for word in re.split(r"(?<! ) (?! )", text):
        if lines[-1] and indent + len(lines[-1]) + 1 + len(word) > WIDTH:
            lines.append(word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return "".join(f"{' ' * indent}{line}\n" for line in lines)


def in_flow(value: object) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(str(key), flow=True)}: {in_flow(one)}" for key, one in value.items()) + "}"
    assert isinstance(value, Sequence)
    return "[" + ", ".join(in_flow(one) for one in value) + "]"


__all__ = [
    "Entry", "PatchError", "Patched", "append_entries", "append_entry", "as_item", "as_line", "as_yaml", "folded",
    "in_flow", "insert_evidence", "plain_of", "remove_entry", "scalar", "set_scalar",
]  # fmt: skip
