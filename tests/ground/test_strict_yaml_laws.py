"""Laws of the strict YAML reader, for any bytes and any tree of text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from quizgen.problems import Problem
from quizgen.strict_yaml import Map, Node, Seq, Text, entries, read

type_of_tree = str | list["Tree"] | dict[str, "Tree"]
Tree = type_of_tree

BANK = Path(__file__).resolve().parents[2] / "question_bank"
FILES = [path.read_bytes() for path in sorted(BANK.rglob("*.yaml"))]

texts = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc"],
        exclude_characters="\u2028\u2029\ufffe\uffff\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
        "\u2066\u2067\u2068\u2069\ufeff",
    )
    | st.sampled_from("\n\t:#-'\"[]{}&*!|>%@`, "),
    max_size=20,
)
trees = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
).filter(lambda tree: depth_of(tree) <= 12)
yaml_like = st.text(st.sampled_from("abno019 \n\r\t:-?,[]{}#&*!|>'\"%@`\\<~.\x00\u202eé😀\ufeff\u0085"), max_size=80)


def depth_of(tree: Tree) -> int:
    inner = tree if isinstance(tree, list) else tree.values() if isinstance(tree, dict) else None
    return 0 if inner is None else 1 + max(map(depth_of, inner), default=0)


@dataclass
class Emitter:
    """Writes a tree as YAML, flow collections and quoted scalars, and remembers where each scalar begins."""

    block: bool
    written: str = ""
    places: list[tuple[int, int]] = field(default_factory=list)

    def scalar(self, text: str) -> None:
        self.places.append((self.written.count("\n") + 1, len(self.written) - self.written.rfind("\n")))
        if "\n" in text or "\t" in text or len(text) % 2:
            escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            self.written += f'"{escaped}"'
        else:
            self.written += "'" + text.replace("'", "''") + "'"

    def tree(self, tree: Tree, indent: int = 0) -> None:
        if isinstance(tree, str):
            self.scalar(tree)
        elif self.block and tree:
            self._block(tree, indent)
        elif isinstance(tree, list):
            self.written += "["
            for one in tree:
                self.tree(one)
                self.written += ",\n " if len(tree) > 2 else ", "
            self.written += "]"
        else:
            self.written += "{"
            for key, value in tree.items():
                self.scalar(key)
                self.written += ": "
                self.tree(value)
                self.written += ", "
            self.written += "}"

    def _block(self, tree: list[Tree] | dict[str, Tree], indent: int) -> None:
        for one in tree:
            self.written += "\n" + "  " * indent
            if isinstance(tree, dict):
                assert isinstance(one, str)
                self.scalar(one)
                self.written += ": "
                self.tree(tree[one], indent + 1)
            else:
                self.written += "- "
                self.tree(one, indent + 1)


def plain(node: Node) -> Tree:
    if isinstance(node, Text):
        return str(node)
    if isinstance(node, Seq):
        return [plain(one) for one in node]
    return {key: plain(value) for key, value in node.items()}


def places(node: Node) -> list[tuple[int, int]]:
    """Give the places of all scalars, keys before their values, in the order of the file."""
    if isinstance(node, Text):
        return [(node.line, node.col)]
    if isinstance(node, Seq):
        return [place for one in node for place in places(one)]
    return [place for key, value in node.items() for place in (node.key_place(key), *places(value))]


@given(trees, st.booleans(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_any_tree_of_text_reads_back_as_the_same_text_with_its_places(
    tree: Tree, block: bool, line_end: str, bom: bool
) -> None:
    emitter = Emitter(block)
    emitter.tree(tree)
    root, problems = read(("\ufeff" * bom + emitter.written.replace("\n", line_end)).encode(), "f.yaml")
    assert problems == []
    assert root is not None
    assert plain(root) == tree
    assert places(root) == emitter.places


def in_file(problem: Problem, data: bytes) -> bool:
    """Tell whether a place is in the file, its end included."""
    line, col = problem.place.line, problem.place.col
    lines = re.split(b"\r\n|\r|\n", data)
    if line == 0:
        return problem.code == "E110"
    return 1 <= line <= len(lines) + 1 and 1 <= col <= (len(lines[line - 1]) + 1 if line <= len(lines) else 1)


def holds(data: bytes) -> None:
    root, problems = read(data, "f.yaml")
    assert root is None or isinstance(root, Text | Seq | Map)
    assert all(in_file(problem, data) for problem in problems)
    met: list[Problem] = []
    list(entries(data, "f.yaml", met))
    assert all(in_file(problem, data) for problem in met)
    assert {problem.code for problem in problems} <= {problem.code for problem in met}


@given(st.binary(max_size=120) | yaml_like.map(lambda text: text.encode()))
@example(b"\xef\xbb\xbf\xef\xbb\xbf")
@example(b"a\r\rb: [\r\n")
@example(b"? *a\n: {*b : c}")
def test_any_bytes_give_nodes_and_problems_with_a_place_inside_the_file(data: bytes) -> None:
    holds(data)


@given(
    st.sampled_from(FILES), st.integers(0, 3000), st.integers(0, 40), yaml_like.map(str.encode) | st.binary(max_size=8)
)
def test_a_bank_file_with_bytes_put_in_and_taken_out_never_breaks_the_reader(
    data: bytes, at: int, taken: int, put: bytes
) -> None:
    holds(data[:3000][:at] + put + data[:3000][at + taken :])


@given(st.lists(st.sampled_from(["a", "b", "c", "<<"]), max_size=8))
def test_a_key_is_refused_each_time_it_comes_again_and_a_merge_key_always(keys: list[str]) -> None:
    _, problems = read("".join(f"{key}: 1\n" for key in keys).encode(), "f.yaml")
    again = [key for position, key in enumerate(keys) if key in keys[:position] or key == "<<"]
    assert len(problems) == len(again)
    assert {problem.code for problem in problems} <= {"E106", "E107"}
