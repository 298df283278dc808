"""Units and amounts as people say them: `people a day`, `£55,000 a day`, `24 %`."""

from __future__ import annotations

import re

from sysdsl.units.names import CURRENCIES, singular
from sysdsl.units.notation import read_factors

# Signs that stand before a number; codes and abbreviations such as CHF and zł follow it. The
# script of report pages has the same rule.
_SIGN = re.compile("[A-Z]{0,2}[\u00a3\u20ac$\u00a5\u20b9\u20a9\u20ba]")
_DIMENSIONLESS = frozenset({"", "1", "dmnl"})


def spoken_unit(unit: str | None) -> str:
    """Return a unit in words; nothing for a dimensionless one, as written where words fail."""
    if unit is None or unit in _DIMENSIONLESS:
        return ""
    factors = [factor for factor in read_factors(unit) or () if factor[0] != "1"]
    above = [name for name, exponent in factors if exponent == 1]
    below = [singular(name) for name, exponent in factors if exponent == -1]
    if len(above) > 1 or not factors or len(above) + len(below) < len(factors):
        return unit
    words = [CURRENCIES.get(name, name).replace("_", " ") for name in above]
    if not words:
        words, below = [f"per {below[0]}"], below[1:]
    return " a ".join((*words, *(name.replace("_", " ") for name in below)))


def with_unit(number: str, unit: str) -> str:
    """Return a written number with its unit.

    Args:
        number: The number as it shall be read.
        unit: Its unit in words (see `spoken_unit`); a sign of money goes before the number.
    """
    first, _, rest = unit.partition(" ")
    if _SIGN.fullmatch(first):
        minus = "\N{MINUS SIGN}" if number.startswith("\N{MINUS SIGN}") else ""
        return f"{minus}{first}{number.removeprefix(minus)} {rest}".strip()
    return f"{number} {unit}".strip()
