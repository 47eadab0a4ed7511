from __future__ import annotations

import pytest

from quizgen import shipped
from quizgen.extract import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon that quizgen ships."""
    return load_lexicon(lambda name: shipped.data("extract/data", name))
