"""The codes of docs/checks.md that a sheet of items gives: for each an edit of the tiny bank's that gives just it."""

from __future__ import annotations

from collections.abc import Callable

from quizgen.bank.sheets.grid import Area, Odd
from quizgen.problems import Problem
from tests.sheets.grids import Grid
from tests.tiny import original, reading_of, replaced

_ITEMS = "items/atribut.yaml"


def _put(row: int, name: str, cell: str | Odd) -> list[Problem]:
    return Grid().put(row, name, cell).problems()


def not_filled_in() -> list[Problem]:
    """A stem without its English."""
    return _put(2, "stem.en", "")


def no_text() -> list[Problem]:
    """A formula where a key should be."""
    return _put(3, "key", Odd("formula", '=IF(B3="approved","b","a")'))


def changed_twice() -> list[Problem]:
    """The editor and a colleague changed the same cell."""
    now = reading_of(replaced(_ITEMS, "{id: Sekda memintanya.,", "{id: Sekda menghendakinya.,"))
    return Grid().put(2, "rationale.id", "Sekda melarangnya.").problems(now)


def changed_id() -> list[Problem]:
    """An id that was written over."""
    return _put(2, "id", "atribut-satu")


def lost_mark() -> list[Problem]:
    """The hidden column was deleted, and a text changed."""
    return Grid().put(2, "mark", "").put(2, "stem.id", "Bolehkah ASN memakai topi calon?").problems()


def merged() -> list[Problem]:
    """Two cells made into one."""
    grid = Grid()
    grid.merged = [Area(3, 9, 3, 10)]
    return grid.problems()


def column_twice() -> list[Problem]:
    """A column that was copied with its head."""
    grid = Grid()
    grid.rows[1][60] = "Kunci"
    return grid.problems()


def other_topic() -> list[Problem]:
    """A topic that is not that of the rule."""
    return _put(2, "topic", "hak_pilih")


def version_not_raised() -> list[Problem]:
    """Another key, and a version that is no higher."""
    return Grid().put(3, "key", "a").put(3, "version", "0").problems()


def retired() -> list[Problem]:
    """A status that the command `retire` sets."""
    return _put(2, "status", "retired")


def too_long_for_a_cell() -> list[Problem]:
    """What stands for a long text, copied to another cell."""
    long = "kata " * 8000 + "akhir."
    grid = Grid(reading_of(replaced(_ITEMS, "{id: Sekda memintanya., en:", f"{{id: {long}, en:")))
    return grid.put(2, "stem.id", grid.rows[2][grid.names.index("rationale.id") + 1]).problems()


def gone() -> list[Problem]:
    """An item that somebody took out of the bank."""
    now = reading_of({_ITEMS: original(_ITEMS)[original(_ITEMS).index("- id: atribut-2") :]})
    return Grid().put(2, "stem.id", "Bolehkah ASN memakai topi calon?").problems(now)


def unreadable_in_the_bank() -> list[Problem]:
    """An item that has got a fault of form."""
    now = reading_of(replaced(_ITEMS, "level: recall", "level: mengingat"))
    return Grid().put(2, "stem.id", "Bolehkah ASN memakai topi calon?").problems(now)


def rule_of_another_topic() -> list[Problem]:
    """A first rule from another topic."""
    return _put(2, "rules", "boleh-memilih")


SHEETS: dict[str, Callable[[], list[Problem]]] = {
    "E431": not_filled_in,
    "E432": no_text,
    "E433": changed_twice,
    "E434": changed_id,
    "E435": lost_mark,
    "E436": merged,
    "E437": column_twice,
    "E438": other_topic,
    "E439": version_not_raised,
    "E440": retired,
    "E441": too_long_for_a_cell,
    "E442": gone,
    "E443": unreadable_in_the_bank,
    "E444": rule_of_another_topic,
}
