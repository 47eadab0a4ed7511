"""Marks for tests of the papers."""

from __future__ import annotations

import pytest

from quizgen.render.pdf import PangoMissingError, weasyprint


def _has_pango() -> bool:
    try:
        weasyprint()
    except PangoMissingError:
        return False
    return True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests marked `needs_pango` where Pango is missing."""
    marked = [item for item in items if item.get_closest_marker("needs_pango")]
    if marked and not _has_pango():
        for item in marked:
            item.add_marker(pytest.mark.skip(reason="Pango is missing, so WeasyPrint cannot make a PDF"))


def pytest_configure(config: pytest.Config) -> None:
    """Name the marks."""
    config.addinivalue_line("markers", "needs_pango: makes a PDF")
