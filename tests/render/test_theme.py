"""Colours: readable in light and dark."""

from __future__ import annotations

import pytest

from sysdsl.render.theme import BACKGROUND, ROLES, contrast, fill, ink, theme_css


def test_contrast_of_black_and_white_is_21() -> None:
    """The formula agrees with the standard's extremes."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_can_be_seen(role: str, theme: str) -> None:
    """Text has a contrast of 4.5, other information 3, on the background and on its own fill."""
    colours = "dark" if theme == "dark" else "light"
    paint = ROLES[role]
    needed = {"text": 4.5, "graphic": 3.0}.get(paint.use, 0.0)
    line, area = ink(role, colours), fill(role, colours)
    assert contrast(line, BACKGROUND[colours]) >= needed
    if area != line:
        assert contrast(line, area) >= needed
        assert contrast(ink("ink", colours), area) >= 4.5


def test_page_styles_cover_every_role_in_both_themes() -> None:
    """Each role has its three classes, and dark colours by system and by choice."""
    css = theme_css()
    for role, paint in ROLES.items():
        for start in ("t", "s", "f"):
            assert f".{start}-{role}{{" in css
        assert css.count(f"--ink-{role}:{paint.ink[1]};") >= 2
    assert css.count("{") == css.count("}")
