"""Units and amounts as people say them."""

from __future__ import annotations

import pytest

from sysdsl.units import spoken_unit, with_unit


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        (None, ""),
        ("dmnl", ""),
        ("people", "people"),
        ("people/day", "people a day"),
        ("GBP/day", "\N{POUND SIGN} a day"),
        ("CHF/year", "CHF a year"),
        ("1/days", "per day"),
        ("care_packages/week", "care packages a week"),
        ("GBP/(person*day)", "\N{POUND SIGN} a person a day"),
        ("m^2", "m^2"),
        ("%", "%"),
    ],
)
def test_units_are_said_in_words(unit, text):
    """`a` stands for a division; what has no words stays as it is written."""
    assert spoken_unit(unit) == text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("55,000", "\N{POUND SIGN} a day", "\N{POUND SIGN}55,000 a day"),
        ("\N{MINUS SIGN}5", "\N{POUND SIGN}", "\N{MINUS SIGN}\N{POUND SIGN}5"),
        ("5", "CHF a year", "5 CHF a year"),
        ("41", "%", "41 %"),
        ("41", "", "41"),
    ],
)
def test_signs_of_money_go_before_the_number(number, unit, text):
    """Every other unit follows it."""
    assert with_unit(number, unit) == text
