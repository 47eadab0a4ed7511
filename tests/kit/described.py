"""The codes of docs/checks.md that a session or its roster gives, and for each a session that gives just it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quizgen.cli.unprintable import in_roster
from quizgen.open_bank import open_bank
from quizgen.problems import Problem
from quizgen.rosters import read_roster
from quizgen.sessions import read_session, settle
from quizgen.stop import Stop
from tests.tiny import HERE

HEAD = "title: {id: Sosialisasi, en: Briefing}\ndate: 2024-04-01\nplace: Aula\n"


def session(text: str) -> list[Problem]:
    """Settle a session with the tiny bank."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "session.yaml"
        path.write_text(HEAD + text, "utf-8")
        try:
            settle(read_session(path, "session.yaml"), Path(folder), open_bank(HERE))
        except Stop as stop:
            return list(stop.problems)
    return []


def table(text: str) -> list[Problem]:
    """Read a roster."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peserta.csv"
        path.write_text(text, "utf-8")
        return list(read_roster(path, "peserta.csv").problems)


def unprintable(text: str) -> list[Problem]:
    """Read a roster and look for what will not print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peserta.csv"
        path.write_text(text, "utf-8")
        return list(in_roster(read_roster(path, "peserta.csv").people, "peserta.csv"))


SESSIONS: dict[str, Callable[[], list[Problem]]] = {
    "E501": partial(session, "blueprint: {count: 1}\nvariants: A sampai D\n"),
    "E502": partial(session, "blueprint: {count: 1}\nvariants: A-P\n"),
    "E503": partial(session, "blueprint: {count: 2, levels: {recall: 1}}\n"),
    "E504": partial(session, "blueprint: {count: 1}\ntests: [pre, pre]\n"),
    "E505": partial(session, "blueprint: {count: 1}\nroster: peserta.docx\n"),
    "E506": partial(table, "nama;unit\n"),
    "E507": partial(table, "Siti Aminah;Dinas Sosial\n"),
    "E508": partial(session, "blueprint: {count: 3, weights: {hak_pilih: 9}}\ntests: [post]\n"),
    "E509": partial(session, "blueprint: {count: 2, levels: {recall: 2}}\ntests: [post]\n"),
    "E510": partial(session, "blueprint: {count: 9}\ntests: [post]\n"),
    "W501": partial(table, "nama;unit\n;Dinas Sosial\n"),
    "W502": partial(table, "nama;unit\nSiti\x07;Dinas Sosial\n"),
    "W503": partial(table, "nama;unit\nSiti;Dinas Sosial\nSiti;Dinas Sosial\n"),
    "W505": partial(table, "nama;unit;nip\nSiti;Dinas Sosial;1,99001E+17\n"),
    "W504": partial(unprintable, "nama;unit\nꦱꦶ;Dinas Sosial\n"),
}
