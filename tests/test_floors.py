"""Floors: each module imports only from floors below its own; rooms of the core never import one another."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "quizgen"

GROUND, MODEL, CORE, OUTPUTS, EDGES = range(5)
FLOORS = {
    "problems": GROUND,
    "strict_yaml": GROUND,
    "shipped": GROUND,
    "verbatim": GROUND,
    "dates": GROUND,
    "language": GROUND,
    "limits": GROUND,
    "plain": GROUND,
    "model": MODEL,
    "extract": CORE,
    "bank": CORE,
    "draft": CORE,
    "quiz": CORE,
    "kit": CORE,
    "render": OUTPUTS,
}
"""Rooms (top-level modules and folders of quizgen) below the edges; every other one is an edge."""

TOUCHES_THE_WORLD = {
    "os", "sys", "io", "time", "socket", "subprocess", "sqlite3", "tempfile", "shutil", "secrets", "urllib", "http",
    "platformdirs", "typer", "threading", "multiprocessing",
}  # fmt: skip
"""Modules that a pure floor has no use for: disk, clock, terminal, network."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "_shipped" not in path.parts)


def room_of(module: str) -> str:
    """Give the room of a dotted name below quizgen; empty for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def floor_of(room: str) -> int:
    return FLOORS.get(room, EDGES if room else GROUND)


def dotted(path: Path, root: Path = ROOT) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and dotted name of everything that a module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            yield node.lineno, node.module or ""
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names if node.module == "quizgen")


def own_imports(path: Path) -> Iterator[tuple[int, str]]:
    """Give line and room of what a module imports from quizgen."""
    for line, name in imports(path):
        if name.split(".")[0] == "quizgen" and room_of(name) not in ("", "__version__"):
            yield line, room_of(name)


def breaches(path: Path, root: Path = ROOT) -> list[str]:
    mine = room_of(dotted(path, root))
    floor = floor_of(mine)
    wrong = []
    for line, room in own_imports(path):
        if room == mine:
            continue
        above = floor_of(room) > floor
        beside = floor_of(room) == floor and floor in (CORE, OUTPUTS)
        if above or beside:
            wrong.append(f"{path.relative_to(root)}:{line}: {mine} imports {room}")
    return wrong


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_a_module_imports_only_from_floors_below(path: Path) -> None:
    assert breaches(path) == []


PURE = [path for path in MODULES if floor_of(room_of(dotted(path))) in (MODEL, CORE)]


@pytest.mark.parametrize("path", PURE, ids=dotted)
def test_the_model_and_the_core_touch_neither_disk_nor_clock_nor_terminal(path: Path) -> None:
    touched = {name.split(".")[0] for _, name in imports(path)} & TOUCHES_THE_WORLD
    assert touched == set()
    assert calls_of_the_world(path) == []


def calls_of_the_world(path: Path) -> list[str]:
    """Find `open(...)`, `print(...)`, `input(...)`, and calls such as `date.today()` or `random.shuffle()`."""
    found = []
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    has_module = any(name.name == "random" for node in nodes if isinstance(node, ast.Import) for name in node.names)
    for node in nodes:
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if name in ("open", "print", "input") or name.endswith((".today", ".now", ".utcnow")):
            found.append(f"{path.name}:{node.lineno}: {name}")
        if has_module and name.startswith("random.") and name != "random.Random":
            found.append(f"{path.name}:{node.lineno}: {name}")
    return found


def test_ground_rooms_form_no_cycle() -> None:
    below: dict[str, set[str]] = {room: set() for room, floor in FLOORS.items() if floor == GROUND}
    for path in MODULES:
        mine = room_of(dotted(path))
        if mine in below:
            below[mine] |= {room for _, room in own_imports(path) if room != mine}
    while free := {room for room, needs in below.items() if not needs & below.keys()}:
        for room in free:
            del below[room]
    assert below == {}


def test_every_floor_named_here_has_its_rooms() -> None:
    missing = [room for room in FLOORS if not (PACKAGE / room).is_dir() and not (PACKAGE / f"{room}.py").is_file()]
    assert missing in ([], ["draft"])


def test_the_walk_of_imports_sees_a_breach(tmp_path: Path) -> None:
    room = tmp_path / "quizgen" / "bank"
    room.mkdir(parents=True)
    wrong = room / "wrong.py"
    wrong.write_text(
        "from quizgen import files\n\ndef f():\n    import quizgen.quiz.assemble\n    from quizgen.model import item\n"
    )
    assert breaches(wrong, tmp_path) == [
        "quizgen/bank/wrong.py:1: bank imports files",
        "quizgen/bank/wrong.py:4: bank imports quiz",
    ]


def test_no_utils_helpers_common_or_manager() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}
    assert [dotted(path) for path in MODULES if vague & set(path.relative_to(ROOT).with_suffix("").parts)] == []


def test_words_that_users_see_are_data_not_code() -> None:
    catalogues = sorted(PACKAGE.glob("language/*/*.json"))
    assert catalogues
    for path in catalogues:
        assert all(isinstance(message, str) for message in json.loads(path.read_text("utf-8")).values()), path
