"""Why a paper could not be made: faults of templates and of the machine, which whoever asked for the paper tells."""

from __future__ import annotations

from collections.abc import Mapping


class PangoMissingError(Exception):
    """Pango, which WeasyPrint sets text with, is not on this machine; the message is the loader's."""


class TemplateFault(Exception):
    """What is wrong with a template that quizgen did not write.

    `reason` is `syntax`, `undefined`, `security`, `missing`, `endless` or `failed`; `words` are `template`, as its
    owner names it, `line` (from 1) and `told`, what Jinja says.
    """

    def __init__(self, reason: str, words: Mapping[str, str]) -> None:
        super().__init__(reason, words)
        self.reason = reason
        self.words = words
