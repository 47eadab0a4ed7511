"""A trainer's own templates and style sheets, held in memory with all that they may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import normpath
from urllib.parse import unquote, urlsplit

MARKUP = (".j2", ".css")
"""What files end in that are text: templates and style sheets."""


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """Templates and style sheets that stand in for the shipped ones of the same name, and the files they use.

    `folder` is the folder as its owner named it. `files` are the folder's files by their path within it, `beside` those
    of the workspace by their path within that. Nothing else is read when a page is made. `digest` changes with any
    byte.
    """

    folder: str
    files: Mapping[str, bytes]
    beside: Mapping[str, bytes] = field(default_factory=dict)
    digest: str = ""

    def __hash__(self) -> int:
        return hash((self.folder, self.digest))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Theme) and (self.folder, self.digest) == (other.folder, other.digest)

    def text(self, name: str) -> str | None:
        """Give a template or style sheet; None where the shipped one counts."""
        data = self.files.get(name) if name.endswith(MARKUP) else None
        return None if data is None else data.decode("utf-8")

    def shown(self, name: str) -> str:
        """Write the path of a file of the folder as its owner would."""
        return f"{self.folder.rstrip('/')}/{name}"

    def at(self, url: str) -> bytes | None:
        """Give the file that a page names, looked for in the folder, then in the workspace; None where there is none.

        A page names files by their path (`logo.png`), which WeasyPrint puts behind `file:///`.
        """
        parts = urlsplit(url)
        if parts.scheme != "file" or parts.netloc:
            return None
        path = unquote(parts.path).removeprefix("/")
        if not path or path != normpath(path) or path.startswith((".", "/")):
            return None
        return self.files.get(path, self.beside.get(path))

    def mention(self, url: str) -> tuple[str, int] | None:
        """Find where the templates name an address: the file as its owner names it, and the line from 1."""
        path = unquote(urlsplit(url).path)
        for wanted in dict.fromkeys((url, path, path.removeprefix("/"), path.rpartition("/")[2])):
            for name, text in self.texts() if wanted else ():
                if (at := text.find(wanted)) >= 0:
                    return self.shown(name), text.count("\n", 0, at) + 1
        return None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give all templates and style sheets by name, sorted."""
        for name in sorted(self.files):
            if (text := self.text(name)) is not None:
                yield name, text
