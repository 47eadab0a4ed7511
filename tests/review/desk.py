"""A workspace with drafts in it, and a reviewer who types."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

from quizgen.decisions import Decisions
from quizgen.terminal.console import Console
from quizgen.terminal.review import Review
from tests.tiny import HERE

RULE_DRAFT = """
# Dari naskah kabar; belum disetujui.
- id: memilih-di-bilik
  modality: advice
  bearer: [ASN]
  topic: hak_pilih
  statement: {id: ASN diminta memilih di bilik suara., en: ASN are asked to vote in the booth.}
  standing: official-explanation
  evidence:
    - {source: kabar, quote: memilih di bilik suara}
  status: draft
"""
ITEM_DRAFTS = """
# Draf pertama.
- id: hak_pilih-d001
  version: 1
  status: draft   # menunggu
  rules: [boleh-memilih]
  kind: verdict
  level: recall
  stem: {id: Bolehkah ASN memilih?, en: May ASN vote?}
  key: boleh
  rationale: {id: Itu haknya., en: It is their right.}
- id: hak_pilih-d002
  version: 1
  status: draft
  rules: [memilih-di-bilik]
  kind: single
  level: recall
  stem: {id: Di mana ASN diminta memilih?, en: Where are ASN asked to vote?}
  options:
    a: {id: Di bilik suara, en: In the booth, rationale: {id: Begitu katanya., en: So it says.}}
    b: {id: Di rumah warga, en: At home, rationale: {id: Bukan itu., en: Not so.}}
  key: a
"""


def workspace(folder: Path) -> Path:
    """Make a workspace of the tiny bank with a draft rule and two draft items; gives its bank folder."""
    shutil.copytree(HERE, folder, dirs_exist_ok=True)
    bank = folder / "question_bank"
    for path, further in (("rules/hak_pilih.yaml", RULE_DRAFT), ("items/hak_pilih.yaml", ITEM_DRAFTS)):
        with (bank / path).open("a", encoding="utf-8") as file:
            file.write(further)
    return bank


def no_editor(_path: str, _line: int) -> str:
    """An editor that changes nothing."""
    return ""


def reviewed(
    bank: Path,
    typed: str,
    language: str = "id",
    edit: Callable[[str, int], str] = no_editor,
    topics: tuple[str, ...] = (),
) -> str:
    """Review with these lines as the whole input; gives what was shown."""
    output = io.StringIO()
    console = Console(output, io.StringIO(typed), styled=False, width=lambda: 90, encoding="utf-8")
    Review(console, Decisions(bank), language, edit, topics).run()
    return output.getvalue()
