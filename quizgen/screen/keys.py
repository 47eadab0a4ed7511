"""What keys mean: each key's act, for a person who answers and for a trainer in front of a hall."""

from __future__ import annotations

_ANYWHERE = {
    "enter": "go", "escape": "back", "k": "context", "l": "language", "q": "leave", "t": "theme",
    "?": "help", "f1": "help",
}  # fmt: skip
_QUIZ = _ANYWHERE | {
    "up": "up", "down": "down", "left": "up", "right": "down", "space": "tick", "s": "skip", "u": "again",
}  # fmt: skip
_HALL = _ANYWHERE | {
    "up": "up", "down": "down", "shift+tab": "up", "tab": "down", "left": "previous", "right": "next",
    "p": "previous", "n": "next", "backspace": "erase", "delete": "erase",
    "space": "onward", ",": "onward", ";": "onward",
}  # fmt: skip


def quiz_act(key: str) -> str:
    """Give the act of a key where one person answers; empty for a key without one."""
    if len(key) == 1 and key in "12345678":
        return f"pick:{ord(key) - ord('1')}"
    return _letter(key) or _QUIZ.get(key, "")


def hall_act(key: str) -> str:
    """Give the act of a key where hands are counted; empty for a key without one."""
    if len(key) == 1 and key in "0123456789":
        return f"digit:{key}"
    return _letter(key) or _HALL.get(key, "")


def _letter(key: str) -> str:
    return f"pick:{ord(key) - ord('a')}" if len(key) == 1 and key in "abcdefgh" else ""
