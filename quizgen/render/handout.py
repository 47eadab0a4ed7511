"""What is printed: a form, the part of the bank that it needs, and how the paper should be."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field

from quizgen.model.bank import Bank, Paper
from quizgen.model.form import Form
from quizgen.model.session import Part, Participant, Session
from quizgen.model.words import Language
from quizgen.render.fitting import Fitted
from quizgen.render.theme import Theme

MAX_EMBLEM_BYTES = 2_000_000
_MEDIA = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Emblem:
    """The emblem of the letterhead: its file name (for the kind: svg, png or jpg) and its bytes."""

    name: str
    data: bytes

    @property
    def url(self) -> str:
        """Give the image as a `data:` address; raises KeyError for another kind of file."""
        media = _MEDIA[self.name.rpartition(".")[2].lower()]
        return f"data:{media};base64,{base64.b64encode(self.data).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Handout:
    """One printing order: `variants` are letters that the form has, in the order in which they are printed.

    `second` is the other language of a paper in two. `large` is print of 18 pt, `gray` print without the accent
    colour. What a kit prints has its `session` and, on lists, its `people`; `part` tells the tests before and after
    apart, which are variants of one form. `theme` are a trainer's own templates. `filled` holds the text of
    the fields (`name`, `unit`, `number`, `code`, `qr`) of a copy laid out for one person, `fits` how
    those that are long fit into their boxes. A paper
    that is not `tagged` has no structure for screen readers: what is stamped for print needs none.
    """

    form: Form
    bank: Bank
    variants: tuple[str, ...]
    language: Language = "id"
    paper: Paper = "a4"
    emblem: Emblem | None = None
    second: Language | None = None
    large: bool = False
    gray: bool = False
    session: Session | None = None
    people: tuple[Participant, ...] = ()
    part: Part | None = None
    theme: Theme | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    fits: Mapping[str, Fitted] = field(default_factory=dict)
    tagged: bool = True

    @property
    def label(self) -> str:
        """The form id with its variants, as `K7Q2MX-AB`."""
        return f"{self.form.id}-{''.join(self.variants)}"
