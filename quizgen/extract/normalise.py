"""Length-preserving normalisation: the same offsets, fewer kinds of character."""

from __future__ import annotations

_SAME = {
    **dict.fromkeys(
        map(ord, "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"), " "
    ),
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"), " "),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032\u0060\u00b4"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    ord("\t"): " ",
    ord("\r"): " ",
    ord("\u2028"): "\n",
    ord("\u2029"): "\n",
    ord("\u2026"): ".",
    ord("\u0130"): "i",
}


def unify(text: str) -> str:
    """Give the text with one kind of blank, quotation mark and dash; upper case stays, every offset stays true."""
    return text.translate(_SAME)


def lower(unified: str) -> str:
    """Give the text in lower case, character for character."""
    lowered = unified.lower()
    if len(lowered) == len(unified):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in unified)
