"""How the screen looks: two calm themes, one for terminals without colour, and the style of each manner."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

DARK, LIGHT, BARE = "quizgen-dark", "quizgen-light", "quizgen-bare"
_LIGHT_GROUNDS = {"7", "15"}
"""The last number of COLORFGBG where a terminal has a light ground."""

STYLES = {
    "": "",
    "strong": "bold",
    "quiet": "$quiet",
    "good": "bold $good",
    "bad": "bold $bad",
    "heading": "bold $heading",
    "picked": "bold $picked",
    "quote": "",
    "note": "bold $heading",
}
"""The style of each manner (quizgen.screen.view) in Textual's words."""


def themes() -> tuple[Theme, Theme, Theme]:
    """Give the dark theme, the light one, and the one that leaves all colours to the terminal."""
    dark, light = ("#e8e6e1", "#17191d", "#21242a"), ("#22262c", "#fbf9f4", "#edeae2")
    return (
        _theme(DARK, dark, ("#a3a8b1", "#93d685", "#ff958b", "#e9be6a", "#8cc4f5"), dark=True),
        _theme(LIGHT, light, ("#575d66", "#1f6526", "#a3261d", "#6f4d00", "#114f8c"), dark=False),
        _bare(),
    )


def first_theme(environment: Mapping[str, str], *, has_colours: bool) -> str:
    """Choose the theme to begin with: QUIZGEN_THEME (light, dark), else what the terminal says of itself, else dark."""
    if not has_colours:
        return BARE
    wanted = environment.get("QUIZGEN_THEME", "").casefold()
    if wanted in ("light", "terang"):
        return LIGHT
    if wanted in ("dark", "gelap"):
        return DARK
    return LIGHT if environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS else DARK


def other_theme(theme: str) -> str:
    """Give the theme that the key for it leads to."""
    return {DARK: LIGHT, LIGHT: DARK}.get(theme, theme)


def _theme(name: str, grounds: tuple[str, str, str], inks: tuple[str, str, str, str, str], *, dark: bool) -> Theme:
    foreground, background, panel = grounds
    quiet, good, bad, heading, picked = inks
    return Theme(
        name=name, dark=dark, primary=picked, success=good, error=bad, warning=heading, accent=heading,
        foreground=foreground, background=background, surface=background, panel=panel,
        variables={"quiet": quiet, "good": good, "bad": bad, "heading": heading, "picked": picked},
    )  # fmt: skip


def _bare() -> Theme:
    ink = "ansi_default"
    return Theme(
        name=BARE, ansi=True, dark=True, primary=ink, foreground=ink, background=ink, surface=ink, panel=ink,
        variables={
            "quiet": ink, "good": "ansi_green", "bad": "ansi_red", "heading": ink, "picked": ink,
            "ansi-background": ink, "ansi-foreground": ink,  # Textual's own style sheets ask for these two
        },
    )  # fmt: skip
