"""A mention, and what became of a cue, as one line of JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, fields

from quizgen.model.mention import CueAudit, LegalReference, Mention

_FIELDS = tuple(field.name for field in fields(Mention))


def line(
    path: str, mention: Mention, legal: Callable[[LegalReference], dict[str, object]] = asdict, kind: str = ""
) -> str:
    """Give the mention as one JSON object in ASCII without a line end, its path first.

    legal gives what is written of a legal reference; without it, what was parsed. from and until are ISO days. kind is
    the type of the line, where lines of several types are mixed.
    """
    row = {name: getattr(mention, name) for name in _FIELDS}
    row["legal"] = [legal(one) for one in mention.legal]
    row["from"], row["until"] = row.pop("valid_from"), row.pop("valid_until")
    del row["whole"], row["evidence_start"]
    return json.dumps(({"type": kind} if kind else {}) | {"path": path, **row})


def audit_line(path: str, cue: CueAudit) -> str:
    """Give what became of a cue as one JSON object, told apart from a mention by its type."""
    return json.dumps({"type": "audit", "path": path, **asdict(cue)})
