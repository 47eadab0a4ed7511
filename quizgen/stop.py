"""The one way a command ends early: an exit code, and what to tell the user."""

from __future__ import annotations

import errno
from collections.abc import Sequence

from quizgen.problems import Problem

DONE = 0
BAD_INPUT = 1
BAD_USAGE = 2
LESS_THAN_ASKED = 3
REFUSED = 4
DISK = 5
LOCKED = 6
OWN_FAULT = 70
INTERRUPTED = 130


class Stop(Exception):
    """Ends a command: problems and lines go to stderr, the exit code to the shell (design: section 6).

    `message` names a message of the catalogues (`cli.no_such_form`) and `words` fill it.
    """

    def __init__(self, code: int, message: str = "", problems: Sequence[Problem] = (), **words: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.problems = tuple(problems)
        self.words = words


_KNOWN = (
    "EACCES",
    "EPERM",
    "ENOENT",
    "ENOSPC",
    "EROFS",
    "EISDIR",
    "ENOTDIR",
    "EEXIST",
    "ENAMETOOLONG",
    "EDQUOT",
    "EIO",
    "EFBIG",
)


def reason_of(error: OSError) -> str:
    """Give why the disk refused, as a word of the catalogue `system`; in the system's own words where that is rare."""
    name = errno.errorcode.get(error.errno or 0, "")
    return f"@system.{name}" if name in _KNOWN else error.strerror or str(error)
