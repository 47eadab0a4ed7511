"""Starting a program on a pseudo-terminal, where the machine has any to give."""

from __future__ import annotations

import os
from typing import Any

import pytest


def spawn(program: str, arguments: list[str], **options: Any) -> Any:
    """Start a program behind pexpect; a test on a machine without pseudo-terminals (a bare chroot) is left out."""
    try:
        for handle in os.openpty():
            os.close(handle)
    except (AttributeError, OSError) as error:
        pytest.skip(f"no pseudo-terminal can be opened here: {error}")
    import pexpect

    return pexpect.spawn(program, arguments, **options)
