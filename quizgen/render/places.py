"""Where on a finished page something is stamped later: a name, a number, a QR code."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """A box of a page that is left blank for a stamp: an element with the attribute `data-stamp`.

    `page` counts from 0 within its PDF; `x` and `y` are mm from the page's left and top edge to the box's top left
    corner, `width` and `height` mm, `size` the size of the print in pt that the box is made for; `centred` tells that
    the text stands in the middle of the box.
    """

    name: str
    page: int
    x: float
    y: float
    width: float
    height: float
    size: float
    centred: bool = False
