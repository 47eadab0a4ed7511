"""The themes: every text can be read on its ground, and the right one is chosen."""

from __future__ import annotations

from itertools import product

import pytest
from textual.color import Color

from quizgen.screen.look import BARE, DARK, LIGHT, first_theme, other_theme, themes

INKS = ("quiet", "good", "bad", "heading", "picked")


def contrast(one: Color, other: Color) -> float:
    """Give the contrast as the accessibility guidelines (WCAG 2) measure it."""

    def luminance(color: Color) -> float:
        parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized)
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "ground"), list(product(themes()[:2], ("background", "panel"))))
def test_every_ink_can_be_read_on_both_grounds(theme: object, ground: str) -> None:
    under = Color.parse(getattr(theme, ground))
    inks = {name: theme.variables[name] for name in INKS} | {"text": theme.foreground}  # type: ignore[attr-defined]
    pale = {name: round(contrast(Color.parse(ink), under), 1) for name, ink in inks.items()}
    assert {name: found for name, found in pale.items() if found < 4.5} == {}


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({}, DARK),
        ({"COLORFGBG": "15;0"}, DARK),
        ({"COLORFGBG": "0;default;15"}, LIGHT),
        ({"COLORFGBG": "15;0", "QUIZGEN_THEME": "light"}, LIGHT),
        ({"COLORFGBG": "0;15", "QUIZGEN_THEME": "Gelap"}, DARK),
        ({"QUIZGEN_THEME": "hijau"}, DARK),
    ],
)
def test_the_first_theme_is_what_was_asked_for_or_what_the_terminal_has(
    environment: dict[str, str], theme: str
) -> None:
    assert first_theme(environment, has_colours=True) == theme
    assert first_theme(environment, has_colours=False) == BARE


def test_the_key_for_the_theme_goes_to_and_fro_and_leaves_the_bare_one() -> None:
    assert [other_theme(theme) for theme in (DARK, LIGHT, BARE)] == [LIGHT, DARK, BARE]
