"""Whether the user wants plain lines, whatever the terminal could do."""

from __future__ import annotations

import os


def asks_for_plain() -> bool:
    """Tell whether the environment asks for plain lines: `QUIZGEN_PLAIN` or `NO_TUI` set to anything but nothing or 0.

    Whoever asks so (a screen reader, say) also gets no colours.
    """
    return any(os.environ.get(name, "") not in ("", "0") for name in ("QUIZGEN_PLAIN", "NO_TUI"))
