"""A mention as one line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict

from quizgen.model.mention import Mention


def line(path: str, mention: Mention) -> str:
    """Give the mention as one JSON object in ASCII without a line end, its path first."""
    return json.dumps({"path": path, **asdict(mention)})
